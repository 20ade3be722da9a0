"""Which version of the tables a database has, read without Alembic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exin_schema.migrations import HEAD, REVISIONS
from exin_tui.language import text
from exin_tui.storage.errors import NewerSchema, OlderSchema

if TYPE_CHECKING:
    from sqlalchemy import Connection

_VERSION = "SELECT version_num FROM alembic_version"


def version_of(connection: Connection) -> str | None:
    """The revision the database is at; None when it has no tables of ours."""
    from sqlalchemy.exc import DBAPIError

    try:
        return connection.exec_driver_sql(_VERSION).scalar_one_or_none()
    except DBAPIError as error:
        if "alembic_version" in str(error.orig):
            return None
        raise


def version_in(connection: Any) -> str | None:
    """`version_of`, asked on a connection of the bare SQLite driver."""
    import sqlcipher3

    try:
        row = connection.execute(_VERSION).fetchone()
    except sqlcipher3.OperationalError as error:
        if "alembic_version" in str(error):
            return None
        raise
    return str(row[0]) if row else None


def stamp(connection: Connection) -> None:
    """Note, as Alembic would, that tables just made from the metadata are this program's version."""
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, "
        "\n\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{HEAD}')")  # noqa: S608 - a constant


def check_version(version: str) -> None:
    """Raises `NewerSchema` or `OlderSchema` unless ``version`` is this program's."""
    if version not in REVISIONS:
        raise NewerSchema(
            text(
                "The database was written by a newer exin (its tables are at version {version},"
                " this exin knows {head})."
                " Upgrade exin on this machine; nothing was changed.",
                version=version,
                head=HEAD,
            )
        )
    if version != HEAD:
        raise OlderSchema(
            text(
                "The database was written by an older exin (its tables are at version {version},"
                " this exin needs {head})."
                " Open it once with “exin”, which upgrades it.",
                version=version,
                head=HEAD,
            )
        )
