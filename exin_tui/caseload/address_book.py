"""The address book as it is read: agencies, the people there, and which participants have them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from exin_schema.tables import agency, contact, participant, participant_contact


@dataclass(frozen=True, slots=True)
class BookContact:
    """Somebody in the address book."""

    id: str
    version: int
    agency_id: str
    """Empty: of the family or network."""
    name: str
    title: str
    phone: str
    email: str
    active: bool
    participants: tuple[str, ...] = ()
    """Case codes of those who have them now."""


@dataclass(frozen=True, slots=True)
class BookAgency:
    """An agency with its people; without an id: family and network."""

    id: str
    version: int
    name: str
    kind: str
    place: str
    phone: str
    email: str
    active: bool
    contacts: tuple[BookContact, ...] = ()

    @property
    def participants(self) -> tuple[str, ...]:
        """Case codes of those who have somebody there."""
        return tuple(sorted({code for one in self.contacts for code in one.participants}))


def load_book(connection: Connection, today: dt.date) -> tuple[BookAgency, ...]:
    """Everything, inactive ones too, by name; family and network last. Three statements."""
    people = _people(connection, _codes(connection, today))
    found = [
        BookAgency(
            row.id, row.version, row.name, row.kind, row.place, row.phone, row.email, row.active,
            tuple(one for one in people if one.agency_id == row.id),
        )
        for row in connection.execute(select(agency).order_by(agency.c.name))
    ]  # fmt: skip
    network = tuple(one for one in people if not one.agency_id)
    if network:
        found.append(BookAgency("", 0, "", "family", "", "", "", active=True, contacts=network))
    return tuple(found)


def contact_of(book: Iterable[BookAgency], contact_id: str) -> BookContact | None:
    """One of them."""
    return next((one for each in book for one in each.contacts if one.id == contact_id), None)


def agency_of(book: Iterable[BookAgency], agency_id: str) -> BookAgency | None:
    """One of them."""
    return next((one for one in book if one.id == agency_id), None)


def _codes(connection: Connection, today: dt.date) -> dict[str, tuple[str, ...]]:
    rows = connection.execute(
        select(participant_contact.c.contact_id, participant.c.code)
        .distinct()
        .join(participant, participant.c.id == participant_contact.c.participant_id)
        .where(
            participant.c.closed_on.is_(None),
            or_(participant_contact.c.to_on.is_(None), participant_contact.c.to_on >= today),
        )
        .order_by(participant.c.code)
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row.contact_id] = (*found.get(row.contact_id, ()), row.code)
    return found


def _people(connection: Connection, codes: dict[str, tuple[str, ...]]) -> list[BookContact]:
    rows = connection.execute(select(contact).order_by(contact.c.name, contact.c.id))
    return [
        BookContact(
            row.id, row.version, row.agency_id or "", row.name, row.role, row.phone, row.email, row.active,
            codes.get(row.id, ()),
        )
        for row in rows
    ]  # fmt: skip
