"""The overview: what is overdue, who is where, what falls due, who meets whom, who has room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from exin_tui.caseload.figures import figures, strip
from exin_tui.caseload.models import DueRow, MeetingRow, Overview, ParticipantRow, ParticipantView, Person
from exin_tui.language import text
from exin_tui.tui.board_panes.due import DuePane
from exin_tui.tui.board_panes.meetings import MeetingsPane
from exin_tui.tui.board_panes.pane import Pane
from exin_tui.tui.board_panes.participants import ParticipantsPane
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Command, Where
from exin_tui.tui.ink import Line, Span, gap, joined
from exin_tui.tui.look import Look
from exin_tui.tui.screens.answering import AnsweringScreen
from exin_tui.tui.screens.application_actions import ApplicationActions
from exin_tui.tui.screens.board_screen import ONE_PANE
from exin_tui.tui.screens.calendar_actions import CalendarActions
from exin_tui.tui.screens.change_actions import ChangeActions
from exin_tui.tui.screens.due_actions import DueActions
from exin_tui.tui.screens.piece import Piece, of_due
from exin_tui.tui.widgets.capacity_meter import CapacityMeter, capacity_legend
from exin_tui.tui.widgets.empty import EmptyState, no_hits, nobody_yet
from exin_tui.tui.widgets.figures import FiguresPanel
from exin_tui.tui.widgets.footer import KeysLine, Whisper
from exin_tui.tui.widgets.header import HeaderLine
from exin_tui.tui.widgets.missed import MissedLine
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.phase_strip import PhaseStrip
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.search_line import SearchLine
from exin_tui.tui.widgets.why_panel import WhyPanel

PANES: tuple[Pane[Any], ...] = (ParticipantsPane(), DuePane(), MeetingsPane())
"""In the order in which Tab goes around."""
_OF_PANES = {pane.where for pane in PANES}
ELSEWHERE = frozenset({"participant.invite"})
"""Commands of meetings that the board has of its own, by id."""
ON_MEETING = frozenset(one.action() for one in commands_of(Where.MEETING))
"""What is done with the meeting under the cursor."""


class Dashboard(ChangeActions, DueActions, ApplicationActions, CalendarActions, AnsweringScreen):
    """The team's board."""

    PLACE = "overview"
    WHERE = (Where.BOARD, Where.DUE, Where.MEETING, Where.FILTER, Where.PERSON)
    AUTO_FOCUS = "#participants"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(
        one
        for one in commands_of(
            Where.BOARD, Where.DUE, Where.MEETING, Where.PERSON, Where.FILTER, Where.GO, Where.EMPTY
        )
        if one.id not in ELSEWHERE
    )

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._first_look = look

    def compose(self) -> ComposeResult:
        """Header, figures, phases, panes, whisper, keys."""
        yield HeaderLine()
        yield FiguresPanel()
        yield PhaseStrip()
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield PaneHead(id="participants-head", heads=self.participants.heads)
                yield self.participants
                yield EmptyState(id="no-hits")
            with Vertical(id="right"):
                yield PaneHead(id="due-head")
                yield self.due
                yield PaneHead(id="meetings-head")
                yield self.meetings
                yield PaneHead(id="capacity-head")
                yield CapacityMeter()
            yield WhyPanel()
        yield EmptyState(id="empty")
        yield MissedLine()
        yield Whisper()
        yield SearchLine(self._first_look.say(text("search")))
        yield KeysLine()

    # ── painting ──────────────────────────────────────────────────────────────────────────────────

    def paint(self) -> None:
        """Everything, from the last snapshot."""
        super().paint()
        overview = self.exin.overview
        if overview is None:
            return
        self.set_class(not overview.rows, "-empty")
        self._narrow(overview)
        self.query_one(FiguresPanel).show(
            figures(overview), self.look, overview.team, lit=self.lit_figure, empty=not overview.rows
        )
        self.query_one(PhaseStrip).show(strip(overview.rows), self.look, self.lit_phase)
        capacity = self.query_one(CapacityMeter)
        capacity.show(overview.capacity, self.look)
        capacity.styles.height = max(1, min(8, len(overview.capacity)))
        self._paint_heads()
        self.query_one("#empty", EmptyState).show(nobody_yet(self.look))
        self.paint_keys()

    def overview_changed(self) -> None:
        """A new snapshot: cursor, scroll and filter stay."""
        self.paint()
        self.answer_again()

    def _narrow(self, overview: Overview) -> None:
        look = self.look
        shown = self.narrowed.apply(overview, screened=look.screening.screened)
        self.shown = shown
        for pane in PANES:
            pane.show(self, shown)
        nobody = bool(overview.rows) and not shown.rows
        self.query_one("#left").set_class(nobody, "-no-hits")
        if nobody:
            said = self.narrowed.say(look.language)
            lines = no_hits(look, self.narrowed.searched, said, max(20, self.participants.size.width - 4))
            self.query_one("#no-hits", EmptyState).show(lines)

    def _paint_heads(self) -> None:
        shown = self.shown
        if shown is None or self.exin.overview is None:
            return
        say, alone = self.look.say, self.has_class(ONE_PANE)
        for pane in PANES:
            head = self.query_one(f"#{pane.id}-head", PaneHead)
            head.ruled = not alone
            end = self._other_panes(pane, shown) if alone else pane.end(self)
            head.show(say(pane.title), pane.number(self, shown), end)
            head.light(lit=pane is self.pane_on)
        capacity = self.query_one("#capacity-head", PaneHead)
        capacity.reach = 0
        capacity.show(say(text("Capacity")), "", capacity_legend(self.look))

    def _other_panes(self, here: Pane[Any], shown: Overview) -> Line:
        """With one pane on the screen: what the others hold, and the key that goes there."""
        place = PANES.index(here)
        others = PANES[place + 1 :] + PANES[:place]
        held = [[Span(f"{self.say(one.title)} {len(one.rows(shown))}", "muted")] for one in others]
        named = (Span("Tab", "accent"), gap(1), *joined(held, 3))
        own = here.end_alone(self)
        return (*joined((own, named) if own else (named,), 3), *here.last_alone(self))

    def outcomes_changed(self) -> None:
        """How many there are."""
        self._paint_heads()

    def on_resize(self) -> None:
        """With one pane the bar's margin is one cell, and the other panes' numbers stand in the title."""
        alone = self.size.width < 100
        for pane in PANES:
            pane.list_of(self).margin = 1 if alone else 2
        self.participants.alone = alone
        for head in self.query(PaneHead):
            head.ruled = not alone
        self.place_answer()
        self._paint_heads()

    # ── panes ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def pane_on(self) -> Pane[Any]:
        """Whose list has, or had last, the focus."""
        return next((pane for pane in PANES if self.has_class(f"-{pane.id}")), PANES[0])

    @property
    def pane(self) -> str:
        """Its id."""
        return self.pane_on.id

    def _be_on(self, pane: Pane[Any]) -> None:
        for one in PANES:
            self.set_class(one is pane, f"-{one.id}")

    def on_descendant_focus(self) -> None:
        """The pane with the focus carries the accent."""
        focused = next((pane for pane in PANES if pane.list_of(self) is self.focused), None)
        if focused is not None:
            self._be_on(focused)
            self._hide_who_was_left()
            self._paint_heads()
            self.paint_keys()
            self.whisper()
            self.answer_again()

    def action_go_pane(self) -> None:
        """Participants, due, meetings, around."""
        self._turn(1)

    def action_go_pane_back(self) -> None:
        """The other way."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self._be_on(PANES[(PANES.index(self.pane_on) + step) % len(PANES)])
        self.focus_list()

    @on(RowList.Highlighted)
    def highlighted(self) -> None:
        """The whisper, and the answer if it is open, follow the cursor; a name that was revealed does not."""
        self._hide_who_was_left()
        self.whisper()
        if self.pane_on.where is Where.DUE:
            self.paint_keys()
        self.answer_again()

    def _hide_who_was_left(self) -> None:
        if self.app.screen is not self:  # a list below another screen is repainted, and nobody's cursor moved
            return
        person = self.subject.person if self.subject is not None else None
        if person is None or person.id != self.exin.screening.revealed:
            self.exin.end_reveal()

    @property
    def person(self) -> Person | None:
        """Who the cursor's row is about."""
        return self.subject.person if self.subject is not None else None

    # ── what is due ───────────────────────────────────────────────────────────────────────────────

    @property
    def work_list(self) -> RowList[DueRow] | None:
        """The pane "due", while the keys go there."""
        return self.due if self.pane_on.where is Where.DUE else None

    def piece_of(self, row_id: str) -> Piece | None:
        """A row of the pane."""
        rows = self.shown.due if self.shown is not None else ()
        return next((of_due(row) for row in rows if row.id == row_id), None)

    def marks_changed(self) -> None:
        """Their number stands over the pane."""
        super().marks_changed()
        self._paint_heads()

    @property
    def meeting_here(self) -> MeetingRow | None:
        """The meeting under the cursor, in its own pane."""
        return self.subject if isinstance(self.subject, MeetingRow) else None

    # ── doing ─────────────────────────────────────────────────────────────────────────────────────

    def action_row_open(self) -> None:
        """The participant under the cursor."""
        subject = self.subject
        if subject is not None and subject.person is not None:
            self.exin.open_participant(subject.person.code, tuple(row.person.code for row in self._listed()))

    def _listed(self) -> Sequence[ParticipantRow]:
        """The participants that the filter lets through, in the order they stand."""
        return self.shown.rows if self.shown is not None else ()

    def action_row_reveal(self) -> None:
        """This row's name, for ten seconds."""
        subject = self.subject
        if subject is not None and subject.person is not None:
            self.exin.reveal(subject.person.id)

    def went_back(self) -> bool:
        """Escape closes the answer, or takes the marks off."""
        return self.close_answer() or self.unmark()

    def where_now(self) -> tuple[Where, ...]:
        """The keys of what is due and of meetings, while the cursor is there."""
        here = self.pane_on.where
        return tuple(where for where in self.WHERE if where is here or where not in _OF_PANES)

    def commands(self) -> tuple[type[Command], ...]:
        """An empty board offers other things."""
        found = super().commands()
        if self.has_class("-empty"):
            new = tuple(one for one in found if one.id in {"board.candidate", "go.partners"})
            found = (*commands_of(Where.EMPTY), *new, *commands_of(Where.EVERYWHERE))
        return tuple(one for one in found if one.id != "view.back" and one.id not in ELSEWHERE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is possible now: nothing about rows when there are none, and the other way round."""
        empty = self.has_class("-empty")
        if action.startswith("empty_"):
            return empty
        if action.startswith(("row_", "filter_")) and empty:
            return False
        if action.startswith("due_"):
            return not empty and self.piece is not None
        if action in ON_MEETING:
            return self.meeting_here is not None
        if action == "filter_mine":
            return bool(self.exin.me)
        return super().check_action(action, parameters)

    def read_again(self) -> None:
        """The application reads the overview."""

    def participant_read(self, code: str, view: ParticipantView | None) -> None:
        """An item's own answer is asked of its participant."""
        self.answer_item(code, view)

    def action_board_candidate(self) -> None:
        """Ask who it is; then open them, since the intake comes next."""
        from exin_tui.tui.screens.new_candidate import ask_for_candidate

        ask_for_candidate(self)

    def action_empty_import(self) -> None:
        """The import is the command line's."""
        self.exin.tell(text("Close with q and write: exin import FILE.xlsx"))

    def action_empty_demo(self) -> None:
        """So is the demo."""
        self.exin.tell(text("Close with q and write: exin demo"))

    def focus_list(self) -> None:
        """Back to the list."""
        self.pane_on.list_of(self).focus()
