"""Several commands as one: one transaction, one unit in the change log, one undo."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from typing import TypeVar

from sqlalchemy import Connection

from exin_tui.caseload.acting import Signed
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

Answer = TypeVar("Answer")


class Together(Database):
    """A database whose commands are all part of the transaction of ``door``.

    A command that refuses has written nothing; what it would have read is read there too.
    """

    def __init__(self, real: Database, door: Door) -> None:
        self._door = door
        self.url_or_path, self.actor, self.notes = real.url_or_path, real.actor, real.notes

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """What was written so far is seen."""
        yield self._door.connection

    @contextlib.contextmanager
    def write(self, *, command: str, now: dt.datetime, actor: str | None = None) -> Iterator[Door]:  # noqa: ARG002
        """Part of the one transaction, whose name, time and actor hold."""
        yield self._door


class _GivenUp(Exception):
    """A part was refused: nothing of the whole is kept."""


def as_one(
    database: Database, command: str, signed: Signed, do: Callable[[Database], Answer | Refusal]
) -> Answer | Refusal:
    """Run the commands in ``do`` as one that is called ``command``; all of it, or (refused) nothing."""
    answers: list[Answer | Refusal] = []
    with (
        contextlib.suppress(_GivenUp),
        database.write(command=command, now=signed["now"], actor=signed["actor"]) as door,
    ):
        answers.append(do(Together(database, door)))
        if isinstance(answers[0], Refusal):
            raise _GivenUp
    return answers[0]
