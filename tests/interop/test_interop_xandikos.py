"""A year kept in step on a second CalDAV server that knows nothing of the first: xandikos.

Opt-in like the other clients: ``EXIN_INTEROP=1 pytest tests/interop``. The server is installed in an
environment of its own.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Iterator
from typing import Any

import caldav
import pytest

from exin_schema.tables import meeting
from exin_tui.calendar.collection import Collection, SyncRefused
from exin_tui.calendar.sync import InStep, synchronise
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, asked, oslo
from tests.calendar.ics_text import an_event, sent
from tests.calendar.team_year import changed, make_year

pytestmark = [
    pytest.mark.skipif(not os.environ.get("EXIN_INTEROP"), reason="EXIN_INTEROP is not set"),
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.xdist_group("interop"),
]

SERVER = "xandikos==0.4.10"
LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running server with an empty calendar; its address."""
    folder = tmp_path_factory.mktemp("xandikos")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / "bin" / "python"
    try:
        subprocess.run(
            [python, "-m", "pip", "install", "-q", SERVER], check=True, timeout=300, capture_output=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        pytest.skip("pip cannot install xandikos")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--defaults", "-d", str(folder / "data"), "-l", "127.0.0.1", "-p", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [python, "-m", "xandikos", "serve", "--state-dir", str(folder / "state"), *options],
            stdout=log,
            stderr=log,
            cwd=folder,
        )
    try:
        _wait(port, server)
        yield f"http://127.0.0.1:{port}/user/calendars/calendar/"
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("xandikos does not answer")


@pytest.fixture(autouse=True)
def no_connection_is_left() -> Iterator[None]:
    """The client library leaves its connections to the collector: here, and not at the end of the run."""
    yield
    gc.collect()


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as made:
        yield made


def _sync(database: Database, address: str, *, now: dt.datetime = NOW, **more: Any) -> InStep:
    return synchronise(database, Collection(address, "", ""), asked(), now=now, **more)


def _counts(done: InStep) -> tuple[int, int, int, int, int]:
    return (done.added, done.updated, done.removed, done.unchanged, done.left)


def _events(address: str) -> dict[str, str]:
    """What lies there, read with a client of its own, by address."""
    made: Any = caldav.DAVClient  # type: ignore[attr-defined,unused-ignore]
    calendar = made(url=address).calendar(url=address)
    return {str(event.url): event.data for event in calendar.events()}


def test_a_year_is_published_followed_and_left_alone(database: Database, address: str) -> None:
    make_year(database)
    assert _sync(database, address, dry_run=True).added == 23
    assert _events(address) == {}
    assert _sync(database, address).added == 23
    assert _counts(_sync(database, address)) == (0, 0, 0, 23, 0)
    changed(database)
    assert _counts(_sync(database, address, now=LATER)) == (0, 2, 1, 20, 0)
    assert len(_events(address)) == 22
    with contextlib.suppress(SyncRefused):
        for item in Collection(address, "", "").items().values():
            Collection(address, "", "").delete(item)


def test_an_etag_that_was_overtaken_and_other_peoples_events(database: Database, address: str) -> None:
    one = agreed(database, oslo("2026-10-22"), uid="ab12")
    collection = Collection(address, "", "")
    theirs = sent(an_event(uid="theirs"), method="X").replace(b"METHOD:X\r\n", b"")
    assert collection.put("theirs.ics", theirs, None)
    _sync(database, address)
    there = collection.items()["ab12.ics"]
    ours = sent(an_event(uid="ab12", title="A"), method="X").replace(b"METHOD:X\r\n", b"")
    assert collection.put("ab12.ics", ours, there)
    assert collection.put("ab12.ics", ours.replace(b"SUMMARY:A", b"SUMMARY:B"), there) is False
    assert collection.delete(there) is False
    with database.write(command="test.delete", now=LATER) as door:
        door.delete(meeting, one, 1)
    assert _counts(_sync(database, address, now=LATER)) == (0, 0, 1, 0, 0)
    (left,) = _events(address).values()
    assert "UID:theirs" in left


def test_a_place_that_is_no_calendar_is_one_sentence(address: str) -> None:
    for wrong in (address.replace("calendar/", "none/"), address.rpartition("calendars/")[0]):
        with pytest.raises(SyncRefused) as refused:
            Collection(wrong, "", "").items()
        assert refused.value.message.say("nb").endswith(".")
