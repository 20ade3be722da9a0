"""The pane of a partner's own widget: it shows what the widget's stage draws, or words in its place.

The widget is not in it. Keys, the mouse and the size go to the stage; the lines of a frame come back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from exin_tui.language import text
from exin_tui.partners.outcome import Unfit
from exin_tui.tui.contained.picture import Picture
from exin_tui.tui.contained.running import Running
from exin_tui.tui.contained.stage import Stage
from exin_tui.tui.ink import BLANK, Line, gap
from exin_tui.tui.widgets.painted import Painted, inks_of

TYPING = frozenset(
    {"enter", "space", "backspace", "delete", "insert"}
    | {f"{held}{key}" for held in ("", "shift+", "ctrl+", "ctrl+shift+")
       for key in ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")}
)  # fmt: skip
"""With the keys that print something, those that the widget has before the board; no others."""
ALWAYS = frozenset({"view.lock", "view.back"})
"""Bindings that are the board's on whatever key a team has put them."""
STEPS = {"go.pane": 1, "go.pane_back": -1}
LISTEN_SECONDS = 0.5
TAB_SECONDS = 1.0
"""After which Tab leads out of a widget that does not say where it led."""
AT_EXIT_SECONDS = 0.5


class PartnerPane(Painted, can_focus=True):
    """Has at most one stage at a time. Its keys are told apart in `on_key`."""

    class Failed(Message):
        """The widget raised, and is gone."""

        def __init__(self, error: BaseException) -> None:
            self.error = error
            super().__init__()

    class Ended(Message):
        """The widget closed itself."""

    class Silent(Message):
        """The widget has not answered for ``seconds``; said again while that goes on."""

        def __init__(self, seconds: float) -> None:
            self.seconds = seconds
            super().__init__()

    class Left(Message):
        """Tab leads out of the pane: on (1), or back (-1)."""

        def __init__(self, step: int) -> None:
            self.step = step
            super().__init__()

    def __init__(self, late: Callable[[BaseException], object], *, id: str) -> None:  # noqa: A002
        """``late`` is told of what a widget raised while it was closed, also when the pane is gone."""
        super().__init__(id=id)
        self._late = late
        self.running: Running | None = None
        self._picture: Picture = ()
        self._words: Callable[[int], Sequence[Line]] = lambda _: ()
        self._waiting: Callable[[], object] | None = None
        self._tab: Timer | None = None

    def on_mount(self) -> None:
        """Listen whether a widget still answers."""
        self.set_interval(LISTEN_SECONDS, self._listen)

    # ── what it shows ─────────────────────────────────────────────────────────────────────────────

    def say(self, words: Callable[[int], Sequence[Line]]) -> None:
        """Words instead of a widget, made for a width."""
        self.close()
        self._words = words
        self.repaint()

    def hold(self, make: Callable[[], object]) -> None:
        """The widget that ``make`` makes, as soon as it is known how large it may be."""
        self.close()
        self._words = lambda _: ()
        self._waiting = make
        self._start()

    def close(self) -> None:
        """Nothing of the widget is on the screen from the next frame on."""
        running, self.running = self.running, None
        self._picture, self._waiting = (), None
        self._stop_tab()
        if running is not None:
            running.close()
            if self.app._exit:  # noqa: SLF001 - what it prints must not come after the program's last words
                running.join(AT_EXIT_SECONDS)
        self.repaint()

    def _start(self) -> None:
        if self._waiting is not None and self.size:
            make, self._waiting = self._waiting, None
            self.running = Running(make, self, size=self.size, theme=self.app.theme)
            self._tell(lambda stage: stage.enter())

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """The words, in a margin."""
        return [(gap(2), *line) if line else BLANK for line in self._words(max(1, width - 4))]

    def render_line(self, y: int) -> Strip:
        """A line of the last frame, or of the words."""
        if self.running is None or not self._picture:
            return super().render_line(y)
        ground = inks_of(self).style("text", self.GROUND)
        line = self._picture[y] if y < len(self._picture) else Strip.blank(0)
        return line.adjust_cell_length(self.content_size.width, ground)

    # ── told by the stage, in the board's loop ────────────────────────────────────────────────────

    def drew(self, picture: Picture) -> None:
        """A frame."""
        self._picture = picture
        self.refresh()

    def failed(self, error: BaseException) -> None:
        """The screen says so."""
        self.close()
        self.post_message(self.Failed(error))

    def failed_late(self, error: BaseException) -> None:
        """Nobody looks at it any more, and the pane may be gone."""
        self._late(error)

    def ended(self) -> None:
        """The screen says so."""
        self.close()
        self.post_message(self.Ended())

    def unwanted(self, key: str) -> None:
        """The board's key after all, where the focus is still here."""
        if self.has_focus:
            self.call_later(self.app._check_bindings, key)  # noqa: SLF001

    def stepped(self, step: int, *, out: bool) -> None:
        """To another widget, or out."""
        self._stop_tab()
        if out:
            self.post_message(self.Left(step))

    def _listen(self) -> None:
        if self.running is None:
            return
        if self.running.floods:
            self.running.interrupt()
            self.failed(Unfit(text("It sends itself more messages than can be worked through.")))
        else:
            silent = self.running.ping()
            if silent >= LISTEN_SECONDS:
                self.post_message(self.Silent(silent))

    # ── what goes to the stage ────────────────────────────────────────────────────────────────────

    def _tell(self, call: Callable[[Stage], object]) -> None:
        if self.running is not None:
            self.running.tell(call)

    def step(self, step: int) -> None:
        """Tab: within the widget as long as it has another one; a widget that does not answer is left."""
        if self.running is None:
            self.post_message(self.Left(step))
            return
        if self._tab is None:
            self._tab = self.set_timer(TAB_SECONDS, partial(self.stepped, step, out=True))
        self._tell(lambda stage: stage.step(step))

    def _stop_tab(self) -> None:
        timer, self._tab = self._tab, None
        if timer is not None:
            timer.stop()

    def on_key(self, event: events.Key) -> None:
        """The widget's before the board's when it types or moves; others only where the board has none."""
        if self.running is None:
            return
        bound = self.screen.active_bindings.get(event.key)
        if bound is not None and bound.binding.id in STEPS:  # here, so that what is typed on stays behind it
            event.stop()
            event.prevent_default()
            self.step(STEPS[bound.binding.id])
            return
        types = event.is_printable or event.key in TYPING
        if bound is not None and (not types or bound.binding.id in ALWAYS):
            return
        event.stop()
        event.prevent_default()
        key, character = event.key, event.character
        self._tell(lambda stage: stage.press(key, character))

    def on_paste(self, event: events.Paste) -> None:
        """Text for the widget."""
        event.stop()
        pasted = event.text
        self._tell(lambda stage: stage.paste(pasted))

    def _point(self, event: events.MouseEvent) -> None:
        event.stop()
        again = partial(
            type(event), None, event.x, event.y, event.delta_x, event.delta_y, event.button,
            event.shift, event.meta, event.ctrl,
        )  # fmt: skip
        self._tell(lambda stage: stage.point(again))

    on_mouse_down = on_mouse_up = on_mouse_move = _point
    on_mouse_scroll_down = on_mouse_scroll_up = _point

    async def on_click(self, event: events.Click) -> None:
        """The stage makes its own clicks."""
        event.stop()

    def on_resize(self, event: events.Resize) -> None:
        """Start what has waited for a size, or say the new one."""
        self._start()
        size = event.size
        self._tell(lambda stage: stage.resize(size))

    def recolour(self, theme: str) -> None:
        """The board's theme is the stage's."""
        self._tell(lambda stage: setattr(stage, "theme", theme))

    def on_unmount(self) -> None:
        """With its screen."""
        self.close()
