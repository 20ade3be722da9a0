"""The board in a real browser: headless Chromium opens the link, shows the board, and takes keys.

Part of ``EXIN_INTEROP=1 pytest tests/interop``; needs Chromium and the package playwright, which drives it.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pyte
import pytest

from tests.serving.served import served
from tests.terminal.real_terminal import UNKNOWN

pytestmark = [
    pytest.mark.skipif(not os.environ.get("EXIN_INTEROP"), reason="EXIN_INTEROP is not set"),
    pytest.mark.xdist_group("interop"),
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


class Board:
    """What the browser was sent, read as a terminal reads it."""

    def __init__(self, columns: int = 200, lines: int = 60) -> None:
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)

    def take(self, payload: bytes | str) -> None:
        """One frame of the socket."""
        if isinstance(payload, bytes):
            self._stream.feed(UNKNOWN.sub(b"", payload))

    def wait_for(self, page: Any, words: str) -> str:
        """The screen, once it shows ``words``."""
        for _ in range(300):
            shown = "\n".join(self._screen.display)
            if words in shown:
                return shown
            page.wait_for_timeout(100)
        raise AssertionError(f"never showed {words!r}")


def test_the_link_shows_the_board_screened_in_one_browser_and_takes_keys(tmp_path: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    asked: list[str] = []
    board = Board()
    with (
        served(tmp_path, "--lang", "en", "--today", "2026-11-27") as link,
        playwright.sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: socket.on("framereceived", board.take))
        page.goto(link)
        shown = board.wait_for(page, "SN-007")
        assert "screened" in shown
        page.mouse.click(1200, 60)  # the keys go to the board
        page.keyboard.press("F1")
        board.wait_for(page, "Help")
        assert "token" not in page.url
        assert page.title() == "exin"
        second = browser.new_context().new_page()
        assert second.goto(link).status == 403
        browser.close()
    assert all(url.startswith(link.partition("/?")[0]) for url in asked)
    assert len(asked) >= 4
