"""The stand-up's clock does not run on while nobody is there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from textual.pilot import Pilot

from exin_schema.vocabulary import ReviewState
from exin_tui.caseload.standups import Standup, open_standup
from exin_tui.storage.database import Database
from exin_tui.tui.screens.lock import LockScreen
from exin_tui.tui.screens.standup import StandupScreen
from exin_tui.tui.screens.standup_steps import QUIET_SECONDS
from exin_tui.tui.widgets.menu import Menu
from tests.tui.at_work import app_on, invented_team, running
from tests.tui.waiting import press, wait_until


@pytest.fixture
def database() -> Iterator[Database]:
    with invented_team() as opened:
        yield opened


@pytest.fixture
async def pilot(database: Database) -> AsyncIterator[Pilot[None]]:
    async with running(app_on(database)) as pilot:
        await press(pilot, "s")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
        await press(pilot, "enter")
        await wait_until(pilot, lambda: isinstance(pilot.app.screen, StandupScreen))
        await wait_until(pilot, lambda: screen(pilot).standup is not None)
        yield pilot


def screen(pilot: Pilot[None]) -> StandupScreen:
    return next(one for one in pilot.app.screen_stack if isinstance(one, StandupScreen))


def stored(database: Database) -> Standup:
    with database.read() as connection:
        found = open_standup(connection)
    assert found is not None
    return found


async def state(pilot: Pilot[None], database: Database, wanted: ReviewState) -> None:
    await wait_until(pilot, lambda: stored(database).state is wanted)
    await wait_until(pilot, lambda: screen(pilot).standup == stored(database))


def quiet_for(pilot: Pilot[None], seconds: float) -> None:
    pilot.app.last_key -= seconds  # type: ignore[attr-defined]
    screen(pilot).look_who_is_there()


async def test_without_a_key_for_long_the_clock_stands_until_the_next_one(
    pilot: Pilot[None], database: Database
) -> None:
    quiet_for(pilot, QUIET_SECONDS + 1)
    await state(pilot, database, ReviewState.PAUSED)
    screen(pilot).look_who_is_there()
    await pilot.pause()
    assert stored(database).state is ReviewState.PAUSED
    await press(pilot, "down")
    screen(pilot).look_who_is_there()
    await state(pilot, database, ReviewState.RUNNING)


async def test_a_long_talk_is_no_absence(pilot: Pilot[None], database: Database) -> None:
    quiet_for(pilot, QUIET_SECONDS - 60)
    await pilot.pause()
    assert stored(database).state is ReviewState.RUNNING


async def test_the_clock_stands_under_the_lock_and_runs_again_behind_it(
    pilot: Pilot[None], database: Database
) -> None:
    await press(pilot, "ctrl+l")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, LockScreen))
    screen(pilot).look_who_is_there()
    await state(pilot, database, ReviewState.PAUSED)
    await press(pilot, "x")
    screen(pilot).look_who_is_there()
    await pilot.pause()
    assert stored(database).state is ReviewState.PAUSED
    await press(pilot, "enter")
    await wait_until(pilot, lambda: pilot.app.screen is screen(pilot))
    screen(pilot).look_who_is_there()
    await state(pilot, database, ReviewState.RUNNING)


async def test_a_pause_that_somebody_wanted_is_left_alone(pilot: Pilot[None], database: Database) -> None:
    await press(pilot, "b")
    await state(pilot, database, ReviewState.PAUSED)
    await press(pilot, "down")
    screen(pilot).look_who_is_there()
    await pilot.pause()
    assert stored(database).state is ReviewState.PAUSED
