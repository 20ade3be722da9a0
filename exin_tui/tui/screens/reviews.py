"""The weekly review of one caseworker, and the monthly review of the team. Nobody's name can be shown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from exin_tui.dates import add_months
from exin_tui.language import text
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line, Span
from exin_tui.tui.look import Look
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.standup_scene import shared_look
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import HeaderLine
from exin_tui.tui.widgets.line_list import Drawn, LineList, fixed
from exin_tui.tui.widgets.monthly_lines import month_name, monthly_lines
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.weekly_lines import colleagues, weekly_lines

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.reports.monthly import Monthly
    from exin_tui.reports.weekly import Weekly


class ReviewScreen(BoardScreen):
    """Lines to go through; left and right for the one before and the next."""

    PLACE = "review"
    WHERE = (Where.REVIEW,)
    ALWAYS_SCREENED = True
    AUTO_FOCUS = "#review"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(
        one for one in commands_of(Where.REVIEW, Where.GO) if one.id not in {"go.pane", "go.pane_back"}
    )
    DEFAULT_CSS = """
    ReviewScreen #header { height: 2; padding: 0 2 1 2; }
    ReviewScreen #left { height: 1fr; padding: 0 2 1 0; }
    ReviewScreen PaneHead { height: 2; padding: 0 0 0 2; }
    ReviewScreen.-one-pane #header { padding: 0 1; height: 1; }
    ReviewScreen.-one-pane PaneHead { padding: 0 0 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.review = LineList(id="review")

    def compose(self) -> ComposeResult:
        """Header, lines, keys."""
        yield HeaderLine()
        with Vertical(id="left"):
            yield PaneHead(id="review-head")
            yield self.review
        yield KeysLine()

    @property
    def look(self) -> Look:
        """Screened, whatever the board shows."""
        return shared_look(self.exin.look)

    def on_mount(self) -> None:
        """Read."""
        super().on_mount()
        self.read_again()

    def on_resize(self) -> None:
        """The bar's margin."""
        self.review.margin = 1 if self.size.width < 100 else 2

    def overview_changed(self) -> None:
        """What it is made of has changed."""
        super().overview_changed()
        self.read_again()

    def action_review_open(self) -> None:
        """Nothing to open, unless the lines are about participants."""

    async def action_row_open(self) -> None:
        """A second click is Enter."""
        self.action_review_open()

    def show_head(self, title: str, count: str, end: Line = ()) -> None:
        """Title and number."""
        head = self.query_one(PaneHead)
        head.light(lit=True)
        head.show(title, count, end)


class WeeklyScreen(ReviewScreen):
    """Every follow-up of one caseworker; at last the whole team's."""

    def __init__(self, caseworker: str) -> None:
        super().__init__()
        self.caseworker = caseworker
        self.weekly: Weekly | None = None

    def read_again(self) -> None:
        """Their follow-ups."""
        exin, overview, whose = self.exin, self.exin.overview, self.caseworker
        if overview is None:
            return

        def read(connection: Connection) -> Weekly:
            from exin_tui.reports.weekly import weekly

            return weekly(
                connection, overview, whose,
                now=exin.clock.now(), programme=exin.programme, labels=exin.labels,
            )  # fmt: skip

        exin.read_with(read, self._was_read)

    def _was_read(self, weekly: Weekly) -> None:
        if self.is_mounted and weekly.caseworker == self.caseworker:
            self.weekly = weekly
            self.paint()

    def paint(self) -> None:
        """From what was read last."""
        super().paint()
        weekly, look = self.weekly, self.look
        if weekly is None:
            return
        whose = weekly.caseworker or look.say(text("the whole team"))
        end = (Span(whose, "text bold"),)
        self.show_head(look.say(text("Weekly review")), str(len(weekly.rows)), end)

        def made(width: int) -> list[tuple[str, Drawn]]:
            return [(code, fixed(line)) for code, line in weekly_lines(weekly, look, width)]

        self.review.show_made(made)

    def action_review_next(self) -> None:
        """The next caseworker."""
        self._turn(1)

    def action_review_previous(self) -> None:
        """The one before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        overview = self.exin.overview
        if overview is None:
            return
        everybody = colleagues(overview.capacity)
        here = everybody.index(self.caseworker) if self.caseworker in everybody else 0
        self.caseworker = everybody[(here + step) % len(everybody)]
        self.read_again()

    def action_review_open(self) -> None:
        """The participant under the cursor, still without a name."""
        rows = self.weekly.rows if self.weekly is not None else ()
        if self.review.row_id:
            self.exin.open_participant(self.review.row_id, [one.row.person.code for one in rows])

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Weekly review"))


class MonthlyScreen(ReviewScreen):
    """Flow, capacity ahead, consents, releases."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open."""
        return False if action == "review_open" else super().check_action(action, parameters)

    def __init__(self, month: dt.date) -> None:
        super().__init__()
        self.month = month.replace(day=1)
        self.monthly: Monthly | None = None

    def read_again(self) -> None:
        """The month."""
        exin, overview, month = self.exin, self.exin.overview, self.month
        if overview is None:
            return

        def read(connection: Connection) -> Monthly:
            from exin_tui.reports.monthly import monthly

            return monthly(connection, overview, month=month, programme=exin.programme, labels=exin.labels)

        exin.read_with(read, self._was_read)

    def _was_read(self, monthly: Monthly) -> None:
        if self.is_mounted and monthly.since == self.month:
            self.monthly = monthly
            self.paint()

    def paint(self) -> None:
        """From what was read last."""
        super().paint()
        monthly, look = self.monthly, self.look
        if monthly is None:
            return
        self.show_head(look.say(text("Monthly review")), month_name(monthly, look))

        def made(width: int) -> list[tuple[str, Drawn]]:
            lines = monthly_lines(monthly, look, width)
            return [(str(place), fixed(line)) for place, line in enumerate(lines)]

        self.review.show_made(made)

    def action_review_next(self) -> None:
        """The next month."""
        self._turn(1)

    def action_review_previous(self) -> None:
        """The one before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self.month = add_months(self.month, step)
        self.read_again()

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Monthly review"))
