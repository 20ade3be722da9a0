"""A caseworker who leaves: what would be lost, who could take over, and handing everybody over at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection, or_, select

from exin_schema.programme import Programme
from exin_schema.tables import caseworker, checklist_item, meeting, participant, task
from exin_schema.tables.checklists import OPEN_STATES
from exin_schema.vocabulary import MeetingStatus, Phase, TaskState
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.assignment import colleagues
from exin_tui.caseload.meetings import with_sequence
from exin_tui.caseload.models import Person
from exin_tui.caseload.overload import (
    colleague_by_initials,
    forget_what_is_gone,
    keep_reason,
    limits_of,
    load_of,
    over,
)
from exin_tui.caseload.register import unknown_caseworker
from exin_tui.caseload.stored import Row
from exin_tui.language import Text, text
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme import amounts
from exin_tui.programme.capacity import Load
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_PHASES = {phase.value: phase for phase in Phase}
NOBODY = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One participant of whoever leaves."""

    person: Person
    version: int
    phase: Phase
    to: str
    """Initials of who could take over: whoever has most room. Empty: there is nobody else."""


@dataclass(frozen=True, slots=True)
class Room:
    """A colleague who stays, and what they have now."""

    initials: str
    load: Load
    limit: int
    demanding_limit: int

    def with_one_in(self, phase: Phase) -> Room:
        """After one more."""
        return Room(self.initials, self.load.with_one_in(phase), self.limit, self.demanding_limit)

    @property
    def over(self) -> bool:
        """Past either limit."""
        return self.load.active > self.limit or self.load.demanding > self.demanding_limit


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a caseworker who leaves has in hand."""

    initials: str
    people: tuple[HandedOver, ...]
    """By code."""
    rooms: tuple[Room, ...]
    """Everybody else who works here, by initials."""
    meetings: int
    """Planned ones that are theirs; series count once. They go to the participant's new caseworker."""
    driven: int
    """Planned ones that they drive to. They are left without a driver."""
    tasks: int
    """Open ones that they are responsible for; they become the participant's caseworker's."""
    items: int
    """The same for items of checklists."""

    @property
    def lost(self) -> Text:
        """What would be lost, were it not handed over."""
        return text(
            "Would be lost: {meetings} change hands, {driven} without a driver; {tasks} and {items} "
            "become the new caseworker's.",
            meetings=amounts.planned_meetings(self.meetings),
            driven=self.driven,
            tasks=amounts.tasks(self.tasks),
            items=amounts.items(self.items),
        )


@dataclass(frozen=True, slots=True)
class Reassigned:
    """What was handed over."""

    initials: str
    given: tuple[tuple[str, str], ...]
    """(case code, initials of the new caseworker), by code."""
    meetings: int
    driven: int
    tasks: int
    items_given: int
    left: bool
    """They no longer work here."""


def leaving(
    connection: Connection, initials: str, *, now: dt.datetime, programme: Programme, to: str = NOBODY
) -> Leaving | Refusal:
    """What would be lost and who could take over: ``to``, or for each whoever has most room.

    Refused: initials that nobody has. Nothing is written.
    """
    leaver = colleague_by_initials(connection, initials.strip())
    if leaver is None:
        return unknown_caseworker(initials.strip())
    rooms = {one["initials"]: _room(connection, one, programme) for one in colleagues(connection)
             if one["id"] != leaver["id"]}  # fmt: skip
    if to and to not in rooms:
        return unknown_caseworker(to)
    now_has = dict(rooms)
    people: list[HandedOver] = []
    for row in _people(connection, leaver["id"]):
        phase = _PHASES[row["phase"]]
        chosen = to or _roomiest(rooms, phase)
        if chosen:
            rooms[chosen] = rooms[chosen].with_one_in(phase)
        name = f"{row['given_name']} {row['family_name']}".strip()
        person = Person(row["id"], row["code"], row["alias"], name, bool(row["protected_address"]))
        people.append(HandedOver(person, int(row["version"]), phase, chosen))
    planned = _planned(connection, leaver["id"], now)
    return Leaving(
        leaver["initials"],
        tuple(sorted(people, key=lambda one: one.person.code)),
        tuple(now_has.values()),
        sum(row["caseworker_id"] == leaver["id"] for row in planned),
        sum(row["driver_id"] == leaver["id"] for row in planned),
        len(_open(connection, task, leaver["id"])),
        len(_open(connection, checklist_item, leaver["id"])),
    )


def rooms_after(found: Leaving, to: Mapping[str, str]) -> tuple[Room, ...]:
    """What everybody would have when the participants (by id) went to these colleagues."""
    rooms = {one.initials: one for one in found.rooms}
    for one in found.people:
        chosen = to.get(one.person.id, NOBODY)
        if chosen in rooms:
            rooms[chosen] = rooms[chosen].with_one_in(one.phase)
    return tuple(rooms.values())


def reassign(
    database: Database,
    initials: str,
    given: Sequence[tuple[str, int, str]],
    *,
    leaves: bool = False,
    reason: str = "",
    **acting: Unpack[Acting],
) -> Reassigned | Refusal:
    """Hand over, as one change: ``given`` are (participant's id, version that was seen, new initials).

    Their planned meetings go to the participant's new caseworker, or to nobody where there is no participant;
    a meeting they drive to loses its driver; what they are responsible for becomes the participant's
    caseworker's. With ``leaves`` they no longer work here. Refused: somebody left out who is still theirs and
    would be nobody's, and (with a ``reason`` overridable) a colleague past a limit. Raises `StaleVersion`.
    """
    programme, why = acting["programme"], one_line(reason).strip()
    with database.write(command="participant.reassign", now=acting["now"], actor=acting["actor"]) as door:
        leaver = colleague_by_initials(door.connection, initials.strip())
        if leaver is None:
            return unknown_caseworker(initials.strip())
        for identity, version, _ in given:
            door.update(participant, identity, version, {})  # gone or changed: said before any rule
        theirs = {row["id"]: row for row in _people(door.connection, leaver["id"])}
        to = {identity: chosen.strip() for identity, _, chosen in given if identity in theirs}
        left_out = sorted(row["code"] for identity, row in theirs.items() if not to.get(identity))
        if left_out and leaves:
            return Refusal(
                "left_out", text("Nobody takes over {codes}. Choose somebody.", codes=", ".join(left_out))
            )
        new = _takers(door, leaver, theirs, to, why, programme)
        if isinstance(new, Refusal):
            return new
        done = _hand_over(door, leaver, theirs, new)
        if leaves:
            door.update(caseworker, leaver["id"], _version(door, leaver["id"]), {"active": False})
        else:
            forget_what_is_gone(door, leaver["id"], programme)
        codes = tuple(sorted((theirs[identity]["code"], to[identity]) for identity in new))
        return Reassigned(leaver["initials"], codes, *done, leaves)


def _takers(
    door: Door, leaver: Row, theirs: Mapping[str, Row], to: Mapping[str, str], why: str, programme: Programme
) -> dict[str, str] | Refusal:
    """The new caseworker's id by participant; refused for initials nobody has, and past a limit."""
    found: dict[str, str] = {}
    by_taker: dict[str, list[str]] = {}
    for identity, chosen in to.items():
        if chosen:
            by_taker.setdefault(chosen, []).append(identity)
    for chosen, taken in sorted(by_taker.items()):
        taker = colleague_by_initials(door.connection, chosen)
        if taker is None or taker["id"] == leaver["id"]:
            return unknown_caseworker(chosen)
        before = after = load_of(door.connection, taker["id"])
        for identity in taken:
            after = after.with_one_in(_PHASES[theirs[identity]["phase"]])
        full = over(taker, before, after, programme)
        if full is not None and not why:
            return full
        if full is not None:
            keep_reason(door, taker["id"], why)
        found |= {identity: str(taker["id"]) for identity in taken}
    return found


def _hand_over(
    door: Door, leaver: Row, theirs: Mapping[str, Row], new: Mapping[str, str]
) -> tuple[int, int, int, int]:
    """Write it; how many meetings, drives, tasks and items were touched."""
    for identity, taker in new.items():
        door.update(participant, identity, theirs[identity]["version"], {"caseworker_id": taker})
    owned = driven = 0
    for row in _planned(door.connection, leaver["id"], door.now):
        if row["participant_id"] in theirs and row["participant_id"] not in new:
            continue
        values: dict[str, object] = {}
        if row["caseworker_id"] == leaver["id"]:
            owned += 1
            whose = row["participant_id"]
            values["caseworker_id"] = new.get(whose) or _whose(door, whose, leaver)
        if row["driver_id"] == leaver["id"]:
            driven += 1
            values["driver_id"] = None
        door.update(meeting, row["id"], row["version"], with_sequence(row, values, now=door.now))
    tasks = [row for row in _open(door.connection, task, leaver["id"]) if _goes(row, theirs, new)]
    items = [row for row in _open(door.connection, checklist_item, leaver["id"]) if _goes(row, theirs, new)]
    for table, rows in ((task, tasks), (checklist_item, items)):
        for row in rows:
            door.update(table, row["id"], row["version"], {"responsible_id": None})
    return owned, driven, len(tasks), len(items)


def _goes(row: Row, theirs: Mapping[str, Row], new: Mapping[str, str]) -> bool:
    """Not of a participant who stays with them."""
    whose = row["participant_id"]
    return whose not in theirs or whose in new


def _whose(door: Door, participant_id: str | None, leaver: Row) -> str | None:
    """The caseworker of somebody else's participant, whose meeting was the leaver's."""
    if participant_id is None:
        return None
    found = door.connection.execute(
        select(participant.c.caseworker_id).where(participant.c.id == participant_id)
    ).scalar()
    return None if found == leaver["id"] else found


def _version(door: Door, identity: str) -> int:
    found = door.connection.execute(select(caseworker.c.version).where(caseworker.c.id == identity))
    return int(found.scalar_one())


def _people(connection: Connection, identity: str) -> list[Row]:
    """Their participants whose follow-up goes on; the demanding phases first, then by code."""
    rows = connection.execute(
        select(participant)
        .where(participant.c.caseworker_id == identity, participant.c.closed_on.is_(None))
        .order_by(participant.c.code)
    ).mappings()
    return sorted((dict(row) for row in rows.all()), key=lambda row: not _PHASES[row["phase"]].demanding)


def _planned(connection: Connection, identity: str, now: dt.datetime) -> list[Row]:
    """Meetings to come, and series, that are theirs or that they drive to."""
    rows = connection.execute(
        select(meeting)
        .where(
            or_(meeting.c.caseworker_id == identity, meeting.c.driver_id == identity),
            meeting.c.status == MeetingStatus.PLANNED.value,
            meeting.c.outcome.is_(None),
            or_(meeting.c.starts_at > now, meeting.c.rrule.is_not(None)),
        )
        .order_by(meeting.c.starts_at, meeting.c.id)
    ).mappings()
    return [dict(row) for row in rows.all()]


def _open(connection: Connection, table: object, identity: str) -> list[Row]:
    """What of ``table`` is open and theirs to do."""
    chosen = task if table is task else checklist_item
    states = (TaskState.OPEN.value,) if chosen is task else OPEN_STATES
    rows = connection.execute(
        select(chosen).where(chosen.c.responsible_id == identity, chosen.c.state.in_(states))
    ).mappings()
    return [dict(row) for row in rows.all()]


def _room(connection: Connection, one: Row, programme: Programme) -> Room:
    limit, demanding = limits_of(one, programme)
    return Room(one["initials"], load_of(connection, one["id"]), limit, demanding)


def _roomiest(rooms: Mapping[str, Room], phase: Phase) -> str:
    """Whoever stays within the limits and has most room; past them, whoever is least so. Empty: nobody."""

    def fullness(initials: str) -> tuple[bool, float, str]:
        then = rooms[initials].with_one_in(phase)
        return then.over, then.load.active / max(1, then.limit), initials

    return min(rooms, key=fullness, default=NOBODY)
