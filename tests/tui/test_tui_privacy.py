"""A shared screen shows codes and aliases, and nothing else of anybody."""

from __future__ import annotations

import time

import pytest

from exin_schema.vocabulary import Label
from exin_tui.tui.palette import offers
from exin_tui.tui.screens.lock import LockScreen
from exin_tui.tui.widgets.meetings import MeetingList
from tests.tui.builder import overview, participant_view
from tests.tui.conftest import shown
from tests.tui.still_app import StillApp
from tests.tui.waiting import press, ready, wait_until

NAMES = [part for row in overview().rows for part in row.person.name.split()]
PLACES = ("Halden", "Romerike", "Holmlia", "Storgata", "Friomsorgen ")
CONTACTS = ("Nina", "Dr. Lund", "900 11 111", "900 22 222", "+47 900")
SENSITIVE = ("Company to the doctor", "DPS settled")


def assert_nobody_is_named(text: str) -> None:
    found = [name for name in NAMES if f" {name} " in f" {text} ".replace("\n", " ")]
    assert not found
    for private in (*PLACES[:3], *CONTACTS, *SENSITIVE):
        assert private not in text


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_no_name_on_any_screen_sheet_or_list_while_screened(size: tuple[int, int]) -> None:
    app = StillApp(language="en")
    app.views = {"SN-007": participant_view()}
    seen = []
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        for keys in (
            [], ["w"], ["tab"], ["tab"], ["tab"], ["f"], ["escape"], ["g"], ["escape"],
            ["question_mark"], ["escape"], ["W"], ["escape"], ["k"], ["w"], ["g", "o"], ["home", "enter"],
            ["w"], ["w"], ["tab"], ["tab"], ["tab"], ["tab"], ["tab"], ["tab"], ["escape"], ["escape"],
            ["ctrl+p"],
        ):  # fmt: skip
            await press(pilot, *keys)
            seen.append(shown(app))
        await pilot.pause()
        seen.append(shown(app))
    assert len(set(seen)) > 10
    for text in seen:
        assert_nobody_is_named(text)


async def test_the_palette_finds_people_by_code_and_alias_only() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        titles = [offer.title for offer in offers(app, app.screen)]
        assert "SN-007 Furu" in titles
        assert_nobody_is_named("\n".join(titles))
        assert not any("creenshot" in title for title in titles)


async def test_the_terminals_title_names_nobody() -> None:
    app = StillApp(language="en", screened=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        assert (app.title, app.sub_title) == ("exin", "")


async def test_p_shows_names_loudly_and_again_hides_them() -> None:
    app = StillApp(language="nb")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        assert "▒ " in shown(app).splitlines()[0]
        await press(pilot, "p")
        assert "Jonas Berg" in shown(app)
        assert "○" in shown(app).splitlines()[0]
        await press(pilot, "p")
        assert "Jonas Berg" not in shown(app)


async def test_open_falls_back_by_itself_after_five_minutes() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "p")
        assert 298 <= app.seconds_left <= 300
        app._open_until = time.monotonic() - 1
        app._tick()
        await pilot.pause()
        assert app.screening.screened
        assert "Jonas Berg" not in shown(app)


async def test_v_reveals_one_row_and_hides_it_again() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "v")
        assert "Jonas Berg" in shown(app)
        assert "Ali Hassan" not in shown(app)
        app._hide_again(app._reveals)
        await pilot.pause()
        assert "Jonas Berg" not in shown(app)


@pytest.mark.parametrize("keys", [["down"], ["enter", "escape"], ["g"], ["ctrl+p"], ["tab"]])
async def test_leaving_the_row_ends_the_reveal(keys: list[str]) -> None:
    app = StillApp(language="en")
    app.views = {"SN-007": participant_view()}
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "v", keys[0])
        assert not app.screening.revealed
        assert "Jonas Berg" not in shown(app)
        await press(pilot, *keys[1:])
        assert "Jonas Berg" not in shown(app)


async def test_a_name_that_is_revealed_on_the_participants_screen_goes_with_it() -> None:
    app = StillApp(language="en")
    app.views = {"SN-007": participant_view()}
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "enter", "v")
        assert "Jonas Berg" in shown(app)
        await press(pilot, "escape")
        assert "Jonas Berg" not in shown(app)


async def test_a_protected_address_is_withheld_even_when_names_are_shown() -> None:
    app = StillApp(language="en", screened=False)
    async with app.run_test(size=(200, 60)) as pilot:
        await ready(pilot)
        line = next(line for line in shown(app).splitlines() if "SN-018  Leave" in line)
        assert "▒ withheld" in line
        assert "hjemme" not in line


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_screened_nothing_tells_who_has_a_protected_address(size: tuple[int, int]) -> None:
    app = StillApp(language="en")
    async with app.run_test(size=size) as pilot:
        await ready(pilot)
        await press(pilot, "tab", "tab")
        assert "SN-018" in app.screen.query_one(MeetingList).said()
        assert "withheld" not in app.screen.query_one(MeetingList).said()
        assert "withheld" not in shown(app)


async def test_the_lock_leaves_nothing_in_the_frame_and_opens_with_the_passphrase() -> None:
    wrong = Label("feil passfrase", "wrong passphrase")
    app = StillApp(language="en", unlock=lambda typed: None if typed == "furu" else wrong)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+l")
        assert isinstance(app.screen, LockScreen)
        assert "SN-" not in shown(app)
        await press(pilot, "escape", "q", "enter")
        await wait_until(pilot, lambda: "wrong passphrase" in shown(app))
        assert isinstance(app.screen, LockScreen)
        await press(pilot, *"furu", "enter")
        await wait_until(pilot, lambda: not isinstance(app.screen, LockScreen))
        assert "SN-007 Furu" in shown(app)


async def test_locking_screens_the_names_for_the_return() -> None:
    app = StillApp(language="en", screened=False)
    async with app.run_test(size=(120, 40)) as pilot:
        await ready(pilot)
        await press(pilot, "ctrl+l", "enter")
        await wait_until(pilot, lambda: not isinstance(app.screen, LockScreen))
        assert "Jonas Berg" not in shown(app)


async def test_ten_idle_minutes_lock_the_screen() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await ready(pilot)
        app.last_key = time.monotonic() - 601
        app._tick()
        await wait_until(pilot, lambda: isinstance(app.screen, LockScreen))


async def test_a_notification_is_never_read_as_markup() -> None:
    app = StillApp(language="en")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await ready(pilot)
        app.tell("Åse [/b] [@click=app.bell]O'Hara\x1b[2J")
        await wait_until(pilot, lambda: "Åse [/b]" in shown(app))
        assert "\x1b" not in "".join(notification.message for notification in app._notifications)
