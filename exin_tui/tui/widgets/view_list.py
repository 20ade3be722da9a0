"""A partner's view as a list, and the head that says which of its sections is seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.message import Message

from exin_tui.tui.ink import BLANK, Line, Span, gap, spread
from exin_tui.tui.views.view_row import Page, Section, ViewRow
from exin_tui.tui.widgets.painted import Painted
from exin_tui.tui.widgets.row_list import Entry, RowList

LEAST = 20
"""Cells below which nothing is made: the list is not laid out yet, or not shown."""
Made = Callable[[int], Page]
"""Makes the lines for a width in cells."""


class ViewList(RowList[ViewRow]):
    """Lines made anew for each width, since prose and columns depend on it."""

    class Scrolled(Message):
        """Another section may be at the top."""

        def __init__(self, view: ViewList) -> None:
            self.view = view
            super().__init__()

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.page = Page((), (), ())
        self._made: Made | None = None
        self._width = 0

    def show(self, made: Made) -> None:
        """Take what makes the lines."""
        self._made = made
        self._fill()

    @property
    def inner(self) -> int:
        """Cells for a line."""
        return max(1, self.scrollable_content_region.width - self.margin - 1)

    @property
    def section(self) -> Section | None:
        """The section at the top."""
        return self.page.section_at(self.scroll_offset.y)

    def _fill(self) -> None:
        self._width = self.inner
        if self._made is not None and self._width >= LEAST:
            self.page = self._made(self._width)
            self.replace([Entry(row.id, row) for row in self.page.rows])
            self.post_message(self.Scrolled(self))

    def on_resize(self) -> None:
        """Another width needs other lines."""
        if self.inner != self._width:
            self._fill()
        super().on_resize()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The head follows."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled(self))

    def draw(self, payload: ViewRow, width: int) -> Line:
        """One line."""
        return payload.draw(width)


class ViewHead(Painted):
    """Title, hairline and column heads of the section that is seen; an axis is its own hairline."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.place = ""
        self.section: Section | None = None
        self.end: Line = BLANK
        self.lit = False

    def show(self, place: str, section: Section | None, end: Line = BLANK) -> None:
        """``place`` is the tab; ``end`` stands at the right where the section says nothing of its own."""
        self.place, self.section, self.end = place, section, end
        self.repaint()

    def light(self, *, lit: bool) -> None:
        """The list below has, or has not, the focus."""
        if lit != self.lit:
            self.lit = lit
            self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Three lines."""
        inner = width - 2
        section = self.section
        names = [name for name in (self.place, section.title if section else "") if name]
        ink = "accent bold" if self.lit else "text bold"
        spans = [Span(" · ".join(names), ink), gap(2), Span(section.number if section else "", "muted")]
        end = section.end if section is not None and section.end else self.end
        found = [spread(spans, end, inner)]
        if section is None or section.ruled:
            found.append((Span("─" * width, "accent" if self.lit else "rule"),))
        found += section.heads if section is not None else ()
        return [*found, *([BLANK] * height)][:height]
