"""What can be done about calendars from the board and from a participant."""

from __future__ import annotations

from exin_tui.tui.screens.board_screen import BoardScreen


class CalendarActions(BoardScreen):
    """A screen with meetings on it."""

    def action_calendar_export(self) -> None:
        """The team's meetings."""
        self._export("")

    def action_participant_export(self) -> None:
        """One participant's."""
        self._export(str(getattr(self, "code", "")))

    def _export(self, participant: str) -> None:
        from exin_tui.tui.screens.calendar_file import CalendarFileScreen

        self.app.push_screen(CalendarFileScreen(participant))
