"""Keeps a partner's prints off stdout and stderr: the screen, data for whoever pipes a command, or a log."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TextIO

_hearing: list[Callable[[str], object]] = []


class _Deaf:
    """Stdout, or stderr, for everybody but the silenced thread."""

    def __init__(self, real: TextIO, thread: threading.Thread) -> None:
        self._real, self._thread = real, thread

    def write(self, written: str) -> int:
        if threading.current_thread() is self._thread:
            for hear in _hearing:
                hear(written)
            return len(written)
        return self._real.write(written)

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


@contextlib.contextmanager
def silent(thread: threading.Thread) -> Iterator[None]:
    """What ``thread`` prints is dropped, and nobody else's. One that is left running stays silenced."""
    real = sys.stdout, sys.stderr
    deaf = _Deaf(real[0], thread), _Deaf(real[1], thread)
    sys.stdout, sys.stderr = deaf
    try:
        yield
    finally:
        if not thread.is_alive():
            if sys.stdout is deaf[0]:
                sys.stdout = real[0]
            if sys.stderr is deaf[1]:
                sys.stderr = real[1]


@contextlib.contextmanager
def overhearing(hear: Callable[[str], object]) -> Iterator[None]:
    """``hear`` is given what silenced threads print meanwhile: for whoever checks what a partner says."""
    _hearing.append(hear)
    try:
        yield
    finally:
        _hearing.remove(hear)
