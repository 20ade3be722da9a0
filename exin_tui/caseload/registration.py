"""What is known of a participant when they are entered: by hand, from the team's own list, or in the demo."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from exin_schema.vocabulary import (
    ChecklistKind,
    ClosingReason,
    CustodyKind,
    IntakeOutcome,
    Phase,
    ProbationState,
    ReferralSource,
    SecurityLevel,
)


@dataclass(frozen=True, slots=True)
class Custody:
    """One imprisonment. A date that is not known is None; for remand nothing is computed from guesses."""

    kind: CustodyKind = CustodyKind.SENTENCE
    level: SecurityLevel = SecurityLevel.HIGH
    place: str = ""
    unit: str = ""
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    full_term_on: dt.date | None = None
    two_thirds_on: dt.date | None = None
    probation: ProbationState = ProbationState.NONE
    probation_on: dt.date | None = None
    """The date that was applied for or granted."""
    decided_on: dt.date | None = None
    released_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """One consent: a line, narrowed by role and person where the form has them. Dates are local."""

    line: str
    given_on: dt.date
    expires_on: dt.date | None = None
    withdrawn_on: dt.date | None = None
    role: str = ""
    person: str = ""
    topics: str = ""
    """vocabulary.Topic, separated by spaces; empty: all of them."""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """A participant as entered. What is empty is not known yet, and changes nothing in an update."""

    code: str | None = None
    """None: the team's next one."""
    alias: str | None = None
    """None: a random word."""
    given_name: str = ""
    family_name: str = ""
    birth_date: dt.date | None = None
    phone: str = ""
    phone_verified_on: dt.date | None = None
    address: str = ""
    district: str = ""
    protected_address: bool | None = None
    caseworker: str = ""
    """Initials."""
    phase: Phase | None = None
    """None: intake, for somebody new."""
    phase_since: dt.date | None = None
    soma_reference: str = ""
    referred_by: ReferralSource | None = None
    referred_on: dt.date | None = None
    enrolled_on: dt.date | None = None
    intake_outcome: IntakeOutcome | None = None
    closing_reason: ClosingReason | None = None
    closed_on: dt.date | None = None
    release_group_needed: bool | None = None
    transfer_meeting_needed: bool | None = None
    first_group_needed: bool | None = None
    custody: Custody | None = None
    consents: tuple[ConsentGiven, ...] = ()
    lists_done: frozenset[ChecklistKind] = frozenset()
    """Checklists that were gone through before the participant was entered here: every item is done, signed
    by whoever enters it, on the day they do. Consents are what they are."""


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of a registration."""

    id: str
    code: str
    alias: str
    new: bool
    changed: tuple[str, ...] = ()
    """For an update: the columns that were changed, empty when nothing differed."""
