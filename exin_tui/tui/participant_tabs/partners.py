"""What the partners have on the participant: one tab for each, all of one kind."""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.caseload.models import ParticipantView
from exin_tui.language import text
from exin_tui.partners.absence import state_of
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.participant_tabs.tab import Answer, Tab
from exin_tui.tui.partner_rows import nothing_lines
from exin_tui.tui.screens.open_panels import OpenPanels
from exin_tui.tui.screens.partner_panels import PREFIX
from exin_tui.tui.widgets.tab_strip import TabName
from exin_tui.tui.widgets.task_lines import task_lines


class PartnersTab(Tab[OpenPanels]):
    """Whose it is says the id of the tab that is on: ``partner:`` and the partner's own."""

    id = PREFIX.removesuffix(":")
    title = text("Partners")
    where = Where.FOR_PARTNER

    def names(self, at: OpenPanels, view: ParticipantView) -> Sequence[TabName]:
        """In their order, behind the gate, those that are missed among them; what partners left that nobody
        misses comes last.
        """
        say, tabbed = at.say, at.exin.tabbed
        names = [
            (one.id, say(one.tab) if one.active else f"{say(one.tab)} ({say(one.label)})", one.missed)
            for one in tabbed
        ]
        known = {one.id for one in tabbed}
        left = [own for own in at.panels.left_over(view.row.person, at.paint) if own not in known]
        names += [(own, f"{own} ({say(state_of(own, at.exin.partners))})", False) for own in left]
        return [
            TabName(PREFIX + own, title, alarm=missed, gated=number == 0)
            for number, (own, title, missed) in enumerate(names)
        ]

    def read(self, at: OpenPanels) -> None:
        """The panel, and the partner's own view."""
        at.read_panel()

    def turned_to(self, at: OpenPanels) -> None:
        """A partner is asked once, and again when something was written."""
        if not at.panels.known(at.tab):
            at.read_panel()

    def paint(self, at: OpenPanels, view: ParticipantView) -> None:  # noqa: ARG002 - the panel has it all
        """Prose and tables are made for a width."""
        at.rows.show_made(at.panels.rows(at.tab, at.look))

    def answer(self, at: OpenPanels, view: ParticipantView) -> Answer | None:
        """About the line, where the partner has tasks or lines that can be asked."""
        from exin_tui.tui.views.sections import answer_lines

        look, panel, row_id = at.look, at.partner_data, at.row_at(self.where)
        if not at.panels.askable and (panel is None or not panel.steps):
            return None
        task = at.panels.task_at(row_id, view.tasks)
        if task is not None:
            words = look.screening.item(task.title, task.sensitive, view.row.person)
            return "", lambda width: task_lines(task, words, look, width, caseworker=view.row.caseworker)
        row = at.panels.asked(row_id)
        if row is None:
            return "", lambda width: nothing_lines(look, width)
        return "", lambda width: answer_lines(row, look, width)
