"""Text that scrolls, such as a summary: lines as they are, wrapped between words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from exin_tui.tui.ink import BLANK, Line, Span, gap, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import inks_of


class LinesView(ScrollView, can_focus=True):
    """Markdown as it is read without a program: headings bold, marks left out."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_up", show=False),
        Binding("down", "scroll_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
    ]
    DEFAULT_CSS = """
    LinesView { overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.text: Sequence[str] = ()
        self._lines: tuple[int, list[Line]] = (0, [])

    def show(self, text: Sequence[str], _: Look) -> None:
        """Take the lines."""
        if text != self.text:
            self.text = text
            self._fit()

    def on_resize(self) -> None:
        """Wrap anew."""
        self._fit()

    def _fit(self) -> None:
        width = self.scrollable_content_region.width
        self._lines = (width, [line for one in self.text for line in _drawn(one, max(20, width - 5))])
        self.virtual_size = Size(width, len(self._lines[1]))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line in a margin."""
        width = self.scrollable_content_region.width
        index = y + self.scroll_offset.y
        line = self._lines[1][index] if index < len(self._lines[1]) else BLANK
        return inks_of(self).strip((gap(2), *line), width, "background")

    def said(self) -> str:
        """All of it as plain text."""
        return "\n".join("".join(span.text for span in line).rstrip() for line in self._lines[1])


def _drawn(line: str, width: int) -> list[Line]:
    ink = "text"
    if line.startswith("#"):
        ink = "accent bold" if line.startswith("# ") else "text bold"
        line = line.lstrip("# ")
    plain = line.replace("**", "")
    for sign in "\\`*_[]<>#|~":
        plain = plain.replace(f"\\{sign}", sign)
    if not plain.startswith("- "):
        return [(Span(piece, ink),) for piece in wrap(plain, width)]
    pieces = wrap(plain[2:], width - 2)
    first: Line = (Span("· ", "muted"), Span(pieces[0]))
    return [first, *[(gap(2), Span(piece)) for piece in pieces[1:]]]
