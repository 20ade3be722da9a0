"""Commands of the capacity screen."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class Reassign(Command):
    """Everybody at once, with what would be lost listed first."""

    id = "capacity.reassign"
    title = text("hand over")
    help = text("hand over all participants of whoever is under the cursor")
    keys = ("R",)
    where = Where.CAPACITY
    footer = 3
