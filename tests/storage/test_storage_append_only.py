"""The logs cannot be changed, not even with the door's pass or by another program that has the key."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from exin_tui.history.verifying import verify
from exin_tui.storage.database import Database
from exin_tui.storage.errors import Conflict
from exin_tui.storage.guard import PASS
from tests.databases import NOW
from tests.storage.people import add_participant

LOGS = ["change", "access", "disclosure"]
ATTEMPTS = [
    "UPDATE {log} SET actor = 'XX'",
    "UPDATE {log} SET actor = actor WHERE id = 1",
    "DELETE FROM {log}",
    "DELETE FROM {log} WHERE id = 1",
    "INSERT OR REPLACE INTO {log} SELECT * FROM {log}",
    "REPLACE INTO {log} SELECT * FROM {log}",
    "UPDATE OR REPLACE {log} SET id = 1 WHERE id = 2",
    "TRUNCATE {log}",
    "INSERT INTO {log} SELECT * FROM {log} WHERE true ON CONFLICT (id) DO UPDATE SET actor = 'XX'",
]
_ONLY_SQLITE = ("OR REPLACE", "REPLACE INTO")


@pytest.mark.parametrize("log", LOGS)
@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_log_refuses_to_be_changed(database: Database, log: str, attempt: str) -> None:
    ident = add_participant(database, code="SN-1")
    add_participant(database, code="SN-2")
    with database.write(command="x", now=NOW) as door:
        for _ in range(2):
            door.access("reveal", ident)
            door.disclosure(participant_id=ident, recipient="nav", export="form", fields=["name"])
    before = rows(database, log)
    with pytest.raises((DBAPIError, Conflict)) as refused, database.write(command="x", now=NOW) as door:
        door.connection.execute(text(attempt.format(log=log)), execution_options=dict(PASS))
    if _applies(database, attempt):
        assert "append-only" in str(refused.value.__context__) + str(refused.value)
    assert rows(database, log) == before
    with database.read() as connection:
        assert verify(connection).ok


def _applies(database: Database, attempt: str) -> bool:
    on_sqlite = database.url_or_path.endswith(".db")
    return ("TRUNCATE" not in attempt) if on_sqlite else not any(word in attempt for word in _ONLY_SQLITE)


def rows(database: Database, log: str) -> list[tuple[object, ...]]:
    with database.read() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT * FROM {log} ORDER BY id"))]  # noqa: S608


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_an_insert_that_replaces_is_refused_even_where_recursive_triggers_are_off(database: Database) -> None:
    add_participant(database)
    with pytest.raises(Conflict), database.write(command="x", now=NOW) as door:  # noqa: PT012
        door.connection.exec_driver_sql("PRAGMA recursive_triggers=OFF")
        door.connection.execute(
            text("INSERT OR REPLACE INTO change SELECT * FROM change"), execution_options=dict(PASS)
        )
    with database.read() as connection:
        assert verify(connection).ok
        assert verify(connection).count == 1
