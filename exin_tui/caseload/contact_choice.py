"""Whom a contact item can be done with: the address book, and the agencies where a new contact can work."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from exin_schema.tables import agency, contact


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody in the address book."""

    id: str
    name: str
    title: str
    """At the agency."""
    agency: str


@dataclass(frozen=True, slots=True)
class ContactChoice:
    """All that can be chosen."""

    contacts: tuple[Known, ...]
    """By name."""
    agencies: tuple[tuple[str, str], ...]
    """(id, name), by name."""


def contact_choice(connection: Connection) -> ContactChoice:
    """The active ones."""
    people = connection.execute(
        select(contact.c.id, contact.c.name, contact.c.role, agency.c.name.label("agency"))
        .select_from(contact.outerjoin(agency, agency.c.id == contact.c.agency_id))
        .where(contact.c.active.is_(True))
        .order_by(contact.c.name, contact.c.id)
    )
    agencies = connection.execute(
        select(agency.c.id, agency.c.name).where(agency.c.active.is_(True)).order_by(agency.c.name)
    )
    return ContactChoice(
        tuple(Known(row.id, row.name, row.role, row.agency or "") for row in people),
        tuple((row.id, row.name) for row in agencies),
    )
