"""A pane's head: title and count, what is at its end, a hairline, and the column heads. No boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exin_tui.tui.ink import Line, Span, gap, spread
from exin_tui.tui.widgets.painted import Painted


class PaneHead(Painted):
    """One to three lines over a list. The title and the rule carry the accent while the list has focus."""

    def __init__(self, *, id: str, heads: Callable[[int], Line] | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.title = ""
        self.count: str = ""
        self.end: Line = ()
        self.lit = False
        self.ruled = True
        self.reach = 2
        """Cells that the rule goes on behind the rows, to the end of the scrollbar."""
        self._heads = self._own_heads = heads

    def show(
        self, title: str, count: str = "", end: Line = (), heads: Callable[[int], Line] | None = None
    ) -> None:
        """Take the words; ``heads`` where the columns change with what the list shows."""
        self.title, self.count, self.end = title, count, end
        self._heads = heads or self._own_heads
        self.repaint()

    def light(self, *, lit: bool) -> None:
        """The list below has, or has not, the focus."""
        if lit != self.lit:
            self.lit = lit
            self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """Title, rule where there is one, heads where there are some."""
        inner = width - self.reach
        title = (
            Span(self.title, "accent bold" if self.lit else "text bold"),
            gap(2),
            Span(self.count, "muted"),
        )
        found: list[Line] = [spread(title, self.end, inner)]
        if self.ruled:
            found.append((Span("─" * width, "accent" if self.lit else "rule"),))
        if self._heads is not None:
            found.append(self._heads(inner))
        return found
