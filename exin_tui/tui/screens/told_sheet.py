"""A sheet that only tells: a title, lines that scroll, and a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from exin_tui.language import text
from exin_tui.tui.ink import BLANK, Line, Span, spread
from exin_tui.tui.look import Look
from exin_tui.tui.repainted import Repainted
from exin_tui.tui.screens.sheet_below import SheetLines

if TYPE_CHECKING:
    from exin_tui.tui.app import ExinApp

Body = Callable[[Look, int], Sequence[Line]]
"""The lines in so many cells, as things are shown now."""


class ToldSheet(Repainted, ModalScreen[None]):
    """Closed by Enter or Escape. Told anew when names are shown or hidden."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q,w", "close", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "scroll(-8)", show=False),
        Binding("pagedown,space", "scroll(8)", show=False),
        Binding("p", "app.view_privacy", show=False),
        Binding("ctrl+l", "app.view_lock", show=False),
    ]
    DEFAULT_CSS = """
    ToldSheet { align: left bottom; background: transparent; }
    ToldSheet > Vertical { height: auto; max-height: 100%; background: $surface; padding: 1 2; }
    ToldSheet VerticalScroll { height: auto; background: $surface; scrollbar-size-vertical: 1; }
    ToldSheet SheetLines { background: $surface; }
    """

    def __init__(self, title: Callable[[Look], str], body: Body, look: Look) -> None:
        super().__init__()
        self._title, self._body_of, self._look = title, body, look
        self._head = SheetLines(self._top)
        self._lines = SheetLines(lambda width: self._body_of(self._look, width))

    def compose(self) -> ComposeResult:
        """Title, and what is told."""
        with Vertical():
            yield self._head
            with VerticalScroll(can_focus=False):
                yield self._lines

    def _top(self, width: int) -> list[Line]:
        end = (
            Span("Enter", "accent bold", "screen.close"),
            Span(f" {self._look.say(text('close'))}", "muted"),
        )
        title = (Span(self._title(self._look), "text bold"),)
        return [spread(title, end, width), (Span("─" * width, "accent"),), BLANK]

    def on_mount(self) -> None:
        """As high as it needs to be."""
        self.paint()

    def on_resize(self) -> None:
        """Wrap anew."""
        self.paint()

    def paint(self) -> None:
        """Privacy, theme or size have changed."""
        self._look = cast("ExinApp", self.app).look
        width = max(20, self.size.width - 4)
        self._head.styles.height = 3
        self._lines.styles.height = max(1, len(self._lines.made(width)))
        self.query_one(VerticalScroll).styles.max_height = max(2, self.size.height - 5)
        self._head.repaint()
        self._lines.repaint()

    def said(self) -> str:
        """All of it, seen or not."""
        return f"{self._head.said()}\n{self._lines.said()}"

    def action_scroll(self, step: int) -> None:
        """Further down, or back up."""
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
