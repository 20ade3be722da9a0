"""The application: its themes, its clock, its palette, and what is left when it fails.

`ShowingApp` says what may be seen of people, `ReadingApp` reads and writes, `GoingApp` goes between screens.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.screen import Screen

from exin_schema.programme import Programme
from exin_schema.vocabulary import Language
from exin_tui.clock import Clock
from exin_tui.language import text
from exin_tui.privacy.screening import Screening
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.going_app import GoingApp
from exin_tui.tui.remembered import Remembered
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.themes import choose_theme, themes

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels
    from exin_tui.storage.database import Database
    from exin_tui.tui.screens.lock import Unlock

POLL_SECONDS = 2.0


def _offers() -> type[Provider]:
    from exin_tui.tui.palette import Offers

    return Offers


class ExinApp(GoingApp):
    """The board of one team."""

    TITLE = "exin"  # never a name: terminals show and keep titles
    ENABLE_COMMAND_PALETTE = True
    CSS_PATH: ClassVar[list[str | PurePath]] = [
        Path(__file__).with_name("dashboard.tcss")
    ]  # a default screen's own would not be read
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_offers}
    CSS = """
    Toast { background: $surface; color: $text; padding: 0 2; }
    ToastRack { margin-bottom: 2; }
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
        database: Database,
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
        state_file: Path | None = None,
        ascii_only: bool = False,
        is_demo: bool = False,
    ) -> None:
        """``me`` are the initials of whoever works here.

        ``unlock`` takes a passphrase and returns what is wrong with it, or None. Names are shown for
        ``open_view_minutes``; without a key for ``idle_lock_minutes`` the screen locks, 0 is never. The
        filter is kept in ``state_file`` from one start to the next.
        """
        hatch = "#" if ascii_only else "▒"
        super().__init__(
            database,
            programme,
            labels,
            log_file,
            clock=clock if clock is not None else Clock(),
            language=language,
            me=me,
            screening=Screening(screened=screened, language=language, initials=initials, hatch=hatch),
            open_seconds=open_view_minutes * 60,
            unlock=unlock,
            partners=partners,
            keymap=dict(keymap or {}),
        )
        for one in themes():
            self.register_theme(one)
        chosen, self._theme_known = choose_theme(theme, no_color=self.no_color)
        self._use_theme_from_the_start(chosen)
        self.remembered = Remembered(state_file)
        self.is_demo, self.ascii_only = is_demo, ascii_only
        self._idle_seconds = idle_lock_minutes * 60
        self.opens: Callable[[ExinApp], None] | None = None
        """Where to go once the first rows are there, such as the stand-up."""

    def _use_theme_from_the_start(self, name: str) -> None:
        """Without a second pass over the stylesheet, which setting the reactive would cost."""
        self.set_reactive(App.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_default_screen(self) -> Screen[Any]:
        """The board."""
        board = Dashboard(self.look)
        board.narrowed = self.remembered.load(self.me)
        return board

    def on_mount(self) -> None:
        """The first load starts here: `call_after_refresh` would cost up to 80 ms."""
        self.reload()
        self.set_keymap(dict(self.shown_keymap))
        self.set_interval(1.0, self._tick)
        self.set_interval(POLL_SECONDS, self._poll)
        self.theme_changed_signal.subscribe(self, lambda _: self.paint())
        if not self._theme_known:
            self.tell(text("There is no such theme. exin themes lists the five there are."))

    def rows_are_there(self) -> None:
        """The partners are asked, and whoever started it for something else than the board goes there."""
        super().rows_are_there()
        if self.opens is not None:
            opens, self.opens = self.opens, None
            opens(self)

    def _tick(self) -> None:
        if self.clock.today() != self.today and self.overview is not None:
            self.today = self.clock.today()
            self.refresh_data()
            self.begin_day()
        if not self.screening.screened:
            if self.seconds_left <= 0:
                self.screen_names()
            else:  # under a sheet it stands beside what is typed
                seen = (one for one in reversed(self.screen_stack) if isinstance(one, BoardScreen))
                for screen in islice(seen, 1):
                    screen.paint_header()
        if self._idle_seconds and time.monotonic() - self.last_key > self._idle_seconds:
            self.action_view_lock()

    async def on_event(self, event: events.Event) -> None:
        """Any key or click puts the idle lock off."""
        if isinstance(event, events.Key | events.MouseDown | events.MouseScrollDown | events.MouseScrollUp):
            self.last_key = time.monotonic()
        await super().on_event(event)

    def action_edit_undo(self) -> None:
        """The last change made here; again: the one before."""
        from exin_tui.tui.undoing import undo

        undo(self)

    def action_go_find(self) -> None:
        """Search over everything; again: anew."""
        from exin_tui.tui.screens.search import SearchScreen

        if isinstance(self.screen, BoardScreen):
            if isinstance(self.screen, SearchScreen):
                self.pop_screen()
            self.push_screen(SearchScreen(self.look))

    def action_edit_redo(self) -> None:
        """What was taken back last."""
        from exin_tui.tui.undoing import redo

        redo(self)

    def action_command_palette(self) -> None:
        """Textual's palette with our words. It has no screenshot: that would write everybody to a file."""
        from textual.command import CommandPalette

        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            words = self.look.say(text("Search commands and participants …"))
            self.push_screen(CommandPalette(placeholder=words, id="--command-palette"))

    def action_view_palette(self) -> None:
        """The same, by its own id."""
        self.action_command_palette()

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
