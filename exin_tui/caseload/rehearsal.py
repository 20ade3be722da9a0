"""Doing a command without doing it: what it would answer, with nothing written.

For ``--dry-run``, and for showing what follows from something before it is done. The rules, the writes and
their answers are those of the real command; the transaction is given up at its end.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator

from sqlalchemy import Connection

from exin_tui.storage.database import Database
from exin_tui.storage.door import Door


class _Enough(Exception):
    """The rehearsal is over."""


class Rehearsal(Database):
    """A database that takes every command and keeps none."""

    def __init__(self, real: Database) -> None:
        """Reads and writes go to ``real``, which stays open when this is closed."""
        self._real = real
        self.url_or_path, self.actor, self.notes = real.url_or_path, real.actor, real.notes

    @contextlib.contextmanager
    def connect(self) -> Iterator[Connection]:
        """As the real one."""
        with self._real.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """As the real one."""
        with self._real.read() as connection:
            yield connection

    @contextlib.contextmanager
    def write(self, *, command: str, now: dt.datetime, actor: str | None = None) -> Iterator[Door]:
        """One command, given up at its end: what it read and wrote within is as it would be."""
        with (
            contextlib.suppress(_Enough),
            self._real.write(command=command, now=now, actor=actor) as door,
        ):
            yield door
            door.finish()
            raise _Enough

    def last_change(self) -> int:
        """As the real one."""
        return self._real.last_change()

    def close(self) -> None:
        """Nothing: the real one is somebody else's."""
