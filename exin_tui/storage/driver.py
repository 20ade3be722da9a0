"""The bare driver's connections to an encrypted SQLite file: all that the first screen needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3

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
