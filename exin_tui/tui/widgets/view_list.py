"""A partner's view as a list: lines of which the cursor stands on those that can be opened or asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exin_tui.tui.ink import Line
from exin_tui.tui.views.view_row import ViewRow
from exin_tui.tui.widgets.row_list import Entry, RowList

Made = Callable[[int], Sequence[ViewRow]]
"""Makes the lines for a width in cells."""


class ViewList(RowList[ViewRow]):
    """Lines made anew for each width, since prose and columns depend on it."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
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

    def _fill(self) -> None:
        self._width = self.inner
        if self._made is not None and self.is_mounted:
            self.replace([Entry(row.id, row) for row in self._made(self._width)])

    def on_resize(self) -> None:
        """Another width needs other lines."""
        if self.inner != self._width:
            self._fill()
        super().on_resize()

    def draw(self, payload: ViewRow, width: int) -> Line:
        """One line."""
        return payload.draw(width)
