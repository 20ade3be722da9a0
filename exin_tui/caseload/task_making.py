"""Making, finding and finishing the programme's own tasks within a command that is about something else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import select

from exin_schema.tables import task
from exin_schema.vocabulary import TaskState
from exin_tui.caseload.stored import Row
from exin_tui.storage.door import Door


def open_task(
    door: Door, participant_id: str, key: str, *, due_on: dt.date | None = None, note: str = ""
) -> str:
    """Make the task, or renew the one that is still open: nobody is asked twice for the same. Its id."""
    values: dict[str, object] = {"due_on": due_on, "note": note, "snoozed_until": None, "snooze_reason": ""}
    signed = {"changed_at": door.now, "changed_by": door.actor}
    for row in open_tasks(door, participant_id, (key,)):
        if {name: row[name] for name in values} != values:
            door.update(task, row["id"], row["version"], {**values, **signed})
        return str(row["id"])
    return door.insert(task, {"participant_id": participant_id, "key": key, **values, **signed})


def open_tasks(door: Door, participant_id: str, keys: Iterable[str]) -> list[Row]:
    """The participant's open tasks with one of ``keys``; a key that ends with a full stop is a beginning."""
    wanted = tuple(keys)
    rows = door.connection.execute(
        select(task)
        .where(task.c.participant_id == participant_id, task.c.state == TaskState.OPEN.value)
        .order_by(task.c.key, task.c.id)
    ).mappings()
    return [
        dict(row)
        for row in rows.all()
        if row["key"]
        and any(row["key"] == key or (key.endswith(".") and row["key"].startswith(key)) for key in wanted)
    ]


def finish_tasks(
    door: Door, rows: Iterable[Row], state: TaskState = TaskState.DONE, *, reason: str = ""
) -> None:
    """Close tasks in a command that settles them."""
    for row in rows:
        door.update(
            task,
            row["id"],
            row["version"],
            {"state": state.value, "reason": reason, "changed_at": door.now, "changed_by": door.actor},
        )
