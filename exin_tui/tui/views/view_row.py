"""One line of a drawn view: how it looks, whom it is about, and what answers "why?"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from exin_tui.partners.view_saying import Saying
from exin_tui.partners.view_seen import SeenCell, Subject, Told
from exin_tui.partners.view_values import Tone
from exin_tui.tui.ink import BLANK, Line, Span

Drawn = Callable[[int], Line]
SIGN = 2
"""Cells of the symbol before a row."""


class ViewRow(NamedTuple):
    """A line. One without an id is a heading, which the cursor passes over."""

    id: str
    draw: Drawn
    subject: Subject | None = None
    answers: tuple[Told, ...] = ()
    words: str = ""
    """What the line is called where it is asked about."""
    task: str = ""
    """The key of the task that it is about."""


class Section(NamedTuple):
    """A section, drawn for a width: what stands over it, and its lines."""

    title: str
    number: str
    end: Line
    heads: Sequence[Line]
    rows: Sequence[ViewRow]
    ruled: bool = True
    """A hairline stands under its title; a time axis is one itself."""
    weeks: int = 0
    """Of a character of its time axis."""


class Page(NamedTuple):
    """Sections below one another, drawn for a width."""

    rows: Sequence[ViewRow]
    sections: Sequence[Section]
    starts: Sequence[int]
    """In which line each section begins."""

    def section_at(self, line: int) -> Section | None:
        """The section that a line belongs to."""
        found = None
        for section, start in zip(self.sections, self.starts, strict=True):
            if start <= line or found is None:
                found = section
        return found


def heading(line: Line = BLANK) -> ViewRow:
    """A line that the cursor passes over."""
    return ViewRow("", lambda _: line)


def said(cell: SeenCell, saying: Saying, about: Subject | None) -> str:
    """The cell with its symbol; a dash for nothing at all."""
    words = saying.cell(cell, about)
    if cell.sign is None:
        return "–" if cell.value is None else words
    return f"{cell.sign.value} {words}".rstrip()


def ink_of(cell: SeenCell, saying: Saying, row: Tone = Tone.PLAIN) -> str:
    """How loud the cell is; who a loud row is about stands out, too."""
    tone = saying.tone(cell)
    if tone is Tone.PLAIN and cell.person is not None and row in {Tone.OVERDUE, Tone.STRONG}:
        return Tone.STRONG.value
    if tone is Tone.PLAIN and cell.sign is None and cell.value is None:
        return "faint"
    return tone.value


def sign_of(sign: str, tone: Tone) -> Span:
    """The symbol before a row."""
    ink = tone.value if tone is not Tone.PLAIN else "muted"
    return Span(f"{sign} " if sign else "  ", ink)
