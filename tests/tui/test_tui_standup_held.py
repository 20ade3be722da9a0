"""Holding a stand-up from the keyboard, over a real encrypted database."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import EntryState, ReviewState
from exin_tui.caseload import standup_steps
from exin_tui.caseload.standups import Standup, open_standup
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.privacy.screening import SENSITIVE_ITEM
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.follow_app import FollowApp
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.screens.reviews import MonthlyScreen, WeeklyScreen
from exin_tui.tui.screens.standup import StandupScreen
from exin_tui.tui.widgets.entry_line import EntryLine
from exin_tui.tui.widgets.menu import Menu
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


def screen(pilot: Pilot[None]) -> StandupScreen:
    return next(one for one in pilot.app.screen_stack if isinstance(one, StandupScreen))


def now_of(pilot: Pilot[None]) -> Standup:
    found = screen(pilot).standup
    assert found is not None
    return found


async def begin(pilot: Pilot[None]) -> None:
    await press(pilot, "s")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, StandupScreen))
    await wait_until(pilot, lambda: screen(pilot).standup is not None)
    await pilot.pause()


def stored(database: Database) -> Standup:
    with database.read() as connection:
        found = open_standup(connection)
    assert found is not None
    return found


async def test_quick_keys_never_meet_themselves(pilot: Pilot[None]) -> None:
    await begin(pilot)
    for _ in range(4):
        await pilot.press("enter")
    await wait_until(pilot, lambda: now_of(pilot).position == 4)
    assert now_of(pilot).states[:5] == (*[EntryState.DISCUSSED] * 4, EntryState.WAITING)
    assert isinstance(pilot.app.screen, StandupScreen)


async def test_a_names_that_were_shown_are_hidden_when_it_begins(pilot: Pilot[None]) -> None:
    await press(pilot, "p")
    assert not pilot.app.screening.screened  # type: ignore[attr-defined]
    await begin(pilot)
    assert pilot.app.screening.screened  # type: ignore[attr-defined]
    await press(pilot, "p")
    assert pilot.app.screening.screened  # type: ignore[attr-defined]
    assert "NAMES SHOWN" not in shown(pilot.app)


async def test_escape_pauses_it_and_s_goes_on_at_the_same_place(
    pilot: Pilot[None], database: Database
) -> None:
    await begin(pilot)
    await press(pilot, "enter", "escape")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Dashboard))
    await wait_until(pilot, lambda: stored(database).state is ReviewState.PAUSED)
    assert stored(database).position == 1
    await press(pilot, "s")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, StandupScreen))
    await wait_until(pilot, lambda: screen(pilot).standup is not None)
    assert (now_of(pilot).position, now_of(pilot).state) == (1, ReviewState.RUNNING)


async def test_a_colleagues_stand_up_is_followed_or_taken_over(
    pilot: Pilot[None], database: Database
) -> None:
    rows = pilot.app.overview.rows  # type: ignore[attr-defined]
    now = Clock(TODAY).now()
    standup_steps.begin(
        database, [row.person.id for row in rows], now=now, actor="AB", today=TODAY, programme=PROGRAMME
    )
    await press(pilot, "s")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    assert "AB is holding a stand-up" in shown(pilot.app)
    await press(pilot, "f")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, StandupScreen))
    await wait_until(pilot, lambda: "AB leads" in shown(pilot.app))
    await press(pilot, "enter")
    assert stored(database).position == 0
    await press(pilot, "escape", "s")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    await press(pilot, "o")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, StandupScreen))
    await wait_until(pilot, lambda: stored(database).held_by == "KN")


async def test_a_refused_skip_keeps_what_was_typed(pilot: Pilot[None]) -> None:
    await begin(pilot)
    await press(pilot, "h")
    entry = screen(pilot).query_one(EntryLine)
    entry.query_one(Input).value = "x" * 201
    await press(pilot, "enter")
    await wait_until(pilot, lambda: "Keep it to 200 characters" in shown(pilot.app))
    assert entry.query_one(Input).value == "x" * 201
    assert now_of(pilot).position == 0
    await press(pilot, "escape")
    assert not entry.asking
    assert isinstance(pilot.app.screen, StandupScreen)


async def test_who_is_away_is_told_by_initials_and_a_stranger_is_refused(pilot: Pilot[None]) -> None:
    await begin(pilot)
    await press(pilot, "a", *"qq", "enter")
    await wait_until(pilot, lambda: "QQ" in shown(pilot.app) and now_of(pilot).away == ())
    screen(pilot).query_one(EntryLine).query_one(Input).value = "tl"
    await press(pilot, "enter")
    await wait_until(pilot, lambda: now_of(pilot).away == ("TL",))
    await wait_until(pilot, lambda: "TL away" in shown(pilot.app))


async def test_an_item_with_a_date_asks_for_it_and_a_date_that_is_none_stays_typed(
    pilot: Pilot[None],
) -> None:
    await begin(pilot)
    overview = pilot.app.overview  # type: ignore[attr-defined]
    late = next(row for row in overview.due if row.key == "two_thirds_date" and row.person is not None)
    place = [row.person.id for row in overview.rows].index(late.person.id)
    await press(pilot, "j", "abcdefghijklmnopqrstuvwxyz0123456789"[place])
    await wait_until(pilot, lambda: now_of(pilot).position == place)
    await wait_until(pilot, lambda: screen(pilot).scene is not None)
    lines = screen(pilot).scene.due  # type: ignore[union-attr]
    await press(pilot, *["down"] * [row.key for row in lines].index("two_thirds_date"), "x")
    entry = screen(pilot).query_one(EntryLine)
    entry.query_one(Input).value = "31.2"
    await press(pilot, "enter")
    assert entry.asking
    assert entry.query_one(Input).value == "31.2"
    entry.query_one(Input).value = "1.12.2026"
    await press(pilot, "enter")
    await wait_until(pilot, lambda: not entry.asking)
    await wait_until(pilot, lambda: late.id not in [row.id for row in screen(pilot).scene.due])  # type: ignore[union-attr]


async def test_a_decision_and_what_is_raised_stand_on_the_screen(pilot: Pilot[None]) -> None:
    await begin(pilot)
    await press(pilot, "r")
    await wait_until(pilot, lambda: "to be raised with the team" in shown(pilot.app))
    await press(pilot, "d", *"ring", "enter")
    await wait_until(pilot, lambda: "Decided  ring   to be raised with the team" in shown(pilot.app))
    await press(pilot, "enter", "left")
    await wait_until(pilot, lambda: "discussed   Decided  ring" in shown(pilot.app))


async def test_a_letter_jumps_to_a_participant(pilot: Pilot[None]) -> None:
    await begin(pilot)
    await press(pilot, "j", "e")
    await wait_until(pilot, lambda: now_of(pilot).position == 4)
    assert now_of(pilot).states[0] is EntryState.WAITING


async def test_undo_takes_the_last_step_back(pilot: Pilot[None]) -> None:
    await begin(pilot)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: now_of(pilot).position == 1)
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: now_of(pilot).position == 0)
    assert now_of(pilot).states[0] is EntryState.WAITING


async def test_ending_early_shows_who_was_not_reached_and_saves_for_the_owner_alone(
    pilot: Pilot[None], tmp_path: Path
) -> None:
    await begin(pilot)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: now_of(pilot).position == 1)
    await press(pilot, "e")
    await wait_until(pilot, lambda: now_of(pilot).state is ReviewState.ENDED)
    await wait_until(pilot, lambda: "Daily stand-up" in shown(pilot.app))
    assert SENSITIVE_ITEM.say("en") not in shown(pilot.app)
    await press(pilot, "o")
    target = tmp_path / "summary.md"
    target.write_text("mine")
    pilot.app.screen.query_one(Input).value = str(target)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: "There is a file" in shown(pilot.app))
    assert target.read_text() == "mine"
    pilot.app.screen.query_one(Input).value = str(tmp_path / "other.md")
    await press(pilot, "enter")
    await wait_until(pilot, (tmp_path / "other.md").exists)
    assert "## Not reached (35)" in (tmp_path / "other.md").read_text(encoding="utf-8")


async def test_the_reviews_go_from_colleague_to_colleague_and_month_to_month(pilot: Pilot[None]) -> None:
    await press(pilot, "f7")
    await wait_until(pilot, lambda: "Weekly review  11" in shown(pilot.app))
    first = pilot.app.screen
    assert isinstance(first, WeeklyScreen)
    await press(pilot, "right")
    await wait_until(pilot, lambda: first.weekly is not None and first.weekly.caseworker != "KN")
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen))
    await press(pilot, "p", "escape", "f8")
    await wait_until(pilot, lambda: "November 2026" in shown(pilot.app))
    assert isinstance(pilot.app.screen, MonthlyScreen)
    assert pilot.app.screening.screened  # type: ignore[attr-defined]
    await press(pilot, "left")
    await wait_until(pilot, lambda: "October 2026" in shown(pilot.app))


async def test_the_wall_writes_nothing_and_opens_nothing(database: Database) -> None:
    app = FollowApp(database, PROGRAMME, clock=Clock(TODAY), language="en", me="KN")
    async with app.run_test(size=(120, 40)) as wall:
        await wait_until(wall, lambda: "No stand-up is being held" in shown(app))
        before = database.last_change()
        for key in ("s", "enter", "x", "n", "p", "ctrl+z", "ctrl+p", "ctrl+l", "f7", "f8", "k", "g"):
            await press(wall, key)
        assert [type(one) for one in app.screen_stack] == [Dashboard, StandupScreen]
        rows = app.overview.rows if app.overview else ()
        now = Clock(TODAY).now()
        standup_steps.begin(
            database, [row.person.id for row in rows], now=now, actor="AB", today=TODAY, programme=PROGRAMME
        )
        began = database.last_change()
        await wait_until(wall, lambda: "AB leads" in shown(app))
        for key in ("enter", "x", "h", "right", "e", "b"):
            await press(wall, key)
        assert database.last_change() == began > before
        await press(wall, "escape")
        await wait_until(wall, lambda: not app.is_running or app._exit)
