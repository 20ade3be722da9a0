"""Ending a stand-up: the next one starts from here, and the team's meeting has been held."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import select

from exin_schema.tables import caseworker, meeting, meeting_attendee, new_id
from exin_schema.vocabulary import MeetingOutcome, MeetingStatus, ReviewState
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.meeting_rows import midnight
from exin_tui.caseload.meetings import MeetingWritten, write_change, write_instance
from exin_tui.caseload.recurrence import instances
from exin_tui.caseload.standup_steps import Row, step, take_standup, write_step
from exin_tui.caseload.standups import last_change_of
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_HELD: dict[str, object] = {"outcome": MeetingOutcome.HELD.value}


@dataclass(frozen=True, slots=True)
class Ended:
    """A stand-up that is over."""

    id: str
    version: int
    meeting_id: str


def end(
    database: Database, standup_id: str, expected_version: int, **acting: Unpack[Acting]
) -> Ended | Refusal:
    """End it. Whoever still waits keeps waiting: the summary says so.

    The team's meeting of that day is logged as held, where one was agreed; otherwise one is entered. Raises
    `StaleVersion`.
    """
    with step(database, "standup.end", {"now": acting["now"], "actor": acting["actor"]}) as door:
        row, entries = take_standup(door, standup_id, expected_version)
        if row["state"] == ReviewState.ENDED.value:
            return Refusal("ended", text("This stand-up is over."))
        seen = last_change_of(door.connection)
        held = _record(door, row)
        written = write_step(
            door,
            row,
            entries,
            state=ReviewState.ENDED.value,
            ended_at=acting["now"],
            ended_change=seen,
            meeting_id=held,
            position=len(entries),
        )
        return Ended(standup_id, written.version, held)


def _record(door: Door, row: Row) -> str:
    """The id of the team's meeting, held; entered when none was agreed for the day."""
    there = {each.id: each.initials for each in door.connection.execute(_AT_WORK)}
    agreed = _agreed(door, row) if row["caseworker_id"] is None else None
    if agreed is None:
        identity = door.insert(
            meeting,
            {
                "uid": new_id(),
                "kind": row["kind"],
                "starts_at": row["started_at"],
                "ends_at": max(door.now.astimezone(dt.UTC), row["started_at"]),
                "caseworker_id": row["caseworker_id"],
                "changed_at": door.now,
                **_HELD,
            },
        )
    else:
        identity = agreed
    present = [one for one, initials in there.items() if initials not in row["away"].split()]
    known = door.connection.execute(
        select(meeting_attendee.c.caseworker_id).where(meeting_attendee.c.meeting_id == identity)
    ).scalars()
    missing = sorted(set(present) - set(known))
    door.insert_many(meeting_attendee, [{"meeting_id": identity, "caseworker_id": one} for one in missing])
    return identity


_AT_WORK = select(caseworker.c.id, caseworker.c.initials).where(caseworker.c.active.is_(True))


def _agreed(door: Door, row: Row) -> str | None:
    """The team's own meeting of the kind on that day, logged as held."""
    since = midnight(row["held_on"])
    before = since + dt.timedelta(days=1)
    rows = door.connection.execute(
        select(meeting)
        .where(
            meeting.c.participant_id.is_(None),
            meeting.c.kind == row["kind"],
            meeting.c.status == MeetingStatus.PLANNED.value,
        )
        .order_by(meeting.c.rrule.is_not(None), meeting.c.starts_at, meeting.c.id)
    ).mappings()
    found = [dict(each) for each in rows.all()]
    replaced = {(each["series_id"], each["recurrence_id"]) for each in found if each["recurrence_id"]}
    for each in found:
        if each["rrule"] is None:
            if since <= each["starts_at"] < before and each["outcome"] in {None, *_HELD.values()}:
                return write_change(door, each, each["version"], _HELD).id
            continue
        for moment in _instances(each, since, before):
            if (each["id"], moment) not in replaced:
                written = write_instance(door, each["id"], moment, dict(_HELD))
                if isinstance(written, MeetingWritten):
                    return written.id
    return None


def _instances(row: Mapping[str, Any], since: dt.datetime, before: dt.datetime) -> list[dt.datetime]:
    found = instances(row["rrule"], row["starts_at"], since=since, before=before, exdates=row["exdates"])
    return [moment.astimezone(dt.UTC) for moment in found]
