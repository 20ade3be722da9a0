"""The cryptography of the keys file, and nothing else of it.

A passphrase becomes a key with Argon2id (RFC 9106) and opens a slot's private X25519 key (AES-256-GCM); the
database key is sealed to each slot's public half with HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM).
All of it is the `cryptography` package's.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

KEY_BYTES = 32
_SEALED_FOR = b"exin-tui keys 1: database key"
_MAC_FOR = b"exin-tui keys 1: mac"
_NAME_FOR = b"exin-tui keys 1: key id"
_LARGEST_MEMORY_KIB = 4 * 1024 * 1024


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess of a passphrase costs. Defaults: RFC 9106's second recommendation, 64 MiB."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    def bearable(self) -> bool:
        """Not a cost that someone wrote into the file to bring the machine down."""
        return (
            0 < self.iterations <= 100
            and 0 < self.lanes <= 64
            and 8 * self.lanes <= self.memory_kib <= _LARGEST_MEMORY_KIB
        )


class Pair(msgspec.Struct, frozen=True):
    """An X25519 key pair: 32 bytes each."""

    private: bytes
    public: bytes


def new_database_key() -> bytes:
    """256 random bits."""
    return os.urandom(KEY_BYTES)


def new_pair() -> Pair:
    """A slot's own key pair."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.generate()
    return Pair(private.private_bytes_raw(), private.public_key().public_bytes_raw())


def wrap(private: bytes, passphrase: str, salt: bytes, cost: Cost, bound_to: bytes) -> bytes:
    """The private half, readable only with the passphrase and only in the slot that it is ``bound_to``."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(12)
    return nonce + AESGCM(_stretch(passphrase, salt, cost)).encrypt(nonce, private, bound_to)


def unwrap(wrapped: bytes, passphrase: str, salt: bytes, cost: Cost, bound_to: bytes) -> bytes | None:
    """The private half; None when the passphrase is another one or the slot was changed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_stretch(passphrase, salt, cost)).decrypt(wrapped[:12], wrapped[12:], bound_to)
    except InvalidTag:
        return None


def seal_to(public: bytes, database_key: bytes) -> bytes:
    """The database key, readable only with the private half of ``public``."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    return bytes(_suite().encrypt(database_key, X25519PublicKey.from_public_bytes(public), _SEALED_FOR))


def unseal_with(private: bytes, sealed: bytes) -> bytes | None:
    """The database key; None when it was not sealed to this pair."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        key = bytes(_suite().decrypt(sealed, X25519PrivateKey.from_private_bytes(private), _SEALED_FOR))
    except (InvalidTag, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None


def name_of(database_key: bytes) -> str:
    """Which key is meant, without saying anything of the key: 16 hexadecimal digits."""
    return hmac.new(database_key, _NAME_FOR, hashlib.sha256).hexdigest()[:16]


def mac(database_key: bytes, content: bytes) -> bytes:
    """Only somebody with the database key can make this for ``content``."""
    own = hmac.new(database_key, _MAC_FOR, hashlib.sha256).digest()
    return hmac.new(own, content, hashlib.sha256).digest()


def same(one: bytes, other: bytes) -> bool:
    """Compared in a time that says nothing."""
    return hmac.compare_digest(one, other)


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(typed)


def _suite() -> Suite:
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM
    from cryptography.hazmat.primitives.hpke import Suite as HpkeSuite

    return HpkeSuite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
