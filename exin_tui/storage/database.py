"""An open database: reading transactions, writing transactions, and the number that says that something
changed.

SQLAlchemy is imported when the first transaction begins, not when this module is: the first screen is painted
from the bare driver (`Database.quickly`), in half the time.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Self, TypeVar

from exin_tui.language import Text
from exin_tui.storage.errors import NotADatabase
from exin_tui.storage.failures import as_storage_error, is_of_another_key

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from exin_tui.storage.door import Door

Answer = TypeVar("Answer")


class Database:
    """One open database, for any number of threads. ``actor`` are the initials of who is working."""

    def __init__(
        self,
        target: str,
        *,
        actor: str,
        readers: Callable[[], Engine],
        writers: Callable[[], Engine],
        bare: Callable[[], Any] | None = None,
        renew: Callable[[], bool] = lambda: False,
        on_close: Callable[[], object] | None = None,
    ) -> None:
        """``readers`` and ``writers`` make the engines when they are first needed: most openings only read.

        ``bare`` makes a read-only connection of the bare driver, where there is a quicker one than an engine.

        ``renew`` fetches the key anew when the one at hand no longer opens the file, and says whether it
        could.
        """
        self.url_or_path = target
        self.actor = actor
        self.notes: list[Text] = []
        """What opening it did or noticed that the user should hear."""
        self._makers = {False: readers, True: writers}
        self._made: dict[bool, Engine] = {}
        self._bare = bare
        self._making = threading.Lock()
        self._renew = renew
        self._on_close = on_close
        self._writing = threading.local()

    @contextlib.contextmanager
    def connect(self) -> Iterator[Connection]:
        """A reading connection for what must work before it is known whether the tables are ours."""
        from sqlalchemy.exc import DBAPIError

        try:
            with self._engine(writes=False).connect() as connection:
                yield connection
        except DBAPIError as error:
            raise as_storage_error(error) from None

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent snapshot, read-only. Raises a `StorageError` when the database cannot be read."""
        from sqlalchemy.exc import DBAPIError

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
        from sqlalchemy.exc import DBAPIError

        from exin_tui.storage.door import Door

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
        quick = self.quickly(lambda bare: bare.execute("SELECT max(id) FROM change").fetchone()[0] or 0)
        if quick is not None:
            return int(quick)
        from exin_tui.storage.snapshot import last_change

        with self.read() as connection:
            return last_change(connection)

    def quickly(self, read: Callable[[Any], Answer]) -> Answer | None:
        """What ``read`` makes of a snapshot on the bare driver; None when the careful way is to be taken.

        That is on a server, and whenever anything at all goes wrong: `read` then says what.
        """
        if self._bare is None:
            return None
        try:
            with contextlib.closing(self._bare()) as connection:
                connection.execute("BEGIN")
                return read(connection)
        except Exception:  # noqa: BLE001 - as above
            return None

    def close(self) -> None:
        """Give back every connection; a temporary database is deleted."""
        self._dispose()
        if self._on_close is not None:
            self._on_close()
            self._on_close = None

    def _engine(self, *, writes: bool) -> Engine:
        with self._making:
            if writes not in self._made:
                self._made[writes] = self._makers[writes]()
            return self._made[writes]

    def _begun(self, *, writes: bool) -> Connection:
        """A connection in a transaction; tried again with a new key when somebody changed it meanwhile."""
        from sqlalchemy.exc import DBAPIError

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
        from exin_tui.storage.snapshot import last_change, lock_writers

        connection = self._engine(writes=writes).connect()
        try:
            if writes and connection.dialect.name == "postgresql":
                lock_writers(connection)
            last_change(connection)  # a snapshot is taken at the first read: take it now
        except BaseException:
            connection.close()
            raise
        return connection

    def _dispose(self) -> None:
        for engine in self._made.values():
            engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
