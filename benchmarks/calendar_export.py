"""Benchmark: exporting meetings against a bare icalendar loop that writes the same events.

``python -m benchmarks.calendar_export [meetings …]`` exports 1 000, 10 000 and 100 000 meetings from an
encrypted database. Times are processor time, the least of several rounds in which the two sides take turns;
memory is what the export adds to the process at its peak. Exit code 1 when the export takes more than 1.3 of
the loop's time, or needs more memory for many meetings than for few.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from icalendar import Alarm, Calendar, Event

from exin_schema.tables import meeting, new_id, participant
from exin_tui.calendar.export import export_calendar
from exin_tui.calendar.stream import Asked
from exin_tui.calendar.wanted import Telling, Wanted
from exin_tui.clock import OSLO
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database

NOW = dt.datetime(2026, 11, 27, 8, 0, tzinfo=OSLO)
SIZES = (1_000, 10_000, 100_000)
COMPARED_UP_TO = 10_000
MOST_TIMES = 1.3
MOST_MEMORY = 40
"""Megabytes that a hundred thousand meetings may add to the process."""
PEOPLE = 200
ROUNDS = 3


def fill(database: Database, number: int) -> None:
    """Write ``number`` meetings of 200 participants."""
    with database.write(command="benchmark", now=NOW) as door:
        people = door.insert_many(
            participant,
            [
                {"code": f"SN-{each:03}", "alias": f"Furu {each}", "phase": "in_prison"}
                for each in range(PEOPLE)
            ],
        )
    for start in range(0, number, 2_000):
        with database.write(command="benchmark", now=NOW) as door:
            door.insert_many(
                meeting, [_row(each, people) for each in range(start, min(start + 2_000, number))]
            )


def _row(number: int, people: list[str]) -> dict[str, object]:
    starts_at = NOW + dt.timedelta(minutes=30 * (number % 15_000))
    return {
        "uid": new_id(),
        "kind": "visit",
        "participant_id": people[number % PEOPLE],
        "starts_at": starts_at,
        "ends_at": starts_at + dt.timedelta(hours=1),
        "place": "Romerike fengsel",
        "changed_at": NOW,
    }


def bare(rows: list[tuple[str, str, dt.datetime, dt.datetime]], path: Path) -> None:
    """The loop that anybody would write, with the rows at hand."""
    calendar = Calendar()
    calendar.add("prodid", "-//bare//loop//NO")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for uid, code, starts_at, ends_at in rows:
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", NOW.astimezone(dt.UTC))
        event.add("last-modified", NOW.astimezone(dt.UTC))
        event.add("sequence", 0)
        event.add("dtstart", starts_at)
        event.add("dtend", ends_at)
        event.add("summary", f"Møte {code}")
        event.add("status", "CONFIRMED")
        event.add("transp", "OPAQUE")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", dt.timedelta(minutes=-15))
        alarm.add("description", "Påminnelse")
        event.add_component(alarm)
        calendar.add_component(event)
    path.write_bytes(calendar.to_ical())


def ours(database: Database, path: Path) -> int:
    """The export as the command line runs it."""
    return export_calendar(database, path, Asked(Wanted(NOW), Telling("nb")), now=NOW, replace=True)


def compare(database: Database, number: int, folder: Path) -> float:
    """How many times the bare loop's time the export takes."""
    from sqlalchemy import select

    columns = (meeting.c.uid, participant.c.code, meeting.c.starts_at, meeting.c.ends_at)
    with database.read() as connection:
        rows = [tuple(row) for row in connection.execute(select(*columns).join(participant))]
    best = {"ours": float("inf"), "bare": float("inf")}
    for _ in range(ROUNDS):
        started = time.process_time()
        assert ours(database, folder / "ours.ics") == number
        best["ours"] = min(best["ours"], time.process_time() - started)
        started = time.process_time()
        bare(rows, folder / "bare.ics")
        best["bare"] = min(best["bare"], time.process_time() - started)
    ratio = best["ours"] / best["bare"]
    print(f"{number:>7} meetings: {best['ours']:.3f} s, bare loop {best['bare']:.3f} s: {ratio:.2f}x")
    return ratio


def memory(number: int) -> int:
    """Megabytes that one export of ``number`` meetings adds, in a process of its own."""
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.calendar_export", "--memory", str(number)],
        check=True,
        capture_output=True,
        text=True,
    )
    return int(answer.stdout)


def _memory_here(number: int) -> int:
    import gc
    import tracemalloc

    with temporary_database(actor="KN") as database, tempfile.TemporaryDirectory() as folder:
        fill(database, number)
        ours(database, Path(folder) / "first.ics")
        gc.collect()
        tracemalloc.start()
        ours(database, Path(folder) / "again.ics")
        return tracemalloc.get_traced_memory()[1] >> 20


def main() -> int:
    """Print the figures."""
    if sys.argv[1:2] == ["--memory"]:
        print(_memory_here(int(sys.argv[2])))
        return 0
    failed = False
    for number in [int(word) for word in sys.argv[1:]] or SIZES:
        if number <= COMPARED_UP_TO:
            with temporary_database(actor="KN") as database, tempfile.TemporaryDirectory() as folder:
                fill(database, number)
                failed |= compare(database, number, Path(folder)) > MOST_TIMES
        megabytes = memory(number)
        print(f"{number:>7} meetings: {megabytes} MB at the peak")
        failed |= megabytes > MOST_MEMORY
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
