"""The board brings in line what time alone changed, once the first rows are there."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import select

from exin_schema.programme_file import load_programme
from exin_schema.tables import change
from exin_tui.clock import Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from tests.tui.conftest import shown
from tests.tui.waiting import ready, wait_until

PROGRAMME = load_programme()
SOONER = msgspec.structs.replace(
    PROGRAMME, offsets=msgspec.structs.replace(PROGRAMME.offsets, critical_before_release=21)
)
REAL = Clock()


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=REAL.today(), programme=PROGRAMME, now=REAL.now())
        yield opened


def days_begun(database: Database) -> int:
    with database.read() as connection:
        units = select(change.c.unit).where(change.c.command == "day.begin").distinct()
        return len(connection.execute(units).all())


async def test_the_first_to_open_the_board_is_told_what_the_day_moved(database: Database) -> None:
    app = ExinApp(database, SOONER, clock=REAL, language="en", me="KN", idle_lock_minutes=0)
    async with app.run_test(size=(120, 40), notifications=True) as running:
        await ready(running)
        await wait_until(running, lambda: "A new day:" in shown(app))
    assert days_begun(database) == 1


async def test_a_day_that_was_only_asked_for_writes_nothing(database: Database) -> None:
    app = ExinApp(database, SOONER, clock=Clock(REAL.today()), language="en", me="KN", idle_lock_minutes=0)
    async with app.run_test(size=(120, 40)) as running:
        await ready(running)
        await app.workers.wait_for_complete()
        await running.pause()
    assert days_begun(database) == 0
