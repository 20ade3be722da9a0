"""Invented facts, records and tasks of partners for the demo's team, from what the manifests declare."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from exin_schema.programme import Programme
from exin_schema.tables import partner_fact, partner_record, task
from exin_schema.vocabulary import Phase, TaskState
from exin_tui.caseload import statements as sql
from exin_tui.caseload.fetch import fetch
from exin_tui.caseload.records import ParticipantRecord
from exin_tui.clock import OSLO
from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.contexts import inside
from exin_tui.partners.discovery import Partner, active
from exin_tui.partners.invented import Invented
from exin_tui.partners.manifest import FieldDecl, FieldType, Manifest, RecordDecl
from exin_tui.partners.tasks import Row, task_rows
from exin_tui.partners.values import Plain, accept, to_json
from exin_tui.programme.holidays import next_workday
from exin_tui.programme.release import best_release
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database

_AT_ONCE = 200
_MANY = 200
"""In a team above this size everybody has less for partners: thousands are made in reasonable time."""
_FACTS, _RECORDS, _OPEN = 0.7, 0.4, 0.25
"""How likely a fact, a record of a kind, and that a task is still open."""


def fill_partners(
    database: Database,
    partners: Iterable[Partner],
    rng: random.Random,
    *,
    today: dt.date,
    now: dt.datetime,
    programme: Programme,
) -> None:
    """Give everybody active plausible facts, records and tasks for the active ``partners``.

    Data-driven: it works for any manifest. Most tasks are done, since a team works; what is open is due
    later than the dashboard's "soon", so that the dashboard tells the demo's own story. The same ``rng``
    gives the same content.
    """
    partners = tuple(partners)
    manifests = [manifest for _, manifest in active(partners)]
    with database.read() as connection:
        people = fetch(connection, sql.PARTICIPANTS, {"today": today}, ParticipantRecord)
    people.sort(key=lambda record: record.code)
    told = _told(database, partners, rng, today, programme)
    filling = _Filling(manifests, rng, today, now, programme, told, few=len(people) > _MANY)
    remaining = iter(people)
    while chunk := list(islice(remaining, _AT_ONCE)):
        with database.write(command="demo.partners", now=now) as door:
            door.insert_many(task, [row for record in chunk for row in filling.tasks(record)])
            door.insert_many(partner_fact, [row for record in chunk for row in filling.facts(record)])
            door.insert_many(partner_record, [row for record in chunk for row in filling.records(record)])


class _Told:
    """What partners' own ``exin_demo`` invents, by (partner, participant).

    A fact or a kind of record that it tells of anybody is not made up for the others: leaving them out says
    something too.
    """

    def __init__(self) -> None:
        self.facts: dict[tuple[str, str], dict[str, object]] = {}
        self.records: dict[tuple[str, str], list[tuple[str, dict[str, object]]]] = {}
        self.ids: set[str] = set()

    def add(self, manifest: Manifest, one: Invented, today: dt.date) -> None:
        """A fact or a record; what the manifest does not take is left out."""
        fact = manifest.fact(one.id)
        record = manifest.record(one.id)
        if fact is not None and not isinstance(one.value, Mapping):
            values = _accepted((fact,), {fact.id: one.value}, today)
            self.facts.setdefault((manifest.id, one.ref), {}).update(values)
        elif record is not None and isinstance(one.value, Mapping):
            values = _accepted(record.fields, one.value, today)
            self.records.setdefault((manifest.id, one.ref), []).append((record.id, values))
        self.ids.add(manifest.key(one.id))


def _accepted(fields: Iterable[FieldDecl], given: Mapping[str, Plain], today: dt.date) -> dict[str, object]:
    values = {field.id: accept(field, given[field.id], today) for field in fields if field.id in given}
    return {own: value for own, value in values.items() if not isinstance(value, Refusal)}


def _told(
    database: Database, partners: Sequence[Partner], rng: random.Random, today: dt.date, programme: Programme
) -> _Told:
    """What must agree with the caseload, as the manifest's examples cannot; failures are left out."""
    manager = PartnerManager(partners)
    asked = manager.implements("exin_demo")
    found = _Told()
    for partner, manifest in active(partners):
        if partner not in asked:
            continue
        with database.read() as connection:
            context = inside(connection, manifest, today=today, programme=programme)
        people = context.participants
        for answered in manager.call(
            "exin_demo", Invented, only=partner.id, participants=people, rng=rng, today=today
        ):
            for one in answered.values:
                found.add(manifest, one, today)
    return found


class _Filling:
    def __init__(
        self,
        manifests: Sequence[Manifest],
        rng: random.Random,
        today: dt.date,
        now: dt.datetime,
        programme: Programme,
        told: _Told,
        *,
        few: bool,
    ) -> None:
        self.told = told
        self.manifests, self.rng, self.today, self.now, self.programme = manifests, rng, today, now, programme
        self.few = few

    def make_id(self) -> str:
        return uuid.UUID(int=self.rng.getrandbits(128), version=4).hex

    def tasks(self, record: ParticipantRecord) -> Iterator[Row]:
        """What the phase opens: most of it done, and what is open due later than "soon"."""
        soon = self.today + dt.timedelta(days=self.programme.offsets.due_soon)
        for row in task_rows(record, self.manifests, self.today, self.programme, self.make_id):
            due_on = row["due_on"]
            stays_open = self.rng.random() < _OPEN
            if isinstance(due_on, dt.date):
                stays_open = due_on > soon
            elif stays_open and self.rng.random() < 0.8:
                day = next_workday(soon + dt.timedelta(days=self.rng.randint(1, 30)))
                row |= {"due_on": day, "due_override": True}
            yield row if stays_open else row | {"state": TaskState.DONE.value}

    def facts(self, record: ParticipantRecord) -> Iterator[Row]:
        """Some of the facts, from the phase on in which the team can know them."""
        if record.phase is Phase.INTAKE:
            return
        for manifest in self.manifests:
            told = self.told.facts.get((manifest.id, record.id), {})
            for fact_id, given in told.items():
                yield self._row(record, manifest, "fact", fact_id, "value", given)
            for fact in manifest.facts:
                if manifest.key(fact.id) in self.told.ids:
                    continue
                value = self.value(fact, record)
                if value is not None and self.rng.random() < (_FACTS / 4 if self.few else _FACTS):
                    yield self._row(record, manifest, "fact", fact.id, "value", value)

    def records(self, record: ParticipantRecord) -> Iterator[Row]:
        """What the partner tells; of its other kinds one record, now and then."""
        if record.phase is Phase.INTAKE or self.few:
            return
        for manifest in self.manifests:
            for kind, given in self.told.records.get((manifest.id, record.id), ()):
                yield self._row(record, manifest, "record", kind, "values", given)
            for declared in manifest.records:
                if manifest.key(declared.id) not in self.told.ids and self.rng.random() < _RECORDS:
                    values = self._record(declared, record)
                    yield self._row(record, manifest, "record", declared.id, "values", values)

    def _row(
        self, record: ParticipantRecord, manifest: Manifest, kind: str, own: str, column: str, value: object
    ) -> Row:
        return {
            "id": self.make_id(),
            "participant_id": record.id,
            "partner": manifest.id,
            kind: own,
            column: to_json(value),
            "changed_at": self.now,
        }

    def _record(self, declared: RecordDecl, record: ParticipantRecord) -> dict[str, object]:
        """What can be invented of the record's fields; a second moment comes after the first."""
        values: dict[str, object] = {}
        moment: dt.datetime | None = None
        for field in declared.fields:
            if field.type is FieldType.DATETIME:
                moment = self._moment(record) if moment is None else moment + dt.timedelta(hours=11)
                values[field.id] = moment
            else:
                value = self.value(field, record)
                if value is not None:
                    values[field.id] = value
        return values

    def value(self, field: FieldDecl, record: ParticipantRecord) -> object:
        """A plausible value; None for what cannot be invented."""
        match field.type:
            case FieldType.CHOICE:
                return self.rng.choice(field.choices).id
            case FieldType.BOOL:
                return self.rng.random() < (0.15 if field.sensitive else 0.6)
            case FieldType.DATETIME:
                return self._moment(record)
            case FieldType.CONTACT:
                return None
            case _:
                return self._example(field)

    def _moment(self, record: ParticipantRecord) -> dt.datetime:
        """A morning around today; for somebody who is out, before the release."""
        release = best_release(record.episode, self.today, self.programme)
        around, spread = self.today, 30
        if release.on is not None and release.on <= self.today:
            around, spread = release.on - dt.timedelta(days=40), 20
        day = next_workday(around + dt.timedelta(days=self.rng.randint(-spread, spread)))
        return dt.datetime.combine(day, dt.time(self.rng.randint(9, 11)), OSLO)

    def _example(self, field: FieldDecl) -> str | int | dt.date | None:
        """One of the manifest's examples; what has none could contradict the caseload."""
        if not field.examples:
            return None
        example = self.rng.choice(field.examples)
        if field.type is FieldType.DATE and isinstance(example, int):
            return self.today + dt.timedelta(days=example)
        return example
