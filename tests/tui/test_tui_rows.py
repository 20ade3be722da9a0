"""The list under every pane: the cursor, headings, and ten thousand rows."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import App, ComposeResult

from exin_tui.tui.ink import Line, Span
from exin_tui.tui.widgets.row_list import Entry, RowList
from tests.tui.conftest import shown
from tests.tui.waiting import press


class Words(RowList[str]):
    drawn = 0

    def draw(self, payload: str, width: int) -> Line:
        self.drawn += 1
        return (Span(payload[:width]),)


class Host(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.words = Words(id="words")

    def compose(self) -> ComposeResult:
        yield self.words


def entries() -> Iterator[Entry[str]]:
    for day in range(3):
        yield Entry("", f"day {day}")
        for hour in range(3):
            yield Entry(f"{day}-{hour}", f"meeting {day}-{hour}")


async def test_the_cursor_passes_over_headings() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.words.replace(list(entries()))
        await pilot.pause()
        assert app.words.row_id == "0-0"
        await press(pilot, "down", "down", "down")
        assert app.words.row_id == "1-0"
        await press(pilot, "up")
        assert app.words.row_id == "0-2"
        await press(pilot, "end", "down")
        assert app.words.row_id == "2-2"


async def test_home_brings_the_first_heading_into_sight() -> None:
    app = Host()
    async with app.run_test(size=(40, 4)) as pilot:
        app.words.replace(list(entries()))
        await press(pilot, "end", "home")
        assert app.words.row_id == "0-0"
        assert "day 0" in shown(app)


async def test_the_bar_hangs_in_the_margin() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.words.replace(list(entries()))
        await pilot.pause()
        lines = shown(app).splitlines()
        assert lines[0] == "  day 0"
        assert lines[1] == "▌ meeting 0-0"


async def test_replaced_rows_keep_the_cursor_on_its_row() -> None:
    app = Host()
    async with app.run_test(size=(40, 10)) as pilot:
        app.words.replace(list(entries()))
        await press(pilot, "down", "down", "down", "down")
        assert app.words.row_id == "1-1"
        app.words.replace([entry for entry in entries() if entry.id != "0-0"])
        assert app.words.row_id == "1-1"
        app.words.replace([entry for entry in entries() if entry.id != "1-1"])
        assert app.words.row_id
        app.words.replace([])
        assert app.words.row_id == ""


async def test_ten_thousand_rows_draw_only_what_is_seen() -> None:
    app = Host()
    async with app.run_test(size=(40, 20)) as pilot:
        app.words.replace([Entry(str(number), f"row {number}") for number in range(10_000)])
        await pilot.pause()
        await press(pilot, "end")
        assert app.words.row_id == "9999"
        assert app.words.drawn < 200


async def test_a_page_moves_by_what_is_seen() -> None:
    app = Host()
    async with app.run_test(size=(40, 20)) as pilot:
        app.words.replace([Entry(str(number), f"row {number}") for number in range(100)])
        await press(pilot, "pagedown")
        assert app.words.row_id == "19"
        await press(pilot, "pageup")
        assert app.words.row_id == "0"
