"""What ``--database`` was given: a path, or the URL of a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exin_tui.language import text
from exin_tui.storage.errors import BadTarget
from exin_tui.storage.places import default_path

if TYPE_CHECKING:
    from sqlalchemy.engine import URL


def path_of(target: str | Path | None) -> Path | None:
    """The path that ``target`` names, a ``sqlite:///`` URL included; the default when empty; None for a
    server.
    """
    if target is None or not str(target):
        return default_path()
    if "://" not in str(target):
        return Path(target)
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(str(target))
    except ArgumentError:
        return None
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise BadTarget(text("A sqlite URL names a file, such as sqlite:////home/you/exin/caseload.db."))
    return Path(url.database)


def server_url(target: str) -> URL:
    """The URL of a PostgreSQL server, with our driver. Raises `BadTarget` for any other."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(target)
    except ArgumentError:
        raise _bad() from None
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername != "postgresql+psycopg":
        raise _bad()
    return url


def _bad() -> BadTarget:
    return BadTarget(
        text(
            "A database is a path, or a URL such as postgresql+psycopg://user@server/exin?sslmode=verify-full."
        )
    )
