"""Databases that were made with the first revision are upgraded as they stand, on both kinds of database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, select, text

from exin_schema.migrations import HEAD
from exin_schema.tables import change, participant, standup, standup_entry, task
from exin_tui.history.reading import changes
from exin_tui.history.verifying import verify
from exin_tui.storage import sqlcipher
from exin_tui.storage.creating import create_database
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door
from exin_tui.storage.opening import open_database
from exin_tui.storage.places import keys_path
from exin_tui.storage.upgrading import run_migrations
from exin_tui.storage.versions import version_of
from tests.databases import KINDS, NOW, PASSPHRASE, saying
from tests.postgres import Server

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


def as_it_was_first(connection: Connection) -> None:
    """The tables of the first revision with a participant, a task of hers, and what the log says of them."""
    run_migrations(connection, "0001")
    door = Door(connection, command="participant.add", actor="KB", now=NOW)
    ident = door.insert(participant, {"code": "SN-1", "alias": "bjørk", "phase": "intake"})
    door.insert(task, {"participant_id": ident, "title": "ring"})
    door.finish()


@pytest.fixture(params=KINDS)
def upgraded(
    request: pytest.FixtureRequest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A database of the first revision, opened by today's program."""
    monkeypatch.setenv("EXIN_PASSPHRASE", PASSPHRASE)
    if request.param == "sqlite":
        path = folder / "caseload.db"
        made, _ = create_database(path, initials="KB", passphrase=PASSPHRASE, now=NOW)
        made.close()
        key = _key_of(path)
        path.write_bytes(b"")
        engine = sqlcipher.unguarded_engine(path, key)
        with engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            as_it_was_first(connection)
        engine.dispose()
        target = str(path)
    else:
        server: Server = request.getfixturevalue("postgres")
        target = server.create(f"first_{id(request)}")
        engine = create_engine(target)
        with engine.begin() as connection:
            as_it_was_first(connection)
        engine.dispose()
    with open_database(target, unlock=saying(PASSPHRASE), initials="KB") as database:
        yield database


def _key_of(path: Path) -> bytes:
    from exin_tui.storage.keys_unlocking import unlock

    assert keys_path(path).exists()
    return unlock(path, saying(PASSPHRASE)).key


def test_a_database_of_the_first_revision_keeps_its_rows_and_its_log(upgraded: Database) -> None:
    assert [HEAD in note.say("en") for note in upgraded.notes] == [True]
    with upgraded.read() as connection:
        assert version_of(connection) == HEAD
        assert connection.execute(select(participant.c.alias)).scalars().all() == ["bjørk"]
        joined = "SELECT count(*) FROM task JOIN participant p ON p.id = participant_id"
        assert connection.execute(text(joined)).scalar_one() == 1
        assert verify(connection).ok
        assert {one.entity for one in changes(connection)} == {"participant", "task"}
        assert [one.new["alias"] for one in changes(connection, entity="participant")] == ["bjørk"]


def test_stand_ups_can_be_held_in_it_at_once(upgraded: Database) -> None:
    with upgraded.write(command="standup.begin", now=NOW) as door:
        whose = door.connection.execute(select(participant.c.id)).scalar_one()
        values = {"kind": "daily", "held_on": NOW.date(), "held_by": "KB", "started_at": NOW}
        held = door.insert(standup, {**values, "planned_minutes": 15, "began_change": 2})
        door.insert(standup_entry, {"standup_id": held, "participant_id": whose, "position": 0})
        door.keep_clock(held)
    with upgraded.read() as connection:
        sealed = connection.execute(
            select(change.c.entity, change.c.participant_id).where(change.c.id > 2).order_by(change.c.id)
        ).all()
    assert [tuple(row) for row in sealed] == [("standup", None), ("standup_entry", whose)]
