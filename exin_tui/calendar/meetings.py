"""The meetings that a calendar gets, a few at a time: series first, then single ones, then the cancelled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)

from exin_schema.tables import agency, caseworker, contact, meeting, meeting_attendee, participant
from exin_schema.vocabulary import MeetingOutcome, MeetingStatus
from exin_tui.calendar.wanted import CANCELLED_FOR, Wanted
from exin_tui.caseload.fetch import fetch
from exin_tui.caseload.recurrence import instances

PAGE = 500
"""Single meetings in memory at a time."""
_GONE = (MeetingOutcome.CANCELLED, MeetingOutcome.MOVED)
_HORIZON = dt.timedelta(days=5 * 366)
"""How far ahead a series is looked through for an instance that is still to come."""


class CalendarMeeting(msgspec.Struct, frozen=True, array_like=True):
    """One meeting as a calendar may be told of it."""

    id: str
    version: int
    uid: str
    sequence: int
    series_id: str | None
    recurrence_id: dt.datetime | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    all_day_on: dt.date | None
    rrule: str | None
    exdates: str
    status: MeetingStatus
    outcome: MeetingOutcome | None
    cancelled_at: dt.datetime | None
    changed_at: dt.datetime
    imported: bool
    kind: str
    title: str
    place: str
    prepare: str
    participant_id: str | None
    code: str | None
    alias: str | None
    given_name: str | None
    family_name: str | None
    protected: bool | None

    @property
    def cancelled(self) -> bool:
        """Does not take place: cancelled, or moved to another day."""
        return self.status is MeetingStatus.CANCELLED or self.outcome in _GONE

    @property
    def gone_since(self) -> dt.datetime:
        """When it was cancelled; what does not say it was cancelled when it was changed last."""
        return self.cancelled_at or self.changed_at

    @property
    def told_number(self) -> int:
        """The SEQUENCE that leaves the team. Others' numbers need not count up when we change something."""
        return self.sequence + 2 * self.version if self.imported else self.sequence

    @property
    def told_as(self) -> str:
        """The UID that leaves the team. Somebody else's may name a person or a server, so ours stands in."""
        return self.id if self.imported else self.uid


@dataclass(frozen=True, slots=True)
class Entry:
    """What one UID stands for: a single meeting, or a series with its changed and cancelled instances."""

    meeting: CalendarMeeting
    changed: tuple[CalendarMeeting, ...] = ()
    forgotten: tuple[dt.datetime, ...] = ()
    """Instances that were cancelled so long ago that they are just left out."""

    @property
    def uid(self) -> str:
        """The UID that leaves the team."""
        return self.meeting.told_as


_COLUMNS = select(
    meeting.c.id,
    meeting.c.version,
    meeting.c.uid,
    meeting.c.sequence,
    meeting.c.series_id,
    meeting.c.recurrence_id,
    meeting.c.starts_at,
    meeting.c.ends_at,
    meeting.c.all_day_on,
    meeting.c.rrule,
    meeting.c.exdates,
    meeting.c.status,
    meeting.c.outcome,
    meeting.c.cancelled_at,
    meeting.c.changed_at,
    meeting.c.imported,
    meeting.c.kind,
    meeting.c.title,
    meeting.c.place,
    meeting.c.prepare,
    meeting.c.participant_id,
    participant.c.code,
    participant.c.alias,
    participant.c.given_name,
    participant.c.family_name,
    participant.c.protected_address,
).outerjoin(participant, participant.c.id == meeting.c.participant_id)

_single = and_(meeting.c.rrule.is_(None), meeting.c.series_id.is_(None))
#: The partial index of live meetings is used where a statement says the same words.
_live = meeting.c.status == literal_column("'planned'", String)


def count(connection: Connection, wanted: Wanted, *, now: dt.datetime) -> int:
    """How many single meetings and series there may be: what a progress bar is measured by."""
    limits = _limits(wanted)
    live = select(func.count()).select_from(meeting).where(_single, _live, *_in_time(wanted), *limits)
    gone = select(func.count()).select_from(meeting).where(_single, ~_live, *_gone(wanted, now), *limits)
    rules = select(func.count()).select_from(meeting).where(meeting.c.rrule.is_not(None), *limits)
    return sum(int(connection.execute(each).scalar_one()) for each in (live, gone, rules))


def entries(connection: Connection, wanted: Wanted, *, now: dt.datetime) -> Iterator[Entry]:
    """What ``wanted`` asks for, read a page at a time; aware ``now`` decides how long cancelled ones stay.

    A series is there when one of its instances is, and then as a whole.
    """
    yield from _series(connection, wanted, now)
    for one in _pages(connection, wanted):
        if not one.cancelled or _told_still(one, wanted, now):
            yield Entry(one)
    statement = _COLUMNS.where(_single, ~_live, *_gone(wanted, now), *_limits(wanted)).order_by(
        meeting.c.starts_at, meeting.c.id
    )
    for one in fetch(connection, statement, {}, CalendarMeeting):
        yield Entry(one)


def entry_of(connection: Connection, meeting_id: str) -> Entry | None:
    """One meeting, or the series that it is or belongs to, with every changed instance; None: it is gone."""
    found = fetch(connection, _COLUMNS.where(meeting.c.id == meeting_id), {}, CalendarMeeting)
    if not found:
        return None
    one = found[0]
    if one.series_id is not None:
        return entry_of(connection, one.series_id)
    replacing = _COLUMNS.where(meeting.c.series_id == one.id, meeting.c.recurrence_id.is_not(None))
    changed = fetch(connection, replacing.order_by(meeting.c.recurrence_id), {}, CalendarMeeting)
    return Entry(one, tuple(changed))


def _pages(connection: Connection, wanted: Wanted) -> Iterator[CalendarMeeting]:
    """Live single meetings in order of time. By key and not by offset, so that each page costs the same."""
    place = tuple_(meeting.c.starts_at, meeting.c.id)
    statement = (
        _COLUMNS.where(_single, _live, *_in_time(wanted), *_limits(wanted))
        .order_by(meeting.c.starts_at, meeting.c.id)
        .limit(PAGE)
    )
    last = tuple_(
        bindparam("last_start", type_=meeting.c.starts_at.type), bindparam("last_id", type_=meeting.c.id.type)
    )
    following = statement.where(place > last)
    page = fetch(connection, statement, {}, CalendarMeeting)
    while page:
        yield from page
        if len(page) < PAGE:
            return
        values = {"last_start": page[-1].starts_at, "last_id": page[-1].id}
        page = fetch(connection, following, values, CalendarMeeting)


def _series(connection: Connection, wanted: Wanted, now: dt.datetime) -> Iterator[Entry]:
    ordered = (meeting.c.starts_at, meeting.c.id)
    masters = fetch(
        connection,
        _COLUMNS.where(meeting.c.rrule.is_not(None), *_limits(wanted)).order_by(*ordered),
        {},
        CalendarMeeting,
    )
    changed: dict[str, list[CalendarMeeting]] = {}
    replacing: Select[Any] = _COLUMNS.where(meeting.c.series_id.is_not(None)).order_by(
        meeting.c.recurrence_id, *ordered
    )
    if masters:
        for one in fetch(connection, replacing, {}, CalendarMeeting):
            changed.setdefault(one.series_id or "", []).append(one)
    for master in masters:
        entry = _entry(master, changed.get(master.id, ()), now)
        if _goes_on(entry, wanted, now):
            yield entry


def _entry(master: CalendarMeeting, changed: Sequence[CalendarMeeting], now: dt.datetime) -> Entry:
    known = [one for one in changed if one.recurrence_id is not None]
    forgotten = [one for one in known if one.cancelled and one.gone_since < now - CANCELLED_FOR]
    return Entry(
        master,
        tuple(one for one in known if one not in forgotten),
        tuple(one.recurrence_id for one in forgotten if one.recurrence_id is not None),
    )


def _goes_on(entry: Entry, wanted: Wanted, now: dt.datetime) -> bool:
    """An instance of the series is not over yet, or was cancelled lately."""
    master = entry.meeting
    if master.cancelled and master.gone_since < now - CANCELLED_FOR:
        return False
    if any(_within(one, wanted) for one in entry.changed):
        return True
    since = _gone_after(wanted) if master.cancelled else wanted.since
    lasts = master.ends_at - master.starts_at
    return bool(
        instances(
            master.rrule or "",
            master.starts_at,
            since=since - lasts,
            before=wanted.before or wanted.since + _HORIZON,
            exdates=master.exdates,
        )
    )


def _within(one: CalendarMeeting, wanted: Wanted) -> bool:
    since = _gone_after(wanted) if one.cancelled else wanted.since
    return one.ends_at >= since and (wanted.before is None or one.starts_at < wanted.before)


def _told_still(one: CalendarMeeting, wanted: Wanted, now: dt.datetime) -> bool:
    return one.gone_since >= now - CANCELLED_FOR and _within(one, wanted)


def _gone_after(wanted: Wanted) -> dt.datetime:
    return wanted.cancelled_since or wanted.since


def _begins(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.before is not None:
        yield meeting.c.starts_at < wanted.before


def _in_time(wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    moved = meeting.c.outcome.in_([outcome.value for outcome in _GONE])
    since = or_(meeting.c.ends_at >= wanted.since, and_(moved, meeting.c.ends_at >= _gone_after(wanted)))
    return (since, *_begins(wanted))


def _gone(wanted: Wanted, now: dt.datetime) -> tuple[ColumnElement[bool], ...]:
    gone_since = func.coalesce(meeting.c.cancelled_at, meeting.c.changed_at, type_=meeting.c.changed_at.type)
    return (
        meeting.c.ends_at >= _gone_after(wanted),
        gone_since >= now - CANCELLED_FOR,
        *_begins(wanted),
    )


def _limits(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.participant:
        yield meeting.c.participant_id.in_(
            select(participant.c.id).where(func.upper(participant.c.code) == wanted.participant.upper())
        )
    if wanted.kinds:
        yield meeting.c.kind.in_(wanted.kinds)
    if wanted.caseworker:
        person = (
            select(caseworker.c.id)
            .where(func.upper(caseworker.c.initials) == wanted.caseworker.upper())
            .scalar_subquery()
        )
        yield or_(
            meeting.c.caseworker_id == person,
            meeting.c.driver_id == person,
            exists().where(
                meeting_attendee.c.meeting_id == meeting.c.id, meeting_attendee.c.caseworker_id == person
            ),
        )
    if wanted.partner:
        yield _with_partner(wanted.partner)


def _with_partner(partner: str) -> ColumnElement[bool]:
    """Of a kind of the partner's own or named after it, at one of its agencies, or with somebody there."""
    people = (
        select(meeting_attendee.c.meeting_id)
        .join(contact, contact.c.id == meeting_attendee.c.contact_id)
        .join(agency, agency.c.id == contact.c.agency_id)
        .where(agency.c.partner == partner)
    )
    return or_(
        meeting.c.kind == partner,
        meeting.c.kind.startswith(f"{partner}.", autoescape=True),
        meeting.c.kind.startswith(f"{partner}_", autoescape=True),
        meeting.c.place.in_(select(agency.c.name).where(agency.c.partner == partner)),
        func.lower(meeting.c.place) == partner.lower(),
        meeting.c.id.in_(people),
    )
