"""A new meeting from the board: in few keys, with what it would mean said while it is filled in."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import car, caseworker, meeting, meeting_attendee, participant
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.dashboard import Dashboard
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
        yield opened


@pytest.fixture
async def pilot(database: Database) -> AsyncIterator[Pilot[None]]:
    app = ExinApp(database, PROGRAMME, clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0)
    async with app.run_test(size=(120, 40)) as running:
        await ready(running)
        yield running


def rows(database: Database) -> list[Any]:
    """The meetings that were agreed after the demo was made: newest changes of kind and time."""
    with database.read() as connection:
        return list(
            connection.execute(
                select(meeting, participant.c.code, caseworker.c.initials)
                .outerjoin(participant, participant.c.id == meeting.c.participant_id)
                .outerjoin(caseworker, caseworker.c.id == meeting.c.caseworker_id)
            )
        )


def new_rows(database: Database, before: list[Any]) -> list[Any]:
    known = {row.id for row in before}
    return [row for row in rows(database) if row.id not in known]


async def open_sheet(pilot: Pilot[Any]) -> FormSheet:
    await press(pilot, "t")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    found = pilot.app.screen
    assert isinstance(found, FormSheet)
    return found


async def choose(pilot: Pilot[Any], sheet: FormSheet, field: str, value: str) -> None:
    """Turn until it is chosen: typing looks for a word only as long as it is typed fast."""
    entry = sheet._rows[field].entry
    entry.focus()
    await pilot.pause()
    for _ in range(60):
        if entry.value == value:
            return
        await press(pilot, "right")
    raise AssertionError(value)


def person_id(pilot: Pilot[Any], code: str) -> str:
    rows = pilot.app.overview.rows  # type: ignore[attr-defined]
    return next(str(row.person.id) for row in rows if row.person.code == code)


async def test_the_usual_meeting_takes_four_keys(pilot: Pilot[None], database: Database) -> None:
    before = rows(database)
    await open_sheet(pilot)
    await press(pilot, "f", "r", "enter")
    await wait_until(pilot, lambda: new_rows(database, before))
    (row,) = new_rows(database, before)
    assert (row.kind, row.code, row.initials) == ("responsibility_group", "SN-007", "KN")
    assert row.starts_at.astimezone(OSLO) == dt.datetime(2026, 12, 4, 10, tzinfo=OSLO)
    assert row.ends_at - row.starts_at == dt.timedelta(hours=1)


async def test_the_time_can_stand_behind_the_day(pilot: Pilot[None], database: Database) -> None:
    before = rows(database)
    await open_sheet(pilot)
    await press(pilot, *"1.12 13:30")
    assert "Tuesday 1 December 2026 at 13:30" in shown(pilot.app)
    assert "Begins" not in shown(pilot.app)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: new_rows(database, before))
    (row,) = new_rows(database, before)
    assert row.starts_at.astimezone(OSLO) == dt.datetime(2026, 12, 1, 13, 30, tzinfo=OSLO)


async def test_the_day_is_said_once_more_when_it_is_agreed(pilot: Pilot[None], database: Database) -> None:
    before = rows(database)
    await open_sheet(pilot)
    await press(pilot, *"fr 18:30", "enter")  # today is a Friday: the next one
    await wait_until(pilot, lambda: new_rows(database, before))
    said = "Meeting agreed: Fri 4 Dec 2026 at 18:30."
    await wait_until(pilot, lambda: said in shown(pilot.app) or said in notices(pilot))


def notices(pilot: Pilot[Any]) -> str:
    return "\n".join(str(one.message) for one in pilot.app._notifications)


async def test_clashes_of_people_and_car_are_said_while_it_is_filled_in(
    pilot: Pilot[None], database: Database
) -> None:
    with database.write(command="test", now=NOW, actor="KN") as door:
        in_use = door.insert(car, {"name": "Van"})
        starts = dt.datetime(2026, 12, 4, 10, 30, tzinfo=OSLO)
        door.insert(
            meeting,
            {
                "uid": "u", "kind": "visit", "starts_at": starts, "ends_at": starts + dt.timedelta(hours=1),
                "car_id": in_use, "changed_at": NOW,
            },
        )  # fmt: skip
    sheet = await open_sheet(pilot)
    await press(pilot, *"fr 10")
    await wait_until(pilot, lambda: "Fri 4 Dec 2026, 10:00–11:00, week 49" in shown(pilot.app))
    assert "the car" not in shown(pilot.app)
    sheet._rows["car"].entry.focus()
    await press(pilot, "V")
    await wait_until(pilot, lambda: "▲ At the same time: the car, 10:30–11:30." in shown(pilot.app))
    await press(pilot, *["up"] * 3)
    sheet._rows["on"].entry.focus()
    await press(pilot, *"fr 14")
    await wait_until(pilot, lambda: "14:00–15:00, week 49" in shown(pilot.app))
    assert "the car" not in shown(pilot.app)


async def test_contacts_stand_by_role_while_names_are_hidden_and_come_to_the_meeting(
    pilot: Pilot[None], database: Database
) -> None:
    before = rows(database)
    sheet = await open_sheet(pilot)
    await press(pilot, *"fr")
    contacts = sheet._rows["contacts"].entry
    said = shown(pilot.app)
    assert "Lawyer, Advokatkontoret Lyngåsen" in said
    assert "fengsel" not in said
    contacts.focus()
    await press(pilot, "L", "space")
    await wait_until(pilot, lambda: "■ Lawyer" in shown(pilot.app))
    pilot.app.action_view_privacy()  # type: ignore[attr-defined]
    await pilot.pause()
    opened = shown(pilot.app)
    assert "■ Lawyer" not in opened
    pilot.app.screen_names()  # type: ignore[attr-defined]
    await pilot.pause()
    await press(pilot, "enter")
    await wait_until(pilot, lambda: new_rows(database, before))
    (row,) = new_rows(database, before)
    with database.read() as connection:
        asked = connection.execute(select(meeting_attendee).where(meeting_attendee.c.meeting_id == row.id))
        assert [each.contact_id for each in asked] == [contacts.value]


async def test_somebody_whom_no_consent_covers_is_said_before_they_are_asked(pilot: Pilot[None]) -> None:
    sheet = await open_sheet(pilot)
    await press(pilot, *"fr")
    await choose(pilot, sheet, "participant", person_id(pilot, "SN-012"))
    sheet._rows["contacts"].entry.focus()
    for _ in range(12):
        await press(pilot, "space", "right")
    await wait_until(pilot, lambda: "No consent covers this today" in shown(pilot.app))


async def test_a_recurring_meeting_of_the_teams_own(pilot: Pilot[None], database: Database) -> None:
    before = rows(database)
    sheet = await open_sheet(pilot)
    await choose(pilot, sheet, "participant", "")
    await choose(pilot, sheet, "kind", "weekly")
    sheet._rows["on"].entry.focus()
    await press(pilot, *"mo 9")
    await choose(pilot, sheet, "repeat", "WEEKLY")
    await press(pilot, "tab", *"1.2.2027", "enter")
    await wait_until(pilot, lambda: new_rows(database, before))
    (row,) = new_rows(database, before)
    assert (row.kind, row.participant_id) == ("weekly", None)
    assert row.rrule == "FREQ=WEEKLY;UNTIL=20270201T225959Z"
    assert row.ends_at - row.starts_at == dt.timedelta(minutes=90)


async def test_a_row_whose_alert_asks_for_a_meeting_proposes_it(pilot: Pilot[None]) -> None:
    board = pilot.app.screen
    assert isinstance(board, Dashboard)
    place = next(i for i, one in enumerate(board.participants.entries) if one.payload.person.code == "SN-019")
    await press(pilot, *["down"] * place)
    assert "No group meeting" in shown(pilot.app)
    sheet = await open_sheet(pilot)
    assert sheet.values["kind"] == "responsibility_group"
    assert sheet.values["on"] == "2026-11-30"


async def test_a_refusal_keeps_what_was_typed(pilot: Pilot[None], database: Database) -> None:
    before = rows(database)
    sheet = await open_sheet(pilot)
    await press(pilot, *"fr 10", "tab", *"9", "enter")
    await wait_until(pilot, lambda: "A meeting cannot end before it begins." in shown(pilot.app))
    assert sheet.values["on"] == "fr 10"
    assert not new_rows(database, before)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_on_an_empty_board_in_norwegian(size: tuple[int, int]) -> None:
    with temporary_database(actor="KN") as opened:
        app = ExinApp(opened, PROGRAMME, clock=Clock(TODAY), language="nb", me="KN", idle_lock_minutes=0)
        async with app.run_test(size=size) as running:
            await ready(running)
            sheet = await open_sheet(running)
            assert "Nytt møte" in shown(app)
            assert "ingen: et av teamets egne" in shown(app)
            assert sheet.values["kind"] == "daily"
            await press(running, *"ma 8", "enter")
            await wait_until(running, lambda: [row.kind for row in rows(opened)] == ["daily"])
