"""Runs a widget for a moment without a board, as ``exin partner check`` does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from functools import partial

from textual.geometry import Size

from exin_tui.language import text
from exin_tui.partners.calling import SLOW
from exin_tui.partners.outcome import Unfit
from exin_tui.tui.contained.picture import Picture
from exin_tui.tui.contained.running import Running
from exin_tui.tui.contained.stage import Stage
from exin_tui.tui.themes import DEFAULT_THEME

KEYS = ("a", "1", "space", "enter", "down", "right", "up", "left", "backspace", "delete", "home", "end")
SIZES = ((78, 18), (20, 4), (116, 34))
LOOKED_AT = 0.7
"""Seconds for which it is shown, so that a timer has its turn."""
TURN = 0.05


def failure_of(make: Callable[[], object]) -> BaseException | None:
    """What the widget raises when it is shown, typed on, made smaller and closed; None when it stands."""
    return asyncio.run(_try(make))


class _Listener:
    def __init__(self) -> None:
        self.error: BaseException | None = None
        self.over = False

    def drew(self, picture: Picture) -> None:
        pass

    def failed(self, error: BaseException) -> None:
        self.error, self.over = error, True

    def failed_late(self, error: BaseException) -> None:
        self.error = error

    def ended(self) -> None:
        self.over = True

    def unwanted(self, key: str) -> None:
        pass

    def stepped(self, step: int, *, out: bool) -> None:
        pass


async def _try(make: Callable[[], object]) -> BaseException | None:
    listener, begun = _Listener(), time.monotonic()
    running = Running(make, listener, size=SIZES[0], theme=DEFAULT_THEME)
    for size in SIZES:
        running.tell(partial(_use, size=size))
    while not listener.over and (time.monotonic() - begun < LOOKED_AT or running.ping() > TURN):
        if running.ping() > SLOW or running.floods:
            running.close()
            running.interrupt()
            return Unfit(text("It did not answer within {seconds} seconds.", seconds=SLOW))
        await asyncio.sleep(TURN)
    running.close()
    for _ in range(round(SLOW / TURN)):
        await asyncio.sleep(TURN)
        if running.join(0):
            break
    return listener.error


def _use(stage: Stage, *, size: tuple[int, int]) -> None:
    stage.resize(Size(*size))
    for key in KEYS:
        stage.press(key, " " if key == "space" else key if len(key) == 1 else None)
    stage.step(1)
