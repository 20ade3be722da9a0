"""Commands about the participant at hand: under the board's cursor, or the one that is open."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class ChangePerson(Command):
    """A letter follows; the sheet says which."""

    id = "person.change"
    title = text("change")
    help = text("change something about the participant …, then a letter")
    keys = ("c",)
    where = Where.PERSON
    footer = 6


class AssignPerson(Command):
    """Capacity is checked, and shown before it is done."""

    id = "person.assign"
    title = text("another caseworker")
    help = text("give the participant to a caseworker")
    keys = ("A",)
    letter = "k"
    where = Where.PERSON
