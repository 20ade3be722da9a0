"""A date or a point in time from a cell: what Excel stores, what Norwegian offices write, and ISO.

Day comes before month. A year has four digits, since a birth date with two could be a century off.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from exin_tui.dates import month as month_name
from exin_tui.dates import short_month
from exin_tui.importing.cells import Value
from exin_tui.importing.problems import BadCell
from exin_tui.language import Label, Language, text

LANGUAGES: tuple[Language, ...] = ("nb", "en")
YEARS = range(1900, 2101)
SERIALS = range(10_000, 75_000)
"""Excel's numbers for the days of 1927 to 2105: below it could be anything else, such as a year."""

_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{1,4})\.?")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})\s*[./\-]\s*(\d{1,2})\s*[./\-]\s*(\d{1,2})")
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})")
_WORDS = re.compile(r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})\.?\s*([^\W\d]+)\.?\s+(\d{1,4})")
_TIME = re.compile(
    r"(.*?)[\sT,]+(?:kl\.?\s*)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?"
)


def read_day(value: Value, *, since_1904: bool = False) -> tuple[dt.date, bool]:
    """The local date in a cell, and whether it came with a time of day that is not midnight.

    Raises `BadCell`: not a date, no such day, or a year out of reason.
    """
    moment = _stored(value, since_1904=since_1904)
    if moment is None:
        moment = _written(str(value).strip())
    day = moment.date() if isinstance(moment, dt.datetime) else moment
    if day.year not in YEARS:
        raise BadCell(text("The year {year} cannot be right.", year=str(day.year)))
    return day, isinstance(moment, dt.datetime) and moment.time() != dt.time()


def read_moment(value: Value, *, since_1904: bool = False) -> dt.datetime | dt.date:
    """A cell with a date and perhaps a time, both as the clock on the wall in Oslo shows them.

    Raises `BadCell` as `read_day`.
    """
    moment = _stored(value, since_1904=since_1904)
    if moment is None:
        moment = _written(str(value).strip())
    if moment.year not in YEARS:
        raise BadCell(text("The year {year} cannot be right.", year=str(moment.year)))
    return moment


def _stored(value: Value, *, since_1904: bool) -> dt.date | dt.datetime | None:
    if isinstance(value, dt.datetime):
        if value.tzinfo is not None:
            raise _not_a_date()
        return (value + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    if isinstance(value, dt.date):
        return value
    if isinstance(value, (bool, dt.time, dt.timedelta)):
        raise _not_a_date()
    if isinstance(value, (int, float)):
        return _serial(value, since_1904=since_1904)
    return None


def _serial(value: float, *, since_1904: bool) -> dt.datetime | dt.date:
    """Excel's number for a day, in a cell that was not formatted as a date."""
    whole = int(value) if abs(value) < 1e9 else 0
    compact = _COMPACT.fullmatch(str(whole))
    if compact and whole == value:
        return _day(*(int(part) for part in compact.groups()))
    if whole not in SERIALS:
        raise BadCell(
            text("This is a number, not a date. Write the date as 01.12.2026, or format the cell as a date.")
        )
    start = dt.datetime(1904, 1, 1) if since_1904 else dt.datetime(1899, 12, 30)  # noqa: DTZ001 - wall clock
    moment = start + dt.timedelta(seconds=round(value * 86400))
    return moment if moment.time() != dt.time() else moment.date()


def _written(value: str) -> dt.datetime | dt.date:
    timed = _TIME.fullmatch(value)
    if timed and not timed.group(1).strip(" .").isdigit() and timed.group(1).strip():
        day = _written_day(timed.group(1).strip(" ,"))
        return dt.datetime.combine(day, _clock(timed))
    return _written_day(value)


def _clock(timed: re.Match[str]) -> dt.time:
    if timed.group(5):
        raise BadCell(
            text("A time with a time zone cannot be read here. Write Oslo's time, such as 01.12.2026 09:30.")
        )
    hour, minute, second = int(timed.group(2)), int(timed.group(3)), int(timed.group(4) or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise BadCell(
            text("There is no time {time}. Write it as 09:30.", time=f"{timed.group(2)}:{timed.group(3)}")
        )
    return dt.time(hour, minute, second)


def _written_day(value: str) -> dt.date:
    if match := _YEAR_MONTH_DAY.fullmatch(value) or _COMPACT.fullmatch(value):
        return _day(*(int(part) for part in match.groups()))
    if match := _DAY_MONTH_YEAR.fullmatch(value):
        day, month, year = match.groups()
        return _day(_year(year), int(month), int(day))
    if match := _WORDS.fullmatch(value):
        day, word, year = match.groups()
        number = _MONTHS.get(word.casefold())
        if number:
            return _day(_year(year), number, int(day))
    if value.isascii() and value.isdigit() and int(value[:9]) in SERIALS:
        raise BadCell(
            text(
                "This is Excel's number for a date. Format the column as a date, save the file again, "
                "or write the date as 01.12.2026."
            )
        )
    raise _not_a_date()


def _year(written: str) -> int:
    if len(written) != 4:
        raise BadCell(text("Write the year with four digits, such as 01.12.2026."))
    return int(written)


def _day(year: int, month: int, day: int) -> dt.date:
    if not 1 <= month <= 12:
        raise BadCell(
            text(
                "There is no month {month}. Write the day first, then the month: 01.12.2026.",
                month=str(month),
            )
        )
    if not 1 <= year <= 9999:
        raise BadCell(text("The year {year} cannot be right.", year=str(year)))
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        first = dt.date(year, month, 1)
        raise BadCell(
            text(
                "There is no such day: {month} {year} has {last} days.",
                month=Label(month_name(first, "nb"), month_name(first, "en")),
                year=str(year),
                last=last,
            )
        )
    return dt.date(year, month, day)


def _not_a_date() -> BadCell:
    return BadCell(text("This is not a date. Write it as 01.12.2026 or 2026-12-01."))


def _month_words() -> dict[str, int]:
    words: dict[str, int] = {}
    for number in range(1, 13):
        first = dt.date(2001, number, 1)
        for language in LANGUAGES:
            for word in (month_name(first, language), short_month(first, language)):
                words[word.casefold().rstrip(".")] = number
    return words | {"sept": 9}


_MONTHS = _month_words()
