"""What is stored for partners that are no longer there, and what a partner no longer has: kept, and shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Select, func, literal_column, select, union, union_all

from exin_schema.tables import partner_fact, partner_record, task
from exin_tui.partners.manifest import FieldType, Manifest
from exin_tui.partners.tab_statements import FactRecord, RecordRecord
from exin_tui.partners.values import Value, decoded


@dataclass(frozen=True, slots=True)
class Leftover:
    """How much is stored for a partner that is not among the active ones."""

    partner: str
    facts: int
    records: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Remnant:
    """One stored value of such a partner on one participant: as stored, since no manifest says what it is."""

    key: str
    """``probation.duty_until``, or ``probation.appointment.on`` for a field of a record."""
    value: Value
    """A free text, sensitive and perhaps a place: nobody can say what it betrays."""


def load_leftovers(connection: Connection, known: Collection[str]) -> tuple[Leftover, ...]:
    """What is stored for partners other than the ``known`` (ids of the active ones), by partner."""
    parts = (
        (partner_fact.c.partner, "facts"),
        (partner_record.c.partner, "records"),
        (task.c.partner, "tasks"),
    )
    rows = connection.execute(union_all(*(_counted(column, kind, known) for column, kind in parts)))
    found: dict[str, dict[str, int]] = {}
    for partner, kind, count in rows:
        found.setdefault(partner, {})[kind] = count
    return tuple(
        Leftover(partner, counts.get("facts", 0), counts.get("records", 0), counts.get("tasks", 0))
        for partner, counts in sorted(found.items())
    )


def load_remnants(connection: Connection, partner: str, participant_id: str) -> tuple[Remnant, ...]:
    """All that is stored for ``partner`` on one participant, by key."""
    found: list[Remnant] = []
    facts = select(partner_fact.c.fact, partner_fact.c.value).where(
        partner_fact.c.partner == partner, partner_fact.c.participant_id == participant_id
    )
    for fact, value in connection.execute(facts):
        found.append(_remnant(f"{partner}.{fact}", decoded(value)))
    records = select(partner_record.c.record, partner_record.c["values"]).where(
        partner_record.c.partner == partner, partner_record.c.participant_id == participant_id
    )
    for record, values in connection.execute(records):
        stored = decoded(values)
        for field, value in stored.items() if isinstance(stored, dict) else ():
            found.append(_remnant(f"{partner}.{record}.{field}", value))
    return tuple(sorted(found, key=lambda one: one.key))


def load_all_remnants(
    connection: Connection, participant_id: str, known: Collection[str]
) -> dict[str, tuple[Remnant, ...]]:
    """All that is stored on one participant for partners other than the ``known``, by partner."""
    partners = union(
        *(
            select(table.c.partner).where(
                table.c.participant_id == participant_id, table.c.partner.not_in(list(known))
            )
            for table in (partner_fact, partner_record)
        )
    )
    return {
        partner: load_remnants(connection, partner, participant_id)
        for partner in sorted(connection.execute(partners).scalars())
    }


def dropped(
    manifest: Manifest, facts: Iterable[FactRecord], records: Iterable[RecordRecord]
) -> tuple[Remnant, ...]:
    """What is stored on one participant and the partner's manifest does not name any more, by key."""
    found = [
        _remnant(manifest.key(one.fact), decoded(one.value))
        for one in facts
        if manifest.fact(one.fact) is None
    ]
    for one in records:
        declared, stored = manifest.record(one.record), decoded(one.values)
        known = {field.id for field in declared.fields} if declared is not None else set()
        for field, value in stored.items() if isinstance(stored, dict) else ():
            if field not in known:
                found.append(_remnant(manifest.key(f"{one.record}.{field}"), value))
    return tuple(sorted(found, key=lambda one: one.key))


def _counted(column: Column[Any], kind: str, known: Collection[str]) -> Select[Any]:
    return (
        select(column, literal_column(f"'{kind}'"), func.count())
        .where(column.is_not(None), column.not_in(list(known)))
        .group_by(column)
    )


def _remnant(key: str, value: object) -> Remnant:
    return Remnant(key, Value(type=FieldType.TEXT, value=str(value), sensitive=True, place=True))
