"""Commands of the participant screen: its tabs, and the checklist item under the cursor."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class Done(Command):
    """Ticks, and takes the tick away again."""

    id = "item.done"
    title = text("done")
    help = text("done; again: not done after all")
    keys = ("x",)
    where = Where.ITEM
    footer = 1


class NotNeeded(Command):
    """With a reason."""

    id = "item.not_needed"
    title = text("not needed")
    help = text("not needed, with the reason")
    keys = ("i",)
    where = Where.ITEM
    footer = 2


class DueDate(Command):
    """A date of one's own."""

    id = "item.due"
    title = text("due date")
    help = text("a due date of your own")
    keys = ("d",)
    where = Where.ITEM
    footer = 3


class Responsible(Command):
    """Who in the team."""

    id = "item.responsible"
    title = text("responsible")
    help = text("who is responsible")
    keys = ("a",)
    where = Where.ITEM
    footer = 4


class Started(Command):
    """Work has begun."""

    id = "item.start"
    title = text("started")
    help = text("started; again: not started")
    keys = ("b",)
    where = Where.ITEM


class Confirmed(Command):
    """Make sure, and make double sure."""

    id = "item.confirm"
    title = text("confirmed with")
    help = text("done, and confirmed with somebody")
    keys = ("y",)
    where = Where.ITEM


class ItemNote(Command):
    """Short, no case story."""

    id = "item.note"
    title = text("note")
    help = text("a short note")
    keys = ("e",)
    where = Where.ITEM


class ItemMark(Command):
    """The next action is about all that are marked."""

    id = "item.mark"
    title = text("mark")
    help = text("mark: the next action is about all marked")
    keys = ("space",)
    where = Where.ITEM


class WhyItem(Command):
    """The panel beside the list."""

    id = "item.why"
    title = text("why?")
    help = text("why: rule, source, certainty")
    keys = ("w",)
    where = Where.PARTICIPANT
    footer = 5


class NextTab(Command):
    """Along the tabs."""

    id = "tab.next"
    title = text("next tab")
    help = text("next tab")
    keys = ("tab", "right")
    where = Where.PARTICIPANT


class PreviousTab(Command):
    """And back."""

    id = "tab.previous"
    title = text("previous tab")
    help = text("previous tab")
    keys = ("shift+tab", "left")
    where = Where.PARTICIPANT


class RevealParticipant(Command):
    """One participant, for a moment."""

    id = "participant.reveal"
    title = text("show the name for 10 s")
    help = text("show the name for 10 s")
    keys = ("v",)
    where = Where.PARTICIPANT
