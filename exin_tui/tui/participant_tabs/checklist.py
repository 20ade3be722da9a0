"""The checklists: the one in force open, the others folded below it."""

from __future__ import annotations

from typing import Any

from exin_schema.vocabulary import Mark
from exin_tui.caseload.models import ChecklistView, ItemRow, ParticipantView
from exin_tui.language import text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Span
from exin_tui.tui.participant_tabs.about import about
from exin_tui.tui.participant_tabs.tab import Answer, Head, Tab
from exin_tui.tui.screens.open_work import OpenWork
from exin_tui.tui.widgets.checklist import progress
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.why_lines import item_lines


class ChecklistTab(Tab[OpenWork]):
    """Numbered and warned of by the list in force."""

    id = "checklist"
    title = text("Checklist")
    where = Where.ITEM

    def number(self, view: ParticipantView) -> str:
        """How many of its items are done."""
        first = next(iter(view.checklists), None)
        return f"{first.done}/{len(first.items)}" if first is not None else ""

    def alarm(self, view: ParticipantView) -> bool:
        """An item is overdue."""
        first = next(iter(view.checklists), None)
        return first is not None and any(
            item.state.open and item.mark is Mark.OVERDUE for item in first.items
        )

    def list_of(self, at: OpenWork) -> RowList[Any]:
        """A list of its own: its rows are items, and are marked."""
        return at.checklist

    def paint(self, at: OpenWork, view: ParticipantView) -> None:
        """The lists; the first time, the cursor goes to what is to be done first."""
        at.show_checklists(view, first_open(view))

    def head(self, at: OpenWork, view: ParticipantView) -> Head:
        """Which list, and how far it is."""
        first, look = next(iter(view.checklists), None), at.look
        if first is None:
            nothing = look.say(text("no checklist is in force yet"))
            return Head(look.say(self.title), end=(Span(nothing, "muted"),))
        return Head(look.say(first.kind), end=progress(first.done, len(first.items), look))

    def answer(self, at: OpenWork, view: ParticipantView) -> Answer:
        """About the item; on a heading, about the participant."""
        item, look, row = at.item, at.look, view.row
        if item is None:
            return about(view, at.exin.overview, look)
        checklist = _list_with(item, view)
        in_force = (checklist.in_force_on, checklist.in_force_why) if checklist else (None, None)
        title = look.screening.item(item.label, item.sensitive, row.person)
        whose = row.caseworker
        return "", lambda width: item_lines(item, title, in_force, look, width, caseworker=whose)


def _list_with(item: ItemRow, view: ParticipantView) -> ChecklistView | None:
    return next((one for one in view.checklists if any(each.id == item.id for each in one.items)), None)


def first_open(view: ParticipantView) -> str:
    """The item to begin with: the first that is overdue, else due soon, else open; empty when all is done."""
    items = [item for one in view.checklists[:1] for item in one.items if item.state.open]
    order = [Mark.OVERDUE, Mark.TODAY, Mark.SOON, Mark.LATER, Mark.NONE]
    items.sort(key=lambda item: (order.index(item.mark), not item.critical))
    return items[0].id if items else ""
