"""Changing a meeting that is agreed: when, where, who comes, who drives; one instance or the whole series."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Unpack

from sqlalchemy import select

from exin_schema.tables import meeting, meeting_attendee
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import short, too_long
from exin_tui.caseload.meeting_add import NewMeeting, invite, people_of
from exin_tui.caseload.meeting_clashes import Clash, clashes
from exin_tui.caseload.meetings import (
    MeetingWritten,
    bad_times,
    moved_instances,
    row_of,
    write_change,
    write_instance,
)
from exin_tui.caseload.meetings_off import call_off, changed_instances_to_come
from exin_tui.caseload.stored import Row
from exin_tui.clock import OSLO
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_OTHER = "other"
_UNTIL = re.compile(r";?(?:UNTIL|COUNT)=[^;]*")


@dataclass(frozen=True, slots=True)
class MeetingChanged:
    """What a command left behind."""

    id: str
    """For an instance of a series that of the row it became."""
    version: int
    sequence: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    clashes: tuple[Clash, ...] = ()


def change(
    database: Database,
    meeting_id: str,
    expected_version: int,
    wished: NewMeeting,
    *,
    instance: dt.datetime | None = None,
    **acting: Unpack[Acting],
) -> MeetingChanged | Refusal:
    """Make the meeting as ``wished``; of a series one ``instance`` (when it would begin), or all of it.

    Kind, participant and how it recurs stay. A series moves with its changed instances. A new time takes
    back that a reminder was sent. Refused: what `meeting_add.add` refuses, and another day for a series
    whose rule names its weekdays. Raises `StaleVersion`.
    """
    with database.write(command="meeting.edit", now=acting["now"], actor=acting["actor"]) as door:
        door.update(meeting, meeting_id, expected_version, {})
        row = row_of(door, meeting_id)
        spec = acting["programme"].meetings_by_key.get(row["kind"])
        lasts = dt.timedelta(minutes=spec.minutes) if spec else row["ends_at"] - row["starts_at"]
        ends_at = wished.ends_at or wished.starts_at + lasts
        new = replace(wished, kind=row["kind"], participant_id=row["participant_id"], ends_at=ends_at)
        refusal = bad_times(new.starts_at, ends_at) or too_long(
            short(new.title), short(new.place), short(new.prepare)
        )
        refusal = refusal or _names_its_days(row, new, instance)
        if refusal is not None:
            return refusal
        found = people_of(door.connection, new)
        if isinstance(found, Refusal):
            return found
        who, columns, team = found
        values = {**_values(row, new, instance or row["starts_at"]), **columns}
        if instance is not None:
            written = write_instance(door, meeting_id, instance, values)
        else:
            if row["rrule"] is not None and values["starts_at"] != row["starts_at"]:
                values["exdates"] = moved_instances(door, row, new.starts_at, acting["now"])
            written = write_change(door, row, expected_version, values)
        if isinstance(written, Refusal):
            return written
        _attend(door, written, new, team)
        others = clashes(door.connection, new.starts_at, ends_at, who, leaving_out=(written.id, meeting_id))
        return MeetingChanged(written.id, written.version, written.sequence, new.starts_at, ends_at, others)


def end_series(
    database: Database, meeting_id: str, expected_version: int, last: dt.date, **acting: Unpack[Acting]
) -> MeetingChanged | Refusal:
    """The series recurs for the last time on ``last`` (local) or before; changed instances after it go too.

    Refused: a meeting that does not recur, and a day before its first. Raises `StaleVersion`.
    """
    with database.write(command="meeting.end_series", now=acting["now"], actor=acting["actor"]) as door:
        door.update(meeting, meeting_id, expected_version, {})
        row = row_of(door, meeting_id)
        if row["rrule"] is None:
            return Refusal("no_series", text("This meeting does not recur."))
        if last < row["starts_at"].astimezone(OSLO).date():
            return Refusal("until_before", text("The last day is before the first meeting."))
        end = dt.datetime.combine(last, dt.time(23, 59, 59), OSLO).astimezone(dt.UTC)
        after = [
            one
            for one in changed_instances_to_come(door.connection, meeting_id, acting["now"])
            if one["recurrence_id"] > end
        ]
        call_off(door, after)
        rule = f"{_UNTIL.sub('', row['rrule'])};UNTIL={end:%Y%m%dT%H%M%SZ}"
        written = write_change(door, row, expected_version, {"rrule": rule})
        return MeetingChanged(written.id, written.version, written.sequence, row["starts_at"], row["ends_at"])


def remind(
    database: Database,
    meeting_id: str,
    expected_version: int,
    *,
    sent: bool = True,
    instance: dt.datetime | None = None,
    **acting: Unpack[Acting],
) -> MeetingWritten | Refusal:
    """A reminder was sent today; with ``sent`` false it was not after all. Participants need many.

    Of a series it is asked of one ``instance``. Raises `StaleVersion`.
    """
    with database.write(command="meeting.remind", now=acting["now"], actor=acting["actor"]) as door:
        door.update(meeting, meeting_id, expected_version, {})
        row = row_of(door, meeting_id)
        values: dict[str, object] = {"reminder_sent_on": acting["today"] if sent else None}
        if instance is not None:
            return write_instance(door, meeting_id, instance, values)
        if row["rrule"] is not None:
            return Refusal("which_instance", text("This meeting recurs: say which one of them."))
        return write_change(door, row, expected_version, values)


def _values(row: Row, new: NewMeeting, before: dt.datetime) -> dict[str, object]:
    starts_at = new.starts_at.astimezone(dt.UTC)
    ends_at = (new.ends_at or new.starts_at).astimezone(dt.UTC)
    values: dict[str, object] = {
        "title": short(new.title) if row["kind"] == _OTHER else "",
        "starts_at": starts_at,
        "ends_at": ends_at,
        "place": short(new.place),
        "video": new.video,
        "prepare": short(new.prepare),
    }
    if row["all_day_on"] is not None:
        values["all_day_on"] = new.starts_at.astimezone(OSLO).date()
    if starts_at != before.astimezone(dt.UTC):
        values["reminder_sent_on"] = None
    return values


def _names_its_days(row: Row, new: NewMeeting, instance: dt.datetime | None) -> Refusal | None:
    if instance is not None or row["rrule"] is None or "BY" not in row["rrule"]:
        return None
    if new.starts_at.astimezone(OSLO).date() == row["starts_at"].astimezone(OSLO).date():
        return None
    return Refusal(
        "names_its_days",
        text("This series names its weekdays: change its time only, or end it and agree a new one."),
    )


def _attend(door: Door, written: MeetingWritten, new: NewMeeting, team: tuple[str, ...]) -> None:
    """Who comes, as wished: those who no longer come are taken off, those who are new are added."""
    found = door.connection.execute(
        select(meeting_attendee).where(meeting_attendee.c.meeting_id == written.id)
    ).mappings()
    there = list(found.all())
    for row in there:
        if row["caseworker_id"] not in team and row["contact_id"] not in new.contacts:
            door.delete(meeting_attendee, row["id"], row["version"])
    known = {row["caseworker_id"] or row["contact_id"] for row in there}
    invite(
        door,
        written.id,
        replace(new, contacts=tuple(each for each in new.contacts if each not in known)),
        tuple(each for each in team if each not in known),
    )
