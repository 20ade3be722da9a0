"""The intake: four conversations, the criteria, the decision."""

from __future__ import annotations

from collections.abc import Sequence

from exin_schema.vocabulary import Phase
from exin_tui.caseload.models import ParticipantView
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.participant_tabs.tab import Answer, Tab
from exin_tui.tui.screens.intake_actions import IntakeActions
from exin_tui.tui.widgets.intake_rows import intake_answer, intake_rows
from exin_tui.tui.widgets.line_list import Rows
from exin_tui.tui.widgets.tab_strip import TabName


class IntakeTab(Tab[IntakeActions]):
    """Until somebody is enrolled; a candidate is opened on it."""

    id = "intake"
    title = Phase.INTAKE
    where = Where.INTAKE

    def names(self, at: IntakeActions, view: ParticipantView) -> Sequence[TabName]:
        """While the intake goes on."""
        going_on = view.enrolled_on is None and view.closed_on is None
        return super().names(at, view) if going_on or view.row.phase is Phase.INTAKE else ()

    def comes_first(self, view: ParticipantView) -> bool:
        """Of a candidate, who has no checklist yet."""
        return view.row.phase is Phase.INTAKE and view.enrolled_on is None and view.closed_on is None

    def read(self, at: IntakeActions) -> None:
        """Conversations and criteria."""
        at.read_way()

    def rows(self, at: IntakeActions, view: ParticipantView) -> Rows:
        """In the order in which it is done."""
        return intake_rows(at.way.intake, view.row.person, at.look) if at.way is not None else []

    def answer(self, at: IntakeActions, view: ParticipantView) -> Answer:
        """Why a criterion is answered as it is."""
        way, look, row, person = at.way, at.look, at.row_at(self.where), view.row.person
        if way is None:
            return "", lambda _: []
        return "", lambda width: intake_answer(way.intake, row, person, look, width)
