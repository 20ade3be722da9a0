"""A real calendar client reads the file: khal, in a process and a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, exported, oslo, somebody
from tests.calendar.khal_client import Khal


@pytest.fixture
def client(tmp_path: Path) -> Khal:
    return Khal(tmp_path)


def _exported(database: Database, folder: Path) -> Path:
    path = folder / "meetings.ics"
    exported(database, path)
    return path


@pytest.mark.parametrize("start", ["2026-10-24", "2027-03-27"])
def test_single_meetings_keep_their_hour_around_the_clock_changes(
    database: Database, client: Khal, tmp_path: Path, start: str
) -> None:
    person = somebody(database)
    year_month, day = start[:8], int(start[8:])
    days = [f"{year_month}{day + offset}" for offset in range(3)]
    for one in days:
        agreed(database, oslo(one), participant_id=person)
    client.takes_in(_exported(database, tmp_path))
    assert client.days(start, "3d") == [f"{one} 09:00-10:00 Møte SN-007" for one in days]


def test_a_series_keeps_its_hour_across_both_clock_changes(
    database: Database, client: Khal, tmp_path: Path
) -> None:
    agreed(database, oslo("2026-09-07"), rrule="FREQ=WEEKLY;BYDAY=MO")
    client.takes_in(_exported(database, tmp_path))
    autumn = ["2026-10-19", "2026-10-26", "2026-11-02"]
    assert client.days("2026-10-19", "15d") == [f"{day} 09:00-10:00 Teammøte" for day in autumn]
    spring = ["2027-03-22", "2027-03-29", "2027-04-05"]
    assert client.days("2027-03-22", "15d") == [f"{day} 09:00-10:00 Teammøte" for day in spring]


def test_left_out_changed_and_cancelled_instances_are_understood(
    database: Database, client: Khal, tmp_path: Path
) -> None:
    series = agreed(
        database, oslo("2026-10-19"), uid="s", rrule="FREQ=WEEKLY;COUNT=4", exdates="2026-10-26T08:00:00Z"
    )
    agreed(
        database,
        oslo("2026-11-02", "13:00"),
        uid="s",
        series_id=series,
        recurrence_id=oslo("2026-11-02"),
    )
    agreed(
        database,
        oslo("2026-11-09"),
        uid="s",
        series_id=series,
        recurrence_id=oslo("2026-11-09"),
        status="cancelled",
    )
    client.takes_in(_exported(database, tmp_path))
    assert client.days("2026-10-19", "28d") == [
        "2026-10-19 09:00-10:00 Teammøte",
        "2026-11-02 13:00-14:00 Teammøte",
        "2026-11-09 09:00-10:00 AVLYST: Teammøte",
    ]


def test_a_whole_day_stands_on_its_day(database: Database, client: Khal, tmp_path: Path) -> None:
    import datetime as dt

    agreed(
        database,
        oslo("2026-12-09", "00:00"),
        ends_at=oslo("2026-12-10", "00:00"),
        all_day_on=dt.date(2026, 12, 9),
        participant_id=somebody(database),
    )
    client.takes_in(_exported(database, tmp_path))
    listed = client.days("2026-12-08", "4d")
    assert [line.split()[0] for line in listed] == ["2026-12-09"]


def test_importing_a_newer_file_replaces_the_meeting(
    database: Database, client: Khal, tmp_path: Path
) -> None:
    from exin_schema.tables import meeting

    one = agreed(database, oslo("2026-10-22"), participant_id=somebody(database))
    client.takes_in(_exported(database, tmp_path))
    with database.write(command="test", now=NOW) as door:
        door.update(
            meeting,
            one,
            1,
            {"starts_at": oslo("2026-10-22", "11:00"), "ends_at": oslo("2026-10-22", "12:00"), "sequence": 1},
        )
    client.takes_in(_exported(database, tmp_path))
    assert client.days("2026-10-22", "1d") == ["2026-10-22 11:00-12:00 Møte SN-007"]
