"""A real pseudo-terminal around a program, read through pyte: what a person at the screen would see."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

# The child makes the terminal its controlling one before it becomes the program: without one, Textual spins
# at full speed when the other end closes. A launcher does that without forking a process that has threads.
_LAUNCHER = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvpe(sys.argv[1], sys.argv[1:], os.environ)"
)

# What pyte does not know and would print as text.
UNKNOWN = re.compile(
    rb"\x1b\[[<=>?][0-9;:]*[u]"  # keyboard protocol
    rb"|\x1b\[[0-9;]*:[0-9;:]*m"  # curly underline
    rb"|\x1b[PX^_].*?\x1b\\"  # DCS, SOS, PM, APC
    rb"|\x1b\[\?[0-9;]*\$p"  # mode queries
    rb"|\x1b\[>[0-9;]*[qm]",
    re.DOTALL,
)
_CUT_SHORT = re.compile(rb"\x1b(?:\[[0-9;:?<=>$]*|[PX^_][^\x1b]*\x1b?)?\Z")


class TimedOut(AssertionError):
    """The screen did not show what was waited for. Says what it showed."""


class RealTerminal:
    """A program on a terminal of its own.

    Use it as a context manager: the program is killed at the end, whatever happened.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        lines: int = 40,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
    ) -> None:
        self.columns = columns
        self.lines = lines
        self.raw = bytearray()
        self._pending = b""
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._master, slave = os.openpty()
        self._set_size(columns, lines)
        env = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "LINES", "NO_COLOR"}}
        env.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"})
        env.update(environment or {})
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCHER, *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=env,
            cwd=folder,
            start_new_session=True,
            close_fds=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        with contextlib.suppress(OSError):
            os.close(self._master)

    def _set_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def resize(self, columns: int, lines: int) -> None:
        """Drag the window's corner."""
        self._screen.resize(lines, columns)
        self._set_size(columns, lines)
        os.killpg(self._process.pid, signal.SIGWINCH)

    def send(self, *keys: str) -> None:
        """Type ``keys``, one after another."""
        for key in keys:
            os.write(self._master, key.encode())
            self.read(0.05)

    def read(self, seconds: float) -> None:
        """Take in what the program writes for ``seconds``."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if not self.read_next(left):
                return

    def read_next(self, seconds: float) -> bool:
        """Take in one chunk, if there is one within ``seconds``. False: the program has ended."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return True
        try:
            chunk = os.read(self._master, 65536)
        except OSError:
            return False
        if not chunk:
            return False
        self.raw += chunk
        data = self._pending + chunk
        cut = _CUT_SHORT.search(data)
        self._pending = data[cut.start() :] if cut else b""
        self._stream.feed(UNKNOWN.sub(b"", data[: cut.start()] if cut else data))
        return True

    def wait_for(self, sought: str | Callable[[str], bool], *, seconds: float = 30) -> str:
        """The screen, as soon as it shows ``sought``. Raises TimedOut with the screen when it never does."""
        until = time.monotonic() + seconds
        while True:
            shown = self.shown
            if sought in shown if isinstance(sought, str) else sought(shown):
                return shown
            if time.monotonic() > until or not self.read_next(0.05):
                shown = self.shown
                if sought in shown if isinstance(sought, str) else sought(shown):
                    return shown
                raise TimedOut(f"never showed {sought!r}; the screen was:\n{shown}")

    def wait_for_end(self, *, seconds: float = 15) -> int:
        """The exit code, once the program has ended."""
        until = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < until:
            self.read_next(0.05)
        self.read(0.05)
        code = self._process.poll()
        if code is None:
            raise TimedOut(f"did not end; the screen was:\n{self.shown}")
        return code

    @property
    def shown(self) -> str:
        """The screen as lines of text."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    def rows(self) -> Iterator[str]:
        """The screen's lines."""
        return iter(self._screen.display)
