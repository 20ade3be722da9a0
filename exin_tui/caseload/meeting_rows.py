"""From stored meetings to those that take place: series expanded, changed and cancelled ones respected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from exin_tui.caseload.cases import takes_place
from exin_tui.caseload.models import MeetingRow, Person
from exin_tui.caseload.records import MeetingRecord
from exin_tui.caseload.recurrence import instances
from exin_tui.clock import OSLO

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

OTHER = "other"
Instance = tuple[str | None, dt.datetime | None]
"""A series and the moment (UTC) at which one of its instances would begin."""


def midnight(day: dt.date) -> dt.datetime:
    """When ``day`` begins in Oslo."""
    return dt.datetime.combine(day, dt.time(), OSLO)


def meeting_rows(
    records: Iterable[MeetingRecord],
    people: Mapping[str, Person],
    labels: Labels,
    *,
    since: dt.datetime,
    before: dt.datetime,
) -> list[MeetingRow]:
    """What begins from ``since``, in order of time: single meetings without an end, series until ``before``.

    Meetings of participants that are not among ``people`` are left out, and cancelled and moved ones.
    """
    records = list(records)
    replaced: set[Instance] = {
        (record.series_id, record.recurrence_id) for record in records if record.recurrence_id is not None
    }
    rows = [
        _row(record, starts_at, people, labels)
        for record in records
        if takes_place(record) and (record.participant_id is None or record.participant_id in people)
        for starts_at in _starts(record, replaced, since, before)
    ]
    rows.sort(key=lambda row: (row.starts_at, row.person.code if row.person else "", row.id))
    return rows


def _starts(
    record: MeetingRecord,
    replaced: set[Instance],
    since: dt.datetime,
    before: dt.datetime,
) -> Iterator[dt.datetime]:
    if record.rrule is None:
        if record.starts_at >= since:
            yield record.starts_at
        return
    for moment in instances(
        record.rrule, record.starts_at, since=since, before=before, exdates=record.exdates
    ):
        if (record.id, moment.astimezone(dt.UTC)) not in replaced:
            yield moment


def _row(
    record: MeetingRecord,
    starts_at: dt.datetime,
    people: Mapping[str, Person],
    labels: Labels,
) -> MeetingRow:
    begins = starts_at.astimezone(OSLO)
    lasts = record.ends_at - record.starts_at
    return MeetingRow(
        id=record.id,
        person=people[record.participant_id] if record.participant_id is not None else None,
        kind=record.kind,
        label=labels.meeting_kind(record.kind),
        starts_at=begins,
        ends_at=(begins.astimezone(dt.UTC) + lasts).astimezone(OSLO),
        all_day=record.all_day_on is not None,
        place=record.place,
        caseworker=record.caseworker or "",
        title=record.title if record.kind == OTHER else "",
        version=record.version,
    )
