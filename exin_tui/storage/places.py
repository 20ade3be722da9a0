"""Where a database may lie: a folder of one's own, on this machine, that can be written."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from exin_tui.language import Text, text
from exin_tui.storage.errors import (
    AlreadyExists,
    BadTarget,
    DatabaseMissing,
    NetworkShare,
    NotADatabase,
    OpenToOthers,
    ReadOnlyFolder,
)
from exin_tui.storage.filesystems import NETWORK, filesystem_of

Filesystem = Callable[[Path], str]


def default_path() -> Path:
    """``caseload.db`` in the user's data folder for exin."""
    import platformdirs

    return platformdirs.user_data_path("exin-tui", appauthor=False) / "caseload.db"


def keys_path(database: Path) -> Path:
    """``caseload.keys`` for ``caseload.db``; beside any other file, its whole name and ``-keys``."""
    return database.with_suffix(".keys") if database.suffix == ".db" else Path(f"{database}-keys")


def missing(path: Path) -> DatabaseMissing:
    """There is no database at ``path``."""
    return DatabaseMissing(
        text(
            "There is no database at {path}. Make one with “exin init”, or look around with “exin demo”.",
            path=str(path),
        )
    )


def not_ours(path: Path) -> NotADatabase:
    """The file at ``path`` does not open with the key."""
    return NotADatabase(
        text(
            "{path} is not an exin database, or is not the one its keys file belongs to. Nothing"
            " was changed.",
            path=str(path),
        )
    )


def check_existing(path: Path, filesystem: Filesystem = filesystem_of) -> Path:
    """Where the database at ``path`` really lies (links followed), if it may be opened there.

    Raises `DatabaseMissing`, `BadTarget`, `NetworkShare`, `OpenToOthers` or `ReadOnlyFolder`; changes
    nothing.
    """
    real = _real(path)
    if not real.exists():
        raise missing(path)
    _check_network(real.parent, filesystem)
    _check_private(real.parent)
    _check_writable(real.parent, real)
    if real.stat().st_size == 0:  # SQLite would take it for a new database of any key
        raise not_ours(real)
    return real


def check_new(path: Path, filesystem: Filesystem = filesystem_of) -> Path:
    """Where a new database may be made: its folder is there afterwards, 0700.

    Raises `AlreadyExists` when anything of a database is there, and what `check_existing` raises.
    """
    real = _real(path)
    for taken in (real, keys_path(real), Path(f"{real}-wal"), Path(f"{real}-journal")):
        if taken.exists():
            raise already(taken)
    folder = real.parent
    nearest = next(ancestor for ancestor in (folder, *folder.parents) if ancestor.exists())
    _check_network(nearest, filesystem)
    if nearest != folder:
        _check_writable(nearest)
        folder.mkdir(mode=0o700, parents=True)
    elif real == default_path() and _is_ours(folder):
        folder.chmod(0o700)
    _check_private(folder)
    _check_writable(folder)
    return real


def move_without_overwriting(made: Path, path: Path) -> None:
    """Give the file ``made`` the name ``path``. Raises `AlreadyExists` when something took that name
    meanwhile.
    """
    try:
        os.link(made, path)
    except FileExistsError:
        raise already(path) from None
    except OSError:  # a filesystem without links
        if path.exists():
            raise already(path) from None
        made.rename(path)


def already(path: Path) -> AlreadyExists:
    """Something is at ``path``."""
    return AlreadyExists(
        text(
            "There is already a file at {path}. It was left as it is: choose another place, or move"
            " it away first.",
            path=str(path),
        )
    )


def _real(path: Path) -> Path:
    real = Path(os.path.realpath(path.expanduser()))
    if real.is_dir():
        raise BadTarget(
            text(
                "{path} is a folder. Say which file in it, such as {file}.",
                path=str(path),
                file="caseload.db",
            )
        )
    return real


def _check_network(folder: Path, filesystem: Filesystem) -> None:
    kind = filesystem(folder)
    if kind in NETWORK:
        raise NetworkShare(
            text(
                "{folder} is on a network share ({kind}), where an SQLite database loses data. Keep"
                " the database on"
                " this machine, or use PostgreSQL when several machines share it: --database postgresql+psycopg://…",
                folder=str(folder),
                kind=kind,
            )
        )


def _check_private(folder: Path) -> None:
    if os.name != "posix":
        return
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        raise OpenToOthers(
            text(
                "Other users of this machine can reach the folder {folder}. Close it with “chmod"
                " 700 {folder}”,"
                " or keep the database in a folder of your own.",
                folder=str(folder),
            )
        )


def _check_writable(folder: Path, *files: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ReadOnlyFolder(_read_only(folder))
    for file in files:
        if not os.access(file, os.R_OK | os.W_OK):
            raise ReadOnlyFolder(_read_only(file))


def _read_only(path: Path) -> Text:
    return text(
        "{path} cannot be written. Give yourself the right to write there, or keep the database"
        " somewhere else.",
        path=str(path),
    )


def _is_ours(folder: Path) -> bool:
    return os.name == "posix" and folder.stat().st_uid == os.getuid()
