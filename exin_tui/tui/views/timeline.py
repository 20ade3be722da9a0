"""A partner's bars on a time axis as lines. Today goes through all of them; what is over is darker."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_tui.language import text
from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import SeenBar, SeenCell, SeenStretch, SeenTimeline
from exin_tui.partners.views import Stroke
from exin_tui.tui.ink import Line, Span, clip, gap, line_width
from exin_tui.tui.views.axis import Axis, axis_over, joined_cells
from exin_tui.tui.views.columns import fitted
from exin_tui.tui.views.consent import ConsentColumn
from exin_tui.tui.views.view_row import SIGN, Section, ViewRow, heading, sign_of

EDGE = 1
"""A cell on either side of the axis says that a bar goes on there."""
LEAST_AXIS = 24
NARROW = 110
"""Cells below which a consent is a symbol, so that the axis has room."""
_QUIET = {Stroke.LINE: "faint", Stroke.DOTS: "faint", Stroke.SHADED: "bar"}


def timeline_section(
    timeline: SeenTimeline,
    saying: Saying,
    width: int,
    number: int,
    *,
    scale: int = 0,
    moved: int = 0,
    alone: bool = False,
) -> Section:
    """The bars in ``width`` cells; ``scale`` weeks a cell when asked for, ``moved`` by cells.

    ``alone``: it is about one participant, whose consent is said over the view.
    """
    rows_of = () if alone else ((bar.before, bar.about) for bar in timeline.bars)
    consent = ConsentColumn.over(rows_of, narrow=width < NARROW)
    before = consent.columns(timeline.before)

    def left_of(bar: SeenBar) -> tuple[SeenCell, ...]:
        return consent.cells(bar.before, bar.about, saying)

    sign = SIGN if any(bar.sign is not None for bar in timeline.bars) else 0
    room = max(0, width - LEAST_AXIS - 2 * EDGE - sign)
    right = fitted(
        timeline.after, ((bar.after, bar.about) for bar in timeline.bars), saying, room // 2, grow=False
    )
    left_room = max(0, room - right.width - (1 if before else 0))  # a gap stands before the axis
    left = fitted(before, ((left_of(bar), bar.about) for bar in timeline.bars), saying, left_room, grow=False)
    cells = max(LEAST_AXIS, width - left.width - right.width - sign - 2 * EDGE - (1 if left.kept else 0))
    axis = axis_over(
        list(days_of(timeline)),
        saying.today,
        cells,
        ahead=[point.on for bar in timeline.bars for point in bar.points if point.on >= saying.today],
        whole=timeline.whole,
        scale=scale,
        moved=moved,
    )

    def drawn(bar: SeenBar) -> Line:
        spans = left.cells(left_of(bar), saying, bar.about, bar.tone)
        spans += [gap(1)] if left.kept else []
        spans += bar_cells(bar, axis)
        mark = (sign_of(bar.sign.value if bar.sign else "", bar.tone),) if sign else ()
        return (*spans, *mark, *right.cells(bar.after, saying, bar.about, bar.tone))

    rows: list[ViewRow] = []
    for index, bar in enumerate(timeline.bars):
        code = bar.about.person.code if bar.about else ""
        rows.append(
            ViewRow(f"{code}@{number}.{index}", lambda _, bar=bar: drawn(bar), bar.about, bar.answers)  # type: ignore[misc]
        )
    rows += consent.legend((bar.about for bar in timeline.bars), saying, width)
    rows += [heading(), *(heading(line) for line in legend(timeline, saying, width))] if rows else []
    if not rows:
        empty = timeline.empty
        nothing = saying.words(empty) if empty is not None else saying.say(text("Nothing here."))
        return Section(
            saying.words(timeline.title), "0", (), (), [heading((Span(clip(nothing, width), "muted"),))]
        )
    names, ticks = axis.months(saying.language, saying.say(text("today")))
    indent = left.width + (1 if left.kept else 0) + EDGE
    heads = (
        (*_padded(left.heads(saying), indent), *names, gap(EDGE + sign), *right.heads(saying)),
        (Span("─" * indent, "rule"), *ticks, Span("─" * (width - indent - cells), "rule")),
    )
    order = [saying.words(timeline.order)] if timeline.order is not None else []
    end = (Span(" · ".join([*order, saying.say(axis.scale)]), "muted"),)
    title, count = saying.words(timeline.title), str(len(timeline.bars))
    return Section(title, count, end, heads, rows, ruled=False, weeks=axis.weeks)


def _padded(spans: list[Span], cells: int) -> list[Span]:
    return [*spans, gap(cells - line_width(spans))]


def days_of(timeline: SeenTimeline) -> Iterator[dt.date]:
    """Every day that is on a bar."""
    for bar in timeline.bars:
        for stretch in bar.stretches:
            yield from (day for day in (stretch.start, stretch.end) if day is not None)
        yield from (point.on for point in bar.points)


def bar_cells(bar: SeenBar, axis: Axis) -> Line:
    """The axis' cells with one bar in them, and at the edges whether it goes on."""
    cells, inks = [" "] * axis.cells, ["faint"] * axis.cells
    beyond = [" ", " "]
    for stretch in bar.stretches:
        _lay(stretch, axis, cells, inks, beyond)
    if 0 <= axis.now < axis.cells:
        cells[axis.now], inks[axis.now] = "┃", "accent"
    for point in reversed(bar.points):
        place = axis.at(point.on)
        if 0 <= place < axis.cells:
            cells[place], inks[place] = point.symbol, point.tone.value
        elif place >= axis.cells:
            beyond[1] = "›"
    return joined_cells([beyond[0], *cells, beyond[1]], ["muted", *inks, "muted"])


def _lay(stretch: SeenStretch, axis: Axis, cells: list[str], inks: list[str], beyond: list[str]) -> None:
    first = axis.at(stretch.start) if stretch.start is not None else 0
    last = axis.cells if stretch.end is None else max(first + 1, axis.at(stretch.end))
    if first < 0 or stretch.start is None:
        beyond[0] = "‹"
    if last > axis.cells:
        beyond[1] = "›"
    for place in range(max(0, first), min(last, axis.cells)):
        cells[place], inks[place] = _cell(stretch, place, axis)
    if stretch.stroke is Stroke.LINE and stretch.end is not None and 0 <= last - 1 < axis.cells:
        cells[last - 1] = "┤"


def _cell(stretch: SeenStretch, place: int, axis: Axis) -> tuple[str, str]:
    if stretch.stroke is Stroke.DOTS:
        return ("·" if (place - axis.now) % 3 == 0 else " "), "muted"
    if place < axis.now and stretch.stroke is not Stroke.LINE:
        return stretch.stroke.value, "done"
    return stretch.stroke.value, _QUIET.get(stretch.stroke, stretch.shade.value)


def legend(timeline: SeenTimeline, saying: Saying, width: int) -> Iterator[Line]:
    """What the strokes and symbols mean, each once."""
    found: dict[str, tuple[str, str]] = {}
    for bar in timeline.bars:
        for stretch in bar.stretches:
            if stretch.name is not None:
                glyph = "┄┤" if stretch.stroke is Stroke.LINE else stretch.stroke.value * 2
                ink = _QUIET.get(stretch.stroke, stretch.shade.value)
                found.setdefault(saying.words(stretch.name), (glyph, ink))
        for point in bar.points:
            found.setdefault(saying.words(point.name), (point.symbol, point.tone.value))
    line: list[Span] = []
    for words, (glyph, ink) in found.items():
        entry = [Span(glyph, ink), Span(f" {words}", "muted")]
        if line and line_width(line) + 3 + line_width(entry) > width:
            yield tuple(line)
            line = []
        line += [gap(3)] if line else []
        line += entry
    if line:
        yield tuple(line)
