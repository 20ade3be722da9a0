"""What the team does with a task: add, finish, reopen, put off, say that it is not needed, move it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import select

from exin_schema.tables import task
from exin_schema.vocabulary import TaskHolder, TaskState
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.register import unknown_caseworker
from exin_tui.caseload.stored import Row
from exin_tui.caseload.team import find_caseworker
from exin_tui.language import text
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

LONGEST_TITLE = 200
"""Characters: a task is a line, not a story."""


@dataclass(frozen=True, slots=True)
class TaskWritten:
    """What a command left behind."""

    id: str
    version: int
    state: TaskState
    due_on: dt.date | None


def add(
    database: Database,
    title: str,
    *,
    participant_id: str | None = None,
    due_on: dt.date | None = None,
    responsible: str = "",
    holder: TaskHolder = TaskHolder.EXIN,
    partner: str | None = None,
    step: str = "",
    note: str = "",
    **acting: Unpack[Acting],
) -> TaskWritten | Refusal:
    """A new task, for a participant or (without one) for the team. ``responsible`` are initials."""
    words = one_line(title).strip()
    refusal = _bad_title(words)
    if refusal is not None:
        return refusal
    with database.write(command="task.add", now=acting["now"], actor=acting["actor"]) as door:
        answers = _who(door, responsible)
        if isinstance(answers, Refusal):
            return answers
        identity = door.insert(
            task,
            {
                "participant_id": participant_id,
                "title": words,
                "due_on": due_on,
                "due_override": due_on is not None,
                "responsible_id": answers,
                "holder": holder,
                "partner": partner,
                "step": step,
                "note": one_line(note).strip(),
                "changed_at": acting["now"],
                "changed_by": acting["actor"],
            },
        )
        return _written(_row(door, identity))


def done(
    database: Database, task_id: str, expected_version: int, **acting: Unpack[Acting]
) -> TaskWritten | Refusal:
    """Finished."""
    change: dict[str, object] = {"state": TaskState.DONE.value, "reason": ""}
    return _change(database, "task.done", task_id, expected_version, lambda _: change, acting)


def reopen(
    database: Database, task_id: str, expected_version: int, **acting: Unpack[Acting]
) -> TaskWritten | Refusal:
    """Open again, and no longer put off."""
    change: dict[str, object] = {
        "state": TaskState.OPEN.value, "reason": "", "snoozed_until": None, "snooze_reason": "",
    }  # fmt: skip
    return _change(database, "task.reopen", task_id, expected_version, lambda _: change, acting)


def not_needed(
    database: Database, task_id: str, expected_version: int, reason: str, **acting: Unpack[Acting]
) -> TaskWritten | Refusal:
    """Not needed, for a ``reason``, which is required."""
    why = one_line(reason).strip()
    if not why:
        return Refusal("reason_required", text("Write why it is not needed."))
    change: dict[str, object] = {"state": TaskState.NOT_NEEDED.value, "reason": why}
    return _change(database, "task.not_needed", task_id, expected_version, lambda _: change, acting)


def snooze(
    database: Database,
    task_id: str,
    expected_version: int,
    until: dt.date,
    reason: str,
    **acting: Unpack[Acting],
) -> TaskWritten | Refusal:
    """Out of sight until a later day, for a ``reason``. The due date stays what it is."""
    why = one_line(reason).strip()
    if until <= acting["today"]:
        return Refusal("snooze_past", text("Choose a later day than today."))
    if not why:
        return Refusal("reason_required", text("Write why it is put off."))
    change: dict[str, object] = {"snoozed_until": until, "snooze_reason": why}
    return _change(database, "task.snooze", task_id, expected_version, lambda _: change, acting)


def set_due(
    database: Database,
    task_id: str,
    expected_version: int,
    due_on: dt.date | None,
    **acting: Unpack[Acting],
) -> TaskWritten | Refusal:
    """Due on another day, or (None) on none."""
    change: dict[str, object] = {"due_on": due_on, "due_override": due_on is not None}
    return _change(database, "task.set_due", task_id, expected_version, lambda _: change, acting)


def set_responsible(
    database: Database, task_id: str, expected_version: int, initials: str, **acting: Unpack[Acting]
) -> TaskWritten | Refusal:
    """Somebody in the team answers for the task; empty: the participant's caseworker does."""

    def decide(door: Door) -> dict[str, object] | Refusal:
        answers = _who(door, initials)
        return answers if isinstance(answers, Refusal) else {"responsible_id": answers}

    return _change(database, "task.set_responsible", task_id, expected_version, decide, acting)


def edit(
    database: Database,
    task_id: str,
    expected_version: int,
    title: str,
    note: str,
    **acting: Unpack[Acting],
) -> TaskWritten | Refusal:
    """Other words for a task that was typed, and its note. One that the programme made keeps its words."""
    words, beside = one_line(title).strip(), one_line(note).strip()
    wordy = _bad_title(beside) if beside else None
    if wordy is not None:
        return wordy

    def decide(door: Door) -> dict[str, object] | Refusal:
        if _row(door, task_id)["title"] == "":
            return {"note": beside}
        return _bad_title(words) or {"title": words, "note": beside}

    return _change(database, "task.edit", task_id, expected_version, decide, acting)


def _change(
    database: Database,
    command: str,
    task_id: str,
    expected_version: int,
    decide: Callable[[Door], dict[str, object] | Refusal],
    acting: Acting,
) -> TaskWritten | Refusal:
    with database.write(command=command, now=acting["now"], actor=acting["actor"]) as door:
        door.update(task, task_id, expected_version, {})  # gone or changed: said before any rule
        decided = decide(door)
        if isinstance(decided, Refusal):
            return decided
        row = _row(door, task_id)
        change = {name: value for name, value in decided.items() if row[name] != value}
        if change:
            change |= {"changed_at": acting["now"], "changed_by": acting["actor"]}
            door.update(task, task_id, expected_version, change)
        return _written(_row(door, task_id))


def _bad_title(title: str) -> Refusal | None:
    if not title:
        return Refusal("title_missing", text("Write what is to be done."))
    if len(title) > LONGEST_TITLE:
        return Refusal(
            "title_long",
            text("Keep it to {number} characters: a line, no case story.", number=LONGEST_TITLE),
        )
    return None


def _who(door: Door, initials: str) -> str | Refusal | None:
    wanted = initials.strip()
    if not wanted:
        return None
    return find_caseworker(door.connection, wanted) or unknown_caseworker(wanted)


def _row(door: Door, task_id: str) -> Row:
    return dict(door.connection.execute(select(task).where(task.c.id == task_id)).mappings().one())


_STATES = {state.value: state for state in TaskState}


def _written(row: Row) -> TaskWritten:
    return TaskWritten(row["id"], row["version"], _STATES[row["state"]], row["due_on"])
