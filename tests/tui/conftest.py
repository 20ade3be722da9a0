"""The screen as text: what a reader reads is what a test compares."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.app import App

GOLDENS = Path(__file__).parent / "goldens"
UPDATE = "EXIN_UPDATE_GOLDENS"


def shown(app: App[Any]) -> str:
    """Every line of the screen, sheets included."""
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compare with the golden of a name; ``EXIN_UPDATE_GOLDENS=1`` writes it instead."""

    def compare(name: str, text: str) -> None:
        file = GOLDENS / f"{name}.txt"
        if os.environ.get(UPDATE):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8"), f"{file.name} differs; {UPDATE}=1 writes it anew"

    return compare
