"""A list whose rows are lines already: for tabs that only show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exin_tui.tui.ink import Line
from exin_tui.tui.widgets.row_list import Entry, RowList

Drawn = Callable[[int], Line]
"""Draws a row in so many cells."""
Rows = Sequence[tuple[str, Drawn]]


class LineList(RowList[Drawn]):
    """Rows that draw themselves."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._made: Callable[[int], Rows] | None = None
        self._width = 0

    def show(self, rows: Rows) -> None:
        """(id, row) in order; an empty id is a heading."""
        self._made = None
        self.replace([Entry(row_id, drawn) for row_id, drawn in rows])

    def show_made(self, made: Callable[[int], Rows]) -> None:
        """Rows that are other ones at another width, such as prose and tables: made anew when it changes."""
        self._width = self.inner
        self.show(made(self._width))
        self._made = made

    @property
    def inner(self) -> int:
        """Cells for a row."""
        return max(1, self.scrollable_content_region.width - self.margin - 1)

    def on_resize(self) -> None:
        """Another width may need other rows."""
        if self._made is not None and self.inner != self._width:
            self.show_made(self._made)
        super().on_resize()

    def draw(self, payload: Drawn, width: int) -> Line:
        """One row."""
        return payload(width)


def fixed(line: Line) -> Drawn:
    """A row that is the same at any width."""
    return lambda _: line
