"""A consent from a cell: the day on which it was given, and perhaps the last day on which it holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from exin_tui.importing.cells import Value
from exin_tui.importing.columns import Reading, day, past_day
from exin_tui.importing.problems import BadCell
from exin_tui.language import text

_BETWEEN = re.compile(r"\s*[–—−]\s*|\s+-\s+|\s+(?:til(?: og med)?|to|t\.?o\.?m\.?)\s+", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=\d)-(?=\d)")


@dataclass(frozen=True, slots=True)
class ConsentDays:
    """Local dates. ``expires_on`` is the last day; None: the list says nothing of an end."""

    given_on: dt.date
    expires_on: dt.date | None = None


def consent_days(value: Value, reading: Reading) -> ConsentDays:
    """One date, or two: ``01.03.2026–01.09.2026``, ``01.03.2026 til 01.09.2026``.

    Raises `BadCell`: not dates, given in the future, or over before it was given.
    """
    if not isinstance(value, str):
        return ConsentDays(past_day(value, reading))
    parts = _BETWEEN.split(value.strip())
    if len(parts) == 1:
        parts = next(_by_hyphen(value.strip(), reading), parts)
    if len(parts) == 1:
        return ConsentDays(past_day(value, reading))
    if len(parts) > 2:
        raise BadCell(text("Write when it was given and its last day: 01.03.2026–01.09.2026."))
    given_on, expires_on = past_day(parts[0], reading), day(parts[1], reading)
    if expires_on < given_on:
        raise BadCell(text("The last day is before the day it was given. One of them is wrong."))
    if expires_on < reading.today:
        message = text("This consent expired on {on}: the board will ask for a new one.", on=expires_on)
        reading.notes.append(("warning", message))
    return ConsentDays(given_on, expires_on)


def _by_hyphen(value: str, reading: Reading) -> Iterator[list[str]]:
    """Two dates with nothing but a hyphen between them; dates have hyphens too."""
    if _is_day(value, reading):
        return
    for hyphen in _HYPHEN.finditer(value):
        parts = [value[: hyphen.start()], value[hyphen.end() :]]
        if all(_is_day(part, reading) for part in parts):
            yield parts


def _is_day(value: str, reading: Reading) -> bool:
    try:
        day(value, Reading(reading.today))
    except BadCell:
        return False
    return True
