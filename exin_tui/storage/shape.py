"""What the door needs to know of a table, worked out once: its columns, their defaults, whose key seals its
rows.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Column, Insert, Integer, Select, Table, Text, bindparam, select


@dataclass(frozen=True)
class Shape:
    """A table with an ``id`` and a ``version``."""

    name: str
    columns: frozenset[str]
    defaults: dict[str, object]
    """Every column with what an insert leaves there when it says nothing."""
    subject: str | None
    """The column that says whose row it is; empty: nobody's, the log is not sealed."""
    words: frozenset[str]
    """The columns that hold what people write, in which no national identity number may stand."""
    insertion: Insert
    rows: Select[Any]
    """The rows whose ids are in ``:wanted``."""


@functools.cache
def shape_of(table: Table) -> Shape:
    """The shape of ``table``. Raises ``TypeError`` for a table that has its own way in."""
    if "id" not in table.c or "version" not in table.c:
        raise TypeError(f"{table.name} is not written row by row")
    subject = (
        "id" if table.name == "participant" else "participant_id" if "participant_id" in table.c else None
    )
    return Shape(
        name=str(table.name),
        columns=frozenset(str(column.name) for column in table.columns),
        defaults={str(column.name): _default(column) for column in table.columns},
        subject=subject,
        words=frozenset(str(column.name) for column in table.columns if _is_written(column)),
        insertion=table.insert(),
        rows=select(table).where(table.c.id.in_(bindparam("wanted", expanding=True))),
    )


_MADE_BY_US = frozenset({"uid", "rrule", "exdates", "away"})
"""Text that nobody writes: random names in which eleven digits may stand by chance, rules, instants."""


def _is_written(column: Column[Any]) -> bool:
    keys = column.primary_key or bool(column.foreign_keys)
    return isinstance(column.type, Text) and not keys and str(column.name) not in _MADE_BY_US


def _default(column: Column[Any]) -> object:
    """The literal that the database would fill in, as Python."""
    if column.server_default is None:
        return None
    literal = str(getattr(column.server_default, "arg", ""))
    read: Callable[[str], object] = str
    if isinstance(column.type, Boolean):
        read = _truth
    elif isinstance(column.type, Integer):
        read = int
    return read(literal)


def _truth(literal: str) -> bool:
    return literal == "1"
