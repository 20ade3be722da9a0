"""What can be done to a piece of work or to all that are marked: done, due, responsible, not needed, put off.

Rows are marked with the space bar. One action on several rows is one change with one undo; what was refused
is listed and stays marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from exin_tui.language import Sayable, text
from exin_tui.tui.changes import Moment, Refused, Write
from exin_tui.tui.screens.about_person import AboutPerson
from exin_tui.tui.screens.piece import Piece
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from exin_tui.caseload.bulk import Bulk, BulkWritten
    from exin_tui.storage.database import Database


class WorkActions(AboutPerson):
    """A screen with a list of items or tasks under its cursor."""

    @property
    def work_list(self) -> RowList[Any] | None:
        """The list that the keys are about; None when they are about something else."""
        raise NotImplementedError

    def piece_of(self, row_id: str) -> Piece | None:
        """The piece of work in a row, as it was read last."""
        raise NotImplementedError

    @property
    def piece(self) -> Piece | None:
        """Under the cursor."""
        rows = self.work_list
        return self.piece_of(rows.row_id) if rows is not None and rows.row_id else None

    def chosen(self) -> list[Piece]:
        """What is marked, in the order of the list; else what the cursor is on."""
        rows = self.work_list
        if rows is not None and rows.marked:
            marked = [self.piece_of(entry.id) for entry in rows.entries if entry.id in rows.marked]
            return [one for one in marked if one is not None]
        one = self.piece
        return [] if one is None else [one]

    @property
    def any_marked(self) -> bool:
        """The next action is about what is marked, wherever the cursor is."""
        rows = self.work_list
        return rows is not None and bool(rows.marked)

    # ── marking ───────────────────────────────────────────────────────────────────────────────────

    def work_mark(self) -> None:
        """Mark the row, or take the mark off; the cursor goes on to the next."""
        rows = self.work_list
        if rows is None or self.piece is None:
            return
        rows.mark(rows.marked ^ {rows.row_id})
        rows.action_move(1)
        self.marks_changed()

    def marks_changed(self) -> None:
        """How many are marked stands somewhere."""
        self.paint_keys()

    def unmark(self) -> bool:
        """Escape: True when something was marked."""
        rows = self.work_list
        if rows is None or not rows.marked:
            return False
        rows.mark(())
        self.marks_changed()
        return True

    # ── doing ─────────────────────────────────────────────────────────────────────────────────────

    def work_ask(self, what: Bulk) -> None:
        """Ask what it takes, then do it to one or to all that are marked."""
        pieces, overview = self.chosen(), self.exin.overview
        if not pieces or overview is None:
            return
        from exin_tui.tui.forms.work import work_form

        form = work_form(what, pieces, overview.capacity, self.look, lambda one: self.piece_of(one.row_id))
        self.fill_in(form, then=lambda saved: self.work_ended(pieces, saved.answer))

    def work_all_done(self, pieces: Sequence[Piece]) -> None:
        """Several at once."""
        from exin_tui.caseload.bulk import Bulk, Wish, do_all

        def write(database: Database, moment: Moment) -> object:
            return do_all(database, [one.marked() for one in pieces], Wish(Bulk.DONE), **moment.acting)

        title = self.say(text("{number} marked", number=len(pieces)))
        self.carry_out(write, title, pieces)

    def ask_in_turn(self, pieces: Sequence[Piece]) -> None:
        """For what each of them takes before it is done, one after another."""

    def carry_out(self, write: Write, title: str, pieces: Sequence[Piece]) -> None:
        """Do it; say why not."""
        found: list[object] = []

        def kept(database: Database, moment: Moment) -> object:
            found.append(write(database, moment))
            return found[0]

        def refused(answer: Refused) -> None:
            from exin_tui.caseload.bulk import ASKED_FOR

            if getattr(found[0] if found else None, "code", "") in ASKED_FOR:
                self.ask_in_turn(pieces)
            else:
                self.app.push_screen(RefusalSheet(title, answer, self.look))

        self.exin.change(kept, lambda: self.work_ended(pieces, found[0]), refused)

    def work_ended(self, pieces: Sequence[Piece], answer: object) -> None:
        """What was refused stays marked and is listed."""
        from exin_tui.caseload.bulk import BulkWritten

        if isinstance(answer, BulkWritten):
            self._several_ended(pieces, answer)
        else:
            self.unmark()
            self.one_ended(pieces[0])

    def one_ended(self, piece: Piece) -> None:
        """The row shows it."""

    def _several_ended(self, pieces: Sequence[Piece], answer: BulkWritten) -> None:
        rows, why = self.work_list, dict(answer.refused)
        if rows is not None:
            rows.mark(one.row_id for one in pieces if one.id in why)
            self.marks_changed()
        if not why:
            number = len(answer.done)
            self.exin.tell(
                text("1 changed; ctrl+z takes it back.")
                if number == 1
                else text("{number} changed at once; ctrl+z takes all of them back.", number=number)
            )
            return
        from exin_tui.caseload.bulk import ASKED_FOR
        from exin_tui.tui.screens.outcome import OutcomeSheet

        further: list[Sayable] = [
            text("{row}: {why}", row=one.said(self.look, whose=True), why=why[one.id].message)
            for one in pieces
            if one.id in why
        ]
        done = text(
            "{done} changed, {refused} refused and still marked", done=len(answer.done), refused=len(why)
        )
        if any(one.code in ASKED_FOR for one in why.values()):
            further.append(text("x again asks for what is missing, one after another."))
        self.app.push_screen(OutcomeSheet(done, further, self.look))
