"""Records of many participants at once, as a list brings them: `facts.add_record` in few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from exin_schema.tables import partner_record
from exin_tui.partners.facts import stamped_record
from exin_tui.partners.manifest import FieldType, Manifest, RecordDecl
from exin_tui.partners.many_facts import refused, there_are
from exin_tui.partners.values import Plain, decoded, typed
from exin_tui.storage.door import Door

Values = Mapping[str, Plain | None]


class Stored(NamedTuple):
    """A record, by field; a field that is empty is not there."""

    id: str
    version: int
    values: dict[str, Plain]


class ManyRecords:
    """The records of some partners. A batch is a few hundred of them."""

    def __init__(self, manifests: Iterable[Manifest], today: dt.date) -> None:
        self._records = {(one.id, record.id): record for one in manifests for record in one.records}
        self._today = today

    def stored(
        self, connection: Connection, partner: str, record: str, ids: Collection[str]
    ) -> dict[str, list[Stored]]:
        """The records of the participants ``ids``, oldest first: one statement."""
        column = partner_record.c
        wanted = select(column.id, column.version, column.participant_id, column["values"]).where(
            column.participant_id.in_(ids), column.partner == partner, column.record == record
        )
        found: dict[str, list[Stored]] = {}
        declared = self._records[partner, record]
        for row in connection.execute(wanted.order_by(column.changed_at, column.id)) if ids else ():
            values = _typed(declared, decoded(row[3]))
            found.setdefault(row.participant_id, []).append(Stored(row.id, row.version, values))
        return found

    def add(self, door: Door, partner: str, record: str, rows: Sequence[tuple[str, Values]]) -> list[str]:
        """Record new ones, each with its participant; their ids. Raises ValueError as `ManyFacts.write`."""
        self._check(door.connection, partner, record, [values for _, values in rows])
        whose = {"partner": partner, "record": record}
        new: list[dict[str, object]] = [
            {"participant_id": who, **whose, **stamped_record(door, _kept({}, values))}
            for who, values in rows
        ]
        return door.insert_many(partner_record, new)

    def change(self, door: Door, partner: str, record: str, rows: Sequence[tuple[str, int, Values]]) -> None:
        """Change fields of records, each by id and version; the others stay. None empties a field."""
        self._check(door.connection, partner, record, [values for _, _, values in rows])
        column = partner_record.c
        ids = [identity for identity, _, _ in rows]
        wanted = select(column.id, column["values"]).where(column.id.in_(ids))
        stored = {row.id: decoded(row[1]) for row in door.connection.execute(wanted)} if ids else {}
        door.update_many(
            partner_record,
            [
                (identity, version, stamped_record(door, _kept(stored.get(identity), values)))
                for identity, version, values in rows
            ],
        )

    def _check(self, connection: Connection, partner: str, record: str, rows: Sequence[Values]) -> None:
        fields = {field.id: field for field in self._records[partner, record].fields}
        named: set[str] = set()
        for values in rows:
            for name, value in values.items():
                field = fields.get(name)
                if field is None or (value is not None and refused(field, value, self._today)):
                    raise ValueError(f"{partner}.{record}.{name} does not take what is to be recorded")
                if field.type is FieldType.CONTACT and value is not None:
                    named.add(str(value))
        there_are(connection, named)


def _typed(record: RecordDecl, stored: object) -> dict[str, Plain]:
    known = stored if isinstance(stored, dict) else {}
    values = {field.id: typed(field, known.get(field.id)) for field in record.fields}
    return {name: value for name, value in values.items() if value is not None}


def _kept(stored: object, values: Values) -> dict[str, object]:
    """The fields afterwards."""
    before: dict[str, object] = dict(stored) if isinstance(stored, dict) else {}
    return {name: value for name, value in (before | dict(values)).items() if value is not None}
