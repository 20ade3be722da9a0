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
