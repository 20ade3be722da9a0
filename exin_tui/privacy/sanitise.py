"""Text that came from data, made safe for a terminal.

A terminal obeys control bytes: ESC sequences write the clipboard, clear the screen and set the title; bidi
controls reorder what is read. They are dropped on input, on import, and once more on render.
"""

from __future__ import annotations

import re
import unicodedata

# Whole control sequences go, not only their first byte: colours and cursor moves, and strings such as titles.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
)
_SPACES = dict.fromkeys([0x09, 0x0A, 0x0D, 0x2028, 0x2029], " ")
_BIDI = dict.fromkeys(
    [0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)


def _safe(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}


def one_line(value: str) -> str:
    """``value`` without control, surrogate and bidi characters; line breaks and tabs become spaces."""
    if value.isascii() and value.isprintable():
        return value
    spaced = _SEQUENCE.sub("", value).translate(_SPACES).translate(_BIDI)
    return "".join(character for character in spaced if _safe(character))


def several_lines(value: str) -> str:
    """``value`` as `one_line`, but the line breaks of a note stay."""
    return "\n".join(one_line(line) for line in value.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def is_clean(value: str) -> bool:
    """Nothing would be dropped from ``value``."""
    return one_line(value) == value
