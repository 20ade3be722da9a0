"""From a statement to typed records, at the price of the bare driver.

The driver's own tuples go straight to msgspec, which makes dates, instants, terms and flags of what they
hold: text on SQLite, native values on PostgreSQL. SQLAlchemy's result processing would cost twice the fetch.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

if TYPE_CHECKING:
    from sqlalchemy import Connection, Executable

Record = TypeVar("Record", bound=msgspec.Struct)


def fetch(
    connection: Connection, statement: Executable, values: Mapping[str, Any], record: type[Record]
) -> list[Record]:
    """The rows of ``statement`` as ``record``, an ``array_like`` Struct in the order of its columns.

    Raises msgspec.ValidationError when a stored value is not one of its vocabulary's: a database that was
    edited by other means.
    """
    result = connection.execute(statement, dict(values))
    try:
        rows = result.cursor.fetchall()
    finally:
        result.close()
    return msgspec.convert(rows, list[record], strict=False)  # type: ignore[valid-type]  # a type that is a value
