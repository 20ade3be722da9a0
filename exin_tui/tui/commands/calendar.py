"""Commands about calendars: the file that is exported, and invitations, each shown before it is written."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class ExportMeetings(Command):
    """Shown before it is written."""

    id = "calendar.export"
    title = text("calendar file")
    help = text("meetings as a file")
    keys = ("E",)
    where = Where.BOARD


class ExportTheirMeetings(Command):
    """The same for one participant."""

    id = "participant.export"
    title = text("calendar file")
    help = text("the participant's meetings as a calendar file")
    keys = ("E",)
    where = Where.PARTICIPANT


class Invite(Command):
    """Who would see what, first."""

    id = "calendar.invite"
    title = text("invite")
    help = text("invite guests")
    keys = ("I",)
    where = Where.BOARD


class InviteToTheirMeeting(Command):
    """The same from a participant's meetings."""

    id = "participant.invite"
    title = text("invite")
    help = text("invite to the meeting, or call it off")
    keys = ("I",)
    where = Where.PARTICIPANT


class WriteFile(Command):
    """What was shown becomes a file."""

    id = "calendar_file.write"
    title = text("write the file")
    help = text("write the file, as it is shown")
    keys = ("enter",)
    where = Where.CALENDAR_FILE
    footer = 1


class FileName(Command):
    """Where to."""

    id = "calendar_file.name"
    title = text("file name")
    help = text("what the file is called")
    keys = ("o",)
    where = Where.CALENDAR_FILE
    footer = 2


class Span(Command):
    """Everything, or the next weeks."""

    id = "calendar_file.span"
    title = text("how far")
    help = text("how far ahead: all, 7 days, 4 weeks")
    keys = ("f",)
    where = Where.CALENDAR_FILE
    footer = 3


class Whose(Command):
    """The team's, or one's own."""

    id = "calendar_file.mine"
    title = text("mine")
    help = text("my meetings only")
    keys = ("m",)
    where = Where.CALENDAR_FILE


class FileTitles(Command):
    """Code, alias, or nothing."""

    id = "calendar_file.titles"
    title = text("titles")
    help = text("titles: case code, alias, or just “Meeting”")
    keys = ("t",)
    where = Where.CALENDAR_FILE
    footer = 4


class WithPlace(Command):
    """Tells more."""

    id = "calendar_file.place"
    title = text("place")
    help = text("with place, or without")
    keys = ("s",)
    where = Where.CALENDAR_FILE


class WithKind(Command):
    """Tells more."""

    id = "calendar_file.kind"
    title = text("kind")
    help = text("with the kind of meeting, or without")
    keys = ("y",)
    where = Where.CALENDAR_FILE


class WithNote(Command):
    """Tells more."""

    id = "calendar_file.note"
    title = text("note")
    help = text("with the note, or without")
    keys = ("n",)
    where = Where.CALENDAR_FILE


class WithPartner(Command):
    """Tells more."""

    id = "calendar_file.partner"
    title = text("partner")
    help = text("with the partners who take part, or without")
    keys = ("a",)
    where = Where.CALENDAR_FILE


class WriteInvitation(Command):
    """What was shown becomes a file."""

    id = "invitation.write"
    title = text("write the invitation")
    help = text("write the invitation, for those who are chosen")
    keys = ("enter",)
    where = Where.INVITATION
    footer = 1


class CallOff(Command):
    """Only those who were invited."""

    id = "invitation.call_off"
    title = text("call off")
    help = text("write a cancellation for those who were invited")
    keys = ("x",)
    where = Where.INVITATION
    footer = 2


class ChooseGuest(Command):
    """By the number in the list."""

    id = "invitation.guest"
    title = text("choose")
    help = text("choose a guest, or not")
    keys = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
    arguments = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
    where = Where.INVITATION
    footer = 3
    palette = False


class AnswersTo(Command):
    """One's own address."""

    id = "invitation.organizer"
    title = text("answers to")
    help = text("your e-mail address, which answers go to")
    keys = ("f",)
    where = Where.INVITATION
    footer = 4


class InvitationFile(Command):
    """Where to."""

    id = "invitation.name"
    title = text("file name")
    help = text("what the file is called")
    keys = ("o",)
    where = Where.INVITATION


class InvitationTitles(Command):
    """Code, alias, or nothing."""

    id = "invitation.titles"
    title = text("titles")
    help = text("titles: case code, alias, or just “Meeting”")
    keys = ("t",)
    where = Where.INVITATION


class InvitationPlace(Command):
    """Tells more."""

    id = "invitation.place"
    title = text("place")
    help = text("with place, or without")
    keys = ("s",)
    where = Where.INVITATION


class InvitationKind(Command):
    """Tells more."""

    id = "invitation.kind"
    title = text("kind")
    help = text("with the kind of meeting, or without")
    keys = ("y",)
    where = Where.INVITATION
