"""What falls due: mark, days, code, label, initials of the caseworker. Worst first."""

from __future__ import annotations

from collections.abc import Sequence

from exin_schema.vocabulary import Mark
from exin_tui.caseload.models import DueRow
from exin_tui.tui.ink import Line, Span, fit, short
from exin_tui.tui.look import MARKS, Look
from exin_tui.tui.widgets.row_list import Entry, RowList
from exin_tui.tui.widgets.when import due_in

_LOUD = {Mark.OVERDUE, Mark.TODAY}
_INITIALS = 4


def due_line(one: DueRow, look: Look, width: int) -> Line:
    """One line in ``width`` cells."""
    symbol, ink = MARKS[one.mark]
    days_ink = ink if one.mark in _LOUD else "muted"
    code = one.person.code if one.person else ""
    label = width - 18 - _INITIALS
    words = look.screening.item(one.label, one.sensitive, one.person)
    return (
        Span(f"{symbol} ", ink),
        Span(fit(due_in(one.days, look.language), 8), days_ink),
        Span(fit(code, 8), "text bold" if one.mark in _LOUD else "text"),
        Span(fit(short(words, label), label)),
        Span(f"{one.caseworker:>{_INITIALS}}", "muted"),
    )


class DueList(RowList[DueRow]):
    """Everything open that is overdue or due soon."""

    def __init__(self, look: Look, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.look = look

    def show(self, rows: Sequence[DueRow], look: Look) -> None:
        """Show ``rows`` as ``look`` says."""
        self.look = look
        self.replace([Entry(one.id, one) for one in rows])

    def draw(self, payload: DueRow, width: int) -> Line:
        """One line."""
        return due_line(payload, self.look, width)
