"""What all screens of the board share: a header, the keys at the bottom, and the application they ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.screen import Screen

from exin_tui.caseload.models import ParticipantView
from exin_tui.language import text
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Command, Where, main_key
from exin_tui.tui.ink import Line
from exin_tui.tui.look import Look
from exin_tui.tui.repainted import Repainted
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import HeaderLine, Tab
from exin_tui.tui.widgets.missed import MissedLine
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.why_panel import WhyPanel

if TYPE_CHECKING:
    from exin_tui.tui.app import ExinApp

ONE_PANE, TWO_PANES, FULL, WIDE = "-one-pane", "-two-panes", "-full", "-wide"


class BoardScreen(Repainted, Screen[None]):
    """Header, body, keys."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it so
        (0, ONE_PANE),
        (100, TWO_PANES),
        (118, FULL),
        (160, WIDE),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        (0, "-low"),
        (28, "-middle"),
        (34, "-tall"),
    ]
    WHERE: ClassVar[tuple[Where, ...]] = ()
    """Whose commands apply here, besides those that apply everywhere."""
    PLACE: ClassVar[str] = ""
    """The tab of the header that is on."""

    DEFAULT_CSS = """
    BoardScreen { background: $background; layers: base sheet; }
    BoardScreen #header { height: 1; padding: 0 2; }
    BoardScreen #keys { height: 1; padding: 0 2; dock: bottom; }
    BoardScreen.-one-pane #missed { padding: 0 1; }
    BoardScreen.-one-pane #header, BoardScreen.-one-pane #keys { padding: 0 1; }
    """

    @property
    def exin(self) -> ExinApp:
        """The application, by its own type."""
        return cast("ExinApp", self.app)

    @property
    def look(self) -> Look:
        """How things are shown now."""
        return self.exin.look

    def commands(self) -> tuple[type[Command], ...]:
        """The commands that apply here."""
        return commands_of(*self.WHERE, Where.GO, Where.EVERYWHERE)

    def tabs(self) -> Sequence[Tab]:
        """The header's tabs."""
        return self.exin.tabs(self.PLACE)

    def way_back(self) -> Line:
        """What stands in the header instead of tabs, on screens below one of them."""
        return ()

    def paint(self) -> None:
        """Everything anew: language, privacy, theme or data have changed."""
        self.paint_header()
        self.paint_missed()
        self.paint_keys()

    def paint_missed(self) -> None:
        """The line about partners that take no part."""
        for line in self.query(MissedLine):
            way = next((one for one in self.commands() if one.id == "go.partners"), None)
            key = main_key(way, self.exin.shown_keymap) if way is not None else ""
            line.show(self.exin.presences(), self.look, key)

    def partners_changed(self) -> None:
        """Another one takes part, or one does no longer."""
        self.paint()

    def paint_header(self) -> None:
        """The header alone; while names are shown it counts down."""
        for header in self.query(HeaderLine):
            overview = self.exin.overview
            capacity = overview.capacity if overview else ()
            header.show(self.tabs(), self.way_back(), capacity, self.look, self.exin.seconds_left)

    def paint_keys(self) -> None:
        """The footer, from the commands that apply and are possible now."""
        for keys in self.query(KeysLine):
            possible = [one for one in self.commands() if self.possible(one)]
            keys.show(possible, self.look, self.exin.shown_keymap, titles=self.exin.present_titles())

    def where_now(self) -> tuple[Where, ...]:
        """The places whose commands help shows."""
        return self.WHERE

    def possible(self, command: type[Command]) -> bool:
        """Whether ``command`` can be run now, by the one rule of `check_action`."""
        owner = self.app if command.where is Where.EVERYWHERE else self
        return owner.check_action(command.action(), ()) is True

    def overview_changed(self) -> None:
        """A new snapshot is there."""
        self.paint()

    def read_again(self) -> None:
        """Something was written: read what this screen shows, beyond the overview."""

    def participant_read(self, code: str, view: ParticipantView | None) -> None:
        """A participant was read."""

    def went_back(self) -> bool:
        """Escape: True when there was something here to step out of."""
        return False

    def on_mount(self) -> None:
        """Paint the frame first; rows come when they are read."""
        self.paint()

    def on_screen_resume(self) -> None:
        """Something may have changed below another screen."""
        self.paint()

    @on(RowList.Clicked)
    async def open_clicked(self) -> None:
        """A second click is Enter."""
        await self.app.run_action("row_open", default_namespace=self)

    async def action_go_to(self) -> None:
        """Ask for the letter."""
        self.exin.ask_where_to()

    def action_go_overview(self) -> None:
        """Home."""
        self.exin.go_overview()

    def action_go_capacity(self) -> None:
        """Who has room."""
        self.exin.go_capacity()

    def action_go_standup(self) -> None:
        """The daily stand-up."""
        self.exin.go_standup()

    def action_go_partners(self) -> None:
        """How each partner is."""
        self.exin.go_partners()

    def action_go_week(self) -> None:
        """The week."""
        self.exin.go_week()

    def action_go_outcomes(self) -> None:
        """The meetings that are over."""
        self.exin.go_outcomes()

    def action_go_book(self) -> None:
        """Agencies and contacts."""
        self.exin.go_book()

    def outcomes_changed(self) -> None:
        """It was read which meetings are over."""

    def action_go_weekly(self) -> None:
        """The weekly review."""
        self.exin.go_weekly()

    def action_go_monthly(self) -> None:
        """The monthly review."""
        self.exin.go_monthly()

    def action_go_partner(self, number: str = "0") -> None:
        """A partner's tab."""
        self.exin.go_partner(int(number))

    def place_answer(self) -> None:
        """A column beside the list where there is room for one, else a sheet from below."""
        sheet = self.size.width < 118 or self.size.height < 34
        self.set_class(sheet, "-sheet")
        for panel in self.query(WhyPanel):
            panel.sheet = sheet

    def say(self, msgid_said: object) -> str:
        """In the language of the screen."""
        return self.look.say(msgid_said)

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Overview"))
