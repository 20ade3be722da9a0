"""The board opens as it was left, but for a search, which may be a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from exin_tui.caseload.filters import Filter
from exin_tui.tui.remembered import Remembered
from exin_tui.tui.screens.dashboard import Dashboard
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready


def shown_codes(app: Any) -> list[str]:
    board = app.screen
    assert isinstance(board, Dashboard)
    return [row.person.code for row in board.narrowed.apply(app.overview, screened=True).rows]


async def test_filter_and_order_are_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "state" / "board.json"
    first = StillApp(state_file=file)
    async with first.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "3", "m")
        left = shown_codes(first)
    again = StillApp(state_file=file)
    async with again.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert shown_codes(again) == left
        assert 0 < len(left) < 36
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_search_is_not_kept(tmp_path: Path) -> None:
    kept = Remembered(tmp_path / "board.json")
    kept.save(Filter().mine("KN").search("jonas berg"))
    assert kept.load("KN") == Filter().mine("KN")
    assert "jonas" not in (tmp_path / "board.json").read_text()


@pytest.mark.parametrize(
    "content", ["", "{", '{"filter": ["nonsense"], "sort": "urgency"}', "[1]", '{"sort": 3}']
)
def test_what_cannot_be_read_is_as_if_never_kept(tmp_path: Path, content: str) -> None:
    file = tmp_path / "board.json"
    file.write_bytes(content.encode(errors="surrogateescape"))
    assert Remembered(file).load("KN") == Filter()


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, not a folder")
    Remembered(tmp_path / "state" / "board.json").save(Filter().mine("KN"))
    Remembered(None).save(Filter())
    assert Remembered(None).load("KN") == Filter()
