"""Manifests that were read and found right before, so that a start does not parse TOML again.

tomllib takes 13 ms for the three that ship, this file less than one. A manifest is taken from here only when
its file has the size and the time of last change that it had, and the same version of the program wrote it.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from exin_tui import __version__
from exin_tui.partners import manifest as types
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.writable import writable_by_others
from exin_tui.privacy.private_file import write_private


class _Entry(msgspec.Struct, frozen=True, array_like=True):
    changed: int
    """Nanoseconds, as the file system keeps them."""
    size: int
    manifest: Manifest


class _File(msgspec.Struct, array_like=True):
    stamp: str
    entries: dict[str, _Entry]


class Remembered:
    """What is remembered in ``file``. Whatever is wrong with it, it is as if nothing were remembered."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known = _read(file)
        self._new = False

    def manifest(self, path: Path, status: os.stat_result) -> Manifest | None:
        """The manifest at ``path``, when its file is as it was."""
        entry = self._known.get(str(path))
        if entry is None or (entry.changed, entry.size) != (status.st_mtime_ns, status.st_size):
            return None
        return entry.manifest

    def keep(self, path: Path, status: os.stat_result, manifest: Manifest) -> None:
        """Remember a manifest that is right. Written by `save`."""
        self._known[str(path)] = _Entry(status.st_mtime_ns, status.st_size, manifest)
        self._new = True

    def save(self) -> None:
        """Write what is new; a folder that cannot be written just costs the next start the same again."""
        if not self._new:
            return
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_private(self._file, msgspec.msgpack.encode(_File(_stamp(), self._known)), replace=True)
        except (OSError, OverflowError):
            return
        self._new = False


def _read(file: Path) -> dict[str, _Entry]:
    try:
        if writable_by_others(file):
            return {}
        found = msgspec.msgpack.decode(file.read_bytes(), type=_File)
    except (OSError, msgspec.DecodeError):
        return {}
    return found.entries if found.stamp == _stamp() else {}


def _stamp() -> str:
    """The version of the program, and of its types while they are being worked on."""
    return f"{__version__} {Path(types.__file__).stat().st_mtime_ns}"
