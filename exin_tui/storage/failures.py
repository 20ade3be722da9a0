"""The drivers' errors as sentences. Nothing of the driver's message is kept: it may hold stored values."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from exin_tui.language import text
from exin_tui.storage.errors import (
    Busy,
    Conflict,
    Damaged,
    DiskFull,
    NotADatabase,
    ReadOnlyFolder,
    StorageError,
    Unreachable,
    Unstorable,
)

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError


def as_storage_error(error: DBAPIError) -> Exception:
    """The `StorageError` that ``error`` stands for; ``error`` itself when it is a mistake in the program."""
    from sqlalchemy.exc import DataError, IntegrityError

    if isinstance(error, IntegrityError):
        return Conflict(
            text("This exists already, or something else still refers to it. Nothing was written.")
        )
    if isinstance(error, DataError):
        return Unstorable(text("A value holds characters that cannot be stored. Nothing was written."))
    failure = _understood(str(error.orig))
    if failure is None and error.connection_invalidated:
        failure = _unreachable()
    return failure or error


def is_of_another_key(error: Exception) -> bool:
    """``error`` is what a connection says after another process changed the database's key."""
    said = str(getattr(error, "orig", None) or error).lower()
    return isinstance(error, NotADatabase) or "not a database" in said or "readonly database" in said


@contextlib.contextmanager
def said_by_driver() -> Iterator[None]:
    """Errors of the bare SQLite driver inside the block become a `StorageError` where they are understood."""
    import sqlcipher3

    try:
        yield
    except sqlcipher3.DatabaseError as error:
        raise _understood(str(error)) or error from None


def _understood(said: str) -> StorageError | None:
    said = said.lower()
    return next((failure() for part, failure in _SAID if part in said), None)


def _unreachable() -> StorageError:
    return Unreachable(
        text("The database server does not answer. Try again; nothing was lost on the server.")
    )


def _full() -> StorageError:
    return DiskFull(text("The disk is full: nothing was written. Make room, and try again."))


def _busy() -> StorageError:
    return Busy(text("Somebody else is writing to the database and did not finish in time. Try again."))


def _read_only() -> StorageError:
    return ReadOnlyFolder(
        text("The database cannot be written: its file or folder is read-only, or was replaced.")
    )


def _not_ours() -> StorageError:
    return NotADatabase(
        text("The database no longer opens with the key at hand: its keys were changed. Start exin again.")
    )


def _damaged() -> StorageError:
    return Damaged(text("The database is damaged and cannot be read as a whole. Go back to a backup copy."))


def _unread() -> StorageError:
    """SQLite says so of a disk that fails or has a limit, and SQLCipher of a page that was changed."""
    return Damaged(
        text(
            "The database could not be read or written: the disk fails or has no room, or the file is "
            "damaged. Nothing was written. Try again; if it is said again, go back to a backup copy."
        )
    )


_SAID = (
    ("database or disk is full", _full),
    ("no space left", _full),
    ("database is locked", _busy),
    ("readonly database", _read_only),
    ("read-only transaction", _read_only),
    ("file is not a database", _not_ours),
    ("malformed", _damaged),
    ("disk i/o error", _unread),
    ("server closed the connection", _unreachable),
    ("connection failed", _unreachable),
    ("connection refused", _unreachable),
)
