"""Who takes part in a meeting, and whether the participant has consented to telling each of them.

An invitation tells its reader that somebody takes part in the programme. So it goes to those alone whose
agency a consent line of today opens, in the role or by the name to which it is narrowed. Source: the guide's
consent form. A meeting of the team's own tells of nobody, and takes no consent.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import (
    agency,
    caseworker,
    contact,
    invitation,
    meeting_attendee,
    participant_contact,
)
from exin_schema.vocabulary import Label
from exin_tui.calendar.meetings import CalendarMeeting
from exin_tui.caseload.stored import consent_of, read_participant
from exin_tui.language import Sayable, text
from exin_tui.programme.consents import active, covers
from exin_tui.programme.values import Consent

_ADDRESS = re.compile(r"[A-Za-z0-9._+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who takes part. For the team's own eyes; names and addresses are hidden while screened."""

    contact_id: str | None
    """None for somebody of the team's own."""
    name: str
    title: str
    """What they are at the agency; of the team: their role."""
    agency: str
    address: str
    line: Sayable | None
    """The consent line that their agency is; None for the team's own."""
    consents: tuple[str, ...]
    """Ids of the consents on which they may be told."""
    narrowed: str
    """The role, or the person, to which the widest of these is narrowed; empty: the whole line."""
    why_not: Sayable | None
    """Why they are left out; None: they may be invited."""
    sent_at: dt.datetime | None = None
    """When they were invited last, in UTC."""
    called_off: bool = False
    """The invitation was cancelled since."""
    sensitive: bool = False
    """Their agency betrays health, drugs or debt."""

    @property
    def invited(self) -> bool:
        """Has an invitation that stands."""
        return self.sent_at is not None and not self.called_off


def is_address(value: str) -> bool:
    """An e-mail address that a calendar line may carry: no spaces, no controls, no list of them."""
    return _ADDRESS.fullmatch(value) is not None and len(value) <= 254


def guests(
    connection: Connection, meeting: CalendarMeeting, *, today: dt.date, programme: Programme
) -> tuple[Guest, ...]:
    """Those of the agencies first, then the team's own. ``meeting`` is a single one or a series."""
    consents = _consents(connection, meeting.participant_id)
    roles = _roles(connection, meeting.participant_id, today)
    sent = invitations(connection, meeting.id)
    judge = _Judge(meeting, consents, today, programme)
    found = [
        judge.guest(row, roles.get(row["id"], ()), sent.get(row["email"].strip()))
        for row in _contacts(connection, meeting)
    ]
    here = {one.address for one in found}
    former = [_former(connection, row) for address, row in sent.items() if address not in here]
    return (*found, *former, *_own(connection, meeting))


def invitations(connection: Connection, meeting_id: str) -> dict[str, Mapping[str, Any]]:
    """What was sent of a meeting, by address: whoever got it there must hear there what becomes of it."""
    found = connection.execute(select(invitation).where(invitation.c.meeting_id == meeting_id)).mappings()
    return {row["address"]: dict(row) for row in found}


def _former(connection: Connection, row: Mapping[str, Any]) -> Guest:
    """Was invited, and takes part no longer; or was invited at an address that is another one now."""
    known = connection.execute(
        select(contact.c.name, contact.c.role, agency.c.name.label("agency"))
        .outerjoin(agency, agency.c.id == contact.c.agency_id)
        .where(contact.c.id == row["contact_id"])
    ).one_or_none()
    return Guest(
        contact_id=row["contact_id"],
        name=known.name if known else "",
        title=known.role if known else "",
        agency=(known.agency if known else "") or "",
        address=row["address"],
        line=None,
        consents=(),
        narrowed="",
        why_not=text("They take part no longer, or have another address."),
        sent_at=row["sent_at"],
        called_off=row["cancelled_at"] is not None,
        sensitive=True,
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    meeting: CalendarMeeting
    consents: Sequence[Consent]
    today: dt.date
    programme: Programme

    def guest(self, row: Mapping[str, Any], roles: Sequence[str], sent: Mapping[str, Any] | None) -> Guest:
        line = self._line(row, roles)
        opening = () if line is None else tuple(self._opening(line, row, roles))
        spec = self.programme.consents_by_key.get(line or "")
        name: Sayable = spec.name.label if spec is not None else Label(line or "–", line or "–")
        widest = min(opening, key=lambda one: (bool(one.person), bool(one.role)), default=None)
        return Guest(
            contact_id=row["id"],
            name=row["name"],
            title=row["title"],
            agency=row["agency"] or "",
            address=row["email"].strip(),
            line=name,
            consents=tuple(one.id for one in opening),
            narrowed=(widest.person or widest.role) if widest is not None else "",
            why_not=self._why_not(row, line, name, opening),
            sent_at=sent["sent_at"] if sent is not None else None,
            called_off=sent is not None and sent["cancelled_at"] is not None,
            sensitive=any(role.sensitive for role in self.programme.roles if role.line == line),
        )

    def _known(self, roles: Iterable[str]) -> list[str]:
        return [key for key in roles if key in self.programme.roles_by_key]

    def _line(self, row: Mapping[str, Any], roles: Sequence[str]) -> str | None:
        """Where somebody works decides; without an agency, what they are to the participant."""
        if row["kind"]:
            return str(row["kind"])
        lines = [self.programme.roles_by_key[key].line for key in self._known(roles)]
        return next((line for line in lines if line), None)

    def _opening(self, line: str, row: Mapping[str, Any], roles: Sequence[str]) -> Iterator[Consent]:
        called = {row["title"], *self._words(roles)}
        for one in self.consents:
            held = one.line == line and active(one, self.today)
            if held and any(covers(one, role=role, person=row["name"]) for role in called):
                yield one

    def _words(self, roles: Sequence[str]) -> Iterator[str]:
        for key in self._known(roles):
            name = self.programme.roles_by_key[key].name
            yield from (name.nb, name.en)

    def _why_not(
        self, row: Mapping[str, Any], line: str | None, name: Sayable, opening: Sequence[Consent]
    ) -> Sayable | None:
        if not row["active"] or row["agency_active"] is False:
            return text("They are no longer in the address book.")
        if not row["email"].strip():
            return text("No e-mail address is entered.")
        if not is_address(row["email"].strip()):
            return text("The e-mail address cannot be right. Correct it in the address book.")
        if self.meeting.participant_id is None or opening:
            return None
        if any(one.line == line and active(one, self.today) for one in self.consents):
            return text("The consent ({line}) is narrowed to another role or person.", line=name)
        return text("No consent covers this today ({line}). Nothing goes out without it.", line=name)


def _consents(connection: Connection, participant_id: str | None) -> Sequence[Consent]:
    stored = read_participant(connection, participant_id) if participant_id is not None else None
    return () if stored is None else tuple(consent_of(row) for row in stored.consents)


def _roles(connection: Connection, participant_id: str | None, today: dt.date) -> dict[str, tuple[str, ...]]:
    """What each contact is to the participant today, by contact."""
    if participant_id is None:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    mine = participant_contact.c
    rows = connection.execute(
        select(mine.contact_id, mine.role, mine.to_on).where(mine.participant_id == participant_id)
    )
    for row in rows:
        if row.to_on is None or row.to_on >= today:
            found[row.contact_id] = (*found.get(row.contact_id, ()), row.role)
    return found


def _contacts(connection: Connection, meeting: CalendarMeeting) -> list[Mapping[str, Any]]:
    wanted = (
        select(
            contact.c.id,
            contact.c.name,
            contact.c.role.label("title"),
            contact.c.email,
            contact.c.active,
            agency.c.name.label("agency"),
            agency.c.kind,
            agency.c.active.label("agency_active"),
        )
        .distinct()
        .select_from(meeting_attendee)
        .join(contact, contact.c.id == meeting_attendee.c.contact_id)
        .outerjoin(agency, agency.c.id == contact.c.agency_id)
        .where(meeting_attendee.c.meeting_id == meeting.id)
        .order_by(agency.c.name, contact.c.name, contact.c.id)
    )
    return [dict(row) for row in connection.execute(wanted).mappings()]


def _own(connection: Connection, meeting: CalendarMeeting) -> Iterator[Guest]:
    wanted = (
        select(caseworker.c.initials)
        .join(meeting_attendee, meeting_attendee.c.caseworker_id == caseworker.c.id)
        .where(meeting_attendee.c.meeting_id == meeting.id)
        .order_by(caseworker.c.initials)
    )
    for initials in connection.execute(wanted).scalars():
        why = text("Of the team: they have the meeting in the team's calendar file.")
        yield Guest(None, initials, "", "", "", None, (), "", why)
