"""Doing something from the command line: with the board open, rehearsed or real, answered in words or JSON.

Exit codes: 0 done (or, with ``--dry-run``, it would be), 1 refused, 4 refused until a ``--reason`` is given.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import enum
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click
from sqlalchemy import select

from exin_tui.cli.board import Board, open_board
from exin_tui.cli.commands import argument, option
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import said, show, tell
from exin_tui.language import Label, Sayable, text

if TYPE_CHECKING:
    from exin_tui.caseload.acting import Acting
    from exin_tui.storage.database import Database

NEEDS_A_REASON = 4
"""The exit code of a refusal that the team may go past with a reason."""
REASON = Label("GRUNN", "REASON")
WORDS = Label("ORD", "WORDS")
DATE = Label("DATO", "DATE")
CODE = Label("KODE", "CODE")
INITIALS = Label("INITIALER", "INITIALS")

takes_a_code = argument("code", words=text("The case code, such as SN-014."), takes=CODE)
"""``CODE``: whose."""


@dataclass(frozen=True, slots=True)
class Work:
    """An open board to do something on."""

    board: Board
    database: Database
    """The real one, or a rehearsal of it."""
    acting: Acting
    as_json: bool
    dry_run: bool

    def participant(self, code: str) -> tuple[Database, str, int]:
        """The participant with the case code, as commands take them. Raises `Refused` for an unknown one."""
        from exin_schema.tables import participant
        from exin_tui.caseload.participant import UnknownParticipant

        with self.database.read() as connection:
            row = connection.execute(
                select(participant.c.id, participant.c.version).where(
                    participant.c.code == code.strip().upper()
                )
            ).one_or_none()
        if row is None:
            raise Refused(UnknownParticipant(code.strip().upper()).message)
        return self.database, row.id, row.version

    def imprisonment(self, code: str) -> tuple[Database, str, int]:
        """Their newest imprisonment, as commands take it. Raises `Refused` when there is none."""
        from exin_schema.tables import custody_episode

        _, identity, _ = self.participant(code)
        with self.database.read() as connection:
            row = connection.execute(
                select(custody_episode.c.id, custody_episode.c.version)
                .where(custody_episode.c.participant_id == identity)
                .order_by(custody_episode.c.number.desc())
                .limit(1)
            ).one_or_none()
        if row is None:
            raise Refused(text("No imprisonment is recorded of {code}.", code=code.strip().upper()))
        return self.database, row.id, row.version

    def settle(self, answer: object, done: Sayable) -> None:
        """Print what became of it: ``done`` and what follows from it. Raises `Refused` for a refusal."""
        from exin_tui.programme.values import Refusal

        if isinstance(answer, Refusal):
            if self.as_json:
                refused = {"code": answer.code, "overridable": answer.overridable, **_said(answer.message)}
                _print({"done": False, "dry_run": self.dry_run, "refused": refused})
            raise Refused(answer.message, exit_code=NEEDS_A_REASON if answer.overridable else 1)
        if self.as_json:
            _print({"done": not self.dry_run, "dry_run": self.dry_run, "result": plain(answer)})
            return
        from exin_tui.caseload.follows import follows

        tell(text("Would be done: {what}", what=done) if self.dry_run else done)
        for line in follows(answer, self.board.labels):
            show(said(line))


@contextlib.contextmanager
def at_work(*, as_json: bool, dry_run: bool) -> Iterator[Work]:
    """The board that was asked for, with whom and when."""
    from exin_tui.caseload.acting import Acting
    from exin_tui.caseload.rehearsal import Rehearsal
    from exin_tui.history.noting import Noting

    invocation = current()
    with open_board(invocation) as board:
        acting = Acting(
            now=invocation.now, actor=board.database.actor, today=invocation.today, programme=board.programme
        )
        noting = Noting(board.database)
        database = Rehearsal(board.database) if dry_run else noting
        yield Work(board, database, acting, as_json, dry_run)
        _tell_partners(board, tuple(noting.units))


def _tell_partners(board: Board, units: tuple[str, ...]) -> None:
    """What was committed, as the dashboard tells it; their Python is imported only where something was."""
    if not units or not any(one.active and one.manifest and one.manifest.python for one in board.partners):
        return
    from exin_tui.cli.partner_found import asking
    from exin_tui.partners.events import after_commit

    invocation = current()
    opened = after_commit(
        board.database, asking(board.partners), units,
        today=invocation.today, now=invocation.now, programme=board.programme,
    )  # fmt: skip
    if opened:
        tell(text("Tasks opened by partners: {count}", count=opened))


def changes_something(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--json`` and ``--dry-run``."""
    as_json = option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
    dry = option("--dry-run", is_flag=True, words=text("Say what would be done; write nothing."))
    return dry(as_json(function))  # type: ignore[no-any-return]


def takes_a_reason(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--reason``."""
    words = text("Why the team goes past what was refused; kept.")
    return option("--reason", default="", words=words, takes=REASON)(function)  # type: ignore[no-any-return]


def takes_a_discussion(function: Callable[..., Any]) -> Callable[..., Any]:
    """The four parts of the drøft."""
    for name, words in (
        ("--took-part", text("The discussion: initials of who took part.")),
        ("--special", text("The discussion: what is special about this follow-up.")),
        ("--limits", text("The discussion: limits.")),
        ("--possibilities", text("The discussion: possibilities.")),
    ):
        function = option(name, default="", words=words, takes=WORDS)(function)
    return function


def one_of(*terms: type[enum.StrEnum], leaving_out: tuple[str, ...] = ()) -> click.Choice[str]:
    """The stored words of a vocabulary."""
    return click.Choice([each.value for term in terms for each in term if each.value not in leaving_out])


def plain(value: object) -> Any:
    """An answer as JSON has it: stored words, ISO dates, sentences in the language of the run."""
    from exin_tui.caseload.told import ToTell

    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, Sayable) and not dataclasses.is_dataclass(value):
        return said(value)
    if isinstance(value, Label):
        return said(value)
    if isinstance(value, ToTell):
        return {"line": value.line, "name": said(value.name)}  # persons are not named
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return _sentence(value)


def _sentence(value: object) -> Any:
    """Rules' answers: their sentence, and what a program needs of them."""
    from exin_tui.programme.values import Alert, Refusal, Release, Why

    if isinstance(value, Why):
        return said(value.because)
    if isinstance(value, Alert | Refusal):
        return {"code": str(value.code), **_said(value.message)}
    if isinstance(value, Release):
        return {"on": plain(value.on), "standing": value.standing.value}
    return said(value)


def _said(message: Sayable) -> dict[str, str]:
    return {"message": said(message)}


def _print(answer: dict[str, Any]) -> None:
    show(json.dumps({"form": 1, **answer}, ensure_ascii=False, indent=2))
