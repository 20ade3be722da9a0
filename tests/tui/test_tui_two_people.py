"""Two people at the same participant: each sees what the other did, and nobody loses what was typed."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator

import pytest
from textual.pilot import Pilot

from exin_schema.tables import consent
from exin_tui.storage.database import Database
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.lock import LockScreen
from tests.tui.at_work import app_on, invented_team, open_tab, rows, running, sees, who
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until

CODE = "SN-007"


@pytest.fixture
def database() -> Iterator[Database]:
    with invented_team() as opened:
        yield opened


@contextlib.asynccontextmanager
async def two(database: Database) -> AsyncIterator[tuple[Pilot[None], Pilot[None]]]:
    """KN and AB, each at a screen of their own over one database."""
    async with running(app_on(database, me="KN")) as kari, running(app_on(database, me="AB")) as anders:
        yield kari, anders


async def sheet(pilot: Pilot[None]) -> FormSheet:
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
    found = pilot.app.screen
    assert isinstance(found, FormSheet)
    return found


async def edit_district(pilot: Pilot[None], value: str) -> FormSheet:
    """The form of the participant's details with another district typed."""
    await press(pilot, "c", "o")
    form = await sheet(pilot)
    with pilot.app._context():
        form._rows["district"].entry.value = value
    await pilot.pause()
    return form


async def test_the_second_to_save_is_told_by_whom_and_what_stands_there_now(database: Database) -> None:
    async with two(database) as (kari, anders):
        for pilot in (kari, anders):
            await open_tab(pilot, CODE, "checklist")
        mine = await edit_district(kari, "Stovner")
        theirs = await edit_district(anders, "Alna")
        await press(anders, "enter")
        await wait_until(anders, lambda: anders.app.screen is not theirs)
        assert who(database, CODE).district == "Alna"
        with kari.app._context():
            kari.app.action_view_privacy()  # type: ignore[attr-defined]
        await press(kari, "enter")
        await sees(kari, "Changed by AB at")
        await sees(kari, "now: Alna")
        assert mine.filled["district"] == "Stovner"
        assert who(database, CODE).district == "Alna"
        await press(kari, "enter")
        await wait_until(kari, lambda: who(database, CODE).district == "Stovner")


async def test_what_one_does_is_on_the_others_screen_within_the_poll(database: Database) -> None:
    async with two(database) as (kari, anders):
        seen = await open_tab(anders, CODE, "history")
        await open_tab(kari, CODE, "checklist")
        item = kari.app.screen.item  # type: ignore[attr-defined]
        label = kari.app.look.say(item.label)  # type: ignore[attr-defined]
        assert label not in seen.rows.said()
        await press(kari, "b")
        await wait_until(kari, lambda: kari.app.screen.item.state.value == "in_progress")  # type: ignore[attr-defined]
        await wait_until(anders, lambda: f"{label}: status" in seen.rows.said())
        assert "KN" in next(line for line in seen.rows.said().splitlines() if label in line)


async def test_what_is_typed_outlives_a_refusal_a_lock_and_a_stale_write(database: Database) -> None:
    async with two(database) as (kari, anders):
        await open_tab(kari, CODE, "consents")
        with kari.app._context():
            kari.app.screen.rows.go_to("consent:gp//")  # type: ignore[attr-defined]
        await press(kari, "plus")
        form = await sheet(kari)
        with kari.app._context():
            form._rows["document"].entry.value = "SOMA 44"
            form._rows["expires_on"].entry.value = "1.1.2020"
            form._rows["told"].entry.value = "use exchange access withdraw without"
        await kari.pause()
        await press(kari, "enter")
        await sees(kari, "It would have expired already")
        await press(kari, "ctrl+l")
        assert isinstance(kari.app.screen, LockScreen)
        assert "SOMA 44" not in shown(kari.app)
        with kari.app._context():
            kari.app.screen.dismiss(None)
        await wait_until(kari, lambda: kari.app.screen is form)
        with kari.app._context():
            form._rows["expires_on"].entry.value = ""
        await open_tab(anders, CODE, "checklist")
        theirs = await edit_district(anders, "Alna")
        await press(anders, "enter")
        await wait_until(anders, lambda: anders.app.screen is not theirs)
        with kari.app._context():
            form._rows["document"].entry.focus()
        await press(kari, "enter")
        await sees(kari, "Changed by AB at")
        assert form.filled["document"] == "SOMA 44"
        await wait_until(kari, lambda: not form._stale)
        await press(kari, "enter")
        await wait_until(kari, lambda: kari.app.screen is not form)
        (given,) = rows(database, consent, consent.c.document == "SOMA 44")
        assert given.line == "gp"
