"""For how long names are shown goes on being told, also beside a form."""

from __future__ import annotations

import time

from tests.tui.at_work import app_on, invented_team, running, sees
from tests.tui.waiting import press, wait_until


async def test_the_clock_goes_on_under_a_form() -> None:
    with invented_team() as database:
        app = app_on(database)
        async with running(app) as pilot:
            await press(pilot, "p")
            await sees(pilot, "NAMES SHOWN")
            await press(pilot, "n")
            await wait_until(pilot, lambda: len(app.screen_stack) > 1)
            app._open_until = time.monotonic() + 123
            app._tick()
            header = app.screen_stack[0].query_one("#header")
            said = "".join(span.text for line in header.lines(120, 1) for span in line)  # type: ignore[attr-defined]
            assert "NAMES SHOWN 2:0" in said
