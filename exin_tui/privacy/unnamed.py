"""A participant's own name taken out of what somebody typed, for screens and papers that name nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exin_tui.privacy.sanitise import one_line

if TYPE_CHECKING:
    from exin_tui.privacy.screening import Somebody

_SHORT = 3
"""Names with fewer letters are words too ("Bo", "Li"): taken out only where they are written as names."""


def unnamed(value: str, person: Somebody | None) -> str:
    """``value`` with the alias where it says the person's given or family name, "Jonas'" and "Jonass" too.

    Nothing is known here of other people's names: what is typed on a shared screen names nobody else.
    """
    said = one_line(value)
    if person is None:
        return said
    for word in dict.fromkeys(one_line(person.name).split()):
        if word.casefold() not in said.casefold():  # nearly always, and much quicker than to search
            continue
        letters = re.escape(word)
        case = re.IGNORECASE if len(word) >= _SHORT else re.NOFLAG
        said = re.sub(rf"\b{letters}(?=s?\b)", one_line(person.alias), said, flags=case)
    return said
