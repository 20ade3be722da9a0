"""What a list can hold: kinds of sheets and, for each column, headings, how a cell is read, and its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from exin_schema.vocabulary import Label, Language, Term
from exin_tui.importing.cells import Value
from exin_tui.importing.problems import BadCell
from exin_tui.importing.read_date import read_day
from exin_tui.importing.read_time import read_clock
from exin_tui.importing.read_words import Choices, read_text, read_whole_number, read_yes_no
from exin_tui.language import Sayable, Text, text


class Kind(Term):
    """The kinds of lists, in the order in which they are taken in: later ones refer to earlier ones."""

    TEAM = "team", "Team", "Team"
    PARTICIPANTS = "participants", "Deltakere", "Participants"
    CONTACTS = "contacts", "Kontakter", "Contacts"
    MEETINGS = "meetings", "Møter", "Meetings"


@dataclass(frozen=True, slots=True)
class AddedKind:
    """A kind of list that others bring: taken in last, since a row of it refers to a participant."""

    key: str
    label: Label

    def say(self, language: Language, /) -> str:
        """What it is called."""
        return self.label.say(language)


AnyKind: TypeAlias = Kind | AddedKind


@dataclass(slots=True)
class Reading:
    """What reading a cell needs to know, and what it has to say."""

    today: dt.date
    since_1904: bool = False
    notes: list[tuple[str, Sayable]] = field(default_factory=list)
    """(code, sentence) about the cell just read."""


Reader = Callable[[Value, Reading], object]
Form = Literal["text", "date", "time", "number", "yes_no"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list."""

    key: str
    heading: Label
    read: Reader
    what: Text
    """What to write, for the explanation sheet."""
    example: Label | str = ""
    also: tuple[str, ...] = ()
    """Further headings it is known by."""
    form: Form = "text"
    choices: tuple[Sayable, ...] = ()
    """For a drop-down."""
    clearable: bool = False
    """A dash empties what is stored."""
    width: int = 14
    owner: str = ""
    """Who brought it; empty for the import's own. What stands in a brought column is never shown."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one kind of list."""

    kind: AnyKind
    columns: tuple[Column, ...]
    needed: tuple[tuple[str, ...], ...]
    """Of each group, at least one column must be there."""
    names: tuple[str, ...]
    """What a sheet of this kind may be called."""
    refused: Mapping[str, Sayable] = field(default_factory=dict)
    """Headings, as `plain_words`, that no list may have, and why."""
    refused_before: Mapping[str, Sayable] = field(default_factory=dict)
    """What may not stand before a colon in a heading, and why."""

    def column(self, key: str) -> Column:
        """The column ``key``. Raises StopIteration for one that there is not."""
        return next(column for column in self.columns if column.key == key)


Layouts = Mapping[AnyKind, Layout]


def words(value: Value, _: Reading) -> str:
    """A line of text."""
    return read_text(value)


def yes_no(value: Value, _: Reading) -> bool:
    """Ja or nei."""
    return read_yes_no(value)


def day(value: Value, reading: Reading) -> dt.date:
    """A local date; a time of day beside it is left out, and that is said."""
    found, timed = read_day(value, since_1904=reading.since_1904)
    if timed:
        reading.notes.append(("time_left_out", text("Only the date is taken; the time of day is left out.")))
    return found


def past_day(value: Value, reading: Reading) -> dt.date:
    """A local date that is not after today."""
    found = day(value, reading)
    if found > reading.today:
        raise BadCell(text("This is a date in the future. Write when it happened, or leave the cell empty."))
    return found


def clock(value: Value, _: Reading) -> tuple[dt.time, bool]:
    """A time of day, and whether it ends the day."""
    return read_clock(value)


def one_of(known: Choices) -> Reader:
    """The stored value of a closed set."""

    def read(value: Value, _: Reading) -> str:
        return known.read(value)

    return read


def number(low: int, high: int) -> Reader:
    """A whole number within limits."""

    def read(value: Value, _: Reading) -> int:
        return read_whole_number(value, low=low, high=high)

    return read


def email(value: Value, _: Reading) -> str:
    """Something with an @ and without blanks."""
    line = read_text(value)
    name, at, host = line.rpartition("@")
    if not (name and at and "." in host) or " " in line:
        raise BadCell(text("This is not an e-mail address. Write it as name@example.org."))
    return line


def case_code(value: Value, _: Reading) -> str:
    """A case code: short, without blanks."""
    line = read_text(value)
    if len(line) > 20 or not all(character.isalnum() or character in "-_./" for character in line):
        raise BadCell(
            text("A case code has letters, digits and hyphens, such as SN-014, and at most 20 characters.")
        )
    return line


def initials(value: Value, _: Reading) -> str:
    """The initials of one of the team."""
    line = read_text(value)
    if len(line) > 8 or not line.replace("-", "").replace(".", "").isalnum():
        raise BadCell(text("Write the caseworker's initials, such as MH."))
    return line
