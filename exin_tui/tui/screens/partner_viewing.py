"""What a partner's Python adds to its tab: its own view, then the table of what it computes.

Each is asked for in a thread. The view is shown at once, and the table when all of its columns have answered
or were given up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import on
from textual.widget import Widget

from exin_tui.tui.ink import Line
from exin_tui.tui.screens.task_asking import TaskAsking
from exin_tui.tui.widgets.view_list import ViewHead, ViewList

if TYPE_CHECKING:
    from exin_tui.partners.view_seen import Section, SeenColumns, SeenTable, Viewed
    from exin_tui.tui.views.view_row import Page, ViewRow

STEP = 8
"""Cells by which the time axis is moved."""
BESIDE_FROM = 100
"""Cells of a screen with room for a column at the right."""


class PartnerViewing(TaskAsking):
    """Reads and shows the view and the computed columns, where the partner has them."""

    def __init__(self, partner: Any) -> None:
        super().__init__()
        self.partner = partner
        self.tab: Any = None
        self.view = ViewList(id="view")
        self.aside = ViewList(id="aside")
        self.viewed: Viewed | None = None
        self.computed: SeenColumns | None = None
        self._table: SeenTable | None = None
        self._columns_read = False
        self.view_read = partner.manifest.python is None
        """Whether it is known if there is a view; without Python there is none."""
        self.scale = self.moved = 0

    def read_view(self) -> None:
        """Ask the partner, in a thread: its Python is imported there."""
        app, partner = self.exin, self.partner
        if partner.manifest.python is None:
            return
        language = self.look.language

        def read(connection: Any) -> Any:
            from exin_tui.partners.viewing import team_view

            manager, today = app.partner_manager(), app.clock.today()
            return team_view(
                manager, partner, connection, today=today, programme=app.programme, language=language
            )

        app.read_with(read, self._view_was_read)

    def _view_was_read(self, viewed: Viewed | None) -> None:
        self.viewed = viewed
        if viewed is not None:
            self._show_what_was_read()
        if self.is_mounted:
            self._read_columns()

    def _read_columns(self) -> None:
        """Ask for the computed columns: later than the view, which does not wait for them."""
        app, partner, language = self.exin, self.partner, self.look.language

        def read(connection: Any) -> Any:
            from exin_tui.partners.computing import computed_columns

            manager, today = app.partner_manager(), app.clock.today()
            return computed_columns(
                manager, partner, connection, today=today, programme=app.programme, language=language
            )

        app.read_with(read, self._columns_were_read)

    def _columns_were_read(self, computed: SeenColumns | None) -> None:
        self.computed, self._columns_read = computed, True
        if self.tab is not None:  # else the tab shows it
            self.show_table()

    def show_table(self) -> None:
        """Of what is recorded and what is computed, once both are known; from then on there is a focus."""
        if not self._columns_read:
            return
        before = self.seen
        self._make_table()
        if self.seen and not before and self.focused is not None:
            self.add_class("-data")  # whoever is in a list already stays there
        self._show_what_was_read()
        if before and not self.seen and self.view.has_focus:
            self.call_after_refresh(self.first_pane().focus)

    def _show_what_was_read(self) -> None:
        first, self.view_read = not self.view_read, True
        if self.is_mounted:
            self.paint()
            if first and self.focused is None:  # nobody has gone on to another pane meanwhile
                self.call_after_refresh(self.first_pane().focus)  # it is shown by then

    def _make_table(self) -> None:
        """Of what is recorded and what is computed, when both were read."""
        from exin_tui.partners.computing import computed_table

        self._table = None
        if self.tab is not None and self.computed is not None:
            self._table = computed_table(self.tab.facts, self.partner.manifest.facts, self.computed)

    @property
    def seen(self) -> bool:
        """There is a view, or a table."""
        return self.viewed is not None or self._table is not None

    def first_pane(self) -> Widget:
        """What has the focus once it is known whether there is a view."""
        return self.view

    @property
    def viewing(self) -> bool:
        """The view is there, and on."""
        return self.seen and not self.has_class("-data")

    @property
    def has_aside(self) -> bool:
        """Some of it stands in a column of its own."""
        roomy = self.size.width >= BESIDE_FROM
        return roomy and self.viewed is not None and any(one.beside for one in self.viewed.sections)

    def paint_view(self) -> None:
        """From what was read last."""
        self.set_class(self.viewing, "-viewing")
        self.set_class(self.has_aside, "-beside")
        if not self.seen:
            return
        self.view.show(self._page(aside=False))
        self.aside.show(self._page(aside=True))
        self.paint_view_heads()

    def _page(self, *, aside: bool) -> Any:
        from exin_tui.tui.views.sections import failure_section, page_of, saying_of, sections_of

        viewed, look, beside = self.viewed, self.look, self.has_aside

        def made(width: int) -> Page:
            if aside and not beside:
                return page_of([], width)
            saying = saying_of(look)
            seen = [one for one in self._sections() if not beside or one.beside == aside]
            start = 500 if aside else 0
            sections = sections_of(seen, saying, width, scale=self.scale, moved=self.moved, start=start)
            if viewed is not None and viewed.failure is not None and not aside:
                sections = [failure_section(viewed, saying, width), *sections]
            return page_of(sections, width)

        return made

    def view_title(self) -> str:
        """What stands before the section's title."""
        return self.title_of_place()

    def view_end(self) -> Line:
        """What stands at the right of the head where a section says nothing."""
        return ()

    def paint_view_heads(self) -> None:
        """The sections that are at the top of the lists."""
        head = self.query_one("#view-head", ViewHead)
        head.show(self.view_title(), self.view.section, self.view_end())
        head.light(lit=self.view.has_focus)
        beside = self.query_one("#aside-head", ViewHead)
        beside.show("", self.aside.section)
        beside.light(lit=self.aside.has_focus)

    @on(ViewList.Scrolled)
    def scrolled(self) -> None:
        """The heads follow the scroll."""
        if self.is_mounted:
            self.paint_view_heads()

    @property
    def row_of_view(self) -> ViewRow | None:
        """The line under the cursor, while the view is on."""
        return (self.aside if self.aside.has_focus else self.view).row if self.viewing else None

    @property
    def asked_row(self) -> ViewRow | None:
        """The line under the cursor, when something in it can be asked."""
        row = self.row_of_view
        return row if row is not None and row.answers else None

    def answer_of_row(self) -> tuple[str, Any] | None:
        """Title and lines of the answer about the line under the cursor."""
        from exin_tui.tui.views.sections import answer_lines, answer_title

        row, look = self.asked_row, self.look
        if row is None:
            return None
        return answer_title(row, look), lambda width: answer_lines(row, look, width)

    def view_lists(self) -> Sequence[ViewList]:
        """The lists of the view that can have the focus."""
        if not self.seen:
            return ()
        return (self.view, self.aside) if self.has_aside else (self.view,)

    # ── the time axis ─────────────────────────────────────────────────────────────────────────────

    @property
    def has_axis(self) -> bool:
        """A timeline is seen."""
        from exin_tui.partners.view_seen import SeenTimeline

        return self.viewing and any(isinstance(one, SeenTimeline) for one in self._sections())

    def _sections(self) -> Sequence[Section]:
        own = self.viewed.sections if self.viewed is not None else ()
        return own if self._table is None else (*own, self._table)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The axis is moved where there is one."""
        if action.startswith("time_"):
            return self.has_axis
        return super().check_action(action, parameters)

    def action_time_earlier(self) -> None:
        """Eight cells back."""
        self.moved -= STEP
        self.paint_view()

    def action_time_later(self) -> None:
        """And ahead."""
        self.moved += STEP
        self.paint_view()

    def action_time_finer(self) -> None:
        """Fewer weeks in a character."""
        self._rescale(-1)

    def action_time_coarser(self) -> None:
        """More."""
        self._rescale(1)

    def _rescale(self, step: int) -> None:
        from exin_tui.tui.views.axis import SCALES

        section = self.view.section
        now = self.scale or (section.weeks if section is not None else 0) or 1
        place = min(max(SCALES.index(now) + step, 0), len(SCALES) - 1) if now in SCALES else 0
        self.scale = SCALES[place]
        self.paint_view()
