"""What can be done about calendars from the board and from a participant."""

from __future__ import annotations

from exin_tui.dates import short_date
from exin_tui.language import text
from exin_tui.tui.screens.meeting_actions import MeetingActions
from exin_tui.tui.widgets.menu import Choice, Menu

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class CalendarActions(MeetingActions):
    """A screen with meetings on it."""

    def action_calendar_export(self) -> None:
        """The team's meetings."""
        self._export("")

    def action_participant_export(self) -> None:
        """One participant's."""
        if self.person is not None:
            self._export(self.person.code)

    def _export(self, participant: str) -> None:
        from exin_tui.tui.screens.calendar_file import CalendarFileScreen

        self.app.push_screen(CalendarFileScreen(participant))

    def action_calendar_invite(self) -> None:
        """To the meeting under the cursor; elsewhere the list of what is owed."""
        meeting = self.meeting_here
        if meeting is not None:
            self._invite(meeting.id)
        else:
            self.action_calendar_owed()

    def action_participant_invite(self) -> None:
        """To the meeting under the cursor of the meetings' tab."""
        meeting = self.meeting_here
        if meeting is not None:
            self._invite(meeting.id)
        else:
            self.exin.tell(text("Put the cursor on a meeting first."))

    def action_calendar_owed(self) -> None:
        """The invitations that are out of date; one of them is opened."""
        owed = self.exin.owed[: len(_LETTERS)]
        if not owed:
            self.exin.tell(text("No invitation is owed. To invite, put the cursor on a meeting."))
            return
        choices = [
            Choice(
                _LETTERS[number],
                f"{short_date(one.starts_at.date(), self.look.language)}  {one.code}  {self.say(one.what)}",
                one.meeting_id,
            )
            for number, one in enumerate(owed)
        ]

        def chosen(meeting_id: str | None) -> None:
            if meeting_id is not None:
                self._invite(meeting_id)

        title = self.say(text("The meeting has changed since they were invited"))
        self.app.push_screen(Menu(title, self.say(text("close")), choices), chosen)

    def _invite(self, meeting_id: str) -> None:
        from exin_tui.tui.screens.invitation import InvitationScreen

        self.app.push_screen(InvitationScreen(meeting_id))
