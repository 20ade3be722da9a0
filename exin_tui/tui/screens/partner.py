"""A partner's tab: its own view and what it computes, its tasks by step, and what is recorded.

``w`` answers about the line under the cursor, and otherwise shows the partner's rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from exin_tui.caseload.models import Person
from exin_tui.language import text
from exin_tui.tui.commands.bindings import bindings_for
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Command, Where
from exin_tui.tui.ink import Line, Span
from exin_tui.tui.partner_rows import ADDRESS, rule_lines, tab_facts, tab_tasks
from exin_tui.tui.screens.partner_actions import PartnerActions
from exin_tui.tui.screens.partner_drawing import PartnerDrawing
from exin_tui.tui.screens.partner_panels import PREFIX
from exin_tui.tui.widgets.footer import KeysLine
from exin_tui.tui.widgets.header import HeaderLine, Tab
from exin_tui.tui.widgets.line_list import LineList
from exin_tui.tui.widgets.pane_head import PaneHead
from exin_tui.tui.widgets.partner_pane import PartnerPane
from exin_tui.tui.widgets.row_list import RowList
from exin_tui.tui.widgets.view_list import ViewHead
from exin_tui.tui.widgets.why_panel import WhyPanel

BOARD_KEYS = {"row.open", "row.why"}


class PartnerScreen(PartnerActions, PartnerDrawing):
    """Data from `exin_tui.partners.tab.load_tab`; nothing here knows which partner it is."""

    WHERE = (Where.PARTNER, Where.FOR_PARTNER)
    AUTO_FOCUS = ""  # the view when there is one: known once it was asked for
    BINDINGS: ClassVar[list[BindingType]] = bindings_for(
        one
        for one in commands_of(Where.BOARD, Where.PARTNER, Where.FOR_PARTNER, Where.GO)
        if one.where is not Where.BOARD or one.id in BOARD_KEYS
    )

    def __init__(self, partner: Any) -> None:
        super().__init__(partner)
        self.tasks = LineList(id="tasks")
        self.facts = LineList(id="facts")

    def compose(self) -> ComposeResult:
        """Header, the view, tasks, what is recorded, keys."""
        yield HeaderLine()
        with Horizontal(id="body"):
            with Vertical(id="view-pane"):
                yield ViewHead(id="view-head")
                yield self.view
            with Vertical(id="aside-pane"):
                yield ViewHead(id="aside-head")
                yield self.aside
            with Vertical(id="left"):
                yield PaneHead(id="tasks-head")
                yield self.tasks
            with Vertical(id="right"):
                yield PaneHead(id="facts-head")
                yield self.facts
            with Vertical(id="widget-pane"):
                yield PaneHead(id="widget-head")
                yield self.pane
            yield WhyPanel()
        yield KeysLine()

    def tabs(self) -> Sequence[Tab]:
        """The header's tabs, this one on."""
        return self.exin.tabs(self.partner.manifest.id)

    def commands(self) -> tuple[type[Command], ...]:
        """Opening and asking, besides going."""
        own = tuple(one for one in commands_of(Where.BOARD) if one.id in BOARD_KEYS)
        return (*own, *super().commands())

    def on_mount(self) -> None:
        """Read."""
        super().on_mount()
        if self.view_read:
            self.tasks.focus()
        self.read_again()

    def read_again(self) -> None:
        """The partner's tab anew."""
        super().read_again()
        app, partner = self.exin, self.partner

        def read(connection: Any) -> Any:
            from exin_tui.partners.tab import load_tab

            return load_tab(
                connection, partner, today=app.clock.today(), programme=app.programme, labels=app.labels
            )

        app.read_with(read, self._read)
        self.read_view()

    def _read(self, tab: Any) -> None:
        self.tab = tab
        if self.is_mounted:
            self.paint()
            self.show_table()

    def paint(self) -> None:
        """From what was read last."""
        super().paint()
        self.paint_pane()
        if self.tab is None:
            return
        look, say = self.look, self.look.say
        self.paint_view()
        self.tasks.show(tab_tasks(self.tab, look))
        self.facts.show(tab_facts(self.tab, look))
        end = (Span(say(text("due first")), "muted"),)
        self.query_one("#tasks-head", PaneHead).show(
            f"{self.title_of_place()} · {say(text('Tasks by step'))}", str(self.tab.open_tasks), end
        )
        self.query_one("#facts-head", PaneHead).show(say(text("Recorded")))
        self._light()
        self.answer()

    def _light(self) -> None:
        for name in ("tasks", "facts"):
            self.query_one(f"#{name}-head", PaneHead).light(lit=self.query_one(f"#{name}").has_focus)

    def on_descendant_focus(self) -> None:
        """The pane with the focus carries the accent, and is what is asked about."""
        self._light()
        self.answer()
        if self.seen:
            self.paint_view_heads()

    def view_end(self) -> Line:
        """What Tab shows next."""
        say = self.look.say
        words = f" {say(text('Tasks'))} {self.tab.open_tasks} · {say(text('Recorded'))}" if self.tab else ""
        if words and self.draws:
            words += f" · {say(self.partner.manifest.pane)}"
        return (Span("Tab", "accent"), Span(words, "muted"))

    def first_pane(self) -> Widget:
        """The view, and the tasks of a partner without one."""
        return self.view if self.seen else self.tasks

    def _panes(self) -> list[Any]:
        return [*self.view_lists(), self.tasks, self.facts, *([self.pane] if self.draws else [])]

    def _turn(self, step: int) -> None:
        panes = self._panes()
        now = next((place for place, pane in enumerate(panes) if pane.has_focus), 0)
        self._show_pane(panes[(now + step) % len(panes)])

    def _show_pane(self, pane: Any) -> None:
        self.set_class(pane in (self.tasks, self.facts, self.pane), "-data")
        self.set_class(pane is self.facts, "-facts")
        self.set_class(pane is self.pane, "-drawing")
        self.set_class(self.viewing, "-viewing")
        if pane is self.pane:
            self.paint_pane()
        else:
            self.close_pane()
        pane.focus()
        self.answer()

    def _step(self, step: int) -> None:
        """Within a partner's own widget first."""
        if self.pane.has_focus:
            self.pane.step(step)
        else:
            self._turn(step)

    @on(PartnerPane.Left)
    def left_pane(self, event: PartnerPane.Left) -> None:
        """Tab led out of the widget."""
        if self.drawing:
            self._turn(event.step)

    def action_go_pane(self) -> None:
        """The next list."""
        self._step(1)

    def action_go_pane_back(self) -> None:
        """The list before."""
        self._step(-1)

    @on(RowList.Highlighted)
    def highlighted(self) -> None:
        """The answer follows the cursor, and the keys."""
        self.paint_keys()
        self.answer()

    def _row_id(self) -> str:
        if self.drawing:
            return ""
        if self.viewing:
            return (self.aside if self.aside.has_focus else self.view).row_id
        return self.facts.row_id if self.facts.has_focus else self.tasks.row_id

    @property
    def partner_here(self) -> Any:
        """The one whose tab this is."""
        return self.partner

    @property
    def partner_row(self) -> str:
        """In the list with the focus."""
        return self._row_id()

    @property
    def partner_data(self) -> Any:
        """The tab."""
        return self.tab

    @property
    def person(self) -> Person | None:
        """Whoever the row is about."""
        code = self._row_id().split(ADDRESS)[0]
        rows = self.tab.facts if self.tab is not None else ()
        return next((row.person for row in rows if row.person.code == code), None)

    def action_row_open(self) -> None:
        """Whoever the row is about, with what the partner has on them."""
        code = self._row_id().split(ADDRESS)[0]
        if code:
            self.exin.open_participant(code, tab=PREFIX + self.partner.manifest.id)

    def action_row_why(self) -> None:
        """The answer, or not."""
        self.toggle_class("-answering")
        self.answer()

    def answer(self) -> None:
        """About the line under the cursor; without one that can be asked, every rule of the partner."""
        if self.tab is not None and self.has_class("-answering"):
            tab, look = self.tab, self.look
            answered = self.answer_of_row() or self.answer_of_task()
            if answered is not None:
                self.query_one(WhyPanel).show(*answered, look)
                return
            self.query_one(WhyPanel).show(
                look.say(tab.name), lambda width: rule_lines(tab, look, width), look
            )

    def answer_of_task(self) -> tuple[str, Any] | None:
        """Title and lines of the answer about the task under the cursor, in the view or in the list."""
        row = self.row_of_view
        if row is not None and row.task and row.subject is not None:
            return self.answer_about(row.subject.person, lambda task: task.key == row.task and task.open)
        own = self._own_id() if self.tasks.has_focus else ""
        tasks = [one for step in self.tab.steps for one in step.tasks if one.id == own]
        person = tasks[0].person if tasks else None
        return self.answer_about(person, lambda task: task.id == own) if person is not None else None

    def on_resize(self) -> None:
        """Margins, and where the answer stands."""
        alone = self.size.width < 100
        for pane in (self.view, self.aside, self.tasks, self.facts):
            pane.margin = 1 if alone else 2
        self.place_answer()
        self.paint_view()

    def went_back(self) -> bool:
        """Escape closes the answer, then leads out of a partner's own widget."""
        if self.has_class("-answering"):
            self.remove_class("-answering")
            return True
        if self.drawing:
            self._show_pane(self.first_pane())
            return True
        return False

    def title_of_place(self) -> str:
        """For help's first line."""
        manifest = self.partner.manifest
        return self.say(manifest.tab if manifest.tab is not None else manifest.name)
