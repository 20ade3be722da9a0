"""A new meeting: one-off or recurring, with who comes, who drives, which car, and what must be prepared."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection, Table, select

from exin_schema.tables import car, caseworker, contact, meeting, meeting_attendee, new_id
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import short, too_long
from exin_tui.caseload.meeting_clashes import Clash, Who, clashes
from exin_tui.caseload.meetings import bad_times
from exin_tui.caseload.register import unknown_caseworker
from exin_tui.caseload.stored import read_participant
from exin_tui.clock import OSLO
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_OTHER = "other"


class Repeat(enum.StrEnum):
    """How a recurring meeting recurs, as RFC 5545 says it."""

    DAILY = "FREQ=DAILY"
    WORKDAYS = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    WEEKLY = "FREQ=WEEKLY"
    MONTHLY = "FREQ=MONTHLY"


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """A meeting as it is agreed. Moments are aware; people of the team go by their initials."""

    kind: str
    """A kind of the programme or of a partner."""
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    """None: as long as the kind usually lasts."""
    participant_id: str | None = None
    caseworker: str | None = None
    """None: the participant's."""
    place: str = ""
    video: bool = False
    title: str = ""
    """Only for kind other."""
    repeat: Repeat | None = None
    until: dt.date | None = None
    """The last day (local) on which it may recur; None: without an end."""
    team: tuple[str, ...] = ()
    """Who else of the team comes."""
    contacts: tuple[str, ...] = ()
    """Ids of those who are asked from the agencies."""
    driver: str = ""
    car: str = ""
    """The car's name."""
    prepare: str = ""
    travel_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class MeetingAdded:
    """What was agreed."""

    id: str
    version: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    clashes: tuple[Clash, ...]
    """What else is then. Nothing is forbidden: the team says what gives way."""


def add(database: Database, new: NewMeeting, **acting: Unpack[Acting]) -> MeetingAdded | Refusal:
    """Agree a meeting. Refused: an unknown kind, person, car or contact, an end before the start, and a
    follow-up that has ended.

    Whether the first instance clashes with anything is answered with it.
    """
    spec = acting["programme"].meetings_by_key.get(new.kind)
    if spec is None:
        return Refusal("unknown_kind", text("There is no kind of meeting {kind}.", kind=new.kind))
    ends_at = new.ends_at or new.starts_at + dt.timedelta(minutes=spec.minutes)
    refusal = _wrong(new, ends_at)
    if refusal is not None:
        return refusal
    with database.write(command="meeting.add", now=acting["now"], actor=acting["actor"]) as door:
        found = people_of(door.connection, new)
        if isinstance(found, Refusal):
            return found
        who, columns, team = found
        taken = clashes(door.connection, new.starts_at, ends_at, who)
        identity = door.insert(
            meeting,
            {
                "uid": new_id(),
                "participant_id": new.participant_id,
                "kind": new.kind,
                "title": short(new.title) if new.kind == _OTHER else "",
                "starts_at": new.starts_at,
                "ends_at": ends_at,
                "place": short(new.place),
                "video": new.video,
                "prepare": short(new.prepare),
                "rrule": rule(new.repeat, new.until),
                "travel_minutes": new.travel_minutes,
                "changed_at": acting["now"],
                **columns,
            },
        )
        invite(door, identity, new, team)
        return MeetingAdded(identity, 1, new.starts_at, ends_at, taken)


def would_clash(
    connection: Connection, new: NewMeeting, ends_at: dt.datetime, *, leaving_out: tuple[str, ...] = ()
) -> tuple[Clash, ...]:
    """What else is at the time of the first instance; empty too while it cannot be agreed as it stands.

    ``leaving_out`` are ids: the meeting itself and its series.
    """
    found = people_of(connection, new)
    if isinstance(found, Refusal) or ends_at < new.starts_at:
        return ()
    return clashes(connection, new.starts_at, ends_at, found[0], leaving_out=leaving_out)


def rule(repeat: Repeat | None, until: dt.date | None) -> str | None:
    """The recurrence rule (RFC 5545); the last day counts, until its end in Oslo."""
    if repeat is None or until is None:
        return None if repeat is None else repeat.value
    last = dt.datetime.combine(until, dt.time(23, 59, 59), OSLO).astimezone(dt.UTC)
    return f"{repeat.value};UNTIL={last:%Y%m%dT%H%M%SZ}"


def _wrong(new: NewMeeting, ends_at: dt.datetime) -> Refusal | None:
    if new.repeat is None and new.until is not None:
        return Refusal("until_alone", text("Say how the meeting recurs: a last day alone says nothing."))
    if new.until is not None and new.until < new.starts_at.astimezone(OSLO).date():
        return Refusal("until_before", text("The last day is before the first meeting."))
    return bad_times(new.starts_at, ends_at) or too_long(
        short(new.title), short(new.place), short(new.prepare)
    )


def people_of(
    connection: Connection, new: NewMeeting
) -> tuple[Who, dict[str, object], tuple[str, ...]] | Refusal:
    """Who and what the meeting takes, the meeting's columns for them, and who else of the team comes."""
    theirs: str | None = None
    if new.participant_id is not None:
        stored = read_participant(connection, new.participant_id)
        if stored is None or stored.participant["closed_on"] is not None:
            return Refusal("closed", text("The follow-up has ended. Reopen it first."))
        theirs = stored.participant["caseworker_id"]
    known = _ids(connection, caseworker, "initials")
    for initials in filter(None, (new.caseworker, new.driver, *new.team)):
        if initials not in known:
            return unknown_caseworker(initials)
    cars = _ids(connection, car, "name")
    if new.car and new.car not in cars:
        return Refusal("unknown_car", text("The team has no car called {name}.", name=new.car))
    there = connection.execute(select(contact.c.id).where(contact.c.id.in_(new.contacts))).scalars()
    if set(new.contacts) - set(there):
        return Refusal("unknown_contact", text("This contact is no longer there. Choose another one."))
    whose = theirs if new.caseworker is None else known.get(new.caseworker)
    columns: dict[str, object] = {
        "caseworker_id": whose,
        "driver_id": known.get(new.driver),
        "car_id": cars.get(new.car),
    }
    team = tuple(known[initials] for initials in new.team)
    everybody = frozenset(each for each in (whose, known.get(new.driver), *team) if each is not None)
    return Who(new.participant_id, everybody, cars.get(new.car)), columns, team


def _ids(connection: Connection, table: Table, name: str) -> dict[str, str]:
    """Ids by name, of those that are in use."""
    rows = connection.execute(select(table.c[name], table.c.id).where(table.c.active.is_(True)))
    return {row[0]: row[1] for row in rows}


def invite(door: Door, meeting_id: str, new: NewMeeting, team: tuple[str, ...]) -> None:
    """The rows of who comes."""
    of = {"participant_id": new.participant_id, "meeting_id": meeting_id}
    door.insert_many(meeting_attendee, [{**of, "caseworker_id": each} for each in dict.fromkeys(team)])
    door.insert_many(meeting_attendee, [{**of, "contact_id": each} for each in dict.fromkeys(new.contacts)])
