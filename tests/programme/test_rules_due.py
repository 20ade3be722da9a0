"""When items fall due, and how urgent that is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.programme import DueRule, ItemSpec, Words
from exin_schema.vocabulary import ChecklistKind, Mark
from exin_tui.programme.due import due_by_rule, due_date, mark
from exin_tui.programme.holidays import is_day_off
from tests.programme.cases import DAY, PROGRAMME, TODAY, anchors, day, remand, sentence

START, RELEASE = ChecklistKind.START, ChecklistKind.RELEASE
DATES = st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1))


def item(kind: ChecklistKind, key: str) -> ItemSpec:
    found = PROGRAMME.item(kind, key)
    assert found is not None
    return found


def own(**rule: Any) -> ItemSpec:
    return ItemSpec("own", Words("eget", "own"), due=DueRule(**rule))


def test_the_start_checklist_is_due_28_days_after_it_came_in_force() -> None:
    due = due_date(item(START, "gp"), anchors(START, in_force_on=day("2026-11-01")), PROGRAMME)
    assert due.on == day("2026-11-29")
    assert due.why.rule.id == "start_checklist.due"
    assert due.why.rule.ours


def test_the_release_checklist_is_due_on_the_release_date() -> None:
    hangs_on = anchors(RELEASE, sentence(decided_on=day("2026-12-09")))
    due = due_date(item(RELEASE, "new_address"), hangs_on, PROGRAMME)
    assert due.on == day("2026-12-09")
    assert due.why.rule.id == "release_checklist.due"


@pytest.mark.parametrize("key", ["housing", "social_benefits", "bank_id", "consent_minimum"])
def test_critical_items_are_due_14_days_before_the_release(key: str) -> None:
    hangs_on = anchors(RELEASE, sentence(decided_on=day("2026-12-09")))
    due = due_date(item(RELEASE, key), hangs_on, PROGRAMME)
    assert due.on == day("2026-11-25")
    assert due.why.rule.id == "release_checklist.critical"
    assert due.why.computed is not None
    assert due.why.computed.say("en") == "release Wed 9 Dec 2026 − 14 days = Wed 25 Nov 2026"
    assert due.why.because.say("en") == "Due 14 days before the release, since it is a critical item."


def test_gp_and_family_follow_the_list_they_stand_in() -> None:
    start = anchors(START, in_force_on=day("2026-11-01"))
    release = anchors(RELEASE, sentence(decided_on=day("2026-12-09")), in_force_on=day("2026-09-09"))
    assert due_date(item(START, "gp"), start, PROGRAMME).on == day("2026-11-29")
    assert due_date(item(RELEASE, "gp"), release, PROGRAMME).on == day("2026-12-09")


@pytest.mark.parametrize("episode", [remand(), sentence(), None])
def test_without_a_release_date_nothing_is_due(episode: Any) -> None:
    due = due_date(item(RELEASE, "housing"), anchors(RELEASE, episode), PROGRAMME)
    assert due.on is None
    assert "not known" in due.why.because.say("en")


def test_a_start_list_that_is_not_in_force_has_no_due_dates() -> None:
    assert due_date(item(START, "gp"), anchors(START), PROGRAMME).on is None


@pytest.mark.parametrize(
    ("rule", "on"),
    [
        ({"anchor": "release_date", "days": -10}, "2026-12-14"),
        ({"anchor": "release_date", "months": -1, "days": 2}, "2026-11-26"),
        ({"anchor": "release_date", "days": 1}, "2026-12-25"),
        ({"anchor": "release_date", "days": 1, "roll": "previous_workday"}, "2026-12-24"),
        ({"anchor": "release_date", "days": 1, "roll": "next_workday"}, "2026-12-28"),
        ({"anchor": "in_force", "days": 7}, "2026-09-16"),
        ({"anchor": "enrolled"}, "2025-02-01"),
        ({"anchor": "phase_start", "months": 1}, "2026-11-30"),
        ({"anchor": "created", "days": 3}, "2026-11-30"),
    ],
)
def test_an_item_with_a_due_rule_of_its_own_takes_that(rule: dict[str, Any], on: str) -> None:
    hangs_on = anchors(
        RELEASE,
        sentence(decided_on=day("2026-12-24")),
        in_force_on=day("2026-09-09"),
        enrolled_on=day("2025-02-01"),
        phase_since=day("2026-10-31"),
        created_on=TODAY,
    )
    due = due_date(own(**rule), hangs_on, PROGRAMME)
    assert due.on == day(on)
    assert due.why.rule.id == "item.own_due"
    assert due == due_by_rule(DueRule(**rule), hangs_on, PROGRAMME)


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        (-400, Mark.OVERDUE),
        (-1, Mark.OVERDUE),
        (0, Mark.TODAY),
        (1, Mark.SOON),
        (7, Mark.SOON),
        (8, Mark.LATER),
    ],
)
def test_overdue_is_before_today_and_soon_within_seven_days(left: int, expected: Mark) -> None:
    assert mark(TODAY + DAY * left, TODAY, PROGRAMME) is expected


def test_what_has_no_due_date_is_not_marked() -> None:
    assert mark(None, TODAY, PROGRAMME) is Mark.NONE


RULES = st.builds(
    DueRule,
    anchor=st.just("release_date"),
    months=st.integers(-12, 12),
    days=st.integers(-60, 60),
    roll=st.sampled_from([None, "previous_workday", "next_workday"]),
)


@given(DATES, st.integers(0, 800), RULES)
def test_a_later_release_never_brings_a_due_date_forward(release: dt.date, later: int, rule: DueRule) -> None:
    early = anchors(RELEASE, sentence(decided_on=release))
    late = anchors(RELEASE, sentence(decided_on=release + DAY * later))
    first, second = due_by_rule(rule, early, PROGRAMME).on, due_by_rule(rule, late, PROGRAMME).on
    assert first is not None
    assert second is not None
    assert first <= second


@given(DATES, RULES)
def test_a_rolled_due_date_is_a_workday(release: dt.date, rule: DueRule) -> None:
    due = due_by_rule(rule, anchors(RELEASE, sentence(decided_on=release)), PROGRAMME)
    assert due.on is not None
    assert rule.roll is None or not is_day_off(due.on)


@given(DATES)
def test_a_critical_item_is_never_due_after_the_others(release: dt.date) -> None:
    hangs_on = anchors(RELEASE, sentence(decided_on=release))
    days = {spec.key: due_date(spec, hangs_on, PROGRAMME).on for spec in PROGRAMME.checklist(RELEASE).items}
    assert days["housing"] == release - DAY * 14
    assert max(day for day in days.values() if day is not None) == release
