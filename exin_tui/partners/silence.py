"""Keeps a partner's prints off stdout, which is the screen, or data for whoever pipes a command."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator
from typing import TextIO


class _Deaf:
    """Stdout for everybody but the silenced thread."""

    def __init__(self, real: TextIO, thread: threading.Thread) -> None:
        self._real, self._thread = real, thread

    def write(self, written: str) -> int:
        if threading.current_thread() is self._thread:
            return len(written)
        return self._real.write(written)

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


@contextlib.contextmanager
def silent(thread: threading.Thread) -> Iterator[None]:
    """What ``thread`` prints is dropped, and nobody else's. One that is left running stays silenced."""
    real = sys.stdout
    deaf = _Deaf(real, thread)
    sys.stdout = deaf
    try:
        yield
    finally:
        if sys.stdout is deaf and not thread.is_alive():
            sys.stdout = real
