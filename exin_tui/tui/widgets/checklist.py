"""A participant's checklists: sections, items with symbol, date, distance and initials. Done is quiet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from exin_schema.vocabulary import ItemState, Mark
from exin_tui.caseload.models import ChecklistView, ItemRow, ParticipantRow, Person
from exin_tui.dates import short_date
from exin_tui.distances import in_days, overdue_by
from exin_tui.language import text
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap, short, spread
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.row_list import Entry, RowList

DATE, DUE, INITIALS = 14, 8, 3
_OPEN = {
    Mark.OVERDUE: ("▲", "overdue", "text bold"),
    Mark.TODAY: ("●", "soon", "text"),
    Mark.SOON: ("●", "soon", "text"),
    Mark.LATER: ("○", "text", "text"),
    Mark.NONE: ("○", "text", "text"),
}


class Heading(NamedTuple):
    """A section's heading with its progress."""

    words: str
    done: int
    total: int


class Folded(NamedTuple):
    """Another checklist, folded or not; Enter turns it."""

    checklist: ChecklistView
    is_open: bool


Row = ItemRow | Heading | Folded | None
"""None is an empty line."""


def item_symbol(item: ItemRow) -> tuple[str, str, str]:
    """(symbol, its ink, the label's ink)."""
    if item.state in {ItemState.DONE, ItemState.CONFIRMED}:
        return "✓", "muted", "muted"
    if item.state is ItemState.NOT_NEEDED:
        return "–", "muted", "muted"
    symbol, ink, label = _OPEN[item.mark]
    if item.state is ItemState.IN_PROGRESS and item.mark not in {Mark.OVERDUE, Mark.TODAY, Mark.SOON}:
        return "◐", "text", label
    return symbol, ink, label


def _date(item: ItemRow, look: Look) -> str:
    if item.state is ItemState.NOT_NEEDED:
        return look.say(item.state)
    if not item.state.open:
        day = item.value_on or (item.changed_at.date() if item.changed_at else None)
        return short_date(day, look.language) if day else ""
    return short_date(item.due_on, look.language) if item.due_on else ""


def _distance(item: ItemRow, look: Look) -> str:
    if not item.state.open or item.due_on is None:
        return ""
    days = (item.due_on - look.today).days
    if days < 0:
        return overdue_by(-days, look.language)
    return look.say(text("today")) if days == 0 else in_days(days, look.language)


def item_line(item: ItemRow, look: Look, width: int, person: Person | None, caseworker: str = "") -> Line:
    """One item in ``width`` cells."""
    symbol, ink, label_ink = item_symbol(item)
    label = width - 3 - DATE - 1 - max(DUE, 8) - 2 - INITIALS
    loud = ink if item.mark in {Mark.OVERDUE, Mark.TODAY, Mark.SOON} and item.state.open else "muted"
    return (
        Span(symbol, ink),
        gap(2),
        Span(
            fit(short(look.screening.item(item.label, item.sensitive, person), label - 2), label - 2),
            label_ink,
        ),
        gap(2),
        Span(fit(_date(item, look), DATE), "muted"),
        gap(1),
        Span(fit(_distance(item, look), 9), loud),
        gap(1),
        Span(f"{item.responsible or caseworker:>{INITIALS}}", "muted"),
    )


def folded_line(folded: Folded, look: Look, width: int) -> Line:
    """``▸ Prosedyre for oppstart   ✓ 16 av 16``."""
    one = folded.checklist
    done = one.done == len(one.items)
    number = look.say(text("{done} of {total}", done=one.done, total=len(one.items)))
    mark = "▾ " if folded.is_open else "▸ "
    return spread(
        (Span(mark, "muted"), Span(look.say(one.kind))),
        (Span("✓ " if done else "", "muted"), Span(number, "muted")),
        width,
    )


def progress(done: int, total: int, look: Look) -> Line:
    """A hairline that fills, and the numbers."""
    cells = 19
    filled = round(cells * done / total) if total else 0
    return (
        Span("━" * filled, "text"),
        Span("─" * (cells - filled), "rule"),
        gap(2),
        Span(look.say(text("{done} of {total}", done=done, total=total)), "text"),
    )


def checklist_entries(
    checklists: Sequence[ChecklistView], unfolded: frozenset[str], look: Look
) -> list[Entry[Row]]:
    """The rows: the first checklist open, the others as one line unless unfolded."""
    entries: list[Entry[Row]] = []
    for number, one in enumerate(checklists):
        if number:
            if entries:
                entries.append(Entry("", None))
            entries.append(Entry(f"list:{one.id}", Folded(one, one.id in unfolded)))
            if one.id not in unfolded:
                continue
            entries.append(Entry("", None))
        entries += _sections(one, look)
    return entries


def _sections(one: ChecklistView, look: Look) -> list[Entry[Row]]:
    entries: list[Entry[Row]] = []
    known = {key for key, _ in one.sections}
    sections = [(key, look.say(label)) for key, label in one.sections]
    if any(item.section not in known for item in one.items):
        sections.append(("", look.say(text("Other items"))))
    for key, name in sections:
        items = [item for item in one.items if item.section == key or (not key and item.section not in known)]
        if not items:
            continue
        if entries:
            entries.append(Entry("", None))
        done = sum(not item.state.open for item in items)
        entries.append(Entry("", Heading(name, done, len(items))))
        entries += [Entry(item.id, item) for item in items]
    return entries


class Checklist(RowList[Row]):
    """The items, and the folded lists below."""

    def __init__(self, look: Look, *, id: str = "checklist") -> None:  # noqa: A002
        super().__init__(id=id)
        self.look = look
        self.person: Person | None = None
        self.caseworker = ""
        """Answers for what nobody else does."""

    def show(
        self, checklists: Sequence[ChecklistView], unfolded: frozenset[str], look: Look, row: ParticipantRow
    ) -> None:
        """Show the lists as ``look`` says."""
        self.look, self.person, self.caseworker = look, row.person, row.caseworker
        self.replace(checklist_entries(checklists, unfolded, look))

    def draw(self, payload: Row, width: int) -> Line:
        """A heading, an item, a folded list or nothing."""
        if isinstance(payload, ItemRow):
            return item_line(payload, self.look, width, self.person, self.caseworker)
        if isinstance(payload, Folded):
            return folded_line(payload, self.look, width)
        if isinstance(payload, Heading):
            number = self.look.say(text("{done} of {total}", done=payload.done, total=payload.total))
            return spread((Span(payload.words, "muted bold"),), (Span(number, "muted"),), width)
        return BLANK

    @property
    def item(self) -> ItemRow | None:
        """The item under the cursor."""
        return self.row if isinstance(self.row, ItemRow) else None
