"""What the screens may show of people, for how long, and in which words: the application's first layer."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import App

from exin_schema.programme import Programme
from exin_schema.vocabulary import Language
from exin_tui.clock import Clock
from exin_tui.language import Sayable
from exin_tui.privacy.sanitise import one_line
from exin_tui.privacy.screening import Screening
from exin_tui.tui.look import Look
from exin_tui.tui.repainted import Repainted

if TYPE_CHECKING:
    from exin_tui.tui.screens.lock import Unlock

REVEAL_SECONDS = 10.0

_LAID_OUT = 0.1
"""Seconds after which every screen has been laid out in a new size; Textual itself waits before it begins."""


class ShowingApp(App[None]):
    """Screened by default; open falls back; one row is revealed for a moment; the lock leaves nothing."""

    def __init__(
        self,
        programme: Programme,
        *,
        clock: Clock,
        language: Language,
        me: str,
        screening: Screening,
        open_seconds: int,
        unlock: Unlock | None,
    ) -> None:
        super().__init__()
        self.programme = programme
        self.clock, self.me, self.unlock = clock, me, unlock
        self.language: Language = language
        self.screening = screening
        self.today = clock.today()
        self.last_key = time.monotonic()
        """When a key was pressed last: what the idle lock counts from."""
        self._open_seconds = open_seconds
        self._open_until = time.monotonic() + open_seconds
        self._reveals = 0

    @property
    def look(self) -> Look:
        """How things are shown now."""
        months = self.programme.offsets.rule_stale_months
        return Look(self.language, self.today, self.screening, self.me, months)

    @property
    def seconds_left(self) -> int:
        """Until names are hidden again."""
        return max(0, round(self._open_until - time.monotonic()))

    def tell(self, message: Sayable | str, *, loud: bool = False) -> None:
        """A notification: sanitised, and never read as markup. It takes the place of the one before."""
        said = message if isinstance(message, str) else self.look.say(message)
        self.clear_notifications()
        self.notify(one_line(said), severity="error" if loud else "information", markup=False)

    def paint(self) -> None:
        """Every screen anew, also those below."""
        for screen in self.screen_stack:
            if isinstance(screen, Repainted) and screen.is_mounted:
                screen.paint()

    def on_resize(self) -> None:
        """A sheet takes the message: what lies below it, and is seen, takes its new size too."""
        self.set_timer(_LAID_OUT, self._resize_below)

    def _resize_below(self) -> None:
        for screen in self.screen_stack[:-1]:
            resized = getattr(screen, "on_resize", None)
            if isinstance(screen, Repainted) and screen.is_mounted and resized is not None:
                resized()

    def screen_names(self) -> None:
        """Back to code and alias."""
        self._set_screened(screened=True)

    def _set_screened(self, *, screened: bool) -> None:
        self.screening = replace(self.screening, screened=screened, revealed="")
        self._open_until = time.monotonic() + self._open_seconds
        self.paint()

    @property
    def always_screened(self) -> bool:
        """A screen is open on which no name can be shown, such as the stand-up; below another one too."""
        return any(isinstance(one, Repainted) and one.ALWAYS_SCREENED for one in self.screen_stack)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Names cannot be shown in a stand-up."""
        if action == "view_privacy" and self.always_screened:
            return False
        return super().check_action(action, parameters)

    def action_view_privacy(self) -> None:
        """Show names, for a while; or hide them. Never in a stand-up."""
        if self.always_screened:
            return
        self._set_screened(screened=not self.screening.screened)

    def reveal(self, participant_id: str) -> None:
        """One participant's name for ten seconds. Nobody's in a stand-up."""
        if self.always_screened:
            return
        self.screening = self.screening.reveal(participant_id)
        self._reveals += 1
        this_one = self._reveals
        self.paint()
        self.set_timer(REVEAL_SECONDS, lambda: self._hide_again(this_one))

    def _hide_again(self, number: int) -> None:
        if number == self._reveals:
            self.end_reveal()

    def end_reveal(self) -> None:
        """Nobody is revealed any more: the time is over, or the reader went elsewhere."""
        if self.screening.revealed:
            self.screening = self.screening.reveal("")
            self.paint()

    def push_screen(self, *arguments: Any, **more: Any) -> Any:
        """Another screen ends the reveal: it was of the row that was looked at."""
        self.end_reveal()
        return super().push_screen(*arguments, **more)

    def pop_screen(self) -> Any:
        """So does going back."""
        self.end_reveal()
        return super().pop_screen()

    @property
    def locked(self) -> bool:
        """The lock is before everything else."""
        from exin_tui.tui.screens.lock import LockScreen

        return any(isinstance(screen, LockScreen) for screen in self.screen_stack)

    def action_view_lock(self) -> None:
        """Nothing of the caseload stays on the screen; names are screened for the return."""
        from exin_tui.tui.screens.lock import LockScreen

        if self.locked:
            return
        self.clear_notifications()
        self._set_screened(screened=True)
        self.push_screen(LockScreen(self.look, self.clock.now(), self.unlock), self._unlocked)

    def _unlocked(self, _: bool | None) -> None:
        self.last_key = time.monotonic()
