"""The address book: agencies, the people who work there, and what they are to a participant."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection, or_, select

from exin_schema.tables import agency, contact, participant, participant_contact
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import short, take, too_long
from exin_tui.caseload.consents import no_line
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency as it is entered. ``kind`` is a consent line: it decides which consent covers it."""

    name: str
    kind: str
    place: str = ""
    phone: str = ""
    email: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody at an agency, or (without one) of the family and network."""

    name: str
    agency_id: str | None = None
    role: str = ""
    """Their title there."""
    phone: str = ""
    email: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class NetworkWritten:
    """What a command left behind."""

    id: str
    version: int
    participants: tuple[str, ...] = ()
    """Case codes of those whom it concerns, closed ones left out."""


def add_agency(database: Database, new: Agency, **acting: Unpack[Acting]) -> NetworkWritten | Refusal:
    """A new agency. Refused: no name, a name that is taken, a kind that is no consent line."""
    return _put_agency(database, None, 0, new, acting)


def edit_agency(
    database: Database, agency_id: str, expected_version: int, changed: Agency, **acting: Unpack[Acting]
) -> NetworkWritten | Refusal:
    """Correct an agency, or say that it has moved: the answer lists every participant whom it concerns."""
    return _put_agency(database, agency_id, expected_version, changed, acting)


def add_contact(database: Database, new: Contact, **acting: Unpack[Acting]) -> NetworkWritten | Refusal:
    """A new person in the address book."""
    return _put_contact(database, None, 0, new, acting)


def edit_contact(
    database: Database, contact_id: str, expected_version: int, changed: Contact, **acting: Unpack[Acting]
) -> NetworkWritten | Refusal:
    """Correct a person, or say that they have gone to another agency; the answer lists their participants.

    Which agency employs somebody decides which consent applies (domain, people).
    """
    return _put_contact(database, contact_id, expected_version, changed, acting)


def attach(
    database: Database,
    participant_id: str,
    expected_version: int,
    contact_id: str,
    role: str,
    **acting: Unpack[Acting],
) -> NetworkWritten | Refusal:
    """Give a contact a role for the participant, from today; one that had ended begins again.

    Checklist items are done by attaching to the item (`exin_tui.caseload.items.attach_contact`).
    """
    if role not in acting["programme"].roles_by_key:
        return Refusal("unknown_role", text("The programme has no contact role {role}.", role=role))
    with database.write(command="contact.attach", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        known = door.connection.execute(select(contact.c.id).where(contact.c.id == contact_id)).scalar()
        if known is None:
            return Refusal("unknown_contact", text("This contact is no longer there. Choose another one."))
        found = door.connection.execute(
            select(participant_contact).where(
                participant_contact.c.participant_id == participant_id,
                participant_contact.c.contact_id == contact_id,
                participant_contact.c.role == role,
            )
        ).mappings()
        row = found.one_or_none()
        if row is None:
            values = {"contact_id": contact_id, "role": role, "from_on": acting["today"]}
            return NetworkWritten(
                door.insert(participant_contact, {"participant_id": participant_id, **values}), 1
            )
        version = door.update(participant_contact, row["id"], row["version"], {"to_on": None})
        return NetworkWritten(row["id"], version)


def attach_new(
    database: Database,
    participant_id: str,
    expected_version: int,
    new: Contact,
    role: str,
    **acting: Unpack[Acting],
) -> NetworkWritten | Refusal:
    """A new person in the address book, with a role for the participant, in one go."""
    if role not in acting["programme"].roles_by_key:
        return Refusal("unknown_role", text("The programme has no contact role {role}.", role=role))
    values = _contact_values(new)
    if isinstance(values, Refusal):
        return values
    with database.write(command="contact.attach_new", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        if not _agency_is_there(door.connection, new.agency_id):
            return Refusal("unknown_agency", text("This agency is no longer there. Choose another one."))
        who = door.insert(contact, values)
        tie = {"contact_id": who, "role": role, "from_on": acting["today"]}
        return NetworkWritten(door.insert(participant_contact, {"participant_id": participant_id, **tie}), 1)


def change_role(
    database: Database, attached_id: str, expected_version: int, role: str, **acting: Unpack[Acting]
) -> NetworkWritten | Refusal:
    """The contact is something else to the participant. Refused: a role that they have already."""
    if role not in acting["programme"].roles_by_key:
        return Refusal("unknown_role", text("The programme has no contact role {role}.", role=role))
    with database.write(command="contact.role", now=acting["now"], actor=acting["actor"]) as door:
        door.update(participant_contact, attached_id, expected_version, {})
        tied = participant_contact.c
        row = (
            door.connection.execute(select(participant_contact).where(tied.id == attached_id))
            .mappings()
            .one()
        )
        taken = select(tied.id).where(
            tied.participant_id == row["participant_id"], tied.contact_id == row["contact_id"],
            tied.role == role, tied.id != attached_id,
        )  # fmt: skip
        if door.connection.execute(taken).first() is not None:
            return Refusal("role_taken", text("The contact has this role already."))
        version = door.update(participant_contact, attached_id, expected_version, {"role": role})
        return NetworkWritten(attached_id, version)


def detach(
    database: Database, attached_id: str, expected_version: int, **acting: Unpack[Acting]
) -> NetworkWritten | Refusal:
    """The contact no longer has the role: yesterday was the last day. It stays in the history."""
    with database.write(command="contact.detach", now=acting["now"], actor=acting["actor"]) as door:
        door.update(participant_contact, attached_id, expected_version, {})
        yesterday = acting["today"] - dt.timedelta(days=1)
        version = door.update(participant_contact, attached_id, expected_version, {"to_on": yesterday})
        return NetworkWritten(attached_id, version)


def participants_of(
    connection: Connection, *, contact_id: str | None = None, agency_id: str | None = None, today: dt.date
) -> tuple[str, ...]:
    """Case codes of the active participants who have this contact, or somebody at this agency."""
    wanted = contact.c.id == contact_id if contact_id is not None else contact.c.agency_id == agency_id
    codes = connection.execute(
        select(participant.c.code)
        .distinct()
        .select_from(
            participant_contact.join(contact, contact.c.id == participant_contact.c.contact_id).join(
                participant, participant.c.id == participant_contact.c.participant_id
            )
        )
        .where(
            wanted,
            participant.c.closed_on.is_(None),
            or_(participant_contact.c.to_on.is_(None), participant_contact.c.to_on >= today),
        )
        .order_by(participant.c.code)
    )
    return tuple(codes.scalars())


def _put_agency(
    database: Database, agency_id: str | None, expected_version: int, wished: Agency, acting: Acting
) -> NetworkWritten | Refusal:
    values: dict[str, object] = {
        "name": short(wished.name),
        "kind": wished.kind,
        "place": short(wished.place),
        "phone": short(wished.phone),
        "email": short(wished.email),
        "active": wished.active,
    }
    if not values["name"]:
        return Refusal("name_missing", text("Write the name."))
    if wished.kind not in acting["programme"].consents_by_key:
        return Refusal("unknown_line", no_line(wished.kind, acting["programme"]))
    wordy = too_long(*(str(value) for value in values.values()))
    if wordy is not None:
        return wordy
    command = "agency.add" if agency_id is None else "agency.edit"
    with database.write(command=command, now=acting["now"], actor=acting["actor"]) as door:
        if agency_id is not None:
            door.update(agency, agency_id, expected_version, {})
        taken = select(agency.c.id).where(agency.c.name == values["name"], agency.c.id != (agency_id or ""))
        if door.connection.execute(taken).first() is not None:
            return Refusal("name_taken", text("There is an agency of that name already."))
        if agency_id is None:
            return NetworkWritten(door.insert(agency, values), 1)
        version = door.update(agency, agency_id, expected_version, values)
        codes = participants_of(door.connection, agency_id=agency_id, today=acting["today"])
        return NetworkWritten(agency_id, version, codes)


def _contact_values(wished: Contact) -> dict[str, object] | Refusal:
    values: dict[str, object] = {
        "agency_id": wished.agency_id,
        "name": short(wished.name),
        "role": short(wished.role),
        "phone": short(wished.phone),
        "email": short(wished.email),
        "active": wished.active,
    }
    if not values["name"]:
        return Refusal("name_missing", text("Write the name."))
    return too_long(*(str(value) for value in values.values())) or values


def _agency_is_there(connection: Connection, agency_id: str | None) -> bool:
    """None is family and network, which has no agency."""
    found = select(agency.c.id).where(agency.c.id == agency_id)
    return agency_id is None or connection.execute(found).scalar() is not None


def _put_contact(
    database: Database, contact_id: str | None, expected_version: int, wished: Contact, acting: Acting
) -> NetworkWritten | Refusal:
    values = _contact_values(wished)
    if isinstance(values, Refusal):
        return values
    command = "contact.add" if contact_id is None else "contact.edit"
    with database.write(command=command, now=acting["now"], actor=acting["actor"]) as door:
        if contact_id is not None:
            door.update(contact, contact_id, expected_version, {})
        if not _agency_is_there(door.connection, wished.agency_id):
            return Refusal("unknown_agency", text("This agency is no longer there. Choose another one."))
        if contact_id is None:
            return NetworkWritten(door.insert(contact, values), 1)
        version = door.update(contact, contact_id, expected_version, values)
        codes = participants_of(door.connection, contact_id=contact_id, today=acting["today"])
        return NetworkWritten(contact_id, version, codes)
