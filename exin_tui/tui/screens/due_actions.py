"""What can be done to what is due, from the board: items and tasks alike, without opening the participant."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from exin_tui.caseload.models import ItemRow, ParticipantView
from exin_tui.language import text
from exin_tui.tui.screens.item_flows import ItemFlows, Then, nothing_more
from exin_tui.tui.screens.piece import Piece
from exin_tui.tui.screens.task_actions import TaskActions


class DueActions(ItemFlows, TaskActions):
    """The pane "due" while the cursor is in it."""

    def item_now(self, item: ItemRow) -> ItemRow | None:
        """The item at the version that the board has read last; None when it is no longer due."""
        overview = self.exin.overview
        found = next((row for row in overview.due if row.id == item.id), None) if overview else None
        return None if found is None else msgspec.structs.replace(item, version=found.version)

    def action_due_done(self) -> None:
        """One, or all that are marked."""
        pieces = self.chosen()
        if self.any_marked:
            self.work_all_done(pieces)
        elif pieces and pieces[0].task:
            self.finish_task(pieces[0])
        elif pieces:
            self._tick(pieces[0])

    def _tick(self, piece: Piece, then: Then = nothing_more) -> None:
        """The participant is read first: a date item asks its date, a contact item its contact."""

        def read(view: ParticipantView) -> None:
            for checklist in view.checklists:
                for item in checklist.items:
                    if item.id == piece.id:
                        self.tick_item(item, view, then)

        self.with_view(read, piece.person)

    def ask_in_turn(self, pieces: Sequence[Piece]) -> None:
        """The contact or the date of each, whosever it is."""
        if not pieces:
            return

        def then() -> None:
            rows = self.work_list
            if rows is not None:
                rows.mark(rows.marked - {pieces[0].row_id})
                self.marks_changed()
            self.ask_in_turn(pieces[1:])

        self._tick(pieces[0], then)

    def one_ended(self, piece: Piece) -> None:
        """It may have gone from the pane: say what was done."""
        self.exin.tell(text("Changed: {what}", what=piece.said(self.look, whose=True)))

    def item_changed(self, item: ItemRow, view: ParticipantView) -> None:
        """The same for an item that was ticked."""
        words = self.look.screening.item(item.label, item.sensitive, view.row.person)
        self.exin.tell(text("Changed: {what}", what=f"{view.row.person.code}  {words}"))

    def action_due_not_needed(self) -> None:
        """With the reason."""
        self.action_task_not_needed()

    def action_due_due(self) -> None:
        """Another day."""
        self.action_task_due()

    def action_due_responsible(self) -> None:
        """Who in the team."""
        self.action_task_responsible()

    def action_due_snooze(self) -> None:
        """Tasks only."""
        pieces = self.chosen()
        if pieces and not any(one.task for one in pieces):
            from exin_tui.caseload.bulk import no_snooze

            self.exin.tell(no_snooze().message)
        else:
            self.action_task_snooze()

    def action_due_mark(self) -> None:
        """For the next action."""
        self.work_mark()
