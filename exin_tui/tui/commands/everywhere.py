"""Commands that apply everywhere, and those that go somewhere."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class GoTo(Command):
    """A letter follows; the screen says which."""

    id = "go.to"
    title = text("go to")
    help = text("go to …, then a letter")
    keys = ("g",)
    where = Where.GO
    palette = False


class GoOverview(Command):
    """Home."""

    id = "go.overview"
    title = text("Overview")
    help = text("Overview")
    keys = ("f2",)
    where = Where.GO


class GoPartner(Command):
    """The partners' tabs, from the left."""

    id = "go.partner"
    title = text("Partners")
    help = text("the partners' tabs")
    keys = ("f3", "f4", "f5")
    arguments = ("0", "1", "2")
    where = Where.GO
    palette = False


class GoPartners(Command):
    """Also those that take no part."""

    id = "go.partners"
    title = text("Partners")
    help = text("the partners: who takes part, who does not and why")
    keys = ("P",)
    where = Where.GO


class GoCapacity(Command):
    """Who has room."""

    id = "go.capacity"
    title = text("Capacity")
    help = text("Capacity")
    keys = ("k", "f6")
    where = Where.GO


class GoStandup(Command):
    """Begin the daily stand-up, or go on with it."""

    id = "go.standup"
    title = text("Stand-up")
    help = text("the daily stand-up: begin, go on, or follow")
    keys = ("s",)
    where = Where.GO


class GoWeek(Command):
    """The team's week, or one caseworker's."""

    id = "go.week"
    title = text("Week")
    help = text("the week: meetings, clashes, releases")
    keys = ("u",)
    where = Where.GO


class GoOutcomes(Command):
    """What is over and nobody has said the outcome of."""

    id = "go.outcomes"
    title = text("Outcomes to log")
    help = text("go through the meetings that are over")
    keys = ("U",)
    where = Where.GO


class GoBook(Command):
    """Agencies and the people there."""

    id = "go.book"
    title = text("Address book")
    help = text("agencies and contacts")
    keys = ("B",)
    where = Where.GO


class NextPane(Command):
    """Participants, due, meetings."""

    id = "go.pane"
    title = text("next pane")
    help = text("next pane")
    keys = ("tab",)
    where = Where.GO
    palette = False


class PreviousPane(Command):
    """The other way."""

    id = "go.pane_back"
    title = text("previous pane")
    help = text("previous pane")
    keys = ("shift+tab",)
    where = Where.GO
    palette = False


class Privacy(Command):
    """Open falls back by itself."""

    id = "view.privacy"
    title = text("show names")
    help = text("show / screen names")
    keys = ("p", "f9")
    where = Where.EVERYWHERE
    footer = 8


class Find(Command):
    """Beside ``/``, which narrows the list."""

    id = "go.find"
    title = text("search everything")
    help = text("search everything")
    keys = ("ctrl+g",)
    where = Where.EVERYWHERE


class Undo(Command):
    """One's own last change, here."""

    id = "edit.undo"
    title = text("undo")
    help = text("undo the last change made here")
    keys = ("ctrl+z",)
    where = Where.EVERYWHERE


class Redo(Command):
    """What was undone, again."""

    id = "edit.redo"
    title = text("do it again")
    help = text("do it again")
    keys = ("ctrl+y",)
    where = Where.EVERYWHERE


class Palette(Command):
    """Every command by its words."""

    id = "view.palette"
    title = text("commands")
    help = text("all commands")
    keys = ("ctrl+p",)
    where = Where.EVERYWHERE
    palette = False


class Lock(Command):
    """Nothing is left on the screen."""

    id = "view.lock"
    title = text("lock the screen")
    help = text("lock the screen")
    keys = ("ctrl+l",)
    where = Where.EVERYWHERE


class Back(Command):
    """Out of what was opened last."""

    id = "view.back"
    title = text("back")
    help = text("back")
    keys = ("escape",)
    where = Where.EVERYWHERE
    footer = 7
    palette = False


class Help(Command):
    """What the keys do, here."""

    id = "view.help"
    title = text("help")
    help = text("this help")
    keys = ("question_mark", "f1")
    where = Where.EVERYWHERE
    footer = 9


class Quit(Command):
    """Nothing is unsaved."""

    id = "view.quit"
    title = text("quit")
    help = text("quit")
    keys = ("q",)
    where = Where.EVERYWHERE
