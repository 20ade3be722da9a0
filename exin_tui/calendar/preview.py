"""What a file will hold before it is written: the same entries, the same writer, and what is withheld.

Nothing is told to anybody yet, so nothing is recorded.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from exin_tui.calendar.event import OTHER, Said, Writer
from exin_tui.calendar.meetings import CalendarMeeting, Entry
from exin_tui.calendar.rule import rule_of
from exin_tui.calendar.stream import Asked, everything, writer_for
from exin_tui.calendar.wanted import Extra
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, text

MOST_LINES = 500
"""Lines that are kept to be shown; all are counted."""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One meeting or series as it will stand in the calendar."""

    starts_at: dt.datetime
    """In Oslo."""
    ends_at: dt.datetime
    all_day: bool
    repeats: bool
    cancelled: bool
    said: Said


@dataclass(frozen=True, slots=True)
class Preview:
    """What will be in the file."""

    entries: int
    """Single meetings and series."""
    series: int
    cancelled: int
    people: int
    """Participants of whom something is told."""
    first: dt.date | None
    """The day (local) on which the first single one begins."""
    last: dt.date | None
    """The day on which the last single one begins; a series may go on longer."""
    lines: tuple[PreviewLine, ...]
    """In order of time, at most `MOST_LINES`."""
    withheld: tuple[Sayable, ...]
    """What was asked for and is left out, and why."""


def preview(connection: Connection, asked: Asked, *, now: dt.datetime) -> Preview:
    """What an export would write; ``now`` is aware."""
    writer = writer_for(connection, asked, now)
    lines: list[PreviewLine] = []
    withheld: Counter[str] = Counter()
    people: set[str] = set()
    cancelled = series = entries = 0
    first = last = None
    for entry in everything(connection, asked.wanted, now):
        one = entry.meeting
        entries += 1
        cancelled += one.cancelled
        repeats = one.rrule is not None
        series += repeats
        if one.participant_id is not None:
            people.add(one.participant_id)
        day = one.starts_at.astimezone(OSLO).date()
        if not repeats:
            first = day if first is None else min(first, day)
            last = day if last is None else max(last, day)
        for each in (one, *entry.changed):
            withheld.update(_left_out(each, writer))
        if len(lines) < MOST_LINES:
            lines.append(_line(entry, writer))
    lines.sort(key=lambda line: (line.starts_at, line.ends_at))
    return Preview(
        entries, series, cancelled, len(people), first, last, tuple(lines), tuple(_why(withheld))
    )  # fmt: skip


def _line(entry: Entry, writer: Writer) -> PreviewLine:
    one = entry.meeting
    rule = rule_of(one)
    starts_at = (rule.first if rule is not None else one.starts_at).astimezone(OSLO)
    ends_at = (starts_at.astimezone(dt.UTC) + (one.ends_at - one.starts_at)).astimezone(OSLO)
    all_day = one.all_day_on is not None
    return PreviewLine(starts_at, ends_at, all_day, rule is not None, one.cancelled, writer.said(one))


_PROTECTED, _NAMES = "protected", "names"


def _left_out(one: CalendarMeeting, writer: Writer) -> Iterator[str]:
    """Why something of ``one`` that was asked for is not in the file."""
    extras = writer.telling.extras
    asked: list[tuple[str, str]] = []
    if Extra.PLACE in extras:
        asked.append((one.place, writer.withheld.place(one)))
    if Extra.DESCRIPTION in extras:
        asked += [
            (each, writer.withheld.note(each, one))
            for each in (one.title if one.kind == OTHER else "", one.prepare)
        ]
    changed = [said for stored, said in asked if stored and said != stored]
    if "" in changed:
        yield _PROTECTED
    if any(changed):
        yield _NAMES


def _why(withheld: Counter[str]) -> Iterator[Sayable]:
    if withheld[_PROTECTED]:
        yield text(
            "Place or note of {count} left out: it would tell a protected address.",
            count=withheld[_PROTECTED],
        )
    if withheld[_NAMES]:
        yield text("Names and numbers in {count} are replaced by …", count=withheld[_NAMES])
