"""National identity numbers never come in: found by their check digits, refused, and not repeated.

The arithmetic is the national population register's (fødselsnummer and D-number): two check digits, each the
weighted sum of the digits before it modulo 11.
"""

from __future__ import annotations

import re

from exin_tui.language import Text, text
from exin_tui.privacy.sanitise import one_line

_CANDIDATE = re.compile(
    r"(?<![\d+])(\d{2})[.\s\-/]?(\d{2})[.\s\-/]?(\d{2})[\s.\-/]{0,2}(\d{3})\s?(\d{2})(?!\d)"
)
_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
_D_NUMBER = 40


def holds_identity_number(value: object) -> bool:
    """Eleven digits with right check digits stand in ``value``, alone or in a sentence.

    A number cell has lost a leading zero; ten digits count there when they then begin with a date.
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e12:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        digits = str(value)
        if len(digits) == 10:
            return _is_valid("0" + digits) and _begins_with_a_date("0" + digits)
        return len(digits) == 11 and _is_valid(digits)
    if not isinstance(value, str) or len(value) < 11:
        return False
    return any(_is_valid("".join(match.groups())) for match in _CANDIDATE.finditer(one_line(value)))


def _is_valid(digits: str) -> bool:
    numbers = [int(digit) for digit in digits]
    if not any(numbers):
        return False
    for weights in _WEIGHTS:
        total = sum(weight * number for weight, number in zip(weights, numbers, strict=False))
        if (11 - total % 11) % 11 != numbers[len(weights)]:
            return False
    return True


def _begins_with_a_date(digits: str) -> bool:
    day, month = int(digits[:2]), int(digits[2:4])
    return 1 <= (day - _D_NUMBER if day > _D_NUMBER else day) <= 31 and 1 <= month <= 12


def masked(value: object) -> str:
    """How many characters there were, and none of them."""
    return "•" * min(len(str(value).strip()), 11)


def refusal() -> Text:
    """Why it does not come in, and what to write."""
    return text(
        "This looks like a national identity number. It is not kept here: take it out. "
        "Write the birth date, and SOMA's reference if needed."
    )
