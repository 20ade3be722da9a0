"""Short words for days: ``12 d``, ``8 md``, ``ute``, ``i dag 10:00``, ``om 3 d``."""

from __future__ import annotations

import datetime as dt

from exin_schema.vocabulary import Language
from exin_tui.dates import day_and_month, month_and_year, short_date, short_weekday
from exin_tui.language import text
from exin_tui.tui.look import Look

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


def compact_date(day: dt.date, look: Look, *, weekday: bool = False) -> str:
    """``9. des.``, ``on. 9. des.`` with its weekday; ``nov. ’27`` when it is far from today."""
    if abs((day - look.today).days) > DAY_NAMED:
        return month_and_year(day, look.language)
    return short_date(day, look.language) if weekday else day_and_month(day, look.language)


def due_in(days: int, language: Language) -> str:
    """``12 d`` overdue, ``i dag``, ``om 3 d``: the column beside the mark says which."""
    if days == 0:
        return text("today").say(language)
    return text("{days} d", days=-days).say(language) if days < 0 else in_days(days, language)


def in_days(days: int, language: Language) -> str:
    """``om 12 d``."""
    return text("in {distance}", distance=distance(days, language)).say(language)


def overdue_by(days: int, language: Language) -> str:
    """``2 d over``."""
    return text("{days} d over", days=days).say(language)


def moment(starts_at: dt.datetime, look: Look, *, all_day: bool = False) -> str:
    """``i dag 10:00``, ``ma. 08:30``, ``12. jan.`` when it is more than a week off."""
    day = starts_at.date()
    ahead = (day - look.today).days
    if ahead > 7:
        return day_and_month(day, look.language)
    name = text("today").say(look.language) if ahead == 0 else short_weekday(day, look.language)
    return name if all_day else f"{name} {starts_at:%H:%M}"
