"""One participant: who, where in the programme, what is to be done, and why.

The screen composes, switches between the tabs and paints the one that is on; what a tab shows and answers is
its own affair. A new tab is a value in `TABS`, and with it its commands and what does them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from exin_tui.caseload.models import ParticipantView
from exin_tui.language import text
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line, Span
from exin_tui.tui.participant_tabs.applications import ApplicationsTab
from exin_tui.tui.participant_tabs.checklist import ChecklistTab
from exin_tui.tui.participant_tabs.consents import ConsentsTab
from exin_tui.tui.participant_tabs.contacts import ContactsTab
from exin_tui.tui.participant_tabs.history import HistoryTab
from exin_tui.tui.participant_tabs.intake import IntakeTab
from exin_tui.tui.participant_tabs.meetings import MeetingsTab
from exin_tui.tui.participant_tabs.partners import PartnersTab
from exin_tui.tui.participant_tabs.phases import PhasesTab
from exin_tui.tui.participant_tabs.tab import Tab
from exin_tui.tui.participant_tabs.tasks import TasksTab
from exin_tui.tui.screens.calendar_actions import CalendarActions
from exin_tui.tui.screens.change_actions import ChangeActions
from exin_tui.tui.screens.consent_actions import ConsentActions
from exin_tui.tui.screens.contact_actions import ContactActions
from exin_tui.tui.screens.history_actions import HistoryActions
from exin_tui.tui.screens.intake_actions import IntakeActions
from exin_tui.tui.screens.open_case import OpenCase
from exin_tui.tui.screens.open_meetings import OpenMeetings
from exin_tui.tui.screens.open_panels import OpenPanels
from exin_tui.tui.screens.open_work import OpenWork
from exin_tui.tui.screens.phase_actions import PhaseActions
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import HeaderLine
from exin_tui.tui.widgets.line_list import LineList
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.participant_head import ParticipantHead
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.tab_strip import TabName, TabStrip
from exin_tui.tui.widgets.way_back import way_back
from exin_tui.tui.widgets.why_panel import WhyPanel

CHECKLIST = ChecklistTab()
TABS: tuple[Tab[ParticipantScreen], ...] = (
    CHECKLIST,
    TasksTab(),
    MeetingsTab(),
    ContactsTab(),
    ConsentsTab(),
    ApplicationsTab(),
    PhasesTab(),
    HistoryTab(),
    IntakeTab(),
    PartnersTab(),
)
"""From the left."""
OF_TABS = tuple(tab.where for tab in TABS)
"""Whose commands apply on one tab only."""
_OF_A_TAB = {one.action(): one for one in commands_of(*OF_TABS)}


class ParticipantScreen(
    OpenWork,
    OpenMeetings,
    ContactActions,
    ConsentActions,
    OpenCase,
    PhaseActions,
    IntakeActions,
    HistoryActions,
    OpenPanels,
    ChangeActions,
    CalendarActions,
):
    """Read and work on one participant's follow-up."""

    WHERE = (*OF_TABS, Where.PERSON, Where.PARTICIPANT)
    AUTO_FOCUS = "#checklist"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(
        one for one in commands_of(*WHERE, Where.GO) if one.id not in {"go.pane", "go.pane_back"}
    )

    def __init__(self, code: str, listed: Sequence[str] = (), tab: str = "") -> None:
        """``listed`` are the codes of the list that it was opened from; without it, everybody's.

        ``tab`` is the one to begin with, where the participant has it.
        """
        super().__init__()
        self._begin_with = tab
        self.code = code
        self._listed = tuple(listed)
        self.tab = CHECKLIST.id
        self.rows = LineList(id="rows")
        self._why = True
        self._sized = False

    def compose(self) -> ComposeResult:
        """Header, head, tabs, list, answer, keys."""
        yield HeaderLine()
        yield ParticipantHead(self.code)
        yield TabStrip()
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield PaneHead(id="list-head")
                yield self.checklist
                yield self.rows
            yield WhyPanel()
        yield KeysLine()

    # ── reading ───────────────────────────────────────────────────────────────────────────────────

    def on_mount(self) -> None:
        """Read."""
        super().on_mount()
        self.read_again()

    def read_again(self) -> None:
        """What this screen shows."""
        self.exin.read_participant(self.code)
        self.tab_on.read(self)

    def participant_read(self, code: str, view: ParticipantView | None) -> None:
        """It was read, or is gone."""
        if code != self.code:
            return
        if view is None:
            self.exin.tell(text("{code} is not among the participants any more.", code=self.code))
            self.dismiss()
            return
        begins, self.view = self.view is None, view
        names = {name.id for name in self.tab_names()}
        if begins:
            first = next((tab for tab in TABS if tab.comes_first(view)), CHECKLIST)
            self.action_show_tab(self._begin_with if self._begin_with in names else first.id)
        elif self.tab not in names:  # the intake is over, or the partner is switched off
            self.action_show_tab(CHECKLIST.id)
        else:
            self.paint()

    @property
    def ended(self) -> bool:
        """The follow-up has ended."""
        return self.view is not None and self.view.closed_on is not None

    # ── painting ──────────────────────────────────────────────────────────────────────────────────

    def way_back(self) -> Line:
        """The way back, who this is, and where in the list."""
        listed, overview = self._listed, self.exin.overview
        if self.code not in listed:
            listed = tuple(row.person.code for row in overview.rows) if overview is not None else ()
        return way_back(self.person, self.code, listed, self.look)

    def paint(self) -> None:
        """Everything, from what was read last."""
        super().paint()
        view, tab = self.view, self.tab_on
        if view is None:
            return
        self.query_one(ParticipantHead).show(view, self.look)
        self.query_one(TabStrip).show(self.tab_names(), self.tab, self.look)
        self.set_class(tab.list_of(self) is self.checklist, "-checklist")
        tab.paint(self, view)
        self.set_class(self._why and self._askable, "-answering")
        self._paint_head()
        self.answer()

    def _paint_head(self) -> None:
        if self.view is None:
            return
        head = self.tab_on.head(self, self.view)
        self.set_class(head.heads is not None, "-headed")
        marked = len(self.work_list.marked) if self.work_list is not None else 0
        said: Line = (Span(self.say(text("{number} marked", number=marked)), "accent bold"),)
        over = self.query_one(PaneHead)
        over.light(lit=True)
        over.show(head.title, head.number, said if marked else head.end, head.heads)

    def marks_changed(self) -> None:
        """Their number stands over the list."""
        super().marks_changed()
        self._paint_head()

    # ── tabs ──────────────────────────────────────────────────────────────────────────────────────

    @property
    def tab_on(self) -> Tab[ParticipantScreen]:
        """The tab that is on; all partners' are of one kind."""
        kind = self.tab.partition(":")[0]
        return next(tab for tab in TABS if tab.id == kind)

    def tab_names(self) -> Sequence[TabName]:
        """The tabs with their numbers and alarms."""
        view = self.view
        return [name for tab in TABS for name in tab.names(self, view)] if view is not None else ()

    def action_show_tab(self, tab: str) -> None:
        """One of the tabs."""
        self.tab = tab
        self.tab_on.turned_to(self)
        self.paint()
        self.tab_on.list_of(self).focus()

    def _turn(self, step: int) -> None:
        ids = [tab.id for tab in self.tab_names()]
        if ids:
            self.action_show_tab(ids[(ids.index(self.tab) + step) % len(ids)])

    def action_tab_next(self) -> None:
        """Along."""
        self._turn(1)

    def action_tab_previous(self) -> None:
        """And back."""
        self._turn(-1)

    def list_at(self, where: Where) -> RowList[Any] | None:
        """The list of the tab that is on, for its own commands."""
        tab = self.tab_on
        return tab.list_of(self) if tab.where is where else None

    def where_now(self) -> tuple[Where, ...]:
        """The tab's own commands, and those about the participant."""
        return (self.tab_on.where, Where.PERSON, Where.PARTICIPANT)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A tab's own commands while it is on, and what is about a row while the cursor is on one."""
        command = _OF_A_TAB.get(action)
        if command is not None:
            rows = self.list_at(command.where)
            if rows is None or (command.on_row and not rows.row_id):
                return False
        return super().check_action(action, parameters)

    # ── answering ─────────────────────────────────────────────────────────────────────────────────

    @property
    def _askable(self) -> bool:
        """Where "why?" has something to answer about."""
        return self.view is not None and self.tab_on.answer(self, self.view) is not None

    def answer(self) -> None:
        """About the row under the cursor, beside the list."""
        asked = self.view if self.has_class("-answering") else None
        found = self.tab_on.answer(self, asked) if asked is not None else None
        if found is not None:
            self.query_one(WhyPanel).show(*found, self.look)

    @on(RowList.Highlighted)
    def highlighted(self) -> None:
        """The answer follows the cursor."""
        self.answer()
        self.paint_keys()

    def action_item_why(self) -> None:
        """Open or close the answer; on tabs whose rows have a whole of their own, that."""
        if not self.tab_on.tell_row(self):
            self._why = not self._why
            self.paint()

    def action_row_why(self) -> None:
        """The panel's own word for it."""
        self.action_item_why()

    def went_back(self) -> bool:
        """Escape takes the marks off, then closes a sheet; a column stays."""
        if self.unmark():
            return True
        if self._why and self.query_one(WhyPanel).sheet and self._askable:
            self.action_item_why()
            return True
        return False

    # ── the rest ──────────────────────────────────────────────────────────────────────────────────

    def action_participant_reveal(self) -> None:
        """The name, for ten seconds."""
        if self.view is not None:
            self.exin.reveal(self.view.row.person.id)

    def on_resize(self) -> None:
        """Margins, and where the answer stands."""
        alone = self.size.width < 100
        self.checklist.margin = self.rows.margin = 1 if alone else 2
        self.place_answer()
        if self.query_one(WhyPanel).sheet and not self._sized:
            self._why = False
        self._sized = True
        self.paint()

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Participant"))
