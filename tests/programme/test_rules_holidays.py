"""Public holidays, against a library that is kept by others."""

from __future__ import annotations

import datetime as dt

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_tui.programme.holidays import (
    easter_sunday,
    is_day_off,
    is_public_holiday,
    next_workday,
    previous_workday,
    public_holidays,
)
from tests.programme.cases import DAY, day

DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2150, 12, 31))


def test_the_holidays_from_1950_to_2100_are_those_of_the_library() -> None:
    oracle = holidays.country_holidays("NO", years=range(1950, 2101))
    ours = {holiday for year in range(1950, 2101) for holiday in public_holidays(year)}
    assert ours == set(oracle)


def test_easter_goes_on_being_right_after_the_librarys_last_year() -> None:
    easter = pytest.importorskip("dateutil.easter").easter
    assert [easter_sunday(year) for year in range(1950, 2151)] == [easter(year) for year in range(1950, 2151)]
    fixed = {(1, 1), (5, 1), (5, 17), (12, 25), (12, 26)}
    for year in range(2101, 2151):
        assert {(holiday.month, holiday.day) for holiday in public_holidays(year)} >= fixed
        assert 11 <= len(public_holidays(year)) <= 12


def test_easter_2026_and_the_days_around_it() -> None:
    assert easter_sunday(2026) == day("2026-04-05")
    assert is_public_holiday(day("2026-04-02"))
    assert not is_public_holiday(day("2026-04-01"))
    assert not is_public_holiday(day("2026-04-04"))
    assert is_public_holiday(day("2026-05-14"))
    assert is_public_holiday(day("2026-05-25"))


@pytest.mark.parametrize("ordinary", ["2026-12-24", "2026-12-31"])
def test_christmas_eve_and_new_years_eve_are_ordinary_days(ordinary: str) -> None:
    assert not is_day_off(day(ordinary))


@pytest.mark.parametrize(
    ("given_day", "before", "after"),
    [
        ("2026-11-27", "2026-11-27", "2026-11-27"),
        ("2026-11-28", "2026-11-27", "2026-11-30"),
        ("2026-12-25", "2026-12-24", "2026-12-28"),
        ("2026-04-03", "2026-04-01", "2026-04-07"),
        ("2027-01-01", "2026-12-31", "2027-01-04"),
    ],
)
def test_the_nearest_workdays(given_day: str, before: str, after: str) -> None:
    assert previous_workday(day(given_day)) == day(before)
    assert next_workday(day(given_day)) == day(after)


@given(DAYS)
def test_a_workday_is_never_a_day_off_and_nothing_between_is_a_workday(given_day: dt.date) -> None:
    before, after = previous_workday(given_day), next_workday(given_day)
    assert before <= given_day <= after
    assert not is_day_off(before)
    assert not is_day_off(after)
    skipped = [before + DAY * n for n in range(1, (after - before).days)]
    assert all(is_day_off(between) for between in skipped)
