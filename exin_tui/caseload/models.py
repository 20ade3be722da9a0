"""The read models of the board. Frozen, complete, without a word that depends on language or screening."""

from __future__ import annotations

import datetime as dt

import msgspec

from exin_schema.programme import RuleSource
from exin_schema.vocabulary import (
    ChecklistKind,
    CustodyKind,
    ItemKind,
    ItemState,
    Label,
    Mark,
    Phase,
    Role,
    SecurityLevel,
    Severity,
)
from exin_tui.caseload.consent_models import ConsentView
from exin_tui.caseload.phase_models import EpisodeView, TransitionView
from exin_tui.language import Sayable
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Release, Urgency, Why


class Person(msgspec.Struct, frozen=True, gc=False):
    """Who a row is about. What of it is shown is decided by `exin_tui.privacy.screening`."""

    id: str
    code: str
    alias: str
    name: str
    protected: bool = False


class ParticipantRow(msgspec.Struct, frozen=True, gc=False):
    """One participant on the dashboard."""

    person: Person
    version: int
    phase: Phase
    phase_since: dt.date | None
    caseworker: str
    """Initials; empty: not assigned."""
    release: Release
    out: bool
    """Known to be outside: the release column says "out"; without any recorded custody, from phase 4 on."""
    level: SecurityLevel | None
    custody: CustodyKind | None
    place: str
    overdue: int
    """Open items and tasks with a due date before today."""
    due_today: int
    due_soon: int
    """Due within 7 days (configurable), today not counted."""
    done: int
    total: int
    """Checklist progress of the list in force."""
    alerts: tuple[Alert, ...]
    """Loudest first, the caseworker's exceeded capacity among them."""
    next_meeting: MeetingRow | None
    last_contact_on: dt.date | None
    urgency: Urgency

    @property
    def headline(self) -> Alert | None:
        """The alert whose label is in the column: the loudest one that asks for something of this row.

        An exceeded capacity is the caseworker's, and stands in the header; what a partner only notes stands
        in its own tab. Repeated in every row they would bury what is the participant's own.
        """
        return next((alert for alert in self.alerts if not _elsewhere(alert)), None)


_OWN = frozenset(RuleId)


def _elsewhere(alert: Alert) -> bool:
    noted_by_partner = alert.code not in _OWN and alert.severity is Severity.NOTE
    return noted_by_partner or alert.code == RuleId.CAPACITY


class DueRow(msgspec.Struct, frozen=True, gc=False):
    """Something open with a due date: a checklist item or a task."""

    id: str
    version: int
    kind: str
    """``item`` or ``task``."""
    person: Person | None
    """None for a task of the team's own."""
    key: str
    label: Sayable
    sensitive: bool
    due_on: dt.date
    days: int
    """From today; negative when overdue."""
    mark: Mark
    caseworker: str
    critical: bool = False
    list: str = ""
    """The checklist's kind; empty for a task."""


class MeetingRow(msgspec.Struct, frozen=True, gc=False):
    """One meeting (one instance of a recurring one)."""

    id: str
    person: Person | None
    kind: str
    label: Sayable
    starts_at: dt.datetime
    """In Oslo."""
    ends_at: dt.datetime
    all_day: bool
    place: str
    caseworker: str
    title: str = ""
    """What a meeting of kind other was called by whoever made it; not for a shared screen."""
    version: int = 0


class CapacityRow(msgspec.Struct, frozen=True, gc=False):
    """How many participants a caseworker has, against the limits."""

    initials: str
    name: str
    role: Role
    active: int
    demanding: int
    """Of these in phases 3 and 4."""
    limit: int
    demanding_limit: int
    reason: str = ""
    """Why the team went past the limit, while it is exceeded."""
    reason_by: str = ""

    @property
    def over(self) -> bool:
        """Past either limit."""
        return self.active > self.limit or self.demanding > self.demanding_limit


class Overview(msgspec.Struct, frozen=True, gc=False):
    """All that the dashboard shows, read in one snapshot."""

    today: dt.date
    team: str
    rows: tuple[ParticipantRow, ...]
    """Every active participant, most urgent first."""
    due: tuple[DueRow, ...]
    """Open, due at the latest within the span of "soon"; worst first."""
    meetings: tuple[MeetingRow, ...]
    """From today, 7 days, in order of time."""
    capacity: tuple[CapacityRow, ...]
    last_change: int
    soon_until: dt.date = dt.date.max
    """The last day that counts as "soon"."""
    release_until: dt.date = dt.date.max
    """The last day of the figure "out within 4 weeks"."""


class ItemRow(msgspec.Struct, frozen=True, gc=False):
    """One line of a participant's checklist."""

    id: str
    version: int
    key: str
    section: str
    label: Sayable
    kind: ItemKind
    sensitive: bool
    critical: bool
    optional: bool
    state: ItemState
    due_on: dt.date | None
    due_override: bool
    mark: Mark
    responsible: str
    value_on: dt.date | None
    contact: str
    """The attached contact's name."""
    reason: str
    confirmed_with: str
    note: str
    changed_at: dt.datetime | None
    changed_by: str
    why: Why
    """Why it is due on that day."""
    declared: RuleSource | None = None
    """What a partner's manifest says that its item rests on."""


class ChecklistView(msgspec.Struct, frozen=True, gc=False):
    """One of a participant's checklists."""

    id: str
    kind: ChecklistKind
    episode: int
    in_force_on: dt.date | None
    in_force_why: Why | None
    sections: tuple[tuple[str, Label], ...]
    """(key, heading), in order."""
    items: tuple[ItemRow, ...]

    @property
    def done(self) -> int:
        """How many are no longer open."""
        return sum(not item.state.open for item in self.items)


class ContactView(msgspec.Struct, frozen=True, gc=False):
    """A named person with a role for a participant."""

    id: str
    name: str
    role: str
    role_label: Sayable
    agency: str
    phone: str
    email: str
    sensitive: bool
    attached_id: str = ""
    """Of what ties the contact to the participant."""
    attached_version: int = 0
    line: str = ""
    """The consent line that opens it: the agency's, which goes before the role's."""


class TaskOrigin(msgspec.Struct, frozen=True, gc=False):
    """Where a partner's task comes from."""

    partner: Sayable
    step: Sayable
    holder: Sayable
    """EX/IN, joint, or the partner by name."""
    declared: RuleSource | None
    """What the partner's manifest says that the task rests on; None while the partner takes no part."""
    opened: Sayable | None
    """By which phase, by whom, or by the partner's rule, and when; None where the log does not say."""


class TaskView(msgspec.Struct, frozen=True, gc=False):
    """One task of a participant."""

    id: str
    version: int
    title: Sayable
    partner: str
    step: str
    holder: str
    state: str
    due_on: dt.date | None
    mark: Mark
    responsible: str
    due_override: bool = False
    snoozed_until: dt.date | None = None
    reason: str = ""
    """Why not needed."""
    note: str = ""
    changed_at: dt.datetime | None = None
    changed_by: str = ""
    sensitive: bool = False
    """The title betrays health, drugs or debt."""
    snooze_reason: str = ""
    typed: bool = True
    """Its title was typed by somebody; otherwise it is the programme's or a partner's."""
    why: Why | None = None
    """Why it is due on its day, or on none though a rule of the partner's gives one."""
    origin: TaskOrigin | None = None
    """Where a partner's comes from."""
    key: str = ""
    """As a partner's or the programme's is stored; empty for one that was typed."""

    @property
    def open(self) -> bool:
        """Still to be done."""
        return self.state == "open"


class ParticipantView(msgspec.Struct, frozen=True, gc=False):
    """All that the participant screen shows, read in one snapshot."""

    today: dt.date
    row: ParticipantRow
    birth_date: dt.date | None
    phone: str
    phone_verified_on: dt.date | None
    address: str
    district: str
    soma_reference: str
    enrolled_on: dt.date | None
    checklists: tuple[ChecklistView, ...]
    """The one in force first."""
    tasks: tuple[TaskView, ...]
    meetings: tuple[MeetingRow, ...]
    contacts: tuple[ContactView, ...]
    consents: tuple[ConsentView, ...]
    transitions: tuple[TransitionView, ...]
    episodes: tuple[EpisodeView, ...]
    """Newest first."""
    last_change: int
    closed_on: dt.date | None = None
    """The follow-up has ended."""
