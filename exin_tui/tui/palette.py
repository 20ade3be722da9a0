"""The palette: every command that applies, the themes, and the participants by code and alias.

Names are found and shown only while the screen is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand
from textual.screen import Screen

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.themes import TOKENS

if TYPE_CHECKING:
    from exin_tui.tui.app import ExinApp


def _run(app: ExinApp, screen: Screen[Any], command: type[Command]) -> Any:
    prefix = "app." if command.where is Where.EVERYWHERE else ""

    async def run() -> None:
        await app.run_action(prefix + command.action(), default_namespace=screen)

    return run


def palette_commands(app: ExinApp, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """What can be done from ``screen``."""
    say = app.look.say
    if isinstance(screen, BoardScreen):
        for command in screen.commands():
            if command.palette and screen.possible(command):
                title = say(command.title)
                yield SystemCommand(
                    title[:1].upper() + title[1:], say(command.help), _run(app, screen, command)
                )
    for name in TOKENS:
        yield SystemCommand(
            say(text("Theme: {name}", name=name)), say(text("change the colours")), _theme(app, name)
        )
    for number, partner in enumerate(app.shown_partners):
        title = partner.manifest.tab if partner.manifest.tab is not None else partner.manifest.name
        yield SystemCommand(
            say(title), say(text("the partner's tab")), lambda number=number: app.go_partner(number)
        )
    for row in app.overview.rows if app.overview else ():
        yield SystemCommand(
            app.screening.person(row.person),
            say(row.phase),
            lambda code=row.person.code: app.open_participant(code),
        )


def _theme(app: ExinApp, name: str) -> Any:
    def change() -> None:
        app.theme = name

    return change
