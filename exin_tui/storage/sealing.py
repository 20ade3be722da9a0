"""Values in the change log that only one participant's own key can read: AES-256-GCM, a fresh nonce each
time.

Each value is bound to its place in the log (unit, table, row, column, and whether it is the old or the new
one): moved elsewhere it no longer opens. Destroying the key erases what was logged about the participant;
the chain still holds.
"""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE_BYTES = 12

Side = Literal["old", "new"]


def new_subject_key() -> bytes:
    """A participant's own key: 32 random bytes."""
    return os.urandom(32)


def place(unit: str, entity: str, entity_id: str, field: str, side: Side) -> bytes:
    """Where in the log a value stands."""
    return "\x1f".join((unit, entity, entity_id, field, side)).encode()


def seal(key: bytes, value: bytes, where: bytes) -> bytes:
    """``value`` readable only with ``key`` and only at ``where``."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, value, where)


def unseal(key: bytes, sealed: bytes, where: bytes) -> bytes:
    """What `seal` was given. Raises ``ValueError`` when the key, the place or the bytes are not the same."""
    from cryptography.exceptions import InvalidTag

    try:
        return _cipher(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], where)
    except InvalidTag:
        raise ValueError("a sealed value does not open") from None


@functools.lru_cache(maxsize=512)
def _cipher(key: bytes) -> AESGCM:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)
