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
    from exin_tui.partners.view_seen import Viewed
    from exin_tui.tui.look import Look

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
        viewed, held = _read(board, invocation, partner, code, look)
    if as_json:
        from exin_tui.cli.partner_view_json import view_json

        show(json.dumps(view_json(partner, viewed, look), ensure_ascii=False, indent=2))
    else:
        for line in _lines(viewed, held, look, why=why):
            show(line)
    if viewed is not None and viewed.failure is not None:
        failed = text("{partner}: its view could not be made.", partner=partner.name)
        tell(failed)
        raise click.exceptions.Exit(1)


def _read(
    board: Board, invocation: Invocation, partner: Partner, code: str | None, look: Look
) -> tuple[Viewed | None, PartnerTab | PartnerPanel]:
    """The view and what the core shows beside it. Raises `Refused` for a code that nobody active has."""
    from exin_tui.cli.partner_found import active_id, asking
    from exin_tui.partners.tab import load_panel, load_tab
    from exin_tui.partners.viewing import participant_view, team_view

    more: dict[str, Any] = {"today": invocation.today, "programme": board.programme}
    manager = asking(board.partners)
    with board.database.read() as connection:
        if code is None:
            viewed = team_view(manager, partner, connection, language=look.language, **more)
            return viewed, load_tab(connection, partner, labels=board.labels, **more)
        who = active_id(connection, code)
        viewed = participant_view(manager, partner, who, connection, language=look.language, **more)
        return viewed, load_panel(connection, partner, who, labels=board.labels, **more)


def _lines(viewed: Viewed | None, held: PartnerTab | PartnerPanel, look: Look, *, why: bool) -> Iterator[str]:
    from exin_tui.cli.tables import terminal_width
    from exin_tui.partners.tab_models import PartnerTab
    from exin_tui.tui.ink import words
    from exin_tui.tui.partner_rows import panel_rows, tab_facts, tab_tasks

    width = terminal_width() or IN_A_PIPE
    if viewed is not None:
        yield from _view_lines(viewed, look, width, why=why)
        yield ""
    rows = (
        [*tab_tasks(held, look), ("", lambda _: ()), *tab_facts(held, look)]
        if isinstance(held, PartnerTab)
        else panel_rows(held, look)
    )
    for _, draw in rows:
        yield words(draw(width)).rstrip()


def _view_lines(viewed: Viewed, look: Look, width: int, *, why: bool) -> Iterator[str]:
    from exin_tui.tui.ink import words
    from exin_tui.tui.views.sections import (
        answer_lines,
        consent_rows,
        failure_rows,
        page_of,
        saying_of,
        sections_of,
    )

    saying = saying_of(look)
    if viewed.failure is not None:
        rows = failure_rows(viewed, saying, width)
    else:
        alone = viewed.subject is not None
        sections = sections_of(viewed.sections, saying, width, alone=alone)
        rows = list(page_of(sections, width, consent_rows(viewed, saying), titled=True).rows)
    for row in rows:
        yield words(row.draw(width)).rstrip()
        if why and row.answers:
            for line in answer_lines(row, look, width - 4):
                yield f"    {words(line)}".rstrip()
