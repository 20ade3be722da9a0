"""Stepping through a stand-up: each step after the one before, so that quick keys never meet themselves."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_schema.vocabulary import ReviewState
from exin_tui.language import text
from exin_tui.programme.standup import next_waiting
from exin_tui.tui.changes import Moment, Refused
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.standup_reading import Read, reader

if TYPE_CHECKING:
    from exin_tui.caseload.standups import Standup
    from exin_tui.storage.database import Database

Step = Callable[["Database", Moment, "Standup"], object]
"""Writes one step of the stand-up as it was read last."""
SIGN_SECONDS = 5.0
"""How much of the clock a crash costs at most."""
QUIET_SECONDS = 5 * 60.0
"""Without a key for so long nobody is there: most are discussed in less than one minute."""


class StandupSteps(BoardScreen):
    """Reads the stand-up, steps it, and keeps its clock."""

    ALWAYS_SCREENED = True

    def __init__(self, standup_id: str = "") -> None:
        super().__init__()
        self.standup_id = standup_id
        self.read = Read(None)
        self.following = not standup_id
        self.loaded = False
        self._waiting: deque[tuple[Step, Callable[[Refused], None]]] = deque()
        self._stepping = False
        self._reads = 0
        self._stood_still = False
        """The clock was stopped here because nobody was there; the next key sets it going."""
        self._needed = 0
        """The read that has to be there before the next step: the first after the one before was written."""

    @property
    def standup(self) -> Standup | None:
        """As it was read last."""
        return self.read.standup

    @property
    def holding(self) -> bool:
        """Whoever works here leads it, and it is not over."""
        found = self.standup
        return (
            not self.following
            and found is not None
            and found.held_by == self.exin.me
            and found.state is not ReviewState.ENDED
        )

    def on_mount(self) -> None:
        """Read; then the clock ticks."""
        super().on_mount()
        self.read_again()
        self.set_interval(1.0, self.tick)
        self.set_interval(1.0, self.look_who_is_there)
        self.set_interval(SIGN_SECONDS, self._give_sign)

    def tick(self) -> None:
        """One second has passed."""

    def look_who_is_there(self) -> None:
        """Stop the clock under a lock, or when no key has come for long; the next one sets it going again."""
        standup = self.standup
        if standup is None or not self.holding or self._stepping or self._waiting:
            return
        locked = self.exin.locked
        if standup.state is ReviewState.RUNNING:
            quiet = time.monotonic() - self.exin.last_key
            self._stood_still = locked or quiet > QUIET_SECONDS
            if self._stood_still:
                self.step(_pause)
                if not locked:
                    self.exin.tell(
                        text("The clock stands: nobody has pressed a key for 5 minutes. Any key goes on.")
                    )
        elif self._stood_still and not locked and time.monotonic() - self.exin.last_key < QUIET_SECONDS:
            self._stood_still = False
            self.step(_pause_or_resume)

    def read_again(self) -> None:
        """Where the stand-up is."""
        self._reads += 1
        number = self._reads
        read = reader(self.standup_id, self.exin.labels)
        self.exin.read_with(read, lambda found: self._was_read(found, number))

    def _was_read(self, read: Read, number: int) -> None:
        if not self.is_mounted:
            return
        self.loaded = True
        if read.standup is None and self.standup_id:
            self.exin.tell(text("This stand-up is no longer there: its beginning was undone."))
            self.dismiss()
            return
        known = self.read.standup
        if known is not None and read.standup is not None and read.standup.id == known.id:
            if read.standup.version < known.version:
                return  # an earlier read that came late
            if read.standup.position != known.position:
                self.came_to_another()
        self.read = read
        if number >= self._needed:
            self._stepping = False
        self.paint()
        self._next_step()

    def came_to_another(self) -> None:
        """Another participant is shown."""

    # ── steps ─────────────────────────────────────────────────────────────────────────────────────

    def step(self, step: Step, refused: Callable[[Refused], None] | None = None) -> None:
        """Write a step once those before it are written and read."""
        self._waiting.append((step, refused or self.show_refusal))
        self._next_step()

    def _next_step(self) -> None:
        if self._stepping or not self._waiting or self.standup is None:
            return
        step, refused = self._waiting.popleft()
        standup, self._stepping = self.standup, True
        self._needed = sys.maxsize

        def write(database: Database, moment: Moment) -> object:
            return step(database, moment, standup)

        def was_refused(answer: Refused) -> None:
            self._waiting.clear()
            self._stepping = False
            refused(answer)

        self.exin.change(write, self._was_written, was_refused)

    def _was_written(self) -> None:
        """The application has begun to read again."""
        self._needed = self._reads

    def show_refusal(self, answer: Refused) -> None:
        """On a sheet."""
        entry = self.standup.current if self.standup is not None else None
        title = self.look.screening.person(entry.person) if entry is not None else self.say(text("Stand-up"))
        self.app.push_screen(RefusalSheet(title, answer, self.look))

    def go_to(self, position: int) -> None:
        """Show another participant."""

        def show(database: Database, moment: Moment, standup: Standup) -> object:
            from exin_tui.caseload.standup_steps import show as write

            return write(database, standup.id, standup.version, position, now=moment.now, actor=moment.actor)

        self.step(show)

    def action_standup_next(self) -> None:
        """The next in the list, discussed or not."""
        if self.standup is not None and self.holding:
            self.go_to(min(self.standup.position + 1, len(self.standup.entries)))

    def action_standup_previous(self) -> None:
        """The one before."""
        if self.standup is not None and self.holding:
            self.go_to(max(self.standup.position - 1, 0))

    def action_standup_discussed(self) -> None:
        """On to the next who waits; behind the last one the stand-up is ended."""
        if self.standup is None or not self.holding:
            return
        if self.standup.current is None:
            self.action_standup_end()
        else:
            self.step(_discussed)

    def action_standup_pause(self) -> None:
        """The clock stands, or goes on."""
        if self.holding:
            self._stood_still = False
            self.step(_pause_or_resume)

    def pause_and_leave(self) -> None:
        """Escape: it can be resumed."""
        standup = self.standup
        if standup is None or not self.holding or standup.state is not ReviewState.RUNNING:
            return
        if standup.current is None and next_waiting(standup.states, -1) == len(standup.entries):
            self.exin.tell(text("The stand-up is not ended yet. s goes on with it."))
        else:
            self.exin.tell(text("The stand-up is paused. s goes on with it."))
        self.exin.change(lambda database, moment: _pause(database, moment, standup), lambda: None, _nothing)

    def action_standup_end(self) -> None:
        """Now; whoever waits keeps waiting."""
        if self.holding:
            self.step(_end)

    def _give_sign(self) -> None:
        standup = self.standup
        if standup is None or not self.holding or standup.state is not ReviewState.RUNNING:
            return
        exin = self.exin

        def write() -> None:
            from exin_tui.caseload.standup_steps import keep_clock

            keep_clock(exin.database, standup.id, now=exin.clock.now(), actor=exin.me)

        self.run_worker(write, thread=True, exclusive=True, exit_on_error=False, group="sign")


def _nothing(_: Refused) -> None:
    """The step had been made already, here or by somebody else."""


def _discussed(database: Database, moment: Moment, standup: Standup) -> object:
    from exin_tui.caseload.standup_steps import discussed

    return discussed(database, standup.id, standup.version, now=moment.now, actor=moment.actor)


def _pause(database: Database, moment: Moment, standup: Standup) -> object:
    from exin_tui.caseload.standup_steps import pause

    return pause(database, standup.id, standup.version, now=moment.now, actor=moment.actor)


def _pause_or_resume(database: Database, moment: Moment, standup: Standup) -> object:
    from exin_tui.caseload.standup_steps import resume

    if standup.state is ReviewState.RUNNING:
        return _pause(database, moment, standup)
    return resume(database, standup.id, standup.version, now=moment.now, actor=moment.actor)


def _end(database: Database, moment: Moment, standup: Standup) -> object:
    from exin_tui.caseload.standup_end import end

    return end(
        database, standup.id, standup.version,
        now=moment.now, today=moment.today, actor=moment.actor, programme=moment.programme,
    )  # fmt: skip
