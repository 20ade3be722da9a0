"""What each revision runs, frozen as text: ``versions/0001.sqlite.sql``, ``versions/0001.postgresql.sql`` …

A revision must never follow later changes of the tables, so it runs text and not today's metadata. The text
of a revision that only adds tables and indexes is written while it is being made with ``python -m
exin_schema.migrations.frozen``: what today's tables need beyond the revisions before it. Once databases have
been made with it, it is never touched again; a test knows its hash. Anything else than an addition is
written by hand.
"""

from __future__ import annotations

import itertools
from importlib import resources
from pathlib import Path

from exin_schema.migrations import HEAD, REVISIONS

_END = "\n;\n"
DIALECTS = ("sqlite", "postgresql")


def frozen_text(revision: str, dialect: str) -> str:
    """The file of ``revision`` for ``dialect``."""
    file = resources.files("exin_schema.migrations").joinpath("versions", f"{revision}.{dialect}.sql")
    return file.read_text(encoding="utf-8")


def frozen_statements(revision: str, dialect: str) -> list[str]:
    """The statements of ``revision`` for ``dialect``, in order."""
    return [statement for statement in frozen_text(revision, dialect).split(_END) if statement.strip()]


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


def _freeze_head(folder: Path) -> None:
    for dialect in DIALECTS:
        before = {one for revision in REVISIONS[:-1] for one in frozen_statements(revision, dialect)}
        added = [one for one in statements_of_tables(dialect) if one not in before]
        text = "".join(statement + _END for statement in added)
        (folder / f"{HEAD}.{dialect}.sql").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _freeze_head(Path(__file__).parent / "versions")
