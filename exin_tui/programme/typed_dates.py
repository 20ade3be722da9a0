"""Dates the way people type them."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

from exin_schema.vocabulary import Language
from exin_tui.dates import add_months, month, short_month, weekday
from exin_tui.language import text
from exin_tui.programme.values import Refusal

_DAYS_AHEAD = {"i dag": 0, "idag": 0, "today": 0, "i morgen": 1, "imorgen": 1, "tomorrow": 1}
_LANGUAGES: tuple[Language, ...] = ("nb", "en")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2}) ?[./-] ?(\d{1,2})(?: ?[./-] ?(\d{4}|\d{2})?)?", re.ASCII)
_WORDS = re.compile(r"(?:([^\W\d]+)\.? )?([0-9]{1,2})\.? ([^\W\d]+)\.?(?: ([0-9]{4}))?")
_AHEAD = re.compile(r"([+-]) ?([0-9]{1,4}) ?([^\W\d]+)\.?")
_UNITS = {
    "day": ("d", "dag", "dager", "day", "days"),
    "week": ("u", "uke", "uker", "w", "week", "weeks"),
    "month": ("m", "md", "mnd", "måned", "måneder", "month", "months"),
}
_SHORTEST = 2
_LONGEST_SHORT = 5
_LEAP_YEARS = 8
"""29 February comes again within eight years at the latest."""
_SHORT_YEAR = 2
_FAR_AHEAD = 50
"""Years: a short year that would lie further ahead is one of the last century."""


def parse_typed_date(typed: str, today: dt.date) -> dt.date | Refusal:
    """The day that ``typed`` means, or a refusal that shows how a date can be typed.

    Understood, in any case: ``1.12`` and ``1/12`` (the next such day, today included), ``1.12.2026``,
    ``1.12.26``, ``2026-12-01``, ``1. des.``, ``fr. 27. nov. 2026``, ``+14d``, ``+2u`` or ``+2w`` (weeks),
    ``+1m`` (calendar months), minus for the past, ``i dag``, ``i morgen``, and weekdays in Norwegian and
    English, short or long: the first one after today.
    """
    said = " ".join(typed.casefold().split())
    try:
        found = _understood(said, today)
    except (ValueError, OverflowError):
        return Refusal("no_such_date", text("There is no such day: {typed}.", typed=typed[:40]))
    if found is None:
        message = text(
            "{typed} is not understood as a date. Type 1.12, 1/12/2026, 2026-12-01, +14d, +2w or Friday.",
            typed=f"«{typed[:40]}»",
        )
        return Refusal("not_a_date", message)
    return found


def _understood(said: str, today: dt.date) -> dt.date | Refusal | None:
    """None when ``said`` is no date. Raises ValueError or OverflowError for a day that does not exist."""
    if said in _DAYS_AHEAD:
        return today + dt.timedelta(days=_DAYS_AHEAD[said])
    number = _weekday(said.removesuffix("."))
    if number is not None:
        return today + dt.timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if iso := _ISO.fullmatch(said):
        return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
    if numbers := _NUMBERS.fullmatch(said):
        return _on(int(numbers[1]), int(numbers[2]), numbers[3], today)
    if ahead := _AHEAD.fullmatch(said):
        return _ahead(int(ahead[1] + ahead[2]), ahead[3], today)
    if words := _WORDS.fullmatch(said):
        return _in_words(words, today)
    return None


def _on(day: int, month_number: int, year: str | None, today: dt.date) -> dt.date:
    """The day in ``year``; without one its next occurrence, today included."""
    if year is None:
        for candidate in range(today.year, today.year + _LEAP_YEARS + 1):
            if (month_number, day) == (2, 29) and not calendar.isleap(candidate):
                continue
            on = dt.date(candidate, month_number, day)
            if on >= today:
                return on
    number = int(year or 0)
    if year is not None and len(year) == _SHORT_YEAR:
        number += 2000
        if number > today.year + _FAR_AHEAD:
            number -= 100
    return dt.date(number, month_number, day)


def _ahead(number: int, unit: str, today: dt.date) -> dt.date | None:
    if unit in _UNITS["day"]:
        return today + dt.timedelta(days=number)
    if unit in _UNITS["week"]:
        return today + dt.timedelta(weeks=number)
    return add_months(today, number) if unit in _UNITS["month"] else None


def _in_words(found: re.Match[str], today: dt.date) -> dt.date | Refusal | None:
    """``fr. 27. nov. 2026``, ``1 December``: what the screens say is understood when it is typed."""
    month_number = _months().get(found[3])
    named = _weekday(found[1]) if found[1] else None
    if month_number is None or (found[1] and named is None):
        return None
    on = _on(int(found[2]), month_number, found[4], today)
    if named is not None and named != on.weekday():
        return Refusal(
            "wrong_weekday", text("That day is another weekday: {on}. Type one of the two.", on=on)
        )
    return on


@functools.cache
def _months() -> dict[str, int]:
    """1 to 12 by name, long and short, in both languages."""
    days = [dt.date(2026, number, 1) for number in range(1, 13)]
    return {
        name(day, language).casefold().removesuffix("."): day.month
        for day in days
        for language in _LANGUAGES
        for name in (month, short_month)
    }


@functools.cache
def _weekdays() -> tuple[tuple[str, int], ...]:
    """(name, 0 for Monday) in both languages."""
    monday = dt.date(2026, 1, 5)
    days = [monday + dt.timedelta(days=number) for number in range(7)]
    return tuple(
        (weekday(day, language).casefold(), day.weekday()) for day in days for language in _LANGUAGES
    )


def _weekday(said: str) -> int | None:
    """0 for Monday; None when ``said`` is no weekday. Two letters are enough when they say which one."""
    if len(said) < _SHORTEST:
        return None
    short = len(said) <= _LONGEST_SHORT
    fits = {number for name, number in _weekdays() if name == said or (short and name.startswith(said))}
    return fits.pop() if len(fits) == 1 else None
