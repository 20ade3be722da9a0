"""Waiting for something to be so, instead of sleeping for a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot


async def wait_until(pilot: Pilot[Any], so: Callable[[], object], turns: int = 600) -> None:
    """Return when ``so()`` holds; fail after a generous number of turns."""
    for _ in range(turns):
        await pilot.pause()
        if so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come to be so")


async def ready(pilot: Pilot[Any]) -> None:
    """The first snapshot is on the screen."""
    await wait_until(pilot, lambda: getattr(pilot.app, "overview", None) is not None)
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Keys, one after another, each done before the next."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
