"""A list whose rows are lines already: for tabs that only show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exin_tui.tui.ink import Line
from exin_tui.tui.widgets.row_list import Entry, RowList

Drawn = Callable[[int], Line]
"""Draws a row in so many cells."""


class LineList(RowList[Drawn]):
    """Rows that draw themselves."""

    def show(self, rows: Sequence[tuple[str, Drawn]]) -> None:
        """(id, row) in order; an empty id is a heading."""
        self.replace([Entry(row_id, drawn) for row_id, drawn in rows])

    def draw(self, payload: Drawn, width: int) -> Line:
        """One row."""
        return payload(width)


def fixed(line: Line) -> Drawn:
    """A row that is the same at any width."""
    return lambda _: line
