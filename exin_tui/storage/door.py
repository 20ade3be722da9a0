"""The one door: the only code that inserts, updates and deletes, and it logs what it does in the same
transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Executable, Table, bindparam, select
from sqlalchemy.exc import DBAPIError

from exin_schema.tables import access, change, disclosure, new_id, setting, standup_clock
from exin_tui.language import text
from exin_tui.privacy.identity_number import holds_identity_number, refusal
from exin_tui.storage.door_log import Log
from exin_tui.storage.door_subjects import Subjects
from exin_tui.storage.errors import IdentityNumber, Missing, StaleVersion
from exin_tui.storage.failures import as_storage_error
from exin_tui.storage.guard import PASS
from exin_tui.storage.recorded import plain, row_as_json, value_as_json
from exin_tui.storage.shape import Shape, shape_of

_LAST = (
    select(change.c.actor, change.c.at)
    .where(change.c.entity == bindparam("entity"), change.c.entity_id == bindparam("wanted"))
    .order_by(change.c.id.desc())
    .limit(1)
)

_AT_ONCE = 500
_NEW = "new_"  # an update's values are bound beside the columns' own names


class Door:
    """One command's way to write. Made by `Database.write`, of no use after its ``with`` block.

    ``connection`` is for reading inside the same transaction; ``unit`` is the command's id in the change
    log; ``now`` and ``actor`` are what the log will say.
    """

    def __init__(self, connection: Connection, *, command: str, actor: str, now: dt.datetime) -> None:
        self.connection = connection
        self.unit = new_id()
        self.command = command
        self.actor = actor
        self.now = now
        self._subjects = Subjects(connection)
        self._log = Log(connection, self._subjects, unit=self.unit, actor=actor, command=command, now=now)

    @property
    def has_changed(self) -> bool:
        """Something was changed: the log has a unit of this command."""
        return self._log.appended > 0

    def insert(self, table: Table, values: Mapping[str, object]) -> str:
        """Add a row and return its id, which is made when ``values`` has none. Columns not named take their
        default.

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
        self._run(shape.insertion, full)
        for row in full:
            self._log.append("insert", shape.name, row["id"], _subject(shape, row), None, row_as_json(row))
        return [row["id"] for row in full]

    def update(self, table: Table, id: str, expected_version: int, values: Mapping[str, object]) -> int:  # noqa: A002
        """Change the columns that differ; the row's version afterwards. Nothing differs: nothing is written.

        Raises `StaleVersion` when somebody changed the row since ``expected_version`` was read, `Missing`
        when the row is gone.
        """
        return self.update_many(table, [(id, expected_version, values)])[0]

    def update_many(self, table: Table, rows: Sequence[tuple[str, int, Mapping[str, object]]]) -> list[int]:
        """`update` for many rows of one table, each ``(id, expected version, values)``; all or nothing."""
        shape = shape_of(table)
        current = self._current(table, shape, [(wanted, version) for wanted, version, _ in rows])
        groups: dict[tuple[str, ...], list[dict[str, object]]] = {}
        versions: list[int] = []
        for wanted, version, values in rows:
            row = current[wanted]
            changed = _differing(shape, row, values)
            versions.append(version + 1 if changed else version)
            if changed:
                new: dict[str, object] = {_NEW + name: value for name, value in changed.items()}
                groups.setdefault(tuple(changed), []).append({**new, "wanted": wanted})
                self._record_update(shape, wanted, row, changed)
        for names, parameters in groups.items():
            values_of = {name: bindparam(_NEW + name, type_=table.c[name].type) for name in names}
            self._run(
                table.update()
                .where(table.c.id == bindparam("wanted"))
                .values({**values_of, "version": table.c.version + 1}),
                parameters,
            )
        return versions

    def delete(self, table: Table, id: str, expected_version: int) -> None:  # noqa: A002
        """Take a row away. Raises `StaleVersion`, `Missing`, and `Conflict` when something still refers to
        it.
        """
        shape = shape_of(table)
        row = self._current(table, shape, [(id, expected_version)])[id]
        self._run(table.delete().where(table.c.id == bindparam("wanted")), {"wanted": id})
        self._log.append("delete", shape.name, id, _subject(shape, row), row_as_json(row), None)

    def restore(self, table: Table, row: Mapping[str, object]) -> None:
        """Put a deleted row back, every column as the log has it, one version later than it was.

        A reader who still holds the row from before is then told to reload.
        """
        shape = shape_of(table)
        full = _complete(shape, row)
        full["version"] = int(str(row["version"])) + 1
        self._run(shape.insertion, full)
        self._log.append("insert", shape.name, full["id"], _subject(shape, full), None, row_as_json(full))

    def setting(self, key: str) -> str | None:
        """The JSON text kept under ``key``, as this transaction sees it."""
        return self._run(select(setting.c.value).where(setting.c.key == key)).scalar_one_or_none()

    def set_setting(self, key: str, value: str, expected_version: int | None = None) -> int:
        """Keep the JSON text ``value`` under ``key``; the setting's version afterwards.

        With ``expected_version`` (0: there is none yet) raises `StaleVersion` when somebody changed it
        meanwhile.
        """
        if holds_identity_number(value) or holds_identity_number(key):
            raise IdentityNumber(refusal())
        row = self._run(select(setting).where(setting.c.key == key)).one_or_none()
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
        self._run(statement)
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

    def restore_setting(self, key: str, value: str | None) -> None:
        """Put a setting back as it was; empty: there was none."""
        if value is not None:
            self.set_setting(key, value)
            return
        row = self._run(select(setting).where(setting.c.key == key)).one()
        self._run(setting.delete().where(setting.c.key == key))
        self._log.append("delete", "setting", key, None, value_as_json(row.value), None, "value")

    def destroy_key(self, participant_id: str) -> None:
        """Overwrite the participant's own key: nothing logged about them can be read again. See
        `history.erasing`.
        """
        self._log.flush()
        self._subjects.destroy(participant_id)
        self._log.append("update", "subject_key", participant_id, None, None, None, "key")

    def access(self, what: str, participant_id: str | None = None) -> None:
        """Record that the actor looked at something: ``reveal``, ``protected_address`` and the like."""
        self._run(
            access.insert(),
            {"at": self.now, "actor": self.actor, "participant_id": participant_id, "what": what},
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
        self._run(
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
        )

    def keep_clock(self, standup_id: str) -> None:
        """Note that a stand-up is running ``now``. Of its clock a crash loses what comes after this.

        Not logged: every few seconds of each stand-up would bury what people did.
        """
        at = standup_clock.update().where(standup_clock.c.standup_id == standup_id).values(at=self.now)
        if not self._run(at).rowcount:
            self._run(standup_clock.insert(), {"standup_id": standup_id, "at": self.now})

    def _run(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        """Execute one statement with the door's pass; what the driver says becomes a `StorageError`."""
        try:
            return self.connection.execute(statement, parameters, execution_options=PASS)
        except DBAPIError as error:
            raise as_storage_error(error) from None

    def finish(self) -> None:
        """Write what the log still holds; `Database.write` calls it before it commits."""
        self._log.flush()

    def _current(
        self, table: Table, shape: Shape, wanted: Sequence[tuple[str, int]]
    ) -> dict[str, dict[str, Any]]:
        """The rows as they are, if each is at the version that the caller saw."""
        versions = dict(wanted)
        if len(versions) != len(wanted):
            raise ValueError("a row is changed once by one call")
        found: dict[str, dict[str, Any]] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            some = [name for name, _ in wanted[start : start + _AT_ONCE]]
            for row in self._run(shape.rows, {"wanted": some}).mappings():
                found[row["id"]] = {str(name): value for name, value in row.items()}
        for name, version in wanted:
            if name not in found:
                raise Missing(text("This is no longer there: somebody deleted it. Reload."))
            if found[name]["version"] != version:
                raise self._stale(str(table.name), name)
        if shape.subject:
            owners = (row[shape.subject] for row in found.values())
            self._subjects.fetch(owner for owner in owners if owner is not None)
        return found

    def _record_update(
        self, shape: Shape, wanted: str, row: Mapping[str, Any], changed: Mapping[str, object]
    ) -> None:
        subject, after = _subject(shape, row), _subject(shape, {**row, **changed})
        if subject is None:
            subject = after
        elif after is not None and after != subject:
            raise ValueError(
                "a row does not move from one participant to another: delete it and make a new one"
            )
        for name, value in changed.items():
            self._log.append(
                "update", shape.name, wanted, subject, value_as_json(row[name]), value_as_json(value), name
            )

    def _stale(self, entity: str, wanted: str) -> StaleVersion:
        self._log.flush()
        last = self._run(_LAST, {"entity": entity, "wanted": wanted}).one_or_none()
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
    _refuse_identity_numbers(shape, row)
    return row


def _refuse_identity_numbers(shape: Shape, values: Mapping[str, object]) -> None:
    """Whatever command it comes from, and whichever field: it is not kept. Raises `IdentityNumber`."""
    for name in shape.words & values.keys():
        value = values[name]
        if isinstance(value, str) and len(value) > _SHORTER and holds_identity_number(value):
            raise IdentityNumber(refusal())


_SHORTER = 10  # characters; an identity number has eleven digits
_PLAIN = frozenset({str, int, bool, type(None), dt.date})


def _differing(shape: Shape, row: Mapping[str, Any], values: Mapping[str, object]) -> dict[str, object]:
    """The values that are not what the row has; raises ``KeyError`` for a column that nobody sets."""
    for name in values:
        if name not in shape.columns or name in {"id", "version"}:
            raise KeyError(f"{shape.name} has no column {name} that can be changed")
    stored = ((str(name), plain(value)) for name, value in values.items())
    changed = {name: value for name, value in stored if row[name] != value}
    _refuse_identity_numbers(shape, changed)
    return changed


def _subject(shape: Shape, row: Mapping[str, Any]) -> str | None:
    return row[shape.subject] if shape.subject else None
