"""The panel that answers: a column at the right, a sheet from below where there is no room for a column."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from exin_tui.language import text
from exin_tui.tui.ink import BLANK, Line, Span, gap, spread, words
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import inks_of

Body = Callable[[int], Sequence[Line]]


class WhyPanel(ScrollView, can_focus=False):
    """Title, rule and the answer, on the surface. Longer answers scroll."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    WhyPanel {
        display: none;
        background: $surface;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-background: $surface;
    }
    """

    def __init__(self, *, id: str = "why") -> None:  # noqa: A002
        super().__init__(id=id)
        self.look: Look | None = None
        self.subject = ""
        self.sheet = False
        """From below: the rule stands over the title and the subject beside it."""
        self._body: Body | None = None
        self._lines: tuple[int, list[Line]] | None = None

    def show(self, subject: str, body: Body, look: Look) -> None:
        """Answer about ``subject``; ``body`` makes the lines for a width."""
        anew = subject != self.subject
        self.subject, self._body, self.look = subject, body, look
        self._fit()
        if anew:
            self.scroll_to(y=0, animate=False)

    def _fit(self) -> None:
        self._lines = None
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.lines()))
        self.refresh()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._fit()

    def lines(self) -> list[Line]:
        """Everything, title first."""
        width = self.scrollable_content_region.width
        if self._lines is None or self._lines[0] != width:
            self._lines = (width, self._made(max(20, width - 2 * self.margin)))
        return self._lines[1]

    @property
    def margin(self) -> int:
        """As the board's: one cell where it is narrow."""
        return 1 if self.app.size.width < 100 else 2

    def _made(self, inner: int) -> list[Line]:
        if self.look is None or self._body is None:
            return []
        close = (
            Span("w", "accent bold", "screen.row_why"),
            Span(f" {self.look.say(text('close'))}", "muted"),
        )
        question = Span(self.look.say(text("Why?")), "accent bold")
        rule: Line = (Span("─" * inner, "accent"),)
        if self.sheet:
            title = spread((question, gap(2), Span(self.subject, "text bold")), close, inner)
            head = [rule, title]
        else:
            head = [spread((question,), close, inner), rule]
            if self.subject:
                head.append((Span(self.subject, "text bold"),))
        return [*head, *self._body(inner), BLANK]

    def render_line(self, y: int) -> Strip:
        """One line between margins of two cells."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        lines = self.lines()
        line = lines[index] if index < len(lines) else BLANK
        return inks_of(self).strip((gap(self.margin), *line), width, "surface")

    def said(self) -> str:
        """All of it as plain text."""
        return "\n".join(words(line).rstrip() for line in self.lines())
