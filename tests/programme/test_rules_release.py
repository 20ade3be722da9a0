"""The best standing release date, and who is in custody."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from exin_schema.vocabulary import ProbationState, ReleaseStanding, SecurityLevel
from exin_tui.programme.custody import in_custody
from exin_tui.programme.release import best_release
from exin_tui.programme.values import Episode, Release
from tests.programme.cases import DAY, PROGRAMME, TODAY, day, remand, sentence

FULL, TWO_THIRDS, PROBATION, DECIDED = (
    day("2027-12-01"),
    day("2027-03-01"),
    day("2027-04-01"),
    day("2027-02-15"),
)
GRANTED, REFUSED, APPLIED = ProbationState.GRANTED, ProbationState.REFUSED, ProbationState.APPLIED


def best(episode: Episode | None, today: dt.date = TODAY) -> Release:
    return best_release(episode, today, PROGRAMME)


@pytest.mark.parametrize(
    ("dates", "on", "standing"),
    [
        ({}, None, "unknown"),
        ({"full_term_on": FULL}, FULL, "full_term"),
        ({"full_term_on": FULL, "two_thirds_on": TWO_THIRDS}, TWO_THIRDS, "two_thirds"),
        (
            {"two_thirds_on": TWO_THIRDS, "probation": GRANTED, "probation_on": PROBATION},
            PROBATION,
            "granted",
        ),
        (
            {"probation": GRANTED, "probation_on": PROBATION, "decided_on": DECIDED},
            DECIDED,
            "decided",
        ),
        # Applied for is not granted, and granted without a date is no date.
        (
            {"two_thirds_on": TWO_THIRDS, "probation": APPLIED, "probation_on": PROBATION},
            TWO_THIRDS,
            "two_thirds",
        ),
        ({"two_thirds_on": TWO_THIRDS, "probation": GRANTED}, TWO_THIRDS, "two_thirds"),
        # Refused: nobody is released at 2/3, or on the date applied for.
        (
            {"full_term_on": FULL, "two_thirds_on": TWO_THIRDS, "probation": REFUSED},
            FULL,
            "full_term",
        ),
        (
            {"two_thirds_on": TWO_THIRDS, "probation": REFUSED, "probation_on": PROBATION},
            None,
            "unknown",
        ),
        # A decided date stands above a refusal.
        ({"decided_on": DECIDED, "probation": REFUSED}, DECIDED, "decided"),
    ],
)
def test_the_best_standing_date_of_a_sentence(
    dates: dict[str, Any], on: dt.date | None, standing: str
) -> None:
    release = best(sentence(**dates))
    assert (release.on, release.standing.value) == (on, standing)


def test_why_says_that_a_refused_two_thirds_date_no_longer_stands() -> None:
    release = best(sentence(full_term_on=FULL, two_thirds_on=TWO_THIRDS, probation=REFUSED))
    said = release.why.because.say("en")
    assert "the 2/3 date no longer stands" in said
    assert "Wed 1 Dec 2027" in said


def test_why_says_whether_the_date_is_planned_or_decided() -> None:
    assert "Planned, not decided" in best(sentence(two_thirds_on=TWO_THIRDS)).why.because.say("en")
    assert "decided for" in best(sentence(decided_on=DECIDED)).why.because.say("en")


def test_why_names_every_recorded_date() -> None:
    release = best(
        sentence(full_term_on=FULL, two_thirds_on=TWO_THIRDS, probation=APPLIED, probation_on=PROBATION)
    )
    assert [value for _, value in release.why.inputs] == [TWO_THIRDS, FULL, APPLIED, PROBATION]


@pytest.mark.parametrize(
    "dates", [{}, {"full_term_on": FULL}, {"decided_on": DECIDED}, {"two_thirds_on": TWO_THIRDS}]
)
def test_remand_has_no_release_date_and_nothing_is_computed(dates: dict[str, dt.date]) -> None:
    release = best(remand(**dates))
    assert (release.on, release.standing) == (None, ReleaseStanding.UNKNOWN)
    assert "Remand" in release.why.because.say("en")


def test_a_release_that_has_happened_ends_the_guessing_in_remand_too() -> None:
    yesterday = TODAY - DAY
    for episode in (sentence(decided_on=DECIDED, released_on=yesterday), remand(released_on=yesterday)):
        assert best(episode).on == yesterday
        assert best(episode).standing is ReleaseStanding.ACTUAL


@pytest.mark.parametrize(
    ("offset", "standing"),
    [(-1, ReleaseStanding.ACTUAL), (0, ReleaseStanding.ACTUAL), (1, ReleaseStanding.DECIDED)],
)
def test_a_release_recorded_ahead_is_no_more_than_decided(offset: int, standing: ReleaseStanding) -> None:
    assert best(sentence(released_on=TODAY + DAY * offset)).standing is standing


def test_an_imprisonment_that_ended_without_a_release_date_is_over_from_its_end() -> None:
    ended = TODAY - DAY * 40
    assert best(sentence(two_thirds_on=TWO_THIRDS, ended_on=ended)).on == ended


def test_a_date_that_has_passed_is_kept_and_said_to_have_passed() -> None:
    release = best(sentence(two_thirds_on=TODAY - DAY, full_term_on=FULL))
    assert release.on == TODAY - DAY
    assert "It has passed" in release.why.because.say("en")
    assert "It has passed" not in best(sentence(two_thirds_on=TODAY)).why.because.say("en")


def test_nobody_without_an_imprisonment_has_a_release_date() -> None:
    assert best(None).standing is ReleaseStanding.UNKNOWN


@pytest.mark.parametrize(
    ("level", "inside"),
    [
        (SecurityLevel.HIGH, True),
        (SecurityLevel.LOWER, True),
        (SecurityLevel.HALFWAY, True),
        (SecurityLevel.DAY_RELEASE, True),
        (SecurityLevel.ELECTRONIC, False),
        (SecurityLevel.INSTITUTION, False),
        (SecurityLevel.OUT, False),
    ],
)
def test_a_halfway_house_counts_as_in_and_serving_at_home_as_out(level: SecurityLevel, inside: bool) -> None:
    assert in_custody(sentence(level), TODAY) is inside


@pytest.mark.parametrize(("offset", "inside"), [(-1, False), (0, False), (1, True)])
def test_one_is_out_from_the_day_of_release(offset: int, inside: bool) -> None:
    when = TODAY + DAY * offset
    assert in_custody(sentence(released_on=when), TODAY) is inside
    assert in_custody(sentence(), TODAY, released_on=when) is inside


def test_nobody_is_in_custody_without_an_imprisonment() -> None:
    assert not in_custody(None, TODAY)
