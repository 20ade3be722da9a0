"""Which meetings an export holds, and how much it says of each: every limit and every extra by itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy import select

from exin_schema.tables import agency, caseworker, contact, disclosure, meeting_attendee
from exin_tui.calendar.known import unknown
from exin_tui.calendar.stream import PROGRESS_FROM
from exin_tui.calendar.wanted import Extra, Titles, Wanted
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, asked, exported, oslo, somebody


def _uids(database: Database, folder: Path, **more: Any) -> set[str]:
    calendar = Calendar.from_ical(exported(database, folder / "m.ics", **more))
    return {str(event["uid"]) for event in calendar.walk("VEVENT")}


def _one(database: Database, folder: Path, **more: Any) -> Any:
    (event,) = Calendar.from_ical(exported(database, folder / "m.ics", **more)).walk("VEVENT")
    return event


def _insert(database: Database, table: Any, **values: Any) -> str:
    with database.write(command="test", now=NOW) as door:
        return door.insert(table, values)


def test_only_a_caseworkers_own_driven_and_attended_meetings(database: Database, tmp_path: Path) -> None:
    kn = _insert(database, caseworker, initials="KN", role="caseworker")
    ab = _insert(database, caseworker, initials="AB", role="caseworker")
    agreed(database, oslo("2026-10-22"), uid="own", caseworker_id=kn)
    agreed(database, oslo("2026-10-23"), uid="driven", caseworker_id=ab, driver_id=kn)
    attended = agreed(database, oslo("2026-10-24"), uid="attended", caseworker_id=ab)
    agreed(database, oslo("2026-10-25"), uid="theirs", caseworker_id=ab)
    _insert(database, meeting_attendee, meeting_id=attended, caseworker_id=kn)
    assert _uids(database, tmp_path, caseworker="kn") == {"own", "driven", "attended"}


def test_only_one_participant_and_only_some_kinds(database: Database, tmp_path: Path) -> None:
    one, other = somebody(database, "SN-007"), somebody(database, "SN-008")
    agreed(database, oslo("2026-10-22"), uid="a", participant_id=one)
    agreed(database, oslo("2026-10-23"), uid="b", participant_id=other)
    agreed(database, oslo("2026-10-24"), uid="c", participant_id=one, kind="visit")
    assert _uids(database, tmp_path, participant="sn-007") == {"a", "c"}
    assert _uids(database, tmp_path, kinds=("visit",)) == {"c"}
    assert _uids(database, tmp_path, participant="SN-008", kinds=("visit",)) == set()


def test_a_partners_meetings_are_of_its_kinds_at_its_agencies_or_with_its_people(
    database: Database, tmp_path: Path
) -> None:
    office = _insert(database, agency, name="Skolen på Haugen", kind="school", partner="school")
    teacher = _insert(database, contact, agency_id=office, name="Lin Ås")
    agreed(database, oslo("2026-10-20"), uid="core", kind="school", place="")
    agreed(database, oslo("2026-10-21"), uid="own", kind="school.career_guidance", place="")
    agreed(database, oslo("2026-10-22"), uid="there", kind="other", place="Skolen på Haugen")
    met = agreed(database, oslo("2026-10-23"), uid="met", kind="other", place="")
    agreed(database, oslo("2026-10-24"), uid="not", kind="nav_meeting", place="")
    _insert(database, meeting_attendee, meeting_id=met, contact_id=teacher)
    assert _uids(database, tmp_path, partner="school") == {"core", "own", "there", "met"}


@pytest.mark.parametrize(
    ("titles", "said"),
    [(Titles.CODE, "Møte SN-007"), (Titles.ALIAS, "Møte Furu"), (Titles.GENERIC, "Møte")],
)
def test_a_title_is_a_code_an_alias_or_nothing_at_all(
    database: Database, tmp_path: Path, titles: Titles, said: str
) -> None:
    agreed(database, oslo("2026-10-22"), participant_id=somebody(database))
    event = _one(database, tmp_path, titles=titles)
    assert event["summary"] == said


@pytest.mark.parametrize(
    ("extra", "name", "words"),
    [
        (Extra.PLACE, "LOCATION", "Ullersmo fengsel"),
        (Extra.KIND, "CATEGORIES", "NAV-møte"),
        (Extra.DESCRIPTION, "DESCRIPTION", "Ta med vedtak"),
        (Extra.PARTNER, "DESCRIPTION", "Med NAV Åsen"),
    ],
)
def test_each_extra_is_switched_on_by_itself(
    database: Database, tmp_path: Path, extra: Extra, name: str, words: str
) -> None:
    office = _insert(database, agency, name="NAV Åsen", kind="nav", partner="nav")
    officer = _insert(database, contact, agency_id=office, name="Lin Ås")
    held = agreed(database, oslo("2026-10-22"), participant_id=somebody(database, protected_address=False))
    _insert(database, meeting_attendee, meeting_id=held, contact_id=officer)
    event = _one(database, tmp_path, extras=frozenset({extra}))
    value = event[name]
    assert (value.to_ical().decode() if name == "CATEGORIES" else str(value)) == words
    others = {"LOCATION", "CATEGORIES", "DESCRIPTION"} - {name}
    assert not others & set(event.keys())
    assert event["summary"] == "Møte SN-007"


def test_a_protected_address_never_leaves(database: Database, tmp_path: Path) -> None:
    hidden = somebody(database, "SN-001", address="Diktveien 7, 1255 Oslo")
    seen = somebody(database, "SN-002", protected_address=False)
    agreed(database, oslo("2026-10-22"), participant_id=hidden, place="Kafeen", prepare="Ring på")
    agreed(database, oslo("2026-10-23"), participant_id=seen, place="diktveien  7")
    agreed(database, oslo("2026-10-24"), place="Teamrommet", prepare="Først til Diktveien 7, 1255 Oslo")
    content = exported(database, tmp_path / "m.ics", extras=frozenset(Extra)).decode()
    for words in ("diktveien", "kafeen", "ring på"):
        assert words not in content.casefold()
    assert "LOCATION:Teamrommet" in content


def test_names_and_numbers_typed_into_a_note_are_blanked(database: Database, tmp_path: Path) -> None:
    person = somebody(
        database, protected_address=False, given_name="Noah", family_name="Nordlien", phone="01 23 45 67"
    )
    somebody(database, "SN-008", given_name="Selma", family_name="Tangvoll")
    agreed(
        database,
        oslo("2026-10-22"),
        participant_id=person,
        place="",
        prepare="Hent Noah, ring 01234567. Ikke si det til Selma Tangvoll; selma er et navn.",
    )
    event = _one(database, tmp_path, extras=frozenset({Extra.DESCRIPTION}))
    assert str(event["description"]) == "Hent …, ring …. Ikke si det til … …; … er et navn."


def test_the_reminder_says_nothing_and_only_for_what_takes_place(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-22"), uid="a", participant_id=somebody(database))
    agreed(database, oslo("2026-10-23"), uid="b", status="cancelled")
    agreed(database, oslo("2026-10-24", "00:00"), uid="c", all_day_on=dt.date(2026, 10, 24))
    calendar: Any = Calendar.from_ical(exported(database, tmp_path / "m.ics", alarm=30))
    alarms = {str(event["uid"]): list(event.walk("VALARM")) for event in calendar.walk("VEVENT")}
    (alarm,) = alarms["a"]
    assert (str(alarm["description"]), alarm["trigger"].dt) == ("Påminnelse", -dt.timedelta(minutes=30))
    assert alarms["b"] == alarms["c"] == []


def test_busy_is_what_has_a_time_and_takes_place(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-22"), uid="a")
    agreed(database, oslo("2026-10-23"), uid="b", status="cancelled")
    agreed(database, oslo("2026-10-24", "00:00"), uid="c", all_day_on=dt.date(2026, 10, 24))
    events = Calendar.from_ical(exported(database, tmp_path / "m.ics")).walk("VEVENT")
    shown = {str(event["uid"]): str(event["transp"]) for event in events}
    assert shown == {"a": "OPAQUE", "b": "TRANSPARENT", "c": "TRANSPARENT"}


def test_an_imported_meetings_foreign_uid_stays_here(database: Database, tmp_path: Path) -> None:
    one = agreed(database, oslo("2026-10-22"), uid="jonas.berg@nav.no", imported=True)
    assert _uids(database, tmp_path) == {one}


def test_what_was_told_is_what_is_recorded(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-10-22"), participant_id=somebody(database))
    exported(database, tmp_path / "m.ics", titles=Titles.GENERIC, extras=frozenset({Extra.PLACE, Extra.KIND}))
    with database.read() as connection:
        (row,) = connection.execute(select(disclosure)).all()
    assert row.fields == "starts_at ends_at place kind"


def test_a_limit_that_nothing_can_meet_is_told(database: Database) -> None:
    _insert(database, caseworker, initials="KN", role="caseworker")
    somebody(database)
    for limits, words in (
        ({"caseworker": "XX"}, "KN"),
        ({"participant": "SN-999"}, "SN-999"),
        ({"partner": "nab"}, "nav"),
        ({"kinds": ("vist",)}, "visit"),
    ):
        wanted = Wanted(NOW, **limits)
        with database.read() as connection:
            sentence = unknown(connection, wanted, partners=["nav"], kinds=["visit", "leave"])
        assert sentence is not None
        assert words in sentence.say("nb")
    wanted = Wanted(NOW, caseworker="kn", participant="sn-007", partner="nav", kinds=("visit",))
    with database.read() as connection:
        assert unknown(connection, wanted, partners=["nav"], kinds=["visit"]) is None


def test_progress_is_told_from_a_thousand_meetings_on(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from exin_tui.calendar.export import export_calendar

    told: list[tuple[int, int]] = []
    for day in range(1, 4):
        agreed(database, oslo(f"2026-11-0{day}"))
    for limit, seen in ((PROGRESS_FROM, False), (3, True)):
        monkeypatch.setattr("exin_tui.calendar.stream.PROGRESS_FROM", limit)
        export_calendar(
            database,
            tmp_path / "m.ics",
            asked(),
            now=NOW,
            replace=True,
            progress=lambda done, whole: told.append((done, whole)),
        )
        assert bool(told) is seen
    assert told[-1] == (3, 3)
