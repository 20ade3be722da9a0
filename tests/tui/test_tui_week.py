"""The week on the screen: by day and in columns, clashes, releases, and what is done from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import meeting, participant
from exin_tui.caseload.meeting_add import MeetingAdded, NewMeeting, add
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.week import WeekScreen
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()
ACTING: Any = {"now": NOW, "today": TODAY, "actor": "KN", "programme": PROGRAMME}
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)])


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
        yield opened


def agreed(database: Database, code: str, starts_at: dt.datetime, **more: Any) -> str:
    with database.read() as connection:
        who = connection.execute(select(participant.c.id).where(participant.c.code == code)).scalar_one()
    answer = add(database, NewMeeting("visit", starts_at, participant_id=who, **more), **ACTING)
    assert isinstance(answer, MeetingAdded)
    return answer.id


def app_of(database: Database, language: Any = "en") -> ExinApp:
    return ExinApp(database, PROGRAMME, clock=Clock(TODAY), language=language, me="KN", idle_lock_minutes=0)


async def opened(pilot: Pilot[Any]) -> WeekScreen:
    await ready(pilot)
    await press(pilot, "u")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, WeekScreen) and pilot.app.screen.week)
    screen = pilot.app.screen
    assert isinstance(screen, WeekScreen)
    return screen


def whose(screen: WeekScreen) -> list[bool]:
    """Whether KN is in the meetings that are shown."""
    return sorted({"KN" in one.takes for one in screen.week.meetings}) if screen.week else []


@SIZES
async def test_weeks_go_by_with_the_arrows_and_clashes_are_marked(
    database: Database, size: tuple[int, int]
) -> None:
    agreed(
        database, "SN-023", dt.datetime(2026, 12, 1, 9, tzinfo=OSLO), caseworker="AB", place="Halden fengsel"
    )
    app = app_of(database)
    async with app.run_test(size=size) as pilot:
        await opened(pilot)
        assert "Week 48" in shown(app)
        await press(pilot, "right")
        await wait_until(pilot, lambda: "Week 49" in shown(app) and "SN-023" in shown(app))
        line = next(line for line in shown(app).splitlines() if "SN-023" in line)
        assert "▲" in line
        assert "Halden" not in shown(app)
        assert "at the same time: 2" in shown(app)
        await press(pilot, "left", "left")
        await wait_until(pilot, lambda: "Week 47" in shown(app))
        await press(pilot, "0")
        await wait_until(pilot, lambda: "Week 48" in shown(app))


@SIZES
async def test_one_caseworkers_week_in_norwegian(database: Database, size: tuple[int, int]) -> None:
    app = app_of(database, "nb")
    async with app.run_test(size=size) as pilot:
        screen = await opened(pilot)
        await press(pilot, "m")
        await wait_until(
            pilot, lambda: screen.week and all("KN" in one.takes for one in screen.week.meetings)
        )
        assert "Uke 48" in shown(app)
        await press(pilot, "f", "0")
        await wait_until(
            pilot, lambda: screen.week and any("KN" not in one.takes for one in screen.week.meetings)
        )


async def test_a_release_that_nobody_meets_is_said_and_t_proposes_the_gate(database: Database) -> None:
    app = app_of(database)
    async with app.run_test(size=(120, 40)) as pilot:
        await opened(pilot)
        assert "nobody at the gate: 3" in shown(app)
        await press(pilot, "tab", "t")
        await wait_until(pilot, lambda: isinstance(app.screen, FormSheet))
        form = app.screen
        assert isinstance(form, FormSheet)
        assert (form.values["kind"], form.values["on"]) == ("gate_pick_up", "2026-12-04")
        await press(pilot, "enter")
        await wait_until(pilot, lambda: "nobody at the gate: 2" in shown(app))


async def test_a_meeting_is_proposed_ahead_and_never_on_a_day_that_is_over(database: Database) -> None:
    agreed(database, "SN-007", dt.datetime(2026, 11, 23, 7, tzinfo=OSLO))
    app = app_of(database)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "home")
        assert screen.meeting_here is not None
        assert screen.meeting_here.starts_at.date() == dt.date(2026, 11, 23)
        await press(pilot, "t")
        await wait_until(pilot, lambda: isinstance(app.screen, FormSheet))
        assert app.screen.values["on"] == TODAY.isoformat()  # type: ignore[attr-defined]


async def test_what_is_done_with_a_meeting_is_done_from_the_week(database: Database) -> None:
    made = agreed(database, "SN-007", dt.datetime(2026, 11, 28, 7, tzinfo=OSLO))
    app = app_of(database)
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await opened(pilot)
        await press(pilot, "end")
        assert screen.meeting_here is not None
        assert screen.meeting_here.id == made
        await press(pilot, "r")

        def reminded() -> object:
            with database.read() as connection:
                found = select(meeting.c.reminder_sent_on).where(meeting.c.id == made)
                return connection.execute(found).scalar_one()

        await wait_until(pilot, reminded)
        await press(pilot, "w")
        await wait_until(pilot, lambda: "Reminder" in shown(app))


@SIZES
async def test_an_empty_week_says_what_to_press(size: tuple[int, int]) -> None:
    with temporary_database(actor="KN") as empty:
        app = app_of(empty, "nb")
        async with app.run_test(size=size) as pilot:
            await opened(pilot)
            assert "Ingen møter" in shown(app) or size == (120, 40)
            await press(pilot, "t")
            await wait_until(pilot, lambda: "Nytt møte" in shown(app))
