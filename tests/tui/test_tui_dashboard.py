"""The dashboard as a reader sees it, at the sizes that people have."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.tui.builder import nobody
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import ready

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("screened", [True, False])
async def test_the_dashboard_at_the_two_usual_sizes(
    golden: Golden, size: tuple[int, int], language: Any, screened: bool
) -> None:
    app = StillApp(language=language, screened=screened)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        how = "screened" if screened else "open"
        text = re.sub(r"(?<=[NG] )[45]:\d\d", "5:00", shown(app), count=1)
        golden(f"dashboard-{size[0]}x{size[1]}-{language}-{how}", text)


@pytest.mark.parametrize("size", [(100, 30), (200, 60)])
async def test_the_dashboard_on_a_laptop_and_on_a_wall(golden: Golden, size: tuple[int, int]) -> None:
    app = StillApp(language="nb")
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        golden(f"dashboard-{size[0]}x{size[1]}-nb-screened", shown(app))


@pytest.mark.parametrize("language", ["nb", "en"])
async def test_an_empty_database_says_what_to_press(golden: Golden, language: Any) -> None:
    app = StillApp(nobody(), language=language)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        golden(f"empty-120x40-{language}", shown(app))


async def test_title_rule_and_rows_share_a_left_edge() -> None:
    app = StillApp(language="nb")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        lines = shown(app).splitlines()
        assert lines[10].index("Deltakere") == lines[11].index("─") == lines[12].index("Over") == 2
        assert lines[13].startswith("▌ ▲ 2   SN-007 Furu")


async def test_the_rows_stand_where_the_design_puts_them() -> None:
    app = StillApp(language="nb")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        lines = shown(app).splitlines()
        assert "Fredag 27. november" in lines[2]
        assert "Alle" in lines[6]
        assert "┊" in lines[6]
        assert lines[38].lstrip().startswith("Hvorfor først?")
        assert lines[39].lstrip().startswith("Enter åpne")


async def test_a_terminal_without_our_symbols_gets_plain_ones() -> None:
    app = StillApp(language="en", ascii_only=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        text = shown(app)
        assert not set("▲●○◆▒▌┊─━■□·…–") & set(text)
        assert "! 6 overdue" in text
