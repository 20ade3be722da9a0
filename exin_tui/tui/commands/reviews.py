"""Commands of the weekly and the monthly review."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class GoWeekly(Command):
    """One caseworker's follow-ups."""

    id = "go.weekly"
    title = text("Weekly review")
    help = text("the weekly review of one caseworker")
    keys = ("f7",)
    where = Where.GO


class GoMonthly(Command):
    """Flow, capacity ahead, consents, releases."""

    id = "go.monthly"
    title = text("Monthly review")
    help = text("the monthly review: flow, capacity ahead, consents, releases")
    keys = ("f8",)
    where = Where.GO


class OpenFollowUp(Command):
    """Of the weekly review."""

    id = "review.open"
    title = text("open")
    help = text("open the participant under the cursor")
    keys = ("enter",)
    where = Where.REVIEW
    footer = 1


class NextReview(Command):
    """The next caseworker, the next month."""

    id = "review.next"
    title = text("next")
    help = text("the next caseworker, or the next month")
    keys = ("right",)
    where = Where.REVIEW
    footer = 2


class PreviousReview(Command):
    """The other way."""

    id = "review.previous"
    title = text("previous")
    help = text("the caseworker or the month before")
    keys = ("left",)
    where = Where.REVIEW
    footer = 3
