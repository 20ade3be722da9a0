"""``exin participant``: one participant, printed; what is done with one is in `participant_work`."""

from __future__ import annotations

import json
import sys

import click

from exin_tui.cli.board import open_board
from exin_tui.cli.commands import group, option, within
from exin_tui.cli.invocation import Refused, current
from exin_tui.cli.overview import asked_partners, look_of
from exin_tui.cli.participant_custody import imprison, release, suggested, transfer
from exin_tui.cli.participant_handover import closed, reassign
from exin_tui.cli.participant_intake import criterion, decline, enrol, intake, talk
from exin_tui.cli.participant_rights import erase, export
from exin_tui.cli.participant_work import add, assign, close, edit, reopen
from exin_tui.cli.situation import situation
from exin_tui.cli.speaking import coloured, show
from exin_tui.cli.working import takes_a_code
from exin_tui.language import text


@group("participant", words=text("One participant."))
def command() -> None:
    """Hold the commands below."""


for _work in (
    add, edit, assign, intake, talk, criterion, enrol, decline, release, imprison, transfer, suggested,
    close, reopen, reassign, closed, situation, export, erase,
):  # fmt: skip
    command.add_command(_work)


@within(
    command,
    "show",
    words=text(
        "Print one participant: phase, release, checklists, tasks, meetings, contacts, consents. Screened "
        "unless you say otherwise. An address that is protected is never printed."
    ),
)
@takes_a_code
@option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
@option(
    "--screened/--unscreened", default=True, words=text("Hide names (as a matter of course), or show them.")
)
@option("--why", is_flag=True, words=text("Say why each item is due on its day."))
def show_participant(code: str, as_json: bool, screened: bool, why: bool) -> None:
    """Read and print."""
    from exin_tui.caseload.case_view import load_case_view
    from exin_tui.caseload.participant import UnknownParticipant, load_participant
    from exin_tui.cli.case_lines import case_json, case_lines
    from exin_tui.cli.inks import Inks
    from exin_tui.cli.left_over import left_over_json, left_over_lines
    from exin_tui.cli.participant_json import participant_view_json
    from exin_tui.cli.participant_lines import participant_lines
    from exin_tui.cli.tables import terminal_width
    from exin_tui.partners.absence import placed
    from exin_tui.partners.leftovers import load_all_remnants

    invocation = current()
    with open_board(invocation) as board:
        try:
            with board.database.read() as connection:
                view = load_participant(
                    connection,
                    code.strip().upper(),
                    today=invocation.today,
                    programme=board.programme,
                    labels=board.labels,
                    now=invocation.now,
                )
                case = load_case_view(connection, view.row.person.id)
                left = load_all_remnants(connection, view.row.person.id, placed(board.partners))
        except UnknownParticipant as error:
            raise Refused(error.message) from None
        view = asked_partners(board, invocation).on_view(view)
        look = look_of(invocation, board, screened=screened)
    if as_json:
        said = participant_view_json(view, look, why=why) | case_json(case, view, look)
        said |= left_over_json(left, view, look)
        show(json.dumps(said, ensure_ascii=False, indent=2))
        return
    inks = Inks(coloured(sys.stdout))
    for line in participant_lines(view, look, inks=inks, limit=terminal_width(), why=why):
        click.echo(line, color=inks.on)
    for line in case_lines(case, view, look, inks=inks):
        click.echo(line, color=inks.on)
    for line in left_over_lines(left, board.partners, view, look):
        show(line)
