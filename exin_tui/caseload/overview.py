"""All that the dashboard shows, read in one snapshot with a number of statements that never grows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_tui.caseload import statements as sql
from exin_tui.caseload.capacity_rows import capacity_rows, initials_by_id, overload
from exin_tui.caseload.cases import (
    agreed_by_participant,
    case_of,
    consents_by_participant,
    person_of,
    release_kinds,
)
from exin_tui.caseload.due_rows import NOTHING_DUE, due_rows, tallies
from exin_tui.caseload.fetch import fetch
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
    from exin_tui.caseload.labels import Labels

MEETING_DAYS = 7
"""Meetings are shown from today to the same weekday of next week."""
NEXT_MEETING_DAYS = 35
"""How far series are followed for a participant's next meeting."""


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
    soon_until = today + dt.timedelta(days=programme.offsets.due_soon)
    start = midnight(today)
    around_release = release_kinds(programme)
    team = fetch(connection, sql.TEAM, {}, TeamRecord)
    caseworkers = [one.caseworker for one in team if one.caseworker is not None]
    participants = fetch(connection, sql.PARTICIPANTS, {"today": today}, ParticipantRecord)
    lists = fetch(connection, sql.PROGRESS, {"today": today}, ProgressRecord)
    consents = consents_by_participant(fetch(connection, sql.CONSENTS, {}, ConsentRecord))
    due = fetch(connection, sql.DUE, {"until": soon_until, "today": today}, DueRecord)
    meetings = fetch(
        connection, sql.MEETINGS, {"since": start, "release_kinds": around_release}, MeetingRecord
    )

    people = {record.id: person_of(record) for record in participants}
    progress = progress_by_participant(lists, {one.id: one.episode_id for one in participants})
    initials = initials_by_id(caseworkers)
    capacity = capacity_rows(caseworkers, ((one.caseworker_id, one.phase) for one in participants), programme)
    assigned = {record.id: initials.get(record.caseworker_id, "") for record in participants}
    coming = meeting_rows(
        meetings, people, labels,
        since=start, before=midnight(today + dt.timedelta(days=NEXT_MEETING_DAYS)),
    )  # fmt: skip
    next_meeting = next_meeting_of(coming, now)
    agreed = agreed_by_participant(meetings, around_release)
    open_rows = due_rows(due, people, assigned, initials, labels, today, programme)
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
        team=team[0].team or "",
        rows=by_urgency(rows),
        due=tuple(open_rows),
        meetings=tuple(row for row in coming if row.starts_at < week),
        capacity=tuple(capacity.values()),
        last_change=team[0].last_change or 0,
        soon_until=soon_until,
        release_until=today + dt.timedelta(days=programme.offsets.release_figure),
    )
