"""Names may contain anything; the terminal gets nothing that it would obey, and no row loses its shape."""

from __future__ import annotations

import msgspec
import pytest

from exin_tui.caseload.models import Overview
from exin_tui.tui.ink import cell_width
from tests.tui.builder import overview
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready

UGLY = [
    "Åse [/b] O'Hara‑Øy",
    "[@click=app.bell]Kari[/]",
    "Ola\x1b]52;c;bm8=\x07 Nord\x1b[2J",
    "Nils\u202egnorts\u200b",
    "👩‍👩‍👧 Berg 漢字",
    "A" * 200,
    "$overdue [bold red]",
]


def named(name: str) -> Overview:
    whole = overview()
    rows = [
        msgspec.structs.replace(row, person=msgspec.structs.replace(row.person, name=name, alias=name[:9]))
        for row in whole.rows
    ]
    return msgspec.structs.replace(whole, rows=tuple(rows))


@pytest.mark.parametrize("name", UGLY)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_an_ugly_name_is_shown_without_harm(name: str, size: tuple[int, int]) -> None:
    app = StillApp(named(name), language="en", screened=False)
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, "w", "down", "w", "ctrl+p")
        text = shown(app)
        assert not [sign for sign in text if ord(sign) < 32 and sign != "\n"]
        assert not {"\u202e", "\u200b", "\x9b"} & set(text)
        assert all(cell_width(line) <= size[0] for line in text.splitlines())
