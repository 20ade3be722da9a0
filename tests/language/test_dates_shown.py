"""Dates the way Norwegian offices write them."""

from __future__ import annotations

import datetime as dt

import pytest
from babel.dates import format_date, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.vocabulary import Language
from exin_tui import dates

FRIDAY = dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("language", "short", "long", "headline", "far"),
    [
        ("nb", "fr. 27. nov.", "fr. 27. nov. 2026", "Fredag 27. november", "nov. ’26"),
        ("en", "Fri 27 Nov", "Fri 27 Nov 2026", "Friday 27 November", "Nov ’26"),
    ],
)
def test_a_date_reads_as_people_write_it(
    language: Language, short: str, long: str, headline: str, far: str
) -> None:
    assert dates.short_date(FRIDAY, language) == short
    assert dates.long_date(FRIDAY, language) == long
    assert dates.headline_date(FRIDAY, language) == headline
    assert dates.month_and_year(FRIDAY, language) == far


@pytest.mark.parametrize("language", ["nb", "en"])
def test_month_names_are_those_of_cldr(language: Language) -> None:
    for number in range(1, 13):
        day = dt.date(2026, number, 1)
        assert dates.month(day, language) == get_month_names("wide", locale=language)[number]
        assert dates.short_month(day, language) == get_month_names("abbreviated", locale=language)[number]


@given(st.dates())
def test_weekdays_are_those_of_cldr(day: dt.date) -> None:
    for language in ("nb", "en"):
        assert dates.weekday(day, language) == format_date(day, "EEEE", locale=language)
    assert dates.short_weekday(day, "nb") == format_date(day, "EEEE", locale="nb")[:2] + "."
    assert dates.short_weekday(day, "en") == format_date(day, "EEE", locale="en")


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 12, 31), -1, dt.date(2026, 11, 30)),
        (dt.date(2027, 3, 31), -1, dt.date(2027, 2, 28)),
        (dt.date(2028, 3, 31), -1, dt.date(2028, 2, 29)),
        (dt.date(2027, 1, 15), -3, dt.date(2026, 10, 15)),
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
    ],
)
def test_a_day_that_does_not_exist_falls_on_the_last_of_the_month(
    day: dt.date, months: int, expected: dt.date
) -> None:
    assert dates.add_months(day, months) == expected


@given(st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), st.integers(-240, 240))
def test_months_move_the_month_and_never_past_it(day: dt.date, months: int) -> None:
    moved = dates.add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day
