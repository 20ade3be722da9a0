"""The lock: an opaque screen, so that nothing of what was below stays in the frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from exin_tui.language import Sayable, text
from exin_tui.tui.ink import Line, Span, gap, wrap
from exin_tui.tui.lettering import large_letters, letters
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.header import PRODUCT
from exin_tui.tui.widgets.painted import Painted
from exin_tui.tui.widgets.words import Words

Unlock = Callable[[str], Sayable | None]
"""Takes the passphrase; returns None when it is right, else what is wrong. Slow: it runs in a thread."""


class LockFace(Painted):
    """The product's name, since when it is locked, and for whom."""

    def __init__(self, look: Look, since: dt.datetime) -> None:
        super().__init__()
        self.look, self.since = look, since

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Large where it fits."""
        name = large_letters(PRODUCT) if width >= 54 and height >= 10 else letters(PRODUCT)
        locked = self.look.say(text("Locked {time}", time=f"{self.since:%H:%M}"))
        return [
            *((Span(line, "faint"),) for line in name),
            (),
            (Span(locked, "text bold"), gap(3), Span(self.look.me, "muted")),
        ]


class LockAnswer(Painted):
    """What is wrong with the passphrase, or what to press."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.wrong: Sayable | None = None
        self.busy = False

    def lines(self, width: int, height: int) -> Sequence[Line]:  # noqa: ARG002
        """As many as what is wrong takes."""
        if self.busy:
            return ((Span(self.look.say(text("checking …")), "muted"),),)
        if self.wrong is not None:
            first, *rest = wrap(self.look.say(self.wrong), max(10, width - 2))
            return ((Span("▲ ", "overdue"), Span(first)), *((gap(2), Span(piece)) for piece in rest))
        return ()


class LockScreen(Screen[bool]):
    """Dismissed with True by the right passphrase; without one to check, by Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "nothing", show=False),
        Binding("ctrl+p", "nothing", show=False, priority=True),
        Binding("tab", "nothing", show=False),
    ]
    DEFAULT_CSS = """
    LockScreen { align: center middle; background: $background; }
    LockScreen > Vertical { width: 54; height: 17; max-width: 100%; }
    LockScreen LockFace { height: 10; }
    LockScreen Horizontal { height: 1; }
    LockScreen Input, LockScreen Input:focus { height: 1; width: 1fr; padding: 0; background: $background; }
    LockScreen .prompt, LockScreen .end { height: 1; }
    LockScreen LockAnswer { height: 5; }
    """

    def __init__(self, look: Look, since: dt.datetime, unlock: Unlock | None) -> None:
        super().__init__()
        self.look, self.since, self.unlock = look, since, unlock
        self._answer = LockAnswer(look)

    def compose(self) -> ComposeResult:
        """Face, passphrase, answer."""
        with Vertical():
            yield LockFace(self.look, self.since)
            with Horizontal():
                if self.unlock is not None:
                    yield Words(f"{self.look.say(text('Passphrase'))}  ", classes="prompt")
                    yield Input(password=True, compact=True)
                yield Words(self.look.say(text("Enter opens")), classes="end")
            yield self._answer

    def on_mount(self) -> None:
        """Ready to type."""
        if self.unlock is not None:
            self.query_one(Input).focus()

    def key_enter(self, event: events.Key) -> None:
        """Without a passphrase the lock is a curtain. What is below it is not opened by the same Enter."""
        if self.unlock is None:
            event.stop()
            self.dismiss(result=True)

    def action_nothing(self) -> None:
        """No key leads out but the passphrase."""

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Check in a thread: the key derivation takes its time."""
        if not self._answer.busy:
            self._answer.busy, self._answer.wrong = True, None
            self._answer.repaint()
            self._check(event.value)

    @work(thread=True, exclusive=True, exit_on_error=False, group="unlock")
    def _check(self, passphrase: str) -> Sayable | None:
        if self.unlock is None:
            return None
        return self.unlock(passphrase)

    @on(Worker.StateChanged)
    def checked(self, event: Worker.StateChanged) -> None:
        """Open, or say what is wrong."""
        if event.state is WorkerState.SUCCESS and event.worker.result is None:
            self.dismiss(result=True)
        elif event.state in {WorkerState.SUCCESS, WorkerState.ERROR}:
            wrong = event.worker.result if event.state is WorkerState.SUCCESS else None
            self._answer.busy = False
            self._answer.wrong = wrong or text("That could not be checked. Try again.")
            self.query_one(Input).value = ""
            self._answer.repaint()
