"""Dates the way people type them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_tui.dates import add_months, day_and_month, headline_date, long_date, short_date
from exin_tui.language import Language
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.programme.values import Refusal
from tests.programme.cases import DAY, TODAY, day

DATES = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))
LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["nb", "en"])


def refused(typed: str) -> Refusal:
    found = parse_typed_date(typed, TODAY)
    assert isinstance(found, Refusal)
    return found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.12", "2026-12-01"),
        ("1.12.", "2026-12-01"),
        ("01/12", "2026-12-01"),
        ("27.11", "2026-11-27"),
        ("26.11", "2027-11-26"),
        ("29.2", "2028-02-29"),
        ("1.12.2026", "2026-12-01"),
        ("1/12/2026", "2026-12-01"),
        ("1-12-2026", "2026-12-01"),
        ("1. 12. 2026", "2026-12-01"),
        ("1.12.26", "2026-12-01"),
        ("1.12.76", "2076-12-01"),
        ("1.12.77", "1977-12-01"),
        ("2026-12-01", "2026-12-01"),
        ("2026-1-2", "2026-01-02"),
        ("1. desember", "2026-12-01"),
        ("1 Dec", "2026-12-01"),
        ("1. des. 2027", "2027-12-01"),
        ("tirsdag 1. desember", "2026-12-01"),
        ("+14d", "2026-12-11"),
        ("+ 14 dager", "2026-12-11"),
        ("-3d", "2026-11-24"),
        ("+2u", "2026-12-11"),
        ("+2w", "2026-12-11"),
        ("+1 uke", "2026-12-04"),
        ("+1m", "2026-12-27"),
        ("+3md", "2027-02-27"),
        ("+3 months", "2027-02-27"),
        ("i dag", "2026-11-27"),
        (" I  DAG ", "2026-11-27"),
        ("today", "2026-11-27"),
        ("i morgen", "2026-11-28"),
        ("tomorrow", "2026-11-28"),
        # TODAY is a Friday: the first one after today.
        ("fredag", "2026-12-04"),
        ("fr", "2026-12-04"),
        ("fr.", "2026-12-04"),
        ("Fri", "2026-12-04"),
        ("lørdag", "2026-11-28"),
        ("lø", "2026-11-28"),
        ("sat", "2026-11-28"),
        ("ma", "2026-11-30"),
        ("mon", "2026-11-30"),
        ("ti", "2026-12-01"),
        ("tue", "2026-12-01"),
        ("on", "2026-12-02"),
        ("wed", "2026-12-02"),
        ("to", "2026-12-03"),
        ("tors", "2026-12-03"),
        ("thurs", "2026-12-03"),
        ("søn", "2026-11-29"),
    ],
)
def test_what_people_type_is_understood(typed: str, meant: str) -> None:
    assert parse_typed_date(typed, TODAY) == day(meant)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "hei", "f", "s", "t", "12", "1.", "+14", "14d", "+d", "1.12.2", "1.12.202", "1.12.20266"],
)
def test_what_is_no_date_is_refused_with_examples(typed: str) -> None:
    refusal = refused(typed)
    assert refusal.code == "not_a_date"
    assert "+14d" in refusal.message.say("en")
    assert "fredag" in refusal.message.say("nb")


@pytest.mark.parametrize(
    "typed",
    [
        "31.2",
        "30.2.2026",
        "29.2.2027",
        "2026-02-30",
        "0.1",
        "1.13",
        "31.4",
        "1.1.0000",
        "+9999m +1",
        "1.12.0026x",
    ],
)
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    assert refused(typed).code in {"no_such_date", "not_a_date"}


def test_a_day_beyond_the_calendar_is_refused() -> None:
    found = parse_typed_date("+9999m", dt.date(9900, 1, 1))
    assert isinstance(found, Refusal)
    assert found.code == "no_such_date"


def test_a_weekday_that_contradicts_its_date_is_refused() -> None:
    refusal = refused("ma. 27. nov. 2026")
    assert refusal.code == "wrong_weekday"
    assert "Fri 27 Nov 2026" in refusal.message.say("en")


@pytest.mark.parametrize("typed", ["\x1b[2J", "[/b]", "1.12\x1b", "9" * 500, "١.١٢", "²/3"])
def test_what_is_refused_is_echoed_without_control_bytes(typed: str) -> None:
    said = refused(typed).message.say("nb")
    assert "\x1b" not in said
    assert len(said) < 200


@given(DATES, LANGUAGES)
def test_what_is_echoed_is_understood_when_it_is_typed(meant: dt.date, language: Language) -> None:
    assert parse_typed_date(long_date(meant, language), TODAY) == meant
    assert parse_typed_date(meant.isoformat(), TODAY) == meant


@given(st.integers(0, 364), LANGUAGES)
def test_without_a_year_the_next_such_day_is_meant(ahead: int, language: Language) -> None:
    meant = TODAY + DAY * ahead
    for typed in (
        f"{meant.day}.{meant.month}",
        day_and_month(meant, language),
        short_date(meant, language),
        headline_date(meant, language),
    ):
        assert parse_typed_date(typed, TODAY) == meant


@given(DATES, st.integers(0, 6), LANGUAGES)
def test_a_weekday_is_the_first_one_after_today(today: dt.date, number: int, language: Language) -> None:
    monday = dt.date(2026, 1, 5)
    name = headline_date(monday + DAY * number, language).split()[0]
    found = parse_typed_date(name, today)
    assert isinstance(found, dt.date)
    assert 1 <= (found - today).days <= 7
    assert found.weekday() == number


@given(DATES, st.integers(-240, 240))
def test_months_ahead_are_calendar_months(today: dt.date, number: int) -> None:
    assert parse_typed_date(f"{number:+}m", today) == add_months(today, number)


@given(st.text(max_size=30), DATES)
def test_whatever_is_typed_is_answered(typed: str, today: dt.date) -> None:
    assert isinstance(parse_typed_date(typed, today), dt.date | Refusal)
