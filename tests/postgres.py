"""A private PostgreSQL server for the tests: made in a folder of its own, reached by a socket, gone
afterwards.

Debian keeps the server's programs out of PATH, under /usr/lib/postgresql. The server refuses to run as
root: then it runs as ``postgres`` or ``nobody``.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


def programs() -> Path | None:
    """The folder that has ``initdb`` and ``postgres``; None when there is no server here."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    return versions[-1].parent if versions else None


def why_not() -> str:
    """Why the PostgreSQL cases are left out; empty when they are not."""
    if programs() is None:
        return "no PostgreSQL server here (Debian: apt-get install postgresql)"
    try:
        import psycopg  # noqa: F401
    except ImportError:
        return "no psycopg here (pip install 'exin-tui[postgres]')"
    return "" if _user() is not None else "root, and nobody to run the PostgreSQL server as"


@dataclass(frozen=True)
class Server:
    """A running server; ``url`` of one of its databases."""

    folder: Path

    def url(self, database: str) -> str:
        """For SQLAlchemy."""
        return f"postgresql+psycopg://exin@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template1") -> str:
        """A new database, and its URL."""
        self._ask(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)

    def drop(self, database: str) -> None:
        """Give its 10 MB back: those of a whole run together take a minute to delete at the end."""
        self._ask(f'DROP DATABASE "{database}" WITH (FORCE)')

    def _ask(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(dbname="postgres", user="exin", host=str(self.folder), autocommit=True) as admin:
            admin.execute(statement)


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server that nobody else can reach, without the safety of the disk: it lives as long as the tests."""
    bin_folder, user = programs(), _user()
    assert bin_folder is not None
    assert user is not None
    folder = Path(tempfile.mkdtemp(prefix="exin-pg-"))
    data = folder / "data"
    if os.getuid() == 0:
        record = pwd.getpwnam(user)
        os.chown(folder, record.pw_uid, record.pw_gid)
    as_user = (
        {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    )

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [bin_folder / program, *arguments],
            check=True,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **as_user,  # type: ignore[call-overload]
        )

    try:
        run("initdb", "-D", str(data), "-U", "exin", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {folder} -c listen_addresses= -c fsync=off -c max_connections=40"
        run("pg_ctl", "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield Server(folder)
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> str | None:
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    return None
