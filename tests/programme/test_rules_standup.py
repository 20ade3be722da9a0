"""The stand-up's arithmetic, and days and times in few keys."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.vocabulary import EntryState
from exin_tui.programme.standup import credited, next_waiting, plan, used
from exin_tui.programme.typed_moments import parse_typed_moment
from exin_tui.programme.values import Refusal

BEGAN = dt.datetime(2026, 11, 27, 8, 30, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 27)
WAITING, DISCUSSED, SKIPPED = EntryState.WAITING, EntryState.DISCUSSED, EntryState.SKIPPED


def after(seconds: int) -> dt.datetime:
    return BEGAN + dt.timedelta(seconds=seconds)


def test_a_clock_that_stands_stays_and_one_that_runs_goes_on() -> None:
    assert used(10, None, after(99)) == 10
    assert used(10, BEGAN, after(5)) == 15
    assert used(10, after(5), BEGAN) == 10  # another machine's clock is behind


@pytest.mark.parametrize(("last_sign", "seconds"), [(None, 10), (80, 90), (0, 10), (-5, 10), (500, 210)])
def test_what_came_after_the_last_sign_of_life_does_not_count(last_sign: int | None, seconds: int) -> None:
    sign = None if last_sign is None else after(last_sign)
    assert credited(10, BEGAN, sign, after(200)) == seconds


def test_11_left_9_minutes() -> None:
    found = plan([WAITING] * 11 + [DISCUSSED] * 24 + [SKIPPED], 30, 21 * 60 + 1)
    assert (found.left, found.minutes_left, found.share) == (11, 9, 49)


def test_over_time_is_said_in_whole_minutes_and_leaves_nobody_a_share() -> None:
    found = plan([WAITING], 30, 30 * 60 + 1)
    assert (found.minutes_left, found.share) == (-1, 0)
    assert plan([DISCUSSED], 30, 0).share == 0


@pytest.mark.parametrize(
    ("states", "position", "following"),
    [
        ([WAITING, WAITING, WAITING], 0, 1),
        ([WAITING, DISCUSSED, SKIPPED], 2, 0),
        ([DISCUSSED, DISCUSSED, WAITING], 0, 2),
        ([DISCUSSED, SKIPPED], 0, 2),
        ([WAITING, DISCUSSED], 2, 0),
    ],
)
def test_who_waits_behind_comes_first_then_who_was_passed_over(
    states: list[EntryState], position: int, following: int
) -> None:
    assert next_waiting(states, position) == following


@given(st.lists(st.sampled_from(list(EntryState)), max_size=20), st.integers(0, 20))
def test_the_next_one_waits_or_nobody_does(states: list[EntryState], position: int) -> None:
    found = next_waiting(states, position)
    others = [state for place, state in enumerate(states) if place != position]
    assert (states[found] is WAITING) if found < len(states) else WAITING not in others


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("14", (27, 14, 0)),
        ("10.30", (27, 10, 30)),
        ("mandag 9", (30, 9, 0)),
        ("Fri 10:15", None),
        ("i morgen kl 8", (28, 8, 0)),
        ("1.12 09:00", None),
    ],
)
def test_a_day_and_a_time_in_few_keys(typed: str, moment: tuple[int, int, int] | None) -> None:
    found = parse_typed_moment(typed, TODAY)
    assert isinstance(found, dt.datetime)
    if moment is not None:
        assert (found.day, found.hour, found.minute) == moment
    else:
        assert found.month == 12


@pytest.mark.parametrize("typed", ["", "fredag", "25", "10:61", "31.2 10", "snart 10"])
def test_what_is_no_day_and_time_is_refused_with_an_example(typed: str) -> None:
    found = parse_typed_moment(typed, TODAY)
    assert isinstance(found, Refusal)
    assert found.message.say("nb")
