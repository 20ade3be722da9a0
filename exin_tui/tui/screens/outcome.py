"""What was done, and what follows from it: a short notification, or a sheet when there is more to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from exin_tui.language import Sayable, text
from exin_tui.tui.ink import BLANK, Line, Span, gap, spread, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.screens.sheet_below import SheetBelow

if TYPE_CHECKING:
    from exin_tui.tui.app import ExinApp


def tell_outcome(app: ExinApp, done: Sayable, answer: object) -> None:
    """Say ``done`` and what follows from the command's ``answer``."""
    from exin_tui.caseload.follows import follows

    further = list(follows(answer, app.labels))
    if not further:
        app.tell(done)
    else:
        app.push_screen(OutcomeSheet(done, further, app.look))


class OutcomeSheet(SheetBelow):
    """Closed by Enter or Escape; any other key closes it and does what it does below."""

    def __init__(self, done: Sayable, further: Sequence[Sayable], look: Look) -> None:
        super().__init__(look)
        self.done, self.further = done, tuple(further)

    def made(self, width: int) -> list[Line]:
        """Title, rule, one line for each thing to know."""
        say = self.look.say
        end = (Span("Enter", "accent bold", "screen.close"), Span(f" {say(text('close'))}", "muted"))
        lines: list[Line] = [
            spread((Span("✓ ", "ok"), Span(say(self.done), "text bold")), end, width),
            (Span("─" * width, "accent"),),
        ]
        for one in self.further:
            for number, piece in enumerate(wrap(say(one), max(20, width - 2))):
                lines.append((Span("· ", "muted") if number == 0 else gap(2), Span(piece)))
        return [*lines, BLANK]

    def on_key(self, event: events.Key) -> None:
        """What is typed on is not lost."""
        if event.key not in {"escape", "enter", "q"}:
            event.stop()
            self.dismiss(None)
            passed_on = events.Key(event.key, event.character)
            self.app.call_after_refresh(self.app.post_message, passed_on)
