"""Fixtures for tests that run against both kinds of database; imported by the folders' ``conftest.py``."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exin_tui.storage.creating import create_database, temporary_database
from exin_tui.storage.database import Database
from exin_tui.storage.opening import open_database
from tests.postgres import Server, running, why_not

NOW = dt.datetime(2026, 11, 27, 8, 15, tzinfo=dt.UTC)
PASSPHRASE = "korrekt hest batteri stift"

#: Each kind of database that can be had here; one worker runs all that need the server.
KINDS = ["sqlite"]
if not why_not():
    KINDS.append(pytest.param("postgresql", marks=pytest.mark.xdist_group("pg")))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for all tests of a worker, with the tables in the database ``ready``."""
    with running() as server:
        create_database(server.create("ready"), initials="KB", passphrase="", now=NOW)[0].close()
        yield server


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database of each kind; KB is working."""
    if request.param == "sqlite":
        with temporary_database(actor="KB") as opened:
            yield opened
        return
    server: Server = request.getfixturevalue("postgres")
    name = f"test_{uuid.uuid4().hex}"
    with open_database(server.create(name, template="ready"), unlock=_never, initials="KB") as opened:
        yield opened
    server.drop(name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one's own, as exin wants it."""
    private = tmp_path / "mine"
    private.mkdir(mode=0o700)
    return private


@pytest.fixture
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passphrases that cost next to nothing to check, for tests that are not about that."""
    from exin_tui.storage import keys_slots
    from exin_tui.storage.keys_crypto import Cost

    monkeypatch.setattr(keys_slots, "COST", Cost(memory_kib=64, iterations=1, lanes=1))
    monkeypatch.delenv("EXIN_PASSPHRASE", raising=False)


def saying(passphrase: str) -> Callable[[], str]:
    """Somebody who answers the prompt."""
    return lambda: passphrase


def _never() -> str:
    raise AssertionError("nobody should be asked for a passphrase")
