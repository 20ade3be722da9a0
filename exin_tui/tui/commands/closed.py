"""Commands of the list of those whose follow-up has ended."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class OpenClosed(Command):
    """The door stays open: ``c g`` there follows somebody up again."""

    id = "closed.open"
    title = text("open")
    help = text("open the participant")
    keys = ("enter",)
    where = Where.CLOSED
    footer = 1
