"""Meetings that are over are asked for on the board, and gone through with a key each."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import activity, meeting, participant
from exin_tui.caseload.meeting_add import MeetingAdded, NewMeeting, Repeat, add
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.outcomes import OutcomesScreen
from exin_tui.tui.screens.participant import ParticipantScreen
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()
ACTING: Any = {"now": NOW, "today": TODAY, "actor": "KN", "programme": PROGRAMME}
DAY = dt.timedelta(days=1)


class Nine(Clock):
    """The moment of the demo stands still."""

    def now(self) -> dt.datetime:
        return NOW


@pytest.fixture
def database() -> Iterator[Database]:
    """A viewing is over, and two instances of a series; what has not ended is not asked for."""
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
        with opened.read() as connection:
            who = connection.execute(
                select(participant.c.id).where(participant.c.code == "SN-007")
            ).scalar_one()
        for new in (
            NewMeeting("viewing", NOW - DAY, participant_id=who, place="Fabelstien 12"),
            NewMeeting("visit", NOW - 8 * DAY, participant_id=who, repeat=Repeat.WEEKLY),
            NewMeeting("doctor", NOW - DAY / 48, participant_id=who),
        ):
            assert isinstance(add(opened, new, **ACTING), MeetingAdded)
        yield opened


async def running_app(database: Database, language: Any, size: tuple[int, int]) -> AsyncIterator[Pilot[None]]:
    app = ExinApp(database, PROGRAMME, clock=Nine(TODAY), language=language, me="KN", idle_lock_minutes=0)
    async with app.run_test(size=size) as running:
        await ready(running)
        await wait_until(running, lambda: len(app.outcomes) == 3)
        yield running


@pytest.fixture
async def pilot(database: Database) -> AsyncIterator[Pilot[None]]:
    async for running in running_app(database, "en", (120, 40)):
        yield running


def outcomes(database: Database) -> list[str]:
    """What was logged here."""
    with database.read() as connection:
        rows = connection.execute(
            select(meeting.c.kind, meeting.c.outcome)
            .join(participant, participant.c.id == meeting.c.participant_id)
            .where(
                participant.c.code == "SN-007",
                meeting.c.outcome.is_not(None),
                meeting.c.starts_at > NOW - 9 * DAY,
            )
        )
        return sorted(row.outcome for row in rows)


async def test_the_board_says_how_many_and_the_list_goes_through_them(
    pilot: Pilot[None], database: Database
) -> None:
    assert "U 3 to log" in shown(pilot.app)
    await press(pilot, "U")
    assert isinstance(pilot.app.screen, OutcomesScreen)
    said = shown(pilot.app)
    assert said.index("Thursday 19 Nov") < said.index("Visit") < said.index("Viewing")
    assert "Fabelstien" not in said
    await press(pilot, "h")
    await wait_until(pilot, lambda: len(pilot.app.outcomes) == 2)  # type: ignore[attr-defined]
    await press(pilot, "i")
    await wait_until(pilot, lambda: len(pilot.app.outcomes) == 1)  # type: ignore[attr-defined]
    assert outcomes(database) == ["held", "no_show"]
    with database.read() as connection:
        reached = connection.execute(
            select(activity.c.reached)
            .where(activity.c.meeting_id.is_not(None))
            .order_by(activity.c.on.desc())
        ).scalars()
        assert False in list(reached)[:3]


async def test_v_asks_before_it_was_cancelled_and_m_takes_the_new_time(
    pilot: Pilot[None], database: Database
) -> None:
    await press(pilot, "U", "v")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    await press(pilot, "enter", "right", "enter")
    await wait_until(pilot, lambda: outcomes(database) == ["cancelled"])
    await wait_until(pilot, lambda: len(pilot.app.outcomes) == 2)  # type: ignore[attr-defined]
    await press(pilot, "m")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    await press(pilot, *"mo", "enter")
    await wait_until(pilot, lambda: len(pilot.app.outcomes) == 1)  # type: ignore[attr-defined]


async def test_enter_opens_the_participant(pilot: Pilot[None]) -> None:
    await press(pilot, "U", "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen))


async def test_what_somebody_else_has_logged_meanwhile_is_read_again(
    pilot: Pilot[None], database: Database
) -> None:
    await press(pilot, "U")
    screen = pilot.app.screen
    assert isinstance(screen, OutcomesScreen)
    here = next(one for one in screen.exin.outcomes if one.kind == "viewing")
    screen.over.go_to(f"{here.id}@{here.starts_at:%Y%m%d%H%M}")
    await pilot.pause()
    assert screen.meeting_here == here
    with database.write(command="test", now=NOW, actor="AB") as door:
        door.update(meeting, here.id, here.version, {"outcome": "cancelled", "status": "cancelled"})
    await press(pilot, "h")
    await wait_until(pilot, lambda: len(pilot.app.outcomes) == 2)  # type: ignore[attr-defined]
    with database.read() as connection:
        stored = connection.execute(select(meeting.c.outcome).where(meeting.c.id == here.id)).scalar_one()
    assert stored == "cancelled"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_in_norwegian_at_both_sizes_until_nothing_is_left(
    database: Database, size: tuple[int, int]
) -> None:
    async for running in running_app(database, "nb", size):
        assert "U 3 å føre" in shown(running.app)
        await press(running, "g", "l")
        assert "Hva ble det av det?" in shown(running.app)
        for left in (2, 1, 0):
            await press(running, "h")
            await wait_until(running, _left(running, left))
        assert "Alle møter som er over, har fått utfallet sitt." in shown(running.app)


def _left(pilot: Pilot[Any], number: int) -> Callable[[], bool]:
    return lambda: len(pilot.app.outcomes) == number  # type: ignore[attr-defined]
