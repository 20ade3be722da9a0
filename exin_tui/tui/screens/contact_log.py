"""The sheet of letters for contact: what each logs, and which need a form because more is to be known."""

from __future__ import annotations

from typing import NamedTuple

from exin_schema.vocabulary import ActivityKind
from exin_tui.language import Sayable, text

OTHER = "other"
"""Another day, another colleague, an agency."""


class Logged(NamedTuple):
    """What one letter logs, today."""

    letter: str
    kind: ActivityKind
    reached: bool = True
    asks: bool = False
    """Whether the participant was there is not in the word: a form asks it."""

    @property
    def words(self) -> Sayable:
        """As the sheet says it."""
        if self.reached:
            return self.kind
        return text("{what}: no contact", what=self.kind)


LETTERS = (
    Logged("t", ActivityKind.CALL),
    Logged("m", ActivityKind.MESSAGE),
    Logged("b", ActivityKind.VISIT),
    Logged("o", ActivityKind.FOLLOW_UP_TALK),
    Logged("v", ActivityKind.GUIDANCE_TALK),
    Logged("k", ActivityKind.MAPPING_TALK),
    Logged("g", ActivityKind.RESPONSIBILITY_GROUP),
    Logged("f", ActivityKind.CALL, reached=False),
    Logged("u", ActivityKind.MESSAGE, reached=False),
    Logged("x", ActivityKind.VISIT, reached=False),
    Logged("h", ActivityKind.NEEDS_ASSESSMENT),
    Logged("n", ActivityKind.NAV_TALK, asks=True),
    Logged("e", ActivityKind.AEV, asks=True),
    Logged("r", ActivityKind.VISIT_HOME, asks=True),
    Logged("i", ActivityKind.VISIT_BY_HOME, asks=True),
)
"""What counts as contact is a talk, visit, meeting, or a call or message that was answered [E]; the kinds are
the activity report's [A]. Work with an agency may be without the participant, and is asked about."""


def logged_by(value: str) -> Logged | None:
    """What a letter logs."""
    return next((one for one in LETTERS if one.letter == value), None)
