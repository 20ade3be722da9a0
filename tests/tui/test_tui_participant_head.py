"""The participant's head and tabs: nothing ends in half, and nothing says what is over."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from exin_schema.vocabulary import CustodyKind, Language, SecurityLevel
from exin_tui.privacy.screening import Screening
from exin_tui.programme.values import Release
from exin_tui.tui.ink import line_width, words
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.participant_head import consent_line, head_fields
from exin_tui.tui.widgets.tab_strip import TabName, tab_lines
from tests.tui.builder import TODAY, participant_view
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready

LOOK = Look("nb", TODAY, Screening(language="nb"), "KN")
TABS = [TabName(name, name.capitalize(), "7") for name in ("checklist", "tasks", "meetings", "prison", "nav")]


@pytest.mark.parametrize("width", range(10, 90))
def test_the_consents_never_end_in_a_mark_without_its_words(width: int) -> None:
    said = words(consent_line(participant_view().consents, LOOK, width)).rstrip()
    assert line_width(consent_line(participant_view().consents, LOOK, width)) <= width
    assert said[-1] not in "▲●✓"


def test_whoever_is_out_serves_nowhere() -> None:
    inside = msgspec.structs.replace(
        participant_view().row, out=False, custody=CustodyKind.SENTENCE, level=SecurityLevel.HIGH
    )
    assert "Soning" in [field[0] for field in head_fields(inside, LOOK)]
    outside = msgspec.structs.replace(inside, out=True)
    assert "Soning" not in [field[0] for field in head_fields(outside, LOOK)]


@pytest.mark.parametrize(
    ("since", "said"),
    [(dt.date(2025, 11, 27), "siden 27. nov."), (dt.date(2025, 11, 26), "siden 26. nov. 2025")],
)
def test_a_date_more_than_a_year_back_says_its_year(since: dt.date, said: str) -> None:
    row = msgspec.structs.replace(participant_view().row, phase_since=since)
    assert head_fields(row, LOOK)[0][2] == said


@pytest.mark.parametrize("on", [tab.id for tab in TABS])
@pytest.mark.parametrize("width", [24, 30, 40, 60, 90])
def test_tabs_that_do_not_fit_are_behind_an_arrow_and_the_one_that_is_on_stays(on: str, width: int) -> None:
    line, rule = tab_lines(TABS, on, width)
    said = words(line)
    assert line_width(line) <= width
    assert line_width(rule) == width
    assert f"{on.capitalize()} 7" in said
    assert words(rule).index("━") == said.index(on.capitalize())
    assert all(part.strip("‹› ┊7") in {"", *(tab.title for tab in TABS)} for part in said.split())


async def test_the_hairline_ends_at_the_margin_with_the_answer_closed() -> None:
    app = StillApp(language="nb")
    app.views = {"SN-007": participant_view()}
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", "w")
        rules = [line for line in shown(app).splitlines() if line.endswith(("─", "━"))]
        assert {len(line) for line in rules} == {118}


@pytest.mark.parametrize(("language", "words"), [("nb", "om 1 dag"), ("en", "in 1 day")])
def test_the_day_before_the_release_is_one_day_before(language: Language, words: str) -> None:
    view = participant_view()
    tomorrow = Release(TODAY + dt.timedelta(days=1), view.row.release.standing, view.row.release.why)
    row = msgspec.structs.replace(view.row, release=tomorrow)
    look = Look(language, TODAY, Screening(language=language))
    assert [detail for _, _, detail, _ in head_fields(row, look)][1] == words
