"""What a form is: fields, what stands in them, and what is done with them. Values only; no widget.

A form is declared by whoever opens it and knows no rule: `save` calls a command of `exin_tui.caseload`, which
answers with what it did or with a `Refusal`. Nothing typed is lost by one.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from exin_tui.language import Sayable, text
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.programme.typed_times import parse_typed_time
from exin_tui.tui.widgets.sheet import Echo

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.storage.database import Database
    from exin_tui.tui.changes import Moment

Values = Mapping[str, str]
"""What stands in the fields, by id: typed words, stored words of choices (several with spaces between),
``yes`` or nothing for a flag."""
YES = "yes"
SAVE = text("save")


class Kind(enum.Enum):
    """How a field is filled in."""

    TEXT = "text"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    MANY = "many"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen."""

    value: str
    """The stored word. Without spaces, since several stand with spaces between them."""
    words: Sayable | str
    beside: str = ""
    """Quieter, after it: a caseworker's load, a contact's agency."""
    personal: bool = False
    """A contact's name: hidden while screened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One line of a form."""

    id: str
    label: Sayable
    kind: Kind = Kind.TEXT
    value: str = ""
    """What stands there first. A date in ISO form."""
    hint: Sayable | None = None
    options: Sequence[Option] = ()
    """For a choice. An empty value is "nothing"."""
    options_for: Callable[[Values], Sequence[Option]] | None = None
    """Options that depend on the other fields."""
    applies: Callable[[Values], bool] | None = None
    """Shown only while this holds of the other fields; otherwise it counts as empty."""
    echo: Callable[[str, Values], Echo] | None = None
    """What is understood of typed words, where the kind does not say it."""
    suggest: Callable[[str], str] | None = None
    """How what is typed could go on, all of it; empty for nothing. Tab or → takes it."""
    limit: int = 120
    """Characters of a text."""
    required: bool = False
    personal: bool = False
    """A name, number or place: dots stand for it while the screen is screened."""
    noted: bool = False
    """A note: dots for what stood there while screened; what is typed anew is seen by whoever types it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in."""

    fields: Values
    today: dt.date
    version: int = 0
    """The version that the reader saw, which is the one to write over."""
    reason: str = ""
    """Why the team goes past what was refused; empty until it was."""

    def __getitem__(self, name: str) -> str:
        """What stands in a field, without the spaces around it; empty for one that does not apply."""
        return self.fields.get(name, "").strip()

    def day(self, name: str) -> dt.date | None:
        """A date field's day; None when it is empty."""
        found = parse_typed_date(self[name], self.today) if self[name] else None
        return found if isinstance(found, dt.date) else None

    def time(self, name: str) -> dt.time | None:
        """A time field's local time; None when it is empty."""
        found = parse_typed_time(self[name]) if self[name] else None
        return found if isinstance(found, dt.time) else None

    def flag(self, name: str) -> bool:
        """Yes or no."""
        return self[name] == YES

    def many(self, name: str) -> tuple[str, ...]:
        """The chosen values, in the order of the options."""
        return tuple(self[name].split())


@dataclass(frozen=True, slots=True)
class Seen:
    """What is stored now: its version, and the fields' values as they stand."""

    version: int
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notice:
    """A line below the fields: what would follow."""

    words: Sayable
    ink: str = "text"
    """A token of the theme; ``overdue`` for what goes past a limit."""


@dataclass(frozen=True, slots=True)
class Sure:
    """Two answers, for what cannot be taken lightly. The first one keeps everything as it is."""

    no: Sayable
    yes: Sayable


PAST_A_LIMIT = Sure(text("No, leave it as it is"), text("Yes, go past the limit"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A sheet to fill in."""

    title: str
    fields: tuple[Field, ...]
    save: Callable[[Database, Moment, Filled], object]
    """Calls the command. Runs in a thread; returns its answer."""
    seen: Callable[[], Seen | None] = lambda: Seen(0)
    """What is stored now, read anew after somebody else has written; None when it is gone."""
    about: tuple[Sayable, ...] = ()
    """Sentences above the fields."""
    preview: Callable[[Connection, Filled], Sequence[Notice]] | None = None
    """What would follow of what is filled in so far. Runs in a thread with a reading connection."""
    foreseen: bool = False
    """Rehearse ``save`` with what is filled in so far, and say what it would answer; nothing is written."""
    supposed: Callable[[Filled], Filled] | None = None
    """What is taken for granted in the rehearsal, such as a drøft that is not written yet."""
    submit: Sayable = SAVE
    sure: Sure | None = None
    """Ask before it is done; "no" is the answer that lies at hand."""
    past: Sure = PAST_A_LIMIT
    """The two answers when the rules refuse and the team may go past it with a reason."""
    start: str = ""
    """The field to begin in; empty: the first."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The command's answer, once it was carried out."""

    answer: object
    filled: Filled
