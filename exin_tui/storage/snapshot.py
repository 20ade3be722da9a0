"""The first statement of a transaction, which fixes what it sees, and the order of writers on a server."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy import text as sql

from exin_schema.tables import change

_LAST_CHANGE = select(func.coalesce(func.max(change.c.id), 0))

_WRITERS = sql("SELECT pg_advisory_xact_lock(:key)").bindparams(bindparam("key", 0x6578696E))


def last_change(connection: Connection) -> int:
    """The highest id of the change log, 0 when it is empty. Reading it takes the snapshot."""
    return int(connection.execute(_LAST_CHANGE).scalar_one())


def lock_writers(connection: Connection) -> None:
    """PostgreSQL: one writer at a time until the transaction ends, so that the change log's order is that
    of commits.
    """
    connection.execute(_WRITERS)
