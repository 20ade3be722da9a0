"""What the statements of the read side return, column by column: the raw material of the read models."""

from __future__ import annotations

import datetime as dt

import msgspec

from exin_schema.vocabulary import (
    ChecklistKind,
    CustodyKind,
    MeetingOutcome,
    MeetingStatus,
    Phase,
    ProbationState,
    Role,
    SecurityLevel,
)
from exin_tui.programme.values import Episode

CLARIFICATION_LEFT = 3
"""The value of ``talks_held`` that says that just the clarification talk is left."""


class CaseworkerRecord(msgspec.Struct, frozen=True, gc=False):
    """One of the team, or one who left."""

    id: str
    initials: str
    name: str
    role: Role
    capacity: int | None
    demanding_capacity: int | None
    active: bool
    overload_reason: str
    overload_by: str


class TeamRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The team's name and the highest id of the change log, with one of the team, those who left too.

    Everything may be missing: on a fresh database there is neither a team nor a change nor a caseworker.
    """

    team: str | None
    last_change: int | None
    id: str | None
    initials: str | None
    name: str | None
    role: Role | None
    capacity: int | None
    demanding_capacity: int | None
    active: bool | None
    overload_reason: str | None
    overload_by: str | None

    @property
    def caseworker(self) -> CaseworkerRecord | None:
        """Who the row is about; None while there is nobody."""
        if self.id is None or self.initials is None or self.role is None:
            return None
        return CaseworkerRecord(
            id=self.id,
            initials=self.initials,
            name=self.name or "",
            role=self.role,
            capacity=self.capacity,
            demanding_capacity=self.demanding_capacity,
            active=bool(self.active),
            overload_reason=self.overload_reason or "",
            overload_by=self.overload_by or "",
        )


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
    """The clarification talk counts ten, each other one: see `CLARIFICATION_LEFT`."""
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


class ConsentDetailRecord(ConsentRecord, frozen=True, array_like=True, gc=False):
    """One consent with what only the participant's own screen shows."""

    version: int
    document: str
    stay: int | None
    """The number of the imprisonment that it is tied to."""


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


class WorkRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A line of one of a participant's checklists, or a task (the checklist is missing).

    A checklist without items comes once, without an id.
    """

    checklist_id: str | None
    episode_id: str | None
    kind: ChecklistKind | None
    in_force_on: dt.date | None
    position: int | None
    value_on: dt.date | None
    contact: str | None
    confirmed_with: str | None
    id: str | None
    version: int | None
    key: str | None
    state: str | None
    due_on: dt.date | None
    due_override: bool | None
    responsible: str | None
    reason: str | None
    note: str | None
    changed_at: dt.datetime | None
    changed_by: str | None
    title: str | None
    partner: str | None
    step: str | None
    holder: str | None
    snoozed_until: dt.date | None
    snooze_reason: str | None
    opened_at: dt.datetime | None
    """When the log says that the task was made."""
    opened_by: str | None
    opened_command: str | None


class ContactRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A named person with a role for a participant."""

    id: str
    name: str
    role: str
    agency: str | None
    phone: str
    email: str
    attached_id: str
    attached_version: int
    line: str | None
    """The agency's consent line."""


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
