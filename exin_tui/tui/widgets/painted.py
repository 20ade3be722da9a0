"""A widget that is a few lines: subclasses say which, this one paints them and knows what was clicked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from exin_tui.tui.ink import BLANK, Inks, Line, span_at, words
from exin_tui.tui.themes import DEFAULT_THEME, TOKENS

_made: dict[tuple[str, bool], Inks] = {}


def inks_of(widget: Widget) -> Inks:
    """The inks of the theme that is on; one of Textual's own themes gets our default tokens."""
    name = widget.app.theme if widget.app.theme in TOKENS else DEFAULT_THEME
    key = (name, bool(getattr(widget.app, "ascii_only", False)))
    if key not in _made:
        _made[key] = Inks(TOKENS[name], ascii_only=key[1])
    return _made[key]


class Painted(Widget):
    """Lines on a ground of the theme."""

    GROUND: ClassVar[str] = "background"
    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._painted: tuple[Size, Sequence[Line]] | None = None

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The lines to show in ``width`` × ``height`` cells."""
        raise NotImplementedError

    def repaint(self) -> None:
        """What the lines say has changed."""
        self._painted = None
        self.refresh()

    def painted(self) -> Sequence[Line]:
        """The lines at the present size."""
        size = self.content_size
        if self._painted is None or self._painted[0] != size:
            self._painted = (size, self.lines(size.width, size.height))
        return self._painted[1]

    def render_line(self, y: int) -> Strip:
        """One line of the content."""
        lines = self.painted()
        line = lines[y] if y < len(lines) else BLANK
        return inks_of(self).strip(line, self.content_size.width, self.GROUND)

    def said(self) -> str:
        """All lines as plain text: what a reader reads."""
        return "\n".join(words(line).rstrip() for line in self.painted())

    async def on_click(self, event: events.Click) -> None:
        """Runs the command of the span that was clicked."""
        offset = event.get_content_offset(self)
        lines = self.painted()
        if offset is None or offset.y >= len(lines):
            return
        span = span_at(lines[offset.y], offset.x)
        if span is not None and span.command:
            event.stop()
            await self.app.run_action(span.command, default_namespace=self.screen)
