"""The keys file beside the database: one slot per person and one for the recovery code, and a MAC over all
of it.

It is JSON, so that it can be looked at. Nothing in it is secret to someone without a passphrase except by
encryption; initials are readable. The MAC is made with the database key: a slot that somebody without the
key planted, to have the next key sealed to them, is found when the file is next read by somebody with the
key.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from exin_tui.language import text
from exin_tui.privacy.private_file import write_private
from exin_tui.storage.errors import KeysDamaged, KeysMissing, NewerSchema, PlantedSlot
from exin_tui.storage.keys_crypto import Cost, mac, name_of, same
from exin_tui.storage.places import already

_LARGEST = 4 * 1024 * 1024


_FORMAT = re.compile(r"exin-keys-([1-9][0-9]{0,5})")


class _Head(msgspec.Struct):
    """What every format of the file says of itself."""

    format: str


class StoredSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in: whose, the wrapped private half, and the database key sealed to the public half."""

    initials: str
    """Empty for the recovery code."""
    made_at: str
    """UTC."""
    public: bytes
    salt: bytes
    cost: Cost
    wrapped: bytes
    sealed: dict[str, bytes]
    """The database key by the key's name; two of them while the key is being changed."""


class KeysFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All slots, and the MAC by the name of the key that made it."""

    format: Literal["exin-keys-1"]
    slots: tuple[StoredSlot, ...]
    macs: dict[str, bytes] = {}

    def content(self) -> bytes:
        """What the MAC covers: everything but the MACs, in one fixed form."""
        return msgspec.json.encode(msgspec.structs.replace(self, macs={}), order="deterministic")

    def check(self, key: bytes) -> None:
        """Raises `PlantedSlot` unless the file was last written by somebody with ``key``."""
        if not same(self.macs.get(name_of(key), b""), mac(key, self.content())):
            raise PlantedSlot(
                text(
                    "The keys file was changed by someone who does not have the database's key. Do not go on:"
                    " put back the keys file from a backup, and find out who has been there."
                )
            )

    def signed(self, keys: Iterable[bytes]) -> KeysFile:
        """The file with a MAC by each of ``keys``."""
        content = self.content()
        return msgspec.structs.replace(self, macs={name_of(key): mac(key, content) for key in keys})


def read_keys(path: Path) -> KeysFile:
    """Raises `KeysMissing`, `NewerSchema` for a file of a later exin, or `KeysDamaged` for anything else that
    is not a keys file as `write_keys` leaves it.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST)
    except FileNotFoundError:
        raise KeysMissing(
            text(
                "The keys file {path} is missing. The database cannot be read without it:"
                " put it back from a backup. Nothing was changed.",
                path=str(path),
            )
        ) from None
    try:
        keys = msgspec.json.decode(raw, type=KeysFile)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise (_newer(path) if _is_newer(raw) else _damaged(path)) from None
    if not keys.slots or not all(slot.cost.bearable() and len(slot.public) == 32 for slot in keys.slots):
        raise _damaged(path)
    return keys


def write_keys(path: Path, keys: KeysFile, *, replace: bool = True) -> None:
    """Write the whole file or none of it: 0600, on the disk before it takes the old one's place.

    Without ``replace`` raises `AlreadyExists` when there is one.
    """
    data = msgspec.json.format(msgspec.json.encode(keys, order="deterministic"), indent=1) + b"\n"
    try:
        write_private(path, data, replace=replace)
    except FileExistsError:
        raise already(path) from None
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the folder's entries on the disk."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """One at a time may change the keys of the databases in ``path``'s folder."""
    if os.name != "posix":
        yield
        return
    import fcntl

    handle = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_newer(raw: bytes) -> bool:
    try:
        named = _FORMAT.fullmatch(msgspec.json.decode(raw, type=_Head).format)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return False
    return named is not None and int(named[1]) > 1


def _newer(path: Path) -> NewerSchema:
    return NewerSchema(
        text(
            "The keys file {path} was written by a newer exin. Use that one here; nothing was changed.",
            path=str(path),
        )
    )


def _damaged(path: Path) -> KeysDamaged:
    return KeysDamaged(
        text(
            "The keys file {path} is damaged. Put it back from a backup; nothing was changed.", path=str(path)
        )
    )
