"""Invitations that are out of date: the meeting was moved, changed or cancelled since they were sent."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from exin_schema.tables import invitation, meeting, participant
from exin_schema.vocabulary import MeetingOutcome, MeetingStatus
from exin_tui.language import Label, Language

_GONE = frozenset({MeetingOutcome.CANCELLED.value, MeetingOutcome.MOVED.value})


class Owes(enum.Enum):
    """What those who were invited must be sent."""

    UPDATE = "update"
    CANCEL = "cancel"

    def say(self, language: Language, /) -> str:
        """In words."""
        return _WORDS[self].say(language)


_WORDS: dict[Owes, Label] = {
    Owes.UPDATE: Label("ny innkalling", "the invitation anew"),
    Owes.CANCEL: Label("avlysning", "a cancellation"),
}


@dataclass(frozen=True, slots=True)
class Owed:
    """One meeting whose guests know something else than holds."""

    meeting_id: str
    code: str
    """The participant's case code; empty for the team's own."""
    starts_at: dt.datetime
    """In UTC."""
    what: Owes
    guests: int


def told_sum(connection: Connection, meeting_id: str) -> int:
    """The sequence of a meeting, with those of a series' changed instances: it differs after any change."""
    return _sums(connection, {meeting_id}).get(meeting_id, 0)


def owed(connection: Connection, *, now: dt.datetime) -> tuple[Owed, ...]:
    """What is owed of meetings that are still to come, by start; ``now`` is aware."""
    rows = connection.execute(
        select(
            meeting.c.id,
            meeting.c.starts_at,
            meeting.c.status,
            meeting.c.outcome,
            invitation.c.sequence,
            participant.c.code,
        )
        .select_from(invitation.join(meeting, meeting.c.id == invitation.c.meeting_id))
        .outerjoin(participant, participant.c.id == meeting.c.participant_id)
        .where(
            invitation.c.cancelled_at.is_(None), or_(meeting.c.ends_at >= now, meeting.c.rrule.is_not(None))
        )
        .order_by(meeting.c.starts_at, meeting.c.id)
    ).all()
    sums = _sums(connection, {row.id for row in rows})
    found: dict[str, Owed] = {}
    for row in rows:
        gone = row.status == MeetingStatus.CANCELLED.value or row.outcome in _GONE
        if not gone and row.sequence == sums.get(row.id):
            continue
        known = found.get(row.id)
        what = Owes.CANCEL if gone else Owes.UPDATE
        found[row.id] = Owed(row.id, row.code or "", row.starts_at, what, 1 + (known.guests if known else 0))
    return tuple(found.values())


def _sums(connection: Connection, meetings: set[str]) -> dict[str, int]:
    if not meetings:
        return {}
    whole = func.coalesce(meeting.c.series_id, meeting.c.id)
    wanted = select(whole, func.sum(meeting.c.sequence)).where(whole.in_(sorted(meetings))).group_by(whole)
    return {row[0]: int(row[1]) for row in connection.execute(wanted)}
