"""What was refused, clearly: the sentence, why, and that nothing was changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from exin_tui.language import text
from exin_tui.tui.changes import Refused
from exin_tui.tui.ink import BLANK, Line, Span, gap, spread, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted
from exin_tui.tui.widgets.why_lines import why_lines


class RefusalLines(Painted):
    """Title, sentence, why."""

    GROUND = "surface"

    def __init__(self, title: str, refused: Refused, look: Look) -> None:
        super().__init__()
        self.title, self.refused, self.look = title, refused, look

    def made(self, width: int) -> list[Line]:
        """The lines at ``width``."""
        say = self.look.say
        end = (Span("Esc", "accent bold"), Span(f" {say(text('close'))}", "muted"))
        pieces = wrap(say(self.refused.message), max(20, width - 2))
        lines: list[Line] = [
            spread((Span(self.title, "text bold"),), end, width),
            (Span("─" * width, "overdue"),),
            (Span("▲ ", "overdue"), Span(pieces[0], "text bold")),
            *((gap(2), Span(piece, "text bold")) for piece in pieces[1:]),
            (gap(2), Span(say(text("Nothing was changed.")), "muted")),
        ]
        if self.refused.why is not None:
            lines += [BLANK, *why_lines(self.refused.why, self.look, width)]
        return [*lines, BLANK]

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """As many as there are."""
        return self.made(width)


class RefusalSheet(ModalScreen[None]):
    """Closed by Escape or Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,w", "close", show=False)]
    DEFAULT_CSS = """
    RefusalSheet { align: left bottom; background: transparent; }
    RefusalSheet > Vertical { height: auto; max-height: 100%; background: $surface; padding: 1 2 0 2; }
    """

    def __init__(self, title: str, refused: Refused, look: Look) -> None:
        super().__init__()
        self.body = RefusalLines(title, refused, look)

    def compose(self) -> ComposeResult:
        """The sheet."""
        with Vertical():
            yield self.body

    def on_mount(self) -> None:
        """As high as it needs to be."""
        self.on_resize()

    def on_resize(self) -> None:
        """Wrap anew."""
        self.body.styles.height = len(self.body.made(max(20, self.size.width - 4)))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
