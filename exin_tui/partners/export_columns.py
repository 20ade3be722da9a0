"""The columns of an export: of the participant, and of what the export has a row of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from exin_schema.vocabulary import Label, Language
from exin_tui.language import Sayable, text
from exin_tui.partners.around import AROUND
from exin_tui.partners.manifest import ExportDecl, FactDecl, FieldDecl, FieldType, Manifest, RowsOf
from exin_tui.partners.participant import Participant
from exin_tui.partners.scope import FIELDS
from exin_tui.partners.sheets import worded

COLUMNS: dict[RowsOf, dict[str, Label]] = {
    RowsOf.PARTICIPANTS: {},
    RowsOf.CONTACTS: {
        "contact.role": Label("rolle", "role"),
        "contact.name": Label("kontakt", "contact"),
        "contact.agency": Label("etat", "agency"),
        "contact.phone": Label("telefon til kontakten", "contact's phone"),
        "contact.email": Label("e-post til kontakten", "contact's e-mail"),
    },
    RowsOf.MEETINGS: {
        "meeting.kind": Label("avtale", "appointment"),
        "meeting.starts": Label("fra", "from"),
        "meeting.ends": Label("til", "to"),
        "meeting.place": Label("sted", "place"),
    },
    RowsOf.TASKS: {
        "task.step": Label("steg", "step"),
        "task.title": Label("oppgave", "task"),
        "task.holder": Label("hos", "held by"),
        "task.due": Label("frist", "due"),
    },
    RowsOf.RELEASE_LIST: {
        "item.title": Label("punkt", "item"),
        "item.state": Label("status", "state"),
        "item.due": Label("frist for punktet", "item due"),
    },
    RowsOf.RECORDS: {},
}
"""What each kind of row has of its own, by the name that a manifest uses."""


def allowed_columns(export: ExportDecl, manifest: Manifest) -> dict[str, Sayable]:
    """Every column that the export may have, with what stands over it."""
    found: dict[str, Sayable] = {
        name: FIELDS[name] for name in manifest.scope.fields if name in FIELDS and name not in AROUND
    }
    found |= {fact.id: _head(fact) for fact in manifest.facts}
    found |= COLUMNS[export.rows]
    if export.rows is RowsOf.RECORDS:
        for record in manifest.records:
            found |= {f"{record.id}.{field.id}": field.name.label for field in record.fields}
    return found


def _head(fact: FactDecl) -> Label:
    """A number is no use without its unit: ``Læretid (år igjen)``."""
    name, unit = fact.name.label, fact.unit.label if fact.unit else None
    return Label(f"{name.nb} ({unit.nb})", f"{name.en} ({unit.en})") if unit else name


def record_of(export: ExportDecl, manifest: Manifest) -> str:
    """The kind of record that the columns name; empty when they name none, or several."""
    ids = {record.id for record in manifest.records}
    named = {column.partition(".")[0] for column in export.columns if "." in column}
    return next(iter(named)) if export.rows is RowsOf.RECORDS and len(named) == 1 and named <= ids else ""


def rows_of(participant: Participant, export: ExportDecl, manifest: Manifest) -> Iterator[tuple[object, ...]]:
    """The participant's rows, a cell for each column."""
    facts = {fact.id: fact for fact in manifest.facts}
    for own in _own(participant, export, manifest):
        yield tuple(_cell(participant, column, facts, own) for column in export.columns)


def _own(participant: Participant, export: ExportDecl, manifest: Manifest) -> Iterator[Mapping[str, object]]:
    """What each row has besides the participant."""
    if export.rows is RowsOf.PARTICIPANTS:
        yield {}
    elif export.rows is RowsOf.RECORDS:
        kind = record_of(export, manifest)
        declared = next(one for one in manifest.records if one.id == kind)
        for row in participant.records.get(kind, ()):
            yield {f"{kind}.{one.id}": said(one, row.get(one.id)) for one in declared.fields}
    else:
        prefix = next(iter(COLUMNS[export.rows])).partition(".")[0]
        rows: tuple[Any, ...] = participant.field(export.rows.value)  # type: ignore[assignment]
        for one in rows:
            yield {name: getattr(one, name.removeprefix(f"{prefix}."), None) for name in COLUMNS[export.rows]}


def _cell(
    participant: Participant, column: str, facts: Mapping[str, FactDecl], own: Mapping[str, object]
) -> object:
    if column in own:
        return own[column]
    fact = facts.get(column)
    return participant.field(column) if fact is None else said(fact, participant.facts.get(column))


def said(field: FieldDecl, value: object) -> object:
    """A value as it goes out: a choice by its words."""
    if field.type is FieldType.CHOICE:
        return next((choice.name.label for choice in field.choices if choice.id == value), value)
    return value


def words_of(manifest: Manifest, language: Language) -> Callable[[str, object], str]:
    """Says a value of a fact, of a record's field or of a field of the scope, as it stands in files."""
    declared: dict[str, FieldDecl] = {fact.id: fact for fact in manifest.facts}
    for record in manifest.records:
        declared |= {f"{record.id}.{field.id}": field for field in record.fields}

    known = {*FIELDS, *(column for columns in COLUMNS.values() for column in columns)}

    def words(name: str, value: object) -> str:
        field = declared.get(name)
        if field is None and name not in known:
            from exin_tui.partners.outcome import Unfit

            raise Unfit(
                text("It asks for the words of what is not in the manifest, which has: {names}.",
                     names=", ".join(declared) or "–")
            )  # fmt: skip
        return worded(value if field is None else said(field, value), language)

    return words
