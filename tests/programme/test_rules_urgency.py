"""Who stands first in the list, and what the whisper says."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.vocabulary import ChecklistKind, Label, Phase, ReleaseStanding
from exin_tui.programme.alerts import alerts
from exin_tui.programme.release import best_release
from exin_tui.programme.urgency import urgency
from exin_tui.programme.values import Case, Release, Urgency
from tests.programme.cases import DAY, PROGRAMME, TODAY, day, participant, remand, sentence

HOUSING = Label("Bolig avklart", "Housing settled")
MEETING = Label("Ansvarsgruppemøte", "Responsibility-group meeting")


def at(left: int | None) -> Release:
    """A decided release so many days ahead; None for an unknown one."""
    episode = remand() if left is None else sentence(decided_on=TODAY + DAY * left)
    return best_release(episode, TODAY, PROGRAMME)


def out(days: int) -> Release:
    return best_release(sentence(released_on=TODAY - DAY * days), TODAY, PROGRAMME)


def stands(case: Case | None = None, **more: Any) -> Urgency:
    found = alerts(case, TODAY, PROGRAMME) if case is not None else ()
    values: dict[str, Any] = {"overdue": 0, "release": at(200), "alerts": found} | more
    return urgency(today=TODAY, programme=PROGRAMME, **values)


def whisper(found: Urgency) -> str:
    return " · ".join(reason.say("en") for reason in found.reasons)


def test_the_whisper_of_the_first_row() -> None:
    found = stands(
        overdue=2,
        critical_overdue=(HOUSING,),
        release=at(12),
        next_meeting_start=dt.datetime.combine(TODAY, dt.time(10)),
        next_meeting=MEETING,
    )
    assert (
        whisper(found)
        == "2 overdue, one of them critical · released in 12 d · responsibility-group meeting today 10:00"
    )
    assert " · ".join(reason.say("nb") for reason in found.reasons) == (
        "2 over frist, den ene kritisk · løslates om 12 d · ansvarsgruppemøte i dag 10:00"
    )


@pytest.mark.parametrize(
    ("overdue", "critical", "said"),
    [
        (1, 0, "1 overdue"),
        (1, 1, "1 overdue, critical"),
        (3, 0, "3 overdue"),
        (3, 1, "3 overdue, one of them critical"),
        (3, 2, "3 overdue, 2 of them critical"),
        (3, 3, "3 overdue, all critical"),
    ],
)
def test_how_much_is_overdue_and_critical(overdue: int, critical: int, said: str) -> None:
    assert whisper(stands(overdue=overdue, critical_overdue=(HOUSING,) * critical)) == said


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (0, "released today"),
        (1, "released tomorrow"),
        (28, "released in 28 d"),
        (29, "nothing is due"),
        (None, "release date unknown"),
    ],
)
def test_a_release_within_four_weeks_is_a_reason(left: int | None, said: str) -> None:
    assert whisper(stands(release=at(left))) == said


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (-1, "nothing is due"),
        (0, "meeting today 10:00"),
        (1, "meeting tomorrow 10:00"),
        (2, "nothing is due"),
    ],
)
def test_a_meeting_today_or_tomorrow_is_a_reason(ahead: int, said: str) -> None:
    start = dt.datetime.combine(TODAY + DAY * ahead, dt.time(10))
    assert whisper(stands(next_meeting_start=start)) == said


def test_an_abbreviation_keeps_its_capitals_inside_the_whisper() -> None:
    start = dt.datetime.combine(TODAY, dt.time(8, 30))
    found = stands(next_meeting_start=start, next_meeting=Label("NAV-møte", "NAV meeting"))
    assert whisper(found) == "NAV meeting today 08:30"


def test_an_urgent_alert_is_a_reason_beside_what_is_overdue() -> None:
    late = participant(episode=sentence(decided_on=TODAY + DAY * 20))
    assert (
        whisper(stands(late, overdue=1, release=at(20))) == "1 overdue · phase 3 is late · released in 20 d"
    )


def test_a_warning_is_a_reason_when_nothing_is_overdue() -> None:
    friday = participant(Phase.PRE_RELEASE, episode=sentence(decided_on=day("2026-12-04")))
    assert whisper(stands(friday, release=at(7), due_today=2)) == (
        "released on Friday · released in 7 d · 2 due today"
    )


def test_a_critical_item_is_not_said_twice() -> None:
    case = participant(
        Phase.PRE_RELEASE,
        episode=sentence(decided_on=day("2026-12-09")),
        critical_overdue=((ChecklistKind.RELEASE, "housing", day("2026-11-25")),),
    )
    found = stands(case, overdue=1, critical_overdue=(HOUSING,), release=at(12))
    assert whisper(found) == "1 overdue, critical · released in 12 d"
    assert [why.rule.id for why in found.why] == [
        "overdue",
        "release_checklist.critical",
        "release_in",
        "urgency",
    ]


def in_order(*found: Urgency) -> None:
    keys = [each.key for each in found]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_from_the_most_urgent_to_the_quietest() -> None:
    late = participant(episode=sentence(decided_on=TODAY + DAY * 20))
    silent = participant(episode=sentence(decided_on=TODAY + DAY * 200), last_contact_on=TODAY - DAY * 20)
    in_order(
        stands(overdue=3, critical_overdue=(HOUSING, HOUSING)),
        stands(overdue=4, critical_overdue=(HOUSING,)),
        stands(overdue=4),
        stands(overdue=1),
        stands(late, release=at(200)),
        stands(due_today=1),
        stands(silent),
        stands(due_soon=1),
        stands(),
    )


def test_among_equals_whoever_is_released_first_and_unknown_dates_last() -> None:
    in_order(
        stands(release=at(0)),
        stands(release=at(12)),
        stands(release=at(28)),
        stands(release=out(90)),
        stands(release=at(29)),
        stands(release=at(900)),
        stands(release=out(91)),
        stands(release=at(None)),
    )


def test_a_release_date_that_has_passed_comes_before_those_ahead() -> None:
    in_order(stands(release=at(-3)), stands(release=at(0)))


NUMBERS = st.integers(0, 9)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, st.none() | st.integers(-30, 900))
def test_one_more_overdue_is_never_less_urgent(
    overdue: int, critical: int, today: int, soon: int, left: int | None
) -> None:
    some = (HOUSING,) * min(critical, overdue)
    values: dict[str, Any] = {"due_today": today, "due_soon": soon, "release": at(left)}
    fewer = stands(overdue=overdue, critical_overdue=some, **values)
    more = stands(overdue=overdue + 1, critical_overdue=some, **values)
    worse = stands(overdue=overdue + 1, critical_overdue=(*some, HOUSING), **values)
    assert worse.key < more.key < fewer.key


@given(NUMBERS, NUMBERS, NUMBERS, st.none() | st.integers(-30, 900))
def test_there_is_always_a_reason_and_never_more_than_four(
    overdue: int, today: int, soon: int, left: int | None
) -> None:
    found = stands(overdue=overdue, due_today=today, due_soon=soon, release=at(left))
    assert 1 <= len(found.reasons) <= 4
    assert all(reason.say("nb") and reason.say("en") for reason in found.reasons)
    assert (at(left).standing is ReleaseStanding.UNKNOWN) is (left is None)
