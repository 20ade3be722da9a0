"""Outcomes to log: the meetings that are over, gone through with one key each."""

from __future__ import annotations

from itertools import groupby
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from exin_tui.caseload.models import MeetingRow, Person
from exin_tui.language import text
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line, Span, gap
from exin_tui.tui.look import Look
from exin_tui.tui.screens.meeting_actions import MeetingActions
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import PRODUCT, HeaderLine
from exin_tui.tui.widgets.line_list import Drawn, LineList, fixed
from exin_tui.tui.widgets.meetings import day_heading, meeting_line
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.row_list import RowList


class OutcomesScreen(MeetingActions):
    """A list that empties itself."""

    WHERE = (Where.OUTCOME,)
    AUTO_FOCUS = "#over"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(commands_of(Where.OUTCOME, Where.GO))

    def __init__(self) -> None:
        super().__init__()
        self.over = LineList(id="over")

    def compose(self) -> ComposeResult:
        """Header, list, keys."""
        yield HeaderLine()
        with Vertical(id="body"):
            yield PaneHead(id="over-head")
            yield self.over
        yield KeysLine()

    def way_back(self) -> Line:
        """The way back, and what this is."""
        say = self.look.say
        return (
            Span(PRODUCT, "text bold"),
            gap(4),
            Span(f"‹ {say(text('back'))}", "accent", "app.view_back"),
            gap(3),
            Span(say(text("Outcomes to log")), "text bold"),
        )

    def paint(self) -> None:
        """From what was read last."""
        super().paint()
        look, found = self.look, self.exin.outcomes
        rows: list[tuple[str, Drawn]] = []
        for day, meetings in groupby(found, key=lambda one: one.starts_at.date()):
            rows.append(("", fixed(day_heading(day, look))))
            rows += [(_id(one), _drawn(one, look)) for one in meetings]
        if not rows:
            said = look.say(text("Every meeting that is over has its outcome. Esc goes back."))
            rows = [("", fixed((Span(said, "muted"),)))]
        self.over.show(rows)
        head = self.query_one(PaneHead)
        head.light(lit=True)
        head.show(look.say(text("What became of it?")), str(len(found)) if found else "")
        self.paint_keys()

    def outcomes_changed(self) -> None:
        """One less, or one more."""
        self.paint()

    def read_again(self) -> None:
        """Something was written."""
        self.exin.count_outcomes()

    @property
    def meeting_here(self) -> MeetingRow | None:
        """The meeting under the cursor."""
        return next((one for one in self.exin.outcomes if _id(one) == self.over.row_id), None)

    @property
    def person(self) -> Person | None:
        """Whom it was with."""
        found = self.meeting_here
        return found.person if found is not None else None

    @on(RowList.Highlighted)
    def highlighted(self) -> None:
        """The keys follow the cursor."""
        self.paint_keys()

    def action_outcome_held(self) -> None:
        """Held."""
        self.action_meeting_held()

    def action_outcome_no_show(self) -> None:
        """Did not show up."""
        self.action_meeting_no_show()

    def action_outcome_cancelled(self) -> None:
        """Cancelled."""
        self.action_meeting_cancel()

    def action_outcome_moved(self) -> None:
        """Moved."""
        self.action_meeting_moved()

    def action_outcome_edit(self) -> None:
        """Change it."""
        self.action_meeting_edit()

    def action_outcome_why(self) -> None:
        """All of it."""
        self.show_meeting()

    def action_outcome_open(self) -> None:
        """Whom it was with."""
        if self.person is not None:
            self.exin.open_participant(self.person.code)

    def action_row_open(self) -> None:
        """A second click."""
        self.action_outcome_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only while there is a meeting."""
        if action == "outcome_open":
            return self.person is not None
        if action.startswith("outcome_"):
            return self.meeting_here is not None
        return super().check_action(action, parameters)

    def on_resize(self, _: Any = None) -> None:
        """Margins."""
        self.over.margin = 1 if self.size.width < 100 else 2

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Outcomes to log"))


def _id(one: MeetingRow) -> str:
    return f"{one.id}@{one.starts_at:%Y%m%d%H%M}"


def _drawn(one: MeetingRow, look: Look) -> Drawn:
    return lambda width: meeting_line(one, look, width)
