"""What follows from withdrawing a consent, shown before it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from exin_schema.programme import Programme
from exin_schema.tables import (
    agency,
    consent,
    contact,
    disclosure,
    meeting,
    meeting_attendee,
    participant_contact,
)
from exin_schema.vocabulary import ConsentStatus, ItemKind, ItemState, Label, MeetingStatus
from exin_tui.caseload.checklist_rows import missing_consents
from exin_tui.caseload.consent_models import Weight
from exin_tui.caseload.consents import same_as
from exin_tui.caseload.stored import KINDS, Stored, consent_of, read_participant
from exin_tui.clock import OSLO
from exin_tui.dates import short_date
from exin_tui.language import Sayable, join, text
from exin_tui.privacy.screening import Screening, Somebody
from exin_tui.programme.consents import HOLDS, status
from exin_tui.programme.values import Consent

_DONE = frozenset({ItemState.DONE.value, ItemState.CONFIRMED.value})


@dataclass(frozen=True, slots=True)
class Follows:
    """What a withdrawal means. Nothing goes out on the line any more; the team's own work goes on."""

    line: Label
    status: ConsentStatus
    """What the line would be worth: another consent may still hold."""
    mandatory: bool
    """The line is one of the mandatory ones, and would be missing."""
    at_release: bool
    """The line belongs to the minimum at release, and would be missing."""
    undone: tuple[Label, ...]
    """Items that follow the consents and would open again."""
    contacts: tuple[str, ...]
    """Names of the participant's contacts that the line covers."""
    meetings: tuple[dt.datetime, ...]
    """When (UTC) coming meetings begin to which somebody of this line is asked."""
    told: tuple[tuple[str, str], ...] = ()
    """(recipient, export) of what has gone out on it, and would not again."""


def what_follows(
    connection: Connection, consent_id: str, *, today: dt.date, now: dt.datetime, programme: Programme
) -> Follows:
    """What withdrawing this consent today would mean. Raises LookupError when it is not there."""
    whose = connection.execute(
        select(consent.c.participant_id).where(consent.c.id == consent_id)
    ).scalar_one_or_none()
    stored = read_participant(connection, whose) if whose is not None else None
    if stored is None:
        raise LookupError("no such consent")
    row = next(each for each in stored.consents if each["id"] == consent_id)
    gone = {each["id"] for each in same_as(stored, row)}
    left = [consent_of(each) for each in stored.consents if each["id"] not in gone]
    line = programme.consents_by_key.get(row["line"])
    worth = status(row["line"], left, today, programme)
    lost = worth not in {ConsentStatus.ACTIVE, ConsentStatus.EXPIRING}
    return Follows(
        line.name.label if line else Label(row["line"], row["line"]),
        worth if left and worth is not ConsentStatus.MISSING else ConsentStatus.WITHDRAWN,
        lost and line is not None and line.mandatory,
        lost and line is not None and line.at_release,
        _undone(stored, left, today, programme),
        tuple(name for name, _ in _contacts(connection, stored, row["line"], today, programme)),
        _meetings(connection, stored, row["line"], now, today, programme),
        _told(connection, stored.id, gone),
    )


def sentences(
    means: Follows, person: Somebody | None, screening: Screening
) -> Iterator[tuple[Sayable, Weight]]:
    """The sentences of a withdrawal, on the screen and on the command line. Contacts' names are screened."""
    if means.status in HOLDS:
        yield text("Another consent on this line still holds: {status}.", status=means.status), Weight.PLAIN
    else:
        nothing = text(
            "Nothing goes out on this line any more: no export, message or invitation, and no count."
        )
        yield nothing, Weight.PLAIN
    if means.mandatory:
        yield text("Mandatory in phase 1, and missing from now on."), Weight.LOUD
    if means.at_release:
        yield text("Part of the minimum at release, and missing from now on."), Weight.LOUD
    for label in means.undone:
        yield text("Opens again: {item}", item=label), Weight.LOUD
    if means.contacts:
        names = tuple(screening.contact(name, person) for name in means.contacts)
        said: object = len(names) if screening.hides(person) else join(names)
        yield text("Contacts to whom nothing may go any more: {number}", number=said), Weight.PLAIN
    if means.meetings:
        moments = (at.astimezone(OSLO) for at in means.meetings)
        days = tuple(f"{short_date(at.date(), screening.language)} {at:%H:%M}" for at in moments)
        yield text("Meetings to come to which they are asked: {number}", number=join(days)), Weight.PLAIN
    if means.told:
        sent = join([f"{screening.recipient(to, export, person)}: {export}" for to, export in means.told])
        yield text("Has gone out on this consent, and will not again: {exports}", exports=sent), Weight.PLAIN
    yield text("The team\u2019s own tasks and facts stay visible to the team."), Weight.QUIET


def _told(connection: Connection, participant_id: str, gone: set[str]) -> tuple[tuple[str, str], ...]:
    rows = connection.execute(
        select(disclosure.c.recipient, disclosure.c.export, disclosure.c.consents)
        .where(disclosure.c.participant_id == participant_id, disclosure.c.cancelled.is_(False))
        .order_by(disclosure.c.id)
    )
    found = ((row.recipient, row.export) for row in rows if gone & set(row.consents.split()))
    return tuple(dict.fromkeys(found))


def _undone(stored: Stored, left: list[Consent], today: dt.date, programme: Programme) -> tuple[Label, ...]:
    found: list[Label] = []
    for each in stored.checklists:
        for item in stored.items.get(each["id"], []):
            spec = programme.item(KINDS[each["kind"]], item["key"])
            if spec is None or spec.kind is not ItemKind.CONSENTS or item["state"] not in _DONE:
                continue
            if missing_consents(spec, left, today, programme):
                found.append(spec.name.label)
    return tuple(found)


def _contacts(
    connection: Connection, stored: Stored, line: str, today: dt.date, programme: Programme
) -> list[tuple[str, str]]:
    """(name, id) of those whose role the line covers, or who work at an agency of it."""
    roles = [role.key for role in programme.roles if role.line == line]
    rows = connection.execute(
        select(contact.c.name, contact.c.id)
        .distinct()
        .select_from(
            participant_contact.join(contact, contact.c.id == participant_contact.c.contact_id).outerjoin(
                agency, agency.c.id == contact.c.agency_id
            )
        )
        .where(
            participant_contact.c.participant_id == stored.id,
            or_(participant_contact.c.to_on.is_(None), participant_contact.c.to_on >= today),
            or_(
                agency.c.kind == line,
                agency.c.kind.is_(None) & participant_contact.c.role.in_(roles),
            ),
        )
        .order_by(contact.c.name, contact.c.id)
    )
    return [(row.name, row.id) for row in rows]


def _meetings(
    connection: Connection, stored: Stored, line: str, now: dt.datetime, today: dt.date, programme: Programme
) -> tuple[dt.datetime, ...]:
    covered = [identity for _, identity in _contacts(connection, stored, line, today, programme)]
    rows = connection.execute(
        select(meeting.c.starts_at)
        .distinct()
        .join(meeting_attendee, meeting_attendee.c.meeting_id == meeting.c.id)
        .where(
            meeting.c.participant_id == stored.id,
            meeting.c.status == MeetingStatus.PLANNED.value,
            meeting.c.starts_at > now,
            meeting_attendee.c.contact_id.in_(covered),
        )
        .order_by(meeting.c.starts_at)
    )
    return tuple(rows.scalars())
