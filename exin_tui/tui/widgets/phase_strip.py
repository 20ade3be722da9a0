"""The phase strip: six tabs with a dotted gate between 3 and 4, which is the release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exin_schema.vocabulary import Phase
from exin_tui.caseload.figures import PhaseCount
from exin_tui.language import Label, Sayable, text
from exin_tui.tui.ink import Line, Span, cut, gap, line_width
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.painted import Painted

SHORT: Mapping[Phase, Sayable] = {
    Phase.INTAKE: Label("Inntak", "Intake"),
    Phase.IN_PRISON: Label("Soning", "Prison"),
    Phase.PRE_RELEASE: Label("Før", "Before"),
    Phase.POST_RELEASE: Label("Etter", "After"),
    Phase.REINTEGRATION: Label("Reint.", "Reint."),
    Phase.CLOSING: Label("Utf.", "Clos."),
}
GATE = "┊"


def _command(number: int) -> str:
    return f"screen.filter_phase('{number}')"


def _tall_tab(number: int, name: str, count: PhaseCount, lit: bool) -> tuple[Line, Line]:
    command = _command(number)
    head = f"{number} " if number else ""
    indent = len(head)
    alarm = f"▲ {count.overdue}" if count.overdue and number else ""
    upper = (Span(head, "muted", command), Span(name, "text bold" if lit else "text", command))
    lower: Line = (gap(indent), Span(str(count.count), "text bold", command))
    if alarm:
        lower = (*lower, gap(2), Span(alarm, "overdue", command))
    width = max(line_width(upper), line_width(lower))
    return (*upper, gap(width - line_width(upper))), (*lower, gap(width - line_width(lower)))


def _short_tab(number: int, name: str, count: PhaseCount, lit: bool) -> Line:
    command = _command(number)
    if not number:
        return (Span(f"{name} {count.count}", "text bold" if lit else "text", command),)
    return (
        Span(f"{number} ", "muted", command),
        Span(name, "text bold" if lit else "text", command),
        Span(f" {count.count}", "text bold" if lit else "muted", command),
        Span("▲" if count.overdue else "", "overdue", command),
    )


def _rule(tabs: Sequence[Line], before: Sequence[int], lit: int, width: int) -> Line:
    """A hairline, heavy in the accent's colour under the tab that is on."""
    start = sum(line_width(tab) for tab in tabs[:lit]) + sum(before[: lit + 1])
    length = len("".join(span.text for span in tabs[lit]).rstrip())
    return (
        Span("─" * start, "rule"),
        Span("━" * length, "accent"),
        Span("─" * max(0, width - start - length), "rule"),
    )


def strip_lines(
    counts: Sequence[PhaseCount], look: Look, lit: int, width: int, *, tall: bool
) -> tuple[Line, ...]:
    """The strip: two lines of tabs and a rule when ``tall``, else one and a rule. ``lit``: 0 is everybody."""
    everybody = look.say(text("All"))
    if tall:
        names = [everybody, *(look.say(phase) for phase in Phase)]
        pairs = [_tall_tab(n, name, counts[n], n == lit) for n, name in enumerate(names)]
        for between in (8, 4, 3, 2):
            lines = _laid([pair[0] for pair in pairs], [pair[1] for pair in pairs], between, lit, width)
            if line_width(lines[0]) <= width:
                return lines
    names = [everybody, *(look.say(SHORT[phase]) for phase in Phase)]
    tabs = [_short_tab(n, name, counts[n], n == lit) for n, name in enumerate(names)]
    for between in (2, 1):
        upper, rule = _laid(tabs, None, between, lit, width)
        if line_width(upper) <= width:
            break
    return cut(upper, width), rule


def _laid(
    upper: Sequence[Line], lower: Sequence[Line] | None, between: int, lit: int, width: int
) -> tuple[Line, ...]:
    """Tabs after one another, the gate in the gap before phase 4."""
    gate_before, gate_after = (2, 2) if lower is not None else (1, 1)
    before = [0, *([between] * (len(upper) - 1))]
    before[4] = gate_before + 1 + gate_after
    lines: list[Line] = []
    for tabs in [upper] if lower is None else [upper, lower]:
        spans: list[Span] = []
        for number, tab in enumerate(tabs):
            if number == 4:
                spans += [gap(gate_before), Span(GATE, "faint"), gap(gate_after)]
            else:
                spans.append(gap(before[number]))
            spans += tab
        lines.append(tuple(spans))
    return (*lines, _rule(upper, before, lit, width))


class PhaseStrip(Painted):
    """Tabs that filter by phase."""

    def __init__(self, *, id: str = "phases") -> None:  # noqa: A002
        super().__init__(id=id)
        self.counts: Sequence[PhaseCount] = ()
        self.look: Look | None = None
        self.lit = 0

    def show(self, counts: Sequence[PhaseCount], look: Look, lit: int) -> None:
        """Take the counts, everybody's first; ``lit`` is the phase that filters, 0 for none."""
        self.counts, self.look, self.lit = counts, look, lit
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Tall when there are three lines for it."""
        if self.look is None:
            return ()
        return strip_lines(self.counts, self.look, self.lit, width, tall=height >= 3)
