"""Times of day the way people type them."""

from __future__ import annotations

import datetime as dt
import re

from exin_tui.language import text
from exin_tui.programme.values import Refusal

_PARTS = re.compile(r"(?:kl\.? ?)?([0-9]{1,2})(?: ?[.:,] ?([0-9]{2}))?", re.ASCII)
_DIGITS = re.compile(r"(?:kl\.? ?)?([0-9]{1,2})([0-9]{2})", re.ASCII)


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
