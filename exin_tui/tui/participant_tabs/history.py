"""What happened about the participant, the newest first."""

from __future__ import annotations

from exin_tui.caseload.models import ParticipantView
from exin_tui.language import text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.participant_tabs.tab import Head, Tab
from exin_tui.tui.screens.history_actions import HistoryActions
from exin_tui.tui.widgets.line_list import Rows


class HistoryTab(Tab[HistoryActions]):
    """Read when it is turned to, a page at a time."""

    id = "history"
    title = text("History")
    where = Where.HISTORY

    def read(self, at: HistoryActions) -> None:
        """As far back as it was read before."""
        at.read_history()

    def rows(self, at: HistoryActions, view: ParticipantView) -> Rows:  # noqa: ARG002 - the history is not in it
        """By day."""
        return at.history_rows_now()

    def head(self, at: HistoryActions, view: ParticipantView) -> Head:
        """With the kind that it is narrowed to."""
        return super().head(at, view)._replace(end=at.history_filter())

    def tell_row(self, at: HistoryActions) -> bool:
        """The whole change."""
        at.action_history_open()
        return True
