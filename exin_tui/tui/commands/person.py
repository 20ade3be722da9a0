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


class PersonDetails(Command):
    """Names, phone, address, referral."""

    id = "person.details"
    title = text("details")
    help = text("correct the details: name, phone, address, referral")
    letter = "o"
    where = Where.PERSON


class MovePerson(Command):
    """Back as well as forth."""

    id = "person.move"
    title = text("another phase")
    help = text("move to another phase")
    letter = "f"
    where = Where.PERSON


class ProposeMove(Command):
    """Or take the proposal back."""

    id = "person.propose"
    title = text("propose a move")
    help = text("propose a move between phases, or withdraw it")
    letter = "p"
    where = Where.PERSON


class DiscussMove(Command):
    """Possibilities, limits, what is special, who took part."""

    id = "person.discuss"
    title = text("the team's discussion")
    help = text("note the team's discussion")
    letter = "d"
    where = Where.PERSON


class ReleaseDates(Command):
    """Sentence, probation, decided."""

    id = "person.release"
    title = text("release date")
    help = text("the release date: sentence, probation, decided")
    letter = "r"
    where = Where.PERSON


class UnplannedRelease(Command):
    """The same day, with its list."""

    id = "person.unplanned"
    title = text("unplanned release")
    help = text("released today, unplanned, with the list for the day")
    letter = "u"
    where = Where.PERSON


class Imprisoned(Command):
    """Back to phase 2, everything kept."""

    id = "person.imprison"
    title = text("imprisoned")
    help = text("imprisoned, or imprisoned again")
    letter = "i"
    where = Where.PERSON


class Transferred(Command):
    """Another place, unit or level."""

    id = "person.transfer"
    title = text("transferred")
    help = text("transferred within custody")
    letter = "t"
    where = Where.PERSON


class ProtectAddress(Command):
    """Withheld everywhere."""

    id = "person.protect"
    title = text("protected address")
    help = text("protected address, on or off")
    letter = "v"
    where = Where.PERSON


class SuggestedMeetings(Command):
    """Marked not needed."""

    id = "person.suggested"
    title = text("meetings around the release")
    help = text("meetings suggested around the release: not needed")
    letter = "m"
    where = Where.PERSON


class CloseFollowUp(Command):
    """First who is to be told."""

    id = "person.close"
    title = text("end the follow-up")
    help = text("end the follow-up, or complete the end")
    letter = "b"
    where = Where.PERSON


class ReopenFollowUp(Command):
    """The door stays open."""

    id = "person.reopen"
    title = text("open again")
    help = text("follow up again, with everything that was kept")
    letter = "g"
    where = Where.PERSON


class CopyForPerson(Command):
    """The right of access."""

    id = "person.copy"
    title = text("the participant's own copy")
    help = text("write the participant's own copy of all that is kept")
    letter = "e"
    where = Where.PERSON
