"""Working on the checklist through the screens, over a real encrypted database."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import ItemState
from exin_tui.caseload import items
from exin_tui.caseload.models import ItemRow
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.sheet import Ask
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
        await press(running, "enter")
        await wait_until(running, lambda: participant(running).view is not None)
        await running.pause()
        yield running


def participant(pilot: Pilot[Any]) -> ParticipantScreen:
    screen = next(one for one in pilot.app.screen_stack if isinstance(one, ParticipantScreen))
    assert isinstance(screen, ParticipantScreen)
    return screen


def item(pilot: Pilot[Any]) -> ItemRow:
    found = participant(pilot).item
    assert found is not None
    return found


def now_of(pilot: Pilot[Any], key: str) -> ItemRow:
    view = participant(pilot).view
    assert view is not None
    return next(one for checklist in view.checklists for one in checklist.items if one.key == key)


async def test_x_ticks_an_overdue_item_and_the_board_knows(pilot: Pilot[None]) -> None:
    one = item(pilot)
    before = pilot.app.overview  # type: ignore[attr-defined]
    await press(pilot, "x")
    await wait_until(pilot, lambda: now_of(pilot, one.key).state is ItemState.DONE)
    await wait_until(pilot, lambda: pilot.app.overview is not before)  # type: ignore[attr-defined]
    row = next(row for row in pilot.app.overview.rows if row.person.code == participant(pilot).code)  # type: ignore[attr-defined]
    assert row.overdue == next(old for old in before.rows if old.person.id == row.person.id).overdue - 1


async def test_x_again_takes_the_tick_away_and_ctrl_z_brings_it_back(pilot: Pilot[None]) -> None:
    one = item(pilot)
    await press(pilot, "x")
    await wait_until(pilot, lambda: now_of(pilot, one.key).state is ItemState.DONE)
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: now_of(pilot, one.key).state is one.state)


async def test_undo_takes_back_nothing_from_before_this_session(pilot: Pilot[None]) -> None:
    before = pilot.app.overview.last_change  # type: ignore[attr-defined]
    await press(pilot, "ctrl+z")
    await pilot.pause()
    assert "Nothing has been changed here yet." in [one.message for one in pilot.app._notifications]
    assert pilot.app.database.last_change() == before  # type: ignore[attr-defined]


async def test_not_needed_asks_for_the_reason_and_keeps_it(pilot: Pilot[None]) -> None:
    one = item(pilot)
    await press(pilot, "i", "enter")
    assert "Write why it is not needed, in a few words." in shown(pilot.app)
    await press(pilot, *"moved", "enter")
    await wait_until(pilot, lambda: now_of(pilot, one.key).state is ItemState.NOT_NEEDED)
    assert now_of(pilot, one.key).reason == "moved"


async def test_a_typed_date_is_echoed_in_full_and_saved(pilot: Pilot[None]) -> None:
    one = item(pilot)
    await press(pilot, "d", *"+14d")
    assert "Friday 11 December 2026" in shown(pilot.app)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: now_of(pilot, one.key).due_on == dt.date(2026, 12, 11))
    assert now_of(pilot, one.key).due_override


async def test_a_date_that_is_none_is_said_at_once_and_stays_typed(pilot: Pilot[None]) -> None:
    await press(pilot, "d", *"31.2", "enter")
    assert isinstance(pilot.app.screen, Ask)
    assert pilot.app.screen.query_one(Input).value == "31.2"
    assert "There is no such day" in shown(pilot.app)
    await press(pilot, "escape")
    assert isinstance(pilot.app.screen, ParticipantScreen)


async def test_a_chooses_who_is_responsible(pilot: Pilot[None]) -> None:
    one = item(pilot)
    await press(pilot, "a", "a")
    first = pilot.app.overview.capacity[0].initials  # type: ignore[attr-defined]
    await wait_until(pilot, lambda: now_of(pilot, one.key).responsible == first)


@pytest.mark.parametrize("seen_behind_the_sheet", [False, True])
async def test_somebody_elses_change_is_told_and_what_was_typed_stays(
    pilot: Pilot[None], database: Database, seen_behind_the_sheet: bool
) -> None:
    one = item(pilot)
    await press(pilot, "d", *"+14d")
    items.start(database, one.id, one.version, now=NOW, today=TODAY, actor="AB", programme=PROGRAMME)
    if seen_behind_the_sheet:
        pilot.app._poll()  # type: ignore[attr-defined]
        await wait_until(pilot, lambda: now_of(pilot, one.key).version > one.version)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: "Changed by AB" in shown(pilot.app))
    assert isinstance(pilot.app.screen, Ask)
    assert pilot.app.screen.query_one(Input).value == "+14d"
    await wait_until(pilot, lambda: now_of(pilot, one.key).version > one.version)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: now_of(pilot, one.key).due_on == dt.date(2026, 12, 11))


async def test_a_refusal_is_said_clearly_and_changes_nothing(pilot: Pilot[None]) -> None:
    screen = participant(pilot)
    assert screen.view is not None
    consents = next(
        one for checklist in screen.view.checklists for one in checklist.items if one.kind.value == "consents"
    )
    screen.checklist.go_to(consents.id)
    await press(pilot, "x")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, RefusalSheet))
    assert "Nothing was changed." in shown(pilot.app)
    await press(pilot, "escape")
    assert now_of(pilot, consents.key).version == consents.version


async def test_another_writers_tick_appears_by_itself(pilot: Pilot[None], database: Database) -> None:
    one = item(pilot)
    items.tick(database, one.id, one.version, now=NOW, today=TODAY, actor="AB", programme=PROGRAMME)
    pilot.app._poll()  # type: ignore[attr-defined]
    await wait_until(pilot, lambda: now_of(pilot, one.key).state is ItemState.DONE)
    assert item(pilot).id == one.id


async def test_a_database_that_fails_is_told_in_words_once(pilot: Pilot[None], database: Database) -> None:
    def broken() -> int:
        raise RuntimeError("Jonas Berg, Storgata 1")

    database.last_change = broken  # type: ignore[method-assign]
    for _ in range(2):
        pilot.app._poll()  # type: ignore[attr-defined]
        await wait_until(pilot, lambda: pilot.app._notifications)
    said = [one.message for one in pilot.app._notifications]
    assert said == ["That did not work: a fault in the program. What was saved is safe."]
