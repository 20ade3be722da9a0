"""Export, import and what was deleted, on each kind of database."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from exin_schema.tables import meeting
from exin_tui.calendar.inviting import Sent
from exin_tui.calendar.owed import Owes, owed
from exin_tui.calendar.preview import preview
from exin_tui.calendar.take_in import Action, import_calendar
from exin_tui.calendar.wanted import Extra
from exin_tui.caseload import meetings
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, asked, exported, oslo, somebody
from tests.calendar.ics_text import an_event, sent
from tests.calendar.invited_team import Team
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


def test_an_invitation_its_update_and_its_end(database: Database, tmp_path: Path) -> None:
    team = Team(database, rrule="FREQ=WEEKLY")
    team.consent("nav")
    assert isinstance(team.invite(tmp_path / "i.ics"), Sent)
    meetings.cancel_instance(database, team.meeting, oslo("2026-11-12"), now=NOW, actor="KB")
    with database.read() as connection:
        (found,) = owed(connection, now=NOW)
        assert (found.what, found.guests, found.code) == (Owes.UPDATE, 1, "SN-007")
    assert isinstance(team.invite(tmp_path / "i.ics"), Sent)
    assert isinstance(team.uninvite(tmp_path / "i.ics"), Sent)
    with database.read() as connection:
        assert owed(connection, now=NOW) == ()
        seen = preview(connection, asked(extras=frozenset(Extra)), now=NOW)
    assert (seen.entries, seen.series) == (1, 1)
