"""Applications, contact and the situation."""

from __future__ import annotations

from exin_tui.caseload.models import ParticipantView
from exin_tui.language import text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.participant_tabs.tab import Tab
from exin_tui.tui.screens.open_case import OpenCase
from exin_tui.tui.widgets.case_rows import case_rows
from exin_tui.tui.widgets.line_list import Rows


class ApplicationsTab(Tab[OpenCase]):
    """Read when it is turned to."""

    id = "applications"
    title = text("Applications")
    where = Where.APPLICATION

    def read(self, at: OpenCase) -> None:
        """All three."""
        at.read_case()

    def rows(self, at: OpenCase, view: ParticipantView) -> Rows:
        """Each under its heading."""
        return case_rows(at.case, at.look, view.row.person)
