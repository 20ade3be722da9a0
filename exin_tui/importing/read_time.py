"""A time of day from a cell, and a moment in Oslo from date and time, where clocks change twice a year."""

from __future__ import annotations

import datetime as dt
import re

from exin_tui.clock import OSLO
from exin_tui.importing.cells import Value
from exin_tui.importing.problems import BadCell
from exin_tui.language import Text, text

_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:\s*[:.]\s*(\d{2})(?:[:.]\d{2})?)?\s*(?:h|hrs)?", re.IGNORECASE)
_FOUR = re.compile(r"(?:kl\.?\s*)?(\d{2})(\d{2})", re.IGNORECASE)


def read_clock(value: Value) -> tuple[dt.time, bool]:
    """The time of day, to the minute, and whether it is the midnight that ends the day (24:00).

    Raises `BadCell` for what is not a time.
    """
    if isinstance(value, dt.datetime):
        return read_clock(value.time())
    if isinstance(value, dt.time):
        return _rounded(value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6)
    if isinstance(value, dt.timedelta):
        return _rounded(value.total_seconds())
    if isinstance(value, (bool, dt.date)):
        raise _not_a_time()
    if isinstance(value, float) and 0 <= value < 1:
        return _rounded(value * 86400)
    if isinstance(value, (int, float)):
        if 0 <= value <= 24 and value == int(value):
            return _rounded(int(value) * 3600)
        raise _not_a_time()
    return _written(str(value or "").strip())


def _written(value: str) -> tuple[dt.time, bool]:
    match = _FOUR.fullmatch(value) or _CLOCK.fullmatch(value)
    if match is None:
        raise _not_a_time()
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    if minute > 59 or hour > 24 or (hour == 24 and minute):
        raise BadCell(text("There is no time {time}. Write it as 09:30.", time=f"{hour:02}:{minute:02}"))
    return _rounded(hour * 3600 + minute * 60)


def _rounded(seconds: float) -> tuple[dt.time, bool]:
    minutes = round(seconds / 60)
    if not 0 <= minutes <= 24 * 60:
        raise _not_a_time()
    return dt.time(minutes // 60 % 24, minutes % 60), minutes == 24 * 60


def _not_a_time() -> BadCell:
    return BadCell(text("This is not a time. Write it as 09:30."))


def in_oslo(wall: dt.datetime) -> tuple[dt.datetime, Text | None]:
    """The moment at which Oslo's clocks show ``wall``, and a word about it when they show it twice.

    Raises `BadCell` when they never do: the hour that is skipped on the last Sunday of March.
    """
    first = wall.replace(tzinfo=OSLO, fold=0)
    second = wall.replace(tzinfo=OSLO, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first, None
    if first.astimezone(dt.UTC).astimezone(OSLO).replace(tzinfo=None) != wall:
        raise BadCell(
            text(
                "On {day} there is no {time}: clocks go from 02:00 to 03:00 that night. Write another time.",
                day=wall.date(),
                time=wall.strftime("%H:%M"),
            )
        )
    return first, text(
        "On {day} clocks show {time} twice. The first one is meant here, in summer time.",
        day=wall.date(),
        time=wall.strftime("%H:%M"),
    )
