"""A day and a time in few keys: ``fr 10``, ``10.30``, ``1.12 09:15``."""

from __future__ import annotations

import datetime as dt
import re

from exin_tui.language import text
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.programme.values import Refusal

_TIME = re.compile(r"(?:kl\.? ?)?(\d{1,2})(?:[:.](\d{2})|)", re.ASCII)
_BETWEEN = frozenset({"kl", "kl.", "at"})


def parse_typed_moment(typed: str, today: dt.date) -> dt.datetime | Refusal:
    """The local day and time that ``typed`` means (naive); without a day: today.

    The time stands last: ``10``, ``10:30``, ``10.30``. The day is anything that `parse_typed_date` takes.
    """
    words = typed.split()
    time = _time(words[-1]) if words else None
    if time is None:
        return Refusal("no_time", text("Type a day and a time: Friday 10, 1.12 10:30, or just 14."))
    day_words = [word for word in words[:-1] if word.casefold() not in _BETWEEN]
    day = parse_typed_date(" ".join(day_words), today) if day_words else today
    return day if isinstance(day, Refusal) else dt.datetime.combine(day, time)


def _time(word: str) -> dt.time | None:
    found = _TIME.fullmatch(word.casefold())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return dt.time(int(found[1]), int(found[2] or 0))
