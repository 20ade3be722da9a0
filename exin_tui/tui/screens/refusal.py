"""What was refused, clearly: the sentence, why, and that nothing was changed."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from exin_tui.language import text
from exin_tui.tui.changes import Refused
from exin_tui.tui.ink import BLANK, Line, Span, gap, spread, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.screens.sheet_below import SheetBelow
from exin_tui.tui.widgets.why_lines import why_lines


class RefusalSheet(SheetBelow):
    """It answers why, so the key that asks why closes it too."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "close", show=False)]

    def __init__(self, title: str, refused: Refused, look: Look) -> None:
        super().__init__(look)
        self.said, self.refused = title, refused

    def made(self, width: int) -> list[Line]:
        """Title, sentence, why."""
        say = self.look.say
        end = (Span("Esc", "accent bold"), Span(f" {say(text('close'))}", "muted"))
        pieces = wrap(say(self.refused.message), max(20, width - 2))
        lines: list[Line] = [
            spread((Span(self.said, "text bold"),), end, width),
            (Span("─" * width, "overdue"),),
            (Span("▲ ", "overdue"), Span(pieces[0], "text bold")),
            *((gap(2), Span(piece, "text bold")) for piece in pieces[1:]),
            (gap(2), Span(say(text("Nothing was changed.")), "muted")),
        ]
        if self.refused.why is not None:
            lines += [BLANK, *why_lines(self.refused.why, self.look, width)]
        return [*lines, BLANK]
