"""Times of day the way people type them, alone and behind a day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from exin_tui.language import text
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.programme.values import Refusal

_PARTS = re.compile(r"(?:kl\.? ?)?([0-9]{1,2})(?: ?[.:,] ?([0-9]{2}))?", re.ASCII)
_DIGITS = re.compile(r"(?:kl\.? ?)?([0-9]{1,2})([0-9]{2})", re.ASCII)
_TIME = r"(?:kl\.? ?)?[0-9]{1,4}(?: ?[.:,] ?[0-9]{2})?"
_DAY_AND_TIME = re.compile(rf"(.+?)(?:,? +|(?<=[0-9])T)({_TIME})", re.ASCII | re.IGNORECASE)


def parse_typed_time(typed: str) -> dt.time | Refusal:
    """The local time that ``typed`` means, or a refusal that shows how a time can be typed.

    Understood: ``10``, ``10:30``, ``10.30``, ``1030``, ``kl. 9``.
    """
    said = typed.strip().casefold()
    found = _PARTS.fullmatch(said) or _DIGITS.fullmatch(said)
    if found is None:
        message = text("{typed} is no time of day. Type 10, 10:30 or 1030.", typed=f"«{typed.strip()[:20]}»")
        return Refusal("not_a_time", message)
    hour, minute = int(found[1]), int(found[2] or 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        return Refusal(
            "no_such_time", text("There is no such time of day: {typed}.", typed=typed.strip()[:20])
        )


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """A day, and a time of day where one was typed behind it."""

    on: dt.date
    at: dt.time | None = None


def parse_typed_moment(typed: str, today: dt.date) -> TypedMoment | Refusal:
    """The local day that ``typed`` means, with the time behind it: ``fr``, ``fr 13``, ``1.12 kl. 10:30``.

    Also ``2026-12-01T10:00``. What is a day as a whole is a day: ``27. nov. 2026``. A refusal is that of the
    day, unless only the time cannot be understood.
    """
    whole = parse_typed_date(typed, today)
    if isinstance(whole, dt.date):
        return TypedMoment(whole)
    parts = _DAY_AND_TIME.fullmatch(typed.strip())
    if parts is None:
        return whole
    day, time = parse_typed_date(parts[1], today), parse_typed_time(parts[2])
    if isinstance(day, Refusal):
        return whole
    return time if isinstance(time, Refusal) else TypedMoment(day, time)
