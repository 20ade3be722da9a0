"""A stand-up as it stands: who is discussed, who was, who waits, and how long it has taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, select

from exin_schema.tables import caseworker, change, participant, standup, standup_clock, standup_entry
from exin_schema.vocabulary import EntryState, ReviewKind, ReviewState
from exin_tui.caseload.models import Person
from exin_tui.programme.standup import Plan, plan, used


class StandupEntry(msgspec.Struct, frozen=True, gc=False):
    """One participant of a stand-up."""

    id: str
    person: Person
    position: int
    state: EntryState
    reason: str
    """Why skipped."""
    decision: str
    seconds: int
    for_team: bool
    """To be raised with the whole team."""


class Standup(msgspec.Struct, frozen=True, gc=False):
    """One stand-up, as it was read in one snapshot."""

    id: str
    version: int
    kind: ReviewKind
    caseworker: str
    """Initials of whose participants these are; empty: the whole team's."""
    held_on: dt.date
    held_by: str
    state: ReviewState
    started_at: dt.datetime
    ended_at: dt.datetime | None
    away: tuple[str, ...]
    planned_minutes: int
    position: int
    seconds: int
    clock_since: dt.datetime | None
    last_sign: dt.datetime | None
    since_change: int | None
    """The change log's id that its news come after; None: there was no earlier one."""
    since_at: dt.datetime | None
    """When the earlier one ended."""
    began_change: int
    ended_change: int | None
    entries: tuple[StandupEntry, ...]

    @property
    def current(self) -> StandupEntry | None:
        """Who is shown; None: everybody has been discussed or skipped."""
        return self.entries[self.position] if 0 <= self.position < len(self.entries) else None

    @property
    def states(self) -> tuple[EntryState, ...]:
        """In order."""
        return tuple(entry.state for entry in self.entries)

    def used(self, now: dt.datetime) -> int:
        """Seconds in all."""
        return used(self.seconds, self.clock_since, now)

    def used_on_current(self, now: dt.datetime) -> int:
        """Seconds on who is shown."""
        return used(self.current.seconds, self.clock_since, now) if self.current is not None else 0

    def plan(self, now: dt.datetime) -> Plan:
        """How many wait, and how much time there is for them."""
        return plan(self.states, self.planned_minutes, self.used(now))


def open_standup(connection: Connection, kind: ReviewKind = ReviewKind.DAILY) -> Standup | None:
    """The newest one that runs or pauses."""
    return _newest(connection, standup.c.kind == kind.value, standup.c.state != ReviewState.ENDED.value)


def held_standup(
    connection: Connection,
    kind: ReviewKind = ReviewKind.DAILY,
    *,
    on: dt.date | None = None,
    caseworker_id: str | None = None,
) -> Standup | None:
    """The newest one that has ended: of a day, of one caseworker (else whosever), when these are given."""
    wanted = [standup.c.kind == kind.value, standup.c.state == ReviewState.ENDED.value]
    if on is not None:
        wanted.append(standup.c.held_on == on)
    if caseworker_id is not None:
        wanted.append(standup.c.caseworker_id == caseworker_id)
    return _newest(connection, *wanted)


def load_standup(connection: Connection, standup_id: str) -> Standup | None:
    """One by its id; None: its beginning was taken back."""
    return _newest(connection, standup.c.id == standup_id)


def last_change_of(connection: Connection) -> int:
    """The change log's highest id, as this transaction sees it."""
    return int(connection.execute(select(func.max(change.c.id))).scalar_one() or 0)


def _newest(connection: Connection, *wanted: ColumnElement[bool]) -> Standup | None:
    found = connection.execute(
        select(standup, caseworker.c.initials, standup_clock.c.at)
        .outerjoin(caseworker, caseworker.c.id == standup.c.caseworker_id)
        .outerjoin(standup_clock, standup_clock.c.standup_id == standup.c.id)
        .where(*wanted)
        .order_by(standup.c.started_at.desc(), standup.c.id)
        .limit(1)
    )
    row = found.mappings().one_or_none()
    if row is None:
        return None
    earlier = None
    if row["since_change"] is not None:
        earlier = connection.execute(
            select(func.max(standup.c.ended_at)).where(standup.c.ended_change == row["since_change"])
        ).scalar_one()
    return Standup(
        id=row["id"],
        version=row["version"],
        kind=ReviewKind.of(row["kind"]),
        caseworker=row["initials"] or "",
        held_on=row["held_on"],
        held_by=row["held_by"],
        state=ReviewState.of(row["state"]),
        started_at=row["started_at"],
        ended_at=row["ended_at"],
        away=tuple(row["away"].split()),
        planned_minutes=row["planned_minutes"],
        position=row["position"],
        seconds=row["seconds"],
        clock_since=row["clock_since"],
        last_sign=row["at"],
        since_change=row["since_change"],
        since_at=earlier,
        began_change=row["began_change"],
        ended_change=row["ended_change"],
        entries=tuple(_entries(connection, row["id"])),
    )


def _entries(connection: Connection, standup_id: str) -> Iterable[StandupEntry]:
    who = participant.c
    rows = connection.execute(
        select(standup_entry, who.code, who.alias, who.given_name, who.family_name, who.protected_address)
        .join(participant, who.id == standup_entry.c.participant_id)
        .where(standup_entry.c.standup_id == standup_id)
        .order_by(standup_entry.c.position, standup_entry.c.id)
    ).mappings()
    for place, row in enumerate(rows):  # without gaps, whoever was erased since
        yield StandupEntry(
            id=row["id"],
            person=_person(row),
            position=place,
            state=EntryState.of(row["state"]),
            reason=row["reason"],
            decision=row["decision"],
            seconds=row["seconds"],
            for_team=row["for_team"],
        )


def _person(row: Any) -> Person:
    name = f"{row['given_name']} {row['family_name']}".strip()
    return Person(row["participant_id"], row["code"], row["alias"], name, row["protected_address"])
