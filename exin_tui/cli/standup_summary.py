"""``exin standup summary``: what a stand-up came to, as Markdown or JSON, with codes and aliases only."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from exin_tui.cli.board import open_board
from exin_tui.cli.commands import command as declare
from exin_tui.cli.commands import option
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.speaking import language, said, show, tell
from exin_tui.cli.system_errors import why
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.caseload.standup_summary import Done, Summary

DATE = Label("DATO", "DATE")
FILE = Label("FIL", "FILE")
INITIALS = Label("INITIALER", "INITIALS")


@declare(
    "summary",
    words=text(
        "Print what a stand-up came to: who was discussed or skipped and why, decisions, who does what by "
        "when, what was ticked off, meetings agreed. Codes and aliases only."
    ),
)
@option("--date", "on", type=DAY, words=text("Of this day; otherwise the newest."), takes=DATE)
@option("--caseworker", default=None, words=text("Only this caseworker's own."), takes=INITIALS)
@option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    words=text("Write to this file, which only you can read. Nothing is written over."),
    takes=FILE,
)
@option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
def command(on: dt.date | None, caseworker: str | None, output: Path | None, as_json: bool) -> None:
    """Read and print."""
    from exin_tui.caseload.standup_markdown import markdown

    with open_board(current()) as board, board.database.read() as connection:
        from exin_tui.caseload.register import unknown_caseworker
        from exin_tui.caseload.standup_summary import summary_of
        from exin_tui.caseload.standups import held_standup
        from exin_tui.caseload.team import find_caseworker

        owner = find_caseworker(connection, caseworker) if caseworker else None
        if caseworker and owner is None:
            raise Refused(unknown_caseworker(caseworker).message)
        held = held_standup(connection, on=on, caseworker_id=owner)
        if held is None:
            raise Refused(
                text("No stand-up has been held yet.")
                if on is None
                else text("No stand-up was held on {day}.", day=on)
            )
        summary = summary_of(connection, held, labels=board.labels)
    content = (
        json.dumps(as_data(summary), ensure_ascii=False, indent=2) + "\n"
        if as_json
        else markdown(summary, language())
    )
    if output is None:
        show(content.rstrip("\n"))
        return
    _write(output, content)
    tell(text("Written: {path}", path=str(output)))


def _write(path: Path, content: str) -> None:
    from exin_tui.privacy.private_file import write_private

    try:
        write_private(path, content.encode())
    except FileExistsError:
        raise Refused(text("There is a file {path} already.", path=str(path))) from None
    except OSError as error:
        raise Refused(why(error)) from None


def as_data(summary: Summary) -> dict[str, Any]:
    """The summary as JSON has it."""
    from exin_tui.privacy.unnamed import unnamed

    return {
        "kind": summary.kind.value,
        "date": summary.held_on.isoformat(),
        "started_at": summary.started_at.isoformat(),
        "ended_at": summary.ended_at.isoformat() if summary.ended_at else None,
        "seconds": summary.seconds,
        "planned_minutes": summary.planned_minutes,
        "held_by": summary.held_by,
        "caseworker": summary.caseworker or None,
        "present": list(summary.present),
        "away": list(summary.away),
        "participants": [
            {
                "code": entry.person.code,
                "alias": entry.person.alias,
                "state": entry.state.value,
                "reason": unnamed(entry.reason, entry.person),
                "decision": unnamed(entry.decision, entry.person),
                "seconds": entry.seconds,
            }
            for entry in summary.entries
        ],
        "tasks": [_done(one) for one in summary.tasks],
        "ticked": [_done(one) for one in summary.ticks],
        "meetings": [_done(one) for one in summary.meetings],
    }


def _done(one: Done) -> dict[str, Any]:
    from exin_tui.privacy.screening import Screening
    from exin_tui.privacy.unnamed import unnamed

    label = Screening(language=language()).item(one.label, one.sensitive, one.person)
    return {
        "code": one.person.code if one.person else None,
        "what": unnamed(said(label), one.person),
        "who": one.who,
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "starts_at": one.starts_at.isoformat() if one.starts_at else None,
    }
