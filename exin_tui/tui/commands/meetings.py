"""Commands of meetings: agreeing one, and the meeting under the cursor."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class NewMeeting(Command):
    """With the participant at hand, or of the team's own."""

    id = "meeting.new"
    title = text("new meeting")
    help = text("agree a meeting, once or recurring")
    keys = ("t",)
    where = Where.PERSON


class EditMeeting(Command):
    """One instance of a series, or all of it: the sheet asks."""

    id = "meeting.edit"
    title = text("change")
    help = text("change or move the meeting: who comes, who drives, where")
    keys = ("e",)
    where = Where.MEETING
    on_row = True
    footer = 1


class MeetingHeld(Command):
    """It counts as contact where the kind of meeting does."""

    id = "meeting.held"
    title = text("held")
    help = text("the meeting was held: logged as contact")
    keys = ("x",)
    where = Where.MEETING
    on_row = True
    footer = 2


class MeetingOutcome(Command):
    """Held, did not show up, cancelled, moved."""

    id = "meeting.outcome"
    title = text("outcome")
    help = text("what became of the meeting: a letter follows")
    keys = ("h",)
    where = Where.MEETING
    on_row = True
    footer = 3


class CancelMeeting(Command):
    """Asks first; of a series one, those after it, or all."""

    id = "meeting.cancel"
    title = text("cancel it")
    help = text("cancel the meeting, one or all of a series")
    keys = ("D", "delete")
    where = Where.MEETING
    on_row = True


class MeetingReminded(Command):
    """Participants need many."""

    id = "meeting.reminded"
    title = text("reminder sent")
    help = text("a reminder was sent today; again: it was not")
    keys = ("r",)
    where = Where.MEETING
    on_row = True


class LogHeld(Command):
    """The key that is pressed most."""

    id = "outcome.held"
    title = text("held")
    help = text("held: logged as contact")
    keys = ("h", "x")
    where = Where.OUTCOME
    footer = 1


class LogNoShow(Command):
    """A failed attempt."""

    id = "outcome.no_show"
    title = text("did not show up")
    help = text("did not show up: logged as an attempt")
    keys = ("i",)
    where = Where.OUTCOME
    footer = 2


class LogCancelled(Command):
    """Asks first."""

    id = "outcome.cancelled"
    title = text("cancelled")
    help = text("it was cancelled")
    keys = ("v",)
    where = Where.OUTCOME
    footer = 3


class LogMoved(Command):
    """To a new time, or to one that is not agreed yet."""

    id = "outcome.moved"
    title = text("moved")
    help = text("it was moved: to when")
    keys = ("m",)
    where = Where.OUTCOME
    footer = 4


class OutcomeEdit(Command):
    """Who came after all."""

    id = "outcome.edit"
    title = text("change")
    help = text("change the meeting: who came, where")
    keys = ("e",)
    where = Where.OUTCOME


class OutcomeOpen(Command):
    """Enter."""

    id = "outcome.open"
    title = text("open")
    help = text("open the participant")
    keys = ("enter",)
    where = Where.OUTCOME
    footer = 5


class OutcomeWhy(Command):
    """All of it."""

    id = "outcome.why"
    title = text("all of it")
    help = text("all that is kept of the meeting")
    keys = ("w",)
    where = Where.OUTCOME


class WeekNewMeeting(Command):
    """On the day under the cursor; for a release the one at the gate."""

    id = "week.new"
    title = text("new meeting")
    help = text("agree a meeting on this day; on a release: who meets them at the gate")
    keys = ("t",)
    where = Where.WEEK
    footer = 4


class WeekOpen(Command):
    """Enter."""

    id = "week.open"
    title = text("open")
    help = text("open the participant")
    keys = ("enter",)
    where = Where.WEEK
    footer = 1


class WeekWhy(Command):
    """All of it."""

    id = "week.why"
    title = text("all of it")
    help = text("all that is kept of the meeting")
    keys = ("w",)
    where = Where.WEEK


class NextWeek(Command):
    """Along."""

    id = "week.next"
    title = text("next week")
    help = text("next week")
    keys = ("right",)
    where = Where.WEEK
    footer = 5


class PreviousWeek(Command):
    """And back."""

    id = "week.previous"
    title = text("previous week")
    help = text("previous week")
    keys = ("left",)
    where = Where.WEEK


class ThisWeek(Command):
    """Back to today."""

    id = "week.now"
    title = text("this week")
    help = text("this week")
    keys = ("0",)
    where = Where.WEEK


class WeekWhose(Command):
    """The team's, or one caseworker's."""

    id = "week.whose"
    title = text("whose week")
    help = text("the team's week, or one caseworker's")
    keys = ("f",)
    where = Where.WEEK
    footer = 6


class WeekMine(Command):
    """Whoever works here."""

    id = "week.mine"
    title = text("mine")
    help = text("my week; again: the team's")
    keys = ("m",)
    where = Where.WEEK
