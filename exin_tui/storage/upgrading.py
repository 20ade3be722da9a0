"""Bringing an older database up to this program's tables, after a copy of it was put aside.

Alembic is imported here and nowhere else in the application.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from exin_schema import migrations
from exin_schema.migrations import HEAD
from exin_tui.language import Text, text
from exin_tui.storage import sqlcipher
from exin_tui.storage.errors import StorageError, UpgradeFailed
from exin_tui.storage.failures import said_by_driver
from exin_tui.storage.keys_file import sync_folder
from exin_tui.storage.places import keys_path
from exin_tui.storage.versions import version_of


def run_migrations(connection: Connection, head: str = HEAD, revisions: Path | None = None) -> None:
    """Take the tables to ``head`` in the transaction that is open on ``connection``.

    ``revisions`` is one more folder of migration scripts, for tests of upgrades that do not exist yet.
    """
    config = Config()
    config.set_main_option("script_location", "exin_schema:migrations")
    if revisions is not None:
        config.set_main_option("path_separator", "os")
        folders = (Path(migrations.__file__).parent / "versions", revisions)
        config.set_main_option("version_locations", os.pathsep.join(str(folder) for folder in folders))
    config.attributes["connection"] = connection
    command.upgrade(config, head)


def upgrade(path: Path, key: bytes, head: str = HEAD, revisions: Path | None = None) -> Text:
    """Put a copy aside, upgrade the database at ``path``, and say so.

    The copy is encrypted with the same key and has the keys file beside it. Raises `UpgradeFailed` when a
    migration fails: the database is then as it was.
    """
    copy = back_up(path, key, head)
    engine = sqlcipher.unguarded_engine(path, key)
    try:
        with engine.connect() as connection:
            # batch migrations rebuild tables, which fails or cascades while foreign keys are enforced
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            if version_of(connection) != head:  # another process may have been first
                run_migrations(connection, head, revisions)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise RuntimeError("the upgrade would leave references to nothing")
            connection.commit()
    except StorageError:
        raise
    except Exception as error:
        raise UpgradeFailed(
            text(
                "The database could not be upgraded and is as it was. A copy of it is at {copy}."
                " Report this: {kind}.",
                copy=str(copy),
                kind=type(error).__name__,
            )
        ) from error
    finally:
        engine.dispose()
    return text(
        "The database was upgraded to version {version}. A copy as it was before is at {copy}.",
        version=head,
        copy=str(copy),
    )


def back_up(path: Path, key: bytes, before: str) -> Path:
    """A copy of the database, encrypted with the same key, 0600, and its keys file:
    ``caseload-before-0002.db``.

    An earlier copy is never overwritten. Raises `DiskFull` with the half-made copy removed.
    """
    copy = _new_file(path, before)
    try:
        with said_by_driver():
            connection = sqlcipher.connect(path, key, writes=True)
            try:
                connection.execute("VACUUM INTO ?", (str(copy),))
            finally:
                connection.close()
        with copy.open("rb") as file:
            os.fsync(file.fileno())
        if keys_path(path).exists():
            shutil.copyfile(keys_path(path), keys_path(copy))
            keys_path(copy).chmod(0o600)
        sync_folder(copy.parent)
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def _new_file(path: Path, before: str) -> Path:
    """An empty file, 0600, in which no copy is yet: VACUUM INTO would make one that others can read."""
    number = 1
    while True:
        copy = path.with_name(f"{path.stem}-before-{before}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not keys_path(copy).exists():
            try:
                os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            except FileExistsError:
                pass
            else:
                return copy
        number += 1
