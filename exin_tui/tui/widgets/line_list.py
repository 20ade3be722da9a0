"""A list whose rows are lines already: for tabs that only show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from exin_tui.tui.ink import Line, Span, gap, wrap
from exin_tui.tui.widgets.row_list import Entry, RowList

Drawn = Callable[[int], Line]
"""Draws a row in so many cells."""
Rows = Sequence[tuple[str, Drawn]]


class Prose:
    """A sentence behind a mark: a row for each line that it takes."""

    def __init__(self, mark: Span, words: str, ink: str = "text") -> None:
        self.mark, self.words, self.ink = mark, words, ink

    def lines(self, width: int) -> list[Line]:
        """The sentence in ``width`` cells, wrapped under itself."""
        column = cell_len(self.mark.text)
        pieces = wrap(self.words, max(20, width - column)) or [""]
        first: Line = (self.mark, Span(pieces[0], self.ink))
        return [first, *((gap(column), Span(piece, self.ink)) for piece in pieces[1:])]

    def __call__(self, width: int) -> Line:
        """Its first line."""
        return self.lines(width)[0]


def unrolled(rows: Rows, width: int) -> list[tuple[str, Drawn]]:
    """The same with a row for each line of prose; the first one has the id."""
    found: list[tuple[str, Drawn]] = []
    for row_id, drawn in rows:
        if isinstance(drawn, Prose):
            lines = drawn.lines(width)
            found += [(row_id if not number else "", fixed(line)) for number, line in enumerate(lines)]
        else:
            found.append((row_id, drawn))
    return found


class LineList(RowList[Drawn]):
    """Rows that draw themselves."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._made: Callable[[int], Rows] | None = None
        self._width = 0

    def show(self, rows: Rows) -> None:
        """(id, row) in order; an empty id is a heading."""
        if any(isinstance(drawn, Prose) for _, drawn in rows):
            self.show_made(lambda width: unrolled(rows, width))
            return
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
