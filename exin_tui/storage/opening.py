"""Opening databases: a path or a server, with a passphrase or with the key at hand."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from exin_tui.language import Text, text
from exin_tui.storage.database import Database
from exin_tui.storage.driver import connect
from exin_tui.storage.encrypted import KeyHolder, encrypted_database
from exin_tui.storage.errors import BadTarget, OlderSchema
from exin_tui.storage.failures import said_by_driver
from exin_tui.storage.places import check_existing, default_path, not_ours
from exin_tui.storage.targets import path_of, server_url
from exin_tui.storage.versions import check_version, version_in, version_of

__all__ = ["default_path", "open_database", "open_unlocked", "open_with_key", "path_of"]

if TYPE_CHECKING:
    from exin_tui.storage.keys_unlocking import Unlocked


def open_database(
    target: str | Path | None, *, unlock: Callable[[], str], initials: str | None = None
) -> Database:
    """The database at a path or SQLAlchemy URL (empty: the default place), upgraded when an older exin
    wrote it.

    ``unlock`` returns the passphrase; it is called only when one is needed and ``EXIN_PASSPHRASE`` is not
    set. ``initials`` choose the slot, or say who is working on a server. What was done on the way is in
    ``notes``. Raises a `StorageError`; nothing is overwritten.
    """
    path = path_of(target)
    if path is None:
        return _on_server(str(target), initials)
    path = check_existing(path)
    from exin_tui.storage.keys_unlocking import unlock as unlock_file

    unlocked = unlock_file(path, unlock, initials)
    database = open_unlocked(unlocked)
    if unlocked.pending:
        database.notes.append(
            text("A change of the database's key was interrupted. Complete it with “exin key rotate”.")
        )
    return database


def open_unlocked(unlocked: Unlocked) -> Database:
    """The database that somebody has unlocked already, upgraded when an older exin wrote it.

    Whoever unlocked it is the actor: nobody yet with the recovery code.
    """
    holder = KeyHolder(unlocked.path, unlocked.key, unlocked)
    return _current(unlocked.path, holder, unlocked.initials)


def open_with_key(path: Path | str, key: bytes, *, actor: str) -> Database:
    """The encrypted database at ``path`` with its 32-byte key at hand.

    Raises `DatabaseMissing`, `NotADatabase`, `NewerSchema`, `OlderSchema`, and what is wrong with the place.
    """
    real = check_existing(Path(path))
    holder = KeyHolder(real, key)
    _check(real, holder)
    return encrypted_database(real, holder, actor=actor)


def _current(path: Path, holder: KeyHolder, actor: str) -> Database:
    notes: list[Text] = []
    try:
        _check(path, holder)
    except OlderSchema:
        from exin_tui.storage.upgrading import upgrade

        notes.append(upgrade(path, holder.key))
        _check(path, holder)
    database = encrypted_database(path, holder, actor=actor)
    database.notes += notes
    return database


def _check(path: Path, holder: KeyHolder) -> None:
    """Raise unless the tables at ``path`` are of this program's version."""
    with said_by_driver(), contextlib.closing(connect(path, holder.key, writes=False)) as connection:
        version = version_in(connection)
    if version is None:
        raise not_ours(path)
    check_version(version)


def _on_server(target: str, initials: str | None) -> Database:
    from exin_tui.storage import postgres

    url = server_url(target)
    actor = initials or url.username or ""
    if not actor:
        raise BadTarget(text("Say who is working: a database on a server does not know it."))
    database = postgres.open_server(url, actor=actor)
    try:
        with database.connect() as connection:
            version = version_of(connection)
        if version is None:
            raise postgres.no_tables(url)
        try:
            check_version(version)
        except OlderSchema:
            database.notes.append(postgres.upgrade_on_server(url))
    except BaseException:
        database.close()
        raise
    return database
