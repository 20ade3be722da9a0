"""The programme as data: phases, checklists, consent lines, criteria, meeting kinds, limits and rules.

``programme.toml`` beside this module is the guide's own; a team overrides parts of it with a file of its own
(see `exin_schema.programme_file`). A loaded `Programme` is complete, checked and frozen.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

import msgspec

from exin_schema.vocabulary import Certainty, ChecklistKind, ItemKind, Label, Phase, Role, TaskHolder, Topic


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A label as it stands in a file: ``{ nb = "…", en = "…" }``."""

    nb: str
    en: str

    @property
    def label(self) -> Label:
        """As a `Label`."""
        return Label(self.nb, self.en)

    def say(self, language: str, /) -> str:
        """The words in ``language``."""
        return self.nb if language == "nb" else self.en


ANCHORS = ("release_date", "in_force", "enrolled", "phase_start", "created")
"""The days that a due rule may count from."""
ROLLS = ("previous_workday", "next_workday")
"""Where a due date may go that falls on a day off."""
ALERT_LENGTH = 19
"""Characters of what the board says of an alert, at most, in either language: its column shows no more."""


class DueRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When something falls due: an anchor, calendar months and days from it, and where a day off rolls to."""

    anchor: str
    """One of `ANCHORS`."""
    months: int = 0
    days: int = 0
    roll: str | None = None
    """One of `ROLLS`; None: it stays on a day off."""


class PhaseSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the six phases."""

    key: Phase
    name: Words
    what: Words
    work: tuple[Words, ...] = ()
    """Typical work in the phase: help on a participant, and suggested tasks."""
    partners: tuple[Words, ...] = ()
    """The usual partners of the phase."""


class ItemSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a checklist."""

    key: str
    name: Words
    kind: ItemKind = ItemKind.TICK
    sensitive: bool = False
    """Betrays health, drugs or debt: reads "sensitive item" while screened."""
    critical: bool = False
    optional: bool = False
    retired: bool = False
    due: DueRule | None = None
    """Its own due rule; without one it takes its checklist's."""
    requires: tuple[str, ...] = ()
    """For kind ``consents``: the consent lines that must be active."""
    role: str = ""
    """For kind ``contact``: the contact role that makes it done; empty: the one named like the item."""
    alert: Words | None = None
    """What the board says when a critical item is overdue: at most 19 characters in either language."""
    topic: Topic | None = None
    """What a consent must cover before its state leaves the team (ours)."""
    partner: str = ""
    """The partner whose manifest added it; empty for the programme's own."""
    declared: RuleSource | None = None
    """What that manifest says it rests on."""

    @property
    def contact_role(self) -> str:
        """The contact role that makes a contact item done."""
        return self.role or self.key


class TaskSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A task that a partner names: opened for whoever is in one of its phases, or picked by hand."""

    key: str
    partner: str
    step: str
    holder: TaskHolder
    phases: tuple[Phase, ...]
    due: DueRule | None = None
    declared: RuleSource | None = None
    """What the partner's manifest says it rests on."""


class SectionSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A headed part of a checklist."""

    key: str
    name: Words
    items: tuple[ItemSpec, ...]


class ChecklistSpec(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the two checklists."""

    kind: ChecklistKind
    name: Words
    sections: tuple[SectionSpec, ...]

    @property
    def items(self) -> tuple[ItemSpec, ...]:
        """The items of all sections, in order, retired ones too."""
        return tuple(item for section in self.sections for item in section.items)


class ConsentLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the consent form: an agency, with the roles that the form has for it."""

    key: str
    name: Words
    roles: tuple[Words, ...] = ()
    heading: Words | None = None
    """The form's heading over several lines, such as "Andre tjenester"."""
    mandatory: bool = False
    """Must be signed before enrolment."""
    at_release: bool = False
    """Part of the minimum at release."""
    inside: bool = False
    """Asked for until the re-establishment outside is over, since it concerns the imprisonment (ours)."""
    own: bool = False
    """Added by the team."""


class Criterion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An intake criterion."""

    key: str
    name: Words
    blocks: bool = True
    """``no`` as an answer stops the enrolment; otherwise it only warns."""
    project: bool = False
    """A project criterion, which a team can switch off."""
    active: bool = True
    sensitive: bool = False
    """Betrays health or drugs: reads "sensitive item" while screened."""


class MeetingKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of meeting."""

    key: str
    name: Words
    rhythm: Words | None = None
    purpose: Words | None = None
    minutes: int = 60
    team: bool = False
    """A meeting of the team, without a participant."""
    contact: bool = True
    """Counts as contact with the participant when it was held."""


class SuggestedMeeting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A meeting that is suggested around a release, and can be marked not needed."""

    key: str
    name: Words
    meeting: str
    """The meeting kind that answers the suggestion."""
    alert: Words
    """What the board says while it is neither agreed nor marked not needed: at most 19 characters."""
    phases: tuple[Phase, ...]
    """The phases in which it is asked for."""


class ContactRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role that a contact can have for a participant."""

    key: str
    name: Words
    line: str = ""
    """The consent line that covers it."""
    sensitive: bool = False


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Capacity per caseworker, by role: participants at once, and of these in phases 3 and 4."""

    caseworker: tuple[int, int]
    team_leader: tuple[int, int]

    def of(self, role: Role) -> tuple[int, int]:
        """(participants, of these in phases 3 and 4)."""
        return self.team_leader if role is Role.TEAM_LEADER else self.caseworker


class Window(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phase 3: calendar months before the release at which it opens, and from which it should have begun."""

    opens_months: int
    should_months: int


class Offsets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Times that rules use. Days unless the name says months."""

    start_checklist_due: int
    release_checklist_in_force_months: int
    critical_before_release: int
    due_soon: int
    consent_expiring: int
    discuss_unplanned: int
    minimum_sentence_left_months: int
    release_figure: int
    """The span of the figure "out within 4 weeks"."""
    application_waiting: int
    rule_stale_months: int


class ContactGap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Say so when there has been no contact for this many days."""

    phases: tuple[Phase, ...]
    days: int


class RuleSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a rule comes from, how sure that is, and when it was last verified."""

    id: str
    source: Words
    certainty: Certainty | None
    verified: dt.date | None
    """None, like the certainty, only where a partner's manifest says neither; never in the programme."""
    ours: bool = False
    """This project's default, not the guide's: configuration, and shown as such."""
    name: Words | None = None
    """What it is about, as it is told to a reader; without one, its id."""
    sensitive: bool = False
    """That it speaks of somebody betrays health, drugs or debt: not told of them on a shared screen."""


class Programme(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Everything that the programme says, with the team's overrides applied."""

    phases: tuple[PhaseSpec, ...]
    checklists: tuple[ChecklistSpec, ...]
    consents: tuple[ConsentLine, ...]
    criteria: tuple[Criterion, ...]
    meetings: tuple[MeetingKind, ...]
    suggested: tuple[SuggestedMeeting, ...]
    roles: tuple[ContactRole, ...]
    limits: Limits
    offsets: Offsets
    window_high: Window
    window_lower: Window
    contact_gaps: tuple[ContactGap, ...]
    rules: tuple[RuleSource, ...]
    unplanned_release: tuple[Words, ...]
    """The same-day list: where to sleep, money, phone, who picks up, who must be told."""
    tasks: tuple[TaskSpec, ...] = ()
    """What the active partners name; no file of the programme has any."""

    def checklist(self, kind: ChecklistKind) -> ChecklistSpec:
        """The checklist of ``kind``."""
        return next(spec for spec in self.checklists if spec.kind is kind)

    def item(self, kind: ChecklistKind, key: str) -> ItemSpec | None:
        """The item ``key`` of the checklist of ``kind``; None when the programme has none."""
        return self.items_by_key.get((kind, key))

    def rule(self, rule_id: str) -> RuleSource:
        """The source of a rule. Raises KeyError for a rule that the programme does not know."""
        return self.rules_by_id[rule_id]

    def contact_gap(self, phase: Phase) -> int | None:
        """After how many days without contact the board says so; None for a phase in which it does not."""
        return self.gaps_by_phase.get(phase)

    @cached_property
    def items_by_key(self) -> dict[tuple[ChecklistKind, str], ItemSpec]:
        """Every item by its checklist and key; the two checklists may use the same key."""
        return {(spec.kind, item.key): item for spec in self.checklists for item in spec.items}

    @cached_property
    def tasks_by_key(self) -> dict[str, TaskSpec]:
        """Every task by its key."""
        return {task.key: task for task in self.tasks}

    @cached_property
    def rules_by_id(self) -> dict[str, RuleSource]:
        """Every rule by its id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def consents_by_key(self) -> dict[str, ConsentLine]:
        """Every consent line by its key, in the form's order."""
        return {line.key: line for line in self.consents}

    @cached_property
    def meetings_by_key(self) -> dict[str, MeetingKind]:
        """Every meeting kind by its key."""
        return {meeting.key: meeting for meeting in self.meetings}

    @cached_property
    def roles_by_key(self) -> dict[str, ContactRole]:
        """Every contact role by its key."""
        return {role.key: role for role in self.roles}

    @cached_property
    def suggested_by_key(self) -> dict[str, SuggestedMeeting]:
        """Every suggested meeting by its key."""
        return {meeting.key: meeting for meeting in self.suggested}

    @cached_property
    def gaps_by_phase(self) -> dict[Phase, int]:
        """Days without contact after which the board says so, by phase."""
        return {phase: gap.days for gap in self.contact_gaps for phase in gap.phases}
