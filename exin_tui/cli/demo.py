"""``exin demo``: an invented team, to look around in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exin_tui.cli.board import Board, board_of
from exin_tui.cli.commands import command as declare
from exin_tui.cli.commands import option
from exin_tui.cli.invocation import Invocation, current
from exin_tui.cli.passphrases import new_passphrase
from exin_tui.cli.speaking import on_a_terminal, said, show, tell
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.partners.manifest import Manifest
    from exin_tui.storage.database import Database

NUMBER = Label("ANTALL", "NUMBER")
PATH = Label("STI", "PATH")
BAR_FROM = 200
"""Participants from which on the filling shows its progress."""
INITIALS = "KN"


@declare(
    "demo",
    words=text(
        "Look around in an invented team, placed around today (or --today); the same for the same seed. "
        "Nothing is kept, unless --save writes it as a database of its own. Without a terminal the overview "
        "is printed."
    ),
)
@option("--participants", type=click.IntRange(1, 200_000), default=36, words=text("How many."), takes=NUMBER)
@option("--seed", type=int, default=7, words=text("Another number, another team."), takes=NUMBER)
@option(
    "--save",
    type=click.Path(path_type=Path),
    words=text("Write the team as an encrypted database here, and exit. Nothing is written over."),
    takes=PATH,
)
@option(
    "--partner",
    "also",
    multiple=True,
    words=text("With this partner too, which is not enabled by itself; its code is run. May be repeated."),
    takes=Label("ID", "ID"),
)
def command(participants: int, seed: int, save: Path | None, also: tuple[str, ...]) -> None:
    """Make the team; save, show or print it."""
    from exin_tui.storage.creating import temporary_database

    invocation = current()
    asked_for = _asked_for(invocation, also)
    if save is not None:
        _save(invocation, save, participants, seed, asked_for)
        return
    with temporary_database(actor=INITIALS) as database:
        _enable(database, invocation, asked_for)
        board = board_of(database, invocation, invocation.programme())
        _fill(board, invocation, participants, seed)
        if on_a_terminal():
            from exin_tui.cli.dashboard import run_dashboard

            run_dashboard(board, invocation, unlock=None, is_demo=True)
        else:
            from exin_tui.cli.overview import print_overview

            print_overview(board, invocation)


def _fill(board: Board, invocation: Invocation, participants: int, seed: int) -> None:
    """Write the team, with a progress bar on stderr for a large one."""
    from exin_tui.demo import fill

    if participants <= BAR_FROM or not sys.stderr.isatty():
        _filled(fill, board, invocation, participants, seed, None)
        return
    with click.progressbar(length=participants, label=said(text("Inventing a team")), file=sys.stderr) as bar:
        _filled(fill, board, invocation, participants, seed, lambda done: bar.update(done - bar.pos))


def _filled(
    fill: Callable[..., None],
    board: Board,
    invocation: Invocation,
    participants: int,
    seed: int,
    progress: Callable[[int], None] | None,
) -> None:
    fill(
        board.database,
        participants=participants,
        seed=seed,
        today=invocation.today,
        programme=board.programme,
        now=invocation.now,
        progress=progress,
        partners=board.partners,
    )


def _asked_for(invocation: Invocation, ids: tuple[str, ...]) -> list[Manifest]:
    """The manifests of these partners. Raises `Refused` for one that is not there or cannot take part."""
    from exin_tui.cli.partner_found import partners_known, the_partner, usable

    if not ids:
        return []
    known = partners_known(invocation, {}, left_out=False)
    return [usable(the_partner(known, partner_id)) for partner_id in ids]


def _enable(database: Database, invocation: Invocation, asked_for: Iterable[Manifest]) -> None:
    """Let them take part in the invented team."""
    from exin_tui.partners.enabling import enable

    for manifest in asked_for:
        enable(database, manifest, now=invocation.now)


def _save(invocation: Invocation, path: Path, participants: int, seed: int, also: Sequence[Manifest]) -> None:
    """Write the team as an encrypted database. Raises a `StorageError`; nothing is written over."""
    from exin_tui.storage.creating import create_database

    passphrase = new_passphrase(text("Passphrase for the demo's database"))
    database, code = create_database(path, initials=INITIALS, passphrase=passphrase, now=invocation.now)
    with database:
        _enable(database, invocation, also)
        _fill(board_of(database, invocation, invocation.programme()), invocation, participants, seed)
    tell(text("The invented team is in {path}. Open it with “exin --database {path}”.", path=str(path)))
    tell(text("Its recovery code:"))
    show(code)
