"""The time axis: which cell a day falls into, and the months over it. One cell is a whole number of weeks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exin_schema.vocabulary import Language
from exin_tui.dates import add_months, short_month
from exin_tui.language import Sayable, text
from exin_tui.tui.ink import Line, Span

SCALES = (1, 2, 4, 8, 13, 26)
"""Weeks that a cell may be."""
SEEN = 0.75
"""The share of the days ahead that should be on the axis before a cell becomes a longer time."""
BEHIND = 0.3
"""The share of the axis that lies before today, where not everything fits."""
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Axis:
    """``cells`` cells of ``weeks`` weeks from ``origin``, a Monday."""

    origin: dt.date
    weeks: int
    cells: int
    today: dt.date

    def at(self, day: dt.date) -> int:
        """The cell of a day; below 0 or from ``cells`` on when it is not on the axis."""
        return (day - self.origin).days // (7 * self.weeks)

    @property
    def now(self) -> int:
        """The cell of today."""
        return self.at(self.today)

    @property
    def scale(self) -> Sayable:
        """``ett tegn er en uke``."""
        if self.weeks == 1:
            return text("a character is a week")
        return text("a character is {weeks} weeks", weeks=self.weeks)

    def months(self, language: Language, today: str) -> tuple[Line, Line]:
        """Names where there is room, with today's and the years' first; and the ticks below them."""
        starts = list(self._month_starts())
        names = [" "] * self.cells
        inks = ["muted"] * self.cells
        self._put(names, inks, self.now - len(today) // 2, today, "accent bold")
        for month in sorted(starts, key=lambda day: (day.month != 1, day.month not in {4, 7, 10}, day)):
            name = str(month.year) if month.month == 1 else short_month(month, language)
            self._put(names, inks, self.at(month), name, "muted")
        ticks = ["─"] * self.cells
        for month in starts:
            ticks[self.at(month)] = "┬"
        tick_inks = ["rule"] * self.cells
        if 0 <= self.now < self.cells:
            ticks[self.now], tick_inks[self.now] = "┃", "accent"
        return joined_cells(names, inks), joined_cells(ticks, tick_inks)

    def _put(self, names: list[str], inks: list[str], start: int, name: str, ink: str) -> None:
        """Write ``name`` where nothing stands, with a cell of air on both sides."""
        start = max(0, start) if ink != "muted" else start
        around = names[max(0, start - 1) : start + len(name) + 1]
        if start < 0 or start + len(name) > self.cells or any(cell != " " for cell in around):
            return
        for place, letter in enumerate(name, start):
            names[place], inks[place] = letter, ink

    def _month_starts(self) -> Iterable[dt.date]:
        month = self.origin.replace(day=1)
        end = self.origin + self.cells * self.weeks * _WEEK
        while month < end:
            if month >= self.origin:
                yield month
            month = add_months(month, 1)


def axis_over(
    days: Sequence[dt.date],
    today: dt.date,
    cells: int,
    *,
    ahead: Sequence[dt.date] = (),
    whole: bool = False,
    scale: int = 0,
    moved: int = 0,
) -> Axis:
    """The axis for ``days`` in ``cells`` cells; ``scale`` is asked for by hand, ``moved`` in cells.

    Whole: everything is on it, however long a cell is then. Else around today, with the shortest cell by
    which most of the points ``ahead`` can be seen.
    """
    first, last = min([*days, today]), max([*days, today])
    start = _monday(first)
    if whole and not scale:
        weeks = max(1, -(-((last - start).days // 7 + 2) // max(1, cells)))
        return Axis(start, weeks, cells, today)
    weeks = scale or _scale(ahead, today, start, cells)
    needed = (last - start).days // (7 * weeks) + 1
    origin = start
    if needed > cells:
        origin = max(start, _monday(today) - int(cells * BEHIND) * weeks * _WEEK)
    return Axis(origin + moved * weeks * _WEEK, weeks, cells, today)


def _scale(ahead: Sequence[dt.date], today: dt.date, start: dt.date, cells: int) -> int:
    for weeks in SCALES:
        room = cells - min(int(cells * BEHIND), (today - start).days // (7 * weeks))
        seen = sum((day - today).days // (7 * weeks) < room for day in ahead)
        if seen >= SEEN * len(ahead):
            return weeks
    return SCALES[-1]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def joined_cells(cells: Sequence[str], inks: Sequence[str]) -> Line:
    """Cells with their inks as spans, neighbours of one ink together."""
    spans: list[Span] = []
    for cell, ink in zip(cells, inks, strict=True):
        if spans and spans[-1].ink == ink:
            spans[-1] = Span(spans[-1].text + cell, ink)
        else:
            spans.append(Span(cell, ink))
    return tuple(spans)
