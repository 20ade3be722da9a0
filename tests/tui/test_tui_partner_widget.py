"""A partner's own widget: seen only while names are shown, and whatever it does, the board goes on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from exin_tui.clock import Clock
from exin_tui.tui.app import ExinApp
from exin_tui.tui.screens.lock import LockScreen
from exin_tui.tui.screens.partner import PartnerScreen
from tests.partners.partners_team import TODAY
from tests.partners.views_team import VIEWED, views
from tests.tui.conftest import shown
from tests.tui.waiting import press, ready, wait_until

PANED = VIEWED.replace("[scope]", 'pane = { nb = "Egen rute", en = "Own pane" }\n[scope]', 1)
HEAD = """\
import asyncio, time
from textual.app import App
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static
class Said(Message): pass
"""
WIDGET = """
class Own(Static, can_focus=True):
    heard = reactive(0)
{body}
return lambda: Own("drawn by itself", markup=False)
"""
FAILED = "partnerens egen rute feilet og er lukket"
SECRET = "Jonas Hemmelig"
RAISE = f'raise ValueError("{SECRET}")'
AT_ONCE = {
    "constructor": f"def __init__(self, *a, **k): {RAISE}",
    "compose": f"def compose(self): {RAISE}",
    "mount": f"def on_mount(self): {RAISE}",
    "async mount": f"async def on_mount(self): {RAISE}",
    "render": f"def render(self): {RAISE}",
    "render_line": f"def render_line(self, y): {RAISE}",
    "idle": f"def on_idle(self): {RAISE}",
    "resize": f"def on_resize(self): {RAISE}",
    "layout": f"DEFAULT_CSS = 'Own {{ height: auto; }}'\ndef get_content_height(self, *a): {RAISE}",
    "timer": f"def on_mount(self): self.set_timer(0.01, self.fails)\ndef fails(self): {RAISE}",
    "interval": f"def on_mount(self): self.set_interval(0.01, self.fails)\ndef fails(self): {RAISE}",
    "async worker": f"def on_mount(self): self.run_worker(self.fails())\nasync def fails(self): {RAISE}",
    "thread worker": (
        f"def on_mount(self): self.run_worker(self.fails, thread=True)\ndef fails(self): {RAISE}"
    ),
    "task": f"def on_mount(self): asyncio.create_task(self.fails())\nasync def fails(self): {RAISE}",
    "call_later": f"def on_mount(self): self.call_later(self.fails)\ndef fails(self): {RAISE}",
    "call_next": f"def on_mount(self): self.call_next(self.fails)\ndef fails(self): {RAISE}",
    "after a refresh": f"def on_mount(self): self.call_after_refresh(self.fails)\ndef fails(self): {RAISE}",
    "child": f"def compose(self): yield self.Child()\nclass Child(Static):\n    def on_mount(self): {RAISE}",
}  # fmt: skip
"""Each raises a ValueError as soon as the widget is shown."""
AFTER_A_KEY = {
    "key handler": f"def on_key(self, event): {RAISE}",
    "key method": f"def key_a(self): {RAISE}",
    "message handler": f"def on_key(self): self.post_message(Said())\ndef on_said(self): {RAISE}",
    "watcher": f"def on_key(self): self.heard = 1\ndef watch_heard(self, now):\n    if now: {RAISE}",
    "binding": f"BINDINGS = [('a', 'fails', '')]\ndef action_fails(self): {RAISE}",
    "render later": (
        f"def on_key(self): self.heard = 1\n"
        f"def render(self):\n    if self.heard: {RAISE}\n    return 'drawn by itself'"
    ),
}  # fmt: skip
OTHER_ERRORS = {
    "markup at first": ("def render(self): return Content.from_markup('drawn [/b]')", "MarkupError"),
    "markup in an update": (
        "def on_mount(self): self.set_timer(0.05, lambda: self.update(Content.from_markup('[/b]')))",
        "MarkupError",
    ),
    "style sheet": ("DEFAULT_CSS = 'Own { no such }'", "Error"),
    "SystemExit": ("def on_mount(self): raise SystemExit(3)", "SystemExit"),
    "KeyboardInterrupt": ("def on_mount(self): raise KeyboardInterrupt", "KeyboardInterrupt"),
    "the board's own": ("def on_mount(self): self.app.database.read()", "AttributeError"),
}
WRONG = {
    "nothing": "return None",
    "an instance": "return Static('drawn by itself')",
    "no class of a widget": "return dict",
    "a screen": "return Screen",
    "an application": "return App",
    "a function that makes text": "return lambda: 'drawn by itself'",
    "a function that makes a screen": "return lambda: Screen()",
}


def own(body: str) -> str:
    """The hook's body that answers with a widget of ``body``."""
    return HEAD + WIDGET.format(body="\n".join(f"    {line}" for line in body.splitlines()))


@asynccontextmanager
async def opened(
    folder: Path, source: str, name: str, *, screened: bool = False, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Pilot[Any]]:
    """On the pane, with the hook of ``source``."""
    with views(folder, source, hook="exin_widget(ctx)", name=name, manifest=PANED) as made:
        app = ExinApp(
            made.team.database, made.team.programme, labels=made.team.labels, partners=[made.partner],
            clock=Clock(TODAY), me="KN", screened=screened, idle_lock_minutes=0,
        )  # fmt: skip
        async with app.run_test(size=size, notifications=True) as pilot:
            await ready(pilot)
            app.go_partner(0)
            await wait_until(pilot, lambda: isinstance(app.screen, PartnerScreen) and app.screen.tab)
            await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "tasks")
            await press(pilot, "shift+tab")
            assert getattr(app.focused, "id", "") == "widget"
            yield pilot


async def assert_the_board_lives(pilot: Pilot[Any]) -> None:
    """The focus goes on, and nothing has reached the program; that it quits ends each of these tests."""
    await press(pilot, "tab")
    await wait_until(pilot, lambda: getattr(pilot.app.focused, "id", "") == "tasks")
    assert pilot.app._exception is None


async def assert_everything_works(pilot: Pilot[Any]) -> None:
    """Focus, keys, tabs, the lock."""
    app = pilot.app
    await assert_the_board_lives(pilot)
    await press(pilot, "down", "f1")
    await wait_until(pilot, lambda: type(app.screen).__name__ == "HelpScreen")
    await press(pilot, "escape", "f2")
    await wait_until(pilot, lambda: type(app.screen).__name__ == "Dashboard")
    await press(pilot, "f3")
    await wait_until(pilot, lambda: isinstance(app.screen, PartnerScreen))
    await press(pilot, "ctrl+l")
    await wait_until(pilot, lambda: isinstance(app.screen, LockScreen))
    await press(pilot, "enter")
    await wait_until(pilot, lambda: isinstance(app.screen, PartnerScreen))


EVERYTHING = {"mount", "render", "thread worker", "message handler", "SystemExit"}
"""The kinds after which everything is tried; after the others it is asked whether the board lives."""


async def contained(pilot: Pilot[Any], kind: str) -> None:
    """The pane says whose it was and which kind of error; nothing that the error says, nor the widget."""
    await wait_until(pilot, lambda: FAILED in shown(pilot.app))
    text = shown(pilot.app)
    assert "▲ Friomsorgen: " in text
    assert kind in text
    assert SECRET not in text
    assert "drawn by itself" not in text


@pytest.mark.parametrize("place", AT_ONCE)
async def test_what_fails_when_it_is_shown_is_contained(tmp_path: Path, place: str) -> None:
    async with opened(tmp_path, own(AT_ONCE[place]), "widget_at_once") as pilot:
        await contained(pilot, "ValueError i hooks.py, linje ")
        await (assert_everything_works if place in EVERYTHING else assert_the_board_lives)(pilot)


@pytest.mark.parametrize("place", AFTER_A_KEY)
async def test_what_fails_on_a_key_is_contained(tmp_path: Path, place: str) -> None:
    async with opened(tmp_path, own(AFTER_A_KEY[place]), "widget_on_a_key") as pilot:
        await wait_until(pilot, lambda: "drawn by itself" in shown(pilot.app))
        await pilot.press("a")
        await contained(pilot, "ValueError i hooks.py, linje ")
        await (assert_everything_works if place in EVERYTHING else assert_the_board_lives)(pilot)


@pytest.mark.parametrize("place", OTHER_ERRORS)
async def test_other_errors_are_contained_too(tmp_path: Path, place: str) -> None:
    body, kind = OTHER_ERRORS[place]
    async with opened(tmp_path, own(body), "widget_other") as pilot:
        await contained(pilot, kind)
        await (assert_everything_works if place in EVERYTHING else assert_the_board_lives)(pilot)


@pytest.mark.parametrize("place", WRONG)
async def test_an_answer_that_is_no_widget_is_refused(tmp_path: Path, place: str) -> None:
    async with opened(tmp_path, HEAD + WRONG[place], "widget_wrong") as pilot:
        await contained(pilot, "Svaret må være en widget-klasse")
        await assert_the_board_lives(pilot)


async def test_what_fails_while_it_is_closed_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path, own(f"def on_unmount(self): {RAISE}"), "widget_unmount") as pilot:
        await wait_until(pilot, lambda: "drawn by itself" in shown(pilot.app))
        await press(pilot, "tab")
        await wait_until(pilot, lambda: "partnerens egen rute feilet mens den" in shown(pilot.app))
        assert SECRET not in shown(pilot.app)
        await press(pilot, "shift+tab")
        await assert_the_board_lives(pilot)


async def test_one_that_ends_its_own_application_ends_no_more(tmp_path: Path) -> None:
    async with opened(tmp_path, own("def on_mount(self): self.app.exit()"), "widget_exits") as pilot:
        await wait_until(pilot, lambda: "partnerens egen rute lukket seg selv" in shown(pilot.app))
        await assert_the_board_lives(pilot)


async def test_one_that_floods_is_given_up_at_once(tmp_path: Path) -> None:
    body = "def on_key(self): self.post_message(Said())\ndef on_said(self): self.post_message(Said())"
    async with opened(tmp_path, own(body), "widget_floods") as pilot:
        await wait_until(pilot, lambda: "drawn by itself" in shown(pilot.app))
        await pilot.press("a")
        await contained(pilot, "Den sender seg selv flere meldinger enn det er mulig å ta unna")
        await assert_the_board_lives(pilot)
        await wait_until(pilot, no_stage_runs)


def no_stage_runs() -> bool:
    return not [one for one in threading.enumerate() if one.name == "exin-widget"]


async def test_one_that_never_rests_is_given_up_and_the_board_is_never_kept_waiting(tmp_path: Path) -> None:
    body = "def on_key(self, event):\n    while True: pass"
    async with opened(tmp_path, own(body), "widget_restless") as pilot:
        app: Any = pilot.app
        manager = app.partner_manager()
        manager._slow, manager._given_up = 0.6, 600.0
        await wait_until(pilot, lambda: "drawn by itself" in shown(app))
        await pilot.press("a")
        await wait_until(pilot, lambda: "svarer ikke" in shown(app))
        assert app.partner_manager().failures
        await press(pilot, "tab")
        await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "tasks")
        await press(pilot, "f2", "f3")
        await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "tasks")
        await press(pilot, "shift+tab")
        await wait_until(pilot, lambda: "drawn by itself" in shown(app))
        manager._given_up = 1.2
        await pilot.press("a")
        await contained(pilot, "Den svarte ikke innen")
        assert "ikke spurt igjen før neste start" in shown(app)
        await assert_the_board_lives(pilot)
        await wait_until(pilot, no_stage_runs)


async def test_a_hook_that_takes_its_time_is_reported(tmp_path: Path) -> None:
    async with opened(
        tmp_path, "import time; time.sleep(0.5)\n" + own("pass"), "widget_slow", screened=True
    ) as pilot:
        app: Any = pilot.app
        app.partner_manager()._slow = 0.2
        app.action_view_privacy()
        await wait_until(pilot, lambda: "drawn by itself" in shown(app))
        said = [one.message.say("en") for one in app.partner_manager().failures]
        assert said[0].startswith("It took ")


async def test_three_failures_set_it_aside(tmp_path: Path) -> None:
    async with opened(tmp_path, own(AFTER_A_KEY["key handler"]), "widget_thrice") as pilot:
        for number in range(3):
            await wait_until(pilot, lambda: "drawn by itself" in shown(pilot.app))
            await pilot.press("a")
            await contained(pilot, "ValueError")
            assert ("prøve på nytt" in shown(pilot.app)) is (number < 2)
            await press(pilot, "tab", "shift+tab")
        await contained(pilot, "ikke spurt igjen før neste start")


KEYS = """
class Own(Vertical):
    def compose(self):
        yield Static("heard nothing", id="heard", markup=False)
        yield Input(id="first")
        yield Input(id="second")
    def on_input_changed(self, event):
        self.query_one("#heard").update(f"heard {event.input.id} {event.value}")
return Own
"""


async def test_what_is_typed_is_the_widgets_and_what_it_leaves_is_the_boards(tmp_path: Path) -> None:
    async with opened(tmp_path, HEAD + KEYS, "widget_keys") as pilot:
        app: Any = pilot.app
        await wait_until(pilot, lambda: "heard nothing" in shown(app))
        await press(pilot, "p", "k")  # letters that are commands of the board
        await wait_until(pilot, lambda: "heard first pk" in shown(app))
        await press(pilot, "tab", "q")
        await wait_until(pilot, lambda: "heard second q" in shown(app))
        await press(pilot, "tab")
        await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "tasks")
        assert app.screen.pane.running is None
        await press(pilot, "shift+tab")
        await wait_until(pilot, lambda: "heard nothing" in shown(app))
        await press(pilot, "tab", "z")
        await wait_until(pilot, lambda: "heard second z" in shown(app))
        await press(pilot, "escape")
        await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "tasks")


async def test_a_key_that_it_does_not_take_does_what_it_does_everywhere(tmp_path: Path) -> None:
    async with opened(tmp_path, own("def key_b(self): pass"), "widget_other_keys") as pilot:
        await wait_until(pilot, lambda: "drawn by itself" in shown(pilot.app))
        await press(pilot, "k")
        await wait_until(pilot, lambda: type(pilot.app.screen).__name__ == "CapacityScreen")


GREEDY = """
def on_key(self, event):
    event.stop()
    event.prevent_default()
    self.app.simulate_key("q")
BINDINGS = [(key, "nothing", "") for key in ("tab", "escape", "f2", "ctrl+q", "ctrl+l", "f1")]
def action_nothing(self): pass
"""


@pytest.mark.parametrize("key", ["tab", "escape", "f1", "f2", "ctrl+l", "ctrl+p"])
async def test_no_widget_keeps_the_board_s_keys_nor_presses_them(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path, own(GREEDY), "widget_greedy") as pilot:
        app = pilot.app
        await wait_until(pilot, lambda: "drawn by itself" in shown(app))
        await press(pilot, "a", "b")
        await asyncio.sleep(0.1)
        await pilot.pause()
        assert app.is_running
        before = app.screen, app.focused
        await press(pilot, key)
        await wait_until(pilot, lambda: (app.screen, app.focused) != before)


async def test_ctrl_q_ends_the_program_from_within_a_widget(tmp_path: Path) -> None:
    async with opened(tmp_path, own(GREEDY), "widget_quit") as pilot:
        await wait_until(pilot, lambda: "drawn by itself" in shown(pilot.app))
        await pilot.press("ctrl+q")
        await wait_until(pilot, lambda: pilot.app._exit)


SPREADS = """
DEFAULT_CSS = "Own { color: red; } PaneHead { display: none; } #tasks { display: none; }"
def on_mount(self):
    self.app.bind("f12", "quit")
    self.app.stylesheet.add_source("* { display: none; }")
    self.app.install_screen(Screen(), "theirs")
    self.app.title = "Jonas Hemmelig"
"""


async def test_its_styles_bindings_and_screens_stay_in_its_pane(tmp_path: Path) -> None:
    async with opened(tmp_path, own(SPREADS), "widget_spreads") as pilot:
        app = pilot.app
        await wait_until(pilot, lambda: "· Egen rute" in shown(app))
        for _ in range(200):  # it has hidden everything of its own, so that nobody sees when it is there
            await press(pilot, "f12")
            if "lukket seg selv" in shown(app):
                break
            await asyncio.sleep(0.05)
        assert "lukket seg selv" in shown(app)
        await press(pilot, "tab")
        await wait_until(pilot, lambda: getattr(app.focused, "id", "") == "tasks")
        assert "Oppgaver etter steg" in shown(app)
        assert app.title == "exin"
        assert not app.is_screen_installed("theirs")
        assert not any("widget_spreads" in str(place) for place in app.stylesheet.source)


async def test_a_mouse_and_what_is_pasted_reach_it(tmp_path: Path) -> None:
    async with opened(tmp_path, HEAD + KEYS, "widget_mouse") as pilot:
        app: Any = pilot.app
        await wait_until(pilot, lambda: "heard nothing" in shown(app))
        await pilot.click("#widget", offset=(5, 5))  # the second field; the first one has three lines
        app.screen.pane.on_paste(Paste("ab"))
        await wait_until(pilot, lambda: "heard second ab" in shown(app))


BYTES = """
def render_line(self, y):
    from rich.segment import Segment
    from rich.style import Style
    from textual.strip import Strip
    style = Style(link="http://example.org", meta={"@click": "app.quit"})
    return Strip([Segment("a\\x1b]0;x\\x07b\\u202e", style)])
"""


async def test_nothing_that_a_terminal_obeys_comes_out_of_it(tmp_path: Path) -> None:
    async with opened(tmp_path, own(BYTES), "widget_bytes") as pilot:
        app: Any = pilot.app
        await wait_until(pilot, lambda: "ab" in "".join(one.text for one in app.screen.pane._picture))
        drawn = [segment for strip in app.screen.pane._picture for segment in strip]
        assert not any({"\x1b", "\x07", "\u202e"} & set(one.text) for one in drawn)
        assert not any(one.style and (one.style.link or one.style.meta) for one in drawn)


SCREENED = "Denne ruten tegner seg selv, så den vises bare mens navn vises."


async def test_screened_nothing_of_it_is_there(tmp_path: Path) -> None:
    async with opened(tmp_path, own("pass"), "widget_screened", screened=True) as pilot:
        app: Any = pilot.app
        await wait_until(pilot, lambda: SCREENED in shown(app))
        assert app.screen.pane.running is None
        app.action_view_privacy()
        await wait_until(pilot, lambda: "drawn by itself" in shown(app))
        app.action_view_privacy()
        assert app.screen.pane.running is None
        await pilot.pause()
        assert "drawn by itself" not in shown(app)
        assert SCREENED in shown(app)


async def test_the_lock_and_leaving_take_it_off_at_once(tmp_path: Path) -> None:
    async with opened(tmp_path, own("pass"), "widget_left") as pilot:
        app: Any = pilot.app
        screen = app.screen
        await wait_until(pilot, lambda: "drawn by itself" in shown(app))
        app.action_view_lock()
        assert screen.pane.running is None
        await wait_until(pilot, lambda: isinstance(app.screen, LockScreen))
        await press(pilot, "enter", "p")
        await wait_until(pilot, lambda: "drawn by itself" in shown(app))
        await press(pilot, "f2")
        await wait_until(pilot, lambda: screen.pane.running is None)


async def test_one_that_waits_for_its_answer_is_not_shown_after_the_screen_was_shared(tmp_path: Path) -> None:
    slow = "import time; time.sleep(0.4)\n" + own("pass")
    async with opened(tmp_path, slow, "widget_late") as pilot:
        app: Any = pilot.app
        app.action_view_privacy()
        await asyncio.sleep(0.6)
        await pilot.pause()
        assert app.screen.pane.running is None
        assert SCREENED in shown(app)


async def test_it_follows_the_size_and_the_theme(tmp_path: Path) -> None:
    body = "def render(self): return f'{self.app.size.width} {self.app.theme}'"
    async with opened(tmp_path, own(body), "widget_size", size=(80, 24)) as pilot:
        app: Any = pilot.app
        await wait_until(pilot, lambda: f"{app.screen.pane.size.width} exin-dark" in shown(app))
        await pilot.resize_terminal(120, 40)
        await wait_until(pilot, lambda: f"{app.screen.pane.size.width} exin-dark" in shown(app))
        assert app.screen.pane.size.width > 100
        app.theme = "exin-light"
        await wait_until(pilot, lambda: "exin-light" in shown(app))
