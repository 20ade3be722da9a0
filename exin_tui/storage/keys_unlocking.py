"""From a passphrase to the key that opens the database."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from exin_tui.language import text
from exin_tui.storage import driver
from exin_tui.storage.errors import KeysMissing, NotADatabase, SlotMissing
from exin_tui.storage.keys_file import KeysFile, read_keys
from exin_tui.storage.keys_recovery import read_code
from exin_tui.storage.keys_slots import Opened, open_slot, unseal_all
from exin_tui.storage.places import keys_path, not_ours


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A database with its key at hand, and the private half that can read the next key when it is changed."""

    path: Path
    initials: str
    """Whose slot opened it; empty: the recovery code's."""
    private: bytes
    key: bytes
    pending: bool
    """A change of key was interrupted; `keys_people.rotate` completes it."""

    def __repr__(self) -> str:
        return f"Unlocked({self.initials!r})"


def unlock(path: Path, ask: Callable[[], str], initials: str | None = None) -> Unlocked:
    """The key of the database at ``path``; ``ask`` is called unless ``EXIN_PASSPHRASE`` says it.

    Raises `KeysMissing`, `KeysDamaged`, `SlotMissing`, `WrongPassphrase`, `PlantedSlot` or `NotADatabase`.
    """
    keys = _keys_of(path)
    if initials is not None:
        initials = _as_stored(keys, initials)
    passphrase = os.environ.get("EXIN_PASSPHRASE") or ask()
    return _checked(path, keys, open_slot(keys, passphrase.rstrip("\r\n"), initials))


def unlock_with_code(path: Path, code: str) -> Unlocked:
    """The same with the recovery code. Raises `WrongRecoveryCode`, `WrongPassphrase` and what `unlock`
    raises.
    """
    keys = _keys_of(path)
    return _checked(path, keys, open_slot(keys, read_code(code), ""))


def renewed(unlocked: Unlocked) -> Unlocked:
    """As the keys file and the database are now: the key may have been changed since by somebody else.

    Raises `SlotMissing` when the slot was removed.
    """
    keys = read_keys(keys_path(unlocked.path))
    for slot in keys.slots:
        if slot.initials == unlocked.initials:
            opened = Opened(slot.initials, unlocked.private, unseal_all(slot, unlocked.private))
            return _checked(unlocked.path, keys, opened)
    raise no_slot(unlocked.initials)


def no_slot(initials: str) -> SlotMissing:
    """Nobody called ``initials`` has a slot."""
    return SlotMissing(text("{initials} has no key to this database.", initials=initials))


def _keys_of(path: Path) -> KeysFile:
    try:
        return read_keys(keys_path(path))
    except KeysMissing:
        if not _looks_encrypted(path):
            raise not_ours(path) from None
        raise


def _looks_encrypted(path: Path) -> bool:
    """Whole pages of noise: what an encrypted database looks like."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(512)
    return size > 0 and size % 4096 == 0 and not head.startswith(b"SQLite format 3") and not head.isascii()


def _as_stored(keys: KeysFile, initials: str) -> str:
    for slot in keys.slots:
        if slot.initials and slot.initials.casefold() == initials.strip().casefold():
            return slot.initials
    raise no_slot(initials)


def _checked(path: Path, keys: KeysFile, opened: Opened) -> Unlocked:
    """With the one of the slot's keys that opens the database, if the keys file was written with that key."""
    candidates = list(opened.keys.values())
    key = (
        candidates[0]
        if len(candidates) == 1
        else next((key for key in candidates if _opens(path, key)), None)
    )
    if key is None:
        raise not_ours(path)
    keys.check(key)
    return Unlocked(path, opened.initials, opened.private, key, pending=len(candidates) > 1)


def _opens(path: Path, key: bytes) -> bool:
    try:
        driver.connect(path, key, writes=False).close()
    except NotADatabase:
        return False
    return True
