"""A participant's way through the programme beyond what the board needs: the intake, and what is proposed.

Read when its tab is opened, in a number of statements that does not grow with anything.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import intake_talk
from exin_schema.vocabulary import IntakeOutcome, IntakeTalkKind, Judgement
from exin_tui.caseload.discussion import Proposal, pending_proposal
from exin_tui.caseload.intake import answers
from exin_tui.caseload.stored import read_participant
from exin_tui.programme.intake import AGE, SENTENCE_LEFT, Assessment, check
from exin_tui.programme.values import Refusal, Why

_OUTCOMES = {each.value: each for each in IntakeOutcome}
_WORKED_OUT = frozenset({SENTENCE_LEFT, AGE})


@dataclass(frozen=True, slots=True)
class Talk:
    """One of the four conversations."""

    kind: IntakeTalkKind
    on: dt.date | None
    """Agreed for, or held on; None: neither."""
    held: bool


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the criteria, and its answer."""

    assessment: Assessment
    worked_out: bool
    """By the rules, from the sentence or the date of birth; not answered by hand."""

    @property
    def key(self) -> str:
        """The programme's."""
        return self.assessment.criterion.key

    @property
    def judgement(self) -> Judgement:
        """Yes, no, case by case, unknown."""
        return self.assessment.judgement


@dataclass(frozen=True, slots=True)
class Intake:
    """How far an intake has come."""

    talks: tuple[Talk, ...]
    """All four, in their order."""
    criteria: tuple[Criterion, ...]
    """The active ones, in the programme's order."""
    against: tuple[Refusal, ...]
    """What stands in the way of enrolling: criteria that are not met, consents that are not signed."""
    warnings: tuple[Why, ...]
    enrolled_on: dt.date | None
    outcome: IntakeOutcome | None
    referred_on: dt.date | None

    @property
    def held(self) -> int:
        """How many of the four were held."""
        return sum(talk.held for talk in self.talks)


@dataclass(frozen=True, slots=True)
class Way:
    """What the tabs about the intake and the phases show beside the participant's own view."""

    version: int
    """The participant's."""
    intake: Intake
    proposal: Proposal | None
    discuss_by: dt.date | None
    """The drøft of an unplanned release is owed until this day."""
    closed_on: dt.date | None


def load_way(connection: Connection, participant_id: str, today: dt.date, programme: Programme) -> Way | None:
    """The way of the participant with this id, as of ``today``; None when there is none any more."""
    stored = read_participant(connection, participant_id)
    if stored is None:
        return None
    row, case = stored.participant, stored.case()
    found = check(
        answers(connection, participant_id), case.episode, case.birth_date, case.consents, today, programme
    )
    intake = Intake(
        talks=_talks(connection, participant_id),
        criteria=tuple(Criterion(one, one.criterion.key in _WORKED_OUT) for one in found.assessed),
        against=found.refusals,
        warnings=found.warnings,
        enrolled_on=row["enrolled_on"],
        outcome=_OUTCOMES.get(row["intake_outcome"]),
        referred_on=row["referred_on"],
    )
    return Way(
        int(row["version"]),
        intake,
        pending_proposal(connection, participant_id),
        row["discuss_by"],
        row["closed_on"],
    )


def _talks(connection: Connection, participant_id: str) -> tuple[Talk, ...]:
    rows = connection.execute(
        select(intake_talk.c.kind, intake_talk.c.on, intake_talk.c.held).where(
            intake_talk.c.participant_id == participant_id
        )
    )
    known = {row.kind: (row.on, bool(row.held)) for row in rows}
    return tuple(Talk(kind, *known.get(kind.value, (None, False))) for kind in IntakeTalkKind)
