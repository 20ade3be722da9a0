"""The calendar file from the board: shown first, chosen from the keyboard, written as on the command line."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from textual.pilot import Pilot

from exin_schema.programme_file import load_programme
from exin_schema.tables import disclosure, meeting, participant
from exin_tui.calendar.export import export_calendar
from exin_tui.calendar.wanted import Extra, Titles
from exin_tui.clock import OSLO, Clock
from exin_tui.demo.fill import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from exin_tui.tui.app import ExinApp
from exin_tui.tui.screens.calendar_file import CalendarFileScreen
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.menu import Menu
from exin_tui.tui.widgets.sheet import Ask
from tests.mornings import in_the_morning
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 9, 0, tzinfo=OSLO)
PROGRAMME = load_programme()
FILE = "meetings-2026-11-27.ics"


@pytest.fixture
def database() -> Iterator[Database]:
    with temporary_database(actor="KN") as opened:
        fill(opened, participants=36, seed=1, today=TODAY, programme=PROGRAMME, now=NOW)
        yield opened


@pytest.fixture
async def pilot(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Pilot[None]]:
    monkeypatch.chdir(tmp_path)
    app = ExinApp(database, PROGRAMME, clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0)
    async with app.run_test(size=(120, 40)) as running:
        await ready(running)
        yield running


async def opened(pilot: Pilot[Any]) -> CalendarFileScreen:
    await press(pilot, "E")
    screen = pilot.app.screen
    assert isinstance(screen, CalendarFileScreen)
    await wait_until(pilot, lambda: screen.preview is not None)
    await pilot.pause()
    return screen


async def chosen(pilot: Pilot[Any], *keys: str) -> CalendarFileScreen:
    """Press keys, and wait until what they ask for was read."""
    screen = pilot.app.screen
    assert isinstance(screen, CalendarFileScreen)
    for key in keys:
        screen.preview = None
        await press(pilot, key)
        await wait_until(pilot, lambda: screen.preview is not None)
    await pilot.pause()
    return screen


def disclosures(database: Database) -> list[Any]:
    with database.read() as connection:
        return list(connection.execute(select(disclosure).order_by(disclosure.c.id)))


async def test_the_file_is_the_command_lines_own_private_and_a_disclosure(
    pilot: Pilot[None], database: Database, tmp_path: Path
) -> None:
    screen = await opened(pilot)
    asked, said = screen.asked(), shown(pilot.app)
    before = len(disclosures(database))
    assert FILE in said
    assert f"{screen.preview.entries} in the file" in said  # type: ignore[union-attr]
    await press(pilot, "enter")
    await wait_until(pilot, (tmp_path / FILE).exists)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Dashboard))
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
    export_calendar(database, tmp_path / "other.ics", asked, now=asked.wanted.since)
    assert _without_stamp(tmp_path / FILE) == _without_stamp(tmp_path / "other.ics")
    told = disclosures(database)[before:]
    assert told[: len(told) // 2] != []
    assert {row.recipient for row in told} == {"calendar"}
    assert len(told) == 2 * screen.preview.people  # type: ignore[union-attr]
    assert any(FILE in str(one.message) for one in pilot.app._notifications)


def _without_stamp(file: Path) -> list[str]:
    return [line for line in file.read_text("utf-8").splitlines() if not line.startswith("DTSTAMP")]


async def test_a_file_that_is_there_is_asked_about_and_no_is_the_default(
    pilot: Pilot[None], tmp_path: Path, database: Database
) -> None:
    (tmp_path / FILE).write_text("mine", encoding="utf-8")
    before = len(disclosures(database))
    await opened(pilot)
    await press(pilot, "enter")
    assert isinstance(pilot.app.screen, Menu)
    assert f"{FILE} is there already." in shown(pilot.app)
    await press(pilot, "enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, CalendarFileScreen)
    assert (tmp_path / FILE).read_text("utf-8") == "mine"
    assert len(disclosures(database)) == before
    await press(pilot, "enter", "y")
    await wait_until(pilot, lambda: (tmp_path / FILE).read_bytes().startswith(b"BEGIN:VCALENDAR"))


async def test_the_keys_choose_titles_extras_span_and_whose(pilot: Pilot[None]) -> None:
    screen = await opened(pilot)
    everything = screen.preview
    assert everything is not None
    await chosen(pilot, "t")
    assert screen.shape.titles is Titles.ALIAS
    await chosen(pilot, "t")
    assert {line.said.title.say("en") for line in screen.preview.lines} <= {"Meeting", "Team meeting"}  # type: ignore[union-attr]
    await chosen(pilot, "s", "y", "n", "a")
    assert screen.shape.extras == frozenset(Extra)
    await chosen(pilot, "s", "n", "a")
    assert screen.shape.extras == {Extra.KIND}
    assert "Responsibility-group meeting" in shown(pilot.app)
    await chosen(pilot, "f")
    week = screen.preview
    assert week is not None
    assert week.entries < everything.entries
    assert "the next 7 days" in shown(pilot.app)
    await chosen(pilot, "m")
    assert screen.preview.entries < week.entries  # type: ignore[union-attr]
    await chosen(pilot, "f", "f", "m")
    assert screen.preview.entries == everything.entries  # type: ignore[union-attr]


async def test_on_a_shared_screen_places_and_notes_are_in_the_file_but_not_on_the_screen(
    pilot: Pilot[None], database: Database
) -> None:
    with database.read() as connection:
        places = {
            str(row.place)
            for row in connection.execute(
                select(meeting.c.place).join(participant).where(participant.c.protected_address.is_(False))
            )
            if row.place
        }
    await opened(pilot)
    screen = await chosen(pilot, "s", "n", "a")
    said = screen._rows.said()
    assert {line.said.place for line in screen.preview.lines} & places  # type: ignore[union-attr]
    assert [place for place in places if place in said] == []
    assert "▒ screened" in said
    await press(pilot, "p")
    await wait_until(pilot, lambda: any(place in screen._rows.said() for place in places))


async def test_a_participants_own_meetings(
    pilot: Pilot[None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clock, "now", in_the_morning)
    await press(pilot, "enter")
    await wait_until(pilot, lambda: getattr(pilot.app.screen, "view", None) is not None)
    code = pilot.app.screen.code  # type: ignore[attr-defined]
    screen = await opened(pilot)
    titles = {line.said.title.say("en") for line in screen.preview.lines}  # type: ignore[union-attr]
    assert titles == {f"Meeting {code}"}
    await press(pilot, "enter")
    await wait_until(pilot, (tmp_path / f"meetings-{code}-2026-11-27.ics").exists)


async def test_the_name_is_asked_for_and_a_folder_is_none(pilot: Pilot[None], tmp_path: Path) -> None:
    await opened(pilot)
    await press(pilot, "o", "ctrl+u", *"..", "enter")
    assert isinstance(pilot.app.screen, Ask)
    assert "That is a folder. Write a file name." in shown(pilot.app)
    await press(pilot, "ctrl+u", *"mine", "enter")
    await pilot.pause()
    await wait_until(pilot, lambda: "mine" in shown(pilot.app))
    await press(pilot, "enter")
    await wait_until(pilot, (tmp_path / "mine.ics").exists)


async def test_a_folder_that_cannot_be_written_is_a_sentence_and_nothing_is_told(
    pilot: Pilot[None], database: Database
) -> None:
    screen = await opened(pilot)
    before = len(disclosures(database))
    screen._reshape(file="/proc/none.ics")
    await pilot.pause()
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, RefusalSheet))
    assert "/proc/none.ics cannot be written" in shown(pilot.app)
    assert len(disclosures(database)) == before


async def test_undo_takes_back_no_change_from_before_because_a_file_was_written(
    pilot: Pilot[None], tmp_path: Path
) -> None:
    before = pilot.app.database.last_change()  # type: ignore[attr-defined]
    await opened(pilot)
    await press(pilot, "enter")
    await wait_until(pilot, (tmp_path / FILE).exists)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Dashboard))
    await press(pilot, "ctrl+z")
    await pilot.pause()
    assert "Nothing has been changed here yet." in [one.message for one in pilot.app._notifications]
    assert pilot.app.database.last_change() == before  # type: ignore[attr-defined]


async def test_nothing_to_write_is_said_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with temporary_database(actor="KN") as empty:
        app = ExinApp(empty, PROGRAMME, clock=Clock(TODAY), language="en", me="KN", idle_lock_minutes=0)
        async with app.run_test(size=(80, 24)) as running:
            await ready(running)
            screen = await opened(running)
            assert "There is no such meeting." in screen._rows.said()
            await press(running, "enter")
            await running.pause()
            assert list(tmp_path.iterdir()) == []
