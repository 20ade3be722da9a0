"""A team with a few meetings, for the calendar's tests."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from exin_schema.programme_file import load_programme
from exin_schema.tables import meeting, participant
from exin_tui.calendar.export import export_calendar
from exin_tui.calendar.stream import Asked
from exin_tui.calendar.wanted import Extra, Telling, Titles, Wanted
from exin_tui.caseload.labels import Labels
from exin_tui.clock import OSLO
from exin_tui.language import Language
from exin_tui.storage.database import Database

NOW = dt.datetime(2026, 10, 19, 8, 0, tzinfo=OSLO)


def oslo(day: str, time: str = "09:00") -> dt.datetime:
    """A moment in Oslo."""
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=OSLO)


def somebody(database: Database, code: str = "SN-007", **more: Any) -> str:
    """A participant, by id."""
    with database.write(command="test", now=NOW) as door:
        return door.insert(
            participant,
            {
                "code": code,
                "alias": "Furu",
                "given_name": "Åse [/b]",
                "family_name": "O'Hara-Øy",
                "phase": "pre_release",
                "protected_address": True,
                **more,
            },
        )


def agreed(database: Database, starts_at: dt.datetime, **more: Any) -> str:
    """A meeting of an hour, by id."""
    values = {
        "uid": f"{abs(hash((starts_at, str(more)))):032x}",
        "kind": "nav_meeting",
        "starts_at": starts_at,
        "ends_at": (starts_at.astimezone(dt.UTC) + dt.timedelta(hours=1)),
        "changed_at": NOW - dt.timedelta(days=1),
        "place": "Ullersmo fengsel",
        "title": "Gjeldsrådgiver",
        "prepare": "Ta med vedtak",
    }
    with database.write(command="test", now=NOW) as door:
        return door.insert(meeting, values | more)


def asked(
    *,
    since: dt.datetime = NOW,
    before: dt.datetime | None = None,
    language: Language = "nb",
    titles: Titles = Titles.CODE,
    extras: frozenset[Extra] = frozenset(),
    alarm: int = 0,
    **limits: Any,
) -> Asked:
    """What an export is asked for: everything that is coming, unless said otherwise."""
    labels = Labels.of(load_programme())
    telling = Telling(language, titles, extras, alarm)
    return Asked(Wanted(since, before, **limits), telling, labels.meeting_kind)


def exported(database: Database, path: Path, *, now: dt.datetime = NOW, **more: Any) -> bytes:
    """The file, written over the one before."""
    export_calendar(database, path, asked(**more), now=now, replace=True)
    return path.read_bytes()
