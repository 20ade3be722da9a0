"""The partners' panels on a participant: their own view, then tasks, facts, what is computed, records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from exin_tui.tui.partner_rows import panel_rows, remnant_rows, task_in
from exin_tui.tui.presence_lines import missed_rows
from exin_tui.tui.widgets.line_list import Rows, fixed

if TYPE_CHECKING:
    from exin_tui.caseload.models import Person, TaskView
    from exin_tui.partners.leftovers import Remnant
    from exin_tui.partners.tab_models import PartnerPanel
    from exin_tui.partners.view_seen import SeenColumns, Viewed
    from exin_tui.tui.app import ExinApp
    from exin_tui.tui.look import Look
    from exin_tui.tui.views.view_row import ViewRow

PREFIX = "partner:"


class PartnerPanels:
    """What was read for one participant, by tab; and which of its lines can be asked."""

    def __init__(self, app: Callable[[], ExinApp]) -> None:
        self._app = app
        self._panels: dict[str, tuple[PartnerPanel, Viewed | None]] = {}
        self._computed: dict[str, SeenColumns | None] = {}
        self._lines: dict[str, ViewRow] = {}
        self._remnants: dict[str, tuple[Remnant, ...]] | None = None
        self._whose: Person | None = None

    def left_over(self, person: Person, done: Callable[[], None]) -> Sequence[str]:
        """The ids of partners that are not there and have something stored on ``person``.

        Read in a thread when it is first asked for; then ``done`` is called if there is anything.
        """
        if self._whose is None:
            self._whose = person
            self.read_left_over(person, done)
        return tuple(self._remnants or ())

    def read_left_over(self, person: Person, done: Callable[[], None]) -> None:
        """What partners that are not there have on ``person``."""
        partners = self._app().partners

        def read(connection: Any) -> dict[str, tuple[Remnant, ...]]:
            from exin_tui.partners.absence import placed
            from exin_tui.partners.leftovers import load_all_remnants

            return load_all_remnants(connection, person.id, placed(partners))

        def read_it(found: dict[str, tuple[Remnant, ...]]) -> None:
            if found != (self._remnants or {}):
                self._remnants = found
                done()

        self._app().read_with(read, read_it)

    def known(self, tab: str) -> bool:
        """The panel was read."""
        return tab in self._panels

    def panel(self, tab: str) -> PartnerPanel | None:
        """What the partner has on the participant."""
        return self._panels[tab][0] if tab in self._panels else None

    def read(self, tab: str, participant_id: str, done: Callable[[], None]) -> None:
        """The panel and the partner's view, in a thread: its Python is imported there."""
        app = self._app()
        partner = next((one for one in app.shown_partners if PREFIX + one.manifest.id == tab), None)
        if partner is None:
            return
        language = app.look.language

        def read(connection: Any) -> tuple[PartnerPanel, Viewed | None]:
            from exin_tui.partners.tab import load_panel

            today, programme = app.clock.today(), app.programme
            panel = load_panel(
                connection, partner, participant_id, today=today, programme=programme, labels=app.labels
            )
            if partner.manifest.python is None:
                return panel, None
            from exin_tui.partners.viewing import participant_view

            manager = app.partner_manager()
            viewed = participant_view(
                manager,
                partner,
                participant_id,
                connection,
                today=today,
                programme=programme,
                language=language,
            )
            return panel, viewed

        def read_it(found: tuple[PartnerPanel, Viewed | None]) -> None:
            self._panels[tab] = found
            done()
            if partner.manifest.python is not None:
                self._read_columns(partner, tab, participant_id, done)

        app.read_with(read, read_it)

    def _read_columns(self, partner: Any, tab: str, participant_id: str, done: Callable[[], None]) -> None:
        """What the partner computes: asked for when the rest is there, which does not wait for it."""
        app = self._app()
        language = app.look.language

        def read(connection: Any) -> SeenColumns | None:
            from exin_tui.partners.computing import computed_columns

            return computed_columns(
                app.partner_manager(),
                partner,
                connection,
                today=app.clock.today(),
                programme=app.programme,
                language=language,
                only=participant_id,
            )

        def columns_read(found: SeenColumns | None) -> None:
            if found is not None or self._computed.get(tab) is not None:
                self._computed[tab] = found
                done()

        app.read_with(read, columns_read)

    def rows(self, tab: str, look: Look) -> Callable[[int], Rows]:
        """Makes the lines of the panel for a width."""

        def made(width: int) -> Rows:
            self._lines = {}
            own = tab.removeprefix(PREFIX)
            missed = next((one for one in self._app().tabbed if one.id == own and one.absent), None)
            rows = list(missed_rows(missed, look, width)) if missed is not None else []
            left_over = (self._remnants or {}).get(own)
            if left_over is not None and self._whose is not None:
                return [*rows, *remnant_rows(own, left_over, self._whose, look, width)]
            if missed is not None:
                return rows
            if tab not in self._panels:
                return []
            panel, viewed = self._panels[tab]
            lines = self._view(viewed, look, width) if viewed is not None else []
            computed = self._columns(tab, look, width)
            self._lines = {line.id: line for line in (*lines, *computed) if line.id}
            gap = [("", fixed(()))] if lines else []
            return [*((line.id, line.draw) for line in lines), *gap, *panel_rows(panel, look, computed)]

        return made

    def _view(self, viewed: Viewed, look: Look, width: int) -> list[ViewRow]:
        from exin_tui.tui.views.sections import consent_rows, failure_rows, page_of, saying_of, sections_of

        saying = saying_of(look)
        if viewed.failure is not None:
            return failure_rows(viewed, saying, width)
        sections = sections_of(viewed.sections, saying, width, alone=True)
        return list(page_of(sections, width, consent_rows(viewed, saying), titled=True).rows)

    def _columns(self, tab: str, look: Look, width: int) -> list[ViewRow]:
        from exin_tui.tui.views.computed import computed_rows
        from exin_tui.tui.views.sections import saying_of

        panel, viewed = self._panels[tab]
        return computed_rows(panel.facts, self._computed.get(tab), viewed, saying_of(look), width)

    @property
    def askable(self) -> bool:
        """Something in the panel can be asked."""
        return any(line.answers or line.task for line in self._lines.values())

    def task_at(self, row_id: str, tasks: Sequence[TaskView]) -> TaskView | None:
        """The task that a line is about, in the partner's own view or below it."""
        key = self._lines[row_id].task if row_id in self._lines else ""
        if key:
            return next((task for task in tasks if task.key == key and task.open), None)
        return task_in(tasks, row_id)

    def asked(self, row_id: str) -> ViewRow | None:
        """The line with something to ask."""
        line = self._lines.get(row_id)
        return line if line is not None and line.answers else None
