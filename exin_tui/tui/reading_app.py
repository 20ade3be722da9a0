"""Reading and writing in threads: the application owns the database, and what was read last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from textual import on, work
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import Worker, WorkerState, get_current_worker

from exin_schema.programme import Programme
from exin_tui.caseload.models import Overview, ParticipantView
from exin_tui.language import Sayable, text
from exin_tui.tui.changes import Moment, Refused, Write, attempt, rehearse
from exin_tui.tui.messages import InvitationsRead, OverviewRead, ParticipantRead, SomethingChanged
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.showing_app import ShowingApp
from exin_tui.tui.undoing import Undoing

if TYPE_CHECKING:
    from exin_tui.calendar.owed import Owed
    from exin_tui.caseload.labels import Labels
    from exin_tui.storage.database import Database

Result = TypeVar("Result")


class ReadingApp(ShowingApp):
    """Workers return read models or post a message; one handler for each message owns the state."""

    def __init__(
        self,
        database: Database,
        programme: Programme,
        labels: Labels | None,
        log_file: Path | None,
        **showing: Any,
    ) -> None:
        super().__init__(programme, **showing)
        self.database, self._labels = database, labels
        self._log_file = log_file
        self._failing = ""
        """What was said of the last failure, so that it is not said every two seconds."""
        self.overview: Overview | None = None
        self.owed: tuple[Owed, ...] = ()
        """Invitations that must be sent anew, or called off."""
        self.undoing = Undoing()
        """Changes of this session: what undo may take back, and do again."""

    @property
    def labels(self) -> Labels:
        """The words of stored keys."""
        if self._labels is None:
            from exin_tui.caseload.labels import Labels

            self._labels = Labels.of(self.programme)
        return self._labels

    @work(thread=True, exclusive=True, exit_on_error=False, group="overview")
    def reload(self) -> None:
        """Read the caseload anew."""
        from exin_tui.caseload.overview import read_overview

        now = self.clock.now()
        overview = read_overview(
            self.database, today=now.date(), programme=self.programme, labels=self.labels, now=now
        )
        if not get_current_worker().is_cancelled:
            self.post_message(OverviewRead(overview))
            self.read_answers()
            self._read_owed(now)

    @on(OverviewRead)
    def overview_read(self, message: OverviewRead) -> None:
        """The one place where the caseload's state changes."""
        if self.overview is None:
            self.begin_day()  # after the first rows are there: it writes, and nobody waits for it
        self.overview = self.with_partners(message.overview)
        self.today = message.overview.today
        self._failing = ""
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.overview_changed()
        self.rows_are_there()

    def _read_owed(self, now: dt.datetime) -> None:
        """After the rows: which invitations are out of date."""
        from exin_tui.calendar.owed import owed

        with self.database.read() as connection:
            found = owed(connection, now=now)
        self.post_message(InvitationsRead(found))

    @on(InvitationsRead)
    def invitations_read(self, message: InvitationsRead) -> None:
        """Repaint where something is owed now, or is no longer."""
        if message.owed != self.owed:
            self.owed = message.owed
            self.paint()

    def read_answers(self) -> None:
        """Called in the reading thread, after the rows: what the team has said about partners since."""

    def with_partners(self, overview: Overview) -> Overview:
        """The snapshot with what the partners' rules said last."""
        return overview

    def view_with_partners(self, view: ParticipantView) -> ParticipantView:
        """The participant with what the partners' rules said last."""
        return view

    def rows_are_there(self) -> None:
        """Called when a snapshot has been painted."""

    @work(thread=True, exclusive=True, exit_on_error=False, group="day")
    def begin_day(self) -> None:
        """Bring in line what time alone changed. Not on a day that was only asked for."""
        if self.clock.day is not None:
            return
        from exin_tui.caseload.new_day import begin_day

        now = self.clock.now()
        moved = begin_day(self.database, today=now.date(), now=now, programme=self.programme)
        if moved:
            self.call_from_thread(self._day_begun, len(moved))

    def _day_begun(self, moved: int) -> None:
        if moved == 1:
            self.tell(text("A new day: 1 due item moved or opened again."))
        else:
            self.tell(text("A new day: {count} due items moved or opened again.", count=moved))
        self.refresh_data()

    @work(thread=True, exclusive=True, exit_on_error=False, group="participant")
    def read_participant(self, code: str) -> None:
        """Read one participant."""
        from exin_tui.caseload.participant import load_participant

        view: ParticipantView | None = None
        with self.database.read() as connection:
            try:
                view = load_participant(
                    connection, code, today=self.clock.today(), programme=self.programme, labels=self.labels
                )
            except LookupError:
                view = None
        if not get_current_worker().is_cancelled:
            self.post_message(ParticipantRead(code, view))

    @on(ParticipantRead)
    def participant_read(self, message: ParticipantRead) -> None:
        """Hand it to the screens that wait for it."""
        view = message.view and self.view_with_partners(message.view)
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.participant_read(message.code, view)

    @work(thread=True, exclusive=True, exit_on_error=False, group="poll")
    def _poll(self) -> None:
        found = self.database.last_change()
        self.post_message(SomethingChanged(found))

    @on(SomethingChanged)
    def something_changed(self, message: SomethingChanged) -> None:
        """Somebody wrote: read again. Cursor, scroll and filter stay."""
        self._failing = ""
        if self.overview is not None and message.last_change != self.overview.last_change:
            self.refresh_data()

    def refresh_data(self) -> None:
        """Read what is on the screens."""
        self.reload()
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.read_again()

    @work(thread=True, exit_on_error=False, group="read")
    def read_with(self, read: Callable[[Any], Result], done: Callable[[Result], None]) -> None:
        """Run ``read`` with a connection in a thread, then ``done`` with its answer here."""
        with self.database.read() as connection:
            found = read(connection)
        self.call_from_thread(self._hand_over, done, found)

    def _hand_over(self, done: Callable[[Result], None], found: Result) -> None:
        """Hand over what was read. Whoever asked may have been left meanwhile: then nobody waits for it."""
        try:
            done(found)
        except NoMatches as error:
            if not _asked_from_elsewhere(error, self.screen_stack):
                raise

    @work(thread=True, exit_on_error=False, group="write")
    def change(
        self,
        write: Write,
        done: Callable[[], None],
        refused: Callable[[Refused], None],
        *,
        undoable: bool = True,
    ) -> None:
        """Run ``write`` in a thread; then ``done``, or ``refused`` with why nothing was changed.

        ``undoable`` False: it is no change that undo takes back: what left the team, and undo itself.
        """
        from exin_tui.history.noting import Noting

        moment = Moment(self.clock.now(), self.clock.today(), self.me, self.programme)
        noting = Noting(self.database)
        answer = attempt(noting, moment, write)
        units = tuple(noting.units) if undoable else ()
        if answer is None:
            self.call_from_thread(self._changed, done, units)
            self.committed(units)
        else:
            self.call_from_thread(self._refused, answer, refused)

    def committed(self, units: tuple[str, ...]) -> None:
        """Called in the writing thread, after ``units`` were committed here and that was shown."""

    @work(thread=True, exclusive=True, exit_on_error=False, group="rehearsal")
    def foresee(self, write: Write, done: Callable[[object], None]) -> None:
        """Run ``write`` in a thread without keeping it, then ``done`` with what it would have answered."""
        moment = Moment(self.clock.now(), self.clock.today(), self.me, self.programme)
        answer = rehearse(self.database, moment, write)
        if not get_current_worker().is_cancelled:
            self.call_from_thread(done, answer)

    def _changed(self, done: Callable[[], None], units: tuple[str, ...]) -> None:
        self.undoing.did(units)
        self.refresh_data()
        done()

    def _refused(self, answer: Refused, refused: Callable[[Refused], None]) -> None:
        if answer.stale:
            self.refresh_data()
        refused(answer)

    @on(Worker.StateChanged)
    def worker_changed(self, event: Worker.StateChanged) -> None:
        """The one place where a failed worker is told of, in words and without values."""
        if event.state is not WorkerState.ERROR or event.worker.error is None:
            return
        error = event.worker.error
        said = getattr(error, "message", None)
        if not isinstance(said, Sayable):
            from exin_tui.privacy.traces import write_trace

            if self._log_file is not None:
                write_trace(error, self._log_file, now=self.clock.now())
            said = text("That did not work: a fault in the program. What was saved is safe.")
        words = self.look.say(said)
        if words != self._failing:
            self._failing = words
            self.tell(words, loud=True)


def _asked_from_elsewhere(error: NoMatches, shown: Sequence[Screen[Any]]) -> bool:
    """Whether a screen looked for its own widgets after it was left."""
    step = error.__traceback__
    while step is not None:
        owner = step.tb_frame.f_locals.get("self")
        if isinstance(owner, Screen) and owner not in shown:
            return True
        step = step.tb_next
    return False
