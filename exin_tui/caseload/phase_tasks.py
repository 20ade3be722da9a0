"""The tasks that partners name: opened by the phase, once, and due where their rule puts them.

A task that a participant has had, done or not needed, does not come again by itself; it can be picked. When
the phase passes, what is open stays open: nobody did it yet. A partner that is gone or switched off names no
tasks, so its open ones are left as they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from exin_schema.programme import Programme, TaskSpec
from exin_schema.tables import new_id, task
from exin_schema.vocabulary import ChecklistKind, TaskState
from exin_tui.caseload.checklist_rows import anchors
from exin_tui.caseload.stored import Row, Stored
from exin_tui.programme.due import due_by_rule
from exin_tui.programme.values import Case
from exin_tui.storage.door import Door

_STAYS = frozenset({"created", "phase_start"})
"""Anchors that are of the day on which the task was opened: a later phase does not put it off."""


def open_by_phase(door: Door, people: Iterable[Stored], *, today: dt.date, programme: Programme) -> int:
    """Open what each of ``people`` gets in the phase they are in now, inside the command; how many tasks."""
    rows = [row for stored in people for row in _to_open(stored, today, programme)]
    signed = {"changed_at": door.now, "changed_by": door.actor}
    door.insert_many(task, [{**row, **signed} for row in rows])
    return len(rows)


def task_dates_that_move(
    stored: Stored, today: dt.date, programme: Programme
) -> Iterator[tuple[Row, dt.date | None]]:
    """The open tasks whose day is another one now, each with it. What was set by hand stays where it is."""
    case = stored.case()
    for row in stored.tasks:
        spec = programme.tasks_by_key.get(row["key"])
        if spec is None or spec.due is None or spec.due.anchor in _STAYS:
            continue
        if row["state"] != TaskState.OPEN.value or row["due_override"]:
            continue
        due_on = due_of_task(spec, case, today, programme)
        if due_on != row["due_on"]:
            yield row, due_on


def due_of_task(spec: TaskSpec, case: Case, today: dt.date, programme: Programme) -> dt.date | None:
    """When the task falls due for somebody; None without a rule, or while its anchor is not known."""
    if spec.due is None:
        return None
    return due_by_rule(spec.due, anchors(ChecklistKind.START, case, today, programme), programme).on


def _to_open(stored: Stored, today: dt.date, programme: Programme) -> Iterator[dict[str, object]]:
    if stored.participant["closed_on"] is not None or not programme.tasks:
        return
    case, had = stored.case(), {row["key"] for row in stored.tasks}
    for spec in programme.tasks:
        if case.phase in spec.phases and spec.key not in had:
            yield {
                "id": new_id(),
                "participant_id": stored.id,
                "key": spec.key,
                "partner": spec.partner,
                "step": spec.step,
                "holder": spec.holder.value,
                "due_on": due_of_task(spec, case, today, programme),
            }
