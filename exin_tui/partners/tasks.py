"""The tasks that manifests name, picked by hand; `exin_tui.caseload.phase_tasks` opens those of a phase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

from sqlalchemy import Connection, bindparam, select

from exin_schema.programme import Programme
from exin_schema.tables import new_id, participant, task
from exin_schema.vocabulary import TaskState
from exin_tui.caseload import statements as sql
from exin_tui.caseload.fetch import fetch
from exin_tui.caseload.phase_tasks import due_of_task
from exin_tui.caseload.records import ParticipantRecord
from exin_tui.language import text
from exin_tui.partners.extend import task_spec
from exin_tui.partners.manifest import Manifest, TaskDecl
from exin_tui.partners.problems import not_declared
from exin_tui.programme.values import Case, Refusal
from exin_tui.storage.database import Database

Row = dict[str, object]

_OF = sql.PARTICIPANTS.where(participant.c.id.in_(bindparam("participants", expanding=True)))


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

    Refused while the participant has it open already, since it would be there twice. One that was done before
    can be picked again.
    """
    declared = manifest.task(task_id)
    if declared is None:
        return Refusal("partner_unknown", not_declared(manifest.key(task_id), manifest.tasks))
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
        row |= {"changed_at": now, "changed_by": door.actor}
        door.insert(task, row if due_on is None else row | {"due_on": due_on, "due_override": True})
    return None


def read_people(
    connection: Connection, participants: Sequence[str], today: dt.date
) -> list[ParticipantRecord]:
    """The active ones of ``participants``, with their newest custody episode."""
    return fetch(connection, _OF, {"today": today, "participants": list(participants)}, ParticipantRecord)


def task_rows(
    record: ParticipantRecord,
    manifests: Iterable[Manifest],
    today: dt.date,
    programme: Programme,
    make_id: Callable[[], str],
) -> Iterator[Row]:
    """The tasks that the phase of somebody new opens, for the demo."""
    for manifest in manifests:
        for declared in manifest.tasks:
            if not declared.offered and record.phase in declared.phases:
                yield _row(record, manifest, declared, today, programme, make_id)


def _row(
    record: ParticipantRecord,
    manifest: Manifest,
    declared: TaskDecl,
    today: dt.date,
    programme: Programme,
    make_id: Callable[[], str],
) -> Row:
    case = Case(
        phase=record.phase,
        phase_since=record.phase_since,
        enrolled_on=record.enrolled_on,
        episode=record.episode,
    )
    due_on = due_of_task(task_spec(manifest, declared), case, today, programme)
    return {
        "id": make_id(),
        "participant_id": record.id,
        "key": manifest.key(declared.id),
        "partner": manifest.id,
        "step": declared.step,
        "holder": declared.holder.value,
        "due_on": due_on,
    }
