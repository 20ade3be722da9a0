"""Calling meetings off inside a command: those of somebody who is no longer followed up, and of a series.

A meeting that is called off stays, so that calendars are told: its sequence counts up (RFC 5545 3.8.7.4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, or_, select

from exin_schema.tables import meeting
from exin_schema.vocabulary import MeetingOutcome, MeetingStatus
from exin_tui.caseload.stored import Row
from exin_tui.storage.door import Door


def call_off(door: Door, rows: Iterable[Row]) -> None:
    """Cancel these meetings."""
    for row in rows:
        door.update(
            meeting,
            row["id"],
            row["version"],
            {
                "status": MeetingStatus.CANCELLED.value,
                "outcome": MeetingOutcome.CANCELLED.value,
                "cancelled_at": door.now,
                "changed_at": door.now,
                "sequence": int(row["sequence"]) + 1,
            },
        )


def to_come(connection: Connection, participant_id: str, now: dt.datetime) -> list[Row]:
    """The participant's meetings that have not begun, and series, without what is called off or over."""
    return _planned(
        connection,
        meeting.c.participant_id == participant_id,
        or_(meeting.c.starts_at > now, meeting.c.rrule.is_not(None)),
    )


def changed_instances_to_come(connection: Connection, series_id: str, now: dt.datetime) -> list[Row]:
    """The instances of a series that were moved or changed and have not begun.

    They are meetings of their own: calling off the series alone would leave them standing.
    """
    return _planned(connection, meeting.c.series_id == series_id, meeting.c.starts_at > now)


def _planned(connection: Connection, *conditions: ColumnElement[bool]) -> list[Row]:
    rows = connection.execute(
        select(meeting)
        .where(
            meeting.c.status == MeetingStatus.PLANNED.value,
            meeting.c.outcome.is_(None),
            *conditions,
        )
        .order_by(meeting.c.starts_at, meeting.c.id)
    ).mappings()
    return [dict(row) for row in rows.all()]
