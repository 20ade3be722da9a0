"""Keeping in step: what changes a meeting's sequence, and what a calendar is told of what is gone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from exin_schema.tables import meeting
from exin_tui.calendar.export import export_folder
from exin_tui.caseload import meetings
from exin_tui.history.undo import undo_last
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, asked, exported, oslo, somebody

LATER = NOW + dt.timedelta(hours=1)
SIGNED: Any = {"now": LATER, "actor": "KN"}


def _events(database: Database, folder: Path, **more: Any) -> list[Any]:
    return list(Calendar.from_ical(exported(database, folder / "m.ics", **more)).walk("VEVENT"))


def _stored(database: Database, one: str) -> Any:
    with database.read() as connection:
        return connection.execute(select(meeting).where(meeting.c.id == one)).one()


def _written(result: Any) -> meetings.MeetingWritten:
    assert isinstance(result, meetings.MeetingWritten)
    return result


def test_moving_and_cancelling_count_the_sequence_up(database: Database) -> None:
    one = _written(
        meetings.agree(
            database,
            kind="visit",
            starts_at=oslo("2026-10-22"),
            ends_at=oslo("2026-10-22", "10:00"),
            **SIGNED,
        )
    )
    assert one.sequence == 0
    moved = _written(
        meetings.move(
            database,
            one.id,
            one.version,
            starts_at=oslo("2026-10-23"),
            ends_at=oslo("2026-10-23", "10:00"),
            **SIGNED,
        )
    )
    elsewhere = _written(
        meetings.move(
            database,
            one.id,
            moved.version,
            starts_at=oslo("2026-10-23"),
            ends_at=oslo("2026-10-23", "10:00"),
            place="Kafé Tjernet",
            **SIGNED,
        )
    )
    same = _written(
        meetings.move(
            database,
            one.id,
            elsewhere.version,
            starts_at=oslo("2026-10-23"),
            ends_at=oslo("2026-10-23", "10:00"),
            **SIGNED,
        )
    )
    gone = _written(meetings.cancel(database, one.id, same.version, **SIGNED))
    assert [each.sequence for each in (moved, elsewhere, same, gone)] == [1, 2, 2, 3]


@pytest.mark.parametrize(("column", "value", "counts"), [("prepare", "Kart", False), ("place", "Her", True)])
def test_only_what_a_calendar_must_be_told_counts(
    database: Database, column: str, value: str, counts: bool
) -> None:
    stored = dict(_stored(database, agreed(database, oslo("2026-10-22")))._mapping)
    changed = meetings.with_sequence(stored, {column: value}, now=LATER)
    assert ("sequence" in changed) is counts
    assert meetings.with_sequence(stored, {column: stored[column]}, now=LATER) == {}


def test_a_meeting_does_not_end_before_it_begins(database: Database) -> None:
    result = meetings.agree(
        database, kind="visit", starts_at=oslo("2026-10-22"), ends_at=oslo("2026-10-21"), **SIGNED
    )
    assert isinstance(result, Refusal)


def test_one_instance_is_moved_and_another_cancelled(database: Database, tmp_path: Path) -> None:
    series = agreed(database, oslo("2026-10-19"), uid="s", rrule="FREQ=WEEKLY", sequence=4)
    _written(
        meetings.move_instance(
            database,
            series,
            oslo("2026-10-26"),
            starts_at=oslo("2026-10-27", "13:00"),
            ends_at=oslo("2026-10-27", "14:00"),
            **SIGNED,
        )
    )
    _written(meetings.cancel_instance(database, series, oslo("2026-11-02"), **SIGNED))
    again = _written(meetings.cancel_instance(database, series, oslo("2026-11-02"), **SIGNED))
    assert again.sequence == 5
    nowhere = meetings.cancel_instance(database, series, oslo("2026-11-03"), **SIGNED)
    assert isinstance(nowhere, Refusal)
    said = [
        (str(event["uid"]), event["sequence"], event["dtstart"].dt, str(event["status"]))
        for event in _events(database, tmp_path)
    ]
    assert said == [
        ("s", 4, oslo("2026-10-19"), "CONFIRMED"),
        ("s", 5, oslo("2026-10-27", "13:00"), "CONFIRMED"),
        ("s", 5, oslo("2026-11-02"), "CANCELLED"),
    ]


def test_a_series_moves_with_its_left_out_and_changed_instances(database: Database, tmp_path: Path) -> None:
    series = agreed(
        database, oslo("2026-10-12"), uid="s", rrule="FREQ=WEEKLY", exdates="2026-10-19T07:00:00Z"
    )
    _written(meetings.cancel_instance(database, series, oslo("2026-10-26"), **SIGNED))
    _written(
        meetings.move(
            database,
            series,
            1,
            starts_at=oslo("2026-10-12", "11:00"),
            ends_at=oslo("2026-10-12", "12:00"),
            **SIGNED,
        )
    )
    content = exported(database, tmp_path / "m.ics").decode()
    assert "EXDATE;TZID=Europe/Oslo:20261019T110000" in content
    assert "RECURRENCE-ID;TZID=Europe/Oslo:20261026T110000" in content


@pytest.mark.parametrize(("days", "told"), [(59, True), (60, True), (61, False)])
def test_a_cancelled_meeting_is_told_for_sixty_days(
    database: Database, tmp_path: Path, days: int, told: bool
) -> None:
    gone = {"status": "cancelled", "cancelled_at": NOW - dt.timedelta(days=days)}
    agreed(database, oslo("2026-12-22"), uid="single", **gone)
    agreed(database, oslo("2026-12-22"), uid="series", rrule="FREQ=WEEKLY", **gone)
    uids = {str(event["uid"]) for event in _events(database, tmp_path)}
    assert uids == ({"single", "series"} if told else set())


def test_a_cancelled_instance_stays_out_when_nobody_need_be_told_any_longer(
    database: Database, tmp_path: Path
) -> None:
    series = agreed(database, oslo("2026-08-03"), uid="s", rrule="FREQ=WEEKLY")
    agreed(
        database,
        oslo("2026-11-02"),
        uid="s",
        series_id=series,
        recurrence_id=oslo("2026-11-02"),
        status="cancelled",
        cancelled_at=NOW - dt.timedelta(days=61),
    )
    (event,) = _events(database, tmp_path)
    assert event["exdate"].to_ical() == b"20261102T090000"


def test_yesterdays_meeting_that_was_cancelled_is_still_told(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-18"), status="cancelled", cancelled_at=NOW - dt.timedelta(days=2))
    assert _events(database, tmp_path) == []
    (event,) = _events(database, tmp_path, cancelled_since=NOW - dt.timedelta(days=60))
    assert event["status"] == "CANCELLED"


def test_a_deleted_meeting_is_cancelled(database: Database, tmp_path: Path) -> None:
    person = somebody(database)
    one = agreed(database, oslo("2026-10-22"), uid="u", participant_id=person, sequence=2)
    with database.write(command="test.delete", now=LATER) as door:
        door.delete(meeting, one, 1)
    (event,) = _events(database, tmp_path, now=LATER)
    assert (event["uid"], event["sequence"], event["status"]) == ("u", 3, "CANCELLED")
    assert event["summary"] == "AVLYST: Møte SN-007"
    assert _events(database, tmp_path, now=LATER, participant="SN-007") != []
    assert _events(database, tmp_path, now=LATER + dt.timedelta(days=61)) == []


def test_undoing_counts_on_so_that_calendars_follow(database: Database, tmp_path: Path) -> None:
    one = agreed(database, oslo("2026-10-22"), uid="u")
    moved = meetings.move(
        database, one, 1, starts_at=oslo("2026-10-23"), ends_at=oslo("2026-10-23", "10:00"), **SIGNED
    )
    assert _written(moved).sequence == 1
    undo_last(database, "KN", LATER + dt.timedelta(minutes=1))
    (event,) = _events(database, tmp_path)
    assert (event["dtstart"].dt, event["sequence"]) == (oslo("2026-10-22"), 2)
    assert event["last-modified"].dt == LATER + dt.timedelta(minutes=1)


def test_a_deleted_meeting_that_comes_back_is_newer_than_its_cancelling(
    database: Database, tmp_path: Path
) -> None:
    one = agreed(database, oslo("2026-10-22"), uid="u")
    with database.write(command="test.delete", now=LATER) as door:
        door.delete(meeting, one, 1)
    (gone,) = _events(database, tmp_path, now=LATER)
    undo_last(database, "KN", LATER)
    (back,) = _events(database, tmp_path, now=LATER)
    assert (gone["sequence"], back["sequence"]) == (1, 2)
    assert back["status"] == "CONFIRMED"


def test_a_folder_has_one_file_for_each_and_leaves_what_did_not_change(
    database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "vdir"
    series = agreed(database, oslo("2026-10-19"), uid="aa11", rrule="FREQ=WEEKLY")
    one = agreed(database, oslo("2026-10-22"), uid="bb22")
    _written(meetings.cancel_instance(database, series, oslo("2026-10-26"), **SIGNED))
    first = export_folder(database, folder, asked(), now=LATER)
    assert sorted(file.name for file in folder.iterdir()) == ["aa11.ics", "bb22.ics"]
    assert (first.written, first.unchanged) == (2, 0)
    assert (folder / "aa11.ics").read_bytes().count(b"UID:aa11") == 2
    assert b"METHOD" not in (folder / "bb22.ics").read_bytes()
    (folder / "theirs.ics").write_text("theirs", encoding="utf-8")

    again = export_folder(database, folder, asked(), now=LATER + dt.timedelta(hours=1))
    assert (again.written, again.unchanged) == (0, 2)
    with database.write(command="test.delete", now=LATER) as door:
        door.delete(meeting, one, 1)
    export_folder(database, folder, asked(), now=LATER)
    assert b"STATUS:CANCELLED" in (folder / "bb22.ics").read_bytes()
    last = export_folder(database, folder, asked(), now=LATER + dt.timedelta(days=61))
    assert last.removed == 1
    assert sorted(file.name for file in folder.iterdir()) == ["aa11.ics", "theirs.ics"]


@pytest.mark.parametrize(
    "rrule",
    [
        "FREQ=HOURLY",
        "FREQ=DAILY;INTERVAL=0",
        "nonsense",
        "FREQ=WEEKLY\r\nX:1",
    ],
)
def test_a_rule_that_no_client_should_get_leaves_a_single_meeting(
    database: Database, tmp_path: Path, rrule: str
) -> None:
    agreed(database, oslo("2026-10-22"), rrule=rrule)
    (event,) = _events(database, tmp_path)
    assert "rrule" not in event


def test_a_start_that_its_rule_does_not_hit_moves_to_the_first_that_it_does(
    database: Database, tmp_path: Path
) -> None:
    agreed(database, oslo("2026-10-20"), rrule="FREQ=WEEKLY;BYDAY=TH")
    (event,) = _events(database, tmp_path)
    assert event["dtstart"].dt == oslo("2026-10-22")
