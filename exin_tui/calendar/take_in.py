"""Taking others' meetings into the caseload: each is found again by UID and RECURRENCE-ID.

An older SEQUENCE than what is known is ignored, and the same file a second time changes nothing (RFC 5546
2.1.4). Nothing of a file is written with ``dry_run``; what is written is one command, which undo takes back.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, or_, select

from exin_schema.tables import meeting, new_id, participant
from exin_schema.vocabulary import MeetingOutcome, MeetingStatus
from exin_tui.calendar.incoming import Incoming, NotTaken, read_incoming_file
from exin_tui.calendar.outline import CalendarRefused
from exin_tui.caseload.meetings import with_sequence
from exin_tui.language import Label, Sayable, text
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

OTHER = "other"
_AT_ONCE = 400
_Key = tuple[str, dt.datetime | None]
_Stored = Mapping[str, Any]


class Action(enum.Enum):
    """What an event of the file does to the caseload."""

    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    UNCHANGED = "unchanged"
    OLDER = "older"
    NOT_TAKEN = "not_taken"

    @property
    def label(self) -> Sayable:
        """In words."""
        return _WORDS[self]


_WORDS: dict[Action, Sayable] = {
    Action.NEW: Label("nytt", "new"),
    Action.CHANGED: Label("endret", "changed"),
    Action.CANCELLED: Label("avlyst", "cancelled"),
    Action.UNCHANGED: Label("som før", "as before"),
    Action.OLDER: Label("eldre", "older"),
    Action.NOT_TAKEN: Label("tas ikke inn", "not taken"),
}
_WRITES = (Action.NEW, Action.CHANGED, Action.CANCELLED)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the preview."""

    action: Action
    starts_at: dt.datetime | None
    """In UTC; None when it could not be read."""
    all_day: bool
    repeats: bool
    title: str
    why: Sayable | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did, or with ``dry_run`` would do."""

    lines: tuple[Line, ...]
    dry_run: bool

    def count(self, *actions: Action) -> int:
        """How many events did one of these."""
        return sum(line.action in actions for line in self.lines)

    @property
    def changes(self) -> int:
        """How many meetings are added, changed or cancelled."""
        return self.count(*_WRITES)


def import_calendar(
    database: Database,
    path: Path,
    *,
    now: dt.datetime,
    dry_run: bool = False,
    participant_code: str = "",
    kind: str = OTHER,
) -> Taken:
    """Take in the meetings of the ``.ics`` file at ``path``.

    New ones are attached to the participant with ``participant_code`` (empty: to the team) and are of
    ``kind``. ``now`` is aware. Raises `CalendarRefused` when the file or the code cannot be taken; nothing is
    written then.
    """
    found = read_incoming_file(path, now=now)
    if dry_run:
        with database.read() as connection:
            plan = _Plan(connection, participant_code, kind, now)
            lines = plan.lines(found.events)
        return Taken((*lines, *_refused(found.not_taken)), dry_run)
    with database.write(command="calendar.import", now=now) as door:
        plan = _Plan(door.connection, participant_code, kind, now)
        lines = plan.lines(found.events)
        plan.write(door)
    return Taken((*lines, *_refused(found.not_taken)), dry_run)


def _refused(events: Iterable[NotTaken]) -> list[Line]:
    return [
        Line(Action.NOT_TAKEN, None, all_day=False, repeats=False, title=one.title, why=one.why)
        for one in events
    ]


class _Plan:
    """What is to be written, worked out on what the database holds."""

    def __init__(self, connection: Connection, code: str, kind: str, now: dt.datetime) -> None:
        self._connection, self._kind, self._now = connection, kind, now
        self._owner = _owner(connection, code) if code else None
        self._stored: dict[_Key, _Stored] = {}
        self._series: dict[str, str] = {}
        """The id of the stored or planned series by UID."""
        self._new: dict[str, dict[str, object]] = {}
        self._changes: dict[str, tuple[_Stored, dict[str, object]]] = {}
        """By the row's id: a row is changed once."""

    def lines(self, events: Sequence[Incoming]) -> list[Line]:
        """Decide for every event; a line of the preview for each."""
        self._read({one.uid for one in events})
        lines = [self._line(one) for one in events]
        lines += self._dropped(events)
        return lines

    def write(self, door: Door) -> None:
        """Write what was decided."""
        door.insert_many(meeting, [row for row in self._new.values() if row["recurrence_id"] is None])
        door.insert_many(meeting, [row for row in self._new.values() if row["recurrence_id"] is not None])
        for stored, values in self._changes.values():
            door.update(meeting, stored["id"], stored["version"], values)

    def _read(self, uids: set[str]) -> None:
        wanted = sorted(uids)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            same = or_(meeting.c.uid.in_(some), meeting.c.id.in_(some) & meeting.c.imported.is_(True))
            for row in self._connection.execute(select(meeting).where(same)).mappings():
                uid = row["uid"] if row["uid"] in uids else row["id"]
                self._stored[uid, row["recurrence_id"]] = dict(row)
                if row["rrule"] is not None:
                    self._series[uid] = row["id"]

    def _line(self, one: Incoming) -> Line:
        stored = self._stored.get((one.uid, one.recurrence_id))
        if stored is None:
            action, why = self._plan_new(one)
        else:
            action, why = self._plan_change(one, stored)
        return Line(action, one.starts_at, one.all_day_on is not None, one.rrule is not None, one.title, why)

    def _plan_new(self, one: Incoming) -> tuple[Action, Sayable | None]:
        if one.cancelled and one.uid not in self._series:
            return Action.UNCHANGED, text("It is cancelled, and was not here.")
        owner = self._owner
        identity = new_id()
        series = self._series.get(one.uid) if one.recurrence_id is not None and not one.apart else None
        within = self._row(series)
        row: dict[str, object] = {
            "id": identity,
            "uid": one.uid,
            "kind": self._kind if within is None else within["kind"],
            "title": one.title if self._kind == OTHER and within is None else "",
            "recurrence_id": one.recurrence_id,
            "series_id": series,
            "imported": True if within is None else within["imported"],
            "changed_at": self._now,
            "sequence": one.sequence,
            "participant_id": owner["id"] if owner else None,
            "caseworker_id": owner["caseworker_id"] if owner else None,
            **_entered(one, self._now),
        }
        if within is not None:
            row |= {name: within[name] for name in ("participant_id", "caseworker_id", "title")}
        self._new[identity] = row
        if one.rrule is not None:
            self._series[one.uid] = identity
            self._gather(one.uid, identity)
        return (Action.CANCELLED if one.cancelled else Action.NEW), None

    def _plan_change(self, one: Incoming, stored: _Stored) -> tuple[Action, Sayable | None]:
        if one.sequence < stored["sequence"]:
            return Action.OLDER, text("A newer version is here already.")
        owner = self._owner
        if owner is not None and stored["participant_id"] not in {None, owner["id"]}:
            return Action.NOT_TAKEN, text("It is another participant's meeting already.")
        entered = _entered(one, self._now)
        if not stored["imported"]:  # ours, come back: only when it is may have been changed there
            entered = {name: value for name, value in entered.items() if name in _OF_OURS}
        elif stored["kind"] == OTHER:
            entered["title"] = one.title
        gone = stored["status"] == MeetingStatus.CANCELLED.value or stored["outcome"] in _GONE
        if one.cancelled == gone:  # an outcome that the team wrote down stays
            entered = {name: value for name, value in entered.items() if name not in _OF_STATUS}
        if owner is not None and stored["participant_id"] is None:
            entered["participant_id"] = owner["id"]
        changed = self._change(stored, entered, one.sequence)
        if not changed:
            return Action.UNCHANGED, None
        return (Action.CANCELLED if one.cancelled else Action.CHANGED), None

    def _change(self, stored: _Stored, entered: Mapping[str, object], sequence: int) -> bool:
        """Plan what differs. Others' meetings keep the sender's number, which the next version is held to."""
        changed = with_sequence(stored, {**entered, "sequence": sequence}, now=self._now)
        if not changed.keys() - {"sequence", "changed_at"}:
            return False
        if stored["imported"]:
            changed["sequence"] = sequence
        _, before = self._changes.get(stored["id"], (stored, {}))
        self._changes[stored["id"]] = (stored, {**before, **changed})
        return True

    def _gather(self, uid: str, series: str) -> None:
        """Instances that came before their series belong to it now."""
        for (same, moment), stored in self._stored.items():
            if same == uid and moment is not None and stored["series_id"] is None:
                self._changes[stored["id"]] = (stored, {"series_id": series, "changed_at": self._now})

    def _dropped(self, events: Sequence[Incoming]) -> list[Line]:
        """Instances of a series that is kept one by one, which the newer series no longer has: cancelled."""
        series = {one.uid: one for one in events if one.apart}
        told = {(one.uid, one.recurrence_id) for one in events}
        lines = []
        for key, stored in self._stored.items():
            one = series.get(key[0])
            over = stored["starts_at"] < self._now and stored["rrule"] is None
            gone = stored["status"] == MeetingStatus.CANCELLED.value or over
            if one is None or key in told or gone or one.sequence < stored["sequence"]:
                continue
            self._change(stored, _status(cancelled=True, now=self._now), one.sequence)
            all_day, repeats = stored["all_day_on"] is not None, stored["rrule"] is not None
            lines.append(Line(Action.CANCELLED, stored["starts_at"], all_day, repeats, one.title))
        return lines

    def _row(self, series: str | None) -> _Stored | None:
        """The stored or planned series with this id."""
        if series is None or series in self._new:
            return self._new.get(series or "")
        return next((row for row in self._stored.values() if row["id"] == series), None)


_GONE = (MeetingOutcome.CANCELLED.value, MeetingOutcome.MOVED.value)
_OF_STATUS = frozenset({"status", "outcome", "cancelled_at"})
_OF_OURS = frozenset({"starts_at", "ends_at", "all_day_on"}) | _OF_STATUS


def _entered(one: Incoming, now: dt.datetime) -> dict[str, object]:
    """The columns that the event says something about."""
    return {
        "starts_at": one.starts_at,
        "ends_at": one.ends_at,
        "all_day_on": one.all_day_on,
        "rrule": one.rrule,
        "exdates": one.exdates,
        "place": one.place,
        **_status(cancelled=one.cancelled, now=now),
    }


def _status(*, cancelled: bool, now: dt.datetime) -> dict[str, object]:
    return {
        "status": (MeetingStatus.CANCELLED if cancelled else MeetingStatus.PLANNED).value,
        "outcome": MeetingOutcome.CANCELLED.value if cancelled else None,
        "cancelled_at": now.astimezone(dt.UTC) if cancelled else None,
    }


def _owner(connection: Connection, code: str) -> Mapping[str, Any]:
    columns = (participant.c.id, participant.c.caseworker_id)
    wanted = select(*columns).where(func.upper(participant.c.code) == code.upper())
    found = connection.execute(wanted).mappings().first()
    if found is None:
        raise CalendarRefused(text("There is no participant with the code {code}.", code=code), exit_code=2)
    return dict(found)
