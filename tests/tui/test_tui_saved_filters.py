"""Saved filters from the board: saved, chosen by the whole team, taken away; and from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from exin_tui.caseload.filters import Filter
from exin_tui.caseload.saved_filters import saved_filters
from exin_tui.storage.database import Database
from exin_tui.tui.forms.sheet import FormSheet
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.widgets.menu import Menu
from tests.tui.at_work import app_on, invented_team, running, sees
from tests.tui.conftest import shown
from tests.tui.waiting import press, wait_until


def kept(database: Database) -> list[str]:
    with database.read() as connection:
        return [one.name for one in saved_filters(connection, me="KN")]


def narrowed(pilot: Pilot[None]) -> Filter:
    board = pilot.app.screen
    assert isinstance(board, Dashboard)
    return board.narrowed


async def menu(pilot: Pilot[None], *keys: str) -> None:
    await press(pilot, *keys)
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Menu))
    await pilot.pause()


@pytest.mark.parametrize(
    ("language", "size", "title"),
    [("nb", (80, 24), "Lagrede filtre"), ("en", (120, 40), "Saved filters")],
)
async def test_a_filter_is_saved_chosen_by_a_colleague_and_taken_away(
    language: str, size: tuple[int, int], title: str
) -> None:
    with invented_team() as database:
        async with running(app_on(database, language=language), size) as pilot:  # type: ignore[arg-type]
            await press(pilot, "3", "m")
            saved = narrowed(pilot)
            await menu(pilot, "f")
            await press(pilot, "full_stop")
            await sees(pilot, title)
            await press(pilot, "plus")
            await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
            await press(pilot, "enter")
            sheet = pilot.app.screen
            assert isinstance(sheet, FormSheet)
            await press(pilot, *"Sent", "enter")
            await wait_until(pilot, lambda: kept(database) == ["Sent"])
        async with running(app_on(database, language=language, me="AB"), size) as pilot:  # type: ignore[arg-type]
            await press(pilot, "F")
            await sees(pilot, "Sent")
            await press(pilot, "a")
            assert narrowed(pilot) == Filter().phase(saved.steps[0].phase).mine("AB")  # type: ignore[union-attr]
            await press(pilot, "F")
            await sees(pilot, "Sent")
            await press(pilot, "minus", "a")
            await wait_until(pilot, lambda: not kept(database))
            await wait_until(pilot, lambda: isinstance(pilot.app.screen, Dashboard))
            await press(pilot, "ctrl+z")
            await wait_until(pilot, lambda: kept(database) == ["Sent"])


async def test_a_name_that_is_taken_is_said_before_it_is_replaced(tmp_path: Path) -> None:
    with invented_team() as database:
        async with running(app_on(database)) as pilot:
            for digit in ("3", "4"):
                await press(pilot, "0", digit)
                await menu(pilot, "F")
                await press(pilot, "plus")
                await wait_until(pilot, lambda: isinstance(pilot.app.screen, FormSheet))
                await press(pilot, *"late")
                if digit == "4":
                    await sees(pilot, "it is replaced, for everybody")
                await press(pilot, "enter")
                await wait_until(pilot, lambda: isinstance(pilot.app.screen, Dashboard))
            assert kept(database) == ["late"]
            assert "late" not in shown(pilot.app)
            assert tmp_path.exists()
