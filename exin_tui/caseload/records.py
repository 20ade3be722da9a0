"""What the statements of the read side return, column by column: the raw material of the read models."""

from __future__ import annotations

import datetime as dt

import msgspec

from exin_schema.vocabulary import (
    ChecklistKind,
    CustodyKind,
    ItemState,
    MeetingOutcome,
    MeetingStatus,
    Phase,
    ProbationState,
    Role,
    SecurityLevel,
    TaskState,
)
from exin_tui.programme.values import Episode


class Header(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The team's name and the highest id of the change log; neither on a fresh database."""

    team: str | None
    last_change: int | None


class CaseworkerRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One of the team, those who have left too."""

    id: str
    initials: str
    name: str
    role: Role
    capacity: int | None
    demanding_capacity: int | None
    active: bool
    overload_reason: str
    overload_by: str


class ParticipantRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A participant with the newest custody episode, the last contact, and what has waited longest."""

    id: str
    version: int
    code: str
    alias: str
    given_name: str
    family_name: str
    protected: bool
    caseworker_id: str | None
    phase: Phase
    phase_since: dt.date | None
    enrolled_on: dt.date | None
    referred_on: dt.date | None
    closed_on: dt.date | None
    birth_date: dt.date | None
    release_group_needed: bool | None
    transfer_meeting_needed: bool | None
    first_group_needed: bool | None
    discuss_by: dt.date | None
    last_contact_on: dt.date | None
    waiting_since: dt.date | None
    talks_held: int | None
    """See `exin_tui.caseload.statements.CLARIFICATION_LEFT`."""
    episode_id: str | None
    number: int | None
    kind: CustodyKind | None
    level: SecurityLevel | None
    started_on: dt.date | None
    ended_on: dt.date | None
    full_term_on: dt.date | None
    two_thirds_on: dt.date | None
    probation: ProbationState | None
    probation_on: dt.date | None
    decided_on: dt.date | None
    released_on: dt.date | None
    place: str | None

    @property
    def episode(self) -> Episode | None:
        """The newest imprisonment; None for who never was in custody."""
        if self.episode_id is None or self.number is None or self.kind is None or self.level is None:
            return None
        return Episode(
            self.episode_id,
            self.number,
            self.kind,
            self.level,
            self.started_on,
            self.ended_on,
            self.full_term_on,
            self.two_thirds_on,
            self.probation or ProbationState.NONE,
            self.probation_on,
            self.decided_on,
            self.released_on,
        )


class DetailRecord(ParticipantRecord, frozen=True, array_like=True, gc=False):
    """A participant with one imprisonment (a row for each), and what only their own screen shows."""

    unit: str | None
    phone: str
    phone_verified_on: dt.date | None
    address: str
    district: str
    soma_reference: str
    initials: str | None
    role: Role | None
    capacity: int | None
    demanding_capacity: int | None
    assigned: int
    """How many active participants the same caseworker has."""
    demanding: int
    """Of these in phases 3 and 4."""
    last_change: int | None


class ProgressRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How far one checklist in force has come."""

    participant_id: str
    episode_id: str | None
    kind: ChecklistKind
    in_force_on: dt.date
    total: int
    open: int


class ConsentRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One consent, with whose it is."""

    participant_id: str
    line: str
    given_on: dt.date
    expires_on: dt.date | None
    withdrawn_on: dt.date | None
    role: str
    person: str
    topics: str
    id: str


class DueRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An open checklist item or task with a due date."""

    list: str
    """The checklist's kind; empty for a task."""
    id: str
    version: int
    participant_id: str | None
    key: str
    title: str
    due_on: dt.date
    responsible_id: str | None


class MeetingRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A meeting as stored: one of its own, a series, or the changed instance of a series."""

    id: str
    version: int
    participant_id: str | None
    series_id: str | None
    recurrence_id: dt.datetime | None
    kind: str
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    all_day_on: dt.date | None
    rrule: str | None
    exdates: str
    status: MeetingStatus
    outcome: MeetingOutcome | None
    place: str
    caseworker: str | None
    """Initials."""


class ItemRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A checklist, and one of its items; an empty checklist comes without."""

    checklist_id: str
    episode_id: str | None
    kind: ChecklistKind
    in_force_on: dt.date | None
    id: str | None
    version: int | None
    key: str | None
    state: ItemState | None
    due_on: dt.date | None
    due_override: bool | None
    responsible: str | None
    value_on: dt.date | None
    contact: str | None
    reason: str | None
    confirmed_with: str | None
    note: str | None
    changed_at: dt.datetime | None
    changed_by: str | None


class TaskRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One task of a participant."""

    id: str
    version: int
    key: str | None
    title: str
    partner: str | None
    step: str
    holder: str
    state: TaskState
    due_on: dt.date | None
    snoozed_until: dt.date | None
    responsible: str | None


class ContactRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A named person with a role for a participant."""

    id: str
    name: str
    role: str
    agency: str | None
    phone: str
    email: str


class TransitionRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One move between phases."""

    from_phase: Phase | None
    to_phase: Phase
    on: dt.date
    reason: str
    possibilities: str
    limits: str
    special: str
    took_part: str
    unplanned: bool
