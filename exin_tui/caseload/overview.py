"""All that the dashboard shows, read in one snapshot with a number of statements that never grows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import msgspec

from exin_schema.programme import Programme
from exin_tui.caseload.capacity_rows import capacity_rows, initials_by_id, overload
from exin_tui.caseload.cases import (
    agreed_by_participant,
    case_of,
    consents_by_participant,
    person_of,
    release_kinds,
)
from exin_tui.caseload.due_rows import NOTHING_DUE, due_rows, tallies
from exin_tui.caseload.frozen import Bare
from exin_tui.caseload.garbage import collected_later
from exin_tui.caseload.meeting_rows import meeting_rows, midnight
from exin_tui.caseload.models import Overview
from exin_tui.caseload.participant_rows import (
    NO_CHECKLIST,
    by_urgency,
    next_meeting_of,
    participant_row,
    progress_by_participant,
)
from exin_tui.caseload.records import (
    ConsentRecord,
    DueRecord,
    MeetingRecord,
    ParticipantRecord,
    ProgressRecord,
    TeamRecord,
)
from exin_tui.programme.release import best_release

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.labels import Labels
    from exin_tui.storage.database import Database

Record = TypeVar("Record", bound=msgspec.Struct)

MEETING_DAYS = 7
"""Meetings are shown from today to the same weekday of next week."""
NEXT_MEETING_DAYS = 35
"""How far series are followed for a participant's next meeting."""


class Fetching(Protocol):
    """Reads one of the dashboard's statements, by its name in `exin_tui.caseload.statements`."""

    def __call__(self, name: str, values: Mapping[str, Any], record: type[Record]) -> list[Record]:
        """Its rows as ``record``."""
        ...


class Stored(NamedTuple):
    """What is stored of the caseload, as it comes from the database: everything that the dashboard needs."""

    team: list[TeamRecord]
    participants: list[ParticipantRecord]
    lists: list[ProgressRecord]
    consents: list[ConsentRecord]
    due: list[DueRecord]
    meetings: list[MeetingRecord]


@collected_later()
def load_overview(
    connection: Connection,
    *,
    today: dt.date,
    programme: Programme,
    labels: Labels,
    now: dt.datetime | None = None,
) -> Overview:
    """The caseload on ``today`` (local date). ``now`` decides which of today's meetings is still to come.

    Read inside one transaction (`Database.read`), so that every number belongs to the same moment.
    """
    return overview_of(read_stored(connection, today, programme), today, programme, labels, now)


@collected_later()
def read_overview(
    database: Database,
    *,
    today: dt.date,
    programme: Programme,
    labels: Labels,
    now: dt.datetime | None = None,
) -> Overview:
    """`load_overview` from an open database, with the bare driver where there is one.

    That is what makes the first screen quick: nothing of it waits for SQLAlchemy. Raises a `StorageError`.
    """
    stored = database.quickly(lambda bare: fetch_stored(Bare(bare), today, programme))
    if stored is None:
        with database.read() as connection:
            stored = read_stored(connection, today, programme)
    return overview_of(stored, today, programme, labels, now)


def read_stored(connection: Connection, today: dt.date, programme: Programme) -> Stored:
    """Six statements, whatever the size of the caseload."""
    from exin_tui.caseload import statements
    from exin_tui.caseload.fetch import fetch

    def by_core(name: str, values: Mapping[str, Any], record: type[Record]) -> list[Record]:
        return fetch(connection, getattr(statements, name), values, record)

    return fetch_stored(by_core, today, programme)


def fetch_stored(fetch: Fetching, today: dt.date, programme: Programme) -> Stored:
    """What the dashboard needs, by whichever way ``fetch`` reads."""
    around = {"since": midnight(today), "release_kinds": release_kinds(programme)}
    return Stored(
        team=fetch("TEAM", {}, TeamRecord),
        participants=fetch("PARTICIPANTS", {"today": today}, ParticipantRecord),
        lists=fetch("PROGRESS", {"today": today}, ProgressRecord),
        consents=fetch("CONSENTS", {}, ConsentRecord),
        due=fetch("DUE", {"until": soon_until(today, programme), "today": today}, DueRecord),
        meetings=fetch("MEETINGS", around, MeetingRecord),
    )


def soon_until(today: dt.date, programme: Programme) -> dt.date:
    """The last day that counts as "soon"."""
    return today + dt.timedelta(days=programme.offsets.due_soon)


def overview_of(
    stored: Stored, today: dt.date, programme: Programme, labels: Labels, now: dt.datetime | None
) -> Overview:
    """The dashboard of what is stored, with the rules' answers."""
    participants = stored.participants
    caseworkers = [one.caseworker for one in stored.team if one.caseworker is not None]
    consents = consents_by_participant(stored.consents)
    people = {record.id: person_of(record) for record in participants}
    progress = progress_by_participant(stored.lists, {one.id: one.episode_id for one in participants})
    initials = initials_by_id(caseworkers)
    capacity = capacity_rows(caseworkers, ((one.caseworker_id, one.phase) for one in participants), programme)
    assigned = {record.id: initials.get(record.caseworker_id, "") for record in participants}
    coming = meeting_rows(
        stored.meetings, people, labels,
        since=midnight(today), before=midnight(today + dt.timedelta(days=NEXT_MEETING_DAYS)),
    )  # fmt: skip
    next_meeting = next_meeting_of(coming, now)
    agreed = agreed_by_participant(stored.meetings, release_kinds(programme))
    open_rows = due_rows(stored.due, people, assigned, initials, labels, today, programme)
    tally = tallies(open_rows)

    rows = []
    for record in participants:
        episode = record.episode
        release = best_release(episode, today, programme)
        over = overload(capacity.get(record.caseworker_id or ""))
        counted = tally.get(record.id, NOTHING_DUE)
        rows.append(
            participant_row(
                record,
                people[record.id],
                case_of(record, episode, release, consents, agreed, over, counted.critical_items, programme),
                release,
                caseworker=assigned[record.id],
                tally=counted,
                progress=progress.get(record.id, NO_CHECKLIST),
                next_meeting=next_meeting.get(record.id),
                today=today,
                programme=programme,
            )
        )
    week = midnight(today + dt.timedelta(days=MEETING_DAYS + 1))
    return Overview(
        today=today,
        team=stored.team[0].team or "",
        rows=by_urgency(rows),
        due=tuple(open_rows),
        meetings=tuple(row for row in coming if row.starts_at < week),
        capacity=tuple(capacity.values()),
        last_change=stored.team[0].last_change or 0,
        soon_until=soon_until(today, programme),
        release_until=today + dt.timedelta(days=programme.offsets.release_figure),
    )
