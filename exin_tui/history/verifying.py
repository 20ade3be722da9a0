"""Whether the change log is whole: no row altered, moved, taken out of the middle or put in."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from exin_schema.tables import change
from exin_tui.storage.chain import GENESIS, Entry, instant, link


@dataclass(frozen=True, slots=True)
class Verified:
    """What `verify` found.

    ``head`` is the last row's hash in hexadecimal. The chain cannot show that its newest rows were cut off:
    somebody who noted ``count`` and ``head`` earlier, outside the database, can.
    """

    count: int
    """Rows that were looked at; up to and with the first bad one."""
    ok: bool
    first_bad: int | None
    """The id of the first row that does not follow from the one before it."""
    head: str


def verify(connection: Connection) -> Verified:
    """Walk the whole chain; memory does not grow with it. Values need not be readable: erasure leaves it
    whole.
    """
    rows = connection.execution_options(yield_per=2000).execute(select(change).order_by(change.c.id))
    previous, count = GENESIS, 0
    for row in rows:
        count += 1
        number, at, *rest, recorded = row
        previous = link(previous, Entry(number, instant(at), *rest))
        if recorded != previous or number != count:
            rows.close()
            return Verified(count, ok=False, first_bad=number, head=recorded.hex())
    return Verified(count, ok=True, first_bad=None, head=previous.hex())
