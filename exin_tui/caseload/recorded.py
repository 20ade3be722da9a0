"""The words of what partners keep: what a fact, a record and each of its fields are called, how they read.

Plain values, made by whoever knows the partners' manifests. Without them everything goes by the keys under
which it is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from exin_schema.vocabulary import Label
from exin_tui.language import Sayable, join

if TYPE_CHECKING:
    from exin_tui.caseload.history_fields import Column

FACT, RECORD = "partner_fact", "partner_record"
JSON = {FACT: "value", RECORD: "values"}
"""The column of each that holds what was recorded."""


@dataclass(frozen=True, slots=True)
class RecordWords:
    """What a kind of record is called, and its fields by id, in the order in which they are shown."""

    name: Label
    fields: Mapping[str, Column]
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """The words of what partners keep."""

    partners: Mapping[str, Label] = field(default_factory=dict)
    facts: Mapping[str, Column] = field(default_factory=dict)
    """By key: ``probation.duty_until``."""
    steps: Mapping[str, Label] = field(default_factory=dict)
    """What the steps of the cooperation are called, by key: ``probation.start``."""
    records: Mapping[str, RecordWords] = field(default_factory=dict)
    """By key: ``probation.appointment``."""

    def about(self, entity: str, row: Mapping[str, Any]) -> tuple[Sayable, bool]:
        """What a stored fact or record is called, and whether that betrays something."""
        partner, key = str(row.get("partner", "")), _key(entity, row)
        whose = self.partners.get(partner, Label(partner.upper(), partner.upper()))
        if entity == RECORD:
            kind = self.records.get(key)
            name, sensitive = (kind.name, kind.sensitive) if kind else (None, False)
        else:
            column = self.facts.get(key)
            name, sensitive = (column.label, column.quiet) if column else (None, False)
        return join((whose, name or str(row.get("record") or row.get("fact") or "")), ": "), sensitive

    def values(
        self, entity: str, row: Mapping[str, Any], *stored: object
    ) -> Iterator[tuple[Column, tuple[object, ...]]]:
        """What the JSON of a row holds, value by value; given as it was and as it is: each of both."""
        from exin_tui.caseload.history_fields import COLUMNS, Column

        held = [_decoded(one) for one in stored]
        if entity == FACT:
            yield self.facts.get(_key(entity, row), COLUMNS[FACT][JSON[FACT]]), tuple(held)
            return
        kind = self.records.get(_key(entity, row))
        columns = dict(kind.fields) if kind else {}
        given = [one if isinstance(one, dict) else {} for one in held]
        for name in (name for one in given for name in one):
            columns.setdefault(name, Column(Label(name, name)))
        for name, column in columns.items():
            yield column, tuple(one.get(name) for one in given)


def _key(entity: str, row: Mapping[str, Any]) -> str:
    return f"{row.get('partner', '')}.{row.get('record' if entity == RECORD else 'fact', '')}"


def _decoded(stored: object) -> Any:
    """The stored JSON; as it stands when it is none, as in a database that was edited by other means."""
    try:
        return msgspec.json.decode(str(stored)) if stored is not None else None
    except msgspec.DecodeError:
        return str(stored)
