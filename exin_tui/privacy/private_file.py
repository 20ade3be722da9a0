"""Files about people: written whole or not at all, readable by their owner only, never over another."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_private(path: Path, content: bytes, *, replace: bool = False) -> None:
    """Write ``content`` to ``path``, mode 0600, in one step: a reader sees all of it or nothing.

    Raises FileExistsError when the file is there and ``replace`` is not given, OSError when the folder
    cannot be written.
    """
    if not replace and path.exists():
        raise FileExistsError(str(path))
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            beside.replace(path)
        else:
            _claim(beside, path)
    finally:
        beside.unlink(missing_ok=True)


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
