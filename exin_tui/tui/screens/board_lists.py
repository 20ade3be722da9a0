"""The lists of the board, and what was read besides the rows to answer about them."""

from __future__ import annotations

from exin_tui.caseload.models import ChecklistView, ItemRow, Overview, ParticipantView, TaskView
from exin_tui.tui.look import Look
from exin_tui.tui.screens.narrowed import NarrowedScreen
from exin_tui.tui.widgets.due import DueList
from exin_tui.tui.widgets.meetings import MeetingList
from exin_tui.tui.widgets.participants import ParticipantList


class BoardLists(NarrowedScreen):
    """What the board's panes need of the screen."""

    shown: Overview | None = None
    """What the filter lets through; None before anything was read."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.participants = ParticipantList(look, id="participants")
        self.due = DueList(look, id="due")
        self.meetings = MeetingList(look, id="meetings")
        self.items: dict[str, tuple[ItemRow, ChecklistView]] = {}
        """With the checklist that each stands in, by id."""
        self.tasks: dict[str, TaskView] = {}

    def keep(self, view: ParticipantView) -> None:
        """The items and tasks of somebody who was read."""
        for checklist in view.checklists:
            self.items |= {item.id: (item, checklist) for item in checklist.items}
        self.tasks |= {task.id: task for task in view.tasks}
