"""What a partner's ``partner.toml`` may say, as types.

Every ``id`` below is stored with the partner's own id before it: item ``conditions_read`` of partner
``probation`` is ``probation.conditions_read`` everywhere in the program. `exin_tui.partners.reading` reads a
manifest and says what is wrong with it; a `Manifest` that came from there is complete and checked.
"""

from __future__ import annotations

import datetime as dt
import enum

import msgspec

from exin_schema.programme import DueRule, Words
from exin_schema.vocabulary import (
    ApplicationKind,
    Certainty,
    ChecklistKind,
    ItemKind,
    Label,
    Phase,
    TaskHolder,
    Topic,
)

API = 1
"""The partner API that this version of the program offers."""


class FieldType(enum.StrEnum):
    """What a fact, or a field of a record, may hold."""

    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"
    DATETIME = "datetime"
    INT = "int"
    BOOL = "bool"
    CONTACT = "contact"


class ExportFormat(enum.StrEnum):
    """The file formats of an export."""

    CSV = "csv"
    XLSX = "xlsx"
    MARKDOWN = "md"
    JSON = "json"


class Scope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the partner's code may see, and what a consent must cover before anything goes out."""

    fields: tuple[str, ...] = ()
    """Fields of a participant: see `exin_tui.partners.scope.FIELDS`."""
    topics: tuple[Topic, ...] = ()
    applications: tuple[ApplicationKind, ...] = ()
    """The kinds of application whose state its code may see inside the team; they are never sent."""


class RoleDecl(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role that a contact can have for a participant."""

    id: str
    name: Words
    line: str = ""
    """The consent line that covers it; without one, the partner's first."""
    same_as: str = ""
    """A role that the programme has already: the partner claims it, and nothing is added."""
    sensitive: bool = False


class MeetingDecl(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of meeting."""

    id: str
    name: Words
    minutes: int = 60
    contact: bool = True
    """Counts as contact with the participant when it was held."""
    same_as: str = ""
    """A kind that the programme has already: the partner claims it, and nothing is added."""


class ItemDecl(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"checklist": "list"}):
    """A line that joins one of the programme's checklists."""

    id: str
    checklist: ChecklistKind
    name: Words
    due: DueRule | None = None
    kind: ItemKind = ItemKind.TICK
    sensitive: bool = False
    critical: bool = False
    optional: bool = False
    topic: Topic | None = None
    """What a consent must cover before its state leaves the team."""
    source: str | Words = ""


class StepDecl(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A step of the cooperation that the four usual ones do not cover."""

    id: str
    name: Words


class TaskDecl(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something to do, with the step it belongs to and who holds it."""

    id: str
    step: str
    holder: TaskHolder
    name: Words
    phases: tuple[Phase, ...] = ()
    """Opened for a participant in one of these phases."""
    due: DueRule | None = None
    offered: bool = False
    """"As needed": shown as something to pick, never opened by itself."""
    sensitive: bool = False
    source: str | Words = ""


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer of a field of type ``choice``."""

    id: str
    name: Words


class FieldDecl(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One field of a record."""

    id: str
    type: FieldType
    name: Words
    choices: tuple[Choice, ...] = ()
    length: int = 120
    """The most characters of a text."""
    least: int | None = None
    most: int | None = None
    """The bounds of a whole number."""
    unit: Words | None = None
    examples: tuple[str | int, ...] = ()
    """Invented values for the demo: texts, whole numbers, or for a date days from today."""
    place: bool = False
    """A text that says where: withheld for a participant with a protected address."""
    sensitive: bool = False


class FactDecl(FieldDecl, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One value a participant."""

    topic: Topic | None = None
    """What a consent must cover before the value leaves the team."""
    table: bool = True
    """Shown in the partner's table; otherwise only on the participant."""
    source: str | Words = ""


class RecordDecl(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something of which a participant has many."""

    id: str
    name: Words
    fields: tuple[FieldDecl, ...]
    topic: Topic | None = None
    sensitive: bool = False
    source: str | Words = ""


class RowsOf(enum.StrEnum):
    """Of what an export has a row."""

    PARTICIPANTS = "participants"
    CONTACTS = "contacts"
    MEETINGS = "meetings"
    TASKS = "tasks"
    RELEASE_LIST = "release_list"
    RECORDS = "records"


class ExportDecl(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be sent to the partner, within the consents: a table, or what its Python builds."""

    id: str
    formats: tuple[ExportFormat, ...]
    columns: tuple[str, ...] = ()
    """Fields of the scope, the partner's own facts, and of what it has a row. None: Python builds it."""
    name: Words | None = None
    rows: RowsOf = RowsOf.PARTICIPANTS
    """Of what it has a row; with ``records`` the columns say which, as in ``appointment.on``."""
    sort: tuple[str, ...] = ()
    """Columns to sort by, the first one first; otherwise by case code."""
    per: str = ""
    """A fact (text or choice) or a field of the scope that says which unit of the partner a participant goes
    to, such as its office: one unit can then be sent its own people alone."""

    @property
    def title(self) -> Label:
        """Its name, or its id where it has none."""
        return self.name.label if self.name else Label(self.id, self.id)


class AgencyDecl(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agency to start from, a team adds its own. Proper names are the same in both languages."""

    name: str
    units: tuple[str, ...] = ()


class RuleDecl(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds, on whose word, how sure that is, and when it was last verified."""

    id: str
    text: Words
    source: str | Words
    certainty: Certainty
    verified: dt.date
    superseded_by: str = ""
    """The rule that replaced this one; kept so that nobody takes the old wording for the law."""
    sensitive: bool = False
    """That it speaks of somebody betrays health, drugs or debt: its answer is not told on a shared screen."""


class Python(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the partner's code is. It is imported only when a hook is needed."""

    hooks: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A partner, as its ``partner.toml`` describes it."""

    id: str
    api: int
    name: Words
    consent: tuple[str, ...] = ()
    """The consent lines that open it."""
    tab: Words | None = None
    """A shorter name for the tab."""
    pane: Words | None = None
    """What the pane of its own widget is called, where its Python has one: see `exin_widget`."""
    decides: Words | None = None
    """Who decides what is computed here, such as "The school decides."; said under every such answer."""
    order: int = 100
    """Where its tab stands: smaller comes first, then by id."""
    scope: Scope = Scope()
    roles: tuple[RoleDecl, ...] = ()
    meetings: tuple[MeetingDecl, ...] = ()
    items: tuple[ItemDecl, ...] = ()
    steps: tuple[StepDecl, ...] = ()
    tasks: tuple[TaskDecl, ...] = ()
    facts: tuple[FactDecl, ...] = ()
    records: tuple[RecordDecl, ...] = ()
    exports: tuple[ExportDecl, ...] = ()
    rules: tuple[RuleDecl, ...] = ()
    agencies: tuple[AgencyDecl, ...] = ()
    python: Python | None = None

    def key(self, own: str) -> str:
        """How something of the partner's is stored: ``probation.conditions_read``."""
        return f"{self.id}.{own}"

    def fact(self, fact_id: str) -> FactDecl | None:
        """The fact ``fact_id``, or None when the manifest has none of that name."""
        return next((fact for fact in self.facts if fact.id == fact_id), None)

    def record(self, record_id: str) -> RecordDecl | None:
        """The record ``record_id``, or None when the manifest has none of that name."""
        return next((record for record in self.records if record.id == record_id), None)

    def task(self, task_id: str) -> TaskDecl | None:
        """The task ``task_id``, or None when the manifest has none of that name."""
        return next((task for task in self.tasks if task.id == task_id), None)

    def export(self, export_id: str) -> ExportDecl | None:
        """The export ``export_id``, or None when the manifest has none of that name."""
        return next((export for export in self.exports if export.id == export_id), None)


def words(source: str | Words) -> Words:
    """A source as words: a citation that is the same in both languages is written once."""
    return Words(source, source) if isinstance(source, str) else source
