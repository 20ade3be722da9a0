"""Triggers that keep a table append-only: no update, no delete, no replacing insert, no truncate."""

from __future__ import annotations

from sqlalchemy import DDL, Table, event

_ON_SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    # INSERT OR REPLACE fires the delete trigger only where recursive_triggers is on: do not depend on it
    "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
)
_ON_POSTGRESQL = (
    "CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()",
)


def append_only(table: Table) -> None:
    """Have ``table``'s triggers made with the table."""
    for dialect, statements in (("sqlite", _ON_SQLITE), ("postgresql", _ON_POSTGRESQL)):
        for statement in statements:
            ddl = DDL(statement.format(table=table.name)).execute_if(dialect=dialect)
            event.listen(table, "after_create", ddl)
