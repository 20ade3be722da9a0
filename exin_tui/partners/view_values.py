"""What a cell of a partner's view may hold: typed, so that the program knows what others may see.

A partner says what a value is, never how it looks: the program writes dates and days in the language of the
screen, hides names and places while it is shared, and withholds the places of a protected address.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from exin_schema.vocabulary import Label, Term
from exin_tui.partners.answers import Computed, Inputs
from exin_tui.partners.participant import Participant
from exin_tui.partners.sentences import Sentence

Said: TypeAlias = Label | Sentence | Term
"""Words in both languages, which a shared screen may show."""


class Tone(enum.Enum):
    """How loud something is. "Fine" has no colour but where it was in doubt."""

    PLAIN = "text"
    STRONG = "text bold"
    QUIET = "muted"
    SOON = "soon"
    OVERDUE = "overdue"
    OK = "ok"


class Sign(enum.Enum):
    """The symbol before a row or a cell: colour is never the only carrier."""

    LATE = "▲"
    SOON = "●"
    TODO = "○"
    STARTED = "◐"
    DONE = "✓"
    NONE = "–"
    OPEN = "■"
    SHUT = "□"


@dataclass(frozen=True, slots=True)
class Who:
    """A participant: the code with the alias, or with the name while names are shown."""

    ref: str


@dataclass(frozen=True, slots=True)
class Staff:
    """Initials of a caseworker, which are no secret among colleagues."""

    initials: str


@dataclass(frozen=True, slots=True)
class ContactName:
    """The name of a contact: hidden while the screen is shared."""

    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is or meets: hidden while the screen is shared, withheld for a protected address."""

    name: str


@dataclass(frozen=True, slots=True)
class Sensitive:
    """Words that betray health, drugs or debt: they read "sensitive item" while the screen is shared."""

    words: Said


@dataclass(frozen=True, slots=True)
class Day:
    """A date in full, with weekday and year. A bare date is said as short as it can be."""

    on: dt.date


@dataclass(frozen=True, slots=True)
class Until:
    """The days to a date: ``in 5 d``, ``today``, ``2 d over``. None says nothing."""

    on: dt.date | None


@dataclass(frozen=True, slots=True)
class Days:
    """So many days: ``7 d``, ``8 mo`` when it is far off."""

    count: int


@dataclass(frozen=True, slots=True)
class Because:
    """The answer to "why?": the rule, where source and certainty stand, and how it was worked out."""

    rule: str
    """The id of one of the manifest's ``[[rules]]``."""
    because: Said
    computed: Said | None = None
    """The arithmetic."""
    inputs: Inputs = ()
    """What went in, named."""
    official: bool = False
    """Recorded by the agency, which always wins over what is computed here."""
    title: Said | None = None
    """What is asked about, such as "Youth right until 31 July 2027"."""


Value: TypeAlias = (
    Said | Who | Staff | ContactName | Place | Sensitive | Day | Until | Days
    | Participant | Computed | dt.date | dt.datetime | int | bool | str | None
)  # fmt: skip
"""What may stand in a cell. A bare string is text of the team's: hidden while the screen is shared.

A `Participant` is `Who`; a `Computed` brings its answer to "why?" along; None is a dash.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with how loud it is, its symbol, and why it is so."""

    value: Value
    tone: Tone = Tone.PLAIN
    sign: Sign | None = None
    why: Because | Computed | None = None


Cells: TypeAlias = Iterable[Cell | Value]
About: TypeAlias = Participant | str
"""Whom something is about: the participant, or their ``ref``."""
