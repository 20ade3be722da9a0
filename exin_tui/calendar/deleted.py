"""Meetings that were deleted altogether, as undoing does: a calendar must hear of them to let them go.

The change log has the row as it was. What belonged to an erased participant cannot be read any more, and is
not told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from exin_schema.tables import caseworker, meeting, participant
from exin_schema.vocabulary import MeetingStatus
from exin_tui.calendar.meetings import CalendarMeeting, Entry
from exin_tui.calendar.wanted import CANCELLED_FOR, Wanted
from exin_tui.history.reading import Change, changes


def deleted_meetings(connection: Connection, wanted: Wanted, *, now: dt.datetime) -> Iterator[Entry]:
    """Meetings and series that were deleted within 60 days before ``now``, as cancelled ones."""
    found = [
        change
        for change in changes(connection, entity="meeting", verb="delete", since=now - CANCELLED_FOR)
        if isinstance(change.old, dict) and change.old.get("series_id") is None
    ]
    if not found:
        return
    ids = [change.entity_id for change in found]
    seen = set(connection.execute(select(meeting.c.id).where(meeting.c.id.in_(ids))).scalars())
    people = _people(connection, {str(change.old.get("participant_id") or "") for change in found})
    of_caseworker = _caseworker(connection, wanted.caseworker)
    for change in found:
        if change.entity_id in seen:
            continue
        seen.add(change.entity_id)
        gone = _gone(change, people)
        if _told(gone, wanted) and (
            of_caseworker is None or change.old.get("caseworker_id") == of_caseworker
        ):
            yield Entry(gone)


def deleted_uids(connection: Connection) -> set[str]:
    """The UIDs under which calendars know meetings that are no longer in the database."""
    found = {
        change.entity_id: change.entity_id if change.old.get("imported") else str(change.old.get("uid"))
        for change in changes(connection, entity="meeting", verb="delete")
        if isinstance(change.old, dict) and change.old.get("series_id") is None
    }
    here = connection.execute(select(meeting.c.id).where(meeting.c.id.in_(list(found)))).scalars()
    return set(found.values()) - {found[each] for each in here}


def _people(connection: Connection, ids: set[str]) -> Mapping[str, Any]:
    columns = (participant.c.id, participant.c.code, participant.c.alias)
    wanted = select(*columns).where(participant.c.id.in_(sorted(ids)))
    return {row.id: row for row in connection.execute(wanted)}


def _caseworker(connection: Connection, initials: str) -> str | None:
    """The id to look for; None: no limit."""
    if not initials:
        return None
    wanted = select(caseworker.c.id).where(caseworker.c.initials == initials.upper())
    return str(connection.execute(wanted).scalar_one_or_none() or "")


def _gone(change: Change, people: Mapping[str, Any]) -> CalendarMeeting:
    """What a calendar is told: when it would have been, and that it is cancelled. Place and note are gone."""
    row = change.old
    person = people.get(str(row.get("participant_id") or ""))
    values = {
        **row,
        "sequence": int(row["sequence"]) + 1,
        "status": MeetingStatus.CANCELLED.value,
        "cancelled_at": change.at,
        "changed_at": change.at,
        "place": "",
        "title": "",
        "prepare": "",
        "code": person.code if person else None,
        "alias": person.alias if person else None,
    }
    names = CalendarMeeting.__struct_fields__
    return msgspec.convert([values.get(name) for name in names], CalendarMeeting, strict=False)


def _told(gone: CalendarMeeting, wanted: Wanted) -> bool:
    if wanted.participant and wanted.participant.upper() != (gone.code or "").upper():
        return False
    if wanted.kinds and gone.kind not in wanted.kinds:
        return False
    if wanted.partner and not gone.kind.startswith((f"{wanted.partner}.", f"{wanted.partner}_")):
        return False
    if wanted.before is not None and gone.starts_at >= wanted.before:
        return False
    return gone.rrule is not None or gone.ends_at >= (wanted.cancelled_since or wanted.since)
