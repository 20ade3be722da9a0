"""What a command works on: an open database, the programme in force, the partners, and their words."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exin_tui.cli.invocation import Invocation, Refused
from exin_tui.cli.passphrases import ask_passphrase
from exin_tui.cli.speaking import tell
from exin_tui.configuration import cache_folder
from exin_tui.language import join, text

if TYPE_CHECKING:
    from exin_schema.programme import Programme
    from exin_tui.caseload.labels import Labels
    from exin_tui.partners.discovery import Partner
    from exin_tui.storage.database import Database

TRIES = 3


@dataclass(frozen=True, slots=True)
class Board:
    """One open caseload."""

    database: Database
    programme: Programme
    """The team's, with the partners' items."""
    labels: Labels
    partners: tuple[Partner, ...]


@contextlib.contextmanager
def open_board(invocation: Invocation) -> Iterator[Board]:
    """The team's own caseload. Raises a `StorageError` or `Refused`; the database is closed at the end."""
    programme = invocation.programme()
    database = open_team_database(invocation)
    try:
        yield board_of(database, invocation, programme)
    finally:
        database.close()


def open_team_database(invocation: Invocation) -> Database:
    """The database that was asked for, unlocked. At a terminal a mistyped passphrase can be typed again."""
    from exin_tui.storage.errors import WrongPassphrase
    from exin_tui.storage.opening import open_database

    asked: list[str] = []

    def unlock() -> str:
        asked.append("")
        return ask_passphrase()

    while True:
        try:
            database = open_database(invocation.database, unlock=unlock, initials=invocation.me)
        except WrongPassphrase as error:
            if not asked or len(asked) >= TRIES or not sys.stdin.isatty():
                raise
            tell(error.message)
        else:
            for note in database.notes:
                tell(note)
            return database


def board_of(database: Database, invocation: Invocation, programme: Programme) -> Board:
    """The board over an open ``database``: the partners join the ``programme``, unless they are left out."""
    from exin_tui.partners.answered import approvals_in
    from exin_tui.partners.discovery import installed_partners
    from exin_tui.partners.extend import extend
    from exin_tui.partners.presence import presences
    from exin_tui.partners.words import labels_of

    answers = approvals_in(database)
    partners = installed_partners(
        programme,
        partner_dirs=[Path(folder) for folder in invocation.configuration.partner_dirs],
        approvals=answers,
        without=invocation.without_partners(),
        memory=cache_folder() / "manifests",
    )
    left_out_are_known(invocation, partners)
    for one in presences(partners, answers):
        for problem in one.why if one.missed else one.problems:
            tell(text("Partner {id}: {problem}", id=one.id, problem=problem))
    return Board(database, extend(programme, partners), labels_of(programme, partners), partners)


def left_out_are_known(invocation: Invocation, partners: tuple[Partner, ...]) -> None:
    """Raises `Refused` for ``--no-partners=ID`` that no partner has: the one that was meant would be in."""
    known = {one.id for one in partners}
    for own in sorted(invocation.without_partners().ids - known):
        names: list[object] = [one.id for one in partners]
        raise Refused(
            text("There is no partner {id}. There are: {known}.", id=own, known=join(names or ["–"]))
        )
