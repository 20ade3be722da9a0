"""The window of phase 3."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.vocabulary import SecurityLevel
from exin_tui.programme.phase3 import Phase3Window, should_have_begun_on, window
from exin_tui.programme.release import best_release
from exin_tui.programme.values import Episode
from tests.programme.cases import PROGRAMME, TODAY, day, remand, sentence

HIGH, LOWER = SecurityLevel.HIGH, SecurityLevel.LOWER
LEVELS = st.sampled_from(list(SecurityLevel))


def span(release: dt.date, level: SecurityLevel) -> Phase3Window:
    found = window(best_release(sentence(decided_on=release), TODAY, PROGRAMME), level, PROGRAMME)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("level", "release", "opens", "should"),
    [
        (HIGH, "2026-12-09", "2026-10-09", "2026-11-09"),
        (LOWER, "2026-12-09", "2026-09-09", "2026-10-09"),
        # A day that does not exist falls on the month's last one.
        (HIGH, "2027-04-30", "2027-02-28", "2027-03-30"),
        (HIGH, "2027-03-31", "2027-01-31", "2027-02-28"),
        (HIGH, "2028-03-31", "2028-01-31", "2028-02-29"),
        (LOWER, "2027-05-31", "2027-02-28", "2027-03-31"),
    ],
)
def test_phase_3_opens_two_months_before_release_at_high_security_and_three_at_lower(
    level: SecurityLevel, release: str, opens: str, should: str
) -> None:
    found = span(day(release), level)
    assert (found.opens.on, found.should_have_begun.on) == (day(opens), day(should))


@pytest.mark.parametrize("level", [level for level in SecurityLevel if level is not HIGH])
def test_every_level_below_high_has_the_wider_window(level: SecurityLevel) -> None:
    assert span(day("2026-12-09"), level).opens.on == day("2026-09-09")


@pytest.mark.parametrize("episode", [remand(), sentence(), None])
def test_without_a_release_date_there_is_no_window(episode: Episode | None) -> None:
    release = best_release(episode, TODAY, PROGRAMME)
    assert window(release, HIGH, PROGRAMME) is None


def test_why_shows_the_level_and_the_arithmetic() -> None:
    why = span(day("2026-12-09"), HIGH).should_have_begun.why
    assert "high security" in why.because.say("en")
    assert why.computed is not None
    assert why.computed.say("en") == "release Wed 9 Dec 2026 − 1 month = Mon 9 Nov 2026"
    assert why.rule.id == "phase3_window"


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)), LEVELS)
def test_the_window_opens_before_phase_3_should_have_begun_and_that_before_the_release(
    release: dt.date, level: SecurityLevel
) -> None:
    found = span(release, level)
    assert found.opens.on is not None
    assert found.should_have_begun.on is not None
    assert found.opens.on < found.should_have_begun.on < release
    assert found.should_have_begun.on == should_have_begun_on(release, level, PROGRAMME)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 1, 1)))
def test_lower_security_never_opens_later_than_high(release: dt.date) -> None:
    high, lower = span(release, HIGH), span(release, LOWER)
    assert high.opens.on is not None
    assert lower.opens.on is not None
    assert lower.opens.on < high.opens.on
