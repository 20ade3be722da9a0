"""The application that a partner's widget lives in: all that it can reach, and all that it can break.

It has no terminal. Each frame goes to the pane as lines; what fails, wherever Textual notices it, comes to
`_handle_exception`, and so needs no guessing whose fault it is. Private parts of Textual that are used here,
as its version is pinned: `App._handle_exception`, `App._display`, `App._check_bindings`, `App._build_driver`
by `driver_class`, `Screen._compositor`.
"""

from __future__ import annotations

import asyncio
import sys
from collections import deque
from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any, BinaryIO, ClassVar, Protocol, TextIO

from rich.console import RenderableType
from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.message_pump import CallbackError
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed

from exin_tui.partners.drawing import NO_WIDGET
from exin_tui.partners.outcome import Unfit
from exin_tui.tui.contained.picture import Picture, picture_of
from exin_tui.tui.themes import themes

PATIENCE = 1.0
"""Seconds that a widget has to be mounted before it is drawn as far as it is."""


class Told(Protocol):
    """What a stage tells whoever shows it. Called in the stage's own thread."""

    def drew(self, picture: Picture) -> None:
        """A frame."""

    def failed(self, error: BaseException) -> None:
        """Something of the widget's raised."""

    def unwanted(self, key: str) -> None:
        """A key that came from the board, and that nothing here has taken."""

    def stepped(self, step: int, *, out: bool) -> None:
        """Tab has moved the focus: on (1) or back (-1), to another widget here or out of the stage."""


class Mute(HeadlessDriver):
    """No terminal, no browser, no files in the user's folders."""

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Nothing: a pane opens no browser."""

    def deliver_binary(self, *arguments: Any, binary: BinaryIO | TextIO = BytesIO(), **more: Any) -> None:  # noqa: B008
        """Nothing: a pane saves no file."""


class Stage(App[None], inherit_bindings=False):
    """One widget on a ground of the board's theme."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    CSS = "Screen { background: $background; color: $text; }"

    def __init__(self, make: Callable[[], object], told: Told, theme: str) -> None:
        """``make`` is what the hook answered: it is called here, once the stage runs."""
        super().__init__(driver_class=Mute)
        # What is printed goes where it went: the board's own capture. This one would take its place.
        self._capture_stdout, self._capture_stderr = sys.stdout, sys.stderr  # type: ignore[assignment]
        for one in themes():
            self.register_theme(one)
        self.theme = theme
        self._make, self._told = make, told
        self._given: deque[events.Key] = deque(maxlen=32)
        self._broken = False

    async def on_mount(self) -> None:
        """Make the widget and mount it; keys are handed on when it is there."""
        widget = self._make()
        if not isinstance(widget, Widget) or isinstance(widget, Screen):
            raise Unfit(NO_WIDGET)
        mounting = asyncio.ensure_future(_done(self.mount(widget)))
        await asyncio.wait([mounting], timeout=PATIENCE)

    # ── what comes from the board ─────────────────────────────────────────────────────────────────

    def press(self, key: str, character: str | None) -> None:
        """A key for the widget with the focus."""
        event = events.Key(key, character)
        self._given.append(event)
        self.post_message(event)

    def step(self, step: int) -> None:
        """Tab and shift+Tab, which no widget can take: the next one here, or out. In its turn."""
        self.call_later(self._step, step)

    def _step(self, step: int) -> None:
        chain = self.screen.focus_chain
        place = chain.index(self.focused) + step if self.focused in chain else -1
        inside = 0 <= place < len(chain)
        if inside:
            self.screen.set_focus(chain[place])
        self._told.stepped(step, out=not inside)

    def enter(self) -> None:
        """The pane has the focus: the first widget takes it."""
        chain = self.screen.focus_chain
        if chain:
            self.screen.set_focus(chain[0])

    def resize(self, size: Size) -> None:
        """The pane has another size."""
        self.post_message(events.Resize(size, size))

    def point(self, made: Callable[[], events.MouseEvent]) -> None:
        """The mouse, in the pane's own cells."""
        self.post_message(made())

    def paste(self, pasted: str) -> None:
        """For the widget with the focus."""
        self.post_message(events.Paste(pasted))

    @property
    def backlog(self) -> int:
        """Messages that wait where all of a widget's messages come past. May be asked from another thread."""
        pumps = (self, *self.screen_stack) if self._running else (self,)
        return sum(pump._message_queue.qsize() for pump in pumps)  # noqa: SLF001

    # ── what goes to the board ────────────────────────────────────────────────────────────────────

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """In place of writing to a terminal."""
        if renderable is None or self._batch_count or not self._running or screen is not self.screen:
            return
        try:
            drawn = picture_of(screen._compositor.render_strips(self.size))  # noqa: SLF001
        except Exception as error:  # noqa: BLE001 - a partner's code: whatever it is
            self._handle_exception(error)
        else:
            self._told.drew(drawn)

    async def on_key(self, event: events.Key) -> None:
        """It has bubbled up. A key that the widget made itself is none of the board's."""
        event.prevent_default()
        taken = await self._check_bindings(event.key)
        if not taken and any(one is event for one in self._given):
            self._told.unwanted(event.key)

    def _handle_exception(self, error: Exception) -> None:
        """In place of Textual's crash screen: told once, and the stage ends."""
        if not self._broken:
            self._broken = True
            self._told.failed(cause_of(error))
        self.exit()

    def _print_error_renderables(self) -> None:
        """Nothing is printed behind the board's back."""


async def _done(awaited: Awaitable[object]) -> None:
    await awaited


def cause_of(error: BaseException) -> BaseException:
    """What the partner's code raised, below what Textual wraps it in."""
    if isinstance(error, WorkerFailed) and error.error is not None:
        return cause_of(error.error)
    if isinstance(error, CallbackError) and error.__context__ is not None:
        return cause_of(error.__context__)
    return error
