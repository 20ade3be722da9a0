"""The dashboard's statements, compiled ahead for the bare SQLite driver, so that a start needs no SQLAlchemy.

``overview.sql`` beside this module is written from `exin_tui.caseload.statements` by
``python -m exin_tui.caseload.freeze``; a test fails when the two differ.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

FILE = Path(__file__).with_name("overview.sql")
NAME = "-- name: "
_EXPANDING = re.compile(r"__\[POSTCOMPILE_(\w+)\]")

Record = TypeVar("Record", bound=msgspec.Struct)


@functools.cache
def frozen() -> dict[str, str]:
    """The statements by name."""
    parts = FILE.read_text(encoding="utf-8").split(NAME)[1:]
    return {name: sql.strip() for name, sql in (part.split("\n", 1) for part in parts)}


class Bare:
    """Reads the frozen statements on one connection of the bare driver, inside its transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __call__(self, name: str, values: Mapping[str, Any], record: type[Record]) -> list[Record]:
        """The rows of the statement ``name`` as ``record``. Raises msgspec.ValidationError, KeyError."""
        bound = {key: _stored(value) for key, value in values.items() if not _several(value)}

        def spelled(found: re.Match[str]) -> str:
            many = {f"{found[1]}_{number}": _stored(one) for number, one in enumerate(values[found[1]])}
            bound.update(many)
            return ", ".join(f":{key}" for key in many) or "NULL"

        rows = self._connection.execute(_EXPANDING.sub(spelled, frozen()[name]), bound).fetchall()
        return msgspec.convert(rows, list[record], strict=False)  # type: ignore[valid-type]  # a type that is a value


def _several(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _stored(value: object) -> object:
    """As the tables' types store it: a date as ISO text, a moment in UTC."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return value.isoformat() if isinstance(value, dt.date) else value
