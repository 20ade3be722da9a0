"""A board over a real encrypted database with the invented team, worked on from the keyboard."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

from sqlalchemy import Row, Table, select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import participant
from exin_schema.vocabulary import Language
from exin_tui.caseload.acting import Acting
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.screens.participant import ParticipantScreen
from tests.tui.conftest import shown
from tests.tui.waiting import ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()


@contextlib.contextmanager
def invented_team() -> Iterator[Database]:
    """36 people, one of them SN-007."""
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
        yield opened


def app_on(database: Database, *, language: Language = "en", me: str = "KN", **more: Any) -> ExinApp:
    """The application over ``database``."""
    return ExinApp(
        database, PROGRAMME, clock=Clock(TODAY), language=language, me=me, idle_lock_minutes=0, **more
    )


@contextlib.asynccontextmanager
async def running(app: ExinApp, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Pilot[None]]:
    """The board, its rows read."""
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        yield pilot


async def open_tab(pilot: Pilot[Any], code: str, tab: str) -> ParticipantScreen:
    """A participant's screen with ``tab`` on, its rows read."""
    with pilot.app._context():  # two applications may run in one test: each call is in its own
        pilot.app.open_participant(code)  # type: ignore[attr-defined]
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen) and pilot.app.screen.view)
    screen = pilot.app.screen
    assert isinstance(screen, ParticipantScreen)
    with pilot.app._context():
        screen.action_show_tab(tab)
    await wait_until(pilot, lambda: tab == "checklist" or screen.rows.entries)
    await pilot.pause()
    return screen


async def sees(pilot: Pilot[Any], words: str) -> None:
    """Wait until ``words`` stand on the screen."""
    try:
        await wait_until(pilot, lambda: words in shown(pilot.app))
    except AssertionError:
        raise AssertionError(f"{words!r} is not in\n{shown(pilot.app)}") from None


def acting(actor: str = "AB") -> Acting:
    """A colleague at work."""
    return Acting(now=NOW, today=TODAY, actor=actor, programme=PROGRAMME)


def who(database: Database, code: str) -> Row[Any]:
    """A participant as stored."""
    return rows(database, participant, participant.c.code == code)[0]


def rows(database: Database, table: Table, *conditions: Any) -> list[Row[Any]]:
    """What is stored."""
    with database.read() as connection:
        return list(connection.execute(select(table).where(*conditions)))
