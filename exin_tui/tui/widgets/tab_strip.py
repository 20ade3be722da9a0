"""Tabs over a hairline that is heavy under the one that is on; a dotted gate before the partners'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exin_tui.tui.ink import Line, Span, gap, line_width
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted
from exin_tui.tui.widgets.phase_strip import GATE

LEFT, RIGHT = "‹", "›"


@dataclass(frozen=True, slots=True)
class TabName:
    """One tab."""

    id: str
    title: str
    number: str = ""
    alarm: bool = False
    gated: bool = False
    """The first of the partners' tabs: the gate stands before it."""


def tab_lines(tabs: Sequence[TabName], on: str, width: int) -> tuple[Line, Line]:
    """The tabs and the rule. Those that do not fit are behind ``›`` or, left of the one that is on, ``‹``."""
    for between in (3, 2, 1):
        line, start, length = _laid(tabs, on, between)
        if line_width(line) <= width:
            break
    first, last = 0, len(tabs)
    while line_width(line) > width and last - first > 1:
        if tabs[last - 1].id != on:
            last -= 1
        else:
            first += 1
        line, start, length = _laid(tabs[first:last], on, 1)
        if first:
            line, start = (Span(f"{LEFT} ", "muted"), *line), start + 2
        if last < len(tabs):
            line = (*line, Span(f" {RIGHT}", "muted"))
    rule = (
        Span("─" * start, "rule"),
        Span("━" * length, "accent"),
        Span("─" * max(0, width - start - length), "rule"),
    )
    return line, rule


def _laid(tabs: Sequence[TabName], on: str, between: int) -> tuple[Line, int, int]:
    spans: list[Span] = []
    start = length = 0
    for tab in tabs:
        if tab.gated and spans:
            spans += [Span(GATE, "faint"), gap(between - 1)]
        action = f"screen.show_tab('{tab.id}')"
        shown = [
            Span(tab.title, "text bold" if tab.id == on else "muted", action),
            Span(f" {tab.number}" if tab.number else "", "text" if tab.id == on else "muted", action),
            Span(" ▲" if tab.alarm else "", "overdue", action),
        ]
        if tab.id == on:
            start, length = line_width(spans), line_width(shown)
        spans += [*shown, gap(between)]
    return tuple(spans[:-1]), start, length


class TabStrip(Painted):
    """Two lines."""

    def __init__(self, *, id: str = "tabs") -> None:  # noqa: A002
        super().__init__(id=id)
        self.tabs: Sequence[TabName] = ()
        self.on = ""

    def show(self, tabs: Sequence[TabName], on: str, _: Look) -> None:
        """Take the tabs."""
        self.tabs, self.on = tabs, on
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """Tabs and rule."""
        return tab_lines(self.tabs, self.on, width) if self.tabs else ()
