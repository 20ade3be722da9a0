"""From a date, a start and an end as a list gives them to two moments in Oslo."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from exin_tui.importing.parse import ParsedRow
from exin_tui.importing.problems import BadCell
from exin_tui.importing.read_time import in_oslo
from exin_tui.language import text

_DAY = dt.timedelta(days=1)
_LONGEST = dt.timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Span:
    """When a meeting is: aware, in Oslo."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    all_day_on: dt.date | None = None
    """The first day, when the meeting takes whole days."""


def span_of(row: ParsedRow, minutes: int) -> Span | None:
    """The meeting's time; ``minutes`` is its length when the list gives none.

    None, with a problem in ``row``, when a day is missing, an hour does not exist, or the end comes first.
    """
    if {"date", "start", "end", "minutes"} & (row.filled - row.values.keys()):
        return None  # a cell of these is refused already
    start = _start(row)
    if start is None:
        return None
    if not isinstance(start, dt.datetime):
        return _whole_days(row, start)
    starts_at = _moment(row, "start" if "start" in row.values else "date", start)
    end = _end(row, start)
    if starts_at is None or end is None:
        return None
    if isinstance(end, dt.timedelta):
        length = end or dt.timedelta(minutes=minutes)
        return Span(starts_at, (starts_at.astimezone(dt.UTC) + length).astimezone(starts_at.tzinfo))
    ends_at = _moment(row, "end", end)
    if ends_at is None:
        return None
    return Span(starts_at, ends_at) if _in_order(row, "end", starts_at, ends_at) else None


def _start(row: ParsedRow) -> dt.datetime | dt.date | None:
    """The wall clock's start; a date alone for whole days."""
    day, start = row.values.get("date"), row.values.get("start")
    if isinstance(start, dt.date):
        first = start.date() if isinstance(start, dt.datetime) else start
        if isinstance(day, dt.date) and _date(day) != first:
            row.refuse("start", text("This is another day than the one in the column for the date."))
            return None
        return _timed(start)
    if not isinstance(day, dt.date):
        row.refuse(
            "start" if "start" in row.filled else "date", text("The day is missing. Write it as 01.12.2026.")
        )
        return None
    if start is None:
        return _timed(day)
    return _at(_date(day), start)


def _end(row: ParsedRow, start: dt.datetime) -> dt.datetime | dt.timedelta | None:
    """The wall clock's end, or how long: zero when nothing is said."""
    end, minutes = row.values.get("end"), row.values.get("minutes")
    if end is None:
        return dt.timedelta(minutes=minutes if isinstance(minutes, int) else 0)
    if isinstance(end, dt.datetime):
        wall = end
    elif isinstance(end, dt.date):
        row.refuse("end", text("The end has a day but no time. Write both: 01.12.2026 15:00."))
        return None
    else:
        wall = _at(start.date(), end)
    if isinstance(minutes, int) and wall - start != dt.timedelta(minutes=minutes):
        row.refuse("minutes", text("End and length do not agree. Keep one of them."))
        return None
    return wall


def _whole_days(row: ParsedRow, first: dt.date) -> Span | None:
    end = row.values.get("end")
    if "minutes" in row.values or (end is not None and not isinstance(end, dt.date)):
        row.refuse(
            "end" if end is not None else "minutes",
            text("There is an end but no start. Write the start as 09:30."),
        )
        return None
    last = _date(end) if isinstance(end, dt.date) else first
    starts_at, ends_at = _midnight(first), _midnight(last + _DAY)
    return Span(starts_at, ends_at, first) if _in_order(row, "end", starts_at, ends_at) else None


def _in_order(row: ParsedRow, key: str, starts_at: dt.datetime, ends_at: dt.datetime) -> bool:
    length = ends_at.astimezone(dt.UTC) - starts_at.astimezone(dt.UTC)
    if length <= dt.timedelta():
        row.refuse(
            key,
            text("The meeting ends before it starts. Write a later end, with its date if it is another day."),
        )
        return False
    if length > _LONGEST:
        row.refuse(
            key, text("The meeting would last {days} days. One of the dates is wrong.", days=length.days)
        )
        return False
    return True


def _at(day: dt.date, clock: object) -> dt.datetime:
    """``clock`` is a time of day, and whether it is the midnight that ends the day."""
    if not isinstance(clock, tuple):
        raise TypeError(clock)
    moment, ends_the_day = clock
    return dt.datetime.combine(day + _DAY if ends_the_day else day, moment)


def _timed(value: dt.date) -> dt.datetime | dt.date:
    """A date that Excel keeps with midnight is a date."""
    if isinstance(value, dt.datetime):
        return value if value.time() != dt.time() else value.date()
    return value


def _date(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _midnight(day: dt.date) -> dt.datetime:
    return in_oslo(dt.datetime.combine(day, dt.time()))[0]


def _moment(row: ParsedRow, key: str, wall: dt.datetime) -> dt.datetime | None:
    try:
        moment, note = in_oslo(wall)
    except BadCell as bad:
        row.refuse(key, bad.message)
        return None
    if note is not None:
        row.warn(key, note, "clock_change")
    return moment
