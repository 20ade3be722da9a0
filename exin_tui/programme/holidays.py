"""Norwegian public holidays: the fixed days, and those that follow Easter.

Saturdays and Sundays are days off too. 24 and 31 December, and Easter Saturday, are ordinary days here.
"""

from __future__ import annotations

import datetime as dt
import functools

_FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
_FROM_EASTER_SUNDAY = (-3, -2, 0, 1, 39, 49, 50)
"""Maundy Thursday, Good Friday, both Easter days, Ascension Day, both days of Pentecost."""

_DAY = dt.timedelta(days=1)


def easter_sunday(year: int) -> dt.date:
    """Easter Sunday of the Gregorian ``year`` (the anonymous computus)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, odd = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * leaps - epact - odd) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


@functools.cache
def public_holidays(year: int) -> frozenset[dt.date]:
    """The public holidays of ``year``."""
    easter = easter_sunday(year)
    moving = (easter + dt.timedelta(days=offset) for offset in _FROM_EASTER_SUNDAY)
    return frozenset([dt.date(year, month, day) for month, day in _FIXED]) | frozenset(moving)


def is_public_holiday(day: dt.date) -> bool:
    """A public holiday; an ordinary Saturday or Sunday is none."""
    return day in public_holidays(day.year)


def is_day_off(day: dt.date) -> bool:
    """A Saturday, a Sunday or a public holiday: offices are closed."""
    return day.weekday() >= 5 or is_public_holiday(day)


def previous_workday(day: dt.date) -> dt.date:
    """``day`` itself when offices are open, or the last day before it on which they are."""
    while is_day_off(day):
        day -= _DAY
    return day


def next_workday(day: dt.date) -> dt.date:
    """``day`` itself when offices are open, or the first day after it on which they are."""
    while is_day_off(day):
        day += _DAY
    return day
