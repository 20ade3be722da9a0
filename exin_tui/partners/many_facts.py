"""Facts of many participants at once, as a list brings them: `facts.put_fact` in few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from exin_schema.tables import contact, partner_fact
from exin_tui.partners.facts import stamped
from exin_tui.partners.manifest import FieldDecl, FieldType, Manifest
from exin_tui.partners.values import Plain, accept, to_json
from exin_tui.programme.values import Refusal
from exin_tui.storage.door import Door


class Said(NamedTuple):
    """What is to be recorded of one participant; None takes the fact away."""

    participant_id: str
    partner: str
    fact: str
    value: Plain | None


class ManyFacts:
    """The facts of some partners. A batch is a few hundred values."""

    def __init__(self, manifests: Iterable[Manifest], today: dt.date) -> None:
        self._facts = {(one.id, fact.id): fact for one in manifests for fact in one.facts}
        self._today = today

    def changed(self, connection: Connection, said: Sequence[Said]) -> list[Said]:
        """Those of ``said`` that are not recorded already, in their order: one statement."""
        stored = _stored(connection, said)
        return [
            one
            for one in said
            if (stored[one[:3]].value if one[:3] in stored else None)
            != (None if one.value is None else to_json(one.value))
        ]

    def write(self, door: Door, said: Sequence[Said]) -> None:
        """Record ``said``, in which nothing stands twice.

        Raises ValueError for a value that the fact does not take: whoever reads lists asks `refused` first.
        """
        stored = _stored(door.connection, said)
        self._check(door.connection, said)
        new: list[dict[str, object]] = []
        other: list[tuple[str, int, dict[str, object]]] = []
        for one in said:
            row = stored.get(one[:3])
            if one.value is None:
                if row is not None:
                    door.delete(partner_fact, row.id, row.version)
            elif row is None:
                whose = {"participant_id": one.participant_id, "partner": one.partner, "fact": one.fact}
                new.append(whose | stamped(door, one.value))
            else:
                other.append((row.id, row.version, stamped(door, one.value)))
        door.insert_many(partner_fact, new)
        door.update_many(partner_fact, other)

    def _check(self, connection: Connection, said: Sequence[Said]) -> None:
        named: set[str] = set()
        for one in said:
            fact = self._facts.get((one.partner, one.fact))
            if fact is None or (one.value is not None and refused(fact, one.value, self._today)):
                raise ValueError(f"{one.partner}.{one.fact} does not take what is to be recorded")
            if fact.type is FieldType.CONTACT and one.value is not None:
                named.add(str(one.value))
        there_are(connection, named)


def there_are(connection: Connection, contacts: set[str]) -> None:
    """Raises ValueError unless all ``contacts`` (ids) are in the address book."""
    if contacts:
        found = connection.execute(select(contact.c.id).where(contact.c.id.in_(contacts))).scalars()
        if contacts - set(found):
            raise ValueError("a contact is named that there is not")


def refused(field: FieldDecl, value: Plain, today: dt.date) -> Refusal | None:
    """Why a fact, or a field of a record, does not take ``value``."""
    accepted = accept(field, value, today)
    return accepted if isinstance(accepted, Refusal) else None


def _stored(connection: Connection, said: Sequence[Said]) -> dict[tuple[str, str, str], Any]:
    row = partner_fact.c
    wanted = select(row.id, row.participant_id, row.partner, row.fact, row.version, row.value).where(
        row.participant_id.in_({one.participant_id for one in said}),
        row.partner.in_({one.partner for one in said}),
    )
    if not said:
        return {}
    return {(each.participant_id, each.partner, each.fact): each for each in connection.execute(wanted)}
