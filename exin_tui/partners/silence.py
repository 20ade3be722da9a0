"""Keeps a partner's prints off stdout and stderr: those are the screen, or data for whoever pipes a command.

What is printed may hold a name, so it is dropped and not kept somewhere else.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

_lock = threading.Lock()
_waiting: set[threading.Thread] = set()
"""Threads that wait for a partner's: they may write, as the main thread may."""
_hearing: list[Callable[[str], object]] = []


class _Deaf:
    """A stream for the program's own threads: what a partner's thread starts is silent as well."""

    def __init__(self, real: TextIO) -> None:
        self._real = real
        self.silenced: set[threading.Thread] = set()

    def _hears(self) -> bool:
        thread = threading.current_thread()
        if thread in self.silenced:
            return False
        return thread is threading.main_thread() or thread in _waiting

    def write(self, written: str) -> int:
        if self._hears():
            return self._real.write(written)
        for hear in _hearing:
            hear(written)
        return len(written)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> object:
        if name == "buffer" and not self._hears():  # bytes would go past `write`
            raise AttributeError(name)
        return getattr(self._real, name)

    def real(self) -> TextIO:
        """What is deafened."""
        return self._real


@contextlib.contextmanager
def silent(thread: threading.Thread) -> Iterator[None]:
    """What ``thread`` prints is dropped, and nobody else's. One that is left running stays silenced."""
    me = threading.current_thread()
    with _lock:
        waited_already = me in _waiting
        _waiting.add(me)
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if stream is None:
                continue
            if not isinstance(stream, _Deaf):
                stream = _Deaf(stream)
                setattr(sys, name, stream)
            stream.silenced.add(thread)
    try:
        yield
    finally:
        with _lock:
            if not waited_already:
                _waiting.discard(me)
            for name in ("stdout", "stderr"):
                stream = getattr(sys, name)
                if isinstance(stream, _Deaf):
                    stream.silenced = {one for one in stream.silenced if one.is_alive() or one.ident is None}
                    if not stream.silenced:
                        setattr(sys, name, stream.real())


@contextlib.contextmanager
def overhearing(hear: Callable[[str], object]) -> Iterator[None]:
    """``hear`` is given what silenced threads print meanwhile: for whoever checks what a partner says."""
    _hearing.append(hear)
    try:
        yield
    finally:
        _hearing.remove(hear)
