"""Meetings that are over and nobody has said the outcome of: said over a pane of the board."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.ink import Line, Span
from exin_tui.tui.screens.board_lists import BoardLists


def to_log(at: BoardLists) -> Line:
    """``U 3 to log``; nothing when none is."""
    number = len(at.exin.outcomes)
    if not number:
        return ()
    command = "screen.go_outcomes"
    said = at.say(text("{number} to log", number=number))
    return (Span("U ", "accent", command), Span(said, "soon", command))
