"""Who and what a meeting can take: the team, its cars, the people of the address book, by participant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Select, or_, select

from exin_schema.tables import agency, car, caseworker, contact, meeting, participant_contact
from exin_schema.vocabulary import MeetingStatus
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, join

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels


@dataclass(frozen=True, slots=True)
class Invitable:
    """Somebody of the address book who can be asked to a meeting."""

    id: str
    name: str
    role: Sayable
    """What they are to the participant; otherwise their title at the agency."""
    agency: str
    line: str
    """The agency's consent line; empty for family and network."""
    sensitive: bool = False
    """The role betrays health, drugs or debt: neither it nor the agency is said while screened."""
    role_key: str = ""


@dataclass(frozen=True, slots=True)
class Usual:
    """How the participant was met last."""

    kind: str
    at: dt.time
    """In Oslo."""


@dataclass(frozen=True, slots=True)
class MeetingChoices:
    """All that can be chosen."""

    team: tuple[str, ...] = ()
    """Initials."""
    cars: tuple[str, ...] = ()
    contacts: Mapping[str, Sequence[Invitable]] = field(default_factory=dict)
    """By participant."""
    book: tuple[Invitable, ...] = ()
    """Everybody in the address book, for a meeting without a participant."""
    usual: Usual | None = None

    def invitable(self, participant_id: str) -> Sequence[Invitable]:
        """Who can be asked to a meeting about the participant, or to one of the team's own."""
        return self.contacts.get(participant_id, ()) if participant_id else self.book


def meeting_choices(
    connection: Connection, labels: Labels, today: dt.date, participant_id: str | None = None
) -> MeetingChoices:
    """What a meeting can take on ``today``; how ``participant_id`` was met last."""
    return MeetingChoices(
        team=_names(connection, select(caseworker.c.initials).where(caseworker.c.active.is_(True))),
        cars=_names(connection, select(car.c.name).where(car.c.active.is_(True))),
        contacts=_attached(connection, labels, today),
        book=_book(connection),
        usual=None if participant_id is None else _usual(connection, participant_id),
    )


def _names(connection: Connection, statement: Select[str]) -> tuple[str, ...]:
    return tuple(sorted(connection.execute(statement).scalars()))


_PEOPLE = (
    contact.c.id, contact.c.name, contact.c.role.label("title"), agency.c.name.label("agency"), agency.c.kind,
)  # fmt: skip


def _attached(connection: Connection, labels: Labels, today: dt.date) -> dict[str, list[Invitable]]:
    rows = connection.execute(
        select(participant_contact.c.participant_id, participant_contact.c.role, *_PEOPLE)
        .select_from(
            participant_contact.join(contact, contact.c.id == participant_contact.c.contact_id).outerjoin(
                agency, agency.c.id == contact.c.agency_id
            )
        )
        .where(
            contact.c.active.is_(True),
            or_(participant_contact.c.to_on.is_(None), participant_contact.c.to_on >= today),
        )
        .order_by(agency.c.name, contact.c.name)
    )
    found: dict[str, dict[str, Invitable]] = {}
    for row in rows:
        one = Invitable(
            row.id, row.name, labels.contact_role(row.role), row.agency or "", row.kind or "",
            labels.role_sensitive(row.role), row.role,
        )  # fmt: skip
        found.setdefault(row.participant_id, {}).setdefault(row.id, one)
    return {whose: list(people.values()) for whose, people in found.items()}


def _book(connection: Connection) -> tuple[Invitable, ...]:
    rows = connection.execute(
        select(*_PEOPLE)
        .select_from(contact.join(agency, agency.c.id == contact.c.agency_id))
        .where(contact.c.active.is_(True), agency.c.active.is_(True))
        .order_by(agency.c.name, contact.c.name)
    )
    return tuple(Invitable(row.id, row.name, join((row.title,)), row.agency, row.kind) for row in rows)


def _usual(connection: Connection, participant_id: str) -> Usual | None:
    row = connection.execute(
        select(meeting.c.kind, meeting.c.starts_at)
        .where(
            meeting.c.participant_id == participant_id,
            meeting.c.status == MeetingStatus.PLANNED.value,
            meeting.c.all_day_on.is_(None),
        )
        .order_by(meeting.c.starts_at.desc())
        .limit(1)
    ).first()
    return None if row is None else Usual(row.kind, row.starts_at.astimezone(OSLO).time())
