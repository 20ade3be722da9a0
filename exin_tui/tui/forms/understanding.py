"""What is understood of a field as it stands, and which fields are in the way of saving."""

from __future__ import annotations

import datetime as dt

from exin_tui.dates import headline_date
from exin_tui.language import Sayable, text
from exin_tui.privacy.identity_number import holds_identity_number, refusal
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.programme.typed_times import parse_typed_time
from exin_tui.programme.values import Refusal
from exin_tui.tui.forms.declared import Field, Kind, Option, Values
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.sheet import Echo

NOTHING = Echo(None)
DATE_HINT = text("1.12, 1/12/2026, Friday, +14d")
TIME_HINT = text("10, 10:30, 1030")


def applies(field: Field, values: Values) -> bool:
    """Whether the field is asked for, the others standing as they do."""
    return field.applies is None or field.applies(values)


def options_of(field: Field, values: Values) -> tuple[Option, ...]:
    """What can be chosen now."""
    return tuple(field.options_for(values) if field.options_for is not None else field.options)


def effective(fields: tuple[Field, ...], values: Values) -> dict[str, str]:
    """The values that count: a field that does not apply is empty."""
    return {one.id: values.get(one.id, "") if applies(one, values) else "" for one in fields}


def echo(field: Field, values: Values, look: Look) -> Echo:
    """What is understood of what stands in the field, or what is wrong with it.

    A refusal may quote what was typed: not while dots stand for it.
    """
    found = _understood(field, values, look)
    quotes = field.echo is not None or field.kind in {Kind.DATE, Kind.TIME}
    dots = field.personal and look.screening.screened
    if found.good or not (quotes and dots) or holds_identity_number(values.get(field.id, "")):
        return found
    return Echo(text("This cannot be used: {field}. Type it anew.", field=field.label), good=False)


def _understood(field: Field, values: Values, look: Look) -> Echo:
    typed = values.get(field.id, "")
    if field.kind in {Kind.CHOICE, Kind.MANY, Kind.FLAG}:
        return NOTHING
    if not typed.strip():
        return NOTHING
    if holds_identity_number(typed):
        return Echo(refusal(), good=False)
    if field.echo is not None:
        return field.echo(typed, values)
    if field.kind is Kind.DATE:
        return _day(typed, look)
    if field.kind is Kind.TIME:
        return _time(typed)
    if len(one_line(typed).strip()) > field.limit:
        return Echo(text("At most {number} characters.", number=field.limit), good=False)
    return NOTHING


def _day(typed: str, look: Look) -> Echo:
    found = parse_typed_date(typed, look.today)
    if isinstance(found, Refusal):
        return Echo(found.message, good=False)
    return Echo(text("{day} {year}", day=headline_date(found, look.language), year=found.year))


def _time(typed: str) -> Echo:
    found = parse_typed_time(typed)
    if isinstance(found, dt.time):
        return Echo(text("at {time}", time=f"{found:%H:%M}"))
    return Echo(found.message, good=False)


def in_the_way(fields: tuple[Field, ...], values: Values, look: Look) -> tuple[str, Sayable] | None:
    """The first field that cannot be saved as it stands, by id, and what to do about it."""
    for field in fields:
        if not applies(field, values):
            continue
        if field.required and not values.get(field.id, "").strip():
            return field.id, text("Fill in: {field}.", field=field.label)
        understood = echo(field, values, look)
        if not understood.good and understood.words is not None:
            return field.id, understood.words
    return None


def hint(field: Field) -> Sayable | None:
    """How the field is filled in, for whoever has not done it before."""
    if field.hint is not None:
        return field.hint
    return {
        Kind.DATE: DATE_HINT,
        Kind.TIME: TIME_HINT,
        Kind.CHOICE: text("← → chooses, typing finds"),
        Kind.MANY: text("← → moves, Space chooses"),
        Kind.FLAG: text("Space changes it"),
    }.get(field.kind)
