"""The one clock. Rules and commands take ``today`` and ``now`` as arguments; only entry points ask it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def in_oslo(moment: dt.datetime | None) -> dt.datetime | None:
    """A stored moment, which is UTC, as the team's wall clock had it: after midnight the day is another."""
    return moment.astimezone(OSLO) if moment is not None else None


@dataclass(frozen=True, slots=True)
class Clock:
    """The time in Oslo, or a day that was asked for with ``--today``.

    With ``day`` set, the date is that one and the time of day goes on as it is.
    """

    day: dt.date | None = None

    def now(self) -> dt.datetime:
        """This moment, aware, in Oslo."""
        moment = dt.datetime.now(OSLO)
        if self.day is None:
            return moment
        return dt.datetime.combine(self.day, moment.time(), OSLO)

    def today(self) -> dt.date:
        """The local date."""
        return self.now().date()
