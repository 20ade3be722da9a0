"""A filter: steps that narrow the dashboard together, and an order. Immutable; knows no screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from exin_schema.vocabulary import Label, Language, Phase
from exin_tui.caseload.filter_steps import (
    CaseworkerStep,
    Context,
    PhaseStep,
    Quick,
    QuickStep,
    SearchStep,
    Step,
)
from exin_tui.caseload.models import Overview
from exin_tui.caseload.sorting import Sort, in_order
from exin_tui.privacy.sanitise import one_line

__all__ = [
    "CaseworkerStep",
    "Filter",
    "PhaseStep",
    "Quick",
    "QuickStep",
    "SearchStep",
    "Sort",
    "Step",
]

ALL = Label("alle", "all")


def clean_search(words: str) -> str:
    """What was typed, without control characters and double spaces."""
    return " ".join(one_line(words).split())


@dataclass(frozen=True, slots=True)
class Filter:
    """Steps in the order in which they were taken, all of which must hold, and how the list is sorted.

    Quick filters add up; of the phase, the caseworker and the search there is one at a time.
    """

    steps: tuple[Step, ...] = ()
    sort: Sort = Sort.URGENCY

    def toggle(self, step: Step) -> Filter:
        """``step`` taken back if it is there, else taken last, in place of another of its kind."""
        if step in self.steps:
            return replace(self, steps=tuple(one for one in self.steps if one != step))
        kept = (one for one in self.steps if isinstance(one, QuickStep) or type(one) is not type(step))
        return replace(self, steps=(*kept, step))

    def quick(self, quick: Quick) -> Filter:
        """A quick filter on, or off again."""
        return self.toggle(QuickStep(quick))

    def phase(self, phase: Phase | None) -> Filter:
        """One phase; the same again, or None, and it is all phases."""
        return self._without(PhaseStep) if phase is None else self.toggle(PhaseStep(phase))

    def mine(self, initials: str) -> Filter:
        """What the person with ``initials`` answers for, who works here now; again, and it is everybody's."""
        return self.toggle(CaseworkerStep(initials, mine=True))

    def caseworker(self, initials: str) -> Filter:
        """What one caseworker answers for; again, and it is everybody's."""
        return self.toggle(CaseworkerStep(initials))

    def search(self, words: str) -> Filter:
        """What is typed into the search; nothing typed, nothing searched."""
        clean = clean_search(words)
        rest = self._without(SearchStep)
        return replace(rest, steps=(*rest.steps, SearchStep(clean))) if clean else rest

    def sorted_by(self, sort: Sort) -> Filter:
        """The same, in another order."""
        return replace(self, sort=sort)

    def without_last(self) -> Filter:
        """The last step off: Backspace."""
        return replace(self, steps=self.steps[:-1])

    def cleared(self) -> Filter:
        """Every step off; the order stays."""
        return replace(self, steps=())

    def _without(self, kind: type[Step]) -> Filter:
        return replace(self, steps=tuple(step for step in self.steps if not isinstance(step, kind)))

    @property
    def searched(self) -> str:
        """The words that are searched for; empty when none are."""
        return next((step.words for step in self.steps if isinstance(step, SearchStep)), "")

    def apply(self, overview: Overview, *, screened: bool = True) -> Overview:
        """Participants, due rows and meetings narrowed together; capacity and the rest as they were.

        Always applied to the whole overview. While ``screened`` names are not searched: a hit would tell.
        """
        if not self.steps and self.sort is Sort.URGENCY:
            return overview
        context = Context(overview, screened)
        of = {row.person.id: row for row in overview.rows}
        shown = [row for row in overview.rows if all(step.row(row, context) for step in self.steps)]
        return msgspec.structs.replace(
            overview,
            rows=in_order(shown, self.sort),
            due=tuple(
                due
                for due in overview.due
                if all(
                    step.due(due, of.get(due.person.id) if due.person else None, context)
                    for step in self.steps
                )
            ),
            meetings=tuple(
                meeting
                for meeting in overview.meetings
                for row in (of.get(meeting.person.id) if meeting.person else None,)
                if all(step.meeting(meeting, row, context) for step in self.steps)
            ),
        )

    def say(self, language: Language, /) -> str:
        """What the header says: ``alle · verst først``, ``2 Under soning · over frist · etter kode``."""
        steps = [step.say(language) for step in self.steps] or [ALL.say(language)]
        return " · ".join([*steps, self.sort.say(language)])
