"""Meetings at the same time: the same person, the same participant, the same car."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from exin_schema.tables import caseworker, meeting, meeting_attendee
from exin_schema.vocabulary import Label, MeetingStatus
from exin_tui.caseload.recurrence import instances
from exin_tui.caseload.stored import Row
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, join, text

PARTICIPANT = Label("deltakeren", "the participant")
CAR = Label("bilen", "the car")
_LONGEST = dt.timedelta(days=2)
"""A meeting lasts no longer; whole days are no appointments and clash with nothing."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who and what a meeting takes, by id."""

    participant_id: str | None = None
    caseworkers: frozenset[str] = frozenset()
    """Whose it is, who drives, and who else comes."""
    car_id: str | None = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Another meeting at the same time."""

    meeting_id: str
    starts_at: dt.datetime
    """UTC."""
    ends_at: dt.datetime
    with_whom: tuple[Label | str, ...]
    """Initials, the participant, the car."""

    def sentence(self) -> Sayable:
        """Whom or what it takes, and from when to when (local time)."""
        start, end = self.starts_at.astimezone(OSLO), self.ends_at.astimezone(OSLO)
        return text(
            "At the same time: {what}, {start}–{end}.",
            what=join(self.with_whom), start=f"{start:%H:%M}", end=f"{end:%H:%M}",
        )  # fmt: skip


def clashes(
    connection: Connection,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    who: Who,
    *,
    leaving_out: Iterable[str] = (),
) -> tuple[Clash, ...]:
    """The meetings that overlap the time from ``starts_at`` to ``ends_at`` and take the same, by start.

    One that ends when the other begins does not clash. ``leaving_out`` are ids: the meeting itself.
    """
    initials = {
        row.id: row.initials for row in connection.execute(select(caseworker.c.id, caseworker.c.initials))
    }
    rows = _candidates(connection, starts_at, ends_at, frozenset(leaving_out))
    others = _attendees(connection, [row["id"] for row in rows])
    replaced = {(row["series_id"], row["recurrence_id"]) for row in rows if row["recurrence_id"] is not None}
    found = []
    for row in rows:
        if row["status"] != MeetingStatus.PLANNED.value or row["outcome"] in {"cancelled", "moved"}:
            continue
        shared = tuple(_shared(row, others.get(row["id"], frozenset()), who, initials))
        if shared:
            lasts = row["ends_at"] - row["starts_at"]
            found += [
                Clash(row["id"], begins, begins + lasts, shared)
                for begins in _begins(row, starts_at - lasts, ends_at, replaced)
                if begins < ends_at and begins + lasts > starts_at
            ]
    return tuple(sorted(found, key=lambda clash: (clash.starts_at, clash.meeting_id)))


def _candidates(
    connection: Connection, starts_at: dt.datetime, ends_at: dt.datetime, left_out: frozenset[str]
) -> list[Row]:
    rows = connection.execute(
        select(meeting).where(
            meeting.c.all_day_on.is_(None),
            or_(
                meeting.c.rrule.is_not(None),
                meeting.c.recurrence_id.is_not(None),
                (meeting.c.starts_at < ends_at) & (meeting.c.starts_at > starts_at - _LONGEST),
            ),
        )
    ).mappings()
    return [dict(row) for row in rows if row["id"] not in left_out]


def _attendees(connection: Connection, ids: list[str]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    rows = connection.execute(
        select(meeting_attendee.c.meeting_id, meeting_attendee.c.caseworker_id).where(
            meeting_attendee.c.meeting_id.in_(ids), meeting_attendee.c.caseworker_id.is_not(None)
        )
    )
    for row in rows:
        found[row.meeting_id] = found.get(row.meeting_id, frozenset()) | {row.caseworker_id}
    return found


def _shared(row: Row, others: frozenset[str], who: Who, initials: dict[str, str]) -> Iterator[Label | str]:
    theirs = others | {row[name] for name in ("caseworker_id", "driver_id") if row[name] is not None}
    yield from sorted(initials.get(each, "") for each in theirs & who.caseworkers)
    if who.participant_id is not None and row["participant_id"] == who.participant_id:
        yield PARTICIPANT
    if who.car_id is not None and row["car_id"] == who.car_id:
        yield CAR


def _begins(
    row: Row, since: dt.datetime, before: dt.datetime, replaced: set[tuple[str, dt.datetime]]
) -> Iterator[dt.datetime]:
    if row["rrule"] is None:
        yield row["starts_at"]
        return
    found = instances(row["rrule"], row["starts_at"], since=since, before=before, exdates=row["exdates"])
    for moment in found:
        if (row["id"], moment.astimezone(dt.UTC)) not in replaced:
            yield moment.astimezone(dt.UTC)
