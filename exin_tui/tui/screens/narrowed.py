"""Which rows are shown: the filter's keys. The filter itself is a value and knows no screen."""

from __future__ import annotations

from textual import on

from exin_schema.vocabulary import Phase
from exin_tui.caseload.figures import Figure
from exin_tui.caseload.filter_steps import Quick
from exin_tui.caseload.filters import CaseworkerStep, Filter, PhaseStep, QuickStep, Sort
from exin_tui.language import text
from exin_tui.tui.screens.saved_filters import SavedFilters
from exin_tui.tui.widgets.menu import Choice, Menu
from exin_tui.tui.widgets.search_line import SearchLine

#: What a click on a figure filters by.
QUICK_OF = {
    Figure.OVERDUE: Quick.OVERDUE,
    Figure.TODAY: Quick.DUE_TODAY,
    Figure.SOON: Quick.DUE_SOON,
    Figure.RELEASE: Quick.OUT_4_WEEKS,
}
_QUICKS = {quick.value: quick for quick in Quick}
_SORTS = {sort.value: sort for sort in Sort}
SAVED = "."
"""Opens the saved filters from the menu of filters."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class NarrowedScreen(SavedFilters):
    """A screen whose rows a filter narrows."""

    def __init__(self) -> None:
        super().__init__()
        self.narrowed = Filter()

    def narrow(self, narrowed: Filter) -> None:
        """Show what another filter lets through."""
        self.narrowed = narrowed
        self.exin.remembered.save(narrowed)
        self.paint()

    @property
    def lit_phase(self) -> int:
        """The number of the phase that the filter lets through; 0 for all."""
        return next((step.phase.number for step in self.narrowed.steps if isinstance(step, PhaseStep)), 0)

    @property
    def lit_figure(self) -> Figure | None:
        """The figure that the filter is about."""
        on = {step.quick for step in self.narrowed.steps if isinstance(step, QuickStep)}
        return next((figure for figure, quick in QUICK_OF.items() if quick in on), None)

    def action_filter_phase(self, number: str) -> None:
        """A phase; 0 is everybody and takes every step back."""
        phase = list(Phase)[int(number) - 1] if int(number) else None
        self.narrow(self.narrowed.phase(phase) if phase else self.narrowed.cleared())

    def action_filter_figure(self, figure: str) -> None:
        """What a figure counts."""
        self.narrow(self.narrowed.quick(QUICK_OF[Figure(figure)]))

    def action_filter_mine(self) -> None:
        """Whoever works here."""
        self.narrow(self.narrowed.mine(self.exin.me))

    def action_filter_undo(self) -> None:
        """One step back."""
        self.narrow(self.narrowed.without_last())

    def action_filter_more(self) -> None:
        """The menu of quick filters and caseworkers."""
        on_now = {step.quick for step in self.narrowed.steps if isinstance(step, QuickStep)}
        choices = [
            Choice(_LETTERS[index], self.say(quick).capitalize(), quick.value, quick in on_now)
            for index, quick in enumerate(Quick)
        ]
        overview = self.exin.overview
        taken = {step.initials for step in self.narrowed.steps if isinstance(step, CaseworkerStep)}
        for one in overview.capacity if overview else ():
            if len(choices) < len(_LETTERS):
                letter = _LETTERS[len(choices)]
                words = self.say(text("Responsible: {initials}", initials=one.initials))
                choices.append(Choice(letter, words, f"={one.initials}", one.initials in taken))

        choices.append(Choice(SAVED, self.say(text("Saved filters …")), SAVED, beside="F"))

        def chosen(value: str | None) -> None:
            if value is None:
                return
            if value == SAVED:
                self.action_filter_saved()
            elif value.startswith("="):
                self.narrow(self.narrowed.caseworker(value[1:]))
            else:
                self.narrow(self.narrowed.quick(_QUICKS[value]))

        self.app.push_screen(Menu(self.say(text("More filters")), self.say(text("close")), choices), chosen)

    def action_filter_sort(self) -> None:
        """The orders."""
        choices = [
            Choice(_LETTERS[index], self.say(sort).capitalize(), sort.value, sort is self.narrowed.sort)
            for index, sort in enumerate(Sort)
        ]

        def chosen(value: str | None) -> None:
            if value is not None:
                self.narrow(self.narrowed.sorted_by(_SORTS[value]))

        self.app.push_screen(Menu(self.say(text("Sort")), self.say(text("close")), choices), chosen)

    def action_filter_search(self) -> None:
        """The search line, with what was searched before."""
        self.add_class("-searching")
        self.query_one(SearchLine).begin(self.narrowed.searched)

    @on(SearchLine.Typed)
    def search_typed(self, event: SearchLine.Typed) -> None:
        """Narrow at once."""
        self.narrow(self.narrowed.search(event.words))

    @on(SearchLine.Left)
    def search_left(self) -> None:
        """The list has the keys again."""
        self.remove_class("-searching")
        self.focus_list()

    def focus_list(self) -> None:
        """Give the list the focus."""
        raise NotImplementedError
