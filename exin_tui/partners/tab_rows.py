"""From what was read for a partner to the rows of its tab."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import chain

from exin_schema.programme import Programme
from exin_schema.vocabulary import ConsentStatus, ReleaseStanding, TaskHolder
from exin_tui.caseload.labels import Labels
from exin_tui.language import Label, Sayable
from exin_tui.partners.manifest import FactDecl, FieldDecl, Manifest, RecordDecl
from exin_tui.partners.steps import steps_of
from exin_tui.partners.tab_models import Column, FactRow, RecordRow, RecordTable, TabStep, TabTask
from exin_tui.partners.tab_reading import Held
from exin_tui.partners.tab_statements import RecordRecord
from exin_tui.partners.values import Value, decoded, value_of
from exin_tui.programme.consents import active, status
from exin_tui.programme.due import mark
from exin_tui.programme.release import best_release
from exin_tui.programme.values import Consent, Release

_BEST_FIRST = (
    ConsentStatus.ACTIVE,
    ConsentStatus.EXPIRING,
    ConsentStatus.WITHDRAWN,
    ConsentStatus.EXPIRED,
    ConsentStatus.MISSING,
)


def columns(fields: Iterable[FieldDecl]) -> tuple[Column, ...]:
    """The fields as columns."""
    return tuple(
        Column(
            field.id,
            field.name.label,
            field.type,
            field.sensitive,
            field.table if isinstance(field, FactDecl) else True,
        )
        for field in fields
    )


def fact_rows(held: Held, manifest: Manifest, today: dt.date, programme: Programme) -> tuple[FactRow, ...]:
    """Everybody, who is released next first; nobody without facts is left out."""
    rows = []
    for record in held.order:
        consents = held.consents.get(record.id, ())
        rows.append(
            FactRow(
                person=held.people[record.id],
                phase=record.phase,
                caseworker=held.caseworker(record),
                release=best_release(record.episode, today, programme),
                consent=consent_to(manifest, consents, today, programme),
                narrowed=is_narrowed(manifest, consents, today),
                values=_facts(held, manifest, record.id),
            )
        )
    return tuple(sorted(rows, key=_next_release_first))


def _next_release_first(row: FactRow) -> tuple[int, dt.date, str]:
    return (*_release_order(row.release), row.person.code)


def _release_order(release: Release) -> tuple[int, dt.date]:
    if release.standing is ReleaseStanding.ACTUAL:
        return 2, dt.date.max
    return (0, release.on) if release.on is not None else (1, dt.date.max)


def _facts(held: Held, manifest: Manifest, participant_id: str) -> tuple[Value, ...]:
    stored = held.facts.get(participant_id, {})
    values = []
    for fact in manifest.facts:
        row = stored.get(fact.id)
        if row is None:
            values.append(value_of(fact, None, held.contacts))
        else:
            values.append(value_of(fact, decoded(row.value), held.contacts, row=row.id, version=row.version))
    return tuple(values)


def consent_to(
    manifest: Manifest, consents: Sequence[Consent], today: dt.date, programme: Programme
) -> ConsentStatus:
    """What the participant's consents to the partner's lines are worth today: the best of the lines.

    However narrow: this is what the team sees beside its own facts. What may go out is asked more strictly.
    """
    found = [status(line, consents, today, programme) for line in manifest.consent]
    return min(found, key=_BEST_FIRST.index, default=ConsentStatus.MISSING)


def is_narrowed(manifest: Manifest, consents: Sequence[Consent], today: dt.date) -> bool:
    """All that holds today opens less than the whole line."""
    held = [one for one in consents if one.line in manifest.consent and active(one, today)]
    return bool(held) and all(one.role or one.person or one.topics for one in held)


def tab_steps(
    held: Held, manifest: Manifest, name: Sayable, today: dt.date, programme: Programme, labels: Labels
) -> tuple[TabStep, ...]:
    """The open tasks by step, due first, in the order of the steps; a step nobody knows any more last."""
    known = steps_of(manifest)
    by_step: dict[str, list[TabTask]] = {step: [] for step in known}
    records = {record.id: record for record in held.order}
    sensitive = {manifest.key(task.id) for task in manifest.tasks if task.sensitive}
    for record in held.tasks:
        owner = records.get(record.participant_id or "")
        by_step.setdefault(record.step, []).append(
            TabTask(
                id=record.id,
                version=record.version,
                person=held.people.get(record.participant_id or ""),
                key=record.key or "",
                title=labels.task_title(record.key, record.title),
                sensitive=record.key in sensitive,
                step=record.step,
                holder=record.holder,
                holder_label=name if record.holder is TaskHolder.PARTNER else record.holder.label,
                due_on=record.due_on,
                days=(record.due_on - today).days if record.due_on else None,
                mark=mark(record.due_on, today, programme),
                caseworker=held.caseworker(owner, record.responsible_id),
            )
        )
    return tuple(
        TabStep(step, known.get(step, Label(step, step)), tuple(sorted(tasks, key=_due_first)))
        for step, tasks in by_step.items()
        if tasks
    )


def _due_first(task: TabTask) -> tuple[dt.date, str, str]:
    return task.due_on or dt.date.max, task.person.code if task.person else "", task.key


def record_tables(held: Held, manifest: Manifest) -> tuple[RecordTable, ...]:
    """A table for each kind of record that the manifest has, empty ones too."""
    by_kind: dict[str, list[RecordRecord]] = {}
    for record in chain.from_iterable(held.records.values()):
        by_kind.setdefault(record.record, []).append(record)
    return tuple(
        RecordTable(
            id=declared.id,
            label=declared.name.label,
            sensitive=declared.sensitive,
            columns=columns(declared.fields),
            rows=_record_rows(held, declared, by_kind.get(declared.id, ())),
        )
        for declared in manifest.records
    )


def _record_rows(held: Held, declared: RecordDecl, stored: Iterable[RecordRecord]) -> tuple[RecordRow, ...]:
    rows = []
    for record in stored:
        found = decoded(record.values)
        values = found if isinstance(found, dict) else {}
        rows.append(
            RecordRow(
                record.id,
                record.version,
                held.people[record.participant_id],
                tuple(value_of(field, values.get(field.id), held.contacts) for field in declared.fields),
            )
        )
    return tuple(sorted(rows, key=_newest_first))


def _newest_first(row: RecordRow) -> tuple[str, int, str]:
    """By participant; within one the newest first, where a record has a date."""
    day = next((value.value for value in row.values if isinstance(value.value, dt.date)), None)
    if isinstance(day, dt.datetime):
        day = day.date()
    return row.person.code, -day.toordinal() if isinstance(day, dt.date) else 0, row.id
