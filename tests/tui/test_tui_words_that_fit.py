"""What is said whole, once, and where there is room for it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from exin_schema.vocabulary import Label
from exin_tui.caseload.figures import figures
from exin_tui.language import text
from exin_tui.privacy.screening import Screening
from exin_tui.tui.ink import words
from exin_tui.tui.look import Look
from exin_tui.tui.palette import offers
from exin_tui.tui.widgets.figures import FiguresPanel, tallies
from exin_tui.tui.widgets.sheet import Echo, SheetFoot
from tests.tui.builder import TODAY, overview
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready, wait_until


def look(language: Any) -> Look:
    return Look(language, TODAY, Screening(language=language), "KN")


@pytest.mark.parametrize("overdue", [2, 132, 1332])
def test_large_numbers_leave_the_three_lines_of_the_figures_as_they_are(overdue: int) -> None:
    panel = FiguresPanel()
    panel.look, panel.team = look("nb"), "Oslo ungdom"
    panel.figures = msgspec.structs.replace(figures(overview()), overdue=overdue, today=overdue)
    said = [words(line) for line in panel.lines(116, 3)]
    assert len(said) == 3
    assert (f"{overdue} ▲ over frist" in said[0]) == (overdue >= 100)
    assert "uke 48" in said[1]
    assert "eldst" in said[1]


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("nb", 1, "og 1 møte"),
        ("en", 1, "and 1 meeting"),
        ("nb", 2, "og 2 møter"),
        ("en", 2, "and 2 meetings"),
        ("en", 0, ""),
    ],
)
def test_one_meeting_is_not_several(language: Any, count: int, said: str) -> None:
    found = msgspec.structs.replace(figures(overview()), meetings_today=count)
    assert tallies(found, look(language))[1].beside[0] == said


async def test_the_lock_says_the_whole_of_what_is_wrong() -> None:
    wrong = Label("", "Too many wrong passphrases in a row: wait for a minute, then try once more.")
    app = StillApp(language="en", unlock=lambda _: wrong)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+l", "x", "enter")
        await wait_until(pilot, lambda: "Too many" in shown(app))
        assert wrong.en in " ".join(shown(app).split())


async def test_the_palette_says_nothing_twice() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        found = list(offers(app, app.screen))
    assert [offer.title for offer in found if offer.title.casefold() == offer.help.casefold()] == []
    assert any(offer.help for offer in found)


def test_what_is_wrong_with_a_date_is_said_once() -> None:
    foot = SheetFoot(look("en"))
    foot.echo = Echo(text("Write a text."), good=False)
    foot.refused = text("Write a text.")
    said = [span.text for line in foot.lines(60, 5) for span in line]
    assert said.count("Write a text.") == 1


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
@pytest.mark.parametrize("key", ["p", "v"])
async def test_no_column_moves_when_names_are_shown(size: tuple[int, int], key: str) -> None:
    app = StillApp(language="nb")
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        head = next(line for line in shown(app).splitlines() if "Deltaker " in line and "Fase" in line)
        await press(pilot, key)
        assert "Jonas Berg" in shown(app)
        assert head in shown(app).splitlines()
        assert "Ansv" in head
