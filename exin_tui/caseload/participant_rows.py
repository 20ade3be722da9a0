"""One participant's row: the rules' answers about a case, beside what is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from exin_schema.programme import Programme
from exin_schema.vocabulary import ChecklistKind, Phase
from exin_tui.caseload.due_rows import NOTHING_DUE, Tally
from exin_tui.caseload.models import MeetingRow, ParticipantRow, Person
from exin_tui.caseload.records import ParticipantRecord, ProgressRecord
from exin_tui.programme.alerts import alerts
from exin_tui.programme.custody import in_custody
from exin_tui.programme.rules import RuleId
from exin_tui.programme.urgency import urgency
from exin_tui.programme.values import Case, Release


class Progress(NamedTuple):
    """How far the checklist in force has come."""

    done: int
    total: int


NO_CHECKLIST = Progress(0, 0)


def progress_by_participant(
    records: Iterable[ProgressRecord], episodes: Mapping[str, str | None]
) -> dict[str, Progress]:
    """Of each participant's list in force: the newest imprisonment's first, release before start.

    ``episodes`` has the id of each participant's newest imprisonment.
    """
    found: dict[str, tuple[tuple[bool, bool, dt.date], Progress]] = {}
    for record in records:
        newest = record.episode_id == episodes.get(record.participant_id)
        rank = newest, record.kind is ChecklistKind.RELEASE, record.in_force_on
        known = found.get(record.participant_id)
        if known is None or rank > known[0]:
            found[record.participant_id] = rank, Progress(record.total - record.open, record.total)
    return {participant: progress for participant, (_, progress) in found.items()}


def next_meeting_of(rows: Iterable[MeetingRow], now: dt.datetime | None) -> dict[str, MeetingRow]:
    """Each participant's first meeting that is not over at ``now``; ``rows`` are in order of time."""
    found: dict[str, MeetingRow] = {}
    for row in rows:
        if row.person is not None and (now is None or row.all_day or row.ends_at > now):
            found.setdefault(row.person.id, row)
    return found


_OUTSIDE = frozenset({Phase.POST_RELEASE, Phase.REINTEGRATION, Phase.CLOSING})
"""Phases that are spent outside: without a recorded custody, only these say so."""


def participant_row(
    record: ParticipantRecord,
    person: Person,
    case: Case,
    release: Release,
    *,
    caseworker: str,
    tally: Tally = NOTHING_DUE,
    progress: Progress = NO_CHECKLIST,
    next_meeting: MeetingRow | None,
    today: dt.date,
    programme: Programme,
) -> ParticipantRow:
    """The row, with what the rules say of the case today."""
    episode = case.episode
    found = alerts(case, today, programme, release=release)
    return ParticipantRow(
        person=person,
        version=record.version,
        phase=record.phase,
        phase_since=record.phase_since,
        caseworker=caseworker,
        release=release,
        out=not in_custody(episode, today) and (episode is not None or record.phase in _OUTSIDE),
        level=episode.level if episode else None,
        custody=episode.kind if episode else None,
        place=(record.place or "") if episode and episode.ended_on is None else "",
        overdue=tally.overdue,
        due_today=tally.today,
        due_soon=tally.soon,
        done=progress.done,
        total=progress.total,
        alerts=found,
        next_meeting=next_meeting,
        last_contact_on=record.last_contact_on,
        urgency=urgency(
            overdue=tally.overdue,
            critical_overdue=tuple(one.label for one in tally.critical),
            due_today=tally.today,
            due_soon=tally.soon,
            release=release,
            today=today,
            alerts=tuple(alert for alert in found if alert.code != RuleId.CAPACITY),
            next_meeting_start=next_meeting.starts_at if next_meeting else None,
            next_meeting=next_meeting.label if next_meeting else None,
            programme=programme,
        ),
    )


def by_urgency(rows: Iterable[ParticipantRow]) -> tuple[ParticipantRow, ...]:
    """Most urgent first; those who are equally urgent by code."""
    return tuple(sorted(rows, key=lambda row: (row.urgency.key, row.person.code)))
