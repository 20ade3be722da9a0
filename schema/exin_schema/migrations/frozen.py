"""The first revision's statements, frozen: ``versions/0001.sqlite.sql`` and ``versions/0001.postgresql.sql``.

A revision must never follow later changes of the tables, so it runs text and not today's metadata. Until
the first release the text is made anew after a change of the tables, with ``python -m
exin_schema.migrations.frozen``; from then on it is never touched, and changes come as new revisions.
"""

from __future__ import annotations

import itertools
from importlib import resources
from pathlib import Path

_END = "\n;\n"
DIALECTS = ("sqlite", "postgresql")


def frozen_statements(revision: str, dialect: str) -> list[str]:
    """The statements of ``revision`` for ``dialect``, in order."""
    file = resources.files("exin_schema.migrations").joinpath("versions", f"{revision}.{dialect}.sql")
    return [statement for statement in file.read_text(encoding="utf-8").split(_END) if statement.strip()]


def statements_of_tables(dialect: str) -> list[str]:
    """What creating today's tables runs on ``dialect``."""
    from sqlalchemy import create_mock_engine
    from sqlalchemy.schema import ExecutableDDLElement

    from exin_schema.tables import metadata

    made: list[str] = []

    def note(statement: ExecutableDDLElement, *_: object, **__: object) -> None:
        lines = str(statement.compile(dialect=engine.dialect)).strip().splitlines()
        made.append("\n".join(line.rstrip() for line in lines))

    engine = create_mock_engine({"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}[dialect], note)
    metadata.create_all(engine, checkfirst=False)
    return _settled(made)


def _settled(made: list[str]) -> list[str]:
    """Sort each run of indexes, which come in the order of a set, so that the files stay the same."""
    settled: list[str] = []
    for is_index, run in itertools.groupby(made, lambda statement: " INDEX " in statement.split(" ON ")[0]):
        statements = list(run)
        settled.extend(sorted(statements) if is_index else statements)
    return settled


def _freeze(folder: Path) -> None:
    for dialect in DIALECTS:
        text = "".join(statement + _END for statement in statements_of_tables(dialect))
        (folder / f"0001.{dialect}.sql").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _freeze(Path(__file__).parent / "versions")
