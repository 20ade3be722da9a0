"""Radicale, a CalDAV server, on a loopback port and in a folder of its own."""

from __future__ import annotations

import contextlib
import datetime as dt
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import caldav

from exin_tui.clock import OSLO
from tests.calendar.team_year import Shown, at


@contextlib.contextmanager
def radicale(folder: Path, *, users: dict[str, str] | None = None) -> Iterator[str]:
    """The address of a running server; ``users`` with their passwords, None: anybody."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        f"--server-hosts=127.0.0.1:{port}",
        f"--storage-filesystem-folder={folder / 'collections'}",
        "--logging-level=error",
    ]
    if users:
        (folder / "users").write_text("".join(f"{name}:{word}\n" for name, word in users.items()))
        options += [
            "--auth-type=htpasswd",
            f"--auth-htpasswd-filename={folder / 'users'}",
            "--auth-htpasswd-encryption=plain",
            "--auth-delay=0",
        ]
    else:
        options.append("--auth-type=none")
    with (folder / "radicale.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "radicale", "--config=", *options], stdout=log, stderr=log, cwd=folder
        )
    try:
        _wait(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/.web/", timeout=5).close()
            return
        time.sleep(0.05)
    raise RuntimeError("Radicale does not answer")


def client(address: str, user: str = "kn", word: str = "ord") -> Any:
    """A caldav client."""
    made: Any = caldav.DAVClient  # type: ignore[attr-defined,unused-ignore]
    return made(url=address, username=user, password=word)


def a_collection(address: str, user: str = "kn", word: str = "ord", name: str = "team") -> Any:
    """A new, empty calendar of ``user``."""
    return client(address, user, word).principal().make_calendar(name=name, cal_id=name)


def shown(collection: Any, first: dt.date, last: dt.date) -> list[Shown]:
    """What the server lists, recurring meetings expanded by the server itself."""
    since = dt.datetime.combine(first, dt.time(), OSLO)
    before = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), OSLO)
    found = collection.search(start=since, end=before, event=True, server_expand=True)
    events = [_shown(event) for one in found for event in one.icalendar_instance.walk("VEVENT")]
    # Radicale 3.9 expands one instance past the end that it is asked for.
    return sorted(event for event in events if event.starts_at[:10] <= last.isoformat())


def _shown(event: Any) -> Shown:
    start, end = event["dtstart"].dt, event["dtend"].dt
    cancelled = event.get("status") == "CANCELLED"
    if isinstance(start, dt.datetime):
        return Shown(at(start), at(end), str(event["summary"]), cancelled)
    return Shown(str(start), str(end - dt.timedelta(days=1)), str(event["summary"]), cancelled)
