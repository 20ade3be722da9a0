"""The orders in which the participants can stand. Unknown dates are always last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from exin_schema.vocabulary import ReleaseStanding, Term
from exin_tui.caseload.models import ParticipantRow


class Sort(Term):
    """How the list is sorted; its label is what the header says."""

    URGENCY = "urgency", "verst først", "worst first"
    CODE = "code", "etter kode", "by code"
    RELEASE = "release", "etter løslatelse", "by release"
    PHASE = "phase", "etter fase", "by phase"
    CASEWORKER = "caseworker", "etter ansvarlig", "by caseworker"
    NEXT_MEETING = "next-meeting", "etter neste møte", "by next meeting"

    @property
    def following(self) -> Sort:
        """The next order, around and around."""
        every = list(Sort)
        return every[(every.index(self) + 1) % len(every)]


def _release(row: ParticipantRow) -> tuple[int, int]:
    """Coming releases, the next one first; then who is out, the newest first; unknown last."""
    if row.release.on is None:
        return 2, 0
    day = row.release.on.toordinal()
    return (1, -day) if row.release.standing is ReleaseStanding.ACTUAL else (0, day)


def _next_meeting(row: ParticipantRow) -> tuple[bool, dt.datetime]:
    if row.next_meeting is None:
        return True, dt.datetime.max.replace(tzinfo=dt.UTC)
    return False, row.next_meeting.starts_at


_KEYS: dict[Sort, Callable[[ParticipantRow], Any]] = {
    Sort.CODE: lambda row: row.person.code,
    Sort.RELEASE: _release,
    Sort.PHASE: lambda row: row.phase.number,
    Sort.CASEWORKER: lambda row: (not row.caseworker, row.caseworker),
    Sort.NEXT_MEETING: _next_meeting,
}


def in_order(rows: Sequence[ParticipantRow], sort: Sort) -> tuple[ParticipantRow, ...]:
    """``rows``, which come most urgent first, in the order asked for; equals stay most urgent first."""
    return tuple(rows) if sort is Sort.URGENCY else tuple(sorted(rows, key=_KEYS[sort]))
