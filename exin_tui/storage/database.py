"""An open database: reading transactions, writing transactions, and the number that says that something
changed.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator
from typing import Self

from sqlalchemy import Connection, Engine, bindparam, func, select
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from exin_schema.tables import change
from exin_tui.language import Text
from exin_tui.storage.door import Door
from exin_tui.storage.errors import NotADatabase
from exin_tui.storage.failures import as_storage_error, is_of_another_key

_LAST_CHANGE = select(func.coalesce(func.max(change.c.id), 0))

_WRITERS = sql("SELECT pg_advisory_xact_lock(:key)").bindparams(bindparam("key", 0x6578696E))


def lock_writers(connection: Connection) -> None:
    """PostgreSQL: one writer at a time until the transaction ends, so that the change log's order is that
    of commits.
    """
    connection.execute(_WRITERS)


class Database:
    """One open database, for any number of threads. ``actor`` are the initials of who is working."""

    def __init__(
        self,
        target: str,
        *,
        actor: str,
        readers: Engine,
        writers: Callable[[], Engine],
        renew: Callable[[], bool] = lambda: False,
        on_close: Callable[[], object] | None = None,
    ) -> None:
        """``writers`` makes the writing engine when it is first needed: most openings only read.

        ``renew`` fetches the key anew when the one at hand no longer opens the file, and says whether it
        could.
        """
        self.url_or_path = target
        self.actor = actor
        self.notes: list[Text] = []
        """What opening it did or noticed that the user should hear."""
        self._readers, self._make_writers = readers, writers
        self._made_writers: Engine | None = None
        self._making = threading.Lock()
        self._renew = renew
        self._on_close = on_close
        self._writing = threading.local()

    @contextlib.contextmanager
    def connect(self) -> Iterator[Connection]:
        """A reading connection for what must work before it is known whether the tables are ours."""
        try:
            with self._readers.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise as_storage_error(error) from None

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent snapshot, read-only. Raises a `StorageError` when the database cannot be read."""
        try:
            with self._begun(writes=False) as connection:
                yield connection
        except DBAPIError as error:
            raise as_storage_error(error) from None

    @contextlib.contextmanager
    def write(self, *, command: str, now: dt.datetime, actor: str | None = None) -> Iterator[Door]:
        """One command: all that the door is told, or nothing. It commits on a clean exit only.

        ``command`` names it in the change log, such as ``item.tick``; ``now`` is aware. Raises `Busy` when
        another writer does not finish within five seconds, and `DiskFull`, `ReadOnlyFolder` or `Conflict`
        with nothing written.
        """
        if getattr(self._writing, "active", False):
            raise RuntimeError("a write transaction does not begin inside another one of the same thread")
        self._writing.active = True
        try:
            with self._begun(writes=True) as connection:
                door = Door(connection, command=command, actor=actor or self.actor, now=now)
                yield door
                door.finish()
                connection.commit()
        except DBAPIError as error:
            raise as_storage_error(error) from None
        finally:
            self._writing.active = False

    def last_change(self) -> int:
        """The highest id of the change log, 0 when it is empty: what a running dashboard polls."""
        try:
            return self._polled()
        except Exception:  # noqa: BLE001 - whatever the bare driver says, the careful way says it better
            with self.read() as connection:
                return int(connection.execute(_LAST_CHANGE).scalar_one())

    def close(self) -> None:
        """Give back every connection; a temporary database is deleted."""
        self._dispose()
        if self._on_close is not None:
            self._on_close()
            self._on_close = None

    def _polled(self) -> int:
        """`last_change` on the bare driver: it runs every two seconds for as long as the board is up."""
        raw = self._readers.raw_connection()
        try:
            cursor = raw.cursor()
            cursor.execute("SELECT max(id) FROM change")
            row = cursor.fetchone()
            cursor.close()
        finally:
            raw.close()
        return int(row[0] or 0) if row else 0

    @property
    def _writers(self) -> Engine:
        with self._making:
            if self._made_writers is None:
                self._made_writers = self._make_writers()
            return self._made_writers

    def _begun(self, *, writes: bool) -> Connection:
        """A connection in a transaction; tried again with a new key when somebody changed it meanwhile."""
        try:
            return self._begin(writes=writes)
        except (DBAPIError, NotADatabase) as error:
            if not is_of_another_key(error):
                raise
            self._dispose()
            if not self._renew():
                raise
            return self._begin(writes=writes)

    def _begin(self, *, writes: bool) -> Connection:
        connection = (self._writers if writes else self._readers).connect()
        try:
            if writes and connection.dialect.name == "postgresql":
                lock_writers(connection)
            connection.execute(_LAST_CHANGE)  # a snapshot is taken at the first read: take it now
        except BaseException:
            connection.close()
            raise
        return connection

    def _dispose(self) -> None:
        self._readers.dispose()
        if self._made_writers is not None:
            self._made_writers.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
