"""The read models of the way through the phases: moves, and imprisonments."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec

from exin_schema.vocabulary import CustodyKind, Phase, ReleaseStanding, SecurityLevel


class TransitionView(msgspec.Struct, frozen=True, gc=False):
    """One move between phases."""

    from_phase: Phase | None
    to_phase: Phase
    on: dt.date
    reason: str
    possibilities: str
    limits: str
    special: str
    took_part: str
    unplanned: bool


class EpisodeView(NamedTuple):
    """One imprisonment, as the phases tab tells it."""

    number: int
    kind: CustodyKind
    place: str
    level: SecurityLevel
    started_on: dt.date | None
    ended_on: dt.date | None
    standing: ReleaseStanding
    release_on: dt.date | None
    unit: str = ""
