"""Short words for days on the board: ``i dag``, ``i dag 10:00``, ``12. jan.``."""

from __future__ import annotations

import datetime as dt

from exin_schema.vocabulary import Language
from exin_tui.dates import day_and_month, short_weekday
from exin_tui.distances import compact, in_days
from exin_tui.language import text
from exin_tui.tui.look import Look


def compact_date(day: dt.date, look: Look, *, weekday: bool = False) -> str:
    """``9. des.``, ``on. 9. des.`` with its weekday; ``nov. ’27`` when it is far from today."""
    return compact(day, look.today, look.language, weekday=weekday)


def due_in(days: int, language: Language) -> str:
    """``12 d`` overdue, ``i dag``, ``om 3 d``: the column beside the mark says which."""
    if days == 0:
        return text("today").say(language)
    return text("{days} d", days=-days).say(language) if days < 0 else in_days(days, language)


def moment(starts_at: dt.datetime, look: Look, *, all_day: bool = False) -> str:
    """``i dag 10:00``, ``ma. 08:30``, ``12. jan.`` when it is more than a week off."""
    day = starts_at.date()
    ahead = (day - look.today).days
    if ahead > 7:
        return day_and_month(day, look.language)
    name = text("today").say(look.language) if ahead == 0 else short_weekday(day, look.language)
    return name if all_day else f"{name} {starts_at:%H:%M}"
