"""Whether a manifest that has the right shape means something: ids, references, labels, bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exin_schema.programme import Programme
from exin_tui.language import text
from exin_tui.partners.around import AROUND
from exin_tui.partners.export_columns import COLUMNS, allowed_columns, record_of
from exin_tui.partners.manifest import ExportDecl, FieldType, Manifest, RecordDecl, RowsOf
from exin_tui.partners.meaning_parts import (
    NAME_LENGTH,
    flaw_of_id,
    flaws_of_due,
    flaws_of_field,
    flaws_of_label,
    flaws_of_repeats,
    flaws_of_twins,
    unknown,
)
from exin_tui.partners.problems import Flaw, one_of
from exin_tui.partners.scope import FIELDS, UNITS
from exin_tui.partners.steps import STEPS, steps_of
from exin_tui.partners.toml_lines import Path

RESERVED = frozenset(
    {"capacity", "consent", "intake", "item", "release_checklist", "rule", "start_checklist"}
)
"""What the program's own rules begin with: a partner of that name would give one of them."""
TEXT_LENGTH = 600
TAB_LENGTH = 24
LARGEST_ORDER = 1_000_000

MODULE = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*", re.ASCII)
_PHASES = 'phases = ["pre_release"]'
_LISTS = ("roles", "meetings", "items", "steps", "tasks", "facts", "records", "exports", "rules")


def flaws_of_meaning(manifest: Manifest, programme: Programme | None) -> Iterator[Flaw]:
    """What is wrong with ``manifest``; what refers to the programme is left unchecked without one."""
    yield from _flaws_of_ids(manifest)
    yield from _flaws_of_words(manifest)
    yield from _flaws_of_scope(manifest)
    yield from _flaws_of_python(manifest)
    yield from _flaws_of_work(manifest)
    for index, fact in enumerate(manifest.facts):
        yield from flaws_of_field(fact, ("facts", index))
    for index, record in enumerate(manifest.records):
        yield from _flaws_of_record(record, ("records", index))
    for index, export in enumerate(manifest.exports):
        yield from _flaws_of_export(export, manifest, ("exports", index))
    yield from _flaws_of_rules(manifest)
    yield from flaws_against(manifest, programme)


def _flaws_of_ids(manifest: Manifest) -> Iterator[Flaw]:
    yield from flaw_of_id(manifest.id, ("id",))
    if manifest.id in RESERVED:
        taken = text("The id {id} belongs to the program itself.", id=f"“{manifest.id}”")
        yield Flaw(("id",), taken, text("Give the partner another id."))
    for name in _LISTS:
        declared = getattr(manifest, name)
        for index, entry in enumerate(declared):
            yield from flaw_of_id(entry.id, (name, index, "id"))
        yield from flaws_of_twins([entry.id for entry in declared], (name,))
    for index, fact in enumerate(manifest.facts):
        if fact.id in manifest.scope.fields:
            core = text("{id} is a field of the scope already.", id=f"“{fact.id}”")
            yield Flaw(("facts", index, "id"), core, text("Give the fact another id."))
    for index, step in enumerate(manifest.steps):
        if step.id in STEPS:
            usual = text("{id} is one of the steps that every partner has.", id=f"“{step.id}”")
            yield Flaw(("steps", index, "id"), usual, text("Leave it out, or give it another id."))
    facts = {fact.id for fact in manifest.facts}
    for index, record in enumerate(manifest.records):
        if record.id in facts:
            yield Flaw(("records", index, "id"), text("A fact and a record cannot have the same id."))


def _flaws_of_words(manifest: Manifest) -> Iterator[Flaw]:
    yield from flaws_of_label(manifest.name, ("name",))
    if manifest.tab is not None:
        yield from flaws_of_label(manifest.tab, ("tab",), TAB_LENGTH)
    yield from flaws_of_label(manifest.pane, ("pane",))
    yield from flaws_of_label(manifest.decides, ("decides",))
    for name in _LISTS:
        for index, entry in enumerate(getattr(manifest, name)):
            for attribute, length in (("name", NAME_LENGTH), ("text", TEXT_LENGTH), ("source", NAME_LENGTH)):
                label = getattr(entry, attribute, None)
                yield from flaws_of_label(label, (name, index, attribute), length)
    for index, agency in enumerate(manifest.agencies):
        for place, words in enumerate((agency.name, *agency.units)):
            path: Path = ("agencies", index, "units", place - 1) if place else ("agencies", index, "name")
            yield from flaws_of_label(words, path)


def _flaws_of_python(manifest: Manifest) -> Iterator[Flaw]:
    if manifest.python is None or MODULE.fullmatch(manifest.python.hooks):
        return
    yield Flaw(
        ("python", "hooks"),
        text("This should be the name of a module."),
        text("Write {line}", line=f'hooks = "exin_{manifest.id}.hooks"'),
    )


def _flaws_of_scope(manifest: Manifest) -> Iterator[Flaw]:
    if abs(manifest.order) > LARGEST_ORDER:
        yield Flaw(("order",), text("The number is too large."), text("Write {line}", line="order = 100"))
    for index, field in enumerate(manifest.scope.fields):
        if field not in FIELDS:
            yield unknown(field, FIELDS, ("scope", "fields", index))


def _flaws_of_work(manifest: Manifest) -> Iterator[Flaw]:
    for index, meeting in enumerate(manifest.meetings):
        if not 5 <= meeting.minutes <= 1440:
            yield Flaw(("meetings", index, "minutes"), text("A meeting lasts from 5 to 1440 minutes."))
    for index, item in enumerate(manifest.items):
        yield from flaws_of_due(item.due, ("items", index, "due"))
    steps = steps_of(manifest)
    for index, task in enumerate(manifest.tasks):
        if task.step not in steps:
            yield unknown(task.step, steps, ("tasks", index, "step"))
        yield from flaws_of_due(task.due, ("tasks", index, "due"))
        if not task.phases and not task.offered:
            yield Flaw(
                ("tasks", index),
                text("A task needs the phases in which it is opened."),
                text("Add {line}, or offered = true for a task that is picked by hand.", line=_PHASES),
            )


def _flaws_of_record(record: RecordDecl, path: Path) -> Iterator[Flaw]:
    if not record.fields:
        yield Flaw((*path, "fields"), text("A record needs at least one field."))
    for index, field in enumerate(record.fields):
        place = (*path, "fields", index)
        yield from flaw_of_id(field.id, (*place, "id"))
        yield from flaws_of_label(field.name, (*place, "name"))
        yield from flaws_of_field(field, place)
    yield from flaws_of_twins([field.id for field in record.fields], (*path, "fields"))


def _flaws_of_export(export: ExportDecl, manifest: Manifest, path: Path) -> Iterator[Flaw]:
    allowed = allowed_columns(export, manifest)
    yield from flaws_of_repeats(export.columns, (*path, "columns"))
    yield from flaws_of_repeats(export.formats, (*path, "formats"))
    for index, column in enumerate(export.columns):
        if column not in allowed:
            yield _flaw_of_column(column, allowed, (*path, "columns", index))
    for index, column in enumerate(export.sort):
        if column in allowed and column not in export.columns:
            left = text("{value} is not one of the columns.", value=f"“{column}”")
            yield Flaw((*path, "sort", index), left, text("Add it to columns."))
        elif column not in export.columns:
            yield unknown(column, export.columns, (*path, "sort", index))
    yield from _flaws_of_rows(export, manifest, path)
    yield from _flaws_of_per(export, manifest, (*path, "per"))
    if not manifest.scope.topics:
        yield Flaw(
            path,
            text("An export needs the topics that a consent must cover."),
            text("Add {line}", line='[scope] topics = ["housing"]'),
        )
    if not export.formats:
        yield Flaw(
            (*path, "formats"),
            text("An export needs at least one format."),
            text("Write {line}", line='formats = ["csv"]'),
        )


def _flaw_of_column(column: str, allowed: Iterable[str], path: Path) -> Flaw:
    """Not in the scope, of another kind of row, or nothing at all."""
    elsewhere = next((kind for kind, own in COLUMNS.items() if column in own), None)
    if column in AROUND:
        rows = text("Add {line}", line=f'rows = "{column}"')
        return Flaw(path, text("{value} is a list, not one value.", value=f"“{column}”"), rows)
    if column in FIELDS:
        outside = text("{value} is not in the scope.", value=f"“{column}”")
        return Flaw(path, outside, text("Add it to [scope] fields."))
    if elsewhere is not None:
        other = text("{value} belongs to rows of another kind.", value=f"“{column}”")
        return Flaw(path, other, text("Add {line}", line=f'rows = "{elsewhere.value}"'))
    return Flaw(path, text("{value} is not known.", value=f"“{column}”"), one_of(column, allowed))


def _flaws_of_per(export: ExportDecl, manifest: Manifest, path: Path) -> Iterator[Flaw]:
    """What says to which unit somebody goes is a word: of a fact, or of a field that is in the scope."""
    said = f"“{export.per}”"
    fact = manifest.fact(export.per)
    usable = [one.id for one in manifest.facts if one.type in {FieldType.TEXT, FieldType.CHOICE}]
    usable += [one for one in UNITS if one in manifest.scope.fields]
    if not export.per or export.per in usable:
        return
    if fact is not None:
        kind = text("{value} is of the type “{type}”.", value=said, type=fact.type.value)
        yield Flaw(path, kind, text("A unit is said by a fact of the type “text” or “choice”."))
    elif export.per in UNITS:
        outside = text("{value} is not in the scope.", value=said)
        yield Flaw(path, outside, text("Add it to [scope] fields."))
    elif export.per in FIELDS:
        yield Flaw(path, text("{value} does not say a unit.", value=said), one_of("", usable))
    else:
        yield unknown(export.per, usable or UNITS, path)


def _flaws_of_rows(export: ExportDecl, manifest: Manifest, path: Path) -> Iterator[Flaw]:
    if not export.columns and manifest.python is None:
        yield Flaw(
            path,
            text("An export needs columns, or Python that builds it."),
            text("Add {line}", line='columns = ["code"]'),
        )
    if export.rows.value in AROUND and export.rows.value not in manifest.scope.fields:
        outside = text("{value} is not in the scope.", value=f"“{export.rows.value}”")
        yield Flaw((*path, "rows"), outside, text("Add it to [scope] fields."))
    if export.rows is RowsOf.RECORDS and export.columns and not record_of(export, manifest):
        known = [f"{record.id}.{record.fields[0].id}" for record in manifest.records if record.fields]
        yield Flaw(
            (*path, "columns"),
            text("Rows of records need columns of one kind of record."),
            text("Write {line}", line=f'columns = ["code", "{next(iter(known), "appointment.on")}"]'),
        )


def _flaws_of_rules(manifest: Manifest) -> Iterator[Flaw]:
    ids = [rule.id for rule in manifest.rules]
    for index, rule in enumerate(manifest.rules):
        others = [own for own in ids if own != rule.id]
        if rule.superseded_by and rule.superseded_by not in others:
            yield unknown(rule.superseded_by, others, ("rules", index, "superseded_by"))


def flaws_against(manifest: Manifest, programme: Programme | None) -> Iterator[Flaw]:
    """The consent lines (the team's own too), roles and meeting kinds that it names are the programme's."""
    if programme is None:
        return
    lines = [line.key for line in programme.consents]
    roles = [role.key for role in programme.roles]
    kinds = [kind.key for kind in programme.meetings]
    for index, meeting in enumerate(manifest.meetings):
        if meeting.same_as and meeting.same_as not in kinds:
            yield unknown(meeting.same_as, kinds, ("meetings", index, "same_as"))
    for index, line in enumerate(manifest.consent):
        if line not in lines:
            yield unknown(line, lines, ("consent", index))
    for index, role in enumerate(manifest.roles):
        if role.line and role.line not in lines:
            yield unknown(role.line, lines, ("roles", index, "line"))
        if role.same_as and role.same_as not in roles:
            yield unknown(role.same_as, roles, ("roles", index, "same_as"))
