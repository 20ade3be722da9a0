"""How stored values are written in the change log, and read back: JSON, by the types of the tables.

Dates are ISO days, moments are in UTC. A row is an object without its empty (NULL) columns.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Column, Date, Table

from exin_schema.tables.columns import Instant

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


def plain(value: object) -> object:
    """``value`` as a driver and JSON both take it: terms as their stored word, moments in UTC.

    Raises ``ValueError`` for a moment without a time zone.
    """
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(dt.UTC)
    return value


def value_as_json(value: object) -> bytes | None:
    """One column's value; NULL stays NULL."""
    return None if value is None else _encode(value)


def row_as_json(row: Mapping[str, object]) -> bytes:
    """A whole row, without its empty columns."""
    return _encode({str(name): value for name, value in row.items() if value is not None})


def read_json(recorded: bytes) -> Any:
    """What was recorded, as JSON has it."""
    return _decode(recorded)


def typed(column: Column[Any], value: object) -> object:
    """A value from JSON as the Python type that ``column`` takes."""
    if isinstance(value, str):
        if isinstance(column.type, Instant):
            return dt.datetime.fromisoformat(value)
        if isinstance(column.type, Date):
            return dt.date.fromisoformat(value)
    return value


def typed_row(table: Table, row: Mapping[str, object]) -> dict[str, object]:
    """A recorded row as the values of every column of ``table``; what was empty is None."""
    return {column.name: typed(column, row.get(column.name)) for column in table.columns}
