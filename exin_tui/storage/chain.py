"""The change log's chain: each row's hash covers the hash before it, so that nothing can be altered unseen.

The canonical form of a row is its columns one after another, each as its length, a colon and its bytes, or ``-`` for
NULL. It depends on no library, so that a chain written today can be verified by anyone later.
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
    parts: list[bytes] = []
    for value in entry:
        if value is None:
            parts.append(b"-")
            continue
        data = value if isinstance(value, bytes) else str(value).encode()
        parts.append(b"%d:%b" % (len(data), data))
    return b"".join(parts)


def link(previous: bytes, entry: Entry) -> bytes:
    """The SHA-256 of ``previous`` and ``entry``: 32 bytes."""
    return hashlib.sha256(previous + canonical(entry)).digest()
