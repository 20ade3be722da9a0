"""The change log's chain: each row's hash covers the hash before it, so that nothing can be altered unseen.

The canonical form of a row is its columns one after another, each as its length, a colon and its bytes, or
``-`` for NULL. It depends on no library, so that a chain written today can be verified by anyone later.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import NamedTuple

#: The hash before the first row.
GENESIS = bytes(32)


class Entry(NamedTuple):
    """One row of the change log but for its hash, in the order in which it is hashed."""

    id: int
    at: str  # UTC, as `instant` writes it
    actor: str
    unit: str
    command: str
    verb: str
    entity: str
    entity_id: str
    participant_id: str | None
    field: str
    old: bytes | None
    new: bytes | None


def instant(moment: dt.datetime) -> str:
    """``2026-11-27T09:15:00.000000Z``: how a moment is hashed, whatever the database returns it as."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def canonical(entry: Entry) -> bytes:
    """The bytes that are hashed."""
    return b"".join([b"-" if value is None else _framed(value) for value in entry])


def _framed(value: int | str | bytes) -> bytes:
    data = value if type(value) is bytes else str(value).encode()
    return b"%d:%b" % (len(data), data)


def link(previous: bytes, entry: Entry) -> bytes:
    """The SHA-256 of ``previous`` and ``entry``: 32 bytes."""
    return hashlib.sha256(previous + canonical(entry)).digest()
