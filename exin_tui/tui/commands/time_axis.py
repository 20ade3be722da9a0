"""Commands of a partner's view with a time axis."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class Earlier(Command):
    """Eight cells back."""

    id = "time.earlier"
    title = text("earlier")
    help = text("move the time axis back")
    keys = ("left",)
    where = Where.PARTNER
    footer = 6
    compact = False


class Later(Command):
    """Eight cells ahead."""

    id = "time.later"
    title = text("later")
    help = text("move the time axis ahead")
    keys = ("right",)
    where = Where.PARTNER
    footer = 7
    compact = False


class Finer(Command):
    """Fewer weeks in a character."""

    id = "time.finer"
    title = text("finer")
    help = text("fewer weeks in a character")
    keys = ("z",)
    where = Where.PARTNER
    footer = 8
    compact = False


class Coarser(Command):
    """More weeks in a character."""

    id = "time.coarser"
    title = text("coarser")
    help = text("more weeks in a character")
    keys = ("Z",)
    where = Where.PARTNER
    footer = 9
    compact = False
