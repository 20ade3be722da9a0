"""The participant's screen over a still view: what it shows, and what stays hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from exin_tui.tui.screens.participant import ParticipantScreen
from exin_tui.tui.widgets.why_panel import WhyPanel
from tests.tui.builder import participant_view
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready


def still(**options: Any) -> StillApp:
    app = StillApp(**options)
    app.views = {"SN-007": participant_view()}
    return app


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["nb", "en"])
async def test_the_participant_at_the_two_usual_sizes(
    golden: Callable[[str, str], None], size: tuple[int, int], language: Any
) -> None:
    app = still(language=language)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        golden(f"participant-{size[0]}x{size[1]}-{language}-screened", shown(app))


async def test_an_open_screen_shows_name_and_place() -> None:
    app = still(language="en", screened=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        assert "Jonas Berg" in shown(app).splitlines()[0]
        assert "Halden" in shown(app)
        assert "DPS settled" in shown(app)


async def test_the_cursor_begins_at_what_is_overdue() -> None:
    app = still(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, ParticipantScreen)
        assert app.screen.item is not None
        assert app.screen.item.key == "housing"


async def test_the_answer_says_rule_computation_source_certainty_and_who_changed_it() -> None:
    app = still(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        said = app.screen.query_one(WhyPanel).said()
        for words in (
            "Housing settled", "critical item", "9 Dec - 14 days", "Due dates of critical",
            "this project's default", "P  practice", "14 Sep 2026", "In force", "Responsible",
            "Fri 20 Nov by KN",
        ):  # fmt: skip
            assert words in said


async def test_a_note_is_not_read_aloud_on_a_shared_screen() -> None:
    app = still(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", "end", "up")
        said = app.screen.query_one(WhyPanel).said()
        assert "Service message sent" in said
        assert "ring Ola" not in said
        await press(pilot, "p")
        assert "ring Ola" in app.screen.query_one(WhyPanel).said()


async def test_the_other_list_is_folded_and_enter_unfolds_it() -> None:
    app = still(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", "end")
        assert "First talk" not in shown(app)
        await press(pilot, "enter")
        assert "First talk" in shown(app)


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (1, "Call the landlord"),
        (2, "Responsibility-group meeting"),
        (3, "Contact at NAV"),
        (4, "Probation service"),
        (6, "2 → 3 Before release"),
    ],
)
async def test_tab_goes_through_the_tabs(turns: int, words: str) -> None:
    app = still(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", *["tab"] * turns)
        assert words in shown(app)


async def test_a_missing_consent_is_loud_in_the_head_and_on_its_tab() -> None:
    app = still(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        assert "▲ Probation service missing" in shown(app)
        assert "Consents 1/2 ▲" in shown(app)


async def test_items_are_not_worked_on_where_there_is_none() -> None:
    app = still(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", *["tab"] * 6)
        assert "not needed" not in shown(app).splitlines()[-1]
        await press(pilot, "i", "x", "d")
        assert isinstance(app.screen, ParticipantScreen)


async def test_somebody_who_is_gone_is_told_of() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter")
        assert not isinstance(app.screen, ParticipantScreen)
        assert "SN-007 is not among the participants any more." in [one.message for one in app._notifications]
