from __future__ import annotations

import pytest

from exin_schema.vocabulary import Phase
from exin_tui.caseload.figures import figures, strip
from tests.caseload.board import day
from tests.caseload.made_up import due, meeting, overview, person, row


def test_an_empty_board_counts_nothing() -> None:
    counted = figures(overview())
    assert (counted.overdue, counted.today, counted.soon, counted.releases) == (0, 0, 0, 0)
    assert (counted.oldest, counted.first_meeting, counted.first_release) == (None, None, None)
    assert counted.soon_until == day(7)


def test_overdue_counts_items_and_names_whose_is_the_oldest() -> None:
    a, b = person("SN-001"), person("SN-002")
    counted = figures(overview(due=(due(b, -12), due(a, -2), due(a, -2, key="x"), due(a, 0), due(a, 3))))
    assert (counted.overdue, counted.oldest_days, counted.oldest) == (3, 12, b)
    assert (counted.today, counted.soon) == (1, 1)


def test_today_counts_the_meetings_and_says_when_the_first_is() -> None:
    whose = person("SN-001")
    meetings = (
        meeting(None, 0, 0, all_day=True),
        meeting(whose, 0, 9),
        meeting(whose, 0, 13),
        meeting(whose, 1),
    )
    counted = figures(overview(meetings=meetings))
    assert counted.meetings_today == 3
    assert counted.first_meeting is meetings[1]


@pytest.mark.parametrize(
    ("release", "out", "counted"),
    [(-1, False, 0), (0, False, 1), (28, False, 1), (29, False, 0), (None, False, 0), (5, True, 0)],
)
def test_out_within_four_weeks_is_in_prison_with_a_date_that_is_near(
    release: int | None, out: bool, counted: int
) -> None:
    assert figures(overview(row("SN-001", release=release, out=out))).releases == counted


def test_first_out_is_the_one_with_the_nearest_date() -> None:
    counted = figures(overview(row("SN-001", release=9), row("SN-003", release=4), row("SN-002", release=4)))
    assert counted.releases == 3
    assert counted.first_release is not None
    assert counted.first_release.person.code == "SN-002"


def test_the_strip_counts_participants_and_those_with_something_overdue() -> None:
    cells = strip(
        (
            row("SN-001", phase=Phase.IN_PRISON, overdue=4),
            row("SN-002", phase=Phase.IN_PRISON),
            row("SN-003", phase=Phase.CLOSING, overdue=1),
        )
    )
    assert [(cell.phase, cell.count, cell.overdue) for cell in cells if cell.count] == [
        (None, 3, 2),
        (Phase.IN_PRISON, 2, 1),
        (Phase.CLOSING, 1, 1),
    ]
    assert [cell.phase for cell in cells] == [None, *Phase]
