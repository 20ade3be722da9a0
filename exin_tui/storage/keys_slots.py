"""Slots: making one, and opening the database key with one."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from exin_tui.language import text
from exin_tui.storage.errors import KeysDamaged, TakenPassphrase, WeakPassphrase, WrongPassphrase
from exin_tui.storage.keys_crypto import Cost, name_of, new_pair, seal_to, unseal_with, unwrap, wrap
from exin_tui.storage.keys_file import KeysFile, StoredSlot

#: Characters. Ours; the passphrase is what stands between a stolen laptop and the caseload.
SHORTEST_PASSPHRASE = 10

#: What new slots cost to guess. Each slot carries its own, so that this may rise.
COST = Cost()


@dataclass(frozen=True, slots=True)
class Opened:
    """A slot that opened: whose it is, its private half, and the database keys that it holds by name."""

    initials: str
    private: bytes
    keys: dict[str, bytes]


def new_slot(initials: str, secret: str, keys: Iterable[bytes], now: dt.datetime) -> tuple[StoredSlot, bytes]:
    """A slot that ``secret`` (a passphrase, or the recovery code with empty ``initials``) opens; its
    private half.
    """
    pair, salt, cost = new_pair(), os.urandom(16), COST
    made_at = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    slot = StoredSlot(
        initials=initials,
        made_at=made_at,
        public=pair.public,
        salt=salt,
        cost=cost,
        wrapped=wrap(pair.private, secret, salt, cost, _bound(initials, pair.public)),
        sealed={name_of(key): seal_to(pair.public, key) for key in keys},
    )
    return slot, pair.private


def reseal(slot: StoredSlot, keys: Iterable[bytes]) -> StoredSlot:
    """The same slot holding ``keys``; nobody's passphrase is needed for that."""
    return msgspec.structs.replace(slot, sealed={name_of(key): seal_to(slot.public, key) for key in keys})


def open_slot(keys: KeysFile, secret: str, initials: str | None) -> Opened:
    """The first slot that ``secret`` opens: that of ``initials``, or any person's. Empty: the recovery
    code's.

    Raises `WrongPassphrase`.
    """
    for slot in keys.slots:
        if slot.initials == initials or (initials is None and slot.initials):
            private = unwrap(slot.wrapped, secret, slot.salt, slot.cost, _bound(slot.initials, slot.public))
            if private is not None:
                return Opened(slot.initials, private, unseal_all(slot, private))
    raise WrongPassphrase(
        text(
            "The passphrase opens none of the database's keys. Try again; nothing was changed. If it is "
            "forgotten, “exin key recover INITIALS” sets a new one with the recovery code."
        )
        if initials != ""
        else text(
            "That is not this database's recovery code. Compare it with the paper; nothing was changed."
        )
    )


def require_unused(slots: Iterable[StoredSlot], passphrase: str) -> None:
    """Raises `TakenPassphrase` when the passphrase opens one of ``slots``: the slot says who is working."""
    for slot in slots:
        if unwrap(slot.wrapped, passphrase, slot.salt, slot.cost, _bound(slot.initials, slot.public)):
            raise TakenPassphrase(
                text(
                    "This passphrase is in use already, and it says who is working. Choose another one; "
                    "nothing was changed."
                )
            )


def unseal_all(slot: StoredSlot, private: bytes) -> dict[str, bytes]:
    """The database keys in ``slot``. Raises `KeysDamaged` when one of them is not what its name says."""
    opened: dict[str, bytes] = {}
    for name, sealed in slot.sealed.items():
        key = unseal_with(private, sealed)
        if key is None or name_of(key) != name:
            raise KeysDamaged(
                text(
                    "The keys file is damaged: a slot does not hold the key it names. Put it back"
                    " from a backup."
                )
            )
        opened[name] = key
    return opened


def require_strong(passphrase: str) -> None:
    """Raises `WeakPassphrase` when it is too short to protect anything."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise WeakPassphrase(
            text(
                "The passphrase is too short: take at least {count} characters, such as four or five words.",
                count=SHORTEST_PASSPHRASE,
            )
        )


def _bound(initials: str, public: bytes) -> bytes:
    return initials.encode() + b"\x1f" + public
