"""A value of every fact and record of the partner's own, for one participant of a trial."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Table

from exin_schema.tables import contact, new_id, partner_fact, partner_record
from exin_schema.vocabulary import Topic
from exin_tui.partners.manifest import FieldDecl, FieldType
from exin_tui.partners.sentinels import Marking
from exin_tui.partners.values import Plain, to_json

Rows = dict[Table, list[dict[str, object]]]
"""What is to be stored, by table, in the order in which the tables may be written."""
_NOTHING = 4


def own_rows(
    marking: Marking, participant_id: str, now: dt.datetime, today: dt.date, *, gaps: bool = False
) -> Rows:
    """The facts and the records, and the contacts that they name; with ``gaps`` some of them, or none."""
    manifest = marking.manifest
    making = _Making(marking, now, today, {contact: [], partner_fact: [], partner_record: []})
    whose: dict[str, object] = {"participant_id": participant_id, "partner": manifest.id, "changed_at": now}
    for place, fact in enumerate(manifest.facts):
        if gaps and _missing(marking.number, place, len(manifest.facts)):
            continue
        value = making.value(fact, fact.id, fact.topic, sensitive=fact.sensitive)
        making.rows[partner_fact].append({**whose, "fact": fact.id, "value": to_json(value)})
    for record in manifest.records:
        if gaps and marking.number % _NOTHING == 0:
            continue
        values = {
            field.id: making.value(
                field, f"{record.id}.{field.id}", record.topic, sensitive=record.sensitive or field.sensitive
            )
            for place, field in enumerate(record.fields)
            if not (gaps and _missing(marking.number, place, len(record.fields)))
        }
        making.rows[partner_record].append({**whose, "record": record.id, "values": to_json(values)})
    return making.rows


def _missing(number: int, place: int, of: int) -> bool:
    """Every fourth participant has nothing at all; of the others one thing is missing, in turn."""
    return number % _NOTHING == 0 or number % (of + 1) == place


@dataclass(slots=True)
class _Making:
    marking: Marking
    now: dt.datetime
    today: dt.date
    rows: Rows
    short: int = 0
    """How many fields there were: tells the words of two short texts apart."""

    def value(self, field: FieldDecl, name: str, topic: Topic | None, *, sensitive: bool) -> Plain:
        """A value of the field's type; a text is a sentinel where the field is long enough for one."""
        number = self.marking.number
        self.short += 1
        match field.type:
            case FieldType.TEXT:
                return self.marking.own(field, name, topic, self.short, sensitive=sensitive)
            case FieldType.CONTACT:
                word = self.marking.own(field, name, topic, self.short, sensitive=sensitive)
                identity = new_id()
                phone, email = (self.marking.never(f"{name}.{one}") for one in ("phone", "email"))
                self.rows[contact].append({"id": identity, "name": word, "phone": phone, "email": email})
                return identity
            case FieldType.CHOICE:
                return field.choices[number % len(field.choices)].id
            case FieldType.INT:
                return max(field.least or 0, min(number, field.most if field.most is not None else number))
            case FieldType.BOOL:
                return number % 2 == 0
            case FieldType.DATE:
                return self.today + dt.timedelta(days=number % 120)
            case FieldType.DATETIME:
                return self.now + dt.timedelta(days=number % 120)
