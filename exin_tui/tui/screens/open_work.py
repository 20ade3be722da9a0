"""The checklists and the tasks of who is open: what is under the cursor, what is marked, what is folded."""

from __future__ import annotations

import datetime as dt
from typing import Any

from textual import events

from exin_tui.caseload.models import ItemRow, ParticipantView, TaskView
from exin_tui.privacy.screening import Screening
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.look import Look
from exin_tui.tui.screens.item_actions import ItemActions
from exin_tui.tui.screens.piece import Piece, of_item, of_task
from exin_tui.tui.screens.task_actions import TaskActions
from exin_tui.tui.widgets.checklist import Checklist, Folded
from exin_tui.tui.widgets.row_list import RowList

_NOT_PAINTED = Look("nb", dt.date.min, Screening())
"""The list needs a look before the application is there; it is replaced at the first paint."""
_TASK = "task:"
"""What the ids of the tasks' rows begin with."""


class OpenWork(ItemActions, TaskActions):
    """A screen with a checklist and a list of tasks, one of them shown."""

    def __init__(self) -> None:
        super().__init__()
        self.checklist = Checklist(_NOT_PAINTED, id="checklist")
        self._unfolded: frozenset[str] = frozenset()
        self._placed = False

    def show_checklists(self, view: ParticipantView, begin_at: str) -> None:
        """All of them; the first time, the cursor goes to the item ``begin_at``."""
        self.checklist.show(view.checklists, self._unfolded, self.look, view.row)
        if not self._placed:
            self._placed = True
            self.checklist.go_to(begin_at)

    @property
    def item(self) -> ItemRow | None:
        """The item under the cursor, while the checklist is on."""
        return self.checklist.item if self.list_at(Where.ITEM) is not None else None

    def task_now(self) -> TaskView | None:
        """The task under the cursor, while the tasks are on."""
        return self.task_of(self.row_at(Where.TASK).removeprefix(_TASK))

    def task_of(self, task_id: str) -> TaskView | None:
        """One of the tasks, as they were read last."""
        return next((one for one in self.view.tasks if one.id == task_id), None) if self.view else None

    @property
    def work_list(self) -> RowList[Any] | None:
        """The checklist or the tasks, while their tab is on."""
        items = self.list_at(Where.ITEM)
        return items if items is not None else self.list_at(Where.TASK)

    def piece_of(self, row_id: str) -> Piece | None:
        """An item or a task of the one who is open."""
        view = self.view
        if view is None:
            return None
        task = self.task_of(row_id.removeprefix(_TASK)) if row_id.startswith(_TASK) else None
        if task is not None:
            return of_task(task, view.row.person)
        items = (item for checklist in view.checklists for item in checklist.items)
        return next((of_item(item, view.row.person) for item in items if item.id == row_id), None)

    # ── folding ───────────────────────────────────────────────────────────────────────────────────

    def on_key(self, event: events.Key) -> None:
        """Enter unfolds a list, or ticks nothing: ticking has its own key."""
        if event.key == "enter" and self._fold():
            event.stop()

    def action_row_open(self) -> None:
        """A second click on a folded list."""
        self._fold()

    def _fold(self) -> bool:
        """Fold the list under the cursor, or unfold it; False when there is none."""
        rows = self.list_at(Where.ITEM)
        folded = rows.row if rows is not None else None
        if not isinstance(folded, Folded):
            return False
        self._unfolded ^= {folded.checklist.id}
        self.paint()
        return True
