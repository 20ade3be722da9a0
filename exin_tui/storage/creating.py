"""Making databases: a team's own, and throw-away ones for the demo."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

from exin_schema.tables import metadata
from exin_tui.storage.database import Database
from exin_tui.storage.encrypted import KeyHolder, encrypted_database
from exin_tui.storage.failures import said_by_driver
from exin_tui.storage.keys_crypto import new_database_key
from exin_tui.storage.keys_file import KeysFile, sync_folder, write_keys
from exin_tui.storage.keys_people import checked_initials
from exin_tui.storage.keys_recovery import new_code, read_code
from exin_tui.storage.keys_slots import new_slot, require_strong
from exin_tui.storage.keys_unlocking import Unlocked
from exin_tui.storage.places import check_new, keys_path, move_without_overwriting
from exin_tui.storage.sqlcipher import unguarded_engine
from exin_tui.storage.targets import path_of, server_url
from exin_tui.storage.versions import stamp


def create_database(
    target: str | Path | None, *, initials: str, passphrase: str, now: dt.datetime
) -> tuple[Database, str]:
    """A new, empty database at a path or URL (empty: the default place), and its recovery code, to be shown
    once.

    The folder is 0700, the files 0600. On a server there are no keys and the code is empty. Raises
    `AlreadyExists` rather than touch what is there, `WeakPassphrase`, `OpenToOthers`, `NetworkShare`,
    `ReadOnlyFolder`, `BadTarget`.
    """
    initials = checked_initials(initials)
    path = path_of(target)
    if path is None:
        return _on_server(str(target), initials), ""
    require_strong(passphrase)
    path = check_new(path)
    key, code = new_database_key(), new_code()
    slot, private = new_slot(initials, passphrase, [key], now)
    recovery, _ = new_slot("", read_code(code), [key], now)
    keys = KeysFile("exin-keys-1", (slot, recovery)).signed([key])
    with _being_made(path.parent, key) as made:
        # the keys go first: a database without its keys is of no use to anybody
        write_keys(keys_path(path), keys, replace=False)
        move_without_overwriting(made, path)
        sync_folder(path.parent)
    unlocked = Unlocked(path, initials, private, key, pending=False)
    return encrypted_database(path, KeyHolder(path, key, unlocked), actor=initials), code


def temporary_database(*, actor: str) -> Database:
    """An empty encrypted database in a folder of its own, deleted when it is closed. Its key is never
    written.
    """
    folder = Path(tempfile.mkdtemp(prefix="exin-"))  # 0700
    remove = functools.partial(shutil.rmtree, folder, ignore_errors=True)
    path, key = folder / "caseload.db", new_database_key()
    os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    engine = unguarded_engine(path, key, durable=False)
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        metadata.create_all(connection, checkfirst=False)
        stamp(connection)
    engine.dispose()
    database = encrypted_database(path, KeyHolder(path, key), actor=actor, durable=False, on_close=remove)
    weakref.finalize(database, remove)
    return database


@contextlib.contextmanager
def _being_made(folder: Path, key: bytes) -> Iterator[Path]:
    """A whole new database under a name that nobody looks for; removed unless it was moved away."""
    handle, name = tempfile.mkstemp(prefix=".being-made-", suffix=".db", dir=folder)  # 0600
    os.close(handle)
    made = Path(name)
    try:
        engine = unguarded_engine(made, key)
        with said_by_driver(), engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            from exin_tui.storage.upgrading import run_migrations

            run_migrations(connection)
        engine.dispose()
        yield made
    finally:
        for left in (made, Path(f"{made}-wal"), Path(f"{made}-shm")):
            left.unlink(missing_ok=True)


def _on_server(target: str, initials: str) -> Database:
    from exin_tui.storage import postgres

    url = server_url(target)
    postgres.create_on_server(url)
    return postgres.open_server(url, actor=initials)
