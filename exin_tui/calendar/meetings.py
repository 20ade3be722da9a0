"""The meetings that a calendar gets: what is coming, and the cancelled ones, so that they can go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, or_, select

from exin_schema.tables import meeting, participant
from exin_schema.vocabulary import MeetingOutcome, MeetingStatus
from exin_tui.caseload.fetch import fetch
from exin_tui.caseload.recurrence import instances

_GONE = (MeetingOutcome.CANCELLED, MeetingOutcome.MOVED)
_HORIZON = dt.timedelta(days=5 * 366)
"""How far ahead a series is looked through for an instance that is still to come."""


class CalendarMeeting(msgspec.Struct, frozen=True, array_like=True):
    """One meeting as a calendar needs it: neither a place nor a word of what it is about."""

    id: str
    uid: str
    sequence: int
    series_id: str | None
    recurrence_id: dt.datetime | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    all_day_on: dt.date | None
    rrule: str | None
    exdates: str
    status: MeetingStatus
    outcome: MeetingOutcome | None
    changed_at: dt.datetime
    participant_id: str | None
    code: str | None

    @property
    def cancelled(self) -> bool:
        """Does not take place: cancelled, or moved to another day."""
        return self.status is MeetingStatus.CANCELLED or self.outcome in _GONE


_COMING = (
    select(
        meeting.c.id,
        meeting.c.uid,
        meeting.c.sequence,
        meeting.c.series_id,
        meeting.c.recurrence_id,
        meeting.c.starts_at,
        meeting.c.ends_at,
        meeting.c.all_day_on,
        meeting.c.rrule,
        meeting.c.exdates,
        meeting.c.status,
        meeting.c.outcome,
        meeting.c.changed_at,
        meeting.c.participant_id,
        participant.c.code,
    )
    .outerjoin(participant, participant.c.id == meeting.c.participant_id)
    .where(
        or_(
            meeting.c.ends_at >= bindparam("since"),
            meeting.c.rrule.is_not(None),
            meeting.c.recurrence_id.is_not(None),
        )
    )
    .order_by(meeting.c.starts_at, meeting.c.uid, meeting.c.recurrence_id)
)


def coming_meetings(
    connection: Connection, *, since: dt.datetime, before: dt.datetime | None = None
) -> tuple[CalendarMeeting, ...]:
    """What has not ended at ``since`` and begins before ``before`` (None: however far ahead).

    A series is there when one of its instances is, and then as a whole, with its changed and cancelled ones.
    """
    values: Mapping[str, Any] = {"since": since}
    found = fetch(connection, _COMING, values, CalendarMeeting)
    return tuple(_chosen(found, since, before))


def _chosen(
    found: list[CalendarMeeting], since: dt.datetime, before: dt.datetime | None
) -> Iterable[CalendarMeeting]:
    series = {one.id for one in found if one.rrule is not None and _goes_on(one, since, before)}
    replaced_within = {
        one.series_id
        for one in found
        if one.recurrence_id is not None and _within(one, since, before) and not one.cancelled
    }
    series |= {one.id for one in found if one.rrule is not None and one.id in replaced_within}
    for one in found:
        if one.rrule is not None:
            if one.id in series:
                yield one
        elif one.recurrence_id is not None:
            if one.series_id in series:
                yield one
        elif _within(one, since, before):
            yield one


def _within(one: CalendarMeeting, since: dt.datetime, before: dt.datetime | None) -> bool:
    return one.ends_at >= since and (before is None or one.starts_at < before)


def _goes_on(one: CalendarMeeting, since: dt.datetime, before: dt.datetime | None) -> bool:
    """An instance of the series is not over at ``since``."""
    lasts = one.ends_at - one.starts_at
    last = before or since + _HORIZON
    return bool(
        instances(one.rrule or "", one.starts_at, since=since - lasts, before=last, exdates=one.exdates)
    )
