"""The .ics file: what it says of a meeting, and all that it does not say."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from exin_schema.tables import disclosure
from exin_tui.calendar.export import export_calendar
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, asked, exported, oslo, somebody


def _exported(database: Database, folder: Path, **more: Any) -> bytes:
    return exported(database, folder / "meetings.ics", **more)


def _events(content: bytes) -> list[Any]:
    calendar = Calendar.from_ical(content)
    assert isinstance(calendar, Calendar)
    return list(calendar.events)


def _only(content: bytes) -> Any:
    (event,) = _events(content)
    return event


def test_a_meeting_is_called_by_the_case_code_alone(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-22"), participant_id=somebody(database))
    assert _only(_exported(database, tmp_path))["summary"] == "Møte SN-007"
    assert _only(_exported(database, tmp_path, language="en"))["summary"] == "Meeting SN-007"


def test_nothing_is_written_that_tells_who_where_or_why(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-22"), participant_id=somebody(database))
    content = _exported(database, tmp_path).decode()
    for word in ("Åse", "Hara", "Furu", "Ullersmo", "Gjeld", "vedtak", "nav_meeting", "EX/IN"):
        assert word not in content
    for name in (
        "LOCATION",
        "DESCRIPTION",
        "CATEGORIES",
        "ATTENDEE",
        "ORGANIZER",
        "VALARM",
        "CONTACT",
        "COMMENT",
    ):
        assert name not in content


def test_a_meeting_of_the_team_has_no_code(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-22"))
    assert _only(_exported(database, tmp_path))["summary"] == "Teammøte"


def test_the_file_is_published_with_its_uid_sequence_and_stamps(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-22"), uid="a1b2", sequence=3)
    content = _exported(database, tmp_path)
    calendar = Calendar.from_ical(content)
    event = _only(content)
    assert (calendar["method"], calendar["version"]) == ("PUBLISH", "2.0")
    assert calendar["prodid"] == "-//exin-tui//calendar//NO"
    assert (event["uid"], event["sequence"], event["status"]) == ("a1b2", 3, "CONFIRMED")
    assert event["dtstamp"].dt == NOW
    assert event["last-modified"].dt == NOW - dt.timedelta(days=1)


def test_lines_end_with_crlf_and_fold_at_75_octets(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-22"), participant_id=somebody(database, "Ø" * 60))
    content = _exported(database, tmp_path)
    assert content.count(b"\n") == content.count(b"\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert _only(content)["summary"] == "Møte " + "Ø" * 60


@pytest.mark.parametrize(
    ("day", "utc"), [("2026-10-24", 7), ("2026-10-26", 8), ("2027-03-27", 8), ("2027-03-29", 7)]
)
def test_a_single_meeting_is_in_utc_on_either_side_of_the_clock_changes(
    database: Database, tmp_path: Path, day: str, utc: int
) -> None:
    agreed(database, oslo(day))
    content = _exported(database, tmp_path)
    assert f"DTSTART:{day.replace('-', '')}T{utc:02}0000Z".encode() in content
    assert b"DTSTART;TZID" not in content


def test_a_meeting_on_the_night_of_the_change_lasts_its_hour(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-25", "02:30"))
    event = _only(_exported(database, tmp_path))
    assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(hours=1)


def test_a_whole_day_is_a_date(database: Database, tmp_path: Path) -> None:
    agreed(
        database,
        oslo("2026-12-09", "00:00"),
        ends_at=oslo("2026-12-10", "00:00"),
        all_day_on=dt.date(2026, 12, 9),
    )
    event = _only(_exported(database, tmp_path))
    assert (event["dtstart"].dt, event["dtend"].dt) == (dt.date(2026, 12, 9), dt.date(2026, 12, 10))


def test_a_cancelled_meeting_says_so_in_its_title_and_status(database: Database, tmp_path: Path) -> None:
    agreed(
        database,
        oslo("2026-10-22"),
        participant_id=somebody(database),
        status="cancelled",
        sequence=1,
        uid="u",
    )
    event = _only(_exported(database, tmp_path))
    assert (event["uid"], event["sequence"]) == ("u", 1)
    assert (event["status"], event["summary"]) == ("CANCELLED", "AVLYST: Møte SN-007")
    assert _only(_exported(database, tmp_path, language="en"))["summary"] == "CANCELLED: Meeting SN-007"


def test_a_meeting_that_was_moved_away_is_cancelled_on_its_old_day(
    database: Database, tmp_path: Path
) -> None:
    agreed(database, oslo("2026-10-22"), outcome="moved")
    assert _only(_exported(database, tmp_path))["status"] == "CANCELLED"


def test_a_series_keeps_its_rule_in_oslo_time_with_the_two_rule_zone(
    database: Database, tmp_path: Path
) -> None:
    agreed(database, oslo("2026-09-07"), rrule="FREQ=WEEKLY;BYDAY=MO")
    content = _exported(database, tmp_path).decode()
    assert "DTSTART;TZID=Europe/Oslo:20260907T090000" in content
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO" in content
    for line in (
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ):
        assert line in content
    assert "RDATE" not in content


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("FREQ=DAILY;UNTIL=20261218T080000Z", "UNTIL=20261218T080000Z"),
        ("FREQ=DAILY;UNTIL=20261218T090000", "UNTIL=20261218T080000Z"),
        ("FREQ=DAILY;UNTIL=20261218", "UNTIL=20261218T225959Z"),
        ("RRULE:FREQ=DAILY;COUNT=90", "COUNT=90"),
    ],
)
def test_the_end_of_a_series_is_in_utc(database: Database, tmp_path: Path, stored: str, written: str) -> None:
    agreed(database, oslo("2026-10-12"), rrule=stored)
    assert written in _exported(database, tmp_path).decode()


def test_left_out_days_and_changed_instances_belong_to_their_series(
    database: Database, tmp_path: Path
) -> None:
    series = agreed(
        database,
        oslo("2026-10-05"),
        uid="series",
        rrule="FREQ=WEEKLY",
        exdates="2026-10-26T08:00:00Z",
    )
    agreed(
        database,
        oslo("2026-11-02", "13:00"),
        uid="other",
        series_id=series,
        recurrence_id=oslo("2026-11-02"),
    )
    content = _exported(database, tmp_path).decode()
    assert content.count("UID:series") == 2
    assert "EXDATE;TZID=Europe/Oslo:20261026T090000" in content
    assert "RECURRENCE-ID;TZID=Europe/Oslo:20261102T090000" in content
    assert "DTSTART;TZID=Europe/Oslo:20261102T130000" in content


def test_past_meetings_and_ended_series_stay_out(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-16"))
    agreed(database, oslo("2026-08-03"), rrule="FREQ=WEEKLY;COUNT=4")
    assert _events(_exported(database, tmp_path)) == []


def test_a_meeting_that_is_going_on_is_still_coming(database: Database, tmp_path: Path) -> None:
    agreed(database, NOW - dt.timedelta(minutes=30))
    assert len(_events(_exported(database, tmp_path))) == 1


def test_only_the_days_that_were_asked_for(database: Database, tmp_path: Path) -> None:
    for day in ("2026-10-20", "2026-10-27", "2026-11-03"):
        agreed(database, oslo(day))
    content = _exported(
        database, tmp_path, since=oslo("2026-10-27", "00:00"), before=oslo("2026-11-03", "00:00")
    )
    assert _only(content)["dtstart"].dt == oslo("2026-10-27")


def test_the_file_is_the_owners_alone_and_never_over_another(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "meetings.ics"
    agreed(database, oslo("2026-10-22"))
    assert export_calendar(database, path, asked(), now=NOW) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        export_calendar(database, path, asked(), now=NOW)
    assert path.read_bytes() == before


def test_what_the_calendar_was_told_is_kept_as_a_disclosure(database: Database, tmp_path: Path) -> None:
    person = somebody(database)
    for day in ("2026-10-22", "2026-10-23"):
        agreed(database, oslo(day), participant_id=person)
    agreed(database, oslo("2026-10-24"))
    _exported(database, tmp_path)
    with database.read() as connection:
        rows = connection.execute(select(disclosure)).all()
    assert [(row.participant_id, row.recipient, row.export, row.fields) for row in rows] == [
        (person, "calendar", "ics", "code starts_at ends_at")
    ]


def test_nothing_is_recorded_when_the_file_cannot_be_written(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-22"), participant_id=somebody(database))
    with pytest.raises(OSError, match="No such file"):
        export_calendar(database, tmp_path / "none" / "x.ics", asked(), now=NOW)
    with database.read() as connection:
        assert connection.execute(select(disclosure)).all() == []
