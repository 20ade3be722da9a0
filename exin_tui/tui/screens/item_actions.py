"""What can be done to the item under the cursor: done, started, confirmed, not needed, due, note …"""

from __future__ import annotations

from collections.abc import Sequence

from exin_schema.vocabulary import ItemState
from exin_tui.caseload.models import ItemRow
from exin_tui.language import text
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.screens.item_flows import (
    ItemFlows,
    call,
    save_confirmed,
    save_due,
    save_note,
    save_reason,
)
from exin_tui.tui.screens.open_person import OpenPerson
from exin_tui.tui.screens.piece import Piece
from exin_tui.tui.screens.work_actions import WorkActions
from exin_tui.tui.widgets.menu import Choice, Menu
from exin_tui.tui.widgets.sheet import Echo, Question

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_OF_ITEM = frozenset(one.action() for one in commands_of(Where.ITEM))


class ItemActions(ItemFlows, WorkActions, OpenPerson):
    """A screen with a checklist item under its cursor, or several that are marked."""

    @property
    def item(self) -> ItemRow | None:
        """The item under the cursor."""
        raise NotImplementedError

    def item_now(self, item: ItemRow) -> ItemRow | None:
        """As it stands on the participant that was read last."""
        return self.item_of(item.id)

    def item_of(self, item_id: str) -> ItemRow | None:
        """One of the items, as they were read last."""
        for checklist in self.view.checklists if self.view else ():
            for one in checklist.items:
                if one.id == item_id:
                    return one
        return None

    # ── done ──────────────────────────────────────────────────────────────────────────────────────

    def action_item_done(self) -> None:
        """Tick; a date item asks its date, a contact item its contact; a tick that is there comes off."""
        item, view = self.item, self.view
        if self.any_marked:
            self.work_all_done(self.chosen())
        elif item is not None and view is not None:
            self.tick_item(item, view)

    def ask_in_turn(self, pieces: Sequence[Piece]) -> None:
        """The contact or the date of each; what is left when one is not given stays marked."""
        view, rows = self.view, self.work_list
        if not pieces or view is None or rows is None:
            return
        item = self.item_of(pieces[0].id)

        def then() -> None:
            rows.mark(rows.marked - {pieces[0].row_id})
            self.marks_changed()
            self.ask_in_turn(pieces[1:])

        if item is not None:
            self.tick_item(item, view, then)

    def action_item_start(self) -> None:
        """In progress, or back."""
        item, view = self.item, self.view
        if item is not None and view is not None:
            started = item.state is ItemState.IN_PROGRESS
            self.change_item(item, view, call("untick" if started else "start", item))

    def action_item_confirm(self) -> None:
        """Done, and with whom it was made sure."""
        item, view = self.item, self.view
        if item is None or view is None:
            return

        def echo(typed: str) -> Echo:
            if typed.strip():
                return Echo(None)
            return Echo(text("Say with whom it was confirmed, such as “NAV, Kari”."), good=False)

        title = self.say(text("{item}: confirmed", item=self.item_words(item, view)))
        question = Question(
            title,
            text("Confirmed with"),
            item.confirmed_with,
            echo,
            text("whom and where; when is noted by itself"),
            noted=True,
        )
        self.ask_item(item, view, question, save_confirmed)

    # ── a line to type ────────────────────────────────────────────────────────────────────────────

    def action_item_not_needed(self) -> None:
        """With a reason, which is required."""
        item, view = self.item, self.view
        if self.any_marked:
            from exin_tui.caseload.bulk import Bulk

            self.work_ask(Bulk.NOT_NEEDED)
            return
        if item is None or view is None:
            return

        def echo(typed: str) -> Echo:
            if typed.strip():
                return Echo(None)
            return Echo(text("Write why it is not needed, in a few words."), good=False)

        question = Question(
            self.say(text("{item}: not needed", item=self.item_words(item, view))),
            text("Reason"),
            item.reason,
            echo,
            text("short, and no case story"),
            noted=True,
        )
        self.ask_item(item, view, question, save_reason)

    def action_item_note(self) -> None:
        """A few words; nothing takes them off."""
        item, view = self.item, self.view
        if item is None or view is None:
            return
        question = Question(
            self.say(text("{item}: note", item=self.item_words(item, view))),
            text("Note"),
            item.note,
            lambda _: Echo(None),
            text("short, and no case story"),
            noted=True,
        )
        self.ask_item(item, view, question, save_note)

    def action_item_due(self) -> None:
        """A date of one's own; nothing typed goes back to the computed one."""
        item, view = self.item, self.view
        if self.any_marked:
            from exin_tui.caseload.bulk import Bulk

            self.work_ask(Bulk.DUE)
        elif item is not None and view is not None:
            hint = text("1.12, 1/12/2026, Friday, +14d; nothing: the computed date")
            self.ask_date(item, view, text("Due"), save_due, item.due_on, hint)

    def action_item_responsible(self) -> None:
        """Somebody in the team, or whoever is the participant's caseworker."""
        item, view, overview = self.item, self.view, self.exin.overview
        if self.any_marked:
            from exin_tui.caseload.bulk import Bulk

            self.work_ask(Bulk.RESPONSIBLE)
            return
        if item is None or view is None or overview is None:
            return
        choices = [Choice("0", self.say(text("the participant's caseworker")), "", not item.responsible)]
        choices += [
            Choice(_LETTERS[number], f"{one.initials}  {one.active}/{one.limit}", one.initials,
                   one.initials == item.responsible)
            for number, one in enumerate(overview.capacity[: len(_LETTERS)])
        ]  # fmt: skip

        def chosen(initials: str | None) -> None:
            if initials is not None:
                now = self.item_now(item) or item
                self.change_item(item, view, call("set_responsible", now, initials))

        title = self.say(text("Who is responsible? {item}", item=self.item_words(item, view)))
        self.app.push_screen(Menu(title, self.say(text("cancel")), choices), chosen)

    def action_item_mark(self) -> None:
        """For the next action."""
        self.work_mark()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Items are worked on while one is under the cursor, or some are marked."""
        if action in _OF_ITEM:
            return self.item is not None or self.any_marked
        return super().check_action(action, parameters)
