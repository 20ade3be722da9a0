"""Which meetings are over without an outcome: asked in a thread once the rows are there, and as time goes."""

from __future__ import annotations

from typing import Any

from textual import work
from textual.worker import get_current_worker

from exin_tui.caseload.models import MeetingRow
from exin_tui.tui.asking_app import AskingApp
from exin_tui.tui.screens.board_screen import BoardScreen

AGAIN_SECONDS = 60.0


class OutcomesApp(AskingApp):
    """Keeps what was found last; the board says how many, a screen of their own goes through them."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.outcomes: tuple[MeetingRow, ...] = ()

    def on_mount(self) -> None:
        """Meetings end without anybody writing."""
        self.set_interval(AGAIN_SECONDS, self.count_outcomes)

    def rows_are_there(self) -> None:
        """The moment to ask: after the paint, which would have to share the processor."""
        super().rows_are_there()
        self.call_after_refresh(self.count_outcomes)

    @work(thread=True, exclusive=True, exit_on_error=False, group="outcomes")
    def count_outcomes(self) -> None:
        """Read them."""
        from exin_tui.caseload.outcome_rows import outcome_rows

        with self.database.read() as connection:
            found = outcome_rows(connection, self.programme, self.labels, self.clock.now())
        if not get_current_worker().is_cancelled:
            self.call_from_thread(self._outcomes_read, found)

    def _outcomes_read(self, found: tuple[MeetingRow, ...]) -> None:
        if found == self.outcomes:
            return
        self.outcomes = found
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.outcomes_changed()
