"""The arithmetic of a sentence. Everything is "earliest possible – computed": the prison decides.

``served`` days count from the start of the sentence; remand days that count towards it are taken off.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from exin_schema.vocabulary import CustodyKind
from exin_tui.partners.api import Participant, add_months

LEAST_SERVED = 60
"""Days that must be served before probation. Source: straffegjennomføringsloven § 42."""
LEAST_LEFT = 14
"""With fewer days left, probation is given only for weighty reasons. Source: § 42."""
FOUR_MONTHS = 4
"""Before frigang and leave. Source: §§ 20 and 33, regulation §§ 3-14, 3-30."""
LONG_YEARS, LONG_MONTHS = 12, 48
"""A sentence over 12 years has leave after 4 years. Source: § 33, regulation § 3-30."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is recorded of a sentence: its length in days, its start, and remand days that count."""

    days: int
    start: dt.date
    remand: int = 0

    def after(self, served: int) -> dt.date:
        """The day on which ``served`` days have been served, remand counted; not before the start."""
        return self.start + dt.timedelta(days=max(served - self.remand, 0))

    @property
    def third(self) -> int:
        """Days of one third, rounded up."""
        return -(-self.days // 3)

    @property
    def half(self) -> int:
        """Days of one half, rounded up."""
        return -(-self.days // 2)

    @property
    def two_thirds(self) -> int:
        """Days of two thirds, rounded up: before that, two thirds are not served. Rounding is unconfirmed."""
        return -(-self.days * 2 // 3)

    @property
    def probation_after(self) -> int | None:
        """Days to serve before probation; None when fewer than 14 days would then remain."""
        needed = max(self.two_thirds, LEAST_SERVED)
        return needed if self.days - needed >= LEAST_LEFT else None

    @property
    def leave_from(self) -> dt.date:
        """At least 4 months and 1/3 served; over 12 years, 4 years."""
        if self.days > LONG_YEARS * 365:
            return add_months(self.start, LONG_MONTHS)
        return self.four_months_and_a_third

    @property
    def four_months_and_a_third(self) -> dt.date:
        """The later of 4 calendar months and one third. Remand is not counted: the source does not say so."""
        return max(add_months(self.start, FOUR_MONTHS), self.start + dt.timedelta(days=self.third))


def sentence_of(participant: Participant) -> Sentence | None:
    """The sentence as recorded; None in remand, and when days or start are missing."""
    if participant.custody_kind is not CustodyKind.SENTENCE:
        return None
    days, start = participant.facts.get("sentence_days"), participant.facts.get("sentence_start")
    remand = participant.facts.get("remand_days", 0)
    if not isinstance(days, int) or not isinstance(start, dt.date) or not isinstance(remand, int):
        return None
    return Sentence(days, start, remand)


def days_between(start: dt.date, end: dt.date) -> int:
    """Whole days from ``start`` to ``end``."""
    return (end - start).days
