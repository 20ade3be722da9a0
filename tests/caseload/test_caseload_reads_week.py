"""A week of meetings: what clashes, whose it is, and the releases with who meets them at the gate."""

from __future__ import annotations

import datetime as dt
from typing import Any

from exin_schema.tables import car
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.meeting_add import MeetingAdded, NewMeeting, Repeat, add
from exin_tui.caseload.overview import load_overview
from exin_tui.caseload.week import Week, load_week, monday_of
from exin_tui.clock import OSLO
from exin_tui.storage.database import Database
from tests.caseload.everyday import Someone, done, one_more, someone
from tests.caseload.written import ACTING, PROGRAMME, TODAY

LABELS = Labels.of(PROGRAMME)


def week(database: Database, monday: dt.date, whose: str = "") -> Week:
    with database.read() as connection:
        rows = load_overview(connection, today=TODAY, programme=PROGRAMME, labels=LABELS).rows
        return load_week(connection, monday, rows, LABELS, TODAY, caseworker_initials=whose)


def release_of(one: Someone) -> dt.date:
    with one.database.read() as connection:
        rows = load_overview(connection, today=TODAY, programme=PROGRAMME, labels=LABELS).rows
    on = next(row.release.on for row in rows if row.person.id == one.id)
    assert on is not None
    return on


def agreed(database: Database, kind: str, on: dt.date, hour: int, **more: Any) -> MeetingAdded:
    return done(
        add(database, NewMeeting(kind, dt.datetime.combine(on, dt.time(hour), OSLO), **more), **ACTING)
    )


NEXT = monday_of(TODAY) + dt.timedelta(days=7)


def test_the_week_has_every_instance_and_nothing_of_the_weeks_beside_it(database: Database) -> None:
    someone(database)
    agreed(database, "daily", NEXT - dt.timedelta(days=14), 9, repeat=Repeat.WORKDAYS)
    agreed(database, "cooperation", NEXT + dt.timedelta(days=7), 0)
    found = week(database, NEXT)
    assert [one.row.starts_at.date() for one in found.meetings] == [
        NEXT + dt.timedelta(days=number) for number in range(5)
    ]


def test_what_takes_the_same_person_participant_or_car_is_marked(database: Database) -> None:
    one = someone(database)
    with database.write(command="test", now=ACTING["now"]) as door:
        door.insert(car, {"name": "Bilen"})
    agreed(database, "visit", NEXT, 9, participant_id=one.id, caseworker="KN")
    agreed(database, "cooperation", NEXT, 9, caseworker="AB", team=("KN",))
    agreed(database, "cooperation", NEXT, 12, caseworker="AB", car="Bilen")
    agreed(database, "cooperation", NEXT, 12, caseworker="KN", car="Bilen")
    agreed(database, "cooperation", NEXT, 13, caseworker="KN")
    found = week(database, NEXT)
    assert [each.clashes for each in found.meetings] == [True, True, True, True, False]


def test_a_caseworkers_week_has_what_they_lead_drive_or_come_to(database: Database) -> None:
    someone(database)
    agreed(database, "cooperation", NEXT, 9, caseworker="AB")
    agreed(database, "cooperation", NEXT, 10, caseworker="KN")
    agreed(database, "cooperation", NEXT, 11, caseworker="KN", driver="AB")
    agreed(database, "cooperation", NEXT, 12, team=("AB",))
    assert [one.row.starts_at.hour for one in week(database, NEXT, "AB").meetings] == [9, 11, 12]


def test_a_release_ahead_is_said_until_somebody_is_agreed_at_the_gate(database: Database) -> None:
    one = someone(database)
    on = release_of(one)
    (before,) = week(database, monday_of(TODAY)).releases
    assert (before.on, before.gate) == (on, None)
    agreed(database, "gate_pick_up", on, 8, participant_id=one.id, driver="AB")
    assert week(database, monday_of(TODAY)).releases == ()
    (now,) = week(database, monday_of(on)).releases
    assert now.gate is not None
    assert now.gate.driver == "AB"


def test_a_gate_on_another_day_meets_nobody(database: Database) -> None:
    one = someone(database)
    on = release_of(one)
    agreed(database, "gate_pick_up", on - dt.timedelta(days=1), 8, participant_id=one.id)
    (found,) = week(database, monday_of(TODAY)).releases
    assert found.gate is None


def test_the_caseworkers_meetings_with_others_around_a_release_are_counted(database: Database) -> None:
    one = someone(database)
    other = one_more(database)
    on = release_of(one)
    agreed(database, "visit", on, 15, participant_id=one.id, caseworker="KN")
    agreed(database, "visit", on, 17, participant_id=other.id, caseworker="KN")
    found = next(each for each in week(database, monday_of(on)).releases if each.person.id == one.id)
    assert (found.caseworker, found.crowded) == ("KN", 1)
