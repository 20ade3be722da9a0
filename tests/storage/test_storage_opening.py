"""Opening, closing, and what lies on the disk meanwhile."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlcipher3
from sqlalchemy import select

from exin_schema.tables import participant, task, team
from exin_tui.storage import driver
from exin_tui.storage.creating import create_database, temporary_database
from exin_tui.storage.database import Database
from exin_tui.storage.errors import Busy, Damaged, DiskFull, NotADatabase, StorageError
from exin_tui.storage.keys_unlocking import unlock
from exin_tui.storage.opening import open_with_key
from tests.databases import NOW, PASSPHRASE, saying

pytestmark = pytest.mark.usefixtures("cheap_passphrases")


@pytest.fixture
def made(folder: Path) -> tuple[Path, bytes]:
    """A database and its key."""
    path = folder / "caseload.db"
    create_database(path, initials="KB", passphrase=PASSPHRASE, now=NOW)[0].close()
    return path, unlock(path, saying(PASSPHRASE)).key


_READ = """
import sys
from sqlalchemy import select
from exin_schema.tables import participant
from exin_tui.storage.opening import open_with_key
with open_with_key(sys.argv[1], bytes.fromhex(sys.argv[2]), actor="KB") as database:
    with database.read() as connection:
        connection.execute(select(participant)).all()
    database.last_change()
heavy = ["alembic", "cryptography", "sqlalchemy.orm", "psycopg", "platformdirs", "textual", "mako"]
print([name for name in heavy if name in sys.modules])
"""


def test_nothing_heavy_is_imported_to_open_with_the_key_and_read(made: tuple[Path, bytes]) -> None:
    path, key = made
    ran = subprocess.run(
        [sys.executable, "-c", _READ, str(path), key.hex()], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
    assert ran.stderr == ""


def test_the_key_at_hand_opens_and_another_does_not(made: tuple[Path, bytes]) -> None:
    path, key = made
    with open_with_key(path, key, actor="AM") as opened:
        assert (opened.actor, opened.url_or_path) == ("AM", str(path))
    with pytest.raises(NotADatabase):
        open_with_key(path, bytes(32), actor="AM")


def test_a_temporary_database_is_encrypted_and_gone_after_closing() -> None:
    database = temporary_database(actor="KB")
    path = Path(database.url_or_path)
    with database.write(command="x", now=NOW) as door:
        door.insert(team, {"name": "Nord", "code_prefix": "N"})
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    assert not any(b"Nord" in file.read_bytes() for file in path.parent.iterdir())
    database.close()
    assert not path.parent.exists()


def test_a_forgotten_temporary_database_is_gone_at_the_end_of_the_program() -> None:
    program = (
        "from exin_tui.storage.creating import temporary_database\n"
        "database = temporary_database(actor='KB')\n"
        "print(database.url_or_path)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip().endswith("caseload.db")
    assert not Path(ran.stdout.strip()).parent.exists()


def test_connections_have_the_pragmas_that_keep_data_safe(made: tuple[Path, bytes]) -> None:
    path, key = made
    for writes in (True, False):
        connection = driver.connect(path, key, writes=writes)
        values = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "foreign_keys", "recursive_triggers", "synchronous", "busy_timeout")
        }
        assert values == {
            "journal_mode": "wal",
            "foreign_keys": 1,
            "recursive_triggers": 1,
            "synchronous": 2,
            "busy_timeout": 5000,
        }
        assert connection.execute("PRAGMA query_only").fetchone()[0] == (0 if writes else 1)
        connection.close()


def test_opening_never_makes_a_file(folder: Path) -> None:
    with pytest.raises(StorageError):
        driver.connect(folder / "nothing.db", bytes(32), writes=True)
    assert list(folder.iterdir()) == []


def test_plain_sqlite_reads_nothing_of_it(made: tuple[Path, bytes]) -> None:
    plain = sqlite3.connect(made[0])
    with pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master").fetchall()
    plain.close()


def test_a_full_disk_is_a_sentence_and_nothing_is_half_written(made: tuple[Path, bytes]) -> None:
    path, key = made
    with open_with_key(path, key, actor="KB") as database:
        with pytest.raises(DiskFull), database.write(command="x", now=NOW) as door:  # noqa: PT012
            door.connection.exec_driver_sql("PRAGMA max_page_count=120")
            for _ in range(200):
                door.insert_many(task, [{"note": "x" * 4000}] * 10)
        with database.read() as connection:
            assert connection.execute(select(task)).all() == []
        assert database.last_change() == 0


def test_a_disk_with_a_limit_is_not_called_a_damaged_database(made: tuple[Path, bytes]) -> None:
    path, key = made
    program = (
        "import datetime as dt, resource, sys\n"
        "from exin_schema.tables import task\n"
        "from exin_tui.storage.errors import StorageError\n"
        "from exin_tui.storage.opening import open_with_key\n"
        "with open_with_key(sys.argv[1], bytes.fromhex(sys.argv[2]), actor='KB') as database:\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "    try:\n"
        "        with database.write(command='x', now=dt.datetime.now(dt.UTC)) as door:\n"
        "            door.insert_many(task, [{'title': 'x' * 200}] * 500)\n"
        "    except StorageError as error:\n"
        "        print(error.message.say('en'))\n"
    )
    command = [sys.executable, "-c", program, str(path), key.hex()]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "the disk fails or has no room" in ran.stdout
    with open_with_key(path, key, actor="KB") as database, database.read() as connection:
        assert connection.execute(select(task)).all() == []


def test_a_writer_that_does_not_finish_is_said_to_be_there(
    made: tuple[Path, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key = made
    monkeypatch.setattr(driver, "BUSY_MILLISECONDS", 50)
    other = driver.connect(path, key, writes=True)
    other.execute("BEGIN IMMEDIATE")
    with open_with_key(path, key, actor="KB") as database:
        with pytest.raises(Busy), database.write(command="x", now=NOW):
            pass
        other.execute("ROLLBACK")
        with database.write(command="x", now=NOW) as door:
            door.insert(team, {"name": "Nord", "code_prefix": "N"})
    other.close()


def test_a_damaged_page_is_noticed(made: tuple[Path, bytes]) -> None:
    path, key = made
    with open_with_key(path, key, actor="KB") as database, database.write(command="x", now=NOW) as door:
        door.insert_many(
            team, [{"name": f"{number} " + "x" * 500, "code_prefix": "N"} for number in range(400)]
        )
    content = bytearray(path.read_bytes())
    for page in range(60, len(content) // 4096):
        content[page * 4096 + 2000] ^= 1
    path.write_bytes(content)
    with (
        pytest.raises((Damaged, NotADatabase)),
        open_with_key(path, key, actor="KB") as database,
        database.read() as connection,
    ):
        connection.execute(select(team)).all()


def test_a_program_that_is_killed_while_it_writes_leaves_what_was_committed(made: tuple[Path, bytes]) -> None:
    path, key = made
    program = (
        "import sys, datetime as dt\n"
        "from exin_tui.storage.opening import open_with_key\n"
        "from exin_schema.tables import task\n"
        "database = open_with_key(sys.argv[1], bytes.fromhex(sys.argv[2]), actor='KB')\n"
        "while True:\n"
        "    with database.write(command='x', now=dt.datetime.now(dt.UTC)) as door:\n"
        "        door.insert_many(task, [{'title': 'x' * 200}] * 50)\n"
        "    print('committed', flush=True)\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, str(path), key.hex()], stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    committed = sum(1 for _ in zip(range(5), running.stdout, strict=False))
    running.send_signal(signal.SIGKILL)
    committed += len(running.stdout.readlines())
    running.wait()
    running.stdout.close()
    with open_with_key(path, key, actor="KB") as database, database.read() as connection:
        rows = len(connection.execute(select(task)).all())
        assert rows % 50 == 0
        assert rows >= committed * 50
        from exin_tui.history.verifying import verify

        assert verify(connection).ok
        assert verify(connection).count == rows


@pytest.mark.parametrize("milliseconds", [5, 20, 35, 60])
def test_a_change_of_key_that_is_killed_leaves_a_database_that_one_of_the_keys_opens(
    made: tuple[Path, bytes], milliseconds: int
) -> None:
    path, key = made
    other = bytes(range(32))
    with open_with_key(path, key, actor="KB") as database, database.write(command="x", now=NOW) as door:
        door.insert_many(task, [{"title": "x" * 3000}] * 2000)
    program = Path(__file__).parent / "rekey_in_process.py"
    running = subprocess.Popen(
        [sys.executable, str(program), str(path), key.hex(), other.hex()], stdout=subprocess.PIPE
    )
    assert running.stdout is not None
    running.stdout.readline()
    time.sleep(milliseconds / 1000)
    running.send_signal(signal.SIGKILL)
    running.wait()
    running.stdout.close()
    counted = [rows for candidate in (key, other) if (rows := count_tasks(path, candidate)) is not None]
    assert counted == [2000]


def count_tasks(path: Path, key: bytes) -> int | None:
    try:
        with open_with_key(path, key, actor="KB") as database, database.read() as connection:
            return len(connection.execute(select(task)).all())
    except NotADatabase:
        return None


def test_errors_of_the_driver_do_not_print_values(made: tuple[Path, bytes]) -> None:
    path, key = made
    with open_with_key(path, key, actor="KB") as database:
        with pytest.raises(StorageError) as refused, database.write(command="x", now=NOW) as door:
            door.insert(
                participant, {"code": "SN-1", "alias": None, "given_name": "Hemmelig", "phase": "intake"}
            )
        assert "Hemmelig" not in repr(refused.value) + str(refused.value)
        assert refused.value.__suppress_context__


def test_the_encrypting_driver_is_the_one_in_use() -> None:
    assert sqlcipher3.connect(":memory:").execute("PRAGMA cipher_version").fetchone()[0]


def test_a_closed_database_can_be_closed_again(database: Database) -> None:
    database.close()
    database.close()
