"""A partner's typed value as it may stand on a screen that others see."""

from __future__ import annotations

import datetime as dt

from exin_schema.vocabulary import Language
from exin_tui.dates import short_date
from exin_tui.language import say
from exin_tui.partners.manifest import FieldType
from exin_tui.partners.values import NO, YES, Value
from exin_tui.privacy.screening import Screening, Somebody


def shown(value: Value, screening: Screening, person: Somebody, today: dt.date) -> str:
    """The value in words; empty when nothing is recorded.

    While screened every value is hidden: a sentence's length or a category of need beside the code tells
    whose case it is. Open, a place is withheld from who has a protected address. A date says its year when
    it is not this year's.
    """
    if value.value is None:
        return ""
    if screening.hides(person):
        return screening.hidden
    if value.place:
        return screening.place(str(value.value), person.protected, person)
    if value.type is FieldType.TEXT:
        return screening.private(str(value.value), person)
    if value.type is FieldType.CONTACT:
        return screening.contact(say(value.label or "", screening.language), person)
    return _plain(value, screening.language, today)


def _plain(value: Value, language: Language, today: dt.date) -> str:
    plain = value.value
    if isinstance(plain, bool):
        return (YES if plain else NO).say(language)
    if isinstance(plain, dt.datetime):
        return f"{_day(plain.date(), language, today)} {plain:%H:%M}"
    if isinstance(plain, dt.date):
        return _day(plain, language, today)
    said = say(value.label if value.label is not None else str(plain), language)
    return f"{said} {say(value.unit, language)}" if value.unit is not None else said


def _day(day: dt.date, language: Language, today: dt.date) -> str:
    said = short_date(day, language)
    return said if day.year == today.year else f"{said} {day.year}"
