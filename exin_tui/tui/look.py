"""How things are shown now: language, day, what of a person may be seen. A value for whatever draws."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from exin_schema.vocabulary import Language, Mark
from exin_tui.language import say
from exin_tui.privacy.screening import Screening

MARKS: dict[Mark, tuple[str, str]] = {
    Mark.OVERDUE: ("▲", "overdue"),
    Mark.TODAY: ("●", "soon"),
    Mark.SOON: ("○", "muted"),
    Mark.LATER: ("○", "faint"),
    Mark.NONE: ("○", "faint"),
}
"""A mark's symbol and ink."""


@dataclass(frozen=True, slots=True)
class Look:
    """What every drawing function needs to know."""

    language: Language
    today: dt.date
    screening: Screening
    me: str = ""
    """Initials of whoever works here."""
    stale_months: int = 12
    """Months after which a rule says that it was last verified long ago: the programme's figure."""

    def say(self, value: object) -> str:
        """``value`` in the language of the screen."""
        return say(value, self.language)
