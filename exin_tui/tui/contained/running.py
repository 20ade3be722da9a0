"""A stage in a thread of its own: a widget that blocks, or never stops, takes nothing from the board.

Everything crosses as a call: into the stage's loop with `Running.tell`, and out of it in the loop of whoever
started it. A frame that was not shown yet is replaced by the next one, so that no flood reaches the board.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol

from exin_tui.partners.interrupting import interrupt
from exin_tui.tui.contained.picture import Picture
from exin_tui.tui.contained.stage import Stage

GRACE = 2.0
"""Seconds that a closed stage has to end by itself."""
AGAIN = 0.5
FLOOD = 5_000
"""Messages that may wait."""


class Audience(Protocol):
    """Who shows a stage. Everything is called in its own loop, and only while the stage is not closed."""

    def drew(self, picture: Picture) -> None:
        """A frame."""

    def failed(self, error: BaseException) -> None:
        """It raised, and is closed."""

    def failed_late(self, error: BaseException) -> None:
        """It raised while it was being closed. The exception to the rule above."""

    def ended(self) -> None:
        """It closed itself."""

    def unwanted(self, key: str) -> None:
        """A key that it did not take."""

    def stepped(self, step: int, *, out: bool) -> None:
        """Tab has moved the focus: on (1) or back (-1), to another widget of it or out of it."""


class Running:
    """One widget's stage, from its start until it is closed. It is never started again."""

    def __init__(
        self, make: Callable[[], object], audience: Audience, *, size: tuple[int, int], theme: str
    ) -> None:
        """Starts at once. To be made in a running loop: that is where ``audience`` is called."""
        self._make, self._audience = make, audience
        self._size, self._theme = size, theme
        self._closed = self._failing = False
        self._picture: Picture | None = None
        self._asked: float | None = None
        self._outer, self._outside = asyncio.get_running_loop(), contextvars.copy_context()
        self._loop = asyncio.new_event_loop()
        self._stage: Stage | None = None
        self._thread = threading.Thread(target=self._run, name="exin-widget", daemon=True)
        self._thread.start()

    def tell(self, call: Callable[[Stage], object]) -> None:
        """Run ``call`` in the stage's own loop, in its turn."""

        def inside() -> None:
            if self._stage is not None:
                with self._stage._context():  # noqa: SLF001 - of Textual
                    self._stage.call_later(call, self._stage)

        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(inside, context=contextvars.Context())

    def ping(self) -> float:
        """Seconds for which it has not answered; asks it again where it has."""
        if self._asked is None:
            self._asked = time.monotonic()
            self.tell(lambda _: self._call(self._answer))
        return time.monotonic() - self._asked

    @property
    def floods(self) -> bool:
        """More waits in it than can be meant: it grows faster than it is worked through."""
        return self._stage is not None and self._stage.backlog > FLOOD

    def _answer(self) -> None:
        self._asked = None

    def close(self) -> None:
        """Nothing of it is shown or heard from now on. The thread ends by itself, or is ended."""
        if not self._closed:
            self._closed, self._picture = True, None
            self.tell(lambda stage: stage.exit())
            self._outer.call_later(GRACE, self.interrupt)

    def interrupt(self) -> None:
        """End the thread at its next step in Python, again until it has ended. One that sleeps must wake."""
        if self._thread.is_alive():
            self._outer.call_later(AGAIN, self.interrupt)
            interrupt(self._thread)

    def join(self, seconds: float) -> bool:
        """Wait for the thread; True when it has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    # ── told by the stage, in its thread ──────────────────────────────────────────────────────────

    def drew(self, picture: Picture) -> None:
        """Newer than the one that waits."""
        waiting, self._picture = self._picture is not None, picture
        if not waiting:
            self._call(self._show)

    def failed(self, error: BaseException) -> None:
        """The first failure is the one that counts."""
        self._call(self._fail, error)

    def unwanted(self, key: str) -> None:
        """For the board."""
        self._call(self._hand, self._audience.unwanted, key)

    def stepped(self, step: int, *, out: bool) -> None:
        """Where the focus went."""
        self._call(self._hand, partial(self._audience.stepped, step, out=out))

    def _run(self) -> None:
        try:
            self._stage = Stage(self._make, self, self._theme)
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self._main(self._stage))
        except BaseException as error:  # noqa: BLE001 - SystemExit too: it ends the stage and no more
            self.failed(error)
        else:
            self._call(self._end)

    async def _main(self, stage: Stage) -> None:
        self._loop.set_default_executor(_Daemons())
        self._loop.set_exception_handler(lambda _, what: self._loose(what))
        await stage.run_async(size=self._size)

    def _loose(self, what: dict[str, Any]) -> None:
        """A task that nobody waits for has raised."""
        error = what.get("exception")
        if isinstance(error, Exception):
            self.failed(error)

    def _call(self, function: Callable[..., object], *arguments: object) -> None:
        if not self._outer.is_closed():
            self._outer.call_soon_threadsafe(function, *arguments, context=self._outside)

    # ── in the loop of the audience ───────────────────────────────────────────────────────────────

    def _show(self) -> None:
        picture, self._picture = self._picture, None
        if picture is not None:
            self._hand(self._audience.drew, picture)

    def _hand(self, function: Callable[..., object], *arguments: object) -> None:
        if not self._closed:
            function(*arguments)

    def _fail(self, error: BaseException) -> None:
        if self._failing:
            return
        self._failing, late = True, self._closed
        self.close()
        if not late:
            self._audience.failed(error)
        elif not isinstance(error, SystemExit):  # which is how it was ended
            self._audience.failed_late(error)

    def _end(self) -> None:
        if not self._closed:
            self._closed = True
            self._audience.ended()


class _Daemons(ThreadPoolExecutor):
    """A thread for each piece of work, which the program does not wait for when it quits."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **more: Any) -> Future[Any]:
        """Start it at once."""
        future: Future[Any] = Future()

        def work() -> None:
            try:
                future.set_result(function(*arguments, **more))
            except BaseException as error:  # noqa: BLE001 - it is the future's
                future.set_exception(error)

        threading.Thread(target=work, name="exin-widget-worker", daemon=True).start()
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """There is nothing to wait for."""
