"""What a partner's views are made of: tables, cards, bars on a time axis, and plain text.

A hook returns one of them or several. They say what there is to see; drawing, screening, the consent beside
every participant and the answer to "why?" are the program's. Rows may come from a generator: it is read where
a failure of it takes nothing else along.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from exin_tui.partners.answers import Computed
from exin_tui.partners.view_values import About, Because, Cell, Cells, Said, Sign, Tone, Value


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or beside the bars of a timeline."""

    name: Said
    most: int = 0
    """At most so many cells; 0 is as wide as its values."""
    right: bool = False
    """Its values end at the same edge, as numbers do."""
    grows: bool = False
    """Takes the room that is left, and is cut first."""
    optional: int = 0
    """Left out where there is no room for all, the highest number first; 0 always stays."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table. Enter opens whom it is about."""

    cells: Cells
    about: About = ""
    tone: Tone = Tone.PLAIN
    sign: Sign | None = None
    why: Because | Computed | None = None
    task: str = ""
    """The id of the manifest's task that it is about: `w` answers about that, too."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line over the rows below it."""

    words: Said


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads."""

    title: Said
    columns: Iterable[Column]
    rows: Iterable[Row | Heading]
    order: Said | None = None
    """In which order they stand, such as "due first"."""
    empty: Said | None = None
    """What is said when there are no rows."""
    beside: bool = False
    """Stands in a column at the right where there is room for one, else below."""


@dataclass(frozen=True, slots=True)
class Card:
    """A figure with what it counts, or a few lines about one thing."""

    title: Said
    figure: int | None = None
    lines: Iterable[tuple[Said, Cell | Value]] = ()
    note: Said | None = None
    about: About = ""
    tone: Tone = Tone.PLAIN
    sign: Sign | None = None
    why: Because | Computed | None = None


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards: figures stand side by side, the others below one another."""

    cards: Iterable[Card]
    title: Said | None = None
    beside: bool = False


class Stroke(enum.Enum):
    """How a stretch of a bar is drawn; the height can say how secure, how sure or how much."""

    HIGH = "▇"
    MIDDLE = "▅"
    LOW = "▃"
    BASE = "▁"
    SHADED = "▒"
    LINE = "┄"
    DOTS = "·"


class Shade(enum.Enum):
    """What a stretch is of. What lies before today is darker by itself."""

    PLAIN = "bar"
    NEXT = "next"
    NOW = "text"
    LATE = "overdue"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a bar, from its first day to the day on which it ends; None goes to the edge of the axis."""

    start: dt.date | None
    end: dt.date | None
    stroke: Stroke
    name: Said | None = None
    """For the legend."""
    shade: Shade = Shade.PLAIN


@dataclass(frozen=True, slots=True)
class Point:
    """A day on a bar. Where several fall into one cell, the first of the bar's is seen."""

    on: dt.date
    symbol: str
    """One cell wide, such as ◆."""
    name: Said
    """For the legend."""
    tone: Tone = Tone.STRONG
    why: Because | Computed | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of a timeline."""

    stretches: Iterable[Stretch]
    points: Iterable[Point] = ()
    before: Cells = ()
    """The cells left of the axis."""
    after: Cells = ()
    """The cells right of it."""
    about: About = ""
    tone: Tone = Tone.PLAIN
    sign: Sign | None = None
    why: Because | Computed | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars on a time axis with today in it. A character is a week, or as many as it takes."""

    title: Said
    bars: Iterable[Bar]
    before: Iterable[Column] = ()
    after: Iterable[Column] = ()
    order: Said | None = None
    empty: Said | None = None
    whole: bool = False
    """The axis spans everything, however many weeks a character is then; else it stands around today."""
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Markdown:
    """Plain text: paragraphs apart by an empty line, ``#`` for a heading and ``-`` for a list, nothing else.

    A bare string is text of the team's, as in a cell.
    """

    words: Said | str
    title: Said | None = None
    beside: bool = False


ViewModel: TypeAlias = Table | Cards | Timeline | Markdown
