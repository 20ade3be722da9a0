"""Columns that others bring to the list of participants. Plain values: the import knows nobody who brings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from sqlalchemy import Connection

from exin_tui.language import Label, Sayable
from exin_tui.storage.door import Door

Holds = Literal["text", "choice", "date", "datetime", "int", "bool", "contact"]


@dataclass(frozen=True, slots=True)
class Owner:
    """Who brings a column."""

    id: str
    name: Label
    also: tuple[Label, ...] = ()
    """What it is called elsewhere."""

    @property
    def called(self) -> tuple[Label, ...]:
        """All that it goes by, its id last."""
        return self.name, *self.also, Label(self.id, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Something that an owner brings."""

    owner: Owner
    own: str
    """Its id, the owner's left out."""
    name: Label

    @property
    def key(self) -> str:
        """Its id, the owner's before it: ``nav.office``, and ``nav.housing.step`` of a column of a list."""
        return f"{self.owner.id}.{self.own}"


def _fits(_: object) -> Sayable | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedColumn(Brought):
    """One value a participant."""

    holds: Holds
    length: int = 500
    """The most characters of a text."""
    choices: tuple[tuple[str, Label], ...] = ()
    """What is stored, and its words."""
    least: int | None = None
    most: int | None = None
    unit: Label | None = None
    example: str = ""
    """An invented text, for the template."""
    fits: Callable[[object], Sayable | None] = _fits
    """Why the owner does not take a value; None when it does. A contact is not asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedList(Brought):
    """Something of which a participant has many: a sheet of its own, with a row each."""

    columns: tuple[AddedColumn, ...]
    """A row is found again by the participant and the first of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Away(Brought):
    """A column, or a sheet, whose owner takes no part: a file that has it is not imported."""

    why: Sayable
    """Says who the owner is and what to do."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a list says of one participant; the value None empties what is stored."""

    participant_id: str
    key: str
    value: object


class Keeper(Protocol):
    """Keeps the values of added columns. Either takes a batch in few statements, however large it is."""

    def changed(self, connection: Connection, given: Sequence[Given]) -> list[Given]:
        """Those of ``given`` that are not what is stored already, in their order."""
        ...

    def write(self, door: Door, given: Sequence[Given]) -> None:
        """Store ``given``, which `changed` has answered in this transaction."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """A stored row of an added list."""

    id: str
    version: int
    values: Mapping[str, object]
    """By column, as a cell of the column is read; what is empty or cannot be read is not among them."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to store."""

    participant_id: str
    values: Mapping[str, object]


class RowKeeper(Protocol):
    """Keeps the rows of added lists."""

    def stored(self, connection: Connection, key: str, ids: Collection[str]) -> Mapping[str, list[Row]]:
        """The rows of the participants ``ids`` in the list ``key``: one statement."""
        ...

    def add(self, door: Door, key: str, rows: Sequence[NewRow]) -> list[str]:
        """Store new rows; their ids."""
        ...

    def change(self, door: Door, key: str, rows: Sequence[tuple[Row, Mapping[str, object]]]) -> None:
        """Change columns of stored rows; None empties one."""
        ...


class _Nobody:
    """Keeps nothing, since nobody brings a column or a list."""

    def stored(self, _connection: Connection, _key: str, _ids: Collection[str]) -> Mapping[str, list[Row]]:
        return {}

    def add(self, _door: Door, _key: str, _rows: Sequence[NewRow]) -> list[str]:
        return []

    def change(self, _door: Door, _key: str, _rows: Sequence[tuple[Row, Mapping[str, object]]]) -> None:
        return

    def changed(self, _connection: Connection, _given: Sequence[Given]) -> list[Given]:
        return []

    def write(self, _door: Door, _given: Sequence[Given]) -> None:
        return


@dataclass(frozen=True, slots=True)
class Added:
    """All that others bring."""

    columns: tuple[AddedColumn, ...] = ()
    away: tuple[Away, ...] = ()
    unknown: tuple[tuple[str, Sayable], ...] = ()
    """Ids of owners whose columns are not known one by one, and what to say of a column of theirs."""
    keeper: Keeper = field(default_factory=_Nobody)
    lists: tuple[AddedList, ...] = ()
    away_lists: tuple[Away, ...] = ()
    row_keeper: RowKeeper = field(default_factory=_Nobody)


NOTHING_ADDED = Added()
