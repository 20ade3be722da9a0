"""A database that notes which units of changes were written through it: what a session may take back."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from exin_tui.storage.database import Database

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.storage.door import Door

Answer = TypeVar("Answer")


class Noting(Database):
    """Everything goes to the real one."""

    def __init__(self, real: Database) -> None:
        """``real`` stays open when this is closed."""
        self._real = real
        self.url_or_path, self.actor, self.notes = real.url_or_path, real.actor, real.notes
        self.units: list[str] = []
        """Of the commands that changed something, in order."""

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
        """As the real one; the unit is noted once it is committed."""
        with self._real.write(command=command, now=now, actor=actor) as door:
            yield door
        if door.has_changed:
            self.units.append(door.unit)

    def last_change(self) -> int:
        """As the real one."""
        return self._real.last_change()

    def quickly(self, read: Callable[[Any], Answer]) -> Answer | None:
        """As the real one."""
        return self._real.quickly(read)

    def close(self) -> None:
        """Nothing: the real one is somebody else's."""
