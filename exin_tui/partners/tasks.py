"""The tasks that manifests name, opened for participants: by their phase, and offered ones by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, bindparam, select

from exin_schema.programme import DueRule, Programme
from exin_schema.tables import new_id, participant, task
from exin_schema.vocabulary import ChecklistKind, TaskState
from exin_tui.caseload import statements as sql
from exin_tui.caseload.checklist_rows import anchors
from exin_tui.caseload.fetch import fetch
from exin_tui.caseload.records import ParticipantRecord
from exin_tui.language import text
from exin_tui.partners.discovery import Partner, active
from exin_tui.partners.manifest import Manifest, TaskDecl
from exin_tui.programme.due import due_by_rule
from exin_tui.programme.values import Case, Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

Row = dict[str, object]

_OF = sql.PARTICIPANTS.where(participant.c.id.in_(bindparam("participants", expanding=True)))


def open_tasks(
    door: Door,
    partners: Iterable[Partner],
    participants: Sequence[str],
    *,
    today: dt.date,
    programme: Programme,
    make_id: Callable[[], str] = new_id,
) -> int:
    """Open what the active partners have for each of ``participants`` (ids) in the phase they are in now.

    For enrolment and for a change of phase, inside that command. A task that the participant has had, open or
    not, is not opened again; an offered one never is. The number opened.
    """
    manifests = [manifest for _, manifest in active(partners)]
    people = read_people(door.connection, participants, today)
    had = tasks_had(door.connection, participants)
    rows = [
        row
        for record in people
        for row in task_rows(record, manifests, had.get(record.id, ()), today, programme, make_id)
    ]
    door.insert_many(task, rows)
    return len(rows)


def pick_task(
    database: Database,
    manifest: Manifest,
    participant_id: str,
    task_id: str,
    *,
    due_on: dt.date | None = None,
    today: dt.date,
    now: dt.datetime,
    programme: Programme,
    actor: str | None = None,
) -> Refusal | None:
    """Open one task by hand, an offered one above all. None when it is done.

    Refused while the participant has it open already, since it would be there twice.
    """
    declared = manifest.task(task_id)
    if declared is None:
        return Refusal("partner_unknown", text("The partner has no {key}.", key=manifest.key(task_id)))
    with database.write(command=f"{manifest.id}.task.pick", now=now, actor=actor) as door:
        twin = door.connection.execute(
            select(task.c.id).where(
                task.c.participant_id == participant_id,
                task.c.key == manifest.key(task_id),
                task.c.state == TaskState.OPEN.value,
            )
        ).first()
        if twin is not None:
            return Refusal("task_open", text("The participant has this task open already."))
        people = read_people(door.connection, [participant_id], today)
        if not people:
            return Refusal("no_participant", text("There is no such active participant."))
        row = _row(people[0], manifest, declared, today, programme, new_id)
        door.insert(task, row if due_on is None else row | {"due_on": due_on, "due_override": True})
    return None


def due_rules(partners: Iterable[Partner]) -> Mapping[str, DueRule]:
    """The due rule of every task that has one, by the key under which the task is stored.

    For the command that moves due dates when an anchor moves; a date set by hand does not move.
    """
    return {
        manifest.key(declared.id): declared.due
        for _, manifest in active(partners)
        for declared in manifest.tasks
        if declared.due is not None
    }


def read_people(
    connection: Connection, participants: Sequence[str], today: dt.date
) -> list[ParticipantRecord]:
    """The active ones of ``participants``, with their newest custody episode."""
    return fetch(connection, _OF, {"today": today, "participants": list(participants)}, ParticipantRecord)


def tasks_had(connection: Connection, participants: Sequence[str]) -> dict[str, set[str]]:
    """The keys of the tasks that each has, or has had."""
    found: dict[str, set[str]] = {}
    statement = select(task.c.participant_id, task.c.key).where(
        task.c.participant_id.in_(participants), task.c.key.is_not(None)
    )
    for participant_id, key in connection.execute(statement):
        found.setdefault(participant_id, set()).add(key)
    return found


def task_rows(
    record: ParticipantRecord,
    manifests: Iterable[Manifest],
    had: Collection[str],
    today: dt.date,
    programme: Programme,
    make_id: Callable[[], str],
) -> Iterator[Row]:
    """The tasks to open for one participant."""
    for manifest in manifests:
        for declared in manifest.tasks:
            if declared.offered or record.phase not in declared.phases:
                continue
            if manifest.key(declared.id) not in had:
                yield _row(record, manifest, declared, today, programme, make_id)


def _row(
    record: ParticipantRecord,
    manifest: Manifest,
    declared: TaskDecl,
    today: dt.date,
    programme: Programme,
    make_id: Callable[[], str],
) -> Row:
    due_on: dt.date | None = None
    if declared.due is not None:
        case = Case(
            phase=record.phase,
            phase_since=record.phase_since,
            enrolled_on=record.enrolled_on,
            episode=record.episode,
        )
        hangs_on = anchors(ChecklistKind.START, case, today, programme)
        due_on = due_by_rule(declared.due, hangs_on, programme).on
    return {
        "id": make_id(),
        "participant_id": record.id,
        "key": manifest.key(declared.id),
        "partner": manifest.id,
        "step": declared.step,
        "holder": declared.holder.value,
        "due_on": due_on,
    }
