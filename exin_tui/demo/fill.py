"""Fills an empty database with the demo's team.

The same seed and the same day give the same content, identifiers included; only the keys that seal the change
log are random, as they must be.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import Table

from exin_schema.programme import Programme
from exin_schema.tables import (
    activity,
    agency,
    application,
    car,
    caseworker,
    contact,
    intake_criterion,
    intake_talk,
    meeting,
    meeting_attendee,
    participant_contact,
    situation,
    task,
    team,
)
from exin_tui.caseload.register import Rows, prepare, write_rows
from exin_tui.caseload.roster import Roster
from exin_tui.demo import appointments, work
from exin_tui.demo.agencies import Row, network
from exin_tui.demo.crowd import Colleague, colleagues, more_sketches
from exin_tui.demo.days import release_day
from exin_tui.demo.history import transitions
from exin_tui.demo.names import Names
from exin_tui.demo.persons import DISTRICT, registration
from exin_tui.demo.progress import Progressed, Setting, progressed
from exin_tui.demo.sketch import Sketch
from exin_tui.demo.team_of_36 import TEAM, first
from exin_tui.storage.database import Database

if TYPE_CHECKING:
    from exin_tui.partners.discovery import Partner

PREFIX = "SN"
DEFAULT_PARTICIPANTS = 36
DEFAULT_SEED = 7
_AT_ONCE = 200
"""Participants a transaction: one of thousands would hold all of them in memory."""


def fill(
    database: Database,
    *,
    participants: int = DEFAULT_PARTICIPANTS,
    seed: int = DEFAULT_SEED,
    today: dt.date,
    programme: Programme,
    now: dt.datetime,
    progress: Callable[[int], None] | None = None,
    partners: Sequence[Partner] = (),
) -> None:
    """Write the team of ``participants`` into ``database``, which must be empty.

    ``today`` is the local date that everything is placed around; ``now`` is aware, what the change log says.
    ``progress`` is called with the number of participants written, after each transaction. ``partners`` get
    invented facts, records and tasks; ``programme`` should be the one that they have joined.
    """
    Demo(database, participants, seed, today, programme, now).write(progress)
    rng = random.Random(f"{seed} {today.isoformat()} partners")  # noqa: S311 — a demo must be the same again
    if partners:
        from exin_tui.partners.demo import fill_partners

        fill_partners(database, partners, rng, today=today, now=now, programme=programme)


class Demo:
    """One filling: the generator, and what has been made so far."""

    def __init__(
        self,
        database: Database,
        participants: int,
        seed: int,
        today: dt.date,
        programme: Programme,
        now: dt.datetime,
    ) -> None:
        self._database, self._today, self._programme, self._now = database, today, programme, now
        self._count = participants
        self._rng = random.Random(f"{seed} {today.isoformat()}")  # noqa: S311 — a demo must be the same again
        self._names = Names(self._rng)
        self._staff = colleagues(participants, self._names)
        self._caseworkers = {each.initials: self._make_id() for each in self._staff}
        self._network = network(self._rng, self._names, self._make_id)
        self._roster = Roster(PREFIX, self._caseworkers, set(), set(), rng=self._rng, make_id=self._make_id)

    def write(self, progress: Callable[[int], None] | None) -> None:
        """Team and network first, then the participants in chunks."""
        self._write_team()
        done = 0
        sketches = iter(self._sketches())
        while chunk := list(islice(sketches, _AT_ONCE)):
            self._write_chunk(chunk)
            done += len(chunk)
            if progress is not None:
                progress(done)

    def _make_id(self) -> str:
        return f"{self._rng.getrandbits(128):032x}"

    def _sketches(self) -> Iterable[Sketch]:
        yield from first(min(self._count, len(TEAM)))
        if self._count > len(TEAM):
            yield from more_sketches(self._count - len(TEAM), len(TEAM) + 1, self._staff[4:], self._rng)

    def _write_team(self) -> None:
        with self._database.write(command="demo.team", now=self._now) as door:
            door.insert(team, {"id": self._make_id(), "name": DISTRICT, "code_prefix": PREFIX})
            door.insert_many(caseworker, [self._colleague(each) for each in self._staff])
            door.insert(car, {"id": self._make_id(), "name": "Bilen"})
            door.insert_many(agency, self._network.agencies)
            door.insert_many(contact, self._network.contacts)
            diary = self._diary({})
            door.insert_many(meeting, appointments.of_the_team(diary))

    def _colleague(self, colleague: Colleague) -> Row:
        return {
            "id": self._caseworkers[colleague.initials],
            "initials": colleague.initials,
            "name": colleague.name,
            "role": colleague.role,
            "overload_reason": colleague.overload_reason if self._count >= DEFAULT_PARTICIPANTS else "",
            "overload_by": colleague.overload_by if self._count >= DEFAULT_PARTICIPANTS else "",
        }

    def _diary(self, people: dict[int, Row]) -> appointments.Diary:
        return appointments.Diary(self._today, self._now, self._programme, self._make_id, people)

    def _write_chunk(self, chunk: Sequence[Sketch]) -> None:
        setting = Setting(
            self._today,
            self._programme,
            self._network,
            self._rng,
            self._names,
            self._make_id,
            self._caseworkers,
            self._today + dt.timedelta(days=self._programme.offsets.due_soon),
        )
        people: list[tuple[Sketch, Rows, Progressed]] = []
        for sketch in chunk:
            rows = prepare(
                registration(sketch, self._today, self._rng, self._names),
                self._roster, today=self._today, now=self._now, actor=sketch.caseworker,
                programme=self._programme,
            )  # fmt: skip
            state = progressed(rows, sketch, setting)
            moves = transitions(sketch, rows, self._today, self._now, self._make_id)
            people.append((sketch, replace(rows, items=state.items, transitions=moves), state))
        with self._database.write(command="demo.participants", now=self._now) as door:
            door.insert_many(contact, [row for _, _, state in people for row in state.relatives])
            write_rows(door, [rows for _, rows, _ in people])
            door.insert_many(participant_contact, [row for _, _, state in people for row in state.contacts])
            for table, more in self._work(people):
                door.insert_many(table, more)

    def _work(self, people: Sequence[tuple[Sketch, Rows, Progressed]]) -> Iterable[tuple[Table, list[Row]]]:
        desk = work.Desk(self._today, self._programme, self._network, self._rng, self._make_id)
        most = 8 if self._count <= 200 else 2
        persons = [(sketch, rows.participant) for sketch, rows, _ in people]
        yield task, [row for sketch, person in persons for row in work.tasks(desk, sketch, person)]
        yield (
            application,
            [row for sketch, person in persons for row in work.applications(desk, sketch, person)],
        )
        yield (
            activity,
            [row for sketch, person in persons for row in work.activities(desk, sketch, person, most=most)],
        )
        yield (
            intake_talk,
            [row for sketch, person in persons for row in work.intake_talks(desk, sketch, person)],
        )
        yield (
            intake_criterion,
            [row for sketch, person in persons for row in work.criteria(desk, sketch, person)],
        )
        yield (
            situation,
            [
                row
                for sketch, rows, _ in people
                for row in work.situations(desk, sketch, rows.participant, rows.episodes[0]["id"])
            ],
        )
        agreed = self._meetings(people)
        yield meeting, agreed
        asked = [row for _, _, state in people for row in state.contacts]
        yield meeting_attendee, appointments.guests(agreed, asked)

    def _meetings(self, people: Sequence[tuple[Sketch, Rows, Progressed]]) -> list[Row]:
        diary = self._diary({sketch.number: rows.participant for sketch, rows, _ in people})
        released = {
            sketch.number: release_day(sketch.release, self._today)
            for sketch, _, _ in people
            if sketch.release is not None
        }
        rows = [*appointments.week(diary, released), *appointments.later(diary)]
        for sketch, _, _ in people:
            rows += appointments.around_release(diary, sketch, released.get(sketch.number))
        return rows
