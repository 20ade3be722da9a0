"""A partner's views once they are taken: checked, complete, with who everybody is and what answers "why?".

Frozen values without language or screening: what is said of them is decided when they are drawn.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from exin_schema.programme import RuleSource
from exin_schema.vocabulary import ConsentStatus, Label
from exin_tui.caseload.models import Person
from exin_tui.language import Sayable
from exin_tui.partners.calling import Failure
from exin_tui.partners.values import Value as Recorded
from exin_tui.partners.view_values import Day, Said, Sign, Tone, Value
from exin_tui.partners.views import Column, Shade, Stroke

Words: TypeAlias = Said | str
"""What stands in a title; a bare string is text of the team's."""


class Unknown:
    """What could not be worked out. There is one: `UNKNOWN`."""

    __slots__ = ()


UNKNOWN = Unknown()


NOT_COMPUTED = Label("?", "?")
"""Stands where the partner's code failed: neither a value nor unknown."""


@dataclass(frozen=True, slots=True)
class Dated(Day):
    """A day with its year where that is another one: past and coming days stand in one column."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What `w` says of a row, a day or a figure."""

    rule: RuleSource
    because: Words
    computed: Words | None
    inputs: tuple[tuple[Words, object], ...]
    title: Words | None
    official: bool
    decides: Sayable | None
    """Who decides, in the manifest's words."""


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """What `w` says of a value that the partner's code should have given, and did not."""

    title: Words
    said: Sayable
    """Whose code it is and which kind of error, never what the error says."""


Told: TypeAlias = Answer | NoAnswer


@dataclass(frozen=True, slots=True)
class SeenCell:
    """A value, and who it is when it is a participant."""

    value: Value | Recorded | Unknown
    tone: Tone = Tone.PLAIN
    sign: Sign | None = None
    answer: Told | None = None
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a row, a bar or a card is about, and whether they have consented."""

    person: Person
    consent: ConsentStatus

    @property
    def lacking(self) -> bool:
        """The consent is not simply there: it is said beside the participant."""
        return self.consent is not ConsentStatus.ACTIVE


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A line of a table."""

    cells: tuple[SeenCell, ...]
    about: Subject | None
    tone: Tone
    sign: Sign | None
    answers: tuple[Told, ...]
    """Of the row, then of its cells."""
    task: str = ""
    """The key of the task that it is about."""


@dataclass(frozen=True, slots=True)
class SeenHeading:
    """A line over rows."""

    words: Words


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence of the program's own, with its symbol."""

    words: Sayable
    sign: Sign | None = None
    tone: Tone = Tone.QUIET


@dataclass(frozen=True, slots=True)
class SeenTable:
    """A table."""

    title: Words
    columns: tuple[Column, ...]
    rows: tuple[SeenRow | SeenHeading, ...]
    order: Words | None
    empty: Words | None
    beside: bool
    notes: tuple[Note, ...] = ()
    """What the program says below the rows."""
    answered: int = 0
    """So many of the last columns stand in a row's answers, too, and are not lost where there is no room."""

    @property
    def count(self) -> int:
        """Rows, without the headings."""
        return sum(isinstance(row, SeenRow) for row in self.rows)


@dataclass(frozen=True, slots=True)
class SeenCard:
    """A figure, or some lines."""

    title: Words
    figure: int | None
    lines: tuple[tuple[Words, SeenCell], ...]
    note: Words | None
    about: Subject | None
    tone: Tone
    sign: Sign | None
    answers: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class SeenCards:
    """Cards."""

    cards: tuple[SeenCard, ...]
    title: Words | None
    beside: bool


@dataclass(frozen=True, slots=True)
class SeenStretch:
    """A part of a bar."""

    start: dt.date | None
    end: dt.date | None
    stroke: Stroke
    name: Words | None
    shade: Shade


@dataclass(frozen=True, slots=True)
class SeenPoint:
    """A day on a bar."""

    on: dt.date
    symbol: str
    name: Words
    tone: Tone


@dataclass(frozen=True, slots=True)
class SeenBar:
    """A line of a timeline."""

    stretches: tuple[SeenStretch, ...]
    points: tuple[SeenPoint, ...]
    before: tuple[SeenCell, ...]
    after: tuple[SeenCell, ...]
    about: Subject | None
    tone: Tone
    sign: Sign | None
    answers: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class SeenTimeline:
    """Bars on a time axis."""

    title: Words
    bars: tuple[SeenBar, ...]
    before: tuple[Column, ...]
    after: tuple[Column, ...]
    order: Words | None
    empty: Words | None
    whole: bool
    beside: bool


@dataclass(frozen=True, slots=True)
class SeenText:
    """Plain text, as it was given."""

    words: Words
    title: Words | None
    beside: bool


Section: TypeAlias = SeenTable | SeenCards | SeenTimeline | SeenText


@dataclass(frozen=True, slots=True)
class Viewed:
    """What a partner's view came to: its sections, or what went wrong."""

    partner: str
    name: Sayable
    today: dt.date
    sections: tuple[Section, ...] = ()
    failure: Failure | None = None
    subject: Subject | None = None
    """Of a view of one participant."""


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """A column that the partner computed: a cell by participant, of whom it says something."""

    id: str
    name: Words
    cells: Mapping[str, SeenCell]
    failed: NoAnswer | None = None
    """It could not be computed, and has no cells."""

    def of(self, participant_id: str) -> SeenCell | None:
        """The cell: "?" for everybody where it could not be computed, None where it says nothing."""
        if self.failed is not None:
            return SeenCell(NOT_COMPUTED, Tone.OVERDUE, answer=self.failed)
        return self.cells.get(participant_id)


@dataclass(frozen=True, slots=True)
class SeenColumns:
    """The columns that a partner computed, and who decides."""

    columns: tuple[SeenColumn, ...]
    decides: Sayable | None = None

    @property
    def failed(self) -> tuple[NoAnswer, ...]:
        """Those that could not be computed."""
        return tuple(one.failed for one in self.columns if one.failed is not None)
