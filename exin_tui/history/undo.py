"""Taking one command back: a new unit of changes that restores what the earlier one changed.

Nothing is rewritten in the log. A unit is taken back as a whole or not at all, and not when anybody, the
same person included, has changed one of its rows since.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, Table, exists, func, literal, select

from exin_schema.tables import change, metadata
from exin_tui.history.reading import ERASED, Change, changes
from exin_tui.language import Text, text
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door
from exin_tui.storage.errors import CannotUndo, Conflict
from exin_tui.storage.recorded import typed, typed_row

#: What stands before the unit's id in the log's ``command`` of the unit that took it back.
UNDO = "undo:"


@dataclass(frozen=True, slots=True)
class Undone:
    """A command that was taken back."""

    unit: str
    command: str
    """The command as the log names it, such as ``item.tick``."""
    rows: int
    """How many rows were restored."""
    by: str
    """The unit that took it back. Taking that one back does the command again."""


def undo_last(database: Database, actor: str, now: dt.datetime) -> Undone:
    """Take back the actor's newest command that still stands. Raises `CannotUndo` with the reason."""
    with database.read() as connection:
        unit = last_unit(connection, actor)
    if unit is None:
        raise CannotUndo(text("There is nothing to undo."))
    return undo_unit(database, unit, now, actor=actor)


def undo_unit(database: Database, unit: str, now: dt.datetime, *, actor: str | None = None) -> Undone:
    """Take back one command. Raises `CannotUndo` when its rows were changed since, or its values were
    erased.
    """
    with database.write(command=UNDO + unit, now=now, actor=actor) as door:
        entries = changes(door.connection, unit=unit)  # newest first: children go before their parents
        if not entries:
            raise CannotUndo(text("There is nothing to undo."))
        _refuse_when_changed_since(door.connection, entries, door.actor)
        try:
            for entry in entries:
                _take_back(door, entry)
            door.finish()
        except Conflict:
            raise CannotUndo(
                text("This cannot be undone: something that was added since depends on it.")
            ) from None
    return Undone(
        unit, entries[0].command, len({(entry.entity, entry.entity_id) for entry in entries}), door.unit
    )


def last_unit(connection: Connection, actor: str) -> str | None:
    """The actor's newest unit that neither is an undo nor has been undone, or was done again since."""
    undoing, again = change.alias(), change.alias()
    return connection.execute(
        select(change.c.unit)
        .where(
            change.c.actor == actor,
            ~change.c.command.startswith(UNDO),
            ~exists().where(
                undoing.c.command == literal(UNDO).concat(change.c.unit),
                ~exists().where(again.c.command == literal(UNDO).concat(undoing.c.unit)),
            ),
        )
        .order_by(change.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def _refuse_when_changed_since(connection: Connection, entries: list[Change], actor: str) -> None:
    """Raise unless the rows stand as the unit left them.

    What ``actor`` changed since and took back does not count: the rows are then as they were before it.
    Somebody else's change counts even then.
    """
    newest, unit = max(entry.id for entry in entries), entries[0].unit
    mine = change.alias()
    since = connection.execute(
        select(change.c.unit, change.c.actor, change.c.command)
        .where(
            change.c.id > newest,
            exists().where(
                mine.c.unit == unit,
                mine.c.entity == change.c.entity,
                mine.c.entity_id == change.c.entity_id,
            ),
        )
        .group_by(change.c.unit, change.c.actor, change.c.command)
        .order_by(func.max(change.c.id).desc())
    ).all()
    later = {row.unit: row for row in since}  # newest first
    taken_back: set[str] = set()
    for row in since:
        undone = row.command.removeprefix(UNDO) if row.command.startswith(UNDO) else ""
        own = undone in later and row.actor == later[undone].actor == actor
        if own and row.unit not in taken_back:
            taken_back |= {row.unit, undone}
    for row in since:
        if row.unit in taken_back:
            continue
        if row.command == UNDO + unit:
            raise CannotUndo(text("This was already undone."))
        raise CannotUndo(_changed_since(row.actor))


def _changed_since(actor: str) -> Text:
    return text("This cannot be undone: {who} has changed the same thing since.", who=actor)


def _take_back(door: Door, entry: Change) -> None:
    if ERASED in (entry.old, entry.new) or entry.entity == "subject_key":
        raise CannotUndo(text("This cannot be undone: what it changed has been erased."))
    if entry.entity == "setting":
        door.restore_setting(entry.entity_id, entry.old)
        return
    table = metadata.tables[entry.entity]
    if entry.verb == "insert":
        door.delete(table, entry.entity_id, _version(door, table, entry.entity_id))
    elif entry.verb == "delete":
        door.restore(table, _as_news(door, entry.entity, typed_row(table, entry.old)))
    else:
        column = table.c[entry.field]
        version = _version(door, table, entry.entity_id)
        value = typed(column, entry.old)
        if entry.entity == "meeting" and entry.field in {"sequence", "changed_at"}:
            value = _sequence(door, entry.entity_id) + 1 if entry.field == "sequence" else door.now
        door.update(table, entry.entity_id, version, {entry.field: value})


def _as_news(door: Door, entity: str, row: dict[str, object]) -> dict[str, object]:
    """A row that comes back. Calendars were told that a deleted meeting is cancelled, one number later.

    They ignore what has a lower number than they know (RFC 5546 2.1.4): a meeting's number only counts up.
    """
    if entity != "meeting":
        return row
    return {**row, "sequence": int(str(row["sequence"])) + 2, "changed_at": door.now}


def _sequence(door: Door, meeting_id: str) -> int:
    """A meeting's number as it is: however often it was changed and taken back, it only counts up."""
    table = metadata.tables["meeting"]
    found = door.connection.execute(select(table.c.sequence).where(table.c.id == meeting_id))
    return int(found.scalar_one())


def _version(door: Door, table: Table, row: str) -> int:
    found = door.connection.execute(select(table.c.version).where(table.c.id == row)).scalar_one_or_none()
    if found is None:
        raise CannotUndo(text("This cannot be undone: what it changed has been deleted."))
    return int(found)
