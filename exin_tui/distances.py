"""Short words for how far off a day is: ``12 d``, ``8 md``, ``om 3 d``, ``2 d over``; and for far dates."""

from __future__ import annotations

import datetime as dt

from exin_schema.vocabulary import Language
from exin_tui.dates import day_and_month, month_and_year, short_date
from exin_tui.language import text

DAYS_COUNTED = 99
"""Further off than this, months are said instead of days."""
DAY_NAMED = 300
"""Further off than this, the day of the month says nothing."""
_DAYS_A_MONTH = 30.44


def distance(days: int, language: Language) -> str:
    """``12 d``, or ``8 md`` when it is far off. Days, not negative."""
    if days <= DAYS_COUNTED:
        return text("{days} d", days=days).say(language)
    return text("{months} mo", months=round(days / _DAYS_A_MONTH)).say(language)


def in_days(days: int, language: Language) -> str:
    """``om 12 d``."""
    return text("in {distance}", distance=distance(days, language)).say(language)


def overdue_by(days: int, language: Language) -> str:
    """``2 d over``."""
    return text("{days} d over", days=days).say(language)


def compact(day: dt.date, today: dt.date, language: Language, *, weekday: bool = False) -> str:
    """``9. des.``, ``on. 9. des.`` with its weekday; ``nov. ’27`` when it is far from today."""
    if abs((day - today).days) > DAY_NAMED:
        return month_and_year(day, language)
    return short_date(day, language) if weekday else day_and_month(day, language)
