"""Who has a key: list, add, remove, change one's passphrase, recover, and change the database's key.

Each works on an `Unlocked` database, takes the lock on the keys file, reads it anew and checks that it is
genuine. A change of the database's key writes the keys file with both keys, re-encrypts the database, and
writes the file with the new key only; interrupted anywhere, one of the keys in the file opens the database,
and `rotate` completes it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from exin_tui.language import text
from exin_tui.storage import driver
from exin_tui.storage.errors import BadTarget, LastSlot, SlotExists
from exin_tui.storage.failures import said_by_driver
from exin_tui.storage.keys_crypto import new_database_key
from exin_tui.storage.keys_file import KeysFile, StoredSlot, locked, read_keys, write_keys
from exin_tui.storage.keys_recovery import new_code, read_code
from exin_tui.storage.keys_slots import new_slot, require_strong, require_unused, reseal
from exin_tui.storage.keys_unlocking import Unlocked, no_slot, renewed
from exin_tui.storage.places import keys_path


@dataclass(frozen=True, slots=True)
class Slot:
    """One way into the database. Empty ``initials``: the recovery code."""

    initials: str
    made_at: dt.datetime
    """UTC: when the passphrase or code was set."""


def list_slots(path: Path) -> list[Slot]:
    """Everybody who has a key, by initials, and the recovery code last. Needs no passphrase."""
    slots = [
        Slot(slot.initials, dt.datetime.fromisoformat(slot.made_at))
        for slot in read_keys(keys_path(path)).slots
    ]
    return sorted(slots, key=lambda slot: (not slot.initials, slot.initials))


def add_slot(unlocked: Unlocked, *, initials: str, passphrase: str, now: dt.datetime) -> None:
    """Give one more person a key. Raises `SlotExists`, `WeakPassphrase`, `TakenPassphrase`, and what
    `keys_unlocking.renewed` raises.
    """
    initials = checked_initials(initials)
    require_strong(passphrase)
    with _changing(unlocked) as (current, keys):
        if _find(keys, initials):
            raise SlotExists(text("{initials} already has a key to this database.", initials=initials))
        require_unused(keys.slots, passphrase)
        slot, _ = new_slot(initials, passphrase, [current.key], now)
        _write(current, [*keys.slots, slot], [current.key])


def remove_slot(
    unlocked: Unlocked, *, initials: str, step: Callable[[str], None] = lambda _done: None
) -> Unlocked:
    """Take a person's key away and change the database's, so that what they know opens nothing any more.

    Nobody else's passphrase is needed. Raises `SlotMissing`, and `LastSlot` when no person would be left.
    ``step`` hears of each step that is done.
    """
    with _changing(unlocked) as (current, keys):
        gone = _find(keys, initials)
        if gone is None:
            raise no_slot(initials)
        rest = [slot for slot in keys.slots if slot is not gone]
        if not any(slot.initials for slot in rest):
            raise LastSlot(
                text("{initials} has the only key. Give somebody else one first.", initials=initials)
            )
        if gone.initials == current.initials:
            raise LastSlot(text("Nobody removes their own key: let a colleague do it."))
        return _change_key(current, rest, step)


def rotate(unlocked: Unlocked, *, step: Callable[[str], None] = lambda _done: None) -> Unlocked:
    """Change the database's key; every slot and passphrase stays. Completes a change that was interrupted."""
    with _changing(unlocked) as (current, keys):
        return _change_key(current, keys.slots, step)


def set_passphrase(unlocked: Unlocked, *, initials: str, passphrase: str, now: dt.datetime) -> None:
    """A new passphrase for ``initials``, who get a slot if they had none: after unlocking with the recovery
    code. Raises `WeakPassphrase` and `TakenPassphrase`.
    """
    initials = checked_initials(initials)
    require_strong(passphrase)
    with _changing(unlocked) as (current, keys):
        old = _find(keys, initials)
        require_unused((kept for kept in keys.slots if kept is not old), passphrase)
        slot, _ = new_slot(old.initials if old else initials, passphrase, [current.key], now)
        _write(current, [*(kept for kept in keys.slots if kept is not old), slot], [current.key])


def change_passphrase(unlocked: Unlocked, *, passphrase: str, now: dt.datetime) -> None:
    """A new passphrase for the person whose slot opened the database. Raises as `set_passphrase`."""
    set_passphrase(unlocked, initials=unlocked.initials, passphrase=passphrase, now=now)


def new_recovery_code(unlocked: Unlocked, *, now: dt.datetime) -> str:
    """A new code, to be shown once; the old one opens nothing any more."""
    code = new_code()
    with _changing(unlocked) as (current, keys):
        slot, _ = new_slot("", read_code(code), [current.key], now)
        _write(current, [*(kept for kept in keys.slots if kept.initials), slot], [current.key])
    return code


def checked_initials(initials: str) -> str:
    """Without spaces around. Raises `BadTarget` for what cannot stand in a list or a log."""
    initials = initials.strip()
    if not initials or len(initials) > 12 or not initials.isalnum():
        raise BadTarget(text("Initials are one to twelve letters or digits, such as KB."))
    return initials


@contextlib.contextmanager
def _changing(unlocked: Unlocked) -> Iterator[tuple[Unlocked, KeysFile]]:
    path = keys_path(unlocked.path)
    with locked(path):
        current = renewed(unlocked)
        yield current, read_keys(path)


def _find(keys: KeysFile, initials: str) -> StoredSlot | None:
    wanted = initials.strip().casefold()
    return next((slot for slot in keys.slots if slot.initials and slot.initials.casefold() == wanted), None)


def _change_key(current: Unlocked, slots: Iterable[StoredSlot], step: Callable[[str], None]) -> Unlocked:
    new = new_database_key()
    both = [reseal(slot, [current.key, new]) for slot in slots]
    _write(current, both, [current.key, new])
    step("both keys in the file")
    _rekey(current.path, current.key, new)
    step("database under the new key")
    _write(current, [reseal(slot, [new]) for slot in both], [new])
    step("new key only in the file")
    return Unlocked(current.path, current.initials, current.private, new, pending=False)


def _write(current: Unlocked, slots: Iterable[StoredSlot], keys: Iterable[bytes]) -> None:
    write_keys(keys_path(current.path), KeysFile("exin-keys-1", tuple(slots)).signed(keys))


def _rekey(path: Path, old: bytes, new: bytes) -> None:
    connection = driver.connect(path, old, writes=True)
    with contextlib.closing(connection), said_by_driver():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(f"PRAGMA rekey=\"x'{new.hex()}'\"")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    driver.connect(path, new, writes=True).close()
