"""What a partner's Python says beside its answers: to a log, to stdout and stderr, to files, to the network.

The program calls a partner in a thread of its own (`exin_tui.partners.calling`), so what any other thread
than the listener's does meanwhile is the partner's doing. Files and connections are heard of through an audit
hook: Python has no way to take one away again, so it stays, and hears nothing when nobody listens.
"""

from __future__ import annotations

import contextlib
import enum
import io
import logging
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from exin_tui.partners.calling import Answer, PartnerManager
from exin_tui.partners.discovery import Partner
from exin_tui.partners.silence import overhearing

LARGEST = 5_000_000
"""Bytes of a file that are looked at."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_NAMING = frozenset({"os.mkdir", "os.rename", "os.link", "os.symlink", "sqlite3.connect"})
_CONNECTING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"})
_STARTING = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork"})


class Way(enum.Enum):
    """How something was said."""

    LOGGED = "logged"
    PRINTED = "printed"
    WRITTEN = "written"
    CONNECTED = "connected"
    STARTED = "started"


@dataclass(frozen=True, slots=True)
class Overheard:
    """Something that the partner said in ``what`` of its hooks."""

    what: str
    way: Way
    said: str


@dataclass(slots=True)
class Heard:
    """Everything that is said while somebody listens."""

    during: str = ""
    """The hook that runs."""
    listener: int = field(default_factory=threading.get_ident)
    _found: list[Overheard] = field(default_factory=list)
    _files: dict[str, str] = field(default_factory=dict)
    """Where something was written, and by which hook."""

    def add(self, way: Way, said: str) -> None:
        """Remember what was said in the hook that runs."""
        self._found.append(Overheard(self.during, way, said))

    def opened(self, path: object) -> None:
        """Remember a file, which is read when everything was said."""
        if isinstance(path, str | bytes | os.PathLike):
            self._files.setdefault(os.path.abspath(os.fsdecode(path)), self.during)  # noqa: PTH100

    def all(self) -> tuple[Overheard, ...]:
        """What was said until now; of a file, its path and what stands in it now."""
        files = (
            Overheard(what, Way.WRITTEN, f"{path}\n{content_of(Path(path))}")
            for path, what in self._files.items()
        )
        return (*self._found, *files)


class Listening(PartnerManager):
    """Tells who listens which hook runs."""

    def __init__(self, partners: Iterable[Partner], heard: Heard) -> None:
        super().__init__(partners)
        self._heard = heard

    def run(
        self, partner: Partner, what: str, function: Callable[[], object], expected: type[Answer]
    ) -> tuple[Answer, ...] | None:
        """As always."""
        self._heard.during = what
        return super().run(partner, what, function, expected)


def content_of(path: Path) -> str:
    """What stands in a file as text, also packed (a workbook is); empty for none, or what is no file."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return _text(file.read(LARGEST))
    except OSError:
        return ""


def _text(content: bytes) -> str:
    """In every encoding that a text may have; without the signs by which Markdown escapes."""
    import zipfile

    parts = [content.decode("utf-8", errors="replace").replace("\\", "")]
    if b"\0" in content:
        parts += [content.decode(one, errors="replace") for one in ("utf-16-le", "utf-16-be")]
    if content.startswith(b"PK"):
        broken = (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError)
        with contextlib.suppress(*broken), zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts += packed.namelist()
            parts += [_text(packed.read(one)[:LARGEST]) for one in packed.namelist()]
    return "\n".join(parts)


class _Log(logging.Handler):
    def __init__(self, heard: Heard) -> None:
        super().__init__()
        self._heard = heard

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(Exception):  # what cannot be formatted is the logging module's to tell
            self._heard.add(Way.LOGGED, self.format(record))


_listening: list[Heard] = []
_hooked: list[bool] = []


def _audit(event: str, args: tuple[object, ...]) -> None:
    for heard in _listening:
        if threading.get_ident() == heard.listener:
            continue
        if event == "open":
            flags = args[2] if len(args) > 2 else 0
            if isinstance(flags, int) and flags & _WRITING:
                heard.opened(args[0])
        elif event in _NAMING:
            for one in args[:2]:
                heard.opened(one)
        elif event in _CONNECTING:
            heard.add(Way.CONNECTED, " ".join(str(one) for one in args if not hasattr(one, "fileno")))
        elif event in _STARTING:
            heard.add(Way.STARTED, " ".join(str(one) for one in args[:2]))


@contextlib.contextmanager
def listening() -> Iterator[Heard]:
    """Hear what is said meanwhile. Nothing of it reaches the screen, or whoever reads stdout as data."""
    heard = Heard()
    handler = _Log(heard)
    root = logging.getLogger()
    if not _hooked:
        sys.addaudithook(_audit)
        _hooked.append(True)

    def printed(said: str) -> None:
        heard.add(Way.PRINTED, said)

    with overhearing(printed), _unprinted(printed):
        root.addHandler(handler)
        _listening.append(heard)
        try:
            yield heard
        finally:
            _listening.remove(heard)
            root.removeHandler(handler)


@contextlib.contextmanager
def _unprinted(hear: Callable[[str], None]) -> Iterator[None]:
    """What goes past ``print`` is heard, too: of other threads, and what is written to the descriptors."""
    words = io.StringIO()
    with contextlib.redirect_stdout(words), contextlib.redirect_stderr(words), _descriptors() as raw:
        yield
    for said in (words.getvalue(), raw()):
        if said:
            hear(said)


@contextlib.contextmanager
def _descriptors() -> Iterator[Callable[[], str]]:
    """Stdout and stderr go to a file of nobody's; what reads it."""
    with tempfile.TemporaryFile() as kept:
        real: dict[int, int] = {}
        _flush()
        for one in (1, 2):
            with contextlib.suppress(OSError):  # one that is closed says nothing
                real[one] = os.dup(one)
                os.dup2(kept.fileno(), one)
        read: list[str] = []
        try:
            yield lambda: "".join(read)
        finally:
            _flush()
            for one, descriptor in real.items():
                os.dup2(descriptor, one)
                os.close(descriptor)
            read.append(_read(kept))


def _flush() -> None:
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()


def _read(kept: IO[bytes]) -> str:
    kept.seek(0)
    return kept.read(LARGEST).decode("utf-8", errors="replace")
