"""Writing what a manifest declares: one fact a participant, many records. One command is one transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import Connection, select

from exin_schema.tables import contact, partner_fact, partner_record
from exin_tui.language import text
from exin_tui.partners.manifest import FieldDecl, FieldType, Manifest, RecordDecl
from exin_tui.partners.values import Plain, accept, decoded, to_json
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door
from exin_tui.storage.errors import Missing


def set_fact(
    database: Database,
    manifest: Manifest,
    participant_id: str,
    fact_id: str,
    given: Plain | None,
    *,
    expected_version: int = 0,
    today: dt.date,
    now: dt.datetime,
    actor: str | None = None,
) -> Refusal | None:
    """Record one value, or take it away with None or an empty text. None when it is done.

    ``expected_version`` is the version that the user saw, 0 when there was none; raises `StaleVersion` when
    somebody changed it since. A string is what was typed (see `exin_tui.partners.values.accept`).
    """
    with database.write(command=f"{manifest.id}.fact", now=now, actor=actor) as door:
        return put_fact(
            door, manifest, participant_id, fact_id, given, expected_version=expected_version, today=today
        )


def set_facts(
    database: Database,
    manifest: Manifest,
    participant_id: str,
    given: Mapping[str, tuple[Plain | None, int]],
    *,
    today: dt.date,
    now: dt.datetime,
    actor: str | None = None,
) -> Refusal | None:
    """Several facts of one participant at once, each with the version that the user saw: all or none of them.

    The first that is refused is the answer. Raises as `set_fact` does.
    """
    with database.write(command=f"{manifest.id}.fact", now=now, actor=actor) as door:
        for fact_id, (value, _) in given.items():
            fact = manifest.fact(fact_id)
            if fact is None:
                return _unknown(manifest.key(fact_id))
            new = _said(value)
            if new is None:
                continue
            accepted = _accepted(door.connection, fact, new, today)
            if isinstance(accepted, Refusal):
                return accepted
        for fact_id, (value, version) in given.items():
            put_fact(door, manifest, participant_id, fact_id, value, expected_version=version, today=today)
    return None


def put_fact(
    door: Door,
    manifest: Manifest,
    participant_id: str,
    fact_id: str,
    given: Plain | None,
    *,
    expected_version: int = 0,
    today: dt.date,
) -> Refusal | None:
    """`set_fact` inside a command that does more."""
    fact = manifest.fact(fact_id)
    if fact is None:
        return _unknown(manifest.key(fact_id))
    row = door.connection.execute(
        select(partner_fact.c.id, partner_fact.c.version).where(
            partner_fact.c.participant_id == participant_id,
            partner_fact.c.partner == manifest.id,
            partner_fact.c.fact == fact_id,
        )
    ).one_or_none()
    if row is None and expected_version:
        raise Missing(text("This is no longer there: somebody deleted it. Reload."))
    new = _said(given)
    if new is None:
        if row:
            door.delete(partner_fact, row.id, expected_version)
        return None
    value = _accepted(door.connection, fact, new, today)
    if isinstance(value, Refusal):
        return value
    if row:
        door.update(partner_fact, row.id, expected_version, stamped(door, value))
    else:
        whose = {"participant_id": participant_id, "partner": manifest.id, "fact": fact_id}
        door.insert(partner_fact, whose | stamped(door, value))
    return None


def stamped(door: Door, value: Plain) -> dict[str, object]:
    """The columns of an accepted value: as it is stored, when and by whom."""
    return {"value": to_json(value), "changed_at": door.now, "changed_by": door.actor}


def stamped_record(door: Door, values: Mapping[str, object]) -> dict[str, object]:
    """The columns of a record's accepted values."""
    return {"values": to_json(values), "changed_at": door.now, "changed_by": door.actor}


def add_record(
    database: Database,
    manifest: Manifest,
    participant_id: str,
    record_id: str,
    given: Mapping[str, Plain | None],
    *,
    today: dt.date,
    now: dt.datetime,
    actor: str | None = None,
) -> Refusal | None:
    """Add a record. Fields that are left out are empty; an unknown field is refused. None when it is done."""
    with database.write(command=f"{manifest.id}.record.add", now=now, actor=actor) as door:
        values = _record_values(door.connection, manifest, record_id, given, today)
        if isinstance(values, Refusal):
            return values
        door.insert(
            partner_record,
            {
                "participant_id": participant_id,
                "partner": manifest.id,
                "record": record_id,
                **stamped_record(door, values),
            },
        )
        return None


def change_record(
    database: Database,
    manifest: Manifest,
    row_id: str,
    given: Mapping[str, Plain | None],
    *,
    expected_version: int,
    today: dt.date,
    now: dt.datetime,
    actor: str | None = None,
) -> Refusal | None:
    """Change fields of a record, the others stay. Raises `StaleVersion` and `Missing`."""
    with database.write(command=f"{manifest.id}.record.change", now=now, actor=actor) as door:
        door.update(partner_record, row_id, expected_version, {})
        row = door.connection.execute(
            select(partner_record.c.record, partner_record.c["values"]).where(
                partner_record.c.id == row_id, partner_record.c.partner == manifest.id
            )
        ).one_or_none()
        if row is None:
            return _unknown(row_id)
        values = _record_values(door.connection, manifest, row.record, given, today)
        if isinstance(values, Refusal):
            return values
        stored = decoded(row[1])
        kept = (
            {key: value for key, value in stored.items() if key not in given}
            if isinstance(stored, dict)
            else {}
        )
        door.update(partner_record, row_id, expected_version, stamped_record(door, kept | values))
        return None


def remove_record(
    database: Database,
    manifest: Manifest,
    row_id: str,
    *,
    expected_version: int,
    now: dt.datetime,
    actor: str | None = None,
) -> None:
    """Take a record away. Raises `StaleVersion` and `Missing`."""
    with database.write(command=f"{manifest.id}.record.remove", now=now, actor=actor) as door:
        door.delete(partner_record, row_id, expected_version)


def _record_values(
    connection: Connection,
    manifest: Manifest,
    record_id: str,
    given: Mapping[str, Plain | None],
    today: dt.date,
) -> dict[str, object] | Refusal:
    record = manifest.record(record_id)
    if record is None:
        return _unknown(manifest.key(record_id))
    fields = _fields(record)
    values: dict[str, object] = {}
    for name, one in given.items():
        if name not in fields:
            return _unknown(f"{manifest.key(record_id)}.{name}")
        new = _said(one)
        if new is None:
            continue
        value = _accepted(connection, fields[name], new, today)
        if isinstance(value, Refusal):
            return value
        values[name] = value
    return values


def _said(given: Plain | None) -> Plain | None:
    """What was given; None for nothing, and for a text of nothing but spaces."""
    return None if isinstance(given, str) and not given.strip() else given


def _fields(record: RecordDecl) -> dict[str, FieldDecl]:
    return {field.id: field for field in record.fields}


def _accepted(connection: Connection, field: FieldDecl, given: Plain, today: dt.date) -> Plain | Refusal:
    value = accept(field, given, today)
    if isinstance(value, Refusal) or field.type is not FieldType.CONTACT:
        return value
    known = connection.execute(select(contact.c.id).where(contact.c.id == value)).one_or_none()
    if known is None:
        return Refusal("partner_value", text("{field}: {what}", field=field.name.label, what=_NOBODY))
    return value


_NOBODY = text("There is no such contact.")


def _unknown(key: str) -> Refusal:
    return Refusal("partner_unknown", text("The partner has no {key}.", key=key))
