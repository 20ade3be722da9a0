"""A sheet with all of one meeting."""

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
from exin_tui.tui.widgets.meeting_lines import meeting_lines

if TYPE_CHECKING:
    from exin_tui.caseload.meeting_views import MeetingView
    from exin_tui.tui.app import ExinApp

Body = Callable[[Look, int], Sequence[Line]]


class FactSheet(Repainted, ModalScreen[None]):
    """Facts from below; closed by the key that opened it, Enter or Escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,w,q", "close", show=False),
        Binding("p", "app.view_privacy", show=False),
        Binding("ctrl+l", "app.view_lock", show=False),
    ]
    DEFAULT_CSS = """
    FactSheet { align: left bottom; background: transparent; }
    FactSheet > Vertical { height: auto; max-height: 100%; background: $surface; padding: 1 2 0 2; }
    FactSheet VerticalScroll { height: auto; background: $surface; scrollbar-size-vertical: 1; }
    FactSheet SheetLines { background: $surface; }
    """

    def __init__(self, title: Callable[[Look], str], body: Body, look: Look) -> None:
        super().__init__()
        self.look, self._title, self._body = look, title, body
        self.facts = SheetLines(self._made)

    def _made(self, width: int) -> list[Line]:
        """Title, rule, the facts."""
        end = (Span("Esc", "accent bold", "screen.close"), Span(f" {self.look.say(text('close'))}", "muted"))
        head = spread((Span(self._title(self.look), "text bold"),), end, width)
        return [head, (Span("─" * width, "accent"),), *self._body(self.look, width), BLANK]

    def compose(self) -> ComposeResult:
        """The sheet."""
        with Vertical(), VerticalScroll():
            yield self.facts

    def on_mount(self) -> None:
        """As high as it needs to be."""
        self.on_resize()

    def paint(self) -> None:
        """Privacy or theme have changed."""
        self.look = cast("ExinApp", self.app).look
        self.on_resize()

    def on_resize(self) -> None:
        """Wrap anew."""
        height = len(self.facts.made(max(20, self.size.width - 5)))
        self.facts.styles.height = height
        self.query_one(VerticalScroll).styles.max_height = max(3, min(height, self.size.height - 2))
        self.facts.repaint()

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


class MeetingSheet(FactSheet):
    """All of a meeting."""

    def __init__(self, view: MeetingView, look: Look) -> None:
        def body(now: Look, width: int) -> list[Line]:
            return meeting_lines(view, now, width)

        super().__init__(lambda now: now.screening.meeting(view.label, "", view.person), body, look)
