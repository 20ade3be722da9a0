"""How a task that is being typed as one line could go on: initials first, a day last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from exin_schema.vocabulary import Language
from exin_tui.dates import weekday

_SHORTEST = 2
"""Letters of a day's name before it is guessed."""
_DAYS: dict[Language, tuple[str, ...]] = {"nb": ("i dag", "i morgen"), "en": ("today", "tomorrow")}
_MONDAY = dt.date(2026, 1, 5)


def going_on(typed: str, colleagues: Collection[str], language: Language) -> str:
    """The whole line with its last word completed; empty when nothing is near at hand.

    The first word becomes a colleague's initials, the last one a day: ``fr`` is ``fredag``, ``i m`` is
    ``i morgen``.
    """
    words = typed.split(" ")
    if len(words) == 1:
        found = [one for one in sorted(colleagues) if words[0] and one.startswith(words[0].upper())]
        return f"{found[0]} " if found and found[0] != typed else ""
    names = [*_DAYS[language], *(weekday(_MONDAY + dt.timedelta(days=n), language).lower() for n in range(7))]
    for count in (2, 1):
        last = " ".join(words[-count:])
        before = " ".join(words[:-count])
        if len(last) < _SHORTEST or last != last.strip() or not before:
            continue
        going = [name for name in names if name.startswith(last.lower()) and name != last.lower()]
        if going:
            return f"{before} {last}{going[0][len(last) :]}"
    return ""
