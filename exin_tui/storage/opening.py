"""Making and opening databases."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import tempfile
import weakref
from pathlib import Path

from exin_tui.storage import sqlcipher
from exin_tui.storage.database import Database


def open_with_key(path: Path | str, key: bytes, *, actor: str) -> Database:
    """The encrypted database at ``path`` with its 32-byte key at hand.

    Raises `DatabaseMissing`, `NotADatabase`, `NewerSchema` or `OlderSchema`.
    """
    return _encrypted(Path(path), key, actor=actor)


def temporary_database(*, actor: str) -> Database:
    """An empty encrypted database in a folder of its own, deleted when it is closed. Its key is never written."""
    folder = Path(tempfile.mkdtemp(prefix="exin-"))
    remove = functools.partial(shutil.rmtree, folder, ignore_errors=True)
    path, key = folder / "caseload.db", os.urandom(32)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    _create_all(path, key)
    database = _encrypted(path, key, actor=actor, durable=False, on_close=remove)
    weakref.finalize(database, remove)
    return database


def _create_all(path: Path, key: bytes) -> None:
    from sqlalchemy import create_engine

    from exin_schema.tables import metadata

    connect = functools.partial(sqlcipher.connect, path, key, writes=True, durable=False)
    import sqlcipher3

    engine = create_engine("sqlite:///x", creator=connect, module=sqlcipher3, hide_parameters=True)
    with contextlib.closing(connect()) as keeper:
        keeper.execute("PRAGMA user_version=0")
        with engine.begin() as connection:
            metadata.create_all(connection)
    engine.dispose()


def _encrypted(
    path: Path,
    key: bytes,
    *,
    actor: str,
    durable: bool = True,
    on_close: functools.partial[None] | None = None,
) -> Database:
    def connector(*, writes: bool) -> functools.partial[object]:
        return functools.partial(sqlcipher.connect, path, key, writes=writes, durable=durable)

    return Database(
        str(path),
        actor=actor,
        readers=sqlcipher.engine(path, connector(writes=False), begin="BEGIN", pool_size=5),
        writers=sqlcipher.engine(path, connector(writes=True), begin="BEGIN IMMEDIATE", pool_size=1),
        on_close=on_close,
    )
