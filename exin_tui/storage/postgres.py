"""A PostgreSQL server as the database, when a team shares it from several machines.

The server keeps the data in the clear for whoever runs it; what protects it is the server's own access
control, its disk's encryption, and TLS on the way there (``?sslmode=verify-full``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from exin_tui.language import Text, text
from exin_tui.storage.database import Database
from exin_tui.storage.errors import AlreadyExists, BadTarget, DatabaseMissing, StorageError, Unreachable
from exin_tui.storage.failures import as_storage_error
from exin_tui.storage.guard import guard
from exin_tui.storage.snapshot import lock_writers

if TYPE_CHECKING:
    from sqlalchemy import Connection


def open_server(url: URL, *, actor: str) -> Database:
    """The database at ``url``, whose version the caller checks. Raises `Unreachable` and `BadTarget`."""
    engine = _engine(url)
    guard(engine)
    readers = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(
        url.render_as_string(hide_password=True),
        actor=actor,
        readers=lambda: readers,
        writers=lambda: engine,
        on_close=engine.dispose,
    )


def create_on_server(url: URL) -> None:
    """Make the tables in the empty database at ``url``. Raises `AlreadyExists` when there are some."""
    _migrate(url, new=True)


def upgrade_on_server(url: URL) -> Text:
    """Upgrade the tables in one transaction; a failing migration is taken back by the server."""
    version = _migrate(url, new=False)
    return text(
        "The database on the server was upgraded to version {version}. exin makes no copy there:"
        " the server's own backup is the way back.",
        version=version,
    )


def no_tables(url: URL) -> DatabaseMissing:
    """There is a server, but nothing of ours."""
    return DatabaseMissing(
        text(
            "The database at {url} has no exin tables yet. Make them with “exin init”.",
            url=url.render_as_string(hide_password=True),
        )
    )


def _migrate(url: URL, *, new: bool) -> str:
    from exin_schema.migrations import HEAD
    from exin_tui.storage.upgrading import run_migrations

    engine = _engine(url)
    try:
        with engine.begin() as connection:
            lock_writers(connection)
            if new and _has_tables(connection):
                raise AlreadyExists(
                    text(
                        "The database at {url} already has tables. It was left as it is: choose an"
                        " empty one.",
                        url=url.render_as_string(hide_password=True),
                    )
                )
            run_migrations(connection)
    except DBAPIError as error:
        raise _unreachable(url) if error.connection_invalidated else as_storage_error(error) from None
    finally:
        engine.dispose()
    return HEAD


def _has_tables(connection: Connection) -> bool:
    from sqlalchemy import inspect

    return bool(inspect(connection).get_table_names())


def _engine(url: URL) -> Engine:
    try:
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)
    except ModuleNotFoundError:
        raise BadTarget(
            text("PostgreSQL needs one more package: pip install 'exin-tui[postgres]'.")
        ) from None
    try:
        engine.connect().close()
    except DBAPIError as error:
        failure = as_storage_error(error)
        raise failure if isinstance(failure, StorageError) else _unreachable(url) from None
    return engine


def _unreachable(url: URL) -> Unreachable:
    return Unreachable(
        text(
            "The database server at {url} does not answer, or refuses the login. Check the address"
            " and the password.",
            url=url.render_as_string(hide_password=True),
        )
    )
