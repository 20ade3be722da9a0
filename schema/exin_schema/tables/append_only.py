"""Triggers that keep a table append-only: no update, no delete, no replacing insert, no truncate."""

from __future__ import annotations

from sqlalchemy import DDL, Table, event

_REFUSE = "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
_THERE = "EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
_ON_SQLITE = (
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
    # INSERT OR REPLACE fires the delete trigger only where recursive_triggers is on: do not depend on it
    "CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {there} {refuse}",
)
_FUNCTION = (
    "CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)
_TRIGGER = (
    "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()"
)
_ON_POSTGRESQL = (_FUNCTION, _TRIGGER)


def append_only(table: Table) -> None:
    """Have ``table``'s triggers made with the table."""
    for dialect, statements in (("sqlite", _ON_SQLITE), ("postgresql", _ON_POSTGRESQL)):
        for statement in statements:
            whole = statement.replace("{refuse}", _REFUSE).replace("{there}", _THERE)
            made = DDL(whole.format(table=table.name))  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", made.execute_if(dialect=dialect))
