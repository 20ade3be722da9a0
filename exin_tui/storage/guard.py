"""Only the door writes: every statement is looked at before it reaches the driver.

The guard is against accidents of ours, not against an attacker: code that forgets the door would write rows
that the change log does not know. A statement passes when it only reads, or when it carries the door's
pass.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine, event

#: The execution options that let a statement write. Used by ``door*.py`` and nowhere else (a test says so).
PASS: Mapping[str, Any] = MappingProxyType({"exin_door": object()})

_READS = frozenset({"SELECT", "EXPLAIN", "PRAGMA", "SHOW", "BEGIN", "VALUES"})
_WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE|MERGE)\b", re.IGNORECASE)
_FIRST_WORD = re.compile(r"\s*(\w+)")


class UnguardedWrite(RuntimeError):
    """A statement that writes did not come through the door: a mistake in the program, not of the user."""


def guard(engine: Engine) -> None:
    """Refuse, on ``engine``, every statement that may write and does not carry `PASS`."""
    event.listen(engine, "before_cursor_execute", _look)


def _look(
    _connection: Connection, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool
) -> None:
    if not _reads(statement) and context.execution_options.get("exin_door") is not PASS["exin_door"]:
        word = _FIRST_WORD.match(statement)
        raise UnguardedWrite(f"{word[1].upper() if word else 'a statement'} must go through the door")


def _reads(statement: str) -> bool:
    word = _FIRST_WORD.match(statement)
    if word is None:
        return False
    first = word[1].upper()
    return first in _READS or (first == "WITH" and _WRITES.search(statement) is None)
