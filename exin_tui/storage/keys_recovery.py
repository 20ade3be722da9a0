"""The recovery code: shown once, written on paper, typed back years later by someone in a hurry.

26 random symbols (130 bits) of Crockford's alphabet, which has no I, L, O or U, and two that check the
others, so that a typing error is told from a wrong code. Shown in seven groups of four; read back in any
case, with any spaces or hyphens, with O for 0 and I or L for 1.
"""

from __future__ import annotations

import hashlib
import secrets

from exin_tui.language import text
from exin_tui.storage.errors import WrongRecoveryCode

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM, _CHECK, _GROUP = 26, 2, 4
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A new code as it is shown: ``7QX2-…``, seven groups."""
    symbols = "".join(secrets.choice(_ALPHABET) for _ in range(_RANDOM))
    return grouped(symbols + _check(symbols))


def grouped(symbols: str) -> str:
    """In groups of four, joined by hyphens."""
    return "-".join(symbols[start : start + _GROUP] for start in range(0, len(symbols), _GROUP))


def read_code(typed: str) -> str:
    """The 28 symbols that were meant. Raises `WrongRecoveryCode` for what cannot be a code."""
    symbols = "".join(character for character in typed.upper().translate(_MEANT) if character.isalnum())
    if len(symbols) != _RANDOM + _CHECK or not set(symbols) <= set(_ALPHABET):
        raise WrongRecoveryCode(
            text("A recovery code has {groups} groups of {size} letters and digits.", groups=7, size=_GROUP)
        )
    if _check(symbols[:_RANDOM]) != symbols[_RANDOM:]:
        raise WrongRecoveryCode(
            text("There is a typing error in the recovery code. Compare it with the paper.")
        )
    return symbols


def _check(symbols: str) -> str:
    digest = hashlib.sha256(symbols.encode()).digest()
    return "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:_CHECK])
