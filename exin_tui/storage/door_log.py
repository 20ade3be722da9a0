"""Appending to the change log: sealed values, chained hashes, many rows at once."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from sqlalchemy import Connection, Dialect, select

from exin_schema.tables import change
from exin_tui.storage.chain import GENESIS, Entry, instant, link
from exin_tui.storage.door_subjects import Subjects
from exin_tui.storage.guard import PASS
from exin_tui.storage.sealing import place, seal

_APPEND = change.insert()
_HEAD = select(change.c.id, change.c.hash).order_by(change.c.id.desc()).limit(1)
_AT_ONCE = 2000


@functools.cache
def _compiled(dialect: Dialect) -> tuple[str, bool]:
    """The appending statement as the driver takes it, and whether its values go by position."""
    compiled = _APPEND.compile(dialect=dialect)
    return str(compiled), bool(compiled.positional)


class Log:
    """The change log's end, within one write transaction. Rows wait here until `flush`."""

    def __init__(
        self,
        connection: Connection,
        subjects: Subjects,
        *,
        unit: str,
        actor: str,
        command: str,
        now: dt.datetime,
    ) -> None:
        self._connection = connection
        self._subjects = subjects
        self._unit, self._actor, self._command = unit, actor, command
        self._now, self._at = now, instant(now)
        self._head: tuple[int, bytes] | None = None
        self._waiting: list[tuple[Entry, bytes]] = []
        self.appended = 0
        """How many changes were recorded so far."""

    def append(
        self,
        verb: str,
        entity: str,
        entity_id: str,
        subject: str | None,
        old: bytes | None,
        new: bytes | None,
        field: str = "",
    ) -> None:
        """Record one change; ``old`` and ``new`` are JSON, sealed here when they belong to a participant."""
        if subject is not None:
            key = self._subjects.key(subject)
            if old is not None:
                old = seal(key, old, place(self._unit, entity, entity_id, field, "old"))
            if new is not None:
                new = seal(key, new, place(self._unit, entity, entity_id, field, "new"))
        number, previous = self._end()
        entry = Entry(
            number + 1,
            self._at,
            self._actor,
            self._unit,
            self._command,
            verb,
            entity,
            entity_id,
            subject,
            field,
            old,
            new,
        )
        self._head = (entry.id, link(previous, entry))
        self.appended += 1
        self._waiting.append((entry, self._head[1]))
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        statement, positional = _compiled(self._connection.dialect)
        at = self._at if positional else self._now
        rows: list[Any]
        if (
            positional
        ):  # by hand: half the price of Core's way, for as many rows as all other tables have together
            rows = [(entry.id, at, *entry[2:], link) for entry, link in self._waiting]
        else:
            rows = [{**entry._asdict(), "at": at, "hash": link} for entry, link in self._waiting]
        self._connection.exec_driver_sql(statement, rows, execution_options=PASS)
        self._waiting = []

    def _end(self) -> tuple[int, bytes]:
        if self._head is None:
            row = self._connection.execute(_HEAD).one_or_none()
            self._head = (0, GENESIS) if row is None else (row.id, row.hash)
        return self._head
