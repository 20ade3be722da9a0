"""The header: where we are, who is overloaded, how full one is oneself, and whether names are shown.

Safe is quiet, dangerous is loud: a grey ``▒ skjermet`` against an inverse yellow ``○ ÅPEN VISNING 4:32``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exin_tui.caseload.models import CapacityRow
from exin_tui.language import Sayable, text
from exin_tui.privacy.screening import SCREENED
from exin_tui.tui.ink import Line, Span, cut, gap, joined, line_width, spread
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted

PRODUCT = "EX/IN"
NARROW = 90
MEDIUM = 110


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the header and the command that goes there."""

    title: Sayable
    command: str
    here: bool = False
    alarm: bool = False
    """What it leads to is missed."""


def tab_line(tabs: Sequence[Tab], look: Look, between: int) -> Line:
    """The product and the tabs."""
    spans: list[Span] = [Span(PRODUCT, "text bold"), gap(between + 1)]
    for tab in tabs:
        ink = "accent bold underline" if tab.here else "muted"
        if tab.alarm:
            spans.append(Span("▲ ", "overdue", tab.command))
        spans += [Span(look.say(tab.title), ink, tab.command), gap(between)]
    return tuple(spans[:-1])


def _overload(rows: Sequence[CapacityRow], *, short: bool) -> Line:
    over = [one for one in rows if one.over]
    said = "  ".join(one.initials if short else f"{one.initials} {_beyond(one)}" for one in over)
    return (Span(f"▲ {said}", "overdue", "app.go_capacity"),) if over else ()


def _beyond(one: CapacityRow) -> str:
    """The limit that is passed."""
    if one.active > one.limit:
        return f"{one.active}/{one.limit}"
    return f"{one.demanding}/{one.demanding_limit}"


def _own(rows: Sequence[CapacityRow], look: Look, width: int) -> Line:
    mine = next((one for one in rows if one.initials == look.me), None)
    if mine is None:
        return ()
    all_of_them = f"{mine.active}/{mine.limit}"
    if width < MEDIUM:
        return (Span(f"{mine.initials} {all_of_them}", "text", "app.go_capacity"),)
    return (
        Span(f"{mine.initials} ", "muted", "app.go_capacity"),
        Span(all_of_them, "text bold"),
        Span(" · ", "muted"),
        Span(f"{mine.demanding}/{mine.demanding_limit}", "text bold"),
    )


def shared(look: Look, seconds_left: int) -> Line:
    """What the screen shows of people, ``seconds_left`` until open falls back."""
    if look.screening.screened:
        return (
            Span("▒", "bar", "app.view_privacy"),
            Span(f" {look.say(SCREENED)}", "muted", "app.view_privacy"),
        )
    clock = f"{seconds_left // 60}:{seconds_left % 60:02}"
    words = look.say(text("NAMES SHOWN {clock}", clock=clock))
    return (Span(f" ○ {words} ", "soon bold reverse", "app.view_privacy"),)


def header_line(
    left: Line, capacity: Sequence[CapacityRow], look: Look, seconds_left: int, width: int
) -> Line:
    """The whole header; what the screen shows of people is never left out."""
    parts = (
        _overload(capacity, short=width < NARROW),
        _own(capacity, look, width),
        shared(look, seconds_left),
    )
    right = joined([part for part in parts if part], 3 if width >= MEDIUM else 2)
    if line_width(left) + line_width(right) > width:
        right = shared(look, seconds_left)
    return spread(cut(left, width), right, width)


class HeaderLine(Painted):
    """One row at the top of every screen."""

    def __init__(self, *, id: str = "header") -> None:  # noqa: A002
        super().__init__(id=id)
        self.tabs: Sequence[Tab] = ()
        self.left: Line = ()
        """Instead of tabs."""
        self.capacity: Sequence[CapacityRow] = ()
        self.look: Look | None = None
        self.seconds_left = 0

    def show(
        self, tabs: Sequence[Tab], left: Line, capacity: Sequence[CapacityRow], look: Look, seconds_left: int
    ) -> None:
        """Take what the header says; with ``left`` there are no tabs."""
        self.tabs, self.left = tabs, left
        self.capacity, self.look, self.seconds_left = capacity, look, seconds_left
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """One line."""
        if self.look is None:
            return ((Span(PRODUCT, "text bold"),),)
        left = self.left or tab_line(self.tabs, self.look, 3 if width >= MEDIUM else 2)
        return (header_line(left, self.capacity, self.look, self.seconds_left, width),)
