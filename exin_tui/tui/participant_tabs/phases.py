"""The way through the phases: moves, imprisonments, what is proposed."""

from __future__ import annotations

from exin_tui.caseload.models import ParticipantView
from exin_tui.language import text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.participant_tabs.tab import Answer, Tab
from exin_tui.tui.screens.phase_actions import PhaseActions
from exin_tui.tui.widgets.line_list import Rows
from exin_tui.tui.widgets.phase_rows import phase_answer, phase_rows


class PhasesTab(Tab[PhaseActions]):
    """What is proposed is read when it is turned to."""

    id = "phases"
    title = text("Phases")
    where = Where.PHASE

    def read(self, at: PhaseActions) -> None:
        """What is proposed, and discussed."""
        at.read_way()

    def rows(self, at: PhaseActions, view: ParticipantView) -> Rows:
        """The time axis, then each move."""
        return phase_rows(view, at.way, at.look)

    def answer(self, at: PhaseActions, view: ParticipantView) -> Answer:
        """What the team said of a move; why a release stands as it does."""
        way, look, row = at.way, at.look, at.row_at(self.where)
        return "", lambda width: phase_answer(view, way, row, look, width)
