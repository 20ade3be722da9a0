"""Commands of the stand-up: each key that its holder needs, and none that shows a name."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class Discussed(Command):
    """The key that is pressed most; behind the last participant it ends the stand-up."""

    id = "standup.discussed"
    title = text("discussed")
    help = text("discussed: the next one; at the end: end the stand-up")
    keys = ("enter",)
    where = Where.STANDUP
    footer = 1


class NextOne(Command):
    """Without a word on this one."""

    id = "standup.next"
    title = text("next")
    help = text("next participant, this one keeps waiting")
    keys = ("right",)
    where = Where.STANDUP
    footer = 2


class PreviousOne(Command):
    """And back."""

    id = "standup.previous"
    title = text("previous")
    help = text("previous participant")
    keys = ("left",)
    where = Where.STANDUP


class Jump(Command):
    """A letter for each participant."""

    id = "standup.jump"
    title = text("jump")
    help = text("jump to a participant, by letter")
    keys = ("j",)
    where = Where.STANDUP


class TickRow(Command):
    """The line under the cursor."""

    id = "standup.done"
    title = text("done")
    help = text("the item or task under the cursor is done")
    keys = ("x",)
    where = Where.STANDUP
    footer = 3


class NewTask(Command):
    """One line, echoed in full."""

    id = "standup.task"
    title = text("task")
    help = text("new task in one line: who, what, when")
    keys = ("n",)
    where = Where.STANDUP
    footer = 4


class Skip(Command):
    """With a reason."""

    id = "standup.skip"
    title = text("skip")
    help = text("skip, with the reason")
    keys = ("h",)
    where = Where.STANDUP
    footer = 5


class NewMeeting(Command):
    """The kind by its letter, then when."""

    id = "standup.meeting"
    title = text("meeting")
    help = text("agree a meeting: its kind, then when")
    keys = ("t",)
    where = Where.STANDUP
    footer = 8
    compact = False


class Decide(Command):
    """One short line for the summary."""

    id = "standup.decide"
    title = text("decision")
    help = text("what was decided, in one short line")
    keys = ("d",)
    where = Where.STANDUP
    footer = 8
    compact = False


class Raise(Command):
    """For the weekly review, or for the whole team after a caseworker's own stand-up."""

    id = "standup.raise"
    title = text("raise with the team")
    help = text("raise with the team; again: not after all")
    keys = ("r",)
    where = Where.STANDUP


class WhyHere(Command):
    """The whole answer, with the alerts' sources."""

    id = "standup.why"
    title = text("why?")
    help = text("why: the order, and each alert with its source")
    keys = ("w",)
    where = Where.STANDUP
    footer = 8
    compact = False


class Pause(Command):
    """And on again."""

    id = "standup.pause"
    title = text("pause")
    help = text("pause; again: go on")
    keys = ("b",)
    where = Where.STANDUP
    footer = 8
    compact = False


class Away(Command):
    """Who is not there today."""

    id = "standup.away"
    title = text("who is away")
    help = text("who is away today, by initials")
    keys = ("a",)
    where = Where.STANDUP


class LineUp(Command):
    """The cursor, among what is due."""

    id = "standup.line_up"
    title = text("line up")
    help = text("the cursor up, among what is due")
    keys = ("up",)
    where = Where.STANDUP
    palette = False


class LineDown(Command):
    """The other way."""

    id = "standup.line_down"
    title = text("line down")
    help = text("the cursor down, among what is due")
    keys = ("down",)
    where = Where.STANDUP
    palette = False


class EndStandup(Command):
    """Before everybody was discussed."""

    id = "standup.end"
    title = text("end")
    help = text("end the stand-up now, and show the summary")
    keys = ("e",)
    where = Where.STANDUP


class SaveSummary(Command):
    """A file that only its owner reads."""

    id = "summary.save"
    title = text("save")
    help = text("save the summary as a Markdown file")
    keys = ("o",)
    where = Where.SUMMARY
    footer = 1
