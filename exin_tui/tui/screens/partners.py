"""The partners: how each of them is, where it comes from, why it takes no part and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from exin_tui.language import text
from exin_tui.partners.presence import Presence
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.presence_lines import answer_lines, heads, row
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import HeaderLine, Tab
from exin_tui.tui.widgets.line_list import LineList
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.why_panel import WhyPanel

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.partners.leftovers import Leftover


class PartnersScreen(BoardScreen):
    """The list; those that are missed stand first, and the answer is open about one."""

    WHERE = (Where.PARTNERS,)
    AUTO_FOCUS = "#partners"
    DEFAULT_CSS = """
    PartnersScreen #header { height: 2; padding: 0 2 1 2; }
    PartnersScreen #body { height: 1fr; padding: 0 2 1 0; }
    PartnersScreen #left { width: 1fr; }
    PartnersScreen PaneHead { height: 3; padding: 0 0 0 2; }
    PartnersScreen.-one-pane #header { padding: 0 1 1 1; }
    PartnersScreen.-one-pane #body { padding: 0; }
    PartnersScreen.-one-pane PaneHead { padding: 0 0 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(commands_of(Where.PARTNERS, Where.GO))

    def __init__(self, key: str = "") -> None:
        """The cursor begins on the partner with that key, or on the first one that is missed."""
        super().__init__()
        self.list = LineList(id="partners")
        self._begin_on = key
        self._asked = False
        """The answer was opened by hand."""
        self._kept: Sequence[Leftover] = ()

    def compose(self) -> ComposeResult:
        """Header, list, answer, keys."""
        yield HeaderLine()
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield PaneHead(id="partners-head", heads=lambda width: heads(self.look, width))
                yield self.list
            yield WhyPanel()
        yield KeysLine()

    def on_mount(self) -> None:
        """Those that are missed are answered about at once."""
        super().on_mount()
        first = next(iter(self.partners), None)
        key = self._begin_on or (first.key if first is not None and first.missed else "")
        if key:
            self.list.cursor = next(
                (place for place, one in enumerate(self.partners) if one.key == key), self.list.cursor
            )
            self.add_class("-answering")
        self.read_again()

    @property
    def partners(self) -> tuple[Presence, ...]:
        """Those that are missed first."""
        return tuple(sorted(self.exin.presences(self._kept), key=lambda one: not one.missed))

    @property
    def here(self) -> Presence | None:
        """The one under the cursor."""
        return next((one for one in self.partners if one.key == self.list.row_id), None)

    def tabs(self) -> Sequence[Tab]:
        """The one that the cursor is on is on in the header too, where it has a tab that leads here."""
        here = self.here
        return self.exin.tabs(here.id if here is not None and here.absent else "")

    def read_again(self) -> None:
        """What is kept for those that are not found."""

        def read(connection: Connection) -> tuple[Leftover, ...]:
            from exin_tui.partners.leftovers import load_leftovers

            return load_leftovers(connection, ())

        def done(found: tuple[Leftover, ...]) -> None:
            self._kept = found
            if self.is_mounted:
                self.paint()

        self.exin.read_with(read, done)

    def paint(self) -> None:
        """From how they are now."""
        partners, look = self.partners, self.look
        self.list.show([(one.key, row(one, look)) for one in partners])
        head = self.query_one(PaneHead)
        head.light(lit=True)
        head.show(self.title_of_place(), str(len(partners)))
        super().paint()
        self.answer()

    def answer(self) -> None:
        """About the one under the cursor."""
        here, look = self.here, self.look
        if here is not None and self.has_class("-answering"):
            panel = self.query_one(WhyPanel)
            panel.show(look.say(here.name), lambda width: answer_lines(here, look, width), look)

    @on(RowList.Highlighted)
    def highlighted(self) -> None:
        """The answer, the header and the keys follow the cursor."""
        self.paint_header()
        self.paint_keys()
        self.answer()

    def action_partners_why(self) -> None:
        """The answer, or not."""
        self._asked = True
        self.toggle_class("-answering")
        self.answer()

    def action_row_why(self) -> None:
        """The panel's own key closes it."""
        self.action_partners_why()

    def action_partners_open(self) -> None:
        """The tab of the one under the cursor."""
        here = self.here
        if here is not None and here.active:
            self.exin.go_partner_of(here.id)

    async def open_clicked(self) -> None:
        """A second click is Enter."""
        self.action_partners_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One that takes no part has nothing to be opened."""
        if action == "partners_open":
            return self.here is not None and self.here.active
        return super().check_action(action, parameters)

    def went_back(self) -> bool:
        """Escape closes the answer first, when it was asked for."""
        if self.has_class("-answering") and self._asked:
            self.remove_class("-answering")
            return True
        return False

    def on_resize(self) -> None:
        """Margin, and where the answer stands."""
        self.list.margin = 1 if self.size.width < 100 else 2
        self.place_answer()

    def title_of_place(self) -> str:
        """For the head, and for help's first line."""
        return self.say(text("Partners"))
