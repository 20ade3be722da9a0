"""Commands of the history tab."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class OpenHistory(Command):
    """On the last row it reads further back."""

    id = "history.open"
    title = text("open")
    help = text("the whole change and its command; on the last line: older ones")
    keys = ("enter",)
    where = Where.HISTORY
    on_row = True
    footer = 1


class HistoryOfKind(Command):
    """Part of what happened."""

    id = "history.kind"
    title = text("kind")
    help = text("only one kind: checklists, meetings, consents, access and disclosure …")
    keys = ("f",)
    where = Where.HISTORY
    footer = 2
