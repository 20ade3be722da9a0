"""The stand-up as it is read on the wall: every size, both languages, and nothing that names anybody."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from exin_schema.vocabulary import EntryState, Language, ReviewState
from exin_tui.clock import Clock
from exin_tui.tui.commands.everywhere import Privacy
from exin_tui.tui.lettering import small_fit, small_letters, small_width
from exin_tui.tui.screens.standup import StandupScreen
from exin_tui.tui.standup_reading import Read
from exin_tui.tui.widgets.standup_head import clock, marks_line
from tests.tui.builder import TODAY, overview
from tests.tui.conftest import GOLDENS, shown
from tests.tui.standup_builder import BEGAN, NEWS, standup
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready

Golden = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class Stopped(Clock):
    """A clock that stands 42 seconds after the stand-up began."""

    def now(self) -> dt.datetime:
        return BEGAN + dt.timedelta(seconds=42)


class StillStandup(StillApp):
    """Shows one stand-up, whatever happens."""

    def __init__(self, read: Read, **options: Any) -> None:
        super().__init__(clock=Stopped(TODAY), **options)
        self.still_read = read

    def read_with(self, read: Any, done: Any) -> Any:  # noqa: ARG002
        self.call_later(done, self.still_read)


async def at_standup(app: StillStandup, pilot: Any, standup_id: str = "standup") -> None:
    await ready(pilot)
    await app.push_screen(StandupScreen(standup_id))
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
@pytest.mark.parametrize("language", ["nb", "en"])
async def test_the_stand_up_at_a_desk_on_a_wall_and_compact(
    golden: Golden, size: tuple[int, int], language: Language
) -> None:
    app = StillStandup(Read(standup(), NEWS), language=language)
    async with app.run_test(size=size) as pilot:
        await at_standup(app, pilot)
        golden(f"standup-{size[0]}x{size[1]}-{language}", shown(app))


async def test_who_follows_sees_who_is_discussed_and_nothing_of_custody(golden: Golden) -> None:
    app = StillStandup(Read(standup(2, discussed=1, skipped=1), NEWS), language="nb", me="AB")
    async with app.run_test(size=(120, 40)) as pilot:
        await at_standup(app, pilot, "")
        golden("standup-follow-120x40-nb", shown(app))
        text = shown(app)
        assert "KN leder" in text
        assert "17. des." not in text
        assert "Enter" not in text
        for key in ("x", "n", "h", "enter", "right", "b", "e"):
            await press(pilot, key)
        assert shown(app) == text


@pytest.mark.parametrize("key", ["p", "v"])
async def test_no_name_can_be_shown_in_a_stand_up(key: str) -> None:
    app = StillStandup(Read(standup(), NEWS), language="nb", screened=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_standup(app, pilot)
        await press(pilot, key)
        assert "Jonas" not in shown(app)
        assert "vis navn" not in shown(app)
        assert not app.screen.possible(Privacy)  # type: ignore[attr-defined]


async def test_a_task_that_names_the_participant_says_the_alias() -> None:
    app = StillStandup(Read(standup(), NEWS), language="nb")
    async with app.run_test(size=(120, 40)) as pilot:
        await at_standup(app, pilot)
        assert "Ring Furu: ny oppgave" in shown(app)


async def test_a_sensitive_item_is_not_said() -> None:
    app = StillStandup(Read(standup(), NEWS), language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await at_standup(app, pilot)
        assert "DPS" not in shown(app)
        assert "sensitive item: done" in shown(app)


async def test_w_opens_every_alert_with_its_source_and_escape_closes_it() -> None:
    app = StillStandup(Read(standup(), NEWS), language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await at_standup(app, pilot)
        await press(pilot, "w")
        assert "Source" in shown(app)
        await press(pilot, "escape")
        assert "Source" not in shown(app)
        assert isinstance(app.screen, StandupScreen)


async def test_the_cursor_goes_through_what_is_due() -> None:
    app = StillStandup(Read(standup(), NEWS), language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await at_standup(app, pilot)
        assert "▌ Housing settled" in shown(app)
        await press(pilot, "down", "down")
        assert "▌ Authority at NAV" in shown(app)


async def test_after_a_pause_the_clock_stands_and_it_says_so() -> None:
    app = StillStandup(Read(standup(state=ReviewState.PAUSED), NEWS), language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await at_standup(app, pilot)
        assert "1:00   2:20 in all   36 left, paused" in shown(app)


async def test_whoever_left_the_board_meanwhile_can_still_be_skipped() -> None:
    app = StillStandup(Read(standup(), NEWS), language="en")
    app.still = overview()
    async with app.run_test(size=(120, 40)) as pilot:
        await at_standup(app, pilot)
        import msgspec

        app.overview = msgspec.structs.replace(app.still, rows=app.still.rows[1:])
        app.screen.paint()  # type: ignore[attr-defined]
        await pilot.pause()
        assert "h skip" in shown(app)


@pytest.mark.parametrize(("width", "number"), [(116, 36), (76, 36), (20, 60), (116, 1)])
def test_there_is_a_mark_for_everybody_within_the_width(width: int, number: int) -> None:
    states = [EntryState.DISCUSSED, *[EntryState.WAITING] * (number - 1)]
    line = marks_line(states, 0, width)
    assert sum(len(span.text) for span in line) <= width
    assert line[0].ink == "accent bold"


def test_clocks_are_read_as_minutes_and_hours() -> None:
    assert [clock(seconds) for seconds in (0, 102, 3725, -5)] == ["0:00", "1:42", "1:02:05", "0:00"]


@pytest.mark.parametrize("letter", "abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789")
def test_every_letter_and_digit_has_its_own_shape(letter: str) -> None:
    drawn = small_letters(letter)
    assert len(drawn) == 5
    assert any(line.strip() for line in drawn)
    others = set("abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ0123456789") - {letter}
    same = {other for other in others if small_letters(other) == drawn}
    assert same <= ({"O", "0"} if letter in "O0" else set())


def test_words_too_wide_for_the_wall_are_left_out_whole() -> None:
    fitted = small_fit("Kodebrikke eller BankID i orden", 100)
    assert small_width(fitted) <= 100
    assert fitted in {"Kodebrikke eller…", "Kodebrikke…"}


def test_the_guide_shows_the_screens_as_they_are() -> None:
    guide = (GOLDENS.parents[2] / "docs" / "standup.md").read_text(encoding="utf-8")
    shown_there = re.findall(r"^```text\n(.*?)^```", guide, flags=re.DOTALL | re.MULTILINE)
    names = ("standup-120x40-nb", "standup-80x24-en")
    assert shown_there == [(GOLDENS / f"{name}.txt").read_text(encoding="utf-8") for name in names]
