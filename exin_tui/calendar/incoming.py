"""Meetings that others send, as an ``.ics`` file has them: read, cleaned, and what cannot be taken named.

Foreign zones become moments; a series stays a series when its zone keeps Oslo's time, and becomes one meeting
for each instance when it does not.
"""

from __future__ import annotations

import datetime as dt
import itertools
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from exin_tui.calendar.outline import MOST_BYTES, CalendarRefused, worth_reading
from exin_tui.calendar.rule import SubDaily, first_of, parts_of, until_of
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, text
from exin_tui.privacy.sanitise import one_line

LONGEST_TITLE = 200
MOST_INSTANCES = 400
"""Of a series that has to be taken instance by instance."""
_AHEAD = dt.timedelta(days=2 * 366)
_LONGEST = dt.timedelta(days=31)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@dataclass(frozen=True, slots=True)
class Incoming:
    """One meeting, series, or changed instance of a series."""

    uid: str
    recurrence_id: dt.datetime | None
    """In UTC: which instance of the series it replaces."""
    sequence: int
    stamp: dt.datetime
    """In UTC: when it was sent."""
    starts_at: dt.datetime
    """In UTC."""
    ends_at: dt.datetime
    all_day_on: dt.date | None
    rrule: str | None
    exdates: str
    cancelled: bool
    title: str
    place: str
    apart: bool = False
    """An instance of a series that is not kept as one."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """One event of the file that cannot be taken, and why."""

    title: str
    why: Sayable


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """What a file holds."""

    events: tuple[Incoming, ...]
    not_taken: tuple[NotTaken, ...]


class _NotTakable(ValueError):
    def __init__(self, why: Sayable) -> None:
        super().__init__(why.say("en"))
        self.why = why


def read_incoming_file(path: Path, *, now: dt.datetime) -> IncomingFile:
    """The file at ``path``. Raises `CalendarRefused`."""
    try:
        if not path.is_file():
            raise CalendarRefused(text("There is no file {file}.", file=str(path)), exit_code=1)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CalendarRefused(
            text("{file} cannot be read: {why}.", file=str(path), why=why), exit_code=1
        ) from None
    return read_incoming(content, now=now)


def read_incoming(content: bytes, *, now: dt.datetime) -> IncomingFile:
    """What ``content`` holds; ``now`` is aware. Raises `CalendarRefused` when it is no calendar at all."""
    from icalendar import Calendar

    kept = worth_reading(content)
    try:
        with warnings.catch_warnings():  # about time zones it has guessed; they would stand in the terminal
            warnings.simplefilter("ignore")
            calendars: list[Any] = list(Calendar.from_ical(kept, multiple=True))
    except Exception:  # noqa: BLE001 - the parser raises whatever a mutated line makes it raise
        raise CalendarRefused(
            text("This file cannot be read as a calendar. Save it anew where it came from, and try again.")
        ) from None
    events: list[Incoming] = []
    refused: list[NotTaken] = []
    for calendar in calendars:
        method = str(calendar.get("METHOD", "PUBLISH")).strip().upper()
        if method not in {"PUBLISH", "REQUEST", "CANCEL", "ADD"}:
            raise CalendarRefused(
                text("The file is an answer to an invitation ({method}), not a meeting.", method=method)
            )
        for event in calendar.walk("VEVENT"):
            _take(event, events, refused, cancels=method == "CANCEL", now=now)
    if not events and not refused:
        raise CalendarRefused(text("There is no meeting in the file."))
    return IncomingFile(_newest(events), tuple(refused))


def _take(
    event: Any, events: list[Incoming], refused: list[NotTaken], *, cancels: bool, now: dt.datetime
) -> None:
    title = ""
    try:
        title = _words(event.get("SUMMARY"))
        events += _incoming(event, title, cancels=cancels, now=now)
    except _NotTakable as error:
        refused.append(NotTaken(title, error.why))
    except Exception:  # noqa: BLE001 - values are parsed when they are asked for
        refused.append(NotTaken(title, text("Something in it cannot be read.")))


def _incoming(event: Any, title: str, *, cancels: bool, now: dt.datetime) -> Iterator[Incoming]:
    uid = one_line(str(event.get("UID") or "")).strip()
    if not uid or len(uid) > 255:
        raise _NotTakable(text("It has no UID by which it could be found again."))
    start = _value(event, "DTSTART")
    if start is None:
        raise _NotTakable(text("It does not say when it begins."))
    starts_at = _moment(start)
    all_day_on = None if isinstance(start, dt.datetime) else start
    instance = _value(event, "RECURRENCE-ID")
    if instance is not None and event["RECURRENCE-ID"].params.get("RANGE"):
        raise _NotTakable(
            text("It changes the rest of a series from one day on. Ask for the rest as a meeting of its own.")
        )
    one = Incoming(
        uid=uid,
        recurrence_id=None if instance is None else _moment(instance),
        sequence=_sequence(event),
        stamp=_stamp(event, now),
        starts_at=starts_at,
        ends_at=_end(event, start, starts_at),
        all_day_on=all_day_on,
        rrule=None,
        exdates=" ".join(f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in sorted(_dates(event, "EXDATE"))),
        cancelled=cancels or str(event.get("STATUS", "")).strip().upper() == "CANCELLED",
        title=title,
        place=_words(event.get("LOCATION")),
    )
    if "EXRULE" in event:
        raise _NotTakable(text("Its rule of recurrence cannot be read."))
    if one.recurrence_id is not None or not {"RRULE", "RDATE"} & event.keys():
        yield replace(one, exdates="")
    else:
        yield from _recurring(event, one, start, now)


def _recurring(event: Any, one: Incoming, start: dt.date, now: dt.datetime) -> Iterator[Incoming]:
    """As a series where the board's own expansion, in Oslo, gives the same moments; else one by one."""
    named = _rule(event, one)
    local = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time(), OSLO)
    if local.tzinfo is None:
        local = local.replace(tzinfo=OSLO)
    extra = _dates(event, "RDATE")
    if named and not extra and _keeps_oslo_time(local):
        yield replace(one, rrule=";".join(f"{name}={value}" for name, value in named.items()))
        return
    moments = sorted({one.starts_at, *extra, *_expanded(named, local, now)})
    left_out = {dt.datetime.fromisoformat(word) for word in one.exdates.split()}
    lasts = one.ends_at - one.starts_at
    for moment in moments[:MOST_INSTANCES]:
        yield replace(
            one,
            recurrence_id=moment,
            starts_at=moment,
            ends_at=moment + lasts,
            all_day_on=moment.astimezone(OSLO).date() if one.all_day_on is not None else None,
            exdates="",
            cancelled=one.cancelled or moment in left_out,
            apart=True,
        )


def _rule(event: Any, one: Incoming) -> dict[str, str]:
    """The rule by name; empty when there are only dates."""
    rule = event.get("RRULE")
    if rule is None:
        return {}
    if isinstance(rule, list):
        raise _NotTakable(text("Its rule of recurrence cannot be read."))
    try:
        named = parts_of(rule.to_ical().decode())
        if "UNTIL" in named:
            until_of(named["UNTIL"], all_day=one.all_day_on is not None)
        first_of(named, one.starts_at.astimezone(OSLO))
    except SubDaily:
        raise _NotTakable(text("It repeats within the day.")) from None
    except ValueError:
        raise _NotTakable(text("Its rule of recurrence cannot be read.")) from None
    return named


def _keeps_oslo_time(local: dt.datetime) -> bool:
    """The zone has Oslo's offset in every month of the two years from there."""
    for month in range(24):
        wall = (local + dt.timedelta(days=30 * month)).replace(tzinfo=local.tzinfo)
        if wall.utcoffset() != wall.replace(tzinfo=OSLO).utcoffset():
            return False
    return True


def _expanded(named: Mapping[str, str], local: dt.datetime, now: dt.datetime) -> Iterator[dt.datetime]:
    if not named:
        return
    from dateutil.rrule import rrulestr

    parts = dict(named)
    until = parts.pop("UNTIL", None)
    last = now.astimezone(dt.UTC) + _AHEAD
    if until is not None:
        bound = until_of(until, all_day=False)
        last = min(last, dt.datetime.strptime(bound, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC))
    words = ";".join(f"{name}={value}" for name, value in parts.items())
    rule = rrulestr(words, dtstart=local.replace(tzinfo=None))
    for wall in itertools.islice(rule, MOST_INSTANCES):
        moment = wall.replace(tzinfo=local.tzinfo).astimezone(dt.UTC)
        if moment > last:
            return
        yield moment


def _value(event: Any, name: str) -> dt.date | None:
    """A date or a moment of the event. Raises `_NotTakable` for a zone that nobody knows."""
    found = event.get(name)
    if found is None:
        return None
    if isinstance(found, list):
        raise _NotTakable(text("It says {name} twice.", name=name))
    value = found.dt
    if not isinstance(value, dt.date):
        raise _NotTakable(text("Something in it cannot be read."))
    if isinstance(value, dt.datetime) and value.tzinfo is None and found.params.get("TZID"):
        return value.replace(tzinfo=_zone(one_line(str(found.params["TZID"]))))
    return value


def _zone(name: str) -> ZoneInfo:
    """The zone of the database whose name is written in other letters. Raises `_NotTakable`."""
    wanted = name.casefold()
    found = next((known for known in available_timezones() if known.casefold() == wanted), None)
    if found is None:
        raise _NotTakable(text("Its time zone {zone} is not known.", zone=name[:60]))
    return ZoneInfo(found)


def _moment(value: dt.date) -> dt.datetime:
    """In UTC. A time without a zone is Oslo's; a day begins at midnight in Oslo."""
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise _NotTakable(text("Its year is {year}. Check it where it came from.", year=value.year))
    if not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time(), OSLO)
    if value.tzinfo is None:
        value = value.replace(tzinfo=OSLO)
    return value.astimezone(dt.UTC).replace(microsecond=0)


def _end(event: Any, start: dt.date, starts_at: dt.datetime) -> dt.datetime:
    end = _value(event, "DTEND")
    whole_days = not isinstance(start, dt.datetime)
    if end is not None:
        ends_at = _moment(end)
    elif (duration := event.get("DURATION")) is not None:
        ends_at = starts_at + duration.dt
    elif whole_days:
        ends_at = _moment(start + dt.timedelta(days=1))
    else:
        ends_at = starts_at
    if whole_days and ends_at == starts_at:
        ends_at = _moment(start + dt.timedelta(days=1))
    if ends_at < starts_at:
        raise _NotTakable(text("It ends before it begins."))
    if ends_at - starts_at > _LONGEST:
        raise _NotTakable(text("It lasts longer than a month."))
    return ends_at


def _dates(event: Any, name: str) -> set[dt.datetime]:
    found = event.get(name)
    lists = found if isinstance(found, list) else [] if found is None else [found]
    moments = set()
    for each in lists:
        for one in each.dts:
            if not isinstance(one.dt, dt.date):
                raise _NotTakable(text("Its rule of recurrence cannot be read."))
            moments.add(_moment(one.dt))
            if len(moments) > MOST_INSTANCES:
                raise _NotTakable(text("It is on more than {number} days.", number=MOST_INSTANCES))
    return moments


def _sequence(event: Any) -> int:
    sequence = int(event.get("SEQUENCE", 0))
    if not 0 <= sequence < 2**31:
        raise _NotTakable(text("Something in it cannot be read."))
    return sequence


def _stamp(event: Any, now: dt.datetime) -> dt.datetime:
    """DTSTAMP, or now when it has none that can be read."""
    stamp = getattr(event.get("DTSTAMP"), "dt", None)
    if isinstance(stamp, dt.datetime):
        return (stamp if stamp.tzinfo is not None else stamp.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    return now.astimezone(dt.UTC)


def _words(value: object) -> str:
    """One clean line of at most 200 characters."""
    first = value[0] if isinstance(value, list) and value else value
    words = " ".join(one_line(str(first or "")).split())
    return words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1] + "…"


def _newest(events: list[Incoming]) -> tuple[Incoming, ...]:
    """Each meeting once, as its highest SEQUENCE has it; series before their changed instances."""
    found: dict[tuple[str, dt.datetime | None], Incoming] = {}
    for one in events:
        other = found.get((one.uid, one.recurrence_id))
        if other is None or _rank(one) > _rank(other):
            found[one.uid, one.recurrence_id] = one
    return tuple(sorted(found.values(), key=lambda one: (one.recurrence_id is not None, one.starts_at)))


def _rank(one: Incoming) -> tuple[bool, int, dt.datetime]:
    """What a file says of one instance by itself counts more than what its series says of it."""
    return (not one.apart, one.sequence, one.stamp)
