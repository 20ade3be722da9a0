"""Which version of the tables a database has, read without Alembic."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy import text as sql
from sqlalchemy.exc import DBAPIError

from exin_schema.migrations import HEAD, REVISIONS
from exin_tui.language import text
from exin_tui.storage.errors import NewerSchema, OlderSchema

_VERSION = sql("SELECT version_num FROM alembic_version")


def version_of(connection: Connection) -> str | None:
    """The revision the database is at; None when it has no tables of ours."""
    try:
        return connection.execute(_VERSION).scalar_one_or_none()
    except DBAPIError as error:
        if "alembic_version" in str(error.orig):
            return None
        raise


def stamp(connection: Connection) -> None:
    """Note, as Alembic would, that tables just made from the metadata are this program's version."""
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, "
        "\n\tCONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
    )
    connection.execute(sql("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


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
