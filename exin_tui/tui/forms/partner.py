"""The forms that a manifest makes: its facts, its records, and its tasks to pick."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from exin_tui.language import join, text
from exin_tui.partners.manifest import FactDecl, FieldDecl, Manifest, RecordDecl
from exin_tui.partners.values import Value
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Option, Seen, Sure
from exin_tui.tui.forms.partner_fields import field_of, given, stands
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.partners.tab_models import PartnerPanel, RecordRow
    from exin_tui.storage.database import Database

Read = Callable[[Any], "PartnerPanel | None"]
"""Reads the panel anew with a connection."""


class _Latest:
    """The panel as it was read last: anew when somebody else has written, in the thread that was refused."""

    def __init__(self, panel: PartnerPanel | None, read: Read) -> None:
        self.panel, self._read = panel, read

    def read_again(self, database: Database) -> None:
        with database.read() as connection:
            self.panel = self._read(connection)


def facts_form(manifest: Manifest, panel: PartnerPanel, look: Look, read: Read, start: str = "") -> Form:
    """All facts of one participant on one sheet; what was not changed is not written."""
    latest, person = _Latest(panel, read), panel.facts.person
    opened = _facts(manifest, panel)

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.partners.facts import set_facts
        from exin_tui.storage.errors import StaleVersion, StorageError

        stored = latest.panel.facts.values if latest.panel is not None else ()
        versions = {fact.id: value.version for fact, value in zip(manifest.facts, stored, strict=False)}
        changed = {
            fact.id: (given(fact, filled), versions.get(fact.id, 0))
            for fact in manifest.facts
            if filled[fact.id] != opened[fact.id].strip()
        }
        try:
            return set_facts(
                database, manifest, person.id, changed,
                today=moment.today, now=moment.now, actor=moment.actor,
            )  # fmt: skip
        except (StaleVersion, StorageError):
            latest.read_again(database)
            raise

    def seen() -> Seen | None:
        found = latest.panel
        if found is None:
            return None
        return Seen(sum(value.version for value in found.facts.values), _facts(manifest, found))

    known = {fact.id for fact in manifest.facts}
    return Form(
        title=_title(look, panel),
        fields=tuple(
            field_of(fact, value, panel.contacts, look, person)
            for fact, value in zip(manifest.facts, panel.facts.values, strict=True)
        ),
        save=save,
        seen=seen,
        start=start if start in known else "",
    )


def _facts(manifest: Manifest, panel: PartnerPanel) -> dict[str, str]:
    """Every fact as it stands in its field."""
    pairs = zip(manifest.facts, panel.facts.values, strict=True)
    return {fact.id: stands(fact, value) for fact, value in pairs}


def new_record_form(manifest: Manifest, record_id: str, panel: PartnerPanel, look: Look) -> Form:
    """An empty record."""
    declared, person = _declared(manifest, record_id), panel.facts.person

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.partners.facts import add_record

        return add_record(
            database, manifest, person.id, record_id, _given(declared, filled),
            today=moment.today, now=moment.now, actor=moment.actor,
        )  # fmt: skip

    fields = tuple(field_of(one, None, panel.contacts, look, person) for one in declared.fields)
    return Form(title=_title(look, panel, declared), fields=fields, save=save)


def record_form(
    manifest: Manifest, record_id: str, row: RecordRow, panel: PartnerPanel, look: Look, read: Read
) -> Form:
    """A record as it stands."""
    declared, person = _declared(manifest, record_id), panel.facts.person
    latest, opened = _Latest(panel, read), _values(_declared(manifest, record_id), row)

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.partners.facts import change_record
        from exin_tui.storage.errors import StaleVersion

        changed = {
            name: value
            for name, value in _given(declared, filled).items()
            if filled[name] != opened[name].strip()
        }
        try:
            return change_record(
                database, manifest, row.id, changed, expected_version=filled.version,
                today=moment.today, now=moment.now, actor=moment.actor,
            )  # fmt: skip
        except StaleVersion:
            latest.read_again(database)
            raise

    def seen() -> Seen | None:
        rows = (one for table in (latest.panel.records if latest.panel else ()) for one in table.rows)
        found = next((one for one in rows if one.id == row.id), None)
        return None if found is None else Seen(found.version, _values(declared, found))

    fields = tuple(
        field_of(one, value, panel.contacts, look, person)
        for one, value in zip(declared.fields, row.values, strict=True)
    )
    return Form(title=_title(look, panel, declared), fields=fields, save=save, seen=seen)


def remove_form(manifest: Manifest, record_id: str, row: RecordRow, panel: PartnerPanel, look: Look) -> Form:
    """Whether to take it away."""

    def save(database: Database, moment: Moment, _filled: Filled) -> object:
        from exin_tui.partners.facts import remove_record

        remove_record(
            database, manifest, row.id, expected_version=row.version, now=moment.now, actor=moment.actor
        )
        return None

    return Form(
        title=_title(look, panel, _declared(manifest, record_id)),
        fields=(),
        save=save,
        about=(text("The record is taken away. Undo brings it back."),),
        submit=text("remove"),
        sure=Sure(text("No, keep it"), text("Yes, remove it")),
    )


def empty_form(manifest: Manifest, fact_id: str, panel: PartnerPanel, look: Look) -> Form:
    """Whether to take one fact away. Raises LookupError for one that the manifest does not have."""
    pairs = zip(manifest.facts, panel.facts.values, strict=True)
    found = next(((fact, value) for fact, value in pairs if fact.id == fact_id), None)
    if found is None:
        raise LookupError(fact_id)
    fact, value = found
    person = panel.facts.person

    def save(database: Database, moment: Moment, _filled: Filled) -> object:
        from exin_tui.partners.facts import set_fact

        return set_fact(
            database, manifest, person.id, fact_id, None, expected_version=value.version,
            today=moment.today, now=moment.now, actor=moment.actor,
        )  # fmt: skip

    return Form(
        title=_title(look, panel, fact),
        fields=(),
        save=save,
        about=(text("It is emptied. Undo brings it back."),),
        submit=text("empty"),
        sure=Sure(text("No, keep it"), text("Yes, empty it")),
    )


def pick_form(manifest: Manifest, panel: PartnerPanel, look: Look) -> Form:
    """One of the partner's tasks, and when it is due when its own rule does not say."""
    person = panel.facts.person

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.partners.tasks import pick_task

        return pick_task(
            database, manifest, person.id, filled["task"], due_on=filled.day("due"),
            today=moment.today, now=moment.now, programme=moment.programme, actor=moment.actor,
        )  # fmt: skip

    options = [
        Option(one.id, look.screening.item(one.title, one.sensitive, person), look.say(one.holder.label))
        for one in panel.offers
    ]
    first = panel.offers[0].id if panel.offers else ""
    return Form(
        title=_title(look, panel),
        fields=(
            Field(
                id="task", label=text("Task"), kind=Kind.CHOICE, options=options, value=first, required=True
            ),
            Field(id="due", label=text("Due"), kind=Kind.DATE, hint=text("empty: as the task itself says")),
        ),
        save=save,
        submit=text("open the task"),
    )


def _title(look: Look, panel: PartnerPanel, declared: RecordDecl | FactDecl | None = None) -> str:
    person = panel.facts.person
    parts: list[object] = [panel.tab]
    if declared is not None:
        parts.append(look.screening.item(declared.name.label, declared.sensitive, person))
    return look.say(join((*parts, look.screening.on_a_sheet(person)), " · "))


def _declared(manifest: Manifest, record_id: str) -> RecordDecl:
    found = manifest.record(record_id)
    if found is None:
        raise LookupError(record_id)
    return found


def _given(declared: RecordDecl, filled: Filled) -> dict[str, Any]:
    return {field.id: given(field, filled) for field in declared.fields}


def _values(declared: RecordDecl, row: RecordRow) -> dict[str, str]:
    pairs: list[tuple[FieldDecl, Value]] = list(zip(declared.fields, row.values, strict=True))
    return {field.id: stands(field, value) for field, value in pairs}
