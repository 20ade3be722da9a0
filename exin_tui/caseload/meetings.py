"""What the team does with a meeting: agree, move, cancel; one instance of a series, or the whole of it.

Each change of time, place or status counts the meeting's sequence up: calendars that have it already take the
newer number and ignore an older one (RFC 5545 3.8.7.4).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import select

from exin_schema.tables import meeting, meeting_attendee, new_id
from exin_schema.vocabulary import MeetingOutcome, MeetingStatus
from exin_tui.caseload.acting import Signed
from exin_tui.caseload.meetings_off import call_off, changed_instances_to_come
from exin_tui.caseload.recurrence import instances
from exin_tui.clock import OSLO
from exin_tui.language import text
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

TOLD = frozenset(
    {"starts_at", "ends_at", "all_day_on", "rrule", "exdates", "recurrence_id", "place", "video", "status"}
)
"""The columns whose change a calendar must be told of."""


@dataclass(frozen=True, slots=True)
class MeetingWritten:
    """What a command left behind."""

    id: str
    version: int
    sequence: int


def with_sequence(
    stored: Mapping[str, Any], values: Mapping[str, object], *, now: dt.datetime
) -> dict[str, object]:
    """``values`` that differ from the ``stored`` row, with the sequence counted up where it must be.

    Empty when nothing differs. ``now`` (aware) becomes the moment of the last change.
    """
    changed = {name: value for name, value in values.items() if value != stored[name]}
    if not changed:
        return {}
    gone = (MeetingOutcome.CANCELLED.value, MeetingOutcome.MOVED.value)
    ends_or_begins = "outcome" in changed and (changed["outcome"] in gone) != (stored["outcome"] in gone)
    if TOLD & changed.keys() or ends_or_begins:
        changed.setdefault("sequence", int(stored["sequence"]) + 1)
    return {**changed, "changed_at": now}


def agree(
    database: Database,
    *,
    kind: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    participant_id: str | None = None,
    caseworker_id: str | None = None,
    place: str = "",
    title: str = "",
    rrule: str | None = None,
    all_day_on: dt.date | None = None,
    **signed: Unpack[Signed],
) -> MeetingWritten | Refusal:
    """A new meeting, or series with ``rrule`` (RFC 5545). Moments are aware. Its UID is random."""
    if (refusal := bad_times(starts_at, ends_at)) is not None:
        return refusal
    with database.write(command="meeting.agree", now=signed["now"], actor=signed["actor"]) as door:
        identity = door.insert(
            meeting,
            {
                "uid": new_id(),
                "kind": kind,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "participant_id": participant_id,
                "caseworker_id": caseworker_id,
                "place": one_line(place).strip(),
                "title": one_line(title).strip(),
                "rrule": rrule,
                "all_day_on": all_day_on,
                "changed_at": signed["now"],
            },
        )
    return MeetingWritten(identity, 1, 0)


def move(
    database: Database,
    meeting_id: str,
    expected_version: int,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str | None = None,
    **signed: Unpack[Signed],
) -> MeetingWritten | Refusal:
    """To another time, and to another ``place`` when one is given. A series moves with all its instances.

    Raises a `StorageError` when somebody changed the meeting since ``expected_version``.
    """
    if (refusal := bad_times(starts_at, ends_at)) is not None:
        return refusal
    with database.write(command="meeting.move", now=signed["now"], actor=signed["actor"]) as door:
        stored = row_of(door, meeting_id)
        values: dict[str, object] = {"starts_at": _utc(starts_at), "ends_at": _utc(ends_at)}
        if place is not None:
            values["place"] = one_line(place).strip()
        if stored["all_day_on"] is not None:
            values["all_day_on"] = starts_at.astimezone(OSLO).date()
        if stored["rrule"] is not None and values["starts_at"] != stored["starts_at"]:
            values["exdates"] = moved_instances(door, stored, starts_at, signed["now"])
        return write_change(door, stored, expected_version, values)


def cancel(
    database: Database, meeting_id: str, expected_version: int, **signed: Unpack[Signed]
) -> MeetingWritten | Refusal:
    """It does not take place. It stays, so that calendars can be told.

    With a series go its instances that were moved or changed and are still to come: they are meetings of
    their own and would stand. Those that were held keep their outcome.
    Raises a `StorageError` when somebody changed the meeting since ``expected_version``.
    """
    with database.write(command="meeting.cancel", now=signed["now"], actor=signed["actor"]) as door:
        row = row_of(door, meeting_id)
        if row["rrule"] is not None:
            call_off(door, changed_instances_to_come(door.connection, meeting_id, signed["now"]))
        return write_change(door, row, expected_version, cancelled_values(signed["now"]))


def move_instance(
    database: Database,
    series_id: str,
    instance: dt.datetime,
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str | None = None,
    **signed: Unpack[Signed],
) -> MeetingWritten | Refusal:
    """One ``instance`` of a series (when it would begin) to another time; the others stay."""
    if (refusal := bad_times(starts_at, ends_at)) is not None:
        return refusal
    values: dict[str, object] = {"starts_at": _utc(starts_at), "ends_at": _utc(ends_at)}
    if place is not None:
        values["place"] = one_line(place).strip()
    return _instance(database, "meeting.move_instance", series_id, instance, values, signed)


def cancel_instance(
    database: Database, series_id: str, instance: dt.datetime, **signed: Unpack[Signed]
) -> MeetingWritten | Refusal:
    """One ``instance`` of a series (when it would begin) does not take place; the others do."""
    values = cancelled_values(signed["now"])
    return _instance(database, "meeting.cancel_instance", series_id, instance, values, signed)


def _instance(
    database: Database,
    command: str,
    series_id: str,
    instance: dt.datetime,
    values: dict[str, object],
    signed: Signed,
) -> MeetingWritten | Refusal:
    with database.write(command=command, now=signed["now"], actor=signed["actor"]) as door:
        return write_instance(door, series_id, instance, values)


def write_instance(
    door: Door, series_id: str, instance: dt.datetime, values: dict[str, object]
) -> MeetingWritten | Refusal:
    """Change one ``instance`` of a series, which becomes a row of its own the first time it is."""
    series = row_of(door, series_id)
    changed = door.connection.execute(
        select(meeting).where(meeting.c.series_id == series_id, meeting.c.recurrence_id == instance)
    ).mappings()
    found = changed.one_or_none()
    if found is not None:
        return write_change(door, dict(found), int(found["version"]), values)
    if not _happens(series, instance):
        return Refusal("no_instance", text("The series has no meeting at that time."))
    lasts = series["ends_at"] - series["starts_at"]
    sequence = int(series["sequence"]) + 1
    identity = door.insert(
        meeting,
        {
            **{name: series[name] for name in _AS_THE_SERIES},
            "series_id": series_id,
            "recurrence_id": instance,
            "sequence": sequence,
            "starts_at": instance,
            "ends_at": _utc(instance) + lasts,
            "changed_at": door.now,
            **values,
        },
    )
    _attended_by(door, series_id, identity)
    return MeetingWritten(identity, 1, sequence)


def _attended_by(door: Door, series_id: str, instance_id: str) -> None:
    """Whoever comes to the series comes to the instance that became a row of its own."""
    found = door.connection.execute(
        select(meeting_attendee).where(meeting_attendee.c.meeting_id == series_id)
    ).mappings()
    names = ("participant_id", "caseworker_id", "contact_id")
    door.insert_many(
        meeting_attendee,
        [{"meeting_id": instance_id, **{name: row[name] for name in names}} for row in found.all()],
    )


_AS_THE_SERIES = (
    "uid", "participant_id", "kind", "title", "place", "video", "caseworker_id", "driver_id", "car_id",
    "prepare", "imported",
)  # fmt: skip


def write_change(
    door: Door, stored: Mapping[str, Any], expected_version: int, values: Mapping[str, object]
) -> MeetingWritten:
    """Write what differs, with the sequence counted up where calendars must be told."""
    changed = with_sequence(stored, values, now=door.now)
    version = door.update(meeting, stored["id"], expected_version, changed)
    return MeetingWritten(stored["id"], version, int(str(changed.get("sequence", stored["sequence"]))))


def moved_instances(door: Door, series: Mapping[str, Any], starts_at: dt.datetime, now: dt.datetime) -> str:
    """Move the marks of the changed instances along; the left-out ones as they are to be stored."""
    by = _wall(starts_at) - _wall(series["starts_at"])
    rows = door.connection.execute(select(meeting).where(meeting.c.series_id == series["id"])).mappings()
    for row in rows.all():
        if row["recurrence_id"] is not None:
            values = {"recurrence_id": _later(row["recurrence_id"], by)}
            door.update(meeting, row["id"], row["version"], with_sequence(dict(row), values, now=now))
    left_out = (dt.datetime.fromisoformat(word) for word in str(series["exdates"]).split())
    return " ".join(f"{_later(moment, by):%Y-%m-%dT%H:%M:%SZ}" for moment in left_out)


def _later(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """``by`` later on the wall clock, in UTC."""
    return (_wall(moment) + by).replace(tzinfo=OSLO).astimezone(dt.UTC)


def _wall(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(OSLO).replace(tzinfo=None)


def _happens(series: Mapping[str, Any], instance: dt.datetime) -> bool:
    found = instances(
        series["rrule"] or "",
        series["starts_at"],
        since=instance,
        before=instance + dt.timedelta(seconds=1),
        exdates=series["exdates"],
    )
    return bool(found)


def cancelled_values(now: dt.datetime) -> dict[str, object]:
    """The columns of a meeting that does not take place."""
    return {
        "status": MeetingStatus.CANCELLED.value,
        "outcome": MeetingOutcome.CANCELLED.value,
        "cancelled_at": _utc(now),
    }


def bad_times(starts_at: dt.datetime, ends_at: dt.datetime) -> Refusal | None:
    """A meeting ends when it begins, or later."""
    if ends_at < starts_at:
        return Refusal("ends_before", text("A meeting cannot end before it begins."))
    return None


def row_of(door: Door, meeting_id: str) -> dict[str, Any]:
    """The meeting. Raises `Missing` when somebody deleted it."""
    from exin_tui.storage.errors import Missing

    found = door.connection.execute(select(meeting).where(meeting.c.id == meeting_id)).mappings()
    row = found.one_or_none()
    if row is None:
        raise Missing(text("This is no longer there: somebody deleted it. Reload."))
    return dict(row)


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)
