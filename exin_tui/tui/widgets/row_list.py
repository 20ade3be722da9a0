"""A list with a cursor, drawn line by line: ten thousand rows cost as much as the ones that are seen.

The cursor bar hangs in the margin, so that titles, rules and rows share a left edge. Headings are rows
without an id; the cursor passes over them. When the rows are replaced, the cursor and the scroll position
stay where they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from exin_tui.tui.ink import Line, Span, gap, words
from exin_tui.tui.widgets.painted import inks_of

Payload = TypeVar("Payload")
MARKED = "■"
"""Hangs in the margin of a row that is marked, where the cursor's bar hangs otherwise."""


class Entry(NamedTuple, Generic[Payload]):
    """One row: what it is about, and its id; a heading has none."""

    id: str
    payload: Payload


class RowList(ScrollView, Generic[Payload], can_focus=True):
    """Rows, one of which the cursor is on. Subclasses `draw` them."""

    GROUND: ClassVar[str] = "background"
    ALLOW_SELECT = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    DEFAULT_CSS = """
    RowList {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
    }
    """

    cursor: reactive[int] = reactive(-1)

    class Highlighted(Message):
        """The cursor is on another row."""

        def __init__(self, row_list: RowList[object], row_id: str) -> None:
            self.row_list = row_list
            self.row_id = row_id
            super().__init__()

        @property
        def control(self) -> RowList[object]:
            """The list."""
            return self.row_list

    class Clicked(Message):
        """The row under the cursor was clicked once more."""

        def __init__(self, row_list: RowList[object], row_id: str) -> None:
            self.row_list = row_list
            self.row_id = row_id
            super().__init__()

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.entries: Sequence[Entry[Payload]] = ()
        self.margin = 2
        """Cells to the left of the rows; the bar stands in the first."""
        self.marked: frozenset[str] = frozenset()
        """Ids of the rows that the next action is about."""

    def draw(self, payload: Payload, width: int) -> Line:
        """One row or heading in ``width`` cells."""
        raise NotImplementedError

    def replace(self, entries: Sequence[Entry[Payload]]) -> None:
        """Show ``entries``. The cursor stays on its row, or near where that was."""
        kept = self.row_id
        self.entries = entries
        if self.marked:
            self.marked &= {entry.id for entry in entries}
        self.virtual_size = Size(self.scrollable_content_region.width, len(entries))
        place = next((index for index, entry in enumerate(entries) if kept and entry.id == kept), None)
        if place is None:
            place = self._selectable(min(max(self.cursor, 0), len(entries) - 1), 1)
        if place == self.cursor:
            self._announce()
        self.cursor = place
        self.refresh()

    @property
    def row_id(self) -> str:
        """The id under the cursor; empty when there is none."""
        return self.entries[self.cursor].id if 0 <= self.cursor < len(self.entries) else ""

    @property
    def row(self) -> Payload | None:
        """What the cursor is on."""
        return self.entries[self.cursor].payload if 0 <= self.cursor < len(self.entries) else None

    def mark(self, row_ids: Iterable[str]) -> None:
        """These rows are marked, and no others."""
        self.marked = frozenset(row_ids)
        self.refresh()

    def go_to(self, row_id: str) -> bool:
        """Put the cursor on a row; False when it is not in the list."""
        for index, entry in enumerate(self.entries):
            if entry.id == row_id:
                self.cursor = index
                return True
        return False

    @property
    def inner_width(self) -> int:
        """Cells that a row has."""
        return max(1, self.scrollable_content_region.width - self.margin - 1)

    def _selectable(self, start: int, step: int) -> int:
        """The nearest row from ``start`` on in the direction of ``step``, else the other way; -1 for none."""
        for direction in (step, -step):
            index = start
            while 0 <= index < len(self.entries):
                if self.entries[index].id:
                    return index
                index += direction
        return -1

    def watch_cursor(self, before: int, after: int) -> None:
        """Both rows are drawn again, and the screen is told."""
        for index in (before, after):
            if index >= 0:
                self.refresh_line(index)
        if after >= 0:
            self._reveal(after)
        self._announce()

    def _announce(self) -> None:
        self.post_message(self.Highlighted(self, self.row_id))  # type: ignore[arg-type]

    def _reveal(self, index: int) -> None:
        """Scroll so that the row is seen, with the heading above the first and all that is below the last."""
        top, bottom, height = index, index, self.scrollable_content_region.height
        while top > 0 and not self.entries[top - 1].id:
            top -= 1
        while bottom + 1 < len(self.entries) and not self.entries[bottom + 1].id:
            bottom += 1
        if bottom + 1 < len(self.entries):
            bottom = index  # the next row's heading is not this one's
        region = Region(0, top, 1, min(bottom, max(index, top + height - 1)) - top + 1)
        if height >= region.height:
            self.scroll_to_region(region, animate=False, force=True, immediate=True, x_axis=False)

    def on_resize(self) -> None:
        """The rows fill the width; the cursor stays in sight."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.entries))
        if self.cursor >= 0:
            self._reveal(self.cursor)

    def action_move(self, step: int) -> None:
        """One row up or down."""
        found = self._selectable(self.cursor + step, step)
        if found >= 0 and (found - self.cursor) * step > 0:
            self.cursor = found
        elif self.cursor >= 0 and step > 0:
            self.scroll_relative(y=step, animate=False, force=True, immediate=True)
        elif self.cursor >= 0:
            self._reveal(self.cursor)

    def action_page(self, step: int) -> None:
        """One page up or down."""
        if self.entries:
            height = max(1, self.scrollable_content_region.height - 1)
            target = min(max(self.cursor + step * height, 0), len(self.entries) - 1)
            self.cursor = self._selectable(target, step)

    def action_first(self) -> None:
        """The first row, headings above it in sight."""
        self.cursor = self._selectable(0, 1)

    def action_last(self) -> None:
        """The last row."""
        self.cursor = self._selectable(len(self.entries) - 1, -1)

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; a second one on the same row opens it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y + self.scroll_offset.y
        if not 0 <= index < len(self.entries) or not self.entries[index].id:
            return
        if index == self.cursor and event.chain > 1:
            self.post_message(self.Clicked(self, self.row_id))  # type: ignore[arg-type]
        self.cursor = index

    def render_line(self, y: int) -> Strip:
        """One row; the one under the cursor stands on its ground, bold and with the bar while focused."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        if not 0 <= index < len(self.entries):
            return inks_of(self).strip((), width, self.GROUND)
        line = self.draw(self.entries[index].payload, width - self.margin - 1)
        marked = self.entries[index].id in self.marked
        edge = (Span(MARKED if marked else " ", "accent"), gap(self.margin - 1))
        if index != self.cursor:
            return inks_of(self).strip((*edge, *line), width, self.GROUND)
        if not self.has_focus:
            return inks_of(self).strip((*edge, *line), width, self.blurred_ground)
        bar = edge if marked else (Span("▌", "accent"), gap(self.margin - 1))
        return inks_of(self).strip((*bar, *line), width, "cursor", "bold")

    @property
    def blurred_ground(self) -> str:
        """What the cursor's row stands on while another list has the focus."""
        return self.GROUND

    def on_focus(self) -> None:
        """The cursor is seen."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is quiet."""
        self.refresh()

    def said(self) -> str:
        """All rows as plain text, seen or not."""
        width = self.inner_width
        return "\n".join(words(self.draw(entry.payload, width)).rstrip() for entry in self.entries)
