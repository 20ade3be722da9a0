"""``exin calendar``: the meetings as calendars know them."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from exin_tui.cli.board import open_team_database
from exin_tui.cli.commands import group, option, within
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import language, said, tell
from exin_tui.cli.system_errors import why
from exin_tui.clock import OSLO
from exin_tui.language import Label, text

FILE = Label("FIL.ics", "FILE.ics")
DATE = Label("DATO", "DATE")


@group("calendar", words=text("The meetings as calendars know them."))
def command() -> None:
    """Hold the commands below."""


@within(
    command,
    "export",
    words=text(
        "Write the coming meetings as an .ics file for the team's own calendars. A meeting is called by the "
        "case code alone; neither place nor purpose is written. Cancelled ones are there too, marked, so "
        "that a calendar takes them away. A series is written as a whole. What was told of whom is logged."
    ),
)
@option("-o", "--output", required=True, type=click.Path(path_type=Path), words=text("The file."), takes=FILE)
@option("--from", "first", type=DAY, words=text("From this day on; otherwise from now."), takes=DATE)
@option("--to", "last", type=DAY, words=text("Up to and with this day."), takes=DATE)
@option("--force", is_flag=True, words=text("Write over a file that is there."))
def export(output: Path, first: dt.date | None, last: dt.date | None, force: bool) -> None:
    """Write the file."""
    from exin_tui.calendar.export import export_calendar

    invocation = current()
    if first is not None and last is not None and last < first:
        raise Refused(text("--to is before --from."), exit_code=2)
    replace = force or may_replace(output)
    with open_team_database(invocation) as database:
        try:
            count = export_calendar(
                database,
                output,
                since=_midnight(first) if first else invocation.now,
                before=_midnight(last + dt.timedelta(days=1)) if last else None,
                now=invocation.now,
                language=language(),
                replace=replace,
            )
        except OSError as error:
            raise cannot_write(output, error) from None
    tell(
        text(
            "Meetings written to {file}: {count}. Only you can read the file.", count=count, file=str(output)
        )
    )


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
