"""Files about people: written whole or not at all, readable by their owner only, never over another."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO


class PrivateFile:
    """A file that is being written beside its place, mode 0600."""

    def __init__(self, path: Path, beside: Path, file: IO[bytes], *, replace: bool) -> None:
        self.file = file
        self._path, self._beside, self._replace = path, beside, replace

    def keep(self) -> None:
        """Give what was written its name. Raises FileExistsError when the name was taken meanwhile."""
        self.file.flush()
        os.fsync(self.file.fileno())
        if self._replace:
            self._beside.replace(self._path)
        else:
            _claim(self._beside, self._path)


@contextlib.contextmanager
def private_file(path: Path, *, replace: bool = False) -> Iterator[PrivateFile]:
    """A file to write piece by piece; nothing of it is left unless `PrivateFile.keep` was called.

    Raises FileExistsError when the file is there and ``replace`` is not given, OSError when the folder
    cannot be written.
    """
    if not replace and path.exists():
        raise FileExistsError(str(path))
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield PrivateFile(path, beside, file, replace=replace)
    finally:
        beside.unlink(missing_ok=True)


def write_private(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write ``content`` to ``path``, mode 0600, in one step: a reader sees all of it or nothing.

    Raises FileExistsError when the file is there and ``replace`` is not given, OSError when the folder
    cannot be written.
    """
    with private_file(path, replace=replace) as made:
        made.file.write(content)
        made.keep()


@contextlib.contextmanager
def written_as_recorded(path: Path, *, replace: bool = False) -> Iterator[Callable[[bytes], None]]:
    """Writes as `write_private`, and takes it back when the block fails: what stood there stands there again.

    For a file that is recorded as given: around the transaction, so that there are both or neither.
    """
    written, before = False, None

    def write(content: bytes) -> None:
        nonlocal written, before
        before = path.read_bytes() if replace and path.exists() else None
        write_private(path, content, replace=replace)
        written = True

    try:
        yield write
    except BaseException:
        if written and before is None:
            path.unlink(missing_ok=True)
        elif written and before is not None:
            write_private(path, before, replace=True)
        raise


def _claim(beside: Path, path: Path) -> None:
    """Give the finished file its name, unless the name was taken meanwhile."""
    try:
        path.hardlink_to(beside)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no hard links; there the check above is all that can be had.
        if path.exists():
            raise FileExistsError(str(path)) from None
        beside.replace(path)
