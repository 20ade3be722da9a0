"""A year of a team's meetings, with everything that clients get wrong, and what every client should show.

What is expected is worked out here day by day with the standard library, not with the program's own code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exin_tui.caseload import meetings
from exin_tui.clock import OSLO
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, exported, oslo, somebody

FIRST = dt.date(2026, 10, 19)
LAST = dt.date(2027, 10, 24)
ODD_CODE = "ÆØÅ-7; «a,b» \\ 日本 🌲"
HOUR = dt.timedelta(hours=1)
SIGNED: Any = {"now": NOW, "actor": "KN"}

MONDAYS_LEFT_OUT = (dt.date(2026, 12, 21), dt.date(2027, 3, 29))
MOVED = {dt.date(2026, 10, 26): ("2026-10-27", "13:00"), dt.date(2027, 4, 5): ("2027-04-06", "09:30")}
CANCELLED = (dt.date(2026, 11, 2), dt.date(2027, 5, 17))
AROUND_CHANGES = ("2026-10-24", "2026-10-25", "2026-10-26", "2027-03-27", "2027-03-28", "2027-03-29")


@dataclass(frozen=True, order=True, slots=True)
class Shown:
    """One line of a client's list."""

    starts_at: str
    """Oslo time; for a whole day only the day."""
    ends_at: str
    """For a whole day the last day."""
    title: str
    cancelled: bool = False


def at(moment: dt.datetime) -> str:
    """A moment as `Shown` has it."""
    return f"{moment.astimezone(OSLO):%Y-%m-%d %H:%M}"


def make_year(database: Database) -> None:
    """Write the meetings."""
    person, odd = somebody(database), somebody(database, ODD_CODE)
    weekly = agreed(
        database,
        oslo("2026-10-19"),
        uid="a" * 32,
        rrule="FREQ=WEEKLY;BYDAY=MO",
        exdates=" ".join(_utc_word(day) for day in MONDAYS_LEFT_OUT),
    )
    agreed(
        database,
        oslo("2026-10-19", "08:30"),
        uid="b" * 32,
        rrule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20271001",
        participant_id=odd,
    )
    agreed(database, oslo("2026-11-03", "10:00"), uid="c" * 32, rrule="FREQ=MONTHLY;BYDAY=1TU;COUNT=12")
    agreed(database, oslo("2026-10-25", "23:30"), uid="d" * 32, rrule="FREQ=DAILY;INTERVAL=9")
    for day, (new_day, clock) in MOVED.items():
        meetings.move_instance(
            database,
            weekly,
            oslo(day.isoformat()),
            starts_at=oslo(new_day, clock),
            ends_at=oslo(new_day, clock) + HOUR,
            **SIGNED,
        )
    for day in CANCELLED:
        meetings.cancel_instance(database, weekly, oslo(day.isoformat()), **SIGNED)
    for number, name in enumerate(AROUND_CHANGES):
        for clock in ("00:30", "06:00", "14:00"):
            agreed(
                database, oslo(name, clock), uid=f"e{number}{clock[:2]}".ljust(32, "0"), participant_id=person
            )
    agreed(
        database,
        oslo("2027-02-10"),
        uid="f" * 32,
        participant_id=person,
        status="cancelled",
        cancelled_at=NOW,
    )
    agreed(
        database,
        oslo("2026-12-09", "00:00"),
        ends_at=oslo("2026-12-10", "00:00"),
        all_day_on=dt.date(2026, 12, 9),
        uid="9" * 32,
        participant_id=odd,
    )


def expected() -> list[Shown]:
    """What a client should list from `FIRST` up to and with `LAST`."""
    return sorted(_expected())


def _expected() -> Iterator[Shown]:
    daily = 0
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + dt.timedelta(days=number)
        name = day.isoformat()
        if day.weekday() == 0 and day not in MONDAYS_LEFT_OUT:
            yield from _monday(day)
        if day.weekday() < 5 and day <= dt.date(2027, 10, 1):
            yield an_hour(name, "08:30", f"Møte {ODD_CODE}")
        if day.weekday() == 1 and day.day <= 7 and daily < 12 and day >= dt.date(2026, 11, 3):
            daily += 1
            yield an_hour(name, "10:00", "Teammøte")
        if day >= dt.date(2026, 10, 25) and (day - dt.date(2026, 10, 25)).days % 9 == 0:
            yield an_hour(name, "23:30", "Teammøte")
        if name in AROUND_CHANGES:
            for clock in ("00:30", "06:00", "14:00"):
                yield an_hour(name, clock, "Møte SN-007")
    yield an_hour("2027-02-10", "09:00", "AVLYST: Møte SN-007", cancelled=True)
    yield Shown("2026-12-09", "2026-12-09", f"Møte {ODD_CODE}")


def _monday(day: dt.date) -> Iterator[Shown]:
    if day in MOVED:
        yield an_hour(*MOVED[day], "Teammøte")
    elif day in CANCELLED:
        yield an_hour(day.isoformat(), "09:00", "AVLYST: Teammøte", cancelled=True)
    else:
        yield an_hour(day.isoformat(), "09:00", "Teammøte")


def an_hour(day: str, clock: str, title: str, *, cancelled: bool = False) -> Shown:
    """A line for an hour from ``clock``."""
    starts_at = oslo(day, clock).astimezone(dt.UTC)
    return Shown(at(starts_at), at(starts_at + HOUR), title, cancelled)


def changed(database: Database) -> None:
    """What happens after the first export: one meeting moves, one is cancelled, one is deleted."""
    from sqlalchemy import select

    from exin_schema.tables import meeting

    with database.read() as connection:
        rows = {row.uid: row for row in connection.execute(select(meeting))}
    moved, cancelled, deleted = (rows[f"e0{clock}".ljust(32, "0")] for clock in ("00", "06", "14"))
    later: Any = {"now": NOW + HOUR, "actor": "KN"}
    meetings.move(
        database,
        moved.id,
        moved.version,
        starts_at=oslo("2026-10-24", "11:00"),
        ends_at=oslo("2026-10-24", "12:00"),
        **later,
    )
    meetings.cancel(database, cancelled.id, cancelled.version, **later)
    with database.write(command="test.delete", now=NOW + HOUR) as door:
        door.delete(meeting, deleted.id, deleted.version)


def expected_after_change() -> list[Shown]:
    """`expected`, as `changed` leaves it."""
    gone = {("2026-10-24 00:30", "Møte SN-007"), ("2026-10-24 06:00", "Møte SN-007")}
    gone.add(("2026-10-24 14:00", "Møte SN-007"))
    kept = [one for one in _expected() if (one.starts_at, one.title) not in gone]
    return sorted(
        [
            *kept,
            an_hour("2026-10-24", "11:00", "Møte SN-007"),
            an_hour("2026-10-24", "06:00", "AVLYST: Møte SN-007", cancelled=True),
            an_hour("2026-10-24", "14:00", "AVLYST: Møte SN-007", cancelled=True),
        ]
    )


def write_year(database: Database, folder: Path, *, after: bool = False) -> Path:
    """The exported file."""
    path = folder / "year.ics"
    exported(database, path, now=NOW + 2 * HOUR if after else NOW, alarm=15)
    return path


def _utc_word(day: dt.date) -> str:
    return f"{oslo(day.isoformat()).astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
