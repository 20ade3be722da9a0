"""The capacity meter, a mark for each person: ■ phase 3+4, □ others, · free, over the limit in alarm."""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.caseload.models import CapacityRow
from exin_tui.language import text
from exin_tui.tui.ink import Line, Span, fit, gap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted

NAME_WIDTH = 4
MARKS_WIDTH = 16


def marks(one: CapacityRow, cells: int) -> Line:
    """A mark for each participant, demanding phases first, and a dot for each free place."""
    signs = "■" * min(one.demanding, one.active) + "□" * max(0, one.active - one.demanding)
    signs += "·" * max(0, one.limit - one.active)
    if len(signs) > cells:
        signs = signs[: cells - 1] + "…"
    if one.active <= one.limit:
        solid = len(signs.rstrip("·"))
        return (Span(signs[:solid]), Span(signs[solid:], "faint"))
    return (Span(signs[: one.limit]), Span("■" * (len(signs) - one.limit), "overdue"))


def capacity_line(one: CapacityRow, look: Look) -> Line:
    """One caseworker."""
    meter = marks(one, MARKS_WIDTH)
    taken = sum(len(span.text) for span in meter)
    all_over, demanding_over = one.active > one.limit, one.demanding > one.demanding_limit
    full = one.demanding == one.demanding_limit and one.demanding > 0
    return (
        Span(fit(one.initials, NAME_WIDTH), "text bold" if one.initials == look.me else "text"),
        *meter,
        gap(MARKS_WIDTH - taken),
        Span(f"{one.active:>2}/{one.limit:<2}", "overdue bold" if all_over else "text"),
        Span(" ▲" if all_over else "  ", "overdue"),
        gap(3),
        Span(
            f"{one.demanding}/{one.demanding_limit}",
            "overdue bold" if demanding_over else "text bold" if full else "muted",
        ),
        Span(" ▲" if demanding_over else "", "overdue"),
    )


def capacity_legend(look: Look) -> Line:
    """What the marks mean."""
    demanding, others = look.say(text("phases 3+4")), look.say(text("others"))
    return (Span("■ ", "muted"), Span(demanding, "muted"), gap(2), Span("□ ", "muted"), Span(others, "muted"))


class CapacityMeter(Painted):
    """A line for each caseworker."""

    def __init__(self, *, id: str = "capacity") -> None:  # noqa: A002
        super().__init__(id=id)
        self.rows: Sequence[CapacityRow] = ()
        self.look: Look | None = None

    def show(self, rows: Sequence[CapacityRow], look: Look) -> None:
        """Take the rows; the widget is as high as there are caseworkers."""
        self.look = look
        self.rows = rows
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """As many caseworkers as fit; the last line says how many do not."""
        if self.look is None:
            return ()
        lines = [capacity_line(one, self.look) for one in self.rows]
        if len(lines) > height > 0:
            hidden = len(lines) - height + 1
            return [
                *lines[: height - 1],
                (Span(self.look.say(text("and {count} more", count=hidden)), "muted"),),
            ]
        return lines
