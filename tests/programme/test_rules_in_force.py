"""From when the two checklists are in force."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.vocabulary import Phase, ProbationState
from exin_tui.dates import add_months
from exin_tui.programme.in_force import release_list_in_force, start_list_in_force
from tests.programme.cases import DAY, PROGRAMME, TODAY, day, participant, remand, sentence


def test_the_start_list_waits_for_the_enrolment() -> None:
    candidate = participant(Phase.INTAKE, enrolled_on=None, episode=sentence())
    assert start_list_in_force(candidate, PROGRAMME).on is None


@pytest.mark.parametrize("episode", [None, sentence(started_on=day("2026-01-01")), sentence(started_on=None)])
def test_the_start_list_comes_in_force_with_the_enrolment(episode: Any) -> None:
    case = participant(enrolled_on=day("2026-03-01"), episode=episode)
    assert start_list_in_force(case, PROGRAMME).on == day("2026-03-01")


def test_the_start_list_comes_in_force_again_with_a_new_imprisonment() -> None:
    again = sentence(number=2, started_on=day("2026-08-10"))
    case = participant(enrolled_on=day("2026-03-01"), episode=again)
    assert start_list_in_force(case, PROGRAMME).on == day("2026-08-10")


def test_a_new_imprisonment_without_a_start_is_not_guessed() -> None:
    case = participant(episode=sentence(number=2, started_on=None))
    assert start_list_in_force(case, PROGRAMME).on is None


@pytest.mark.parametrize(
    ("release", "in_force"),
    [("2027-03-01", "2026-12-01"), ("2027-05-31", "2027-02-28"), ("2026-12-09", "2026-09-09")],
)
def test_the_release_list_comes_in_force_three_months_before_the_release(release: str, in_force: str) -> None:
    due = release_list_in_force(sentence(two_thirds_on=day(release)), TODAY, PROGRAMME)
    assert due.on == day(in_force)
    assert due.why.computed is not None
    assert "3 months" in due.why.computed.say("en")


def test_the_release_list_comes_in_force_when_a_probation_date_is_set() -> None:
    granted = sentence(probation=ProbationState.GRANTED, probation_on=day("2027-08-01"))
    assert release_list_in_force(granted, TODAY, PROGRAMME).on == TODAY


@pytest.mark.parametrize(
    ("dates", "in_force"),
    [
        # Decided before full term is a release on probation; decided for full term is none.
        ({"decided_on": day("2027-08-01"), "full_term_on": day("2028-08-01")}, TODAY),
        ({"decided_on": day("2028-08-01"), "full_term_on": day("2028-08-01")}, day("2028-05-01")),
        ({"decided_on": day("2027-08-01")}, day("2027-05-01")),
        ({"decided_on": day("2027-08-01"), "probation": ProbationState.GRANTED}, TODAY),
        # Applied for is not set.
        (
            {
                "two_thirds_on": day("2027-08-01"),
                "probation": ProbationState.APPLIED,
                "probation_on": day("2027-08-01"),
            },
            day("2027-05-01"),
        ),
    ],
)
def test_only_a_date_that_is_set_brings_the_list_in_force_early(
    dates: dict[str, Any], in_force: dt.date
) -> None:
    assert release_list_in_force(sentence(**dates), TODAY, PROGRAMME).on == in_force


def test_when_three_months_before_comes_first_that_day_stands() -> None:
    granted = sentence(probation=ProbationState.GRANTED, probation_on=day("2026-12-24"))
    assert release_list_in_force(granted, TODAY, PROGRAMME).on == day("2026-09-24")


@pytest.mark.parametrize("episode", [None, remand(), sentence()])
def test_the_release_list_waits_for_a_date(episode: Any) -> None:
    due = release_list_in_force(episode, TODAY, PROGRAMME)
    assert due.on is None
    assert "unknown" in due.why.because.say("en")


def test_a_case_is_asked_like_its_imprisonment() -> None:
    episode = sentence(two_thirds_on=day("2027-03-01"))
    assert release_list_in_force(participant(episode=episode), TODAY, PROGRAMME) == release_list_in_force(
        episode, TODAY, PROGRAMME
    )


@given(st.dates(dt.date(2026, 1, 1), dt.date(2032, 1, 1)), st.booleans())
def test_the_list_is_in_force_three_months_before_at_the_latest(release: dt.date, granted: bool) -> None:
    dates: dict[str, Any] = (
        {"probation": ProbationState.GRANTED, "probation_on": release}
        if granted
        else {"two_thirds_on": release}
    )
    due = release_list_in_force(sentence(**dates), TODAY, PROGRAMME)
    assert due.on is not None
    assert due.on <= add_months(release, -3)
    if granted:
        assert due.on <= TODAY
    assert due.on in {TODAY, add_months(release, -3)}
    assert due.on <= release - DAY
