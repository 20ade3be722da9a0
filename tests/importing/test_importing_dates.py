"""Dates and times are read as Excel keeps them and as Norwegian offices write them."""

from __future__ import annotations

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_tui.dates import long_date
from exin_tui.importing.cells import Value
from exin_tui.importing.problems import BadCell
from exin_tui.importing.read_date import YEARS, read_day, read_moment
from exin_tui.importing.read_time import in_oslo, read_clock

FIRST_OF_DECEMBER = dt.date(2026, 12, 1)


def at(*parts: int) -> dt.datetime:
    """What a clock on the wall shows."""
    return dt.datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001


days = st.dates(dt.date(YEARS.start, 1, 1), dt.date(YEARS.stop - 1, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "01.12.2026", "1.12.2026", "1/12/2026", "01-12-2026", "2026-12-01", "2026.12.01", "20261201",
        20261201, "1. desember 2026", "1 Dec 2026", "ti. 1. des. 2026",
        "Tuesday 1 December 2026", "01.12.2026 00:00",
        dt.date(2026, 12, 1), at(2026, 12, 1), 46357, 46357.0,
    ],
)  # fmt: skip
def test_the_first_of_december_is_understood_as_it_is_usually_written(written: Value) -> None:
    assert read_day(written) == (FIRST_OF_DECEMBER, False)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("31.02.2026", "There is no such day: February 2026 has 28 days."),
        ("29.02.2027", "February 2027 has 28 days"),
        ("12/13/2026", "There is no month 13. Write the day first"),
        ("01.12.26", "four digits"),
        ("1.12", "This is not a date"),
        ("snart", "This is not a date"),
        ("01.12.1026", "The year 1026 cannot be right."),
        ("46357", "Excel's number for a date"),
        (2026, "This is a number, not a date."),
        (1.12, "This is a number, not a date."),
        (True, "This is not a date"),
        (dt.time(9, 30), "This is not a date"),
        (float("nan"), "This is a number"),
        (float("inf"), "This is a number"),
        ("2026-12-01T09:30:00Z", "time zone"),
        ("01.12.2026 25:00", "There is no time 25:00"),
    ],
)
def test_what_is_no_date_is_refused_with_what_to_write(written: Value, why: str) -> None:
    with pytest.raises(BadCell) as refused:
        read_moment(written)
    assert why in refused.value.message.say("en")


def test_a_day_in_the_norwegian_refusal_is_norwegian() -> None:
    with pytest.raises(BadCell) as refused:
        read_day("31.02.2026")
    assert dict(refused.value.message.values)["month"].say("nb") == "februar"  # type: ignore[attr-defined]


def test_workbooks_from_1904_count_from_another_day() -> None:
    assert read_day(46357 - 1462, since_1904=True) == (FIRST_OF_DECEMBER, False)


def test_a_date_with_a_time_says_that_it_had_one() -> None:
    assert read_day("01.12.2026 09:30") == (FIRST_OF_DECEMBER, True)
    assert read_moment("2026-12-01T09:30") == at(2026, 12, 1, 9, 30)


def test_the_rounding_of_excel_does_not_lose_a_minute() -> None:
    assert read_moment(at(2026, 12, 1, 9, 29, 59, 999999)) == at(2026, 12, 1, 9, 30)


@given(days)
def test_every_day_survives_every_way_of_writing_it(day: dt.date) -> None:
    ways: list[Value] = [
        day.isoformat(),
        f"{day.day}.{day.month}.{day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%Y%m%d}",
        long_date(day, "nb"),
        long_date(day, "en"),
        dt.datetime.combine(day, dt.time()),
    ]
    assert {read_day(way)[0] for way in ways} == {day}


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.none()))
def test_anything_at_all_is_a_date_or_is_refused(value: Value) -> None:
    for read in (read_day, read_moment, read_clock):
        with contextlib.suppress(BadCell):
            read(value)


@pytest.mark.parametrize(
    ("written", "hour", "minute"),
    [
        ("09:30", 9, 30), ("9.30", 9, 30), ("kl. 9", 9, 0), ("0930", 9, 30), ("kl 09.30", 9, 30), (9, 9, 0),
        (dt.time(9, 30), 9, 30), (0.3958333333, 9, 30), (dt.timedelta(hours=9, minutes=30), 9, 30),
        (dt.time(9, 29, 59, 999_000), 9, 30),
    ],
)  # fmt: skip
def test_half_past_nine_is_understood_as_it_is_usually_written(
    written: Value, hour: int, minute: int
) -> None:
    assert read_clock(written) == (dt.time(hour, minute), False)


def test_24_o_clock_is_the_midnight_that_ends_the_day() -> None:
    assert read_clock("24:00") == (dt.time(0, 0), True)


@pytest.mark.parametrize("written", ["25:00", "9:75", "snart", 9.3, 31, "", dt.timedelta(hours=30), True])
def test_what_is_no_time_of_day_is_refused(written: Value) -> None:
    with pytest.raises(BadCell):
        read_clock(written)


@given(st.times())
def test_every_minute_survives(clock: dt.time) -> None:
    whole = clock.replace(second=0, microsecond=0)
    assert read_clock(f"{whole:%H:%M}") == (whole, False)
    assert read_clock(whole.hour / 24 + whole.minute / 1440) == (whole, False)


def test_an_hour_that_does_not_exist_in_spring_is_refused() -> None:
    with pytest.raises(BadCell) as refused:
        in_oslo(at(2027, 3, 28, 2, 30))
    assert "there is no 02:30" in refused.value.message.say("en")


@pytest.mark.parametrize(("clock", "hour"), [(dt.time(1, 59), 0), (dt.time(3, 0), 1)])
def test_the_hours_around_the_spring_change_exist(clock: dt.time, hour: int) -> None:
    moment, note = in_oslo(dt.datetime.combine(dt.date(2027, 3, 28), clock))
    assert (moment.astimezone(dt.UTC).hour, note) == (hour, None)


def test_an_hour_that_comes_twice_in_autumn_is_the_first_one_and_says_so() -> None:
    moment, note = in_oslo(at(2026, 10, 25, 2, 30))
    assert moment.astimezone(dt.UTC) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert note is not None
    assert "02:30 twice" in note.say("en")
