"""Who has a right to school, and until when. Computed here, not decided: the school decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from exin_schema.vocabulary import Label, Severity
from exin_tui.partners.api import Alert, Computed, Participant, Sentence, add_months, sentence

YOUTH_UNTIL_AGE = 24
"""The right ends with the school year that starts the year one turns 24. Source: opplæringslova § 5-1."""
ADULT_FROM_AGE = 19
"""The adult track can be chosen from the year one turns 19. Source: opplæringslova § 18-3."""
WARNING_MONTHS, ALERT_MONTHS = 12, 3
COMPLETED = frozenset({"upper_completed", "higher"})
BASIC_MISSING = "basic_not_completed"
COMPUTED_HERE = Label(
    "Regnet ut her, ikke vedtatt. Skolen avgjør.", "Computed here, not decided. The school decides."
)
DECIDED = Label("Vedtatt av skolen.", "Decided by the school.")
YOUTH = Label("ungdomsrett", "youth right")
TURNS_24 = Label("året en fyller 24", "the year one turns 24")


@dataclass(frozen=True, slots=True)
class Youth:
    """When the youth right ends, and on whose word."""

    until: dt.date
    turns_24: int | None
    """The year; None when the school has decided the date."""

    @property
    def official(self) -> bool:
        """The school has decided it, which wins over the rule."""
        return self.turns_24 is None

    @property
    def standing(self) -> Label:
        """Decided or computed."""
        return DECIDED if self.official else COMPUTED_HERE

    @property
    def computed(self) -> Sentence | None:
        """``turns 24 in 2026 → school year 2026–27 → 31 July 2027``."""
        if self.turns_24 is None:
            return None
        short = f"{(self.turns_24 + 1) % 100:02}"
        return sentence(
            "fyller 24 i {year} → skoleåret {year}–{next} → {until}",
            "turns 24 in {year} → school year {year}–{next} → {until}",
            year=self.turns_24,
            next=Label(short, short),  # a bare string would be text of the team's
            until=self.until,
        )

    @property
    def inputs(self) -> tuple[tuple[Label, object], ...]:
        """The year, and not the date of birth: this stands on shared screens."""
        return ((TURNS_24, self.turns_24),) if self.turns_24 is not None else ()


def youth_right(participant: Participant) -> Youth | None:
    """The end of the youth right: 31 July of the school year that starts the year one turns 24.

    What the school decided wins. None when upper secondary is achieved, which ends the right whatever was
    decided, and when the date of birth is not recorded.
    """
    if participant.facts.get("level") in COMPLETED:
        return None
    decided = participant.facts.get("youth_right_until")
    if isinstance(decided, dt.date):
        return Youth(decided, None)
    if participant.birth_date is None:
        return None
    year = participant.birth_date.year + YOUTH_UNTIL_AGE
    return Youth(dt.date(year + 1, 7, 31), year)


@dataclass(frozen=True, slots=True)
class YouthRight:
    """A right that runs out within 12 months is a warning, within 3 months an alert."""

    id: str = "youth_right"

    def evaluate(self, participant: Participant, today: dt.date) -> Iterator[Alert]:
        """Calendar months before the last day of the right; nothing when it has run out."""
        right = youth_right(participant)
        if right is None or not today <= right.until or today < add_months(right.until, -WARNING_MONTHS):
            return
        near = today >= add_months(right.until, -ALERT_MONTHS)
        yield Alert(
            Severity.ALERT if near else Severity.WARNING,
            Label("Ungdomsrett ut", "Youth right ends"),
            sentence(
                "Ungdomsretten til videregående løper ut {until}. {standing}",
                "The youth right to upper secondary ends {until}. {standing}",
                until=right.until,
                standing=right.standing,
            ),
            right.computed,
            right.inputs,
        )


def right_of(participant: Participant, today: dt.date) -> Computed:
    """Youth right, adult track, basic school for adults, achieved, or unknown."""
    level = participant.facts.get("level")
    if level in COMPLETED:
        achieved = Label("fullført videregående", "upper secondary completed")
        return Computed(achieved, "youth_right", Label("Retten er brukt.", "The right is achieved."))
    if (
        level == BASIC_MISSING
        and participant.birth_date is not None
        and is_adult(participant.birth_date, today)
    ):
        return Computed(
            Label("grunnskole for voksne", "basic school for adults"),
            "adult_right",
            Label("Grunnskole er ikke fullført.", "Grunnskole is not completed."),
        )
    right = youth_right(participant)
    if right is None:
        unknown = Label("Fødselsdato mangler.", "The date of birth is missing.")
        return Computed(None, "youth_right", unknown)
    if today <= right.until:
        return Computed(YOUTH, "youth_right", right.standing, right.computed, right.inputs, right.official)
    because = Label(
        "Ungdomsretten er over; ingen øvre alder for voksne.",
        "The youth right is over; adults have no upper age.",
    )
    return Computed(Label("voksenrett", "adult right"), "adult_right", because, right.computed, right.inputs)


def is_adult(born: dt.date, today: dt.date) -> bool:
    """From the year in which one turns 19, whatever the day."""
    return today.year - born.year >= ADULT_FROM_AGE
