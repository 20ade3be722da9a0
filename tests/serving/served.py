"""``exin serve`` as a process of its own, on a free port of this machine."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        found: int = one.getsockname()[1]
        return found


@contextlib.contextmanager
def served(folder: Path, *arguments: str) -> Iterator[str]:
    """The link that it prints, once it answers; it is stopped at the end."""
    port = free_port()
    environment = {
        **os.environ,
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_STATE_HOME": str(folder),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "exin_tui", "serve", "--demo", "--port", str(port), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout is not None
        link = process.stdout.readline().strip()
        try:
            while process.poll() is None:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.1):
                    break
                time.sleep(0.05)
            yield link
        finally:
            process.terminate()


def get(
    link: str, path: str = "/", *, cookie: str = "", headers: dict[str, str] | None = None
) -> tuple[int, http.client.HTTPMessage, str]:
    """Status, headers and text of one request to the server behind ``link``."""
    connection = http.client.HTTPConnection(urlsplit(link).netloc, timeout=10)
    try:
        sent = {**({"Cookie": cookie} if cookie else {}), **(headers or {})}
        connection.request("GET", path, headers=sent)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()
