"""One meeting with all that is kept of it, as the sheets about it need it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from exin_schema.tables import (
    agency,
    car,
    caseworker,
    contact,
    meeting,
    meeting_attendee,
    participant,
    participant_contact,
)
from exin_schema.vocabulary import MeetingOutcome, MeetingStatus
from exin_tui.caseload.meeting_choices import Invitable
from exin_tui.caseload.models import Person
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, join

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

_GONE = frozenset({MeetingOutcome.CANCELLED.value, MeetingOutcome.MOVED.value})


@dataclass(frozen=True, slots=True)
class Departure:
    """An instance of a series that is not as the rule says."""

    instance: dt.datetime
    """When it would begin; in Oslo."""
    becomes: dt.datetime | None
    """When it begins instead; None when it does not take place."""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting, or one instance of a series. Moments are in Oslo."""

    id: str
    version: int
    person: Person | None
    kind: str
    label: Sayable
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    all_day: bool
    place: str
    video: bool
    caseworker: str
    """Initials; empty: nobody."""
    whose: str
    """The initials of the participant's caseworker."""
    driver: str
    car: str
    prepare: str
    reminder_sent_on: dt.date | None
    status: MeetingStatus
    outcome: MeetingOutcome | None
    rrule: str | None
    series_id: str | None
    """Of an instance that was changed."""
    instance: dt.datetime | None
    """Of a series: which one this is, by when it begins; None for a meeting of its own."""
    first_at: dt.datetime
    """When the series begins; of a meeting of its own, when that does."""
    team: tuple[str, ...]
    contacts: tuple[Invitable, ...]
    departures: tuple[Departure, ...]

    @property
    def recurs(self) -> bool:
        """It is one of several."""
        return self.rrule is not None or self.series_id is not None

    @property
    def stands(self) -> bool:
        """It takes place, or did."""
        return self.status is MeetingStatus.PLANNED and (
            self.outcome is None or self.outcome.value not in _GONE
        )


def load_meeting(
    connection: Connection, meeting_id: str, labels: Labels, *, starts_at: dt.datetime | None = None
) -> MeetingView | None:
    """The meeting, of a series the instance that begins at ``starts_at`` (the first when it is not given).

    None when it is gone.
    """
    row = _row(connection, meeting_id)
    if row is None:
        return None
    begins, instance = row["starts_at"], None
    if row["rrule"] is not None:
        begins = instance = starts_at.astimezone(dt.UTC) if starts_at is not None else begins
    person = _person(row)
    return MeetingView(
        id=row["id"],
        version=row["version"],
        person=person,
        kind=row["kind"],
        label=labels.meeting_kind(row["kind"]),
        title=row["title"],
        starts_at=begins.astimezone(OSLO),
        ends_at=(begins + (row["ends_at"] - row["starts_at"])).astimezone(OSLO),
        all_day=row["all_day_on"] is not None,
        place=row["place"],
        video=row["video"],
        caseworker=row["initials"] or "",
        whose=row["whose"] or "",
        driver=row["driver"] or "",
        car=row["car"] or "",
        prepare=row["prepare"],
        reminder_sent_on=row["reminder_sent_on"],
        status=MeetingStatus.of(row["status"]),
        outcome=next((each for each in MeetingOutcome if each.value == row["outcome"]), None),
        rrule=row["rrule"],
        series_id=row["series_id"],
        instance=None if instance is None else instance.astimezone(OSLO),
        first_at=row["starts_at"].astimezone(OSLO),
        team=_team(connection, meeting_id),
        contacts=tuple(_contacts(connection, meeting_id, row["participant_id"], labels)),
        departures=tuple(sorted(_departures(connection, row), key=lambda one: one.instance)),
    )


_whose, _driver = caseworker.alias("whose"), caseworker.alias("driving")
_MEETING = select(
    meeting,
    caseworker.c.initials,
    _driver.c.initials.label("driver"),
    _whose.c.initials.label("whose"),
    car.c.name.label("car"),
    participant.c.code,
    participant.c.alias,
    participant.c.given_name,
    participant.c.family_name,
    participant.c.protected_address,
).select_from(
    meeting.outerjoin(caseworker, caseworker.c.id == meeting.c.caseworker_id)
    .outerjoin(_driver, _driver.c.id == meeting.c.driver_id)
    .outerjoin(car, car.c.id == meeting.c.car_id)
    .outerjoin(participant, participant.c.id == meeting.c.participant_id)
    .outerjoin(_whose, _whose.c.id == participant.c.caseworker_id)
)


def _row(connection: Connection, meeting_id: str) -> Mapping[str, Any] | None:
    found = connection.execute(_MEETING.where(meeting.c.id == meeting_id)).mappings().one_or_none()
    return None if found is None else dict(found)


def _person(row: Mapping[str, Any]) -> Person | None:
    if row["participant_id"] is None:
        return None
    name = f"{row['given_name']} {row['family_name']}".strip()
    return Person(row["participant_id"], row["code"], row["alias"], name, row["protected_address"])


def _team(connection: Connection, meeting_id: str) -> tuple[str, ...]:
    found = connection.execute(
        select(caseworker.c.initials)
        .join(meeting_attendee, meeting_attendee.c.caseworker_id == caseworker.c.id)
        .where(meeting_attendee.c.meeting_id == meeting_id)
        .order_by(caseworker.c.initials)
    )
    return tuple(found.scalars())


def _contacts(
    connection: Connection, meeting_id: str, participant_id: str | None, labels: Labels
) -> Iterator[Invitable]:
    rows = connection.execute(
        select(
            contact.c.id, contact.c.name, contact.c.role.label("title"), agency.c.name.label("agency"),
            agency.c.kind, participant_contact.c.role,
        )
        .select_from(
            meeting_attendee.join(contact, contact.c.id == meeting_attendee.c.contact_id)
            .outerjoin(agency, agency.c.id == contact.c.agency_id)
            .outerjoin(
                participant_contact,
                (participant_contact.c.contact_id == contact.c.id)
                & (participant_contact.c.participant_id == participant_id),
            )
        )
        .where(meeting_attendee.c.meeting_id == meeting_id)
        .order_by(agency.c.name, contact.c.name)
    )  # fmt: skip
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            continue
        seen.add(row.id)
        role = labels.contact_role(row.role) if row.role else join((row.title,))
        sensitive = bool(row.role) and labels.role_sensitive(row.role)
        yield Invitable(row.id, row.name, role, row.agency or "", row.kind or "", sensitive, row.role or "")


def _departures(connection: Connection, row: Mapping[str, Any]) -> Iterator[Departure]:
    if row["rrule"] is None:
        return
    for word in str(row["exdates"]).split():
        yield Departure(dt.datetime.fromisoformat(word).astimezone(OSLO), None)
    changed = connection.execute(
        select(meeting.c.recurrence_id, meeting.c.starts_at, meeting.c.status, meeting.c.outcome).where(
            meeting.c.series_id == row["id"], meeting.c.recurrence_id.is_not(None)
        )
    )
    for one in changed:
        gone = one.status != MeetingStatus.PLANNED.value or one.outcome in _GONE
        if gone or one.starts_at != one.recurrence_id:
            becomes = None if gone else one.starts_at.astimezone(OSLO)
            yield Departure(one.recurrence_id.astimezone(OSLO), becomes)
