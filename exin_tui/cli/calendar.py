"""``exin calendar``: the meetings as calendars know them."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from exin_tui.cli.board import Board, open_board
from exin_tui.cli.commands import Later, LazyGroup, option, within
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Invocation, Refused, current
from exin_tui.cli.speaking import language, said, tell
from exin_tui.cli.system_errors import why
from exin_tui.clock import OSLO
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.calendar.stream import Asked

FILE = Label("FIL.ics", "FILE.ics")
FOLDER = Label("MAPPE", "FOLDER")
DATE = Label("DATO", "DATE")
INITIALS = Label("INITIALER", "INITIALS")
CODE = Label("KODE", "CODE")
NAME = Label("NAVN", "NAME")
MINUTES = Label("MINUTTER", "MINUTES")
PIPE = Path("-")
"""What stands for stdout."""
EXTRAS = ("place", "kind", "description", "partner")

Result = TypeVar("Result")


@click.group(
    "calendar",
    cls=LazyGroup,
    words=text("The meetings as calendars know them."),
    later={
        "import": Later(
            "exin_tui.cli.calendar_import", text("Take in meetings that others send, from an .ics file.")
        ),
        "invite": Later(
            "exin_tui.cli.calendar_invite",
            text("Invite those who take part in a meeting, by a file to send."),
        ),
        "uninvite": Later(
            "exin_tui.cli.calendar_uninvite", text("Call an invitation off, by a file to send.")
        ),
        "owed": Later(
            "exin_tui.cli.calendar_owed",
            text("Which invitations must be sent anew or called off: the meeting was moved or cancelled."),
        ),
        "sync": Later(
            "exin_tui.cli.calendar_sync", text("Keep a CalDAV calendar in step with the meetings.")
        ),
    },
)
def command() -> None:
    """Hold the commands."""


def selection(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say which meetings, and how much of them."""
    options = (
        option("--from", "first", type=DAY, words=text("From this day on; otherwise from now."), takes=DATE),
        option("--to", "last", type=DAY, words=text("Up to and with this day."), takes=DATE),
        option("--caseworker", default="", words=text("Only this caseworker's."), takes=INITIALS),
        option("--participant", default="", words=text("Only this participant's."), takes=CODE),
        option("--partner", default="", words=text("Only meetings with this partner."), takes=NAME),
        option("--kind", "kinds", multiple=True, words=text("Only this kind; may be repeated."), takes=NAME),
        option(
            "--titles",
            type=click.Choice(["code", "alias", "generic"]),
            default="code",
            words=text("What a meeting is called: by case code, by alias, or just “Meeting”."),
        ),
        option(
            "--with",
            "extras",
            default="",
            words=text(
                "What else to write, separated by commas: place, kind, description, partner. Each tells more."
            ),
            takes=NAME,
        ),
        option(
            "--alarm",
            type=click.IntRange(0, 1440),
            default=15,
            words=text("Remind so many minutes before; 0 for no reminder."),
            takes=MINUTES,
        ),
    )
    for each in reversed(options):
        function = each(function)
    return function


@within(
    command,
    "export",
    words=text(
        "Write the coming meetings as an .ics file, or a folder of them, for the team's own calendars. A "
        "meeting is called by the case code alone; place, kind, description and partner are written only "
        "when asked for. Cancelled ones are there for 60 days, marked, so that a calendar takes them away. "
        "A series is written as a whole. What was told of whom is logged."
    ),
)
@option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    words=text("The file; - for standard output."),
    takes=FILE,
)
@option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    words=text("A folder with one file for each meeting, as vdirsyncer and khal read it."),
    takes=FOLDER,
)
@selection
@option("--force", is_flag=True, words=text("Write over a file that is there."))
def export(output: Path | None, folder: Path | None, force: bool, **chosen: Any) -> None:
    """Write the file or the folder."""
    if (output is None) == (folder is None):
        raise Refused(text("Name the file with -o FILE.ics, or a folder with --folder."), exit_code=2)
    invocation = current()
    piped = output == PIPE
    replace = output is not None and not piped and (force or may_replace(output))
    with open_board(invocation) as board:
        asked = asked_for(board, invocation, **chosen)
        try:
            if piped:
                _to_stdout(board, invocation, asked)
            elif output is not None:
                _to_file(board, invocation, asked, output, replace=replace)
            elif folder is not None:
                _to_folder(board, invocation, asked, folder)
        except OSError as error:
            raise cannot_write(output or folder or Path(), error) from None


def _to_file(board: Board, invocation: Invocation, asked: Asked, path: Path, *, replace: bool) -> None:
    from exin_tui.calendar.export import export_calendar

    count = with_bar(
        text("Writing meetings"),
        lambda progress: export_calendar(
            board.database, path, asked, now=invocation.now, replace=replace, progress=progress
        ),
    )
    tell(
        text("Meetings written to {file}: {count}. Only you can read the file.", count=count, file=str(path))
    )


def _to_stdout(board: Board, invocation: Invocation, asked: Asked) -> None:
    from exin_tui.calendar.export import calendar_bytes

    whole, count = with_bar(
        text("Writing meetings"),
        lambda progress: calendar_bytes(board.database, asked, now=invocation.now, progress=progress),
    )
    sys.stdout.flush()
    sys.stdout.buffer.write(whole)
    tell(text("Meetings written: {count}.", count=count))


def _to_folder(board: Board, invocation: Invocation, asked: Asked, folder: Path) -> None:
    from exin_tui.calendar.export import export_folder

    done = with_bar(
        text("Writing meetings"),
        lambda progress: export_folder(board.database, folder, asked, now=invocation.now, progress=progress),
    )
    tell(
        text(
            "{folder}: {written} written, {unchanged} as before, {removed} removed.",
            folder=str(folder),
            written=done.written,
            unchanged=done.unchanged,
            removed=done.removed,
        )
    )


def asked_for(
    board: Board,
    invocation: Invocation,
    *,
    first: dt.date | None,
    last: dt.date | None,
    caseworker: str,
    participant: str,
    partner: str,
    kinds: Sequence[str],
    titles: str,
    extras: str,
    alarm: int,
) -> Asked:
    """What the options ask for. Raises `Refused` for somebody or something that is not there."""
    from exin_tui.calendar.known import unknown
    from exin_tui.calendar.stream import Asked
    from exin_tui.calendar.wanted import CANCELLED_FOR, Extra, Telling, Titles, Wanted

    if first is not None and last is not None and last < first:
        raise Refused(text("--to is before --from."), exit_code=2)
    more = [word.strip().casefold() for word in extras.split(",") if word.strip()]
    for word in more:
        if word not in EXTRAS:
            raise Refused(
                text(
                    "--with takes {known}, separated by commas; not {word}.",
                    known=", ".join(EXTRAS),
                    word=word,
                ),
                exit_code=2,
            )
    now = invocation.now
    wanted = Wanted(
        since=_midnight(first) if first else now,
        before=_midnight(last + dt.timedelta(days=1)) if last else None,
        cancelled_since=None if first else now - CANCELLED_FOR,
        caseworker=caseworker,
        participant=participant,
        partner=partner,
        kinds=tuple(kinds),
    )
    with board.database.read() as connection:
        problem = unknown(
            connection, wanted, partners=[one.id for one in board.partners], kinds=list(board.labels.meetings)
        )
    if problem is not None:
        raise Refused(problem, exit_code=2)
    telling = Telling(language(), Titles(titles), frozenset(Extra(word) for word in more), alarm)
    return Asked(wanted, telling, board.labels.meeting_kind)


def with_bar(words: Any, run: Callable[[Callable[[int, int], None] | None], Result]) -> Result:
    """Show a progress bar on stderr as soon as progress is told, which few meetings do not."""
    if not sys.stderr.isatty():
        return run(None)
    bars: list[Any] = []

    def progress(done: int, whole: int) -> None:
        if not bars:
            bar = click.progressbar(length=whole, label=said(words), file=sys.stderr)
            bars.append(bar.__enter__())
        bars[0].update(done - bars[0].pos)

    try:
        return run(progress)
    finally:
        for bar in bars:
            bar.render_finish()


def may_replace(path: Path) -> bool:
    """Ask before a file is written over. Raises `Refused` for a no, and when nobody can be asked."""
    if not path.exists():
        return False
    if not sys.stdin.isatty():
        raise Refused(text("{file} is there already. Choose another name, or add --force.", file=str(path)))
    if not click.confirm(
        said(text("{file} is there already. Write over it?", file=str(path))), default=False, err=True
    ):
        raise Refused(text("Nothing was done."))
    return True


def cannot_write(path: Path, error: OSError) -> Refused:
    """The file cannot be written."""
    if isinstance(error, FileExistsError):
        return Refused(text("{file} is there already. Choose another name, or add --force.", file=str(path)))
    return Refused(text("{file} cannot be written: {why}.", file=str(path), why=why(error)))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), OSLO)
