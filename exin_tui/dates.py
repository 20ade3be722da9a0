"""Dates the way Norwegian offices write them, and the way people type them.

Abbreviations follow CLDR (babel is the tests' oracle) but for weekdays, which are two letters and a full
stop in Norwegian.
"""

from __future__ import annotations

import calendar
import datetime as dt

from exin_schema.vocabulary import Language

_WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_WEEKDAYS_SHORT: dict[Language, tuple[str, ...]] = {
    "nb": ("ma.", "ti.", "on.", "to.", "fr.", "lø.", "sø."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS: dict[Language, tuple[str, ...]] = {
    "nb": (
        "januar", "februar", "mars", "april", "mai", "juni",
        "juli", "august", "september", "oktober", "november", "desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_MONTHS_SHORT: dict[Language, tuple[str, ...]] = {
    "nb": ("jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def weekday(day: dt.date, language: Language) -> str:
    """``fredag``, ``Friday``."""
    return _WEEKDAYS[language][day.weekday()]


def short_weekday(day: dt.date, language: Language) -> str:
    """``fr.``, ``Fri``."""
    return _WEEKDAYS_SHORT[language][day.weekday()]


def month(day: dt.date, language: Language) -> str:
    """``november``, ``November``."""
    return _MONTHS[language][day.month - 1]


def short_month(day: dt.date, language: Language) -> str:
    """``nov.``, ``Nov``."""
    return _MONTHS_SHORT[language][day.month - 1]


def day_and_month(day: dt.date, language: Language) -> str:
    """``27. nov.``, ``27 Nov``."""
    return (
        f"{day.day}. {short_month(day, language)}"
        if language == "nb"
        else f"{day.day} {short_month(day, language)}"
    )


def short_date(day: dt.date, language: Language) -> str:
    """``fr. 27. nov.``, ``Fri 27 Nov``."""
    return f"{short_weekday(day, language)} {day_and_month(day, language)}"


def long_date(day: dt.date, language: Language) -> str:
    """``fr. 27. nov. 2026``, ``Fri 27 Nov 2026``: short, but with the year, as sentences need it."""
    return f"{short_date(day, language)} {day.year}"


def headline_date(day: dt.date, language: Language) -> str:
    """``Fredag 27. november``, ``Friday 27 November``."""
    if language == "nb":
        return f"{weekday(day, language).capitalize()} {day.day}. {month(day, language)}"
    return f"{weekday(day, language)} {day.day} {month(day, language)}"


def month_and_year(day: dt.date, language: Language) -> str:
    """``nov. ’27``, ``Nov ’27``: for dates so far off that the day says nothing."""
    return f"{short_month(day, language)} ’{day:%y}"


def week_number(day: dt.date) -> int:
    """The ISO week number."""
    return day.isocalendar().week


def add_months(day: dt.date, months: int) -> dt.date:
    """Calendar months later, or earlier; a date that does not exist falls on the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month_index = divmod(index, 12)
    last = calendar.monthrange(year, month_index + 1)[1]
    return dt.date(year, month_index + 1, min(day.day, last))
