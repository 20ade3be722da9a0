"""What a partner's tab and its panel on a participant show. Frozen, typed, without language or screening."""

from __future__ import annotations

import datetime as dt

import msgspec

from exin_schema.vocabulary import ConsentStatus, Mark, Phase, TaskHolder
from exin_tui.caseload.models import Person
from exin_tui.language import Sayable
from exin_tui.partners.leftovers import Remnant
from exin_tui.partners.manifest import FieldType
from exin_tui.partners.values import Value
from exin_tui.programme.values import Release, Why


class TabTask(msgspec.Struct, frozen=True):
    """An open task for the partner."""

    id: str
    version: int
    person: Person | None
    key: str
    title: Sayable
    sensitive: bool
    step: str
    holder: TaskHolder
    holder_label: Sayable
    """EX/IN, joint, or the partner by name."""
    due_on: dt.date | None
    days: int | None
    """From today; negative when overdue; None without a due date."""
    mark: Mark
    caseworker: str
    """Initials of who is responsible, else of the participant's caseworker."""


class TabStep(msgspec.Struct, frozen=True):
    """The open tasks of one step, due first; those without a due date last."""

    id: str
    label: Sayable
    tasks: tuple[TabTask, ...]


class Column(msgspec.Struct, frozen=True):
    """A column of facts, or of a record's fields."""

    id: str
    label: Sayable
    type: FieldType
    sensitive: bool = False
    table: bool = True
    """Belongs in the table over everybody; otherwise only on the participant."""


class FactRow(msgspec.Struct, frozen=True):
    """One participant's facts, a value for each column."""

    person: Person
    phase: Phase
    caseworker: str
    release: Release
    consent: ConsentStatus
    """What the partner's consent lines are worth today, the best of them: shown beside every row."""
    narrowed: bool
    """The consent is narrowed to a role, a person or topics."""
    values: tuple[Value, ...]


class RecordRow(msgspec.Struct, frozen=True):
    """One record, a value for each column."""

    id: str
    version: int
    person: Person
    values: tuple[Value, ...]


class RecordTable(msgspec.Struct, frozen=True):
    """All records of one kind, newest first where they have a date, by participant otherwise."""

    id: str
    label: Sayable
    sensitive: bool
    columns: tuple[Column, ...]
    rows: tuple[RecordRow, ...]


class Offer(msgspec.Struct, frozen=True):
    """A task that can be picked: "as needed"."""

    id: str
    """The task's id within the partner."""
    step: str
    title: Sayable
    holder: TaskHolder
    sensitive: bool


class ContactChoice(msgspec.Struct, frozen=True):
    """Somebody who can be a fact's contact."""

    id: str
    name: str
    agency: str


class PartnerTab(msgspec.Struct, frozen=True):
    """A partner's tab: tasks by step, facts and records of the caseload, and what holds."""

    partner: str
    name: Sayable
    tab: Sayable
    today: dt.date
    steps: tuple[TabStep, ...]
    """Only steps with open tasks."""
    columns: tuple[Column, ...]
    facts: tuple[FactRow, ...]
    """Everybody active: who is released next comes first, unknown dates after them, who is out last."""
    records: tuple[RecordTable, ...]
    rules: tuple[Why, ...]
    """The partner's rules with source, certainty and when they were verified."""
    last_change: int

    @property
    def open_tasks(self) -> int:
        """How many tasks are open."""
        return sum(len(step.tasks) for step in self.steps)


class PartnerPanel(msgspec.Struct, frozen=True):
    """What the partner has on one participant."""

    partner: str
    name: Sayable
    tab: Sayable
    today: dt.date
    facts: FactRow
    columns: tuple[Column, ...]
    steps: tuple[TabStep, ...]
    records: tuple[RecordTable, ...]
    offers: tuple[Offer, ...]
    """Tasks that can be picked and are not open; those that are offered come first."""
    last_change: int
    contacts: tuple[ContactChoice, ...] = ()
    """Whom a fact can name; read for a form only (see `exin_tui.partners.tab_reading.contact_choices`)."""
    dropped: tuple[Remnant, ...] = ()
    """What is stored, and this version of the partner does not know."""
