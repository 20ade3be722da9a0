"""``exin overview``: what the dashboard shows, printed."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from exin_tui.cli.board import Board, open_board
from exin_tui.cli.commands import command as declare
from exin_tui.cli.commands import option
from exin_tui.cli.invocation import Invocation, Refused, current
from exin_tui.cli.speaking import coloured, language, show
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.caseload.filters import Filter
    from exin_tui.partners.on_board import OnBoard
    from exin_tui.tui.look import Look

WORD, NAME = Label("ORD", "WORD"), Label("NAVN", "NAME")
SAVED = "@"
"""Stands before the name of a saved filter."""


@declare(
    "overview",
    words=text(
        "Print what the dashboard shows: the figures, the phases, participants, what is due, meetings for 7 "
        "days, and capacity. Screened unless you say otherwise: case code and alias only."
    ),
)
@option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
@option(
    "--filter",
    "filters",
    multiple=True,
    words=text(
        "Only these; may be given several times: mine, overdue, due-today, due-soon, out-4-weeks, "
        "out-12-weeks, phase-3-late, no-contact, consent, application, over-capacity, unassigned, phase=3, "
        "caseworker=KN, search=…, @NAME for a saved one"
    ),
    takes=WORD,
)
@option("--saved", default="", words=text("A filter that the team has saved, by its name."), takes=NAME)
@option(
    "--sort",
    words=text("The order: urgency, code, release, phase, caseworker, next-meeting."),
    takes=WORD,
)
@option(
    "--screened/--unscreened", default=True, words=text("Hide names (as a matter of course), or show them.")
)
@option("--why", is_flag=True, words=text("Say why each participant stands where it does."))
def command(
    as_json: bool, filters: tuple[str, ...], saved: str, sort: str | None, screened: bool, why: bool
) -> None:
    """Read and print."""
    invocation = current()
    if saved:
        filters = (f"@{saved}", *filters)
    with open_board(invocation) as board:
        print_overview(
            board, invocation, filters=filters, sort=sort, screened=screened, why=why, as_json=as_json
        )


def print_overview(
    board: Board,
    invocation: Invocation,
    *,
    filters: tuple[str, ...] = (),
    sort: str | None = None,
    screened: bool = True,
    why: bool = False,
    as_json: bool = False,
) -> None:
    """Print the overview of ``board``. Raises `Refused` for a filter or an order that does not exist."""
    from exin_tui.caseload.filter_words import UnknownFilter
    from exin_tui.caseload.overview import load_overview
    from exin_tui.cli.inks import Inks
    from exin_tui.cli.overview_json import overview_json
    from exin_tui.cli.overview_lines import overview_lines
    from exin_tui.cli.tables import terminal_width

    try:
        narrowed = _narrowed(board, filters, sort, me=invocation.me or board.database.actor)
    except UnknownFilter as error:
        raise Refused(error.message, exit_code=2) from None
    with board.database.read() as connection:
        overview = load_overview(
            connection,
            today=invocation.today,
            programme=board.programme,
            labels=board.labels,
            now=invocation.now,
        )
    overview = asked_partners(board, invocation).on_overview(overview)
    look = look_of(invocation, board, screened=screened)
    if as_json:
        show(json.dumps(overview_json(overview, narrowed, look, why=why), ensure_ascii=False, indent=2))
        return
    inks = Inks(coloured(sys.stdout))
    for line in overview_lines(overview, narrowed, look, inks=inks, limit=terminal_width(), why=why):
        click.echo(line, color=inks.on)


def _narrowed(board: Board, filters: tuple[str, ...], sort: str | None, *, me: str) -> Filter:
    """What was asked for; a saved filter (``@name``) brings its order along. Raises `UnknownFilter`."""
    from exin_tui.caseload.filter_words import parse_filter
    from exin_tui.caseload.filters import Sort

    words = tuple(word for word in filters if not word.startswith(SAVED))
    names = [word.removeprefix(SAVED) for word in filters if word.startswith(SAVED)]
    asked = parse_filter(words, sort=sort or Sort.URGENCY.value, me=me)
    if not names:
        return asked
    from exin_tui.caseload.saved_filters import filter_named

    with board.database.read() as connection:
        saved = [filter_named(connection, name, me=me) for name in names]
    whole = saved[0]
    for step in (step for one in (*saved[1:], asked) for step in one.steps):
        whole = whole if step in whole.steps else whole.toggle(step)
    return whole if sort is None else whole.sorted_by(asked.sort)


def asked_partners(board: Board, invocation: Invocation) -> OnBoard:
    """What the partners' rules say today: their Python runs here, after everything else was read."""
    from exin_tui.cli.partner_found import asking
    from exin_tui.partners.on_board import PartnerRules

    rules = PartnerRules(board.partners, asking(board.partners))
    return rules.ask(board.database, today=invocation.today, programme=board.programme)


def look_of(invocation: Invocation, board: Board, *, screened: bool) -> Look:
    """How things are said in this run. Names shown in a terminal are the reader's own decision each time."""
    from exin_tui.privacy.screening import Screening
    from exin_tui.tui.look import Look

    spoken = language()
    screening = Screening(screened=screened, language=spoken, initials=invocation.configuration.show_initials)
    return Look(
        language=spoken,
        today=invocation.today,
        screening=screening,
        me=invocation.me or board.database.actor,
        stale_months=board.programme.offsets.rule_stale_months,
    )
