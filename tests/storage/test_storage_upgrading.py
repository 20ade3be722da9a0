"""Opening what an older exin wrote upgrades it, after a copy was put aside; what a newer one wrote is
refused.
"""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import select, text

from exin_schema import migrations
from exin_schema.tables import participant, task
from exin_tui.storage import opening, sqlcipher, upgrading, versions
from exin_tui.storage.creating import create_database
from exin_tui.storage.database import Database
from exin_tui.storage.errors import DiskFull, NewerSchema, OlderSchema, UpgradeFailed
from exin_tui.storage.keys_unlocking import unlock
from exin_tui.storage.opening import open_database, open_with_key
from exin_tui.storage.upgrading import back_up, upgrade
from tests.databases import NOW, PASSPHRASE, saying

pytestmark = pytest.mark.usefixtures("cheap_passphrases")

NEXT = """
import sqlalchemy as sa
from alembic import op
revision, down_revision = "0003", "0002"
def upgrade():
    with op.batch_alter_table("participant") as table:
        table.add_column(sa.Column("shoe_size", sa.Integer))
        table.alter_column("district", nullable=True)
    {more}
"""

_JOINED = "SELECT count(*) FROM task JOIN participant p ON p.id = participant_id"


@pytest.fixture
def made(folder: Path) -> tuple[Path, bytes]:
    """A database of today with a participant and her task, and its key."""
    path = folder / "caseload.db"
    opened, _ = create_database(path, initials="KB", passphrase=PASSPHRASE, now=NOW)
    with opened, opened.write(command="x", now=NOW) as door:
        ident = door.insert(participant, {"code": "SN-1", "alias": "bjørk", "phase": "intake"})
        door.insert(task, {"participant_id": ident, "title": "ring"})
    return path, unlock(path, saying(PASSPHRASE)).key


def next_revision(folder: Path, more: str = "pass") -> Path:
    revisions = folder.parent / "revisions"
    revisions.mkdir()
    (revisions / "0003_next.py").write_text(NEXT.format(more=more))
    return revisions


def columns(path: Path, key: bytes) -> set[str]:
    connection = sqlcipher.connect(path, key, writes=False)
    found = {row[1] for row in connection.execute("PRAGMA table_info(participant)")}
    connection.close()
    return found


def test_an_older_database_is_copied_upgraded_and_said_to_be(made: tuple[Path, bytes]) -> None:
    path, key = made
    said = upgrade(path, key, "0003", next_revision(path.parent))
    copy = path.with_name("caseload-before-0003.db")
    assert str(copy) in said.say("en")
    assert "0003" in said.say("en")
    assert "shoe_size" in columns(path, key)
    assert "shoe_size" not in columns(copy, key)
    connection = sqlcipher.connect(path, key, writes=False)
    assert connection.execute(_JOINED).fetchone() == (1,)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0003",)
    connection.close()


def test_the_copy_is_encrypted_private_and_opens_with_the_same_passphrase(made: tuple[Path, bytes]) -> None:
    path, key = made
    copy = back_up(path, key, "0003")
    assert b"SQLite format" not in copy.read_bytes()[:64]
    assert "bjørk".encode() not in copy.read_bytes()
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    with open_database(copy, unlock=saying(PASSPHRASE)) as opened, opened.read() as connection:
        assert connection.execute(select(participant.c.code)).scalars().all() == ["SN-1"]


def test_an_earlier_copy_is_not_overwritten(made: tuple[Path, bytes]) -> None:
    path, key = made
    copies = [back_up(path, key, "0003") for _ in range(3)]
    assert [copy.name for copy in copies] == [
        "caseload-before-0003.db",
        "caseload-before-0003-2.db",
        "caseload-before-0003-3.db",
    ]


def test_a_copy_that_finds_no_room_is_removed_and_nothing_is_upgraded(
    made: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = made
    before = {file.name for file in path.parent.iterdir()}

    class Full:
        def execute(self, statement: str, *_: object) -> None:
            import sqlcipher3

            assert statement.startswith("VACUUM")
            raise sqlcipher3.OperationalError("database or disk is full")

        def close(self) -> None: ...

    with monkeypatch.context() as patched:
        patched.setattr(sqlcipher, "connect", lambda *_, **__: Full())
        with pytest.raises(DiskFull):
            upgrade(path, key, "0003", next_revision(path.parent))
    assert {file.name for file in path.parent.iterdir()} == before
    assert "shoe_size" not in columns(path, key)


@pytest.mark.parametrize(
    "more",
    [
        "op.execute('this is no SQL')",
        "raise ValueError('Kari Nordmann')",
        "op.execute(\"UPDATE task SET participant_id = 'nobody'\")",
    ],
)
def test_an_upgrade_that_fails_leaves_the_database_as_it_was(made: tuple[Path, bytes], more: str) -> None:
    path, key = made
    with pytest.raises(UpgradeFailed) as failed:
        upgrade(path, key, "0003", next_revision(path.parent, more))
    assert "caseload-before-0003.db" in str(failed.value)
    assert "Kari" not in str(failed.value)
    assert "shoe_size" not in columns(path, key)
    with open_with_key(path, key, actor="KB") as database, database.read() as connection:
        assert len(connection.execute(select(task)).all()) == 1


def test_an_upgrade_that_another_process_finished_meanwhile_is_not_done_twice(
    made: tuple[Path, bytes],
) -> None:
    path, key = made
    revisions = next_revision(path.parent)
    upgrade(path, key, "0003", revisions)
    upgrade(path, key, "0003", revisions)
    assert "shoe_size" in columns(path, key)


def test_opening_upgrades_and_tells_the_user(
    made: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = made
    revisions = next_revision(path.parent)
    for module in (migrations, versions):
        monkeypatch.setattr(module, "HEAD", "0003")
        monkeypatch.setattr(module, "REVISIONS", ("0001", "0002", "0003"))
    with pytest.raises(OlderSchema):
        open_with_key(path, key, actor="KB")
    monkeypatch.setattr(upgrading, "upgrade", lambda path, key: upgrade(path, key, "0003", revisions))
    with open_database(path, unlock=saying(PASSPHRASE)) as opened:
        assert ["caseload-before-0003.db" in note.say("en") for note in opened.notes] == [True]
    with open_database(path, unlock=saying(PASSPHRASE)) as opened:
        assert opened.notes == []


def test_a_database_of_a_newer_exin_is_refused_and_left_alone(made: tuple[Path, bytes]) -> None:
    path, key = made
    connection = sqlcipher.connect(path, key, writes=True)
    connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.close()
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(NewerSchema, match="newer"):
        open_with_key(path, key, actor="KB")
    with pytest.raises(NewerSchema) as refused:
        open_database(path, unlock=saying(PASSPHRASE))
    assert "0099" in str(refused.value)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_versions_are_compared_without_alembic(database: Database) -> None:
    with database.read() as connection:
        assert versions.version_of(connection) == migrations.HEAD
    assert "alembic" not in (opening.__doc__ or "")
    with database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM alembic_version")).scalar_one() == 1
