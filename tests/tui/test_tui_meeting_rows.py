"""The meeting under the cursor: changed, logged, cancelled, reminded of; on the board and in its tab."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import activity, meeting, participant
from exin_tui.caseload.meeting_add import MeetingAdded, NewMeeting, Repeat, add
from exin_tui.caseload.meeting_edit import remind
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.meeting_sheet import MeetingSheet
from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.widgets.menu import Menu
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()
ACTING: Any = {"now": NOW, "today": TODAY, "actor": "KN", "programme": PROGRAMME}


class Nine(Clock):
    """The moment of the demo stands still."""

    def now(self) -> dt.datetime:
        return NOW


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
        yield opened


def whose(database: Database, code: str) -> str:
    with database.read() as connection:
        found = connection.execute(select(participant.c.id).where(participant.c.code == code))
        return str(found.scalar_one())


def agreed(database: Database, new: NewMeeting) -> str:
    answer = add(database, new, **ACTING)
    assert isinstance(answer, MeetingAdded)
    return answer.id


def stored(database: Database, meeting_id: str) -> Any:
    with database.read() as connection:
        return connection.execute(select(meeting).where(meeting.c.id == meeting_id)).one()


@pytest.fixture
def visit(database: Database) -> str:
    """With SN-007 today at eight, over by now."""
    return agreed(
        database,
        NewMeeting(
            "visit", NOW.replace(hour=8), NOW.replace(hour=8, minute=30),
            participant_id=whose(database, "SN-007"), place="Halden fengsel", team=("AB",),
            prepare="ta med skjema",
        ),
    )  # fmt: skip


@pytest.fixture
async def pilot(database: Database, visit: str) -> AsyncIterator[Pilot[None]]:
    app = ExinApp(database, PROGRAMME, clock=Nine(TODAY), language="en", me="KN", idle_lock_minutes=0)
    async with app.run_test(size=(120, 40)) as running:
        await ready(running)
        assert visit
        yield running


async def in_the_tab(pilot: Pilot[Any]) -> None:
    """SN-007's meetings; the cursor is on the visit, the first."""
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen) and pilot.app.screen.view)
    await press(pilot, "tab", "tab")
    await wait_until(pilot, lambda: "Visit" in shown(pilot.app))


async def on_the_board(pilot: Pilot[Any]) -> None:
    await press(pilot, "tab", "tab")
    board = pilot.app.screen
    assert isinstance(board, Dashboard)
    assert board.pane == "meetings"
    assert board.meeting_here is not None
    assert board.meeting_here.kind == "visit"


async def sheet(pilot: Pilot[Any]) -> FormSheet:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    found = pilot.app.screen
    assert isinstance(found, FormSheet)
    return found


async def test_x_logs_that_it_was_held_which_is_contact(
    pilot: Pilot[None], database: Database, visit: str
) -> None:
    await in_the_tab(pilot)
    await press(pilot, "x")
    await wait_until(pilot, lambda: stored(database, visit).outcome == "held")
    with database.read() as connection:
        logged = connection.execute(select(activity).where(activity.c.meeting_id == visit)).one()
    assert (logged.kind, logged.reached, logged.on) == ("visit", True, TODAY)
    await press(pilot, "ctrl+z")
    await wait_until(pilot, lambda: stored(database, visit).outcome is None)


async def test_a_letter_says_what_became_of_it_from_the_board_too(
    pilot: Pilot[None], database: Database, visit: str
) -> None:
    await on_the_board(pilot)
    await press(pilot, "h")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    assert "Did not show up" in shown(pilot.app)
    await press(pilot, "i")
    await wait_until(pilot, lambda: stored(database, visit).outcome == "no_show")


async def test_what_has_not_begun_was_not_held(pilot: Pilot[None]) -> None:
    await in_the_tab(pilot)
    await press(pilot, "down", "x")
    await wait_until(pilot, lambda: pilot.app._notifications)
    assert [one.message for one in pilot.app._notifications] == ["The meeting has not begun yet."]


async def test_moved_takes_the_new_time(pilot: Pilot[None], database: Database, visit: str) -> None:
    await in_the_tab(pilot)
    await press(pilot, "h")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    await press(pilot, "m")
    await sheet(pilot)
    await press(pilot, *"fr 14", "enter")
    await wait_until(pilot, lambda: stored(database, visit).sequence == 1)
    row = stored(database, visit)
    assert row.starts_at.astimezone(OSLO) == dt.datetime(2026, 12, 4, 14, tzinfo=OSLO)
    assert (row.outcome, row.ends_at - row.starts_at) == (None, dt.timedelta(minutes=30))


async def test_moved_without_a_new_time_yet(pilot: Pilot[None], database: Database, visit: str) -> None:
    await in_the_tab(pilot)
    await press(pilot, "h")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    await press(pilot, "m")
    await sheet(pilot)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: stored(database, visit).outcome == "moved")


async def test_cancelling_asks_and_no_lies_at_hand(
    pilot: Pilot[None], database: Database, visit: str
) -> None:
    await in_the_tab(pilot)
    await press(pilot, "D")
    await sheet(pilot)
    assert "No, it stands" in shown(pilot.app)
    await press(pilot, "enter")
    assert stored(database, visit).status == "planned"
    await press(pilot, "D")
    await sheet(pilot)
    await press(pilot, "right", "enter")
    await wait_until(pilot, lambda: stored(database, visit).status == "cancelled")


async def test_a_reminder_is_kept_and_taken_back(pilot: Pilot[None], database: Database, visit: str) -> None:
    await in_the_tab(pilot)
    await press(pilot, "r")
    await wait_until(pilot, lambda: stored(database, visit).reminder_sent_on == TODAY)
    await pilot.pause(0.2)
    await press(pilot, "r")
    await wait_until(pilot, lambda: stored(database, visit).reminder_sent_on is None)


async def test_who_comes_and_what_to_prepare_are_changed(
    pilot: Pilot[None], database: Database, visit: str
) -> None:
    await in_the_tab(pilot)
    await press(pilot, "e")
    form = await sheet(pilot)
    assert form.values["team"] == "AB"
    assert "ta med skjema" not in shown(pilot.app)
    form._rows["team"].entry.focus()
    await press(pilot, "K", "space")
    form._rows["prepare"].entry.focus()
    await press(pilot, *"kake", "enter")
    await wait_until(pilot, lambda: stored(database, visit).prepare == "kake")
    assert stored(database, visit).starts_at == NOW.replace(hour=8)


async def test_somebody_elses_change_meanwhile_stands_beside_what_was_typed(
    pilot: Pilot[None], database: Database, visit: str
) -> None:
    await in_the_tab(pilot)
    await press(pilot, "e")
    form = await sheet(pilot)
    form._rows["prepare"].entry.focus()
    await press(pilot, *"kake")
    remind(database, visit, 1, **{**ACTING, "actor": "AB"})
    await press(pilot, "enter")
    await wait_until(pilot, lambda: "Changed by AB" in shown(pilot.app))
    await wait_until(pilot, lambda: form._version == 2)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: stored(database, visit).prepare == "kake")
    assert stored(database, visit).reminder_sent_on == TODAY


async def test_w_shows_all_of_it_and_hides_what_a_shared_screen_may_not_show(pilot: Pilot[None]) -> None:
    await in_the_tab(pilot)
    await press(pilot, "w")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, MeetingSheet))
    said = shown(pilot.app)
    assert "From the team     AB" in said
    assert "Halden" not in said
    assert "skjema" not in said
    await press(pilot, "p")
    said = shown(pilot.app)
    assert "Halden fengsel" in said
    assert "ta med skjema" in said
    await press(pilot, "w")
    assert isinstance(pilot.app.screen, ParticipantScreen)


@pytest.fixture
def series(database: Database) -> str:
    """With SN-007 weekly on Mondays from next week."""
    monday = dt.datetime(2026, 11, 30, 7, tzinfo=OSLO)
    return agreed(
        database,
        NewMeeting("visit", monday, participant_id=whose(database, "SN-007"), repeat=Repeat.WEEKLY),
    )


async def on_the_second(pilot: Pilot[Any], series: str) -> None:
    """The cursor on the instance of 7 December."""
    await in_the_tab(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, ParticipantScreen)
    screen.rows.go_to(f"meeting:{series}@202612070700")
    await pilot.pause()
    assert screen.meeting_here is not None


def departed(database: Database, series: str) -> list[Any]:
    with database.read() as connection:
        return list(connection.execute(select(meeting).where(meeting.c.series_id == series)))


async def test_one_instance_of_a_series_is_moved(database: Database, series: str, pilot: Pilot[None]) -> None:
    await on_the_second(pilot, series)
    await press(pilot, "e")
    await wait_until(pilot, lambda: "What is changed?" in shown(pilot.app))
    await press(pilot, "d")
    form = await sheet(pilot)
    assert form.values["on"] == "2026-12-07"
    await press(pilot, *"8.12 9", "tab", *"10", "enter")
    await wait_until(pilot, lambda: departed(database, series))
    (own,) = departed(database, series)
    assert own.starts_at.astimezone(OSLO) == dt.datetime(2026, 12, 8, 9, tzinfo=OSLO)
    assert own.recurrence_id.astimezone(OSLO) == dt.datetime(2026, 12, 7, 7, tzinfo=OSLO)


async def test_the_whole_series_moves_by_what_the_instance_was_moved(
    database: Database, series: str, pilot: Pilot[None]
) -> None:
    await on_the_second(pilot, series)
    await press(pilot, "e")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    await press(pilot, "s")
    await sheet(pilot)
    await press(pilot, *"9.12 9", "tab", *"10", "enter")
    await wait_until(pilot, lambda: stored(database, series).sequence == 1)
    first = stored(database, series)
    assert first.starts_at.astimezone(OSLO) == dt.datetime(2026, 12, 2, 9, tzinfo=OSLO)
    assert first.ends_at - first.starts_at == dt.timedelta(hours=1)


async def test_a_series_is_ended_from_an_instance_on(
    database: Database, series: str, pilot: Pilot[None]
) -> None:
    await on_the_second(pilot, series)
    await press(pilot, "D")
    await sheet(pilot)
    await press(pilot, "right", "enter", "right", "enter")
    await wait_until(pilot, lambda: "UNTIL=20261206" in stored(database, series).rrule)


async def test_on_a_row_that_is_no_meeting_the_keys_are_not_there(
    pilot: Pilot[None], database: Database, visit: str
) -> None:
    await press(pilot, "x", "D", "e")
    assert isinstance(pilot.app.screen, Dashboard)
    assert stored(database, visit).version == 1


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_in_norwegian_at_both_sizes(database: Database, size: tuple[int, int]) -> None:
    app = ExinApp(database, PROGRAMME, clock=Nine(TODAY), language="nb", me="KN", idle_lock_minutes=0)
    async with app.run_test(size=size) as running:
        await ready(running)
        await in_the_tab_nb(running)
        await press(running, "w")
        await wait_until(running, lambda: "Påminnelse" in shown(app))
        await press(running, "escape", "D")
        await wait_until(running, lambda: "Nei, det står" in shown(app))


async def in_the_tab_nb(pilot: Pilot[Any]) -> None:
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, ParticipantScreen) and pilot.app.screen.view)
    await press(pilot, "tab", "tab")
    await wait_until(pilot, lambda: "Besøk" in shown(pilot.app))
