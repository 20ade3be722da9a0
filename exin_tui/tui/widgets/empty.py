"""What an empty list says: what to press."""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.language import text
from exin_tui.tui.ink import BLANK, Line, Span, gap, wrap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted

TEMPLATE_COMMAND = "exin import --template {file}"


def nobody_yet(look: Look) -> list[Line]:
    """An empty database."""
    say = look.say
    file = say(text("list.xlsx"))
    fetch = say(text("fetch the list you have: Excel or CSV"))
    look_first = say(text("look at 36 invented participants first"))
    return [
        (Span(say(text("No participants yet")), "text bold"),),
        BLANK,
        (Span("i", "accent bold", "screen.empty_import"), gap(3), Span(fetch)),
        (Span("N", "accent bold", "screen.board_candidate"), gap(3), Span(say(text("register a candidate")))),
        (Span("d", "accent bold", "screen.empty_demo"), gap(3), Span(look_first)),
        BLANK,
        (Span(say(text("Empty template with headings and an explanation:")), "muted"),),
        (Span(TEMPLATE_COMMAND.format(file=file)),),
    ]


def no_hits(look: Look, searched: str, filtered: str, width: int) -> list[Line]:
    """A filter that lets nobody through."""
    said = text(
        "Nothing matches “{words}”. Backspace removes the last filter, 0 shows all.",
        words=searched or filtered,
    )
    lines: list[Line] = [(Span(piece, "muted"),) for piece in wrap(look.say(said), width)]
    if searched and look.screening.screened:
        names = text("Names are searched only while they are shown: F9 shows them.")
        lines += [(Span(piece, "muted"),) for piece in wrap(look.say(names), width)]
    return lines


class EmptyState(Painted):
    """A few lines in the middle of an empty place."""

    def __init__(self, *, id: str = "empty") -> None:  # noqa: A002
        super().__init__(id=id)
        self.shown: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Take the lines."""
        self.shown = lines
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """What was given."""
        return self.shown
