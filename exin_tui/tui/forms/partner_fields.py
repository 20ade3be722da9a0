"""Fields of a form from what a manifest declares, and what was filled in as the commands take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exin_tui.language import Sayable, join, text
from exin_tui.partners.manifest import FieldDecl, FieldType
from exin_tui.partners.values import NO, YES, Plain, Value, accept
from exin_tui.programme.values import Refusal
from exin_tui.tui.forms.declared import Field, Filled, Kind, Option, Values
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.sheet import Echo

if TYPE_CHECKING:
    from exin_tui.caseload.models import Person
    from exin_tui.partners.tab_models import ContactChoice

_NOT_RECORDED = Option("", "–")
"""Without letters: typing ``n`` must find the no."""
_KINDS = {
    FieldType.DATE: Kind.DATE,
    FieldType.CHOICE: Kind.CHOICE,
    FieldType.BOOL: Kind.CHOICE,
    FieldType.CONTACT: Kind.CHOICE,
}
"""What is not among these is typed as a line."""


def field_of(
    declared: FieldDecl, value: Value | None, contacts: Sequence[ContactChoice], look: Look, person: Person
) -> Field:
    """The field for a fact, or for one of a record's, as it stands."""
    label = join((look.screening.item(declared.name.label, declared.sensitive, person),))
    there = stands(declared, value)
    typed = declared.type in {FieldType.INT, FieldType.DATETIME}
    return Field(
        id=declared.id,
        label=label,
        kind=_KINDS.get(declared.type, Kind.TEXT),
        value=there,
        hint=_hint(declared) if _fits(declared, value) else _no_longer(value),
        options=_options(declared, value if _fits(declared, value) else None, contacts),
        echo=_echo(declared, look.today, there) if typed else None,
        limit=max(declared.length, len(there)),  # what stands there is in nobody's way until it is changed
        personal=declared.type is FieldType.TEXT,
        noted=True,
    )


def stands(declared: FieldDecl, value: Value | None) -> str:
    """What stands in the field first: nothing for a value of another type, which stays until one is given."""
    return as_typed(value.value) if value is not None and _fits(declared, value) else ""


def _fits(declared: FieldDecl, value: Value | None) -> bool:
    return value is None or value.type is declared.type


def _no_longer(value: Value | None) -> Sayable:
    stored = value.value if value is not None else ""
    return text("recorded before: {value}, which this field no longer takes", value=str(stored))


def as_typed(value: Plain | None) -> str:
    """A value as it would be typed or chosen."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES.en if value else NO.en
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def given(declared: FieldDecl, filled: Filled) -> Plain | None:
    """What was filled in, as `exin_tui.partners.facts` takes it; None when it is empty."""
    if declared.type is FieldType.DATE:
        return filled.day(declared.id)
    return filled[declared.id] or None


def _hint(declared: FieldDecl) -> Sayable | None:
    if declared.type is FieldType.DATETIME:
        return text("a date and a time, such as 4.12 09:00")
    if declared.type is FieldType.INT:
        unit = declared.unit.label if declared.unit else ""
        if declared.least is not None and declared.most is not None:
            return text("{least} to {most} {unit}", least=declared.least, most=declared.most, unit=unit)
        return text("a whole number {unit}", unit=unit)
    return None


def _options(
    declared: FieldDecl, value: Value | None, contacts: Sequence[ContactChoice]
) -> tuple[Option, ...]:
    if declared.type is FieldType.BOOL:
        return (_NOT_RECORDED, Option(YES.en, YES), Option(NO.en, NO))
    if declared.type is FieldType.CONTACT:
        named = [Option(one.id, one.name, one.agency, personal=True) for one in contacts]
        return (_NOT_RECORDED, *named)
    if declared.type is FieldType.CHOICE:
        known = [Option(one.id, one.name.label) for one in declared.choices]
        stored = str(value.value) if value is not None and value.value is not None else ""
        if stored and stored not in {one.value for one in known}:
            known.append(Option(stored, stored))  # an answer that the manifest no longer has stays
        return (_NOT_RECORDED, *known)
    return ()


def _echo(declared: FieldDecl, today: dt.date, there: str) -> Callable[[str, Values], Echo]:
    def echo(typed: str, _values: Values) -> Echo:
        found = accept(declared, typed, today)
        if isinstance(found, Refusal):
            return Echo(None) if typed.strip() == there else Echo(found.message, good=False)
        if isinstance(found, dt.datetime):
            return Echo(text("{day} at {time}", day=found.date(), time=f"{found:%H:%M}"))
        return Echo(None)

    return echo
