"""``python -m exin_tui.caseload.freeze``: write ``overview.sql`` anew after a change of the statements."""

from __future__ import annotations

import re

from sqlalchemy import ClauseElement
from sqlalchemy.dialects import sqlite

from exin_tui.caseload import statements
from exin_tui.caseload.frozen import FILE, NAME

NAMES = ("TEAM", "PARTICIPANTS", "PROGRESS", "CONSENTS", "DUE", "MEETINGS")


GIVEN = frozenset({"today", "until", "since", "release_kinds"})
"""The values that a statement is given; whatever else it binds is a constant, and is written out."""


def compiled() -> str:
    """The statements in SQLite's words, their values by name."""
    return "\n\n".join(f"{NAME}{name}\n{_spelled(getattr(statements, name))}" for name in NAMES)


def _spelled(statement: ClauseElement) -> str:
    made = statement.compile(dialect=sqlite.dialect(paramstyle="named"))
    constants = {key: value for key, value in made.params.items() if key not in GIVEN}

    def constant(found: re.Match[str]) -> str:
        if found[1] not in constants:
            return found[0]
        value = constants[found[1]]
        if not isinstance(value, int):
            raise TypeError(f"{found[1]}: only numbers are written out, not {value!r}")
        return str(int(value))

    return re.sub(r":(\w+)", constant, str(made))


if __name__ == "__main__":
    FILE.write_text(compiled() + "\n", encoding="utf-8")
