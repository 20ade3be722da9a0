"""The application: it owns the database, what was read last, and what of people may be seen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on, work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen
from textual.worker import Worker, WorkerState, get_current_worker

from exin_schema.programme import Programme
from exin_schema.vocabulary import Language
from exin_tui.caseload.filters import Filter
from exin_tui.caseload.models import Overview, ParticipantView
from exin_tui.clock import Clock
from exin_tui.language import Sayable, text
from exin_tui.privacy.sanitise import one_line
from exin_tui.privacy.screening import Screening
from exin_tui.tui.changes import Moment, Refused, Write, attempt
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.look import Look
from exin_tui.tui.messages import OverviewRead, ParticipantRead, SomethingChanged
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.themes import TOKENS, choose_theme, themes
from exin_tui.tui.widgets.header import Tab

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels
    from exin_tui.storage.database import Database
    from exin_tui.tui.screens.lock import Unlock

Result = TypeVar("Result")

POLL_SECONDS = 2.0
REVEAL_SECONDS = 10.0


def _offers() -> type[Provider]:
    from exin_tui.tui.palette import Offers

    return Offers


class ExinApp(App[None]):
    """The board of one team."""

    TITLE = "exin"  # never a name: terminals show and keep titles
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        Path(__file__).with_name("dashboard.tcss")
    ]  # a default screen's own would not be read
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_offers}
    CSS = """
    Toast { background: $surface; color: $text; padding: 0 2; }
    Toast .toast--title { color: $accent; }
    SearchIcon { display: none; }
    CommandPalette { background: $background 60%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_for(
            (one for one in commands_of(Where.EVERYWHERE) if one.id != "view.palette"), namespace="app"
        ),
        Binding("ctrl+q", "view_quit", show=False, priority=True),
    ]

    def __init__(
        self,
        database: Database | Callable[[], Database],
        programme: Programme,
        *,
        labels: Labels | None = None,
        partners: Sequence[Any] = (),
        clock: Clock | None = None,
        language: Language = "nb",
        me: str = "",
        theme: str | None = None,
        screened: bool = True,
        initials: bool = False,
        open_view_minutes: int = 5,
        idle_lock_minutes: int = 10,
        unlock: Unlock | None = None,
        keymap: Mapping[str, str] | None = None,
        log_file: Path | None = None,
        ascii_only: bool = False,
        is_demo: bool = False,
    ) -> None:
        """``database`` is open, or opens when it is first read: then the frame is painted before storage is
        imported. ``me`` are the initials of whoever works here.

        ``unlock`` takes a passphrase and returns what is wrong with it, or None. Names are shown for
        ``open_view_minutes``; without a key for ``idle_lock_minutes`` the screen locks, 0 is never.
        """
        super().__init__()
        for one in themes():
            self.register_theme(one)
        chosen, self._theme_known = choose_theme(theme, no_color=self.no_color)
        self._use_theme_from_the_start(chosen)
        self._database, self.programme = database, programme
        self._opening = threading.Lock()
        self._labels = labels
        self.partners = tuple(partners)
        self.clock = clock if clock is not None else Clock()
        self.language: Language = language
        self.me = me
        self.is_demo = is_demo
        self.unlock = unlock
        self.ascii_only = ascii_only
        self.shown_keymap: Mapping[str, str] = dict(keymap or {})
        self.overview: Overview | None = None
        self.screening = Screening(
            screened=screened, language=language, initials=initials, hatch="#" if ascii_only else "▒"
        )
        self._open_seconds = open_view_minutes * 60
        self._idle_seconds = idle_lock_minutes * 60
        self._open_until = time.monotonic() + self._open_seconds
        self._last_key = time.monotonic()
        self._today = self.clock.today()
        self._log_file = log_file
        self._failing = ""
        self._reveals = 0
        self.own_changes = 0
        """Changes of this session: what undo may take back."""

    def _use_theme_from_the_start(self, name: str) -> None:
        """Without a second pass over the stylesheet, which setting the reactive would cost."""
        self.set_reactive(App.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_default_screen(self) -> Screen[Any]:
        """The board."""
        return Dashboard(self.look)

    def on_mount(self) -> None:
        """The first load starts here: `call_after_refresh` would cost up to 80 ms."""
        self.reload()
        self.set_keymap(dict(self.shown_keymap))
        self.set_interval(1.0, self._tick)
        self.set_interval(POLL_SECONDS, self._poll)
        self.theme_changed_signal.subscribe(self, lambda _: self.paint())
        if not self._theme_known:
            self.tell(text("There is no such theme. exin themes lists the five there are."))

    # ── what screens ask ──────────────────────────────────────────────────────────────────────────

    @property
    def database(self) -> Database:
        """The open database. Asked for in threads only: opening it may take its time."""
        with self._opening:
            if callable(self._database):
                self._database = self._database()
            return self._database

    @property
    def labels(self) -> Labels:
        """The words of stored keys."""
        if self._labels is None:
            from exin_tui.caseload.labels import Labels

            self._labels = Labels.of(self.programme)
        return self._labels

    @property
    def look(self) -> Look:
        """How things are shown now."""
        return Look(self.language, self._today, self.screening, self.me)

    @property
    def seconds_left(self) -> int:
        """Until names are hidden again."""
        return max(0, round(self._open_until - time.monotonic()))

    def tabs(self, place: str) -> tuple[Tab, ...]:
        """Overview, one for each partner, capacity."""
        return (
            Tab(text("Overview"), "screen.go_overview", place == "overview"),
            *(
                Tab(partner_title(one), f"screen.go_partner('{number}')", place == partner_id(one))
                for number, one in enumerate(self.shown_partners)
            ),
            Tab(text("Capacity"), "screen.go_capacity", place == "capacity"),
        )

    @property
    def shown_partners(self) -> tuple[Any, ...]:
        """The partners with a tab, in the manifests' order."""
        known = [one for one in self.partners if one.active and one.manifest is not None]
        return tuple(sorted(known, key=lambda one: (one.manifest.order, one.manifest.id)))

    def present_titles(self) -> dict[str, str]:
        """Footer words that depend on the state, by command."""
        open_now = not self.screening.screened
        return {"view.privacy": self.look.say(text("screen names") if open_now else text("show names"))}

    def tell(self, message: Sayable | str, *, loud: bool = False) -> None:
        """A notification: sanitised, and never read as markup."""
        said = message if isinstance(message, str) else self.look.say(message)
        self.notify(one_line(said), severity="error" if loud else "information", markup=False)

    def paint(self) -> None:
        """Every screen anew, also those below."""
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.paint()

    # ── reading ───────────────────────────────────────────────────────────────────────────────────

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

    @on(OverviewRead)
    def overview_read(self, message: OverviewRead) -> None:
        """The one place where the caseload's state changes."""
        self.overview = message.overview
        self._today = message.overview.today
        self._failing = ""
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.overview_changed()

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
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.participant_read(message.code, message.view)

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
        self.call_from_thread(done, found)

    # ── writing ───────────────────────────────────────────────────────────────────────────────────

    @work(thread=True, exit_on_error=False, group="write")
    def change(self, write: Write, done: Callable[[], None], refused: Callable[[Refused], None]) -> None:
        """Run ``write`` in a thread; then ``done``, or ``refused`` with why nothing was changed."""
        moment = Moment(self.clock.now(), self.clock.today(), self.me, self.programme)
        answer = attempt(self.database, moment, write)
        if answer is None:
            self.call_from_thread(self._changed, done)
        else:
            self.call_from_thread(self._refused, answer, refused)

    def _changed(self, done: Callable[[], None]) -> None:
        self.own_changes += 1
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

    # ── time ──────────────────────────────────────────────────────────────────────────────────────

    def _tick(self) -> None:
        if self.clock.today() != self._today and self.overview is not None:
            self._today = self.clock.today()
            self.refresh_data()
        if not self.screening.screened:
            if self.seconds_left <= 0:
                self.screen_names()
            elif isinstance(self.screen, BoardScreen):
                self.screen.paint_header()
        if self._idle_seconds and time.monotonic() - self._last_key > self._idle_seconds:
            self.action_view_lock()

    async def on_event(self, event: events.Event) -> None:
        """Any key or click puts the idle lock off."""
        if isinstance(event, events.Key | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp):
            self._last_key = time.monotonic()
        await super().on_event(event)

    # ── privacy ───────────────────────────────────────────────────────────────────────────────────

    def screen_names(self) -> None:
        """Back to code and alias."""
        self._set_screened(screened=True)

    def _set_screened(self, *, screened: bool) -> None:
        from dataclasses import replace

        self.screening = replace(self.screening, screened=screened, revealed="")
        self._open_until = time.monotonic() + self._open_seconds
        self.paint()

    def action_view_privacy(self) -> None:
        """Show names, for a while; or hide them."""
        self._set_screened(screened=not self.screening.screened)

    def reveal(self, participant_id: str) -> None:
        """One participant's name for ten seconds."""
        self.screening = self.screening.reveal(participant_id)
        self._reveals += 1
        this_one = self._reveals
        self.paint()
        self.set_timer(REVEAL_SECONDS, lambda: self._hide_again(this_one))

    def _hide_again(self, number: int) -> None:
        if number == self._reveals and self.screening.revealed:
            self.screening = self.screening.reveal("")
            self.paint()

    def action_view_lock(self) -> None:
        """Nothing of the caseload stays on the screen; names are screened for the return."""
        from exin_tui.tui.screens.lock import LockScreen

        if any(isinstance(screen, LockScreen) for screen in self.screen_stack):
            return
        self.clear_notifications()
        self._set_screened(screened=True)
        self.push_screen(LockScreen(self.look, self.clock.now(), self.unlock), self._unlocked)

    def _unlocked(self, _: bool | None) -> None:
        self._last_key = time.monotonic()

    # ── going places ──────────────────────────────────────────────────────────────────────────────

    def go_overview(self) -> None:
        """Down to the board."""
        while len(self.screen_stack) > 1 and not isinstance(self.screen, Dashboard):
            self.pop_screen()

    def narrow_board(self, narrowed: Filter) -> None:
        """Show the board through a filter."""
        if isinstance(self.screen, Dashboard):
            self.screen.narrow(narrowed)

    def go_capacity(self) -> None:
        """Who has room."""
        from exin_tui.tui.screens.capacity import CapacityScreen

        if not isinstance(self.screen, CapacityScreen):
            self.go_overview()
            self.push_screen(CapacityScreen())

    def go_partner(self, number: int) -> None:
        """The partner's tab, counted from the left."""
        from exin_tui.tui.screens.partner import PartnerScreen

        if number >= len(self.shown_partners):
            return
        partner = self.shown_partners[number]
        if isinstance(self.screen, PartnerScreen) and self.screen.partner is partner:
            return
        self.go_overview()
        self.push_screen(PartnerScreen(partner))

    def open_participant(self, code: str) -> None:
        """One participant, over what is open."""
        from exin_tui.tui.screens.participant import ParticipantScreen

        self.push_screen(ParticipantScreen(code))

    def ask_where_to(self) -> None:
        """``g``, then a letter."""
        from exin_tui.tui.screens.go_to import GoTo, places

        where = places(self)

        def go(value: str | None) -> None:
            if value == "overview":
                self.go_overview()
            elif value == "capacity":
                self.go_capacity()
            elif value is not None:
                self.go_partner(int(value))

        self.push_screen(GoTo(self.look, where), go)

    def action_view_back(self) -> None:
        """Out of what was opened last."""
        screen = self.screen
        if isinstance(screen, BoardScreen) and screen.went_back():
            return
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def action_view_help(self) -> None:
        """What the keys do, here."""
        from exin_tui.tui.screens.help import HelpScreen

        if isinstance(self.screen, BoardScreen):
            self.push_screen(HelpScreen(self.screen, self.look, self.shown_keymap))

    async def action_view_quit(self) -> None:
        """Nothing is unsaved."""
        self.exit()

    def action_edit_undo(self) -> None:
        """The last change made here."""
        from exin_tui.tui.changes import undo_last

        undo_last(self)

    # ── the palette ───────────────────────────────────────────────────────────────────────────────

    def action_command_palette(self) -> None:
        """Textual's palette with our words. It has no screenshot: that would write everybody to a file."""
        from textual.command import CommandPalette

        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            words = self.look.say(text("Search commands and participants …"))
            self.push_screen(CommandPalette(placeholder=words, id="--command-palette"))

    def action_view_palette(self) -> None:
        """The same, by its own id."""
        self.action_command_palette()

    # ── failing ───────────────────────────────────────────────────────────────────────────────────

    def _handle_exception(self, error: Exception) -> None:
        """In place of Textual's crash screen, which prints the values of local variables."""
        from exin_tui.tui.crash import crash_message

        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        message = crash_message(error, self._log_file, self.clock.now(), self.language)
        if not self._exit_renderables:  # one sentence, however many faults follow the first
            self.panic(message)


def partner_title(partner: Any) -> Sayable:
    """What stands on a partner's tab."""
    manifest = partner.manifest
    words: Sayable = manifest.tab if manifest.tab is not None else manifest.name
    return words


def partner_id(partner: Any) -> str:
    """The partner's id."""
    return str(partner.manifest.id)


def theme_names() -> tuple[str, ...]:
    """The five."""
    return tuple(TOKENS)
