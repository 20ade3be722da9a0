"""What is shown before a file is written is what the file says, and what was left out is named."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from icalendar import Calendar
from sqlalchemy import select

from exin_schema.tables import disclosure, meeting
from exin_tui.calendar.preview import MOST_LINES, Preview, preview
from exin_tui.calendar.wanted import Extra, Titles
from exin_tui.caseload import meetings
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, asked, exported, oslo, somebody


def _seen(database: Database, **more: Any) -> Preview:
    with database.read() as connection:
        return preview(connection, asked(**more), now=NOW)


def test_the_preview_says_what_the_file_will_say(database: Database, tmp_path: Path) -> None:
    person = somebody(database, protected_address=False)
    series = agreed(database, oslo("2026-10-12"), uid="s", rrule="FREQ=WEEKLY;BYDAY=MO", place="Salen")
    agreed(database, oslo("2026-10-22"), uid="a", participant_id=person, place="Kafé Tjernet")
    agreed(database, oslo("2026-10-23"), uid="b", participant_id=person, status="cancelled", place="")
    agreed(database, oslo("2026-12-09", "00:00"), uid="c", all_day_on=dt.date(2026, 12, 9), place="")
    meetings.cancel_instance(database, series, oslo("2026-10-26"), now=NOW, actor="KN")
    for titles in Titles:
        more: dict[str, Any] = {
            "titles": titles,
            "extras": frozenset({Extra.PLACE, Extra.KIND, Extra.DESCRIPTION}),
        }
        seen = _seen(database, **more)
        events: list[Any] = [
            event
            for event in Calendar.from_ical(exported(database, tmp_path / "m.ics", **more)).walk("VEVENT")
            if "recurrence-id" not in event
        ]
        written = sorted(
            (
                str(event["summary"]),
                str(event.get("location", "")),
                event["categories"].to_ical().decode(),
                str(event.get("description", "")),
            )
            for event in events
        )
        shown = sorted(
            (line.said.title.say("nb"), line.said.place, line.said.kind, line.said.note)
            for line in seen.lines
        )
        assert shown == written
        starts = sorted((line.starts_at, line.all_day) for line in seen.lines)
        assert [moment for moment, all_day in starts if not all_day] == sorted(
            event["dtstart"].dt for event in events if isinstance(event["dtstart"].dt, dt.datetime)
        )
    assert (seen.entries, seen.series, seen.cancelled, seen.people) == (4, 1, 1, 1)
    assert (seen.first, seen.last) == (dt.date(2026, 10, 22), dt.date(2026, 12, 9))


def test_what_was_asked_for_and_is_left_out_is_told_with_the_reason(database: Database) -> None:
    hidden = somebody(database, "SN-001")
    seen = somebody(database, "SN-002", given_name="Noah", family_name="Nordlien", protected_address=False)
    agreed(database, oslo("2026-10-22"), participant_id=hidden, place="Kafeen", prepare="")
    agreed(database, oslo("2026-10-23"), participant_id=seen, place="", prepare="Hent Noah")
    agreed(database, oslo("2026-10-24"), place="Salen", prepare="Ta med kart")
    assert _seen(database).withheld == ()
    sentences = [
        each.say("en")
        for each in _seen(database, extras=frozenset({Extra.PLACE, Extra.DESCRIPTION})).withheld
    ]
    assert sentences == [
        "Place or note of 1 left out: it would tell a protected address.",
        "Names and numbers in 1 are replaced by …",
    ]


def test_looking_tells_nobody(database: Database) -> None:
    agreed(database, oslo("2026-10-22"), participant_id=somebody(database))
    before = database.last_change()
    _seen(database)
    with database.read() as connection:
        assert connection.execute(select(disclosure)).all() == []
    assert database.last_change() == before


def test_more_lines_than_anybody_reads_are_only_counted(database: Database) -> None:
    day = oslo("2026-11-02").astimezone(dt.UTC)
    rows = [
        {
            "uid": f"{number:032x}",
            "kind": "visit",
            "starts_at": day + dt.timedelta(hours=number),
            "ends_at": day + dt.timedelta(hours=number + 1),
            "changed_at": NOW,
        }
        for number in range(MOST_LINES + 7)
    ]
    with database.write(command="test", now=NOW) as door:
        door.insert_many(meeting, rows)
    seen = _seen(database)
    assert (seen.entries, len(seen.lines)) == (MOST_LINES + 7, MOST_LINES)
