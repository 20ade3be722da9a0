"""Takes a partner's open work off the lists when it is switched off, and brings it back when it returns.

Otherwise its tasks and items would stay, and be overdue, of somebody the team no longer works with. What was
done stays as it is, and so do meetings, facts and records.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, Table, select

from exin_schema.tables import checklist_item, task
from exin_schema.vocabulary import ItemState, TaskState
from exin_tui.language import Sayable, text
from exin_tui.storage.door import Door

_OFF = text("The partner was switched off.")
_BEGUN = text("The partner was switched off. It had been begun.")
_TOO_LATE = text("It was due before the partner was enabled.")
_WHY: dict[Table, dict[str, Sayable]] = {
    task: {TaskState.OPEN.value: _OFF},
    checklist_item: {ItemState.NOT_STARTED.value: _OFF, ItemState.IN_PROGRESS.value: _BEGUN},
}
"""Why each is not needed, by the state in which it was: so that it comes back as it was."""
_NOT_NEEDED = TaskState.NOT_NEEDED.value


class Work(NamedTuple):
    """How many tasks and checklist items."""

    tasks: int
    items: int


def open_work(connection: Connection, partner_id: str) -> Work:
    """What is open for the partner, of everybody."""
    return Work(*(len(connection.execute(_open(table, partner_id)).all()) for table in _WHY))


def take_off(door: Door, partner_id: str) -> Work:
    """Mark all of it as not needed, at the moment of the ``door``, by which `bring_back` knows it again."""
    counts = []
    for table, why in _WHY.items():
        rows = door.connection.execute(_open(table, partner_id)).all()
        _put(door, table, [(row, _NOT_NEEDED, why[row.state].say("nb")) for row in rows])
        counts.append(len(rows))
    return Work(*counts)


def known_work(connection: Connection, partner_ids: Iterable[str]) -> frozenset[str]:
    """The ids of all that the partners have on the lists, in whatever state."""
    found = (connection.execute(_theirs(table, one)) for one in partner_ids for table in _WHY)
    return frozenset(row.id for rows in found for row in rows)


def pass_over(door: Door, partner_id: str, known: Collection[str], today: dt.date) -> Work:
    """Mark as not needed what was due before ``today`` and is not ``known``: it came too late to be done."""
    counts = []
    for table in _WHY:
        late = _open(table, partner_id).where(table.c.due_on < today)
        rows = [row for row in door.connection.execute(late) if row.id not in known]
        _put(door, table, [(row, _NOT_NEEDED, _TOO_LATE.say("nb")) for row in rows])
        counts.append(len(rows))
    return Work(*counts)


def bring_back(door: Door, partner_id: str, taken_off_at: dt.datetime) -> Work:
    """Open what `take_off` took off then; what somebody has changed since is left as it is."""
    counts = []
    for table, why in _WHY.items():
        was = {said.say("nb"): state for state, said in why.items()}
        off = _theirs(table, partner_id).where(
            table.c.state == _NOT_NEEDED, table.c.changed_at == taken_off_at, table.c.reason.in_(was)
        )
        rows = door.connection.execute(off).all()
        _put(door, table, [(row, was[row.reason], "") for row in rows])
        counts.append(len(rows))
    return Work(*counts)


def _open(table: Table, partner_id: str) -> Select[Any]:
    return _theirs(table, partner_id).where(table.c.state.in_(_WHY[table]))


def _theirs(table: Table, partner_id: str) -> Select[Any]:
    columns = table.c.id, table.c.version, table.c.state, table.c.reason
    return select(*columns).where(table.c.key.startswith(f"{partner_id}.", autoescape=True))


def _put(door: Door, table: Table, rows: Iterable[tuple[Row[Any], str, str]]) -> None:
    """Each row in another state, for a reason."""
    signed = {"changed_at": door.now, "changed_by": door.actor}
    door.update_many(
        table,
        [(row.id, row.version, {"state": state, "reason": why, **signed}) for row, state, why in rows],
    )
