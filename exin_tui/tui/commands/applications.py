"""Commands of applications, of contact and activities, and of the situation."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class LogContact(Command):
    """Two keys: this one, and the kind's letter."""

    id = "person.log"
    title = text("log contact")
    help = text("log contact, then a letter")
    keys = ("l",)
    letter = "l"
    where = Where.PERSON
    footer = 5
    compact = False


class NoteSituation(Command):
    """Housing, income, children, individual plan."""

    id = "person.situation"
    title = text("situation")
    help = text("the situation at start, at release")
    keys = ("S",)
    letter = "s"
    where = Where.PERSON


class NewApplication(Command):
    """To whom, what, and when it was sent."""

    id = "application.new"
    title = text("new application")
    help = text("a new application")
    keys = ("u", "plus")
    where = Where.APPLICATION
    footer = 1


class NextStep(Command):
    """Not sent, sent, in process, decided."""

    id = "application.next"
    title = text("next step")
    help = text("next: sent, in process, decided")
    keys = ("x",)
    where = Where.APPLICATION
    on_row = True
    footer = 2


class Decided(Command):
    """Granted, refused, partly; in writing or not."""

    id = "application.decide"
    title = text("decided")
    help = text("granted, refused or partly; in writing, and the deadline in the letter")
    keys = ("d",)
    where = Where.APPLICATION
    on_row = True
    footer = 3


class Complained(Command):
    """A complaint was sent."""

    id = "application.complain"
    title = text("complaint sent")
    help = text("a complaint was sent")
    keys = ("j",)
    where = Where.APPLICATION
    on_row = True
    footer = 4


class EditCaseRow(Command):
    """What the row is about."""

    id = "application.edit"
    title = text("edit")
    help = text("correct the application, or the situation")
    keys = ("e", "enter")
    where = Where.APPLICATION
    on_row = True


class TakeOff(Command):
    """Logged by mistake."""

    id = "application.take_off"
    title = text("take off")
    help = text("take off contact that was logged by mistake")
    keys = ("delete",)
    where = Where.APPLICATION
    on_row = True
