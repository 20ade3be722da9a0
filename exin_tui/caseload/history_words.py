"""The words of the change log: what a row is called, and what stood and stands in its columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table, select

from exin_schema.tables import agency, car, caseworker, checklist, contact, metadata
from exin_schema.vocabulary import (
    ActivityKind,
    ApplicationKind,
    ChecklistKind,
    IntakeTalkKind,
    Label,
    Phase,
    SituationMoment,
    Term,
)
from exin_tui.caseload.history_fields import COLUMNS, ENTITIES, Column, Means
from exin_tui.caseload.history_views import HistoryLine, Told
from exin_tui.caseload.recorded import JSON
from exin_tui.clock import OSLO
from exin_tui.dates import short_date
from exin_tui.history.reading import ERASED, Change
from exin_tui.language import Language, Sayable, join, text

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

_AT_ONCE = 500
_NAMES: tuple[tuple[Means, Table, str], ...] = (
    (Means.CASEWORKER, caseworker, "initials"),
    (Means.CONTACT, contact, "name"),
    (Means.AGENCY, agency, "name"),
    (Means.CAR, car, "name"),
)
Names = Mapping[tuple[Means, str], str]


class At:
    """``fr. 27. nov. 09:15`` in Oslo."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at.astimezone(OSLO)

    def say(self, language: Language, /) -> str:
        """Day and time."""
        return f"{short_date(self.at.date(), language)} {self.at.year} {self.at:%H:%M}"


def lines_of(
    connection: Connection, entries: Sequence[Change], labels: Labels
) -> dict[str, list[HistoryLine]]:
    """What each command's changes say, by unit, in the order in which they were made.

    The number of statements depends on how many tables were changed, never on how many rows.
    """
    stored = _rows(connection, entries)
    names = _names(connection, entries, stored, labels)
    found: dict[str, list[HistoryLine]] = {}
    for entry in entries:
        row = stored.get((entry.entity, entry.entity_id), {})
        about, sensitive = about_of(entry.entity, row, labels)
        lines = found.setdefault(entry.unit, [])
        if entry.entity == "setting":
            lines.append(_setting(entry))
        elif entry.entity in COLUMNS:
            lines += _said(entry, row, about, sensitive=sensitive, labels=labels, names=names)
    return found


def _setting(entry: Change) -> HistoryLine:
    """The team's: a saved filter, or one of the program's own."""
    kind, _, name = entry.entity_id.partition(".")
    about = text("Saved filter: {name}", name=name) if kind == "filter" else join((entry.entity_id,))
    verb = "insert" if entry.old is None else "delete" if entry.new is None else "update"
    return HistoryLine(about, False, verb)  # noqa: FBT003 - whether it betrays something


def _said(
    entry: Change, row: Mapping[str, Any], about: Sayable, *, sensitive: bool, labels: Labels, names: Names
) -> Iterator[HistoryLine]:
    if ERASED in (entry.old, entry.new):
        yield HistoryLine(about, sensitive, entry.verb, erased=True)
        return
    if entry.verb != "update":
        yield HistoryLine(about, sensitive, entry.verb)
    for column, (before, after) in _values(entry, row, labels):
        old, new = told(column, before, labels, names), told(column, after, labels, names)
        if entry.verb != "update" and (old or new) is None:
            continue
        yield HistoryLine(about, sensitive, entry.verb, column.label, column.quiet, old, new)


def told(column: Column, value: Any, labels: Labels, names: Names) -> Told | None:
    """What a stored value says; None for nothing."""
    means = column.means
    if value is None or value == "":
        return None
    if column.theirs:
        return Told(_theirs(column, value, labels, names), private=True, place=means is Means.PLACE)
    if isinstance(means, type):
        return Told(_terms(means, str(value)))
    if means in {Means.CASEWORKER, Means.CONTACT, Means.AGENCY, Means.CAR}:
        known = names.get((means, str(value)))
        words = join((known,)) if known else text("somebody who is not there any more")
        return Told(words, private=means in {Means.CONTACT, Means.AGENCY})
    if means in {Means.PRIVATE, Means.PLACE}:
        return Told(join((str(value),)), private=True, place=means is Means.PLACE)
    return Told(_plain(means, value, labels))


def _theirs(column: Column, value: Any, labels: Labels, names: Names) -> Sayable:
    """A partner's value by its manifest, which may have changed since: then as it is stored."""
    if str(value) in column.choices:
        return column.choices[str(value)]
    if column.means is Means.CONTACT:
        return join((names.get((Means.CONTACT, str(value)), str(value)),))
    try:
        words = (
            _plain(column.means, value, labels) if isinstance(column.means, Means) else join((str(value),))
        )
    except ValueError:
        words = join((str(value),))
    return join((words, column.unit), " ") if column.unit else words


def _plain(means: Means, value: Any, labels: Labels) -> Sayable:
    if means is Means.YES_NO:
        return text("yes") if value else text("no")
    if means is Means.DAY:
        return join((dt.date.fromisoformat(str(value)[:10]),))
    if means is Means.MOMENT:
        return At(dt.datetime.fromisoformat(str(value)))
    if means is Means.ROLE:
        return labels.contact_role(str(value))
    if means is Means.LINE:
        return labels.consent_line(str(value))
    if means is Means.MEETING:
        return labels.meeting_kind(str(value))
    return join((str(value),))


def _terms(kind: type[Term], value: str) -> Sayable:
    """One stored word, or several with spaces between."""
    known = {one.value: one for one in kind}
    return join(tuple(known.get(word, word) for word in value.split()))


def about_of(entity: str, row: Mapping[str, Any], labels: Labels) -> tuple[Sayable, bool]:
    """What a row is called, and whether that betrays something."""
    fallback: Sayable = ENTITIES.get(entity, Label(entity, entity))
    if entity == "checklist_item" and row:
        label = labels.item_label(row.get("list", ""), row["key"])
        return label.label, label.sensitive
    if entity == "task" and row:
        key = row.get("key")
        return labels.task_title(key, row.get("title") or ""), labels.task_sensitive(key)
    if entity == "meeting" and row:
        begins = dt.datetime.fromisoformat(str(row["starts_at"]))
        return join((labels.meeting_kind(row["kind"]), At(begins)), " "), False
    if entity == "participant_contact" and row:
        return labels.contact_role(row["role"]), labels.role_sensitive(row["role"])
    if entity == "consent" and row:
        line = row["line"]
        return text("Consent: {line}", line=labels.consent_line(line)), labels.line_sensitive(line)
    if entity == "intake_criterion" and row:
        criterion = labels.criteria.get(row["key"])
        return (criterion.name, criterion.sensitive) if criterion else (fallback, True)
    if entity in JSON and row:
        return labels.recorded.about(entity, row)
    return _kind_of(entity, row) or fallback, _kind_betrays(entity, row)


_KINDS: dict[str, tuple[str, type[Term]]] = {
    "checklist": ("kind", ChecklistKind),
    "application": ("kind", ApplicationKind),
    "activity": ("kind", ActivityKind),
    "intake_talk": ("kind", IntakeTalkKind),
    "situation": ("moment", SituationMoment),
    "phase_transition": ("to_phase", Phase),
}


def _kind_of(entity: str, row: Mapping[str, Any]) -> Sayable | None:
    if entity not in _KINDS or not row:
        return None
    column, kind = _KINDS[entity]
    return join((ENTITIES[entity], _terms(kind, str(row[column]))), ": ")


def _kind_betrays(entity: str, row: Mapping[str, Any]) -> bool:
    return entity == "application" and row.get("kind") == ApplicationKind.TREATMENT.value


def about_and_values(
    connection: Connection, entity: str, rows: Sequence[Mapping[str, Any]], labels: Labels
) -> Iterator[tuple[Sayable, list[tuple[Label, Told]]]]:
    """What each stored row of a table is called, and every value of it that is told."""
    ids: dict[Means, set[str]] = {means: set() for means, _, _ in _NAMES}
    for row in rows:
        for column, value in _columns(entity, row, labels):
            if isinstance(column.means, Means) and column.means in ids and value:
                ids[column.means].add(str(value))
    names = _looked_up(connection, ids)
    kinds = _lists(
        connection, {str(row["checklist_id"]) for row in rows} if entity == "checklist_item" else ()
    )
    for row in rows:
        known = {**row, "list": kinds.get(str(row.get("checklist_id")), "")}
        about, _ = about_of(entity, known, labels)
        values = [
            (column.label, said)
            for column, value in _columns(entity, row, labels)
            if (said := told(column, value, labels, names)) is not None
        ]
        yield about, values


def _columns(entity: str, row: Mapping[str, Any], labels: Labels) -> Iterator[tuple[Column, Any]]:
    """What of a stored row is told. That something of ours does not hold says nothing, and is left out."""
    if entity in JSON:
        for column, (value,) in labels.recorded.values(entity, row, row.get(JSON[entity])):
            yield column, value
        return
    for name, column in COLUMNS.get(entity, {}).items():
        if row.get(name) is not False:
            yield column, row.get(name)


# ── what the log has only ids of ──────────────────────────────────────────────────────────────────────


def _rows(connection: Connection, entries: Sequence[Change]) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows that were changed: as they are now, or as the log has them once they are gone."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    wanted: dict[str, set[str]] = {}
    for entry in entries:
        whole = entry.new if entry.verb == "insert" else entry.old if entry.verb == "delete" else None
        if isinstance(whole, dict):
            found[entry.entity, entry.entity_id] = whole
        if entry.entity in COLUMNS:
            wanted.setdefault(entry.entity, set()).add(entry.entity_id)
    for entity, ids in wanted.items():
        table = metadata.tables[entity]
        for some in _in_parts(sorted(ids)):
            for each in connection.execute(select(table).where(table.c.id.in_(some))).mappings():
                found[entity, each["id"]] = {str(name): value for name, value in each.items()}
    lists = {row["checklist_id"] for (entity, _), row in found.items() if entity == "checklist_item"}
    kinds = _lists(connection, lists)
    for (entity, _), row in found.items():
        if entity == "checklist_item":
            row["list"] = kinds.get(row["checklist_id"], "")
    return found


def _names(
    connection: Connection,
    entries: Sequence[Change],
    stored: Mapping[tuple[str, str], Mapping[str, Any]],
    labels: Labels,
) -> Names:
    """The initials and names behind the ids that the columns hold."""
    wanted: dict[Means, set[str]] = {means: set() for means, _, _ in _NAMES}
    for entry in entries:
        for column, values in _values(entry, stored.get((entry.entity, entry.entity_id), {}), labels):
            if isinstance(column.means, Means) and column.means in wanted:
                wanted[column.means] |= {str(value) for value in values if value}
    return _looked_up(connection, wanted)


def _looked_up(connection: Connection, wanted: Mapping[Means, set[str]]) -> Names:
    found: dict[tuple[Means, str], str] = {}
    for means, table, name in _NAMES:
        for some in _in_parts(sorted(wanted[means])):
            rows = connection.execute(select(table.c.id, table.c[name]).where(table.c.id.in_(some)))
            found |= {(means, row[0]): row[1] for row in rows}
    return found


def _lists(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The kinds of checklists by id."""
    kinds: dict[str, str] = {}
    for some in _in_parts(sorted(ids)):
        known = connection.execute(select(checklist.c.id, checklist.c.kind).where(checklist.c.id.in_(some)))
        kinds |= {each.id: each.kind for each in known}
    return kinds


def _values(
    entry: Change, row: Mapping[str, Any], labels: Labels
) -> Iterator[tuple[Column, tuple[Any, Any]]]:
    """Each column that is told with what stood and stands in it. ``row``: of which it is a change."""
    if entry.verb == "update":
        column = COLUMNS.get(entry.entity, {}).get(entry.field)
        if entry.field == JSON.get(entry.entity):
            for theirs, (old, new) in labels.recorded.values(entry.entity, row, entry.old, entry.new):
                if old != new:
                    yield theirs, (old, new)
        elif column is not None:
            yield column, (entry.old, entry.new)
        return
    whole = entry.new if entry.verb == "insert" else entry.old
    if isinstance(whole, dict):
        for column, value in _columns(entry.entity, whole, labels):
            yield column, (None, value) if entry.verb == "insert" else (value, None)


def _in_parts(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
