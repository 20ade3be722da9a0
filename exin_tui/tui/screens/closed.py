"""Those whose follow-up has ended: who, when, why; Enter opens one, where the door can be opened again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from exin_tui.dates import long_date
from exin_tui.language import text
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Command, Where
from exin_tui.tui.ink import Line, Span, fit, gap
from exin_tui.tui.look import Look
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import HeaderLine
from exin_tui.tui.widgets.line_list import Drawn, LineList, fixed
from exin_tui.tui.widgets.pane_head import PaneHead

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.closed_rows import ClosedRow


def closed_rows(rows: Sequence[ClosedRow], look: Look) -> list[tuple[str, Drawn]]:
    """One line each; what an empty list says when there is nobody."""
    if not rows:
        words = look.say(text("No follow-up has ended yet."))
        return [("", fixed((Span(words, "muted"),)))]

    def draw(one: ClosedRow) -> Drawn:
        def line(width: int) -> Line:
            who = look.screening.person(one.person)
            return (
                Span(fit(who, max(18, min(34, width - 50)))),
                gap(2),
                Span(fit(long_date(one.closed_on, look.language), 20), "muted"),
                gap(2),
                Span(fit(look.say(one.reason) if one.reason else "", 22)),
                Span(one.caseworker, "muted"),
            )

        return line

    return [(one.person.code, draw(one)) for one in rows]


class ClosedScreen(BoardScreen):
    """The list."""

    PLACE = "closed"
    WHERE = (Where.CLOSED,)
    AUTO_FOCUS = "#people"
    DEFAULT_CSS = """
    ClosedScreen #header { height: 2; padding: 0 2 1 2; }
    ClosedScreen #left { height: 1fr; padding: 0 2 1 0; }
    ClosedScreen PaneHead { height: 2; padding: 0 0 0 2; }
    ClosedScreen.-one-pane #header { padding: 0 1 1 1; }
    ClosedScreen.-one-pane #left { padding: 0; }
    ClosedScreen.-one-pane PaneHead { padding: 0 0 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(commands_of(Where.CLOSED, Where.GO))

    def __init__(self) -> None:
        super().__init__()
        self.people = LineList(id="people")
        self.closed: tuple[ClosedRow, ...] | None = None
        """As read last; None: not yet."""

    def compose(self) -> ComposeResult:
        """Header, list, keys."""
        yield HeaderLine()
        with Vertical(id="left"):
            yield PaneHead(id="people-head")
            yield self.people
        yield KeysLine()

    def on_mount(self) -> None:
        """Read."""
        super().on_mount()
        self.read_again()

    def read_again(self) -> None:
        """Anew."""

        def read(connection: Connection) -> tuple[ClosedRow, ...]:
            from exin_tui.caseload.closed_rows import closed_participants

            return closed_participants(connection)

        def done(found: tuple[ClosedRow, ...]) -> None:
            self.closed = found
            if self.is_mounted:
                self.paint()

        self.exin.read_with(read, done)

    def paint(self) -> None:
        """From what was read last."""
        super().paint()
        if self.closed is None:
            return
        self.people.show(closed_rows(self.closed, self.look))
        head = self.query_one(PaneHead)
        head.light(lit=True)
        head.show(self.title_of_place(), str(len(self.closed)), ())

    def action_closed_open(self) -> None:
        """Whoever is under the cursor."""
        if self.people.row_id:
            self.exin.open_participant(self.people.row_id)

    async def open_clicked(self) -> None:
        """A second click is Enter."""
        self.action_closed_open()

    def commands(self) -> tuple[type[Command], ...]:
        """Opening, besides going."""
        return commands_of(Where.CLOSED, Where.GO, Where.EVERYWHERE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody is opened where there is nobody."""
        if action == "closed_open" and not self.people.row_id:
            return False
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Margins."""
        self.people.margin = 1 if self.size.width < 100 else 2

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Ended follow-ups"))
