"""What somebody asks a calendar to hold: which meetings, and how much is said of each."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field

from exin_tui.language import Language

CANCELLED_FOR = dt.timedelta(days=60)
"""So long a cancelled meeting stays in what is exported, so that every calendar hears of it."""


class Titles(enum.Enum):
    """What a meeting is called. None of them is a name."""

    CODE = "code"
    ALIAS = "alias"
    GENERIC = "generic"


class Extra(enum.Enum):
    """What can be said besides when; each is asked for by itself."""

    PLACE = "place"
    KIND = "kind"
    DESCRIPTION = "description"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which meetings: each limit narrows; empty means no limit."""

    since: dt.datetime
    """Aware: what ends before it is left out."""
    before: dt.datetime | None = None
    """Aware: what begins at it or later is left out."""
    cancelled_since: dt.datetime | None = None
    """Cancelled ones that would have ended before ``since`` are still told, back to here. None: ``since``."""
    caseworker: str = ""
    """Initials: whose meeting it is, who drives, or who takes part."""
    participant: str = ""
    """A case code."""
    partner: str = ""
    """A partner's id: meetings of its kinds, at its agencies, or with its people."""
    kinds: tuple[str, ...] = ()
    """Keys of meeting kinds."""


@dataclass(frozen=True, slots=True)
class Telling:
    """How much is said of each meeting, and how."""

    language: Language = "nb"
    titles: Titles = Titles.CODE
    extras: frozenset[Extra] = field(default_factory=frozenset)
    alarm_minutes: int = 15
    """Before a meeting; 0: no alarm."""

    @property
    def fields(self) -> tuple[str, ...]:
        """What is told of a participant, as it is kept in the list of disclosures."""
        title = () if self.titles is Titles.GENERIC else (self.titles.value,)
        return (*title, "starts_at", "ends_at", *(each.value for each in Extra if each in self.extras))
