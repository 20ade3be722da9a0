"""Keeping a CalDAV collection in step with the meetings: one way, from here to there.

Only items under UIDs of ours are looked at; what others put into the same collection is never read, changed
or removed. An item of ours that somebody changed there is left as it is and told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from exin_tui.calendar.collection import There
from exin_tui.calendar.deleted import deleted_uids
from exin_tui.calendar.export import file_name, record_disclosures, uids_that_are_over
from exin_tui.calendar.stream import Asked, Progress, Told, item, told
from exin_tui.language import Language
from exin_tui.storage.database import Database

_COMPARED = (
    "DTSTART", "DTEND", "SUMMARY", "STATUS", "LOCATION", "DESCRIPTION", "CATEGORIES", "RRULE", "TRANSP",
    "SEQUENCE",
)  # fmt: skip


class Calendar(Protocol):
    """What is written to; `exin_tui.calendar.collection.Collection` is one."""

    def items(self) -> dict[str, There]:
        """What lies there, by file name."""

    def read(self, items: Sequence[There]) -> Iterable[tuple[There, bytes]]:
        """Their content."""

    def put(self, name: str, content: bytes, there: There | None) -> bool:
        """Write one; False when somebody was faster."""

    def delete(self, there: There) -> bool:
        """Remove one; False when somebody was faster."""


@dataclass(slots=True)
class InStep:
    """What a synchronisation did, or with ``dry_run`` would do."""

    dry_run: bool
    added: int = 0
    updated: int = 0
    removed: int = 0
    unchanged: int = 0
    left: int = 0
    """Changed there by somebody else: left as it is."""


def synchronise(
    database: Database,
    calendar: Calendar,
    asked: Asked,
    *,
    now: dt.datetime,
    dry_run: bool = False,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> InStep:
    """Bring ``calendar`` in step with what is ``asked``.

    ``overwrite`` puts ours over what somebody changed there. What was told of whom is kept as a disclosure,
    also when the server stops answering half way. Raises `SyncRefused` and `StorageError`.
    """
    with database.read() as connection:
        gone = deleted_uids(connection)
        ours = [one for one in told(connection, asked, now=now, stamped=False) if one.uid not in gone]
        over = {file_name(uid) for uid in uids_that_are_over(connection, now=now)}
    step = _Step(calendar, asked.telling.language, dry_run=dry_run, overwrite=overwrite)
    try:
        step.publish(ours, progress)
        step.remove(over - {file_name(one.uid) for one in ours})
    finally:
        if step.people:
            with database.write(command="calendar.sync", now=now) as door:
                record_disclosures(door, step.people, asked.telling, export="caldav")
    return step.done


class _Step:
    def __init__(self, calendar: Calendar, language: Language, *, dry_run: bool, overwrite: bool) -> None:
        self._calendar, self._language, self._overwrite = calendar, language, overwrite
        self._there = calendar.items()
        self.done = InStep(dry_run)
        self.people: set[str] = set()

    def publish(self, ours: Sequence[Told], progress: Progress | None) -> None:
        here = {file_name(one.uid): one for one in ours}
        known = [self._there[name] for name in here if name in self._there]
        contents = {there.href: (there, content) for there, content in self._calendar.read(known)}
        for number, (name, one) in enumerate(here.items(), 1):
            there = self._there.get(name)
            if there is None:
                self._add(name, one)
            elif there.href in contents:
                self._update(name, one, *contents[there.href])
            if progress is not None:
                progress(number, len(here))

    def remove(self, names: set[str]) -> None:
        for name in sorted(names & self._there.keys()):
            if self.done.dry_run or self._calendar.delete(self._there[name]):
                self.done.removed += 1
            else:
                self.done.left += 1

    def _add(self, name: str, one: Told) -> None:
        if one.cancelled:  # nobody there was told of it
            return
        self.done.added += self._put(name, one, None)

    def _update(self, name: str, one: Told, there: There, content: bytes) -> None:
        mine, theirs = _said(item(one, self._language)), _said(content)
        if mine.events == theirs.events:
            self.done.unchanged += 1
        elif not self._overwrite and _newer(theirs, mine):
            self.done.left += 1
        else:
            self.done.updated += self._put(name, one, there)

    def _put(self, name: str, one: Told, there: There | None) -> int:
        if not self.done.dry_run:
            if not self._calendar.put(name, item(one, self._language), there):
                self.done.left += 1
                return 0
            if one.participant_id:
                self.people.add(one.participant_id)
        return 1


_Events = dict[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """What an item says: servers write the same thing in other lines."""

    events: _Events
    """By RECURRENCE-ID; empty for the series or the single meeting."""
    number: int
    changed: dt.datetime


def _said(content: bytes) -> _Said:
    from icalendar import Calendar as Parsed

    events: _Events = {}
    number, changed = 0, dt.datetime.min.replace(tzinfo=dt.UTC)
    try:
        for event in Parsed.from_ical(content).walk("VEVENT"):
            instance: Any = event.get("RECURRENCE-ID")
            left_out = event.get("EXDATE", [])
            lists: list[Any] = left_out if isinstance(left_out, list) else [left_out]
            moments = sorted(str(_plain(each.dt)) for some in lists for each in some.dts)
            values = [_value(event.get(name)) for name in _COMPARED]
            events[str(_plain(instance.dt)) if instance else ""] = (*values, *moments)
            number = max(number, int(event.get("SEQUENCE", 0)))
            stamp = getattr(event.get("LAST-MODIFIED"), "dt", None)
            if isinstance(stamp, dt.datetime) and stamp.tzinfo is not None:
                changed = max(changed, stamp)
    except Exception:  # noqa: BLE001 - whatever lies there that is no calendar is not what we wrote
        return _Said({}, 0, changed)
    return _Said(events, number, changed)


def _newer(theirs: _Said, mine: _Said) -> bool:
    """Somebody changed it there after we did here."""
    return (theirs.changed, theirs.number) > (mine.changed, mine.number)


def _value(value: Any) -> str:
    if hasattr(value, "dt"):
        return str(_plain(value.dt))
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value)


def _plain(value: Any) -> Any:
    return value.astimezone(dt.UTC) if isinstance(value, dt.datetime) and value.tzinfo else value
