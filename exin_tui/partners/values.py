"""The values of facts and of records' fields: taken from what is typed, stored as JSON, read back typed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import msgspec

from exin_schema.vocabulary import Label
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, join, text
from exin_tui.partners.manifest import FieldDecl, FieldType
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.programme.values import Refusal

Plain = str | int | bool | dt.date | dt.datetime
"""What a value is in Python: a choice is its id, a contact the contact's id, a moment aware."""

YES = Label("ja", "yes")
NO = Label("nei", "no")
_WORDS = {
    True: frozenset({"ja", "j", "yes", "y", "x", "1", "true"}),
    False: frozenset({"nei", "n", "no", "0", "false"}),
}
_TIME = re.compile(r"^(?P<day>.+?)\s+(?:kl\.?\s*)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})$")


class Value(msgspec.Struct, frozen=True):
    """A value with its type, so that a screen knows what it may show. None: nothing is recorded."""

    type: FieldType
    value: Plain | None = None
    label: Sayable | None = None
    """The words, where the stored value is not what a person reads: a choice's, a contact's name."""
    unit: Sayable | None = None
    sensitive: bool = False
    """Betrays health, drugs or debt."""
    place: bool = False
    """Says where: withheld for a participant with a protected address."""
    id: str = ""
    version: int = 0
    """Of the stored row, for whoever changes it; 0 when there is none."""


def accept(field: FieldDecl, given: Plain, today: dt.date) -> Plain | Refusal:
    """``given`` as the field's type. A string is what somebody typed.

    The refusal says what the field takes. Text loses what a terminal would obey.
    """
    match field.type:
        case FieldType.TEXT:
            return _text(field, given)
        case FieldType.CHOICE:
            return _choice(field, given)
        case FieldType.INT:
            return _number(field, given)
        case FieldType.BOOL:
            return _yes_or_no(field, given)
        case FieldType.DATE:
            return _date(given, today)
        case FieldType.DATETIME:
            return _moment(field, given, today)
        case FieldType.CONTACT:
            return given if isinstance(given, str) and given else _refused(field, text("Choose a contact."))


def _refused(field: FieldDecl, what: Sayable) -> Refusal:
    return Refusal("partner_value", text("{field}: {what}", field=field.name.label, what=what))


def _text(field: FieldDecl, given: Plain) -> Plain | Refusal:
    if not isinstance(given, str):
        return _refused(field, text("Write a text."))
    clean = one_line(given).strip()
    if len(clean) > field.length:
        return _refused(field, text("At most {length} characters.", length=field.length))
    return clean


def _choice(field: FieldDecl, given: Plain) -> Plain | Refusal:
    asked = str(given).strip().casefold()
    for choice in field.choices:
        if asked in {choice.id, choice.name.nb.casefold(), choice.name.en.casefold()}:
            return choice.id
    return _refused(field, text("Choose one of: {names}.", names=join([c.name.label for c in field.choices])))


def _number(field: FieldDecl, given: Plain) -> Plain | Refusal:
    if isinstance(given, str) and re.fullmatch(r"-?\d{1,9}", given.strip()):
        given = int(given)
    if type(given) is not int:
        return _refused(field, text("Write a whole number."))
    if field.least is not None and given < field.least:
        return _refused(field, text("At least {number}.", number=field.least))
    if field.most is not None and given > field.most:
        return _refused(field, text("At most {number}.", number=field.most))
    return given


def _yes_or_no(field: FieldDecl, given: Plain) -> Plain | Refusal:
    if isinstance(given, bool):
        return given
    for answer, words in _WORDS.items():
        if str(given).strip().casefold() in words:
            return answer
    return _refused(field, text("Write yes or no."))


def _date(given: Plain, today: dt.date) -> Plain | Refusal:
    if isinstance(given, dt.datetime):
        return given.astimezone(OSLO).date()
    return given if isinstance(given, dt.date) else parse_typed_date(str(given), today)


def _moment(field: FieldDecl, given: Plain, today: dt.date) -> Plain | Refusal:
    """A moment in Oslo: ``4.12 09:00``."""
    if isinstance(given, dt.datetime):
        return given if given.tzinfo else given.replace(tzinfo=OSLO)
    found = _TIME.match(str(given).strip())
    if found is None:
        return _refused(field, text("Write a date and a time, such as 4.12 09:00."))
    day = parse_typed_date(found["day"], today)
    if isinstance(day, Refusal):
        return day
    try:
        return dt.datetime.combine(day, dt.time(int(found["hour"]), int(found["minute"])), OSLO)
    except ValueError:
        return _refused(field, text("There is no such time of day."))


def to_json(value: object) -> str:
    """A value, or a record's by field, as it is stored; moments in UTC, so that all writers store alike."""
    if isinstance(value, Mapping):
        return msgspec.json.encode({name: _utc(one) for name, one in value.items()}).decode()
    return msgspec.json.encode(_utc(value)).decode()


def _utc(value: object) -> object:
    return value.astimezone(dt.UTC) if isinstance(value, dt.datetime) else value


_TYPES: dict[FieldType, type] = {
    FieldType.TEXT: str,
    FieldType.CHOICE: str,
    FieldType.CONTACT: str,
    FieldType.INT: int,
    FieldType.BOOL: bool,
    FieldType.DATE: dt.date,
    FieldType.DATETIME: dt.datetime,
}


def typed(field: FieldDecl, stored: object) -> Plain | None:
    """A decoded JSON value as the field's type; None when it no longer fits, since a manifest may change."""
    if stored is None:
        return None
    try:
        value: Plain = msgspec.convert(stored, _TYPES[field.type])
    except msgspec.ValidationError:
        return None
    return value.astimezone(OSLO) if isinstance(value, dt.datetime) else value


def decoded(stored: str) -> object:
    """The stored JSON; None when it is none, as in a database that was edited by other means."""
    try:
        decoded: object = msgspec.json.decode(stored)
    except msgspec.DecodeError:
        return None
    return decoded


def value_of(
    field: FieldDecl, stored: object, contacts: Mapping[str, str], *, row: str = "", version: int = 0
) -> Value:
    """What a screen gets: ``stored`` (decoded JSON) typed, with its words. ``contacts``: names by id."""
    value = typed(field, stored)
    if value is None and stored is not None:
        # Recorded when the manifest had another type: kept as it is, and nobody can say what it betrays.
        kept = stored if isinstance(stored, str) else str(stored)
        return Value(FieldType.TEXT, kept, sensitive=True, place=True, id=row, version=version)
    label: Sayable | None = None
    sensitive = field.sensitive
    if field.type is FieldType.CHOICE and value is not None:
        label = next((choice.name.label for choice in field.choices if choice.id == value), None)
        if label is None:
            # An answer that the manifest no longer has: nobody can say that it betrays nothing.
            label, sensitive = join((str(value),)), True
    if field.type is FieldType.CONTACT and value is not None:
        label = join((contacts.get(str(value), ""),))
    return Value(
        type=field.type,
        value=value,
        label=label,
        unit=field.unit.label if field.unit else None,
        sensitive=sensitive,
        place=field.place,
        id=row,
        version=version,
    )
