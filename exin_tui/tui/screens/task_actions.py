"""What can be done about tasks: a new one in one line, and the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.caseload.models import TaskView
from exin_tui.language import text
from exin_tui.tui.changes import Moment
from exin_tui.tui.screens.piece import Piece
from exin_tui.tui.screens.work_actions import WorkActions

if TYPE_CHECKING:
    from exin_tui.storage.database import Database


class TaskActions(WorkActions):
    """A screen from which tasks are made, and worked on where they stand."""

    def task_now(self) -> TaskView | None:
        """The whole task under the cursor, where it was read."""
        return None

    # ── a new one ─────────────────────────────────────────────────────────────────────────────────

    def action_task_new(self) -> None:
        """For the participant at hand, or (without one) for the team."""
        self._new_task(team=False)

    def action_task_new_team(self) -> None:
        """For the team."""
        self._new_task(team=True)

    def _new_task(self, *, team: bool) -> None:
        from exin_tui.tui.forms.task import new_task_form

        overview = self.exin.overview
        if overview is None:
            return
        row = self.row_now()
        colleagues = frozenset(one.initials for one in overview.capacity)
        caseworker = row.caseworker if row is not None else ""
        form = new_task_form(self.person, caseworker, colleagues, self.look, team=team)
        self.fill_in(form, text("Saved: a new task."))

    # ── the one under the cursor ──────────────────────────────────────────────────────────────────

    def finish_task(self, piece: Piece) -> None:
        """Done, or open again."""
        name = "done" if piece.open else "reopen"

        def write(database: Database, moment: Moment) -> object:
            from exin_tui.caseload import tasks

            does = tasks.done if name == "done" else tasks.reopen
            return does(database, piece.id, piece.version, **moment.acting)

        self.carry_out(write, piece.said(self.look, whose=True), [piece])

    def action_task_done(self) -> None:
        """One, or all that are marked."""
        pieces = self.chosen()
        if self.any_marked:
            self.work_all_done(pieces)
        elif pieces:
            self.finish_task(pieces[0])

    def action_task_not_needed(self) -> None:
        """With the reason."""
        from exin_tui.caseload.bulk import Bulk

        self.work_ask(Bulk.NOT_NEEDED)

    def action_task_due(self) -> None:
        """Another day."""
        from exin_tui.caseload.bulk import Bulk

        self.work_ask(Bulk.DUE)

    def action_task_responsible(self) -> None:
        """Who in the team."""
        from exin_tui.caseload.bulk import Bulk

        self.work_ask(Bulk.RESPONSIBLE)

    def action_task_snooze(self) -> None:
        """Out of sight until a day."""
        from exin_tui.caseload.bulk import Bulk

        self.work_ask(Bulk.SNOOZE)

    def action_task_mark(self) -> None:
        """For the next action."""
        self.work_mark()

    def action_task_edit(self) -> None:
        """Words and note."""
        from exin_tui.tui.forms.task import edit_task_form

        task = self.task_now()
        if task is None:
            return
        task_id = task.id
        self.fill_in(edit_task_form(task, self.person, self.look, lambda: self.task_of(task_id)))

    def task_of(self, task_id: str) -> TaskView | None:  # noqa: ARG002
        """A task as it was read last."""
        return None
