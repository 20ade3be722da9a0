"""What a list can be narrowed to, one step at a time. Each step is a value; none knows of a screen."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from exin_schema.vocabulary import Label, Language, Mark, Phase, Term
from exin_tui.caseload.figures import out_by, out_soon
from exin_tui.caseload.models import DueRow, MeetingRow, Overview, ParticipantRow
from exin_tui.programme.rules import RuleId

TWELVE_WEEKS = dt.timedelta(days=84)


class Quick(Term):
    """The quick filters; the value is the word on the command line."""

    OVERDUE = "overdue", "over frist", "overdue"
    DUE_TODAY = "due-today", "frist i dag", "due today"
    DUE_SOON = "due-soon", "frist innen 7 dager", "due within 7 days"
    OUT_4_WEEKS = "out-4-weeks", "ut innen 4 uker", "out within 4 weeks"
    OUT_12_WEEKS = "out-12-weeks", "ut innen 12 uker", "out within 12 weeks"
    PHASE_3_LATE = "phase-3-late", "fase 3 skulle vært i gang", "phase 3 should have begun"
    NO_CONTACT = "no-contact", "ingen kontakt", "no contact"
    CONSENT = "consent", "samtykke mangler eller løper ut", "consent missing or expiring"
    APPLICATION = "application", "søknad venter", "application waiting"
    OVER_CAPACITY = "over-capacity", "kapasitet overskredet", "capacity exceeded"
    UNASSIGNED = "unassigned", "ikke tildelt", "not assigned"


@dataclass(frozen=True, slots=True)
class Context:
    """What a step may look at beside the row itself: the whole list, and whether names may be searched."""

    overview: Overview
    screened: bool = True


def _alerted(*rules: RuleId) -> Callable[[ParticipantRow, Overview], bool]:
    return lambda row, _: any(alert.code in rules for alert in row.alerts)


def _over_capacity(row: ParticipantRow, overview: Overview) -> bool:
    return any(one.over and one.initials == row.caseworker for one in overview.capacity)


_ROWS: dict[Quick, Callable[[ParticipantRow, Overview], bool]] = {
    Quick.OVERDUE: lambda row, _: row.overdue > 0,
    Quick.DUE_TODAY: lambda row, _: row.due_today > 0,
    Quick.DUE_SOON: lambda row, _: row.due_soon > 0,
    Quick.OUT_4_WEEKS: out_soon,
    Quick.OUT_12_WEEKS: lambda row, overview: out_by(row, overview.today, overview.today + TWELVE_WEEKS),
    Quick.PHASE_3_LATE: _alerted(RuleId.PHASE3_WINDOW),
    Quick.NO_CONTACT: _alerted(RuleId.NO_CONTACT),
    Quick.CONSENT: _alerted(RuleId.CONSENT_MANDATORY, RuleId.CONSENT_AT_RELEASE, RuleId.CONSENT_EXPIRING),
    Quick.APPLICATION: _alerted(RuleId.APPLICATION_WAITING),
    Quick.OVER_CAPACITY: _over_capacity,
    Quick.UNASSIGNED: lambda row, _: not row.caseworker,
}
_MARKS = {Quick.OVERDUE: Mark.OVERDUE, Quick.DUE_TODAY: Mark.TODAY, Quick.DUE_SOON: Mark.SOON}


@dataclass(frozen=True, slots=True)
class QuickStep:
    """One of the quick filters."""

    quick: Quick

    def row(self, row: ParticipantRow, context: Context) -> bool:
        """The participant is shown."""
        return _ROWS[self.quick](row, context.overview)

    def due(self, due: DueRow, row: ParticipantRow | None, context: Context) -> bool:
        """By the mark where the filter is about due dates, else by whose it is."""
        mark = _MARKS.get(self.quick)
        return due.mark is mark if mark is not None else row is not None and self.row(row, context)

    def meeting(self, _meeting: MeetingRow, row: ParticipantRow | None, context: Context) -> bool:
        """The meeting's participant is shown."""
        return row is not None and self.row(row, context)

    def say(self, language: Language, /) -> str:
        """What the header says."""
        return self.quick.say(language)


@dataclass(frozen=True, slots=True)
class PhaseStep:
    """Participants in one phase."""

    phase: Phase

    def row(self, row: ParticipantRow, _context: Context) -> bool:
        """The participant is shown."""
        return row.phase is self.phase

    def due(self, _due: DueRow, row: ParticipantRow | None, context: Context) -> bool:
        """Its participant is shown."""
        return row is not None and self.row(row, context)

    def meeting(self, _meeting: MeetingRow, row: ParticipantRow | None, context: Context) -> bool:
        """The meeting's participant is shown."""
        return row is not None and self.row(row, context)

    def say(self, language: Language, /) -> str:
        """What the header says."""
        return f"{self.phase.number} {self.phase.say(language)}"


@dataclass(frozen=True, slots=True)
class CaseworkerStep:
    """What one caseworker answers for: their participants, and what they are responsible for with others."""

    initials: str
    mine: bool = False
    """The caseworker is who works here now."""

    def row(self, row: ParticipantRow, _context: Context) -> bool:
        """The participant is shown."""
        return row.caseworker == self.initials

    def due(self, due: DueRow, row: ParticipantRow | None, context: Context) -> bool:
        """They are responsible, or the participant is theirs."""
        return due.caseworker == self.initials or (row is not None and self.row(row, context))

    def meeting(self, meeting: MeetingRow, row: ParticipantRow | None, context: Context) -> bool:
        """It is theirs, or their participant's."""
        return meeting.caseworker == self.initials or (row is not None and self.row(row, context))

    def say(self, language: Language, /) -> str:
        """What the header says."""
        return MINE.say(language) if self.mine else self.initials


MINE = Label("mine", "mine")


@dataclass(frozen=True, slots=True)
class SearchStep:
    """Words that stand in the code or the alias; in the name only while the screen is open."""

    words: str

    def row(self, row: ParticipantRow, context: Context) -> bool:
        """Every word is found."""
        person = row.person
        shown = f"{person.code} {person.alias}" if context.screened else " ".join(person_words(row))
        where = folded(shown)
        return all(word in where for word in folded(self.words).split())

    def due(self, _due: DueRow, row: ParticipantRow | None, context: Context) -> bool:
        """Its participant is found."""
        return row is not None and self.row(row, context)

    def meeting(self, _meeting: MeetingRow, row: ParticipantRow | None, context: Context) -> bool:
        """The meeting's participant is found."""
        return row is not None and self.row(row, context)

    def say(self, language: Language, /) -> str:
        """What the header says."""
        return f"«{self.words}»" if language == "nb" else f"“{self.words}”"


def person_words(row: ParticipantRow) -> tuple[str, str, str]:
    """What an open screen can be searched for."""
    return row.person.code, row.person.alias, row.person.name


def folded(words: str) -> str:
    """Without regard to case; å typed as a letter and a ring is the same å."""
    return unicodedata.normalize("NFC", words).casefold()


Step: TypeAlias = QuickStep | PhaseStep | CaseworkerStep | SearchStep
