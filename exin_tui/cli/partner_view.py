"""``exin partner view``: what a partner's tab, or its panel on one participant, shows, printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from exin_tui.cli.board import Board, open_board
from exin_tui.cli.commands import argument, option
from exin_tui.cli.commands import command as declare
from exin_tui.cli.invocation import Invocation, current
from exin_tui.cli.speaking import show, tell
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.partners.discovery import Partner
    from exin_tui.partners.tab_models import PartnerPanel, PartnerTab
    from exin_tui.partners.view_seen import SeenColumns, Viewed
    from exin_tui.tui.look import Look
    from exin_tui.tui.views.view_row import ViewRow

IN_A_PIPE = 160
"""Cells of a line where there is no terminal."""


@declare(
    "view",
    words=text(
        "Print what a partner's tab shows, or with a case code its panel on one participant: its own view, "
        "then tasks and what is recorded. Screened unless you say otherwise."
    ),
)
@argument("partner_id", words=text("The partner's id; exin partner list has them."), takes=Label("ID", "ID"))
@argument(
    "code",
    required=False,
    words=text("The case code, such as SN-014."),
    takes=Label("KODE", "CODE"),
)
@option("--json", "as_json", is_flag=True, words=text("As JSON, for another program."))
@option(
    "--screened/--unscreened", default=True, words=text("Hide names (as a matter of course), or show them.")
)
@option("--why", is_flag=True, words=text("Say under each line on what it rests."))
def command(partner_id: str, code: str | None, as_json: bool, screened: bool, why: bool) -> None:
    """Read, ask and print."""
    from exin_tui.cli.overview import look_of
    from exin_tui.cli.partner_found import taking_part, the_partner

    invocation = current()
    with open_board(invocation) as board:
        partner = the_partner(board.partners, partner_id)
        taking_part(partner)
        look = look_of(invocation, board, screened=screened)
        viewed, computed, held = _read(board, invocation, partner, code, look)
    if as_json:
        from exin_tui.cli.partner_view_json import view_json

        show(json.dumps(view_json(partner, viewed, computed, held, look), ensure_ascii=False, indent=2))
    else:
        for line in _lines(partner, viewed, computed, held, look, why=why):
            show(line)
    if viewed is not None and viewed.failure is not None:
        failed = text("{partner}: its view could not be made.", partner=partner.name)
        tell(failed)
    for one in computed.failed if computed is not None else ():
        tell(one.said)
    if (viewed is not None and viewed.failure is not None) or (computed is not None and computed.failed):
        raise click.exceptions.Exit(1)


def _read(
    board: Board, invocation: Invocation, partner: Partner, code: str | None, look: Look
) -> tuple[Viewed | None, SeenColumns | None, PartnerTab | PartnerPanel]:
    """The view, what is computed, and what the core shows beside it.

    Raises `Refused` for a code that nobody active has.
    """
    from exin_tui.cli.partner_found import active_id, asking
    from exin_tui.partners.computing import computed_columns
    from exin_tui.partners.tab import load_panel, load_tab
    from exin_tui.partners.viewing import participant_view, team_view

    more: dict[str, Any] = {"today": invocation.today, "programme": board.programme}
    asked = {**more, "language": look.language}
    manager = asking(board.partners)
    with board.database.read() as connection:
        if code is None:
            viewed = team_view(manager, partner, connection, **asked)
            computed = computed_columns(manager, partner, connection, **asked)
            return viewed, computed, load_tab(connection, partner, labels=board.labels, **more)
        who = active_id(connection, code)
        viewed = participant_view(manager, partner, who, connection, **asked)
        computed = computed_columns(manager, partner, connection, only=who, **asked)
        return viewed, computed, load_panel(connection, partner, who, labels=board.labels, **more)


def _lines(
    partner: Partner,
    viewed: Viewed | None,
    computed: SeenColumns | None,
    held: PartnerTab | PartnerPanel,
    look: Look,
    *,
    why: bool,
) -> Iterator[str]:
    from exin_tui.cli.tables import terminal_width
    from exin_tui.partners.tab_models import PartnerTab
    from exin_tui.tui.ink import words
    from exin_tui.tui.partner_rows import panel_rows, tab_facts, tab_tasks
    from exin_tui.tui.views.computed import computed_rows
    from exin_tui.tui.views.sections import saying_of

    width, asked = terminal_width() or IN_A_PIPE, {}
    above, below = list(_view_rows(partner, viewed, computed, held, look, width)), []
    for row in above:
        yield from _line(row, look, width, why=why)
    if above:
        yield ""
    if isinstance(held, PartnerTab):
        rows = [*tab_tasks(held, look), ("", lambda _: ()), *tab_facts(held, look)]
    else:
        below = computed_rows(held.facts, computed, viewed, saying_of(look), width)
        asked = {row.id: row for row in below if row.id}
        rows = panel_rows(held, look, below)
    for own, draw in rows:
        if own in asked:
            yield from _line(asked[own], look, width, why=why)
        else:
            yield words(draw(width)).rstrip()


def _line(row: ViewRow, look: Look, width: int, *, why: bool) -> Iterator[str]:
    from exin_tui.tui.ink import words
    from exin_tui.tui.views.sections import answer_lines

    yield words(row.draw(width)).rstrip()
    if why and row.answers:
        for line in answer_lines(row, look, width - 4):
            yield f"    {words(line)}".rstrip()


def _view_rows(
    partner: Partner,
    viewed: Viewed | None,
    computed: SeenColumns | None,
    held: PartnerTab | PartnerPanel,
    look: Look,
    width: int,
) -> Iterator[ViewRow]:
    """The partner's own view, or why there is none; and on the tab the table of what is computed."""
    from exin_tui.partners.computing import computed_table
    from exin_tui.partners.tab_models import PartnerTab
    from exin_tui.tui.views.sections import consent_rows, failure_rows, page_of, saying_of, sections_of
    from exin_tui.tui.views.view_row import heading

    saying, table = saying_of(look), None
    if isinstance(held, PartnerTab) and computed is not None:
        table = computed_table(held.facts, partner.declares.facts, computed)
    if viewed is not None and viewed.failure is not None:
        yield from failure_rows(viewed, saying, width)
        yield from [heading()] if table is not None else ()
    seen = [*(viewed.sections if viewed is not None else ()), *([table] if table is not None else ())]
    alone = viewed is not None and viewed.subject is not None
    sections = sections_of(seen, saying, width, alone=alone)
    above = consent_rows(viewed, saying) if viewed is not None else ()
    yield from page_of(sections, width, above, titled=True).rows
