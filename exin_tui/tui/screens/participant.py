"""One participant: who, where in the programme, what is to be done, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from exin_schema.vocabulary import ConsentStatus, Mark, Phase
from exin_tui.caseload.models import (
    CaseView,
    ChecklistView,
    ContactView,
    ItemRow,
    MeetingRow,
    ParticipantRow,
    ParticipantView,
    Person,
    TaskView,
)
from exin_tui.language import text
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line, Span, gap
from exin_tui.tui.screens.application_actions import ApplicationActions
from exin_tui.tui.screens.calendar_actions import CalendarActions
from exin_tui.tui.screens.change_actions import ChangeActions
from exin_tui.tui.screens.consent_actions import ConsentActions
from exin_tui.tui.screens.contact_actions import ContactActions
from exin_tui.tui.screens.history_actions import HistoryActions
from exin_tui.tui.screens.intake_actions import IntakeActions
from exin_tui.tui.screens.item_actions import ItemActions
from exin_tui.tui.screens.meeting_actions import MeetingActions
from exin_tui.tui.screens.partner_actions import PartnerActions
from exin_tui.tui.screens.partner_panels import PREFIX, PartnerPanels
from exin_tui.tui.screens.phase_actions import PhaseActions
from exin_tui.tui.screens.piece import Piece, of_item, of_task
from exin_tui.tui.screens.task_actions import TaskActions
from exin_tui.tui.screens.way_reading import INTAKE, PHASES, WAY_TABS
from exin_tui.tui.widgets.case_rows import case_rows
from exin_tui.tui.widgets.checklist import Checklist, Folded, progress
from exin_tui.tui.widgets.consent_matrix import consent_rows, matrix_heads, needed_legend
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import PRODUCT, HeaderLine
from exin_tui.tui.widgets.intake_rows import intake_answer, intake_rows
from exin_tui.tui.widgets.line_list import LineList
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.participant_head import ParticipantHead
from exin_tui.tui.widgets.participant_tabs import (
    Rows,
    contact_rows,
    meeting_id,
    meeting_rows,
    said_row,
    task_rows,
)
from exin_tui.tui.widgets.phase_rows import phase_answer, phase_rows
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.tab_strip import TabName, TabStrip
from exin_tui.tui.widgets.task_lines import task_lines
from exin_tui.tui.widgets.why_lines import item_lines, paragraph, row_lines, row_title
from exin_tui.tui.widgets.why_panel import WhyPanel

CHECKLIST = "checklist"
TASKS = "tasks"
APPLICATIONS = "applications"
ANSWERING = frozenset({CHECKLIST, TASKS})
"""The tabs with an answer beside them."""


TAB_OF = {
    Where.ITEM: CHECKLIST,
    Where.TASK: TASKS,
    Where.MEETING: "meetings",
    Where.CONTACT: "contacts",
    Where.CONSENT: "consents",
    Where.APPLICATION: APPLICATIONS,
    Where.PHASE: PHASES,
    Where.INTAKE: INTAKE,
    Where.HISTORY: "history",
    Where.FOR_PARTNER: "partner",
}
"""Commands that apply on one tab, and on which."""


class ParticipantScreen(
    ItemActions,
    TaskActions,
    MeetingActions,
    ContactActions,
    ConsentActions,
    ApplicationActions,
    PhaseActions,
    IntakeActions,
    HistoryActions,
    PartnerActions,
    ChangeActions,
    CalendarActions,
):
    """Read and work on one participant's follow-up."""

    WHERE = (*TAB_OF, Where.PERSON, Where.PARTICIPANT)
    AUTO_FOCUS = "#checklist"
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(
        one
        for one in commands_of(*TAB_OF, Where.PERSON, Where.PARTICIPANT, Where.GO)
        if one.id not in {"go.pane", "go.pane_back"}
    )

    def __init__(self, code: str, listed: Sequence[str] = ()) -> None:
        """``listed`` are the codes of the list that it was opened from; without it, everybody's."""
        super().__init__()
        self.code = code
        self._listed = tuple(listed)
        self.view = None
        self.tab = CHECKLIST
        self.checklist = Checklist(self.look_at_start(), id="checklist")
        self.rows = LineList(id="rows")
        self._unfolded: frozenset[str] = frozenset()
        self._why = True
        self.panels = PartnerPanels(lambda: self.exin)

    def look_at_start(self) -> Any:
        """The list needs a look before the application is there; it is replaced at the first paint."""
        import datetime as dt

        from exin_tui.privacy.screening import Screening
        from exin_tui.tui.look import Look

        return Look("nb", dt.date.min, Screening())

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

    def on_mount(self) -> None:
        """Read."""
        super().on_mount()
        self.read_again()

    def read_again(self) -> None:
        """What this screen shows."""
        self.exin.read_participant(self.code)
        if self.tab.startswith(PREFIX):
            self._read_panel(self.tab)
        if self.tab in WAY_TABS:
            self.read_way()
        if self.tab == APPLICATIONS:
            self._read_case()
        if self.tab == "history":
            self.read_history()

    def participant_read(self, code: str, view: ParticipantView | None) -> None:
        """It was read, or is gone."""
        if code != self.code:
            return
        if view is None:
            self.exin.tell(text("{code} is not among the participants any more.", code=self.code))
            self.dismiss()
            return
        begins = self.view is None
        self.view = view
        if begins and view.row.phase is Phase.INTAKE and view.enrolled_on is None and not view.closed_on:
            self.action_show_tab(INTAKE)
        else:
            self.paint()

    @property
    def person(self) -> Person | None:
        """Who is open."""
        return self.view.row.person if self.view is not None else None

    def row_of(self, participant_id: str) -> ParticipantRow | None:
        """Also of somebody who is closed, and not on the board any more."""
        view = self.view
        if view is not None and view.row.person.id == participant_id:
            return view.row
        return super().row_of(participant_id)

    @property
    def ended(self) -> bool:
        """The follow-up has ended."""
        return self.view is not None and self.view.closed_on is not None

    def where_now(self) -> tuple[Where, ...]:
        """The tab's own commands, and those about the participant."""
        here = tuple(where for where, tab in TAB_OF.items() if tab == self.kind_of_tab)
        return (*here, Where.PERSON, Where.PARTICIPANT)

    # ── painting ──────────────────────────────────────────────────────────────────────────────────

    def way_back(self) -> Line:
        """The way back, who this is, and where in the list."""
        say = self.look.say
        spans = [
            Span(PRODUCT, "text bold"),
            gap(4),
            Span(f"‹ {say(text('Overview'))}", "accent", "app.view_back"),
        ]
        if self.view is not None:
            spans += [gap(3), Span(self.look.screening.stands_for(self.view.row.person), "text bold")]
        codes = self._codes()
        if self.code in codes:
            place = say(text("{place} of {all}", place=codes.index(self.code) + 1, all=len(codes)))
            spans += [gap(3), Span(f"{place} · {say(text('worst first'))}", "muted")]
        return tuple(spans)

    def _codes(self) -> Sequence[str]:
        """The list that this participant stands in."""
        if self.code in self._listed:
            return self._listed
        overview = self.exin.overview
        return [row.person.code for row in overview.rows] if overview else []

    def paint(self) -> None:
        """Everything, from what was read last."""
        super().paint()
        if self.view is None:
            return
        look = self.look
        self.query_one(ParticipantHead).show(self.view, look)
        self.query_one(TabStrip).show(self.tab_names(), self.tab, look)
        self.set_class(self.tab == CHECKLIST, "-checklist")
        self.set_class(self._why and self._askable, "-answering")
        self.set_class(self._head_of_tab()[0] is not None, "-headed")
        self.checklist.show(self.view.checklists, self._unfolded, look, self.view.row)
        if not self._placed:
            self._placed = True
            self.checklist.go_to(first_open(self.view))
        if self.tab.startswith(PREFIX):
            self.rows.show_made(self.panels.rows(self.tab, look))
            self.set_class(self._why and self._askable, "-answering")
        elif self.tab != CHECKLIST:
            self.rows.show(self.tab_rows())
        self._paint_head()
        self.answer()

    def _paint_head(self) -> None:
        if self.view is None:
            return
        head, say = self.query_one(PaneHead), self.look.say
        head.light(lit=True)
        rows = self.work_list
        marked = len(rows.marked) if rows is not None else 0
        end: Line = (Span(say(text("{number} marked", number=marked)), "accent bold"),) if marked else ()
        if self.tab != CHECKLIST:
            name = next((tab for tab in self.tab_names() if tab.id == self.tab), None)
            heads, legend = self._head_of_tab()
            head.show(name.title if name else "", name.number if name else "", end or legend, heads)
            return
        lists = self.view.checklists
        if not lists:
            head.show(say(text("Checklist")), "", (Span(say(text("no checklist is in force yet")), "muted"),))
            return
        head.show(say(lists[0].kind), "", end or progress(lists[0].done, len(lists[0].items), self.look))

    def _head_of_tab(self) -> tuple[Callable[[int], Line] | None, Line]:
        """The heads of the tab's columns where it has some, and what stands at the end of its title."""
        look = self.look
        if self.tab == "consents":
            return (lambda _: matrix_heads(look, self.rows.inner_width)), needed_legend(look)
        return None, self.history_filter() if self.tab == "history" else ()

    @property
    def history_row(self) -> str:
        """The row under the cursor while the history is on."""
        return self.rows.row_id if self.tab == "history" else ""

    @property
    def consent_row(self) -> str:
        """The row under the cursor while the consents are on."""
        return self.rows.row_id if self.tab == "consents" else ""

    def tab_names(self) -> Sequence[TabName]:
        """The tabs with their numbers and alarms."""
        view, say = self.view, self.look.say
        if view is None:
            return ()
        first = view.checklists[0] if view.checklists else None
        overdue = first is not None and any(
            item.state.open and item.mark is Mark.OVERDUE for item in first.items
        )
        needed = {one.line: one.line_status for one in view.consents if one.mandatory or one.at_release}
        given = [one for one in needed.values() if one in {ConsentStatus.ACTIVE, ConsentStatus.EXPIRING}]
        late = any(task.mark is Mark.OVERDUE and task.state == "open" for task in view.tasks)
        open_tasks = sum(task.state == "open" for task in view.tasks)
        tabs = [
            TabName(
                CHECKLIST,
                say(text("Checklist")),
                f"{first.done}/{len(first.items)}" if first else "",
                overdue,
            ),
            TabName("tasks", say(text("Tasks")), str(open_tasks), late),
            TabName("meetings", say(text("Meetings")), str(len(view.meetings))),
            TabName("contacts", say(text("Contacts")), str(len(view.contacts))),
            TabName(
                "consents", say(text("Consents")), f"{len(given)}/{len(needed)}", len(given) < len(needed)
            ),
            TabName(APPLICATIONS, say(text("Applications"))),
            TabName(PHASES, say(text("Phases"))),
            TabName("history", say(text("History"))),
        ]
        if view.row.phase is Phase.INTAKE or (view.enrolled_on is None and view.closed_on is None):
            tabs.append(TabName(INTAKE, say(Phase.INTAKE)))
        for number, partner in enumerate(self.exin.shown_partners):
            title = say(partner.manifest.tab if partner.manifest.tab is not None else partner.manifest.name)
            tabs.append(TabName(f"partner:{partner.manifest.id}", title, gated=number == 0))
        return tabs

    def tab_rows(self) -> Rows:
        """The rows of the tab that is on."""
        view, look = self.view, self.look
        if view is None:
            return []
        made: dict[str, Callable[[], Rows]] = {
            "tasks": lambda: (
                task_rows(view.tasks, look) or said_row(look.say(text("No open tasks. n writes one.")))
            ),
            "meetings": lambda: (
                meeting_rows(view, look) or said_row(look.say(text("No meetings are agreed.")))
            ),
            "contacts": lambda: (
                contact_rows(view.contacts, look, view)
                or said_row(look.say(text("No contacts are entered.")))
            ),
            "consents": lambda: consent_rows(
                view.consents, look, self.exin.labels, view.row.person, earlier=self.earlier_consents
            ),
            "history": self.history_rows_now,
            APPLICATIONS: lambda: case_rows(self.case, look, view.row.person),
            PHASES: lambda: phase_rows(view, self.way, look),
            INTAKE: lambda: intake_rows(self.way.intake, view.row.person, look) if self.way else [],
        }
        return made[self.tab]() if self.tab in made else []

    @property
    def _askable(self) -> bool:
        """Where "why?" has something to answer about."""
        return self.tab in {*ANSWERING, *WAY_TABS} or (self.tab.startswith(PREFIX) and self.panels.askable)

    # ── tabs ──────────────────────────────────────────────────────────────────────────────────────

    def action_show_tab(self, tab: str) -> None:
        """One of the tabs."""
        self.tab = tab
        if tab.startswith(PREFIX) and not self.panels.known(tab):
            self._read_panel(tab)
        if tab in WAY_TABS:
            self.read_way()
        if tab == APPLICATIONS:
            self._read_case()
        if tab == "history":
            self.read_history()
        self.paint()
        (self.checklist if tab == CHECKLIST else self.rows).focus()

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

    @property
    def case_row(self) -> str:
        """The row under the cursor, while the tab of applications is on."""
        return self.rows.row_id if self.tab == APPLICATIONS else ""

    def _read_case(self) -> None:
        def read(case: CaseView) -> None:
            self.case = case
            self.paint()

        if self.view is not None:
            self.read_case_of(self.view.row.person, read)

    def _read_panel(self, tab: str) -> None:
        if self.view is not None:
            self.panels.read(tab, self.view.row.person.id, self.paint)

    @property
    def kind_of_tab(self) -> str:
        """All partners' panels are of one kind."""
        return self.tab.partition(":")[0]

    @property
    def partner_here(self) -> Any:
        """The partner whose panel is on."""
        shown = self.exin.shown_partners if self.tab.startswith(PREFIX) else ()
        return next((one for one in shown if PREFIX + one.manifest.id == self.tab), None)

    @property
    def partner_row(self) -> str:
        """In the panel."""
        return self.rows.row_id

    @property
    def partner_data(self) -> Any:
        """The panel."""
        return self.panels.panel(self.tab)

    # ── the item under the cursor ─────────────────────────────────────────────────────────────────

    @property
    def item(self) -> ItemRow | None:
        """The item under the cursor, while the checklist is on."""
        return self.checklist.item if self.tab == CHECKLIST else None

    @property
    def work_list(self) -> RowList[Any] | None:
        """The checklist or the tasks, while their tab is on."""
        return self.checklist if self.tab == CHECKLIST else self.rows if self.tab == TASKS else None

    def piece_of(self, row_id: str) -> Piece | None:
        """An item or a task of the one who is open."""
        view = self.view
        if view is None:
            return None
        task = self.task_of(row_id.removeprefix("task:")) if row_id.startswith("task:") else None
        if task is not None:
            return of_task(task, view.row.person)
        for checklist in view.checklists:
            for item in checklist.items:
                if item.id == row_id:
                    return of_item(item, view.row.person)
        return None

    def task_now(self) -> TaskView | None:
        """The task under the cursor."""
        return self.task_of(self.rows.row_id.removeprefix("task:")) if self.tab == TASKS else None

    def task_of(self, task_id: str) -> TaskView | None:
        """One of the tasks, as they were read last."""
        return next((one for one in self.view.tasks if one.id == task_id), None) if self.view else None

    def marks_changed(self) -> None:
        """Their number stands over the list."""
        super().marks_changed()
        self._paint_head()

    @property
    def contact_here(self) -> ContactView | None:
        """The contact under the cursor, while their tab is on."""
        theirs = self.view.contacts if self.view is not None and self.tab == "contacts" else ()
        return next((one for one in theirs if f"contact:{one.id}:{one.role}" == self.rows.row_id), None)

    @property
    def meeting_here(self) -> MeetingRow | None:
        """The meeting under the cursor, while its tab is on."""
        coming = self.view.meetings if self.view is not None and self.tab == "meetings" else ()
        return next((one for one in coming if meeting_id(one) == self.rows.row_id), None)

    @on(RowList.Highlighted)
    def highlighted(self) -> None:
        """The answer follows the cursor."""
        self.answer()
        self.paint_keys()

    def action_item_why(self) -> None:
        """Open or close the answer; on tabs whose rows have a whole of their own, that."""
        if self.tab == "meetings":
            self.show_meeting()
            return
        if self.tab == "contacts":
            self.show_contact()
            return
        if self.tab == "history":
            self.action_history_open()
            return
        if self.tab == "consents":
            self.tell_consent()
            return
        self._why = not self._why
        self.paint()

    def action_row_why(self) -> None:
        """The panel's own word for it."""
        self.action_item_why()

    def answer(self) -> None:
        """About the item, or about the participant where there is none."""
        view, look = self.view, self.look
        if view is None or not self.has_class("-answering"):
            return
        panel, item, task = self.query_one(WhyPanel), self.item, self.task_now()
        if self.tab.startswith(PREFIX):
            panel.show("", self._partners_answer(), look)
            return
        if self.tab in WAY_TABS:
            panel.show("", self._way_answer(view), look)
            return
        if task is not None:
            words = look.screening.item(task.title, task.sensitive, view.row.person)
            whose = view.row.caseworker
            programme = self.exin.programme
            panel.show(
                "", lambda width: task_lines(task, words, programme, look, width, caseworker=whose), look
            )
            return
        if item is None:
            row = view.row
            panel.show(row_title(row, self._place(), look), lambda width: row_lines(row, look, width), look)
            return
        checklist = self._list_of(item)
        in_force = (checklist.in_force_on, checklist.in_force_why) if checklist else (None, None)
        title = look.screening.item(item.label, item.sensitive, view.row.person)
        caseworker = view.row.caseworker
        panel.show(
            "", lambda width: item_lines(item, title, in_force, look, width, caseworker=caseworker), look
        )

    def _partners_answer(self) -> Callable[[int], list[Line]]:
        """About the line under the cursor of a partner's panel."""
        from exin_tui.tui.views.sections import answer_lines

        row, look = self.panels.asked(self.rows.row_id), self.look
        if row is None:
            nothing = look.say(text("Nothing in this line was computed here."))
            return lambda width: paragraph(nothing, width, "muted")
        return lambda width: answer_lines(row, look, width)

    def _way_answer(self, view: ParticipantView) -> Callable[[int], list[Line]]:
        """About the line under the cursor of the intake or the phases."""
        way, look, row, person = self.way, self.look, self.rows.row_id, view.row.person
        if self.tab == PHASES:
            return lambda width: phase_answer(view, way, row, look, width)
        if way is None:
            return lambda _: []
        return lambda width: intake_answer(way.intake, row, person, look, width)

    @property
    def intake_row(self) -> str:
        """The row under the cursor while the intake is on."""
        return self.rows.row_id if self.tab == INTAKE else ""

    def action_intake_end(self) -> None:
        """Declined, by the person or by EX/IN."""
        self.action_person_close()

    def _place(self) -> int:
        overview = self.exin.overview
        codes = [row.person.code for row in overview.rows] if overview else []
        return codes.index(self.code) if self.code in codes else 0

    def _list_of(self, item: ItemRow) -> ChecklistView | None:
        for checklist in self.view.checklists if self.view else ():
            if any(one.id == item.id for one in checklist.items):
                return checklist
        return None

    def on_key(self, event: Any) -> None:
        """Enter unfolds a list, or ticks nothing: ticking has its own key."""
        row = self.checklist.row
        if event.key == "enter" and self.tab == CHECKLIST and isinstance(row, Folded):
            event.stop()
            self._fold(row.checklist.id)

    def _fold(self, checklist_id: str) -> None:
        self._unfolded = self._unfolded ^ {checklist_id}
        self.paint()

    def action_row_open(self) -> None:
        """A second click on a folded list."""
        if isinstance(self.checklist.row, Folded):
            self._fold(self.checklist.row.checklist.id)

    def action_participant_reveal(self) -> None:
        """The name, for ten seconds."""
        if self.view is not None:
            self.exin.reveal(self.view.row.person.id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Items are worked on while one is under the cursor."""
        command = _BY_ACTION.get(action)
        if command is not None and command.where in TAB_OF:
            if TAB_OF[command.where] != self.kind_of_tab:
                return False
            if command.where is Where.ITEM:
                return self.item is not None or self.any_marked
            if command.on_row and not self.rows.row_id:
                return False
        return super().check_action(action, parameters)

    def on_resize(self) -> None:
        """Margins, and where the answer stands."""
        alone = self.size.width < 100
        self.checklist.margin = self.rows.margin = 1 if alone else 2
        self.place_answer()
        if self.query_one(WhyPanel).sheet and not self._sized:
            self._why = False
        self._sized = True
        self.paint()

    _sized = False
    _placed = False

    def went_back(self) -> bool:
        """Escape takes the marks off, then closes a sheet; a column stays."""
        if self.unmark():
            return True
        if self._why and self.query_one(WhyPanel).sheet and self._askable:
            self.action_item_why()
            return True
        return False

    def title_of_place(self) -> str:
        """For help's first line."""
        return self.say(text("Participant"))


_BY_ACTION = {one.action(): one for one in commands_of(*TAB_OF)}


def first_open(view: ParticipantView) -> str:
    """The item to begin with: the first that is overdue, else due soon, else open; empty when all is done."""
    items = [item for one in view.checklists[:1] for item in one.items if item.state.open]
    order = [Mark.OVERDUE, Mark.TODAY, Mark.SOON, Mark.LATER, Mark.NONE]
    items.sort(key=lambda item: (order.index(item.mark), not item.critical))
    return items[0].id if items else ""
