"""Connections to an encrypted SQLite file, and the engines that hand them out.

A reading engine and a writing engine share the file: readers can never write (``query_only``), and a write
transaction takes the file's write lock when it begins, so that it cannot fail half-way through for want of
it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event

from exin_tui.storage.guard import guard
from exin_tui.storage.places import missing, not_ours

BUSY_MILLISECONDS = 5000


def connect(path: Path, key: bytes, *, writes: bool, durable: bool = True) -> Any:
    """One connection to the database at ``path`` with its 32-byte ``key``; never creates the file.

    Raises `NotADatabase` when the key does not open the file, `DatabaseMissing` when there is none. Without
    ``durable`` a power cut may lose or damage the file: for throw-away databases.
    """
    try:
        connection = sqlcipher3.connect(
            f"file:{quote(str(path))}?mode=rw",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_MILLISECONDS / 1000,
        )
    except sqlcipher3.OperationalError:
        raise missing(path) from None
    try:
        _prepare(connection, key, writes=writes, durable=durable)
    except sqlcipher3.DatabaseError as error:
        connection.close()
        if "not a database" in str(error):
            raise not_ours(path) from None
        raise
    return connection


def _prepare(connection: Any, key: bytes, *, writes: bool, durable: bool) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")  # it would draw over the screen
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    connection.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    connection.execute("PRAGMA journal_mode=WAL").fetchone()  # reads the first page: a wrong key shows here
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA recursive_triggers=ON")  # INSERT OR REPLACE fires the delete triggers
    connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'OFF'}")
    connection.execute("PRAGMA cache_size=-65536")  # 96 -> 68 ms for the overview of 10 000 participants
    if writes:
        connection.execute(
            "PRAGMA wal_autocheckpoint=4000"
        )  # pages: a large import writes each of them less often
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten, not just forgotten
    else:
        connection.execute("PRAGMA query_only=ON")


def engine(path: Path, connector: Callable[[], Any], *, begin: str, pool_size: int) -> Engine:
    """A guarded engine whose transactions start with the statement ``begin``."""
    made = create_engine(
        f"sqlite:///{path}",
        creator=connector,
        module=sqlcipher3,
        hide_parameters=True,  # an error must not print names
        pool_size=pool_size,
        max_overflow=0 if pool_size == 1 else 10,
    )
    guard(made)

    def begins(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(made, "begin", begins)
    return made


def unguarded_engine(path: Path, key: bytes, *, durable: bool = True) -> Engine:
    """For making and upgrading tables: the caller begins and ends transactions."""

    def connector() -> Any:
        return connect(path, key, writes=True, durable=durable)

    return create_engine(f"sqlite:///{path}", creator=connector, module=sqlcipher3, hide_parameters=True)
