"""A week of meetings, with what clashes; the releases ahead, and who meets them at the gate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Connection, or_, select

from exin_schema.tables import car, caseworker, meeting, meeting_attendee
from exin_schema.vocabulary import MeetingStatus, ReleaseStanding
from exin_tui.caseload.fetch import fetch
from exin_tui.caseload.meeting_rows import meeting_rows, midnight
from exin_tui.caseload.models import MeetingRow, ParticipantRow, Person
from exin_tui.caseload.records import MeetingRecord
from exin_tui.caseload.statements import meeting_columns

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

GATE = "gate_pick_up"
"""The kind of the meeting at the gate."""
AHEAD = dt.timedelta(weeks=4)
"""How far ahead a release without somebody at the gate is said: as far as the board's figure counts."""
AROUND = dt.timedelta(days=7)
"""The weeks around a release: so long before it and after it; ours."""
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class WeekMeeting:
    """A meeting of the week."""

    row: MeetingRow
    driver: str = ""
    car: str = ""
    team: tuple[str, ...] = ()
    clashes: bool = False
    """Somebody, the participant or the car is taken at the same time."""

    @property
    def takes(self) -> frozenset[str]:
        """The initials of everybody of the team who is there."""
        return frozenset(one for one in (self.row.caseworker, self.driver, *self.team) if one)


@dataclass(frozen=True, slots=True)
class ReleaseDay:
    """Somebody's release."""

    person: Person
    on: dt.date
    decided: bool
    caseworker: str
    gate: WeekMeeting | None
    """Who meets them; None when nobody is agreed."""
    crowded: int = 0
    """The caseworker's meetings with others in the days around it that fall in the week."""


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday."""

    monday: dt.date
    meetings: tuple[WeekMeeting, ...] = ()
    releases: tuple[ReleaseDay, ...] = ()
    """Those in the week, those of which the days around reach into it, and those ahead that nobody meets."""
    team: tuple[str, ...] = field(default=())
    """Initials."""


def monday_of(day: dt.date) -> dt.date:
    """The Monday of the day's week."""
    return day - dt.timedelta(days=day.weekday())


def load_week(
    connection: Connection,
    monday: dt.date,
    participants: Sequence[ParticipantRow],
    labels: Labels,
    today: dt.date,
    *,
    caseworker_initials: str = "",
) -> Week:
    """The team's week, or one caseworker's: where they are responsible, drive or come along.

    ``participants`` are the board's rows: whose meetings count, and whose releases.
    """
    people = {row.person.id: row.person for row in participants}
    last = max(monday + _WEEK, today + AHEAD + dt.timedelta(days=1))
    found = _meetings(connection, people, labels, min(monday, today), last)
    end = monday + _WEEK
    in_week = [one for one in found if monday <= one.row.starts_at.date() < end]
    shown = _marked(in_week)
    releases = tuple(_releases(participants, found, in_week, monday, today))
    if caseworker_initials:
        shown = [one for one in shown if caseworker_initials in one.takes]
        releases = tuple(one for one in releases if one.caseworker == caseworker_initials)
    return Week(monday, tuple(shown), releases, _team(connection))


def _meetings(
    connection: Connection, people: Mapping[str, Person], labels: Labels, first: dt.date, last: dt.date
) -> list[WeekMeeting]:
    since, before = midnight(first), midnight(last)
    statement = (
        select(*meeting_columns)
        .select_from(meeting.outerjoin(caseworker, caseworker.c.id == meeting.c.caseworker_id))
        .where(
            or_(
                meeting.c.rrule.is_not(None) & (meeting.c.status == MeetingStatus.PLANNED.value),
                meeting.c.series_id.is_not(None),
                (meeting.c.starts_at >= since) & (meeting.c.starts_at < before),
            )
        )
    )
    records = fetch(connection, statement, {}, MeetingRecord)
    rows = [
        row
        for row in meeting_rows(records, people, labels, since=since, before=before)
        if row.starts_at < before
    ]
    ids = {row.id for row in rows}
    driving, comes = _taken(connection, ids), _attending(connection, ids)
    return [WeekMeeting(row, *driving.get(row.id, ("", "")), comes.get(row.id, ())) for row in rows]


def _taken(connection: Connection, ids: set[str]) -> dict[str, tuple[str, str]]:
    found = connection.execute(
        select(meeting.c.id, caseworker.c.initials, car.c.name)
        .select_from(
            meeting.outerjoin(caseworker, caseworker.c.id == meeting.c.driver_id).outerjoin(
                car, car.c.id == meeting.c.car_id
            )
        )
        .where(or_(meeting.c.driver_id.is_not(None), meeting.c.car_id.is_not(None)))
    )
    return {row.id: (row.initials or "", row.name or "") for row in found if row.id in ids}


def _attending(connection: Connection, ids: set[str]) -> dict[str, tuple[str, ...]]:
    rows = connection.execute(
        select(meeting_attendee.c.meeting_id, caseworker.c.initials)
        .join(caseworker, caseworker.c.id == meeting_attendee.c.caseworker_id)
        .order_by(caseworker.c.initials)
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if row.meeting_id in ids:
            found[row.meeting_id] = (*found.get(row.meeting_id, ()), row.initials)
    return found


def _marked(meetings: Sequence[WeekMeeting]) -> list[WeekMeeting]:
    """With a mark on each that clashes with another."""
    clashing: set[int] = set()
    for index, one in enumerate(meetings):
        for later in range(index + 1, len(meetings)):
            other = meetings[later]
            if other.row.starts_at >= one.row.ends_at:
                break
            if not (one.row.all_day or other.row.all_day) and _share(one, other):
                clashing |= {index, later}
    return [
        WeekMeeting(one.row, one.driver, one.car, one.team, index in clashing)
        for index, one in enumerate(meetings)
    ]


def _share(one: WeekMeeting, other: WeekMeeting) -> bool:
    same_person = one.row.person is not None and one.row.person == other.row.person
    return bool(one.takes & other.takes) or same_person or bool(one.car and one.car == other.car)


def _releases(
    participants: Iterable[ParticipantRow],
    meetings: Sequence[WeekMeeting],
    in_week: Sequence[WeekMeeting],
    monday: dt.date,
    today: dt.date,
) -> Iterable[ReleaseDay]:
    end = monday + _WEEK
    found = []
    for row in participants:
        on = row.release.on
        if on is None or row.out or row.release.standing is ReleaseStanding.ACTUAL:
            continue
        gate = next(
            (
                one
                for one in meetings
                if one.row.kind == GATE and one.row.person == row.person and one.row.starts_at.date() == on
            ),
            None,
        )
        unmet = gate is None and today <= on <= today + AHEAD
        near = on - AROUND < end and on + AROUND >= monday
        if unmet or near:
            crowd = [one for one in in_week if near and _crowds(one, row, on)]
            decided = row.release.standing is ReleaseStanding.DECIDED
            found.append(ReleaseDay(row.person, on, decided, row.caseworker, gate, len(crowd)))
    return sorted(found, key=lambda one: (one.on, one.person.code))


def _crowds(one: WeekMeeting, row: ParticipantRow, on: dt.date) -> bool:
    """The caseworker is with somebody else in the days around the release."""
    day = one.row.starts_at.date()
    theirs = bool(row.caseworker) and row.caseworker in one.takes
    elsewhere = one.row.person is not None and one.row.person != row.person
    return theirs and elsewhere and on - AROUND <= day <= on + AROUND


def _team(connection: Connection) -> tuple[str, ...]:
    found = connection.execute(select(caseworker.c.initials).where(caseworker.c.active.is_(True)))
    return tuple(sorted(found.scalars()))
