"""What was done, and what follows from it: a short notification, or a sheet when there is more to know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from exin_tui.language import Sayable, text
from exin_tui.tui.ink import BLANK, Line, Span, gap, spread, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted

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


class OutcomeLines(Painted):
    """Title, rule, one line for each thing to know."""

    GROUND = "surface"

    def __init__(self, done: Sayable, further: Sequence[Sayable], look: Look) -> None:
        super().__init__()
        self.done, self.further, self.look = done, tuple(further), look

    def made(self, width: int) -> list[Line]:
        """The lines at ``width``."""
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

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """As many as there are."""
        return self.made(width)


class OutcomeSheet(ModalScreen[None]):
    """Closed by Enter or Escape; any other key closes it and does what it does below."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "close", show=False)]
    DEFAULT_CSS = """
    OutcomeSheet { align: left bottom; background: transparent; }
    OutcomeSheet > Vertical { height: auto; max-height: 100%; background: $surface; padding: 1 2 0 2; }
    """

    def __init__(self, done: Sayable, further: Sequence[Sayable], look: Look) -> None:
        super().__init__()
        self.body = OutcomeLines(done, further, look)

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

    def on_key(self, event: events.Key) -> None:
        """What is typed on is not lost."""
        if event.key not in {"escape", "enter", "q"}:
            event.stop()
            self.dismiss(None)
            passed_on = events.Key(event.key, event.character)
            self.app.call_after_refresh(self.app.post_message, passed_on)

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)
