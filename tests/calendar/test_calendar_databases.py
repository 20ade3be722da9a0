"""Export, import and what was deleted, on each kind of database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from exin_schema.tables import meeting
from exin_tui.calendar.take_in import Action, import_calendar
from exin_tui.calendar.wanted import Extra
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, exported, oslo, somebody
from tests.calendar.ics_text import an_event, sent
from tests.calendar.team_year import make_year
from tests.databases import database, postgres

__all__ = ["database", "postgres"]


def test_a_year_goes_out_page_by_page(
    database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_year(database)
    whole = exported(database, tmp_path / "m.ics", extras=frozenset(Extra))
    monkeypatch.setattr("exin_tui.calendar.meetings.PAGE", 4)
    assert exported(database, tmp_path / "m.ics", extras=frozenset(Extra)) == whole
    events = [
        event
        for event in Calendar.from_ical(whole).walk("VEVENT")
        if not {"RRULE", "RECURRENCE-ID"} & event.keys() and isinstance(event.get("DTSTART").dt, dt.datetime)
    ]
    assert len(events) == 19


def test_limits_deletion_and_import(database: Database, tmp_path: Path) -> None:
    one = agreed(database, oslo("2026-10-22"), uid="u", participant_id=somebody(database))
    limits: Any = {"participant": "SN-007", "partner": "nav", "kinds": ("nav_meeting",), "caseworker": ""}
    assert b"UID:u" in exported(database, tmp_path / "m.ics", **limits)
    with database.write(command="test.delete", now=NOW) as door:
        door.delete(meeting, one, 1)
    assert b"STATUS:CANCELLED" in exported(database, tmp_path / "m.ics", **limits)
    (tmp_path / "sent.ics").write_bytes(sent(an_event("RRULE:FREQ=DAILY;COUNT=3")))
    for action in (Action.NEW, Action.UNCHANGED):
        taken = import_calendar(database, tmp_path / "sent.ics", now=NOW)
        assert {line.action for line in taken.lines} == {action}
