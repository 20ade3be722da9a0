"""The migrations make exactly the tables that the program expects, on both kinds of database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, text

from exin_schema.migrations import HEAD, REVISIONS
from exin_schema.migrations.frozen import DIALECTS, frozen_statements, frozen_text, statements_of_tables
from exin_schema.tables import metadata
from exin_tui.storage.upgrading import run_migrations
from exin_tui.storage.versions import stamp
from tests.databases import KINDS
from tests.postgres import Server


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[list[Engine]]:
    """Two empty SQLite databases."""
    engines = [
        create_engine(f"sqlite:///{tmp_path / name}", module=sqlcipher3)
        for name in ("migrated.db", "made.db")
    ]
    yield engines
    for engine in engines:
        engine.dispose()


@pytest.fixture
def two_empty(request: pytest.FixtureRequest) -> Iterator[list[Engine]]:
    """Two empty databases of the kind that the test is asked for."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite")
        return
    server: Server = request.getfixturevalue("postgres")
    name = f"schema_{id(request)}"
    engines = [create_engine(server.create(f"{name}_{number}")) for number in range(2)]
    yield engines
    for engine in engines:
        engine.dispose()


_POSTGRESQL = """
SELECT table_name, column_name, ordinal_position, data_type, is_nullable, column_default
    FROM information_schema.columns WHERE table_schema = 'public';
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace;
SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public';
SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal;
SELECT proname, prosrc, prolang::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace;
SELECT relname, objsubid, description FROM pg_description JOIN pg_class c ON c.oid = objoid
    WHERE relnamespace = 'public'::regnamespace
"""


def catalogue(connection: Connection) -> set[tuple[Any, ...]]:
    """Everything that the database says of its tables, columns, constraints, indexes and triggers."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
        return {(*row[:3], " ".join((row[3] or "").split())) for row in rows}
    found: set[tuple[Any, ...]] = set()
    for query in _POSTGRESQL.split(";"):
        found |= {tuple(row) for row in connection.execute(text(query))}
    return found


@pytest.mark.parametrize("two_empty", KINDS, indirect=True)
def test_migrating_makes_the_same_tables_as_the_program_has(two_empty: list[Engine]) -> None:
    migrated, made = two_empty
    with migrated.begin() as connection:
        run_migrations(connection)
        from_migrations = catalogue(connection)
    with made.begin() as connection:
        metadata.create_all(connection)
        stamp(connection)
        from_tables = catalogue(connection)
    assert from_migrations == from_tables
    assert len(from_tables) > len(metadata.tables)


#: Databases have been made with these texts: they are never touched again.
PUBLISHED = {
    ("0001", "sqlite"): "d0aea805c545fc8495206abc3eef5554091a468d609fcd3344429e1a2af32379",
    ("0001", "postgresql"): "9adb5d6627a4b87a2148a9c0d15b9a8e253dcd625f2264e5f78c007c9a7d522b",
    ("0002", "sqlite"): "b1b2086614309a9648c95607116678c761391e896daa82f28fd69c0146d29922",
    ("0002", "postgresql"): "216c5b8fe0f091c4ceaf523fa929de070551e521cefd76eca6128bdab968aa83",
}


@pytest.mark.parametrize(("revision", "dialect"), sorted(PUBLISHED))
def test_a_published_revision_never_changes(revision: str, dialect: str) -> None:
    frozen = frozen_text(revision, dialect).encode()
    assert hashlib.sha256(frozen).hexdigest() == PUBLISHED[revision, dialect]


def test_every_revision_before_the_newest_is_published() -> None:
    assert {revision for revision, _ in PUBLISHED} >= set(REVISIONS[:-1])


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_revisions_together_are_what_the_tables_need(dialect: str) -> None:
    """As long as revisions only add: ``python -m exin_schema.migrations.frozen`` writes the newest one."""
    together = [one for revision in REVISIONS for one in frozen_statements(revision, dialect)]
    assert sorted(together) == sorted(statements_of_tables(dialect))


def test_the_program_knows_the_scripts_head_without_importing_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", "exin_schema:migrations")
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [HEAD]
    assert [script.revision for script in scripts.walk_revisions()] == list(reversed(REVISIONS))


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_table_is_strict_on_sqlite(table: str) -> None:
    [statement] = [
        one
        for revision in REVISIONS
        for one in frozen_statements(revision, "sqlite")
        if one.startswith(f"CREATE TABLE {table} ")
    ]
    assert statement.rstrip().endswith("STRICT")
