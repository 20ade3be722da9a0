"""The four large figures and the phase strip, counted from what the dashboard has read."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable

import msgspec

from exin_schema.vocabulary import Mark, Phase
from exin_tui.caseload.models import MeetingRow, Overview, ParticipantRow, Person


class Figure(enum.StrEnum):
    """The four figures: legend and filters at once."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    RELEASE = "release"


class Figures(msgspec.Struct, frozen=True):
    """What the four figures say."""

    overdue: int
    """Open items and tasks with a due date before today."""
    oldest_days: int
    """How many days the oldest is overdue; 0 when nothing is."""
    oldest: Person | None
    """Whose it is; None for a task of the team's own."""
    today: int
    """Open items and tasks due today."""
    meetings_today: int
    first_meeting: MeetingRow | None
    """The first meeting of today that has a time of day."""
    soon: int
    """Due within 7 days (configurable), today not counted."""
    soon_until: dt.date
    """The last day that counts."""
    releases: int
    """Participants in prison whose best standing release date is within 4 weeks."""
    first_release: ParticipantRow | None
    """Who is first out, and through ``release.on`` when."""


def figures(overview: Overview) -> Figures:
    """The figures of ``overview``, which may be narrowed by a filter."""
    marks = [row.mark for row in overview.due]
    oldest = min(
        (row for row in overview.due if row.mark is Mark.OVERDUE), key=lambda row: row.days, default=None
    )
    meetings = [row for row in overview.meetings if row.starts_at.date() == overview.today]
    releases = [row for row in overview.rows if out_soon(row, overview)]
    return Figures(
        overdue=marks.count(Mark.OVERDUE),
        oldest_days=-oldest.days if oldest else 0,
        oldest=oldest.person if oldest else None,
        today=marks.count(Mark.TODAY),
        meetings_today=len(meetings),
        first_meeting=next((row for row in meetings if not row.all_day), None),
        soon=marks.count(Mark.SOON),
        soon_until=overview.soon_until,
        releases=len(releases),
        first_release=min(
            releases, key=lambda row: (row.release.on or dt.date.max, row.person.code), default=None
        ),
    )


def out_soon(row: ParticipantRow, overview: Overview) -> bool:
    """In prison, with a release date from today to the last day of the figure "out within 4 weeks"."""
    return out_by(row, overview.today, overview.release_until)


def out_by(row: ParticipantRow, today: dt.date, until: dt.date) -> bool:
    """In prison, with a best standing release date from today through ``until``."""
    return not row.out and row.release.on is not None and today <= row.release.on <= until


class PhaseCount(msgspec.Struct, frozen=True):
    """One cell of the phase strip."""

    phase: Phase | None
    """None: all phases."""
    count: int
    overdue: int
    """How many of them have something overdue."""


def strip(rows: Iterable[ParticipantRow]) -> tuple[PhaseCount, ...]:
    """All, then phases 1 to 6: how many participants, and how many of them have something overdue."""
    counts: dict[Phase | None, list[int]] = {phase: [0, 0] for phase in (None, *Phase)}
    for row in rows:
        for phase in (None, row.phase):
            counts[phase][0] += 1
            counts[phase][1] += row.overdue > 0
    return tuple(PhaseCount(phase, count, overdue) for phase, (count, overdue) in counts.items())
