"""A whole session on a shared screen, byte by byte: through every screen and key, a lock and a crash.

What a terminal keeps – the frames, the title, the clipboard, the scrollback after the program has ended – is
what it was sent. So the test looks at all of that, and not at a screen.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from exin_tui.tui.commands.catalogue import all_commands
from exin_tui.tui.commands.declaration import Command, Where, keys_of
from exin_tui.tui.screens.participant import OF_TABS
from tests.terminal.real_terminal import RealTerminal, TimedOut
from tests.terminal.sentinel_team import make, sentinels

TODAY = dt.date(2026, 11, 27)
PASSPHRASE = "korrekt hest batteri stift"
ESCAPE = "\x1b"
NAMED = {
    "enter": "\r", "escape": ESCAPE, "tab": "\t", "shift+tab": "\x1b[Z", "backspace": "\x7f", "slash": "/",
    "question_mark": "?", "left": "\x1b[D", "right": "\x1b[C", "up": "\x1b[A", "down": "\x1b[B", "space": " ",
    "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS", "f5": "\x1b[15~", "f6": "\x1b[17~",
    "f7": "\x1b[18~", "f8": "\x1b[19~", "plus": "+", "minus": "-", "delete": "\x1b[3~",
}  # fmt: skip
OPEN = "of 36 · worst first"
"""Stands in the header of a participant's screen."""
NOT_PRESSED = {
    "view.privacy",  # shows names on purpose
    "view.quit",
    "row.reveal",  # shows one name on purpose
    "participant.reveal",
    "view.lock",  # has its own part
    "go.standup",  # so has it
}
# A fault planted in the real program: names stand in its local variables and in its message.
CRASHING = """
import sys
from exin_tui.tui.screens.dashboard import Dashboard
def fault(self):
    people = [row.person.name for row in self.exin.overview.rows]
    raise ValueError(f"{people}")
Dashboard.action_board_why_numbers = fault
from exin_tui.cli import main
sys.argv = ["exin", *sys.argv[1:]]
sys.exit(main())
"""


def sent(key: str) -> str:
    """What a terminal sends for a key by Textual's name."""
    if key in NAMED:
        return NAMED[key]
    if key.startswith("ctrl+"):
        return chr(ord(key[-1]) & 0x1F)
    return key


def keys_at(*places: Where) -> Iterator[tuple[type[Command], str]]:
    """The keys of the commands that apply at ``places``."""
    for command in all_commands():
        if command.where in places and command.id not in NOT_PRESSED:
            for key in keys_of(command):
                yield command, sent(key)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared-screen")
    planted = make(folder / "team.db", PASSPHRASE, today=TODAY)
    assert planted > 500
    return folder


def on_a_shared_screen(home: Path, size: tuple[int, int], *, crash: bool = False) -> RealTerminal:
    program: Sequence[str] = ("-c", CRASHING) if crash else ("-m", "exin_tui")
    folders = {f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    return RealTerminal(
        [
            sys.executable,
            *program,
            "--database",
            str(home / "team.db"),
            "--today",
            f"{TODAY}",
            "--lang",
            "en",
        ],
        columns=size[0],
        lines=size[1],
        environment={"EXIN_PASSPHRASE": PASSPHRASE, "HOME": str(home), **folders},
        folder=home,
    )


def close(terminal: RealTerminal) -> None:
    """Out of whatever opened; Escape alone, so that no other key makes a sequence of it."""
    for _ in range(4):
        terminal.read(0.1)
        if "Esc c" not in terminal.shown:  # "Esc cancel", "Esc close"
            return
        terminal.send(ESCAPE)
        terminal.read(0.1)


def leave(terminal: RealTerminal) -> None:
    """To the board and out, from wherever the keys have led."""
    for _ in range(8):
        terminal.send(ESCAPE)
        terminal.read(0.2)
    terminal.send(NAMED["f2"])
    terminal.read(0.3)
    terminal.send("0", "q")  # the filter is kept until the next start
    assert terminal.wait_for_end() == 0


def press_all(
    terminal: RealTerminal, keys: Iterator[tuple[type[Command], str]], way_back: Sequence[str]
) -> None:
    """Each key, a step in whatever opened, and the way back to where it was pressed."""
    for _, key in keys:
        terminal.send(key)
        terminal.read(0.1)
        terminal.send(f"{NAMED['down']}{NAMED['tab']}")
        close(terminal)
        terminal.send(*way_back)


def assert_nothing_personal(terminal: RealTerminal, home: Path) -> None:
    assert len(terminal.raw) > 10_000
    assert not list(sentinels(bytes(terminal.raw)))[:5]
    for file in home.rglob("*"):
        if file.is_file() and not file.name.startswith("team.db") and file.suffix != ".keys":
            assert not list(sentinels(file.read_bytes()))[:5], file.name


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_no_key_on_the_board_shows_anything_personal(home: Path, size: tuple[int, int]) -> None:
    with on_a_shared_screen(home, size) as terminal:
        terminal.wait_for("SN-007")
        everything = (Where.BOARD, Where.FILTER, Where.PERSON, Where.GO, Where.EVERYWHERE)
        press_all(terminal, keys_at(*everything), (NAMED["f2"], "0"))
        for _ in range(2):
            terminal.send("\t")
            press_all(terminal, keys_at(Where.BOARD, Where.PERSON), ())
        terminal.resize(100, 30)
        terminal.read(0.5)
        leave(terminal)
        assert_nothing_personal(terminal, home)


TABS = (
    Where.ITEM, Where.TASK, Where.MEETING, Where.CONTACT, Where.CONSENT, Where.APPLICATION, Where.PHASE,
    Where.HISTORY, Where.FOR_PARTNER, Where.FOR_PARTNER, Where.FOR_PARTNER,
)  # fmt: skip
"""The tabs of somebody who is through the intake, from the left."""


def in_again(terminal: RealTerminal) -> None:
    """To the board and to somebody; again, when a sheet came up only now because the machine is busy."""
    for _ in range(10):
        terminal.send(NAMED["f2"])
        terminal.read(0.3)
        terminal.send("0", "\r")  # what was pressed on the board may have left a filter
        with contextlib.suppress(TimedOut):
            terminal.wait_for(OPEN, seconds=3)
            return
        close(terminal)
    terminal.wait_for(OPEN)


def test_no_tab_of_a_participant_shows_anything_personal(home: Path) -> None:
    assert {*TABS, Where.INTAKE} == set(OF_TABS)
    with on_a_shared_screen(home, (120, 40)) as terminal:
        terminal.wait_for("SN-007")
        terminal.send("\r")
        terminal.wait_for(OPEN)
        for number, tab in enumerate(TABS):
            always = (Where.PERSON, Where.PARTICIPANT) if number == 0 else ()
            for command, key in keys_at(tab, *always):
                if command.id.startswith("tab."):
                    continue
                terminal.send(key, NAMED["down"])
                close(terminal)
                if OPEN not in terminal.shown:  # somewhere else: back to the board, and in again
                    in_again(terminal)
                    terminal.send(*[NAMED["right"]] * number)
            terminal.send(NAMED["right"])
            terminal.read(0.2)
        leave(terminal)
        assert_nothing_personal(terminal, home)


def test_the_intake_shows_nothing_personal(home: Path) -> None:
    with on_a_shared_screen(home, (120, 40)) as terminal:
        terminal.wait_for("SN-007")
        terminal.send("1", "\r")
        terminal.wait_for("conversations")
        press_all(terminal, keys_at(Where.INTAKE), ())
        leave(terminal)
        assert_nothing_personal(terminal, home)


ELSEWHERE = (
    (("u",), Where.WEEK),
    (("U",), Where.OUTCOME),
    (("B",), Where.BOOK),
    (("g", "e"), Where.CLOSED),
    (("E",), Where.CALENDAR_FILE),
    ((NAMED["f7"], "\r"), Where.REVIEW),
    ((NAMED["f8"],), Where.REVIEW),
    (("s", "0"), Where.STANDUP),
)


def test_no_other_screen_shows_anything_personal(home: Path) -> None:
    with on_a_shared_screen(home, (120, 40)) as terminal:
        terminal.wait_for("SN-007")
        for go, place in ELSEWHERE:
            terminal.send(*go)
            terminal.read(1.2)
            press_all(terminal, keys_at(place), ())
            for _ in range(3):
                terminal.send(ESCAPE)
                terminal.read(0.2)
            terminal.send(NAMED["f2"])
            terminal.wait_for("Capacity")
        leave(terminal)
        assert_nothing_personal(terminal, home)


def test_partners_and_capacity_show_nothing_personal(home: Path) -> None:
    with on_a_shared_screen(home, (120, 40)) as terminal:
        terminal.wait_for("SN-007")
        for go in ("\x1bOR", "\x1bOS", "\x1b[15~", "k"):
            terminal.send(go)
            terminal.read(0.6)
            press_all(terminal, keys_at(Where.PARTNER), (go,))
        leave(terminal)
        assert_nothing_personal(terminal, home)


def test_a_lock_leaves_nothing_and_gives_the_work_back(home: Path) -> None:
    with on_a_shared_screen(home, (120, 40)) as terminal:
        terminal.wait_for("SN-007")
        terminal.send("\x0c")
        terminal.wait_for(lambda shown: "Passphrase" in shown and "SN-0" not in shown)
        terminal.send(*PASSPHRASE, "\r")
        terminal.wait_for("SN-007")
        leave(terminal)
        assert PASSPHRASE.encode() not in terminal.raw
        assert_nothing_personal(terminal, home)


def test_a_crash_says_nothing_of_anybody(home: Path) -> None:
    with on_a_shared_screen(home, (120, 40), crash=True) as terminal:
        terminal.wait_for("SN-007")
        terminal.send("W")
        assert terminal.wait_for_end() == 1
        assert_nothing_personal(terminal, home)
        assert "ValueError" in "".join(file.read_text("utf-8") for file in home.rglob("*.log"))
