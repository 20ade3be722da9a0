"""The meetings that are coming."""

from __future__ import annotations

from exin_tui.caseload.models import ParticipantView
from exin_tui.language import text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.participant_tabs.tab import Tab
from exin_tui.tui.screens.open_meetings import OpenMeetings
from exin_tui.tui.widgets.line_list import Rows
from exin_tui.tui.widgets.tab_rows import meeting_rows, said_row


class MeetingsTab(Tab[OpenMeetings]):
    """By day."""

    id = "meetings"
    title = text("Meetings")
    where = Where.MEETING

    def number(self, view: ParticipantView) -> str:
        """How many are coming."""
        return str(len(view.meetings))

    def rows(self, at: OpenMeetings, view: ParticipantView) -> Rows:
        """One for each, under its day."""
        return meeting_rows(view, at.look) or said_row(at.say(text("No meetings are agreed.")))

    def tell_row(self, at: OpenMeetings) -> bool:
        """All that is agreed."""
        at.show_meeting()
        return True
