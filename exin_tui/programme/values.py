"""What rules take and what they answer with: never a bare yes or no where a user will ask "why?".

``gc=False``: frozen values are in no cycle, and a caseload makes so many that the collector would cost as
much as the rules.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

from exin_schema.programme import RuleSource
from exin_schema.vocabulary import (
    ChecklistKind,
    CustodyKind,
    Phase,
    ProbationState,
    ReleaseStanding,
    SecurityLevel,
    Severity,
)
from exin_tui.language import Sayable


class Why(msgspec.Struct, frozen=True, gc=False):
    """The whole answer to "why?": what was used, how it was worked out, and on whose word."""

    because: Sayable
    """One or two sentences."""
    rule: RuleSource
    computed: Sayable | None = None
    """The arithmetic, such as "9 Dec − 14 days = 25 Nov"."""
    inputs: tuple[tuple[Sayable, object], ...] = ()
    """What went in, named."""
    more: tuple[Why, ...] = ()
    """Further answers, when several rules led here."""


class Due(msgspec.Struct, frozen=True, gc=False):
    """A day on which something is due, and why that day. ``on`` is None when nothing can be computed."""

    on: dt.date | None
    why: Why


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """Something that the rules do not allow: a stable code, a sentence that says what to do, and why."""

    code: str
    message: Sayable
    why: Why | None = None
    overridable: bool = False
    """The team may go past it knowingly, with a reason (capacity)."""


class Alert(msgspec.Struct, frozen=True, gc=False):
    """Something that the board says by itself about a participant."""

    code: str
    """Stable: the rule's id, or partner.rule."""
    severity: Severity
    label: Sayable
    """At most 19 characters in either language: the column's text."""
    message: Sayable
    """The whole sentence."""
    why: Why


class Release(msgspec.Struct, frozen=True, gc=False):
    """The best standing release date of an episode."""

    on: dt.date | None
    standing: ReleaseStanding
    why: Why


class Episode(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One imprisonment, as stored."""

    id: str
    number: int
    kind: CustodyKind
    level: SecurityLevel
    started_on: dt.date | None = None
    ended_on: dt.date | None = None
    full_term_on: dt.date | None = None
    two_thirds_on: dt.date | None = None
    probation: ProbationState = ProbationState.NONE
    probation_on: dt.date | None = None
    decided_on: dt.date | None = None
    released_on: dt.date | None = None


class Consent(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One consent, as stored."""

    line: str
    given_on: dt.date
    expires_on: dt.date | None = None
    withdrawn_on: dt.date | None = None
    role: str = ""
    person: str = ""
    topics: str = ""
    id: str = ""


class Suggested(msgspec.Struct, frozen=True, gc=False):
    """A meeting that is suggested around a release: agreed for a day, marked not needed, or neither."""

    kind: str
    """``release_group``, ``transfer_meeting`` or ``first_group``."""
    agreed_on: dt.date | None = None
    not_needed: bool = False


class Case(msgspec.Struct, frozen=True, gc=False):
    """What the rules need to know of one participant."""

    phase: Phase
    phase_since: dt.date | None = None
    enrolled_on: dt.date | None = None
    referred_on: dt.date | None = None
    closed_on: dt.date | None = None
    birth_date: dt.date | None = None
    episode: Episode | None = None
    """The newest episode; ended ones count for phases 4 and 5."""
    consents: Sequence[Consent] = ()
    last_contact_on: dt.date | None = None
    waiting_since: dt.date | None = None
    """When the application that has waited longest was sent."""
    suggested: Sequence[Suggested] = ()
    discuss_by: dt.date | None = None
    """The drøft of an unplanned release is to be held by this day, and is still owed."""
    critical_overdue: Sequence[tuple[ChecklistKind, str, dt.date]] = ()
    """(checklist, item key, due date) of the critical items that are open and overdue."""
    clarification_left: bool = False
    """Of the four conversations of the intake only the clarification talk is left."""
    overload_of_caseworker: tuple[int, int] | None = None
    """(participants, limit) of the caseworker, when the limit is exceeded."""


class Anchors(msgspec.Struct, frozen=True, gc=False):
    """The days that due dates hang on."""

    kind: ChecklistKind
    in_force_on: dt.date | None
    release: Release
    enrolled_on: dt.date | None = None
    phase_since: dt.date | None = None
    created_on: dt.date | None = None
    """When the task or item itself was made."""


class Urgency(msgspec.Struct, frozen=True, gc=False):
    """Where a participant stands in the list, and why there."""

    key: tuple[int, ...]
    """Smaller comes first."""
    reasons: tuple[Sayable, ...]
    """The whisper: short, said after one another with " · " between."""
    why: tuple[Why, ...] = ()
