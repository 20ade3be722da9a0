"""The one door: the only code that inserts, updates and deletes, and it logs what it does in the same transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select

from exin_schema.tables import access, change, disclosure, new_id, setting
from exin_tui.language import text
from exin_tui.storage.door_log import Log
from exin_tui.storage.door_subjects import Subjects
from exin_tui.storage.errors import Missing, StaleVersion
from exin_tui.storage.guard import PASS
from exin_tui.storage.recorded import plain, row_as_json, value_as_json
from exin_tui.storage.shape import Shape, shape_of

_LAST = (
    select(change.c.actor, change.c.at)
    .where(change.c.entity == bindparam("entity"), change.c.entity_id == bindparam("wanted"))
    .order_by(change.c.id.desc())
    .limit(1)
)


class Door:
    """One command's way to write. Made by `Database.write`, of no use after its ``with`` block.

    ``connection`` is for reading inside the same transaction; ``unit`` is the command's id in the change log; ``now``
    and ``actor`` are what the log will say.
    """

    def __init__(self, connection: Connection, *, command: str, actor: str, now: dt.datetime) -> None:
        self.connection = connection
        self.unit = new_id()
        self.command = command
        self.actor = actor
        self.now = now
        self._subjects = Subjects(connection)
        self._log = Log(connection, self._subjects, unit=self.unit, actor=actor, command=command, now=now)

    def insert(self, table: Table, values: Mapping[str, object]) -> str:
        """Add a row and return its id, which is made when ``values`` has none. Columns not named take their default.

        Raises `Conflict` when the row breaks a rule of the tables, `Erased` when its participant was erased.
        """
        return self.insert_many(table, (values,))[0]

    def insert_many(self, table: Table, rows: Sequence[Mapping[str, object]]) -> list[str]:
        """Add rows of one table at once; their ids in the same order. Logged row by row."""
        if not rows:
            return []
        shape = shape_of(table)
        full = [_complete(shape, row) for row in rows]
        if table.name == "participant":
            self._subjects.register(str(row["id"]) for row in full)
        elif shape.subject:
            self._subjects.fetch(str(row[shape.subject]) for row in full if row[shape.subject] is not None)
        self.connection.execute(shape.insertion, full, execution_options=PASS)
        for row in full:
            self._log.append("insert", shape.name, row["id"], _subject(shape, row), None, row_as_json(row))
        return [row["id"] for row in full]

    def update(self, table: Table, id: str, expected_version: int, values: Mapping[str, object]) -> int:  # noqa: A002
        """Change the columns that differ; the row's version afterwards. Nothing differs: nothing is written.

        Raises `StaleVersion` when somebody changed the row since ``expected_version`` was read, `Missing` when the
        row is gone.
        """
        shape = shape_of(table)
        row = self._current(table, shape, id, expected_version)
        changed = {
            name: value
            for name, value in ((str(name), plain(value)) for name, value in values.items())
            if row[_column(shape, name)] != value
        }
        if not changed:
            return expected_version
        subject = _subject(shape, row | changed)
        if shape.subject and subject != _subject(shape, row) and _subject(shape, row) is not None:
            if subject is not None:
                raise ValueError("a row does not move from one participant to another")
            subject = _subject(shape, row)
        self.connection.execute(
            table.update()
            .where(table.c.id == bindparam("wanted"), table.c.version == bindparam("expected"))
            .values({**changed, "version": expected_version + 1}),
            {"wanted": id, "expected": expected_version},
            execution_options=PASS,
        )
        for name, value in changed.items():
            self._log.append(
                "update", shape.name, id, subject, value_as_json(row[name]), value_as_json(value), name
            )
        return expected_version + 1

    def delete(self, table: Table, id: str, expected_version: int) -> None:  # noqa: A002
        """Take a row away. Raises `StaleVersion`, `Missing`, and `Conflict` when something still refers to it."""
        shape = shape_of(table)
        row = self._current(table, shape, id, expected_version)
        self.connection.execute(
            table.delete().where(table.c.id == bindparam("wanted")), {"wanted": id}, execution_options=PASS
        )
        self._log.append("delete", shape.name, id, _subject(shape, row), row_as_json(row), None)

    def set_setting(self, key: str, value: str, expected_version: int | None = None) -> int:
        """Keep the JSON text ``value`` under ``key``; the setting's version afterwards.

        With ``expected_version`` (0: there is none yet) raises `StaleVersion` when somebody changed it meanwhile.
        """
        row = self.connection.execute(select(setting).where(setting.c.key == key)).one_or_none()
        version = row.version if row else 0
        if expected_version is not None and version != expected_version:
            raise self._stale("setting", key)
        if row and row.value == value:
            return version
        if row:
            statement: Any = (
                setting.update().where(setting.c.key == key).values(value=value, version=version + 1)
            )
        else:
            statement = setting.insert().values(key=key, value=value, version=1)
        self.connection.execute(statement, execution_options=PASS)
        self._log.append(
            "update" if row else "insert",
            "setting",
            key,
            None,
            value_as_json(row.value) if row else None,
            value_as_json(value),
            "value",
        )
        return version + 1

    def access(self, what: str, participant_id: str | None = None) -> None:
        """Record that the actor looked at something: ``reveal``, ``protected_address`` and the like."""
        self.connection.execute(
            access.insert(),
            {"at": self.now, "actor": self.actor, "participant_id": participant_id, "what": what},
            execution_options=PASS,
        )

    def disclosure(
        self,
        *,
        participant_id: str | None,
        recipient: str,
        export: str,
        fields: Iterable[str],
        consents: Iterable[str] = (),
        cancelled: bool = False,
    ) -> None:
        """Record what left the team: to whom, in which export, which fields, on which consents."""
        self.connection.execute(
            disclosure.insert(),
            {
                "at": self.now,
                "actor": self.actor,
                "participant_id": participant_id,
                "recipient": recipient,
                "export": export,
                "fields": " ".join(fields),
                "consents": " ".join(consents),
                "cancelled": cancelled,
            },
            execution_options=PASS,
        )

    def finish(self) -> None:
        """Write what the log still holds; `Database.write` calls it before it commits."""
        self._log.flush()

    def _current(self, table: Table, shape: Shape, wanted: str, expected_version: int) -> dict[str, Any]:
        row = self.connection.execute(shape.row, {"wanted": wanted}).mappings().one_or_none()
        if row is None:
            raise Missing(text("This is no longer there: somebody deleted it. Reload."))
        if row["version"] != expected_version:
            raise self._stale(str(table.name), wanted)
        return {str(name): value for name, value in row.items()}

    def _stale(self, entity: str, wanted: str) -> StaleVersion:
        self._log.flush()
        last = self.connection.execute(_LAST, {"entity": entity, "wanted": wanted}).one_or_none()
        return StaleVersion(last.actor, last.at) if last else StaleVersion("", None)


def _complete(shape: Shape, values: Mapping[str, object]) -> dict[str, Any]:
    """Every column of the row; raises ``KeyError`` for a column that the table does not have."""
    row: dict[str, Any] = {**shape.defaults, **values}
    if len(row) != len(shape.defaults):
        raise KeyError(f"{shape.name} has no column {', '.join(sorted(row.keys() - shape.columns))}")
    for name, value in row.items():
        if type(value) not in _PLAIN:
            row[name] = plain(value)
    if row["id"] is None:
        row["id"] = new_id()
    row["version"] = 1
    return row


_PLAIN = frozenset({str, int, bool, type(None), dt.date})


def _column(shape: Shape, name: str) -> str:
    if name not in shape.columns or name in {"id", "version"}:
        raise KeyError(f"{shape.name} has no column {name} that can be changed")
    return name


def _subject(shape: Shape, row: Mapping[str, Any]) -> str | None:
    return row[shape.subject] if shape.subject else None
