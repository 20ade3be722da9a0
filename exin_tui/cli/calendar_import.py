"""``exin calendar import``: meetings that others send, from an ``.ics`` file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exin_tui.cli.board import open_board
from exin_tui.cli.calendar import CODE, FILE, NAME
from exin_tui.cli.commands import argument, option
from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import said, show, tell
from exin_tui.cli.tables import Column, table, terminal_width
from exin_tui.clock import OSLO
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.calendar.take_in import Line, Taken

NOTHING_TAKEN = 3
"""The exit code when no meeting of the file can be taken."""
ALL_DAY = Label("hele dagen", "all day")
REPEATS = Label("serie", "series")


@declare(
    "import",
    words=text(
        "Take in meetings that others send, from an .ics file. Each is found again by its UID, so that a "
        "newer version updates it, an older one is ignored, and the same file a second time changes nothing. "
        "Notes, attendees and attachments are not read. What cannot be taken is listed with the reason."
    ),
)
@argument("file", type=click.Path(path_type=Path), words=text("The file."), takes=FILE)
@option("--dry-run", is_flag=True, words=text("Show what would happen; write nothing."))
@option("--participant", default="", words=text("Whose meetings they are; otherwise the team's."), takes=CODE)
@option("--kind", default="other", words=text("What kind of meeting they are."), takes=NAME)
def command(file: Path, dry_run: bool, participant: str, kind: str) -> None:
    """Read, show, write."""
    from exin_tui.calendar.known import unknown
    from exin_tui.calendar.take_in import import_calendar
    from exin_tui.calendar.wanted import Wanted

    invocation = current()
    with open_board(invocation) as board:
        wanted = Wanted(invocation.now, participant=participant, kinds=(kind,))
        with board.database.read() as connection:
            problem = unknown(connection, wanted, partners=(), kinds=list(board.labels.meetings))
        if problem is not None:
            raise Refused(problem, exit_code=2)
        taken = import_calendar(
            board.database,
            file,
            now=invocation.now,
            dry_run=dry_run,
            participant_code=participant,
            kind=kind,
        )
    _show(taken)


def _show(taken: Taken) -> None:
    """The preview on stdout, what came of it on stderr. Raises `Refused` when nothing could be taken."""
    from exin_tui.calendar.take_in import Action

    columns = [
        Column(said(text("What happens"))),
        Column(said(text("When"))),
        Column(said(text("Title")), elastic=True),
        Column(said(text("Why")), elastic=True),
    ]
    rows = [
        (said(line.action.label), _when(line), said(line.title), said(line.why) if line.why else "")
        for line in taken.lines
    ]
    for row in table(columns, rows, limit=terminal_width()):
        show(row)
    if taken.count(Action.NOT_TAKEN) == len(taken.lines):
        raise Refused(text("Nothing of the file could be taken."), exit_code=NOTHING_TAKEN)
    if taken.dry_run:
        tell(text("Nothing was written: this was a trial."))
    elif taken.changes:
        tell(text("Meetings added, changed or cancelled: {count}.", count=taken.changes))
    else:
        tell(text("Nothing had changed."))


def _when(line: Line) -> str:
    if line.starts_at is None:
        return ""
    moment: dt.datetime = line.starts_at.astimezone(OSLO)
    words = f"{moment:%d.%m.%Y} {said(ALL_DAY)}" if line.all_day else f"{moment:%d.%m.%Y %H:%M}"
    return f"{words}, {said(REPEATS)}" if line.repeats else words
