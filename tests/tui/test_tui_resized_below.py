"""The terminal is made smaller while a sheet is open: what lies below it is seen, and takes its new size."""

from __future__ import annotations

from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.widgets.menu import Menu
from exin_tui.tui.widgets.pane_head import PaneHead
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready, wait_until


async def test_headings_follow_a_resize_under_an_open_sheet() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "c")
        await wait_until(pilot, lambda: isinstance(app.screen, Menu))
        await pilot.resize_terminal(80, 40)
        await wait_until(pilot, lambda: "Tab Due" in shown_below(app))
        assert isinstance(app.screen, Menu)


def shown_below(app: StillApp) -> str:
    """The heads of the board below the sheet."""
    board = next(one for one in app.screen_stack if isinstance(one, Dashboard))

    return "\n".join(head.said() for head in board.query(PaneHead))


async def test_what_is_told_leaves_the_line_that_says_why_readable() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await ready(pilot)
        whole = next(line for line in shown(app).splitlines() if "Why first?" in line)
        app.tell("Saved: a task with quite a few words in what is said of it.")
        await wait_until(pilot, lambda: "Saved: a task" in shown(app))
        assert whole in shown(app).splitlines()
