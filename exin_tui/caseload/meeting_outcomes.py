"""What became of a meeting: held, cancelled, did not show up, moved. One that was held is contact."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import Connection, and_, or_, select

from exin_schema.programme import Programme
from exin_schema.tables import activity, meeting, participant
from exin_schema.vocabulary import ActivityKind, MeetingOutcome, MeetingStatus, Phase
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.meetings import (
    MeetingWritten,
    bad_times,
    cancelled_values,
    row_of,
    write_change,
    write_instance,
)
from exin_tui.caseload.meetings_off import call_off, changed_instances_to_come
from exin_tui.caseload.recurrence import instances
from exin_tui.caseload.stored import Row
from exin_tui.clock import OSLO
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_AFTER = frozenset({Phase.POST_RELEASE.value, Phase.REINTEGRATION.value, Phase.CLOSING.value})
_AS_ACTIVITY = {
    "responsibility_group": ActivityKind.RESPONSIBILITY_GROUP,
    "nav_meeting": ActivityKind.NAV_TALK,
    "visit": ActivityKind.VISIT,
    "leave": ActivityKind.VISIT,
    "escorted_outing": ActivityKind.VISIT,
    "gate_pick_up": ActivityKind.VISIT,
}
"""What a kind counts as; any other is a guidance talk before the release, a follow-up talk after it."""


@dataclass(frozen=True, slots=True)
class OutcomeLogged:
    """What a command left behind."""

    id: str
    """The meeting's; for an instance of a series that of the row it became."""
    version: int
    sequence: int
    activity_id: str | None = None
    """The contact, or the attempt, that was logged with it."""


@dataclass(frozen=True, slots=True)
class MovedTo:
    """When a moved meeting is held instead. Aware."""

    starts_at: dt.datetime
    ends_at: dt.datetime


def log_outcome(
    database: Database,
    meeting_id: str,
    expected_version: int,
    outcome: MeetingOutcome,
    *,
    instance: dt.datetime | None = None,
    moved_to: MovedTo | None = None,
    counts_as: ActivityKind | None = None,
    **acting: Unpack[Acting],
) -> OutcomeLogged | Refusal:
    """What became of a meeting, or of one ``instance`` of a series (when it would have begun).

    Held: an activity is logged, which is contact with the participant where the kind of meeting is. Did not
    show up: a failed attempt is logged. Moved: the same meeting at another time, its sequence counted up; a
    new time that is not known yet leaves it as one that does not take place. An outcome that is corrected
    takes the activity of the earlier one off. Raises `StaleVersion`.
    """
    with database.write(command="meeting.outcome", now=acting["now"], actor=acting["actor"]) as door:
        door.update(meeting, meeting_id, expected_version, {})  # gone or changed: said before any rule
        row = row_of(door, meeting_id)
        refusal = _wrong(row, outcome, instance, moved_to, acting["now"])
        if refusal is not None:
            return refusal
        values = _values(outcome, moved_to, acting["now"])
        if instance is not None:
            written = write_instance(door, meeting_id, instance, values)
        else:
            if row["rrule"] is not None and outcome is MeetingOutcome.CANCELLED:
                call_off(door, changed_instances_to_come(door.connection, meeting_id, acting["now"]))
            written = write_change(door, row, expected_version, values)
        if isinstance(written, Refusal):
            return written
        return _with_activity(door, written, outcome, counts_as, acting["programme"])


def outcomes_to_log(connection: Connection, *, since: dt.datetime, now: dt.datetime) -> tuple[Row, ...]:
    """The meetings that are over and have no outcome, those that began from ``since``, by start.

    An instance of a series has the series' id and, as ``instance``, when it began (UTC).
    """
    asked = and_(
        meeting.c.status == MeetingStatus.PLANNED.value,
        meeting.c.outcome.is_(None),
        meeting.c.starts_at >= since,
    )
    recurring = or_(meeting.c.rrule.is_not(None), meeting.c.series_id.is_not(None))
    found_rows = connection.execute(select(meeting).where(or_(asked, recurring))).mappings()
    rows = [dict(row) for row in found_rows]
    replaced = {(row["series_id"], row["recurrence_id"]) for row in rows if row["recurrence_id"] is not None}
    found: list[dict[str, Any]] = []
    for row in rows:
        if row["status"] != MeetingStatus.PLANNED.value or row["outcome"] is not None:
            continue
        lasts = row["ends_at"] - row["starts_at"]
        if row["rrule"] is None:
            if since <= row["starts_at"] and row["ends_at"] <= now:
                found.append({**row, "instance": None})
            continue
        for moment in instances(
            row["rrule"], row["starts_at"], since=since, before=now - lasts, exdates=row["exdates"]
        ):
            began = moment.astimezone(dt.UTC)
            if (row["id"], began) not in replaced:
                found.append({**row, "starts_at": began, "ends_at": began + lasts, "instance": began})
    return tuple(sorted(found, key=lambda row: (row["starts_at"], row["id"])))


def _wrong(
    row: Row,
    outcome: MeetingOutcome,
    instance: dt.datetime | None,
    moved_to: MovedTo | None,
    now: dt.datetime,
) -> Refusal | None:
    if moved_to is not None and outcome is MeetingOutcome.MOVED:
        return bad_times(moved_to.starts_at, moved_to.ends_at)
    happened = outcome in {MeetingOutcome.HELD, MeetingOutcome.NO_SHOW}
    if row["rrule"] is not None and instance is None and outcome is not MeetingOutcome.CANCELLED:
        return Refusal("which_instance", text("This meeting recurs: say which one of them."))
    if happened and (instance or row["starts_at"]) > now:
        return Refusal("not_yet", text("The meeting has not begun yet."))
    return None


def _values(outcome: MeetingOutcome, moved_to: MovedTo | None, now: dt.datetime) -> dict[str, object]:
    if outcome is MeetingOutcome.CANCELLED:
        return cancelled_values(now)
    stands: dict[str, object] = {"status": MeetingStatus.PLANNED.value, "cancelled_at": None}
    if outcome is MeetingOutcome.MOVED and moved_to is not None:
        times = {
            "starts_at": moved_to.starts_at.astimezone(dt.UTC),
            "ends_at": moved_to.ends_at.astimezone(dt.UTC),
        }
        return {**stands, **times, "outcome": None, "reminder_sent_on": None}
    return {**stands, "outcome": outcome.value}


def _with_activity(
    door: Door,
    written: MeetingWritten,
    outcome: MeetingOutcome,
    counts_as: ActivityKind | None,
    programme: Programme,
) -> OutcomeLogged:
    """Log what the outcome says of contact, in place of what an earlier one said."""
    earlier = door.connection.execute(select(activity).where(activity.c.meeting_id == written.id)).mappings()
    for each in earlier.all():
        door.delete(activity, each["id"], each["version"])
    row = row_of(door, written.id)
    spec = programme.meetings_by_key.get(row["kind"])
    contact = spec is None or spec.contact
    logged = outcome in {MeetingOutcome.HELD, MeetingOutcome.NO_SHOW}
    identity = None
    if logged and row["participant_id"] is not None and (contact or counts_as is not None):
        identity = door.insert(
            activity,
            {
                "participant_id": row["participant_id"],
                "kind": (counts_as or _kind(door.connection, row)).value,
                "on": row["starts_at"].astimezone(OSLO).date(),
                "caseworker_id": row["caseworker_id"],
                "meeting_id": written.id,
                "reached": outcome is MeetingOutcome.HELD,
                "with_participant": contact,
            },
        )
    return OutcomeLogged(written.id, written.version, written.sequence, identity)


def _kind(connection: Connection, row: Row) -> ActivityKind:
    if row["kind"] in _AS_ACTIVITY:
        return _AS_ACTIVITY[row["kind"]]
    phase = connection.execute(
        select(participant.c.phase).where(participant.c.id == row["participant_id"])
    ).scalar_one()
    return ActivityKind.FOLLOW_UP_TALK if phase in _AFTER else ActivityKind.GUIDANCE_TALK
