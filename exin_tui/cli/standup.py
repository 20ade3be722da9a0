"""``exin standup``: hold the daily stand-up, follow it, and print what it came to."""

from __future__ import annotations

import click

from exin_tui.cli.board import Board, open_board
from exin_tui.cli.commands import Later, LazyGroup, option
from exin_tui.cli.invocation import Invocation, Refused, current
from exin_tui.cli.speaking import language, on_a_terminal, said, show
from exin_tui.language import Label, text

INITIALS = Label("INITIALER", "INITIALS")


@click.group(
    "standup",
    cls=LazyGroup,
    words=text(
        "The daily stand-up on a shared screen: begin it, go on with it, or follow it. Without a terminal "
        "the order is printed. Nobody is named in any of it."
    ),
    later={
        "summary": Later(
            "exin_tui.cli.standup_summary",
            text("Print what a stand-up came to, as Markdown or JSON: codes and aliases only."),
        )
    },
    invoke_without_command=True,
)
@option("--caseworker", default=None, words=text("Only this caseworker's participants."), takes=INITIALS)
@option(
    "--follow",
    is_flag=True,
    words=text("For a wall: show who is discussed in the stand-up that somebody holds. Nothing can be done."),
)
@option("--weekly", default=None, words=text("Print the weekly review of this caseworker."), takes=INITIALS)
@option("--monthly", is_flag=True, words=text("Print the monthly review of the month that today is in."))
@click.pass_context
def command(
    ctx: click.Context, caseworker: str | None, follow: bool, weekly: str | None, monthly: bool
) -> None:
    """Open the screen, unless a command follows."""
    if ctx.invoked_subcommand is not None:
        return
    invocation = current()
    if weekly is not None or monthly:
        from exin_tui.cli.reviews import print_monthly, print_weekly

        with open_board(invocation) as board:
            if weekly is not None:
                check_caseworker(board, weekly)
                print_weekly(board, invocation, weekly)
            else:
                print_monthly(board, invocation)
        return
    if follow and not on_a_terminal():
        raise Refused(text("Following a stand-up needs a terminal."), exit_code=2)
    with open_board(invocation) as board:
        if caseworker is not None:
            check_caseworker(board, caseworker)
        if on_a_terminal():
            _open(board, invocation, caseworker, follow=follow)
        else:
            print_order(board, invocation, caseworker)


def check_caseworker(board: Board, caseworker: str) -> None:
    """Raises `Refused` for initials that nobody here has."""
    from exin_tui.caseload.register import unknown_caseworker
    from exin_tui.caseload.team import find_caseworker

    with board.database.read() as connection:
        if find_caseworker(connection, caseworker) is None:
            raise Refused(unknown_caseworker(caseworker).message)


def _open(board: Board, invocation: Invocation, caseworker: str | None, *, follow: bool) -> None:
    from exin_tui.cli.dashboard import run_dashboard, unlocker

    if follow:
        from exin_tui.tui.follow_app import FollowApp

        run_dashboard(board, invocation, unlock=None, app_class=FollowApp)
    else:
        run_dashboard(
            board,
            invocation,
            unlock=unlocker(board),
            opens=lambda app: app.go_standup(caseworker),
        )


def print_order(board: Board, invocation: Invocation, caseworker: str | None) -> None:
    """Who would be discussed, in order, with the reason."""
    from exin_tui.caseload.overview import read_overview
    from exin_tui.privacy.screening import Screening

    overview = read_overview(
        board.database,
        today=invocation.today,
        programme=board.programme,
        labels=board.labels,
        now=invocation.now,
    )
    screening = Screening(language=language())
    for place, row in enumerate(
        (row for row in overview.rows if caseworker is None or row.caseworker == caseworker), start=1
    ):
        reasons = " · ".join(said(reason) for reason in row.urgency.reasons)
        show(f"{place:>3}  {screening.person(row.person):<18}  {said(row.phase):<18}  {reasons}")
