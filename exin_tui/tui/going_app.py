"""Where one can go: the board, the partners, capacity, a participant, help, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from exin_tui.caseload.filters import Filter
from exin_tui.language import text
from exin_tui.partners.presence import Presence
from exin_tui.tui.outcomes_app import OutcomesApp
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.screens.dashboard import Dashboard
from exin_tui.tui.widgets.header import Tab


class GoingApp(OutcomesApp):
    """The stack of screens. The board is always at its bottom."""

    def __init__(self, *arguments: Any, keymap: dict[str, str], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.shown_keymap = keymap

    def tabs(self, place: str) -> tuple[Tab, ...]:
        """Overview, one for each partner, capacity."""
        return (
            Tab(text("Overview"), "screen.go_overview", place == "overview"),
            *(
                Tab(one.tab, f"screen.go_partner('{number}')", place == one.id, alarm=one.missed)
                for number, one in enumerate(self.tabbed)
            ),
            Tab(text("Capacity"), "screen.go_capacity", place == "capacity"),
        )

    @property
    def tabbed(self) -> tuple[Presence, ...]:
        """Whose tab stands in the header: those that take part, and those missed, in their places."""
        found = [one for one in self.presences() if one.active or one.absent]
        return tuple(sorted(found, key=lambda one: (one.order, one.id)))

    @property
    def shown_partners(self) -> tuple[Any, ...]:
        """The partners with a tab, in the manifests' order."""
        known = [one for one in self.partners if one.active and one.manifest is not None]
        return tuple(sorted(known, key=lambda one: (one.manifest.order, one.manifest.id)))

    def present_titles(self) -> dict[str, str]:
        """Footer words that depend on the state, by command."""
        open_now = not self.screening.screened
        return {"view.privacy": self.look.say(text("screen names") if open_now else text("show names"))}

    def go_overview(self) -> None:
        """Down to the board."""
        while len(self.screen_stack) > 1 and not isinstance(self.screen, Dashboard):
            self.pop_screen()

    def narrow_board(self, narrowed: Filter) -> None:
        """Show the board through a filter."""
        if isinstance(self.screen, Dashboard):
            self.screen.narrow(narrowed)

    def go_capacity(self) -> None:
        """Who has room."""
        from exin_tui.tui.screens.capacity import CapacityScreen

        if not isinstance(self.screen, CapacityScreen):
            self.go_overview()
            self.push_screen(CapacityScreen())

    def go_standup(self, whose: str | None = None) -> None:
        """Begin the daily stand-up, go on with it, or follow; ``whose`` participants are not asked then."""
        from exin_tui.tui.standup_going import go_standup

        if not self.always_screened:
            self.go_overview()
            go_standup(self, whose)

    def go_closed(self) -> None:
        """Those whose follow-up has ended."""
        from exin_tui.tui.screens.closed import ClosedScreen

        if not isinstance(self.screen, ClosedScreen):
            self.go_overview()
            self.push_screen(ClosedScreen())

    def go_week(self) -> None:
        """The team's week."""
        from exin_tui.tui.screens.week import WeekScreen

        if not isinstance(self.screen, WeekScreen):
            self.push_screen(WeekScreen())

    def go_outcomes(self) -> None:
        """What is over and nobody has said the outcome of."""
        from exin_tui.tui.screens.outcomes import OutcomesScreen

        if not isinstance(self.screen, OutcomesScreen):
            self.push_screen(OutcomesScreen())

    def go_book(self) -> None:
        """The address book."""
        from exin_tui.tui.screens.address_book import AddressBook

        if not isinstance(self.screen, AddressBook):
            self.push_screen(AddressBook())

    def go_weekly(self, whose: str | None = None) -> None:
        """The weekly review of ``whose`` participants; without initials one's own, or the whole team's."""
        from exin_tui.tui.screens.reviews import WeeklyScreen

        overview = self.overview
        if overview is not None:
            mine = any(one.initials == self.me and one.active for one in overview.capacity)
            self.screen_names()
            self.go_overview()
            self.push_screen(WeeklyScreen((self.me if mine else "") if whose is None else whose))

    def go_monthly(self) -> None:
        """The monthly review of the month that it is."""
        from exin_tui.tui.screens.reviews import MonthlyScreen

        if self.overview is not None:
            self.screen_names()
            self.go_overview()
            self.push_screen(MonthlyScreen(self.today))

    def go_partner(self, number: int) -> None:
        """The partner's tab, counted from the left; of one that takes no part, why it does not."""
        tabbed = self.tabbed
        if number < len(tabbed):
            one = tabbed[number]
            if one.active:
                self.go_partner_of(one.id)
            else:
                self.go_partners(one.key)

    def go_partner_of(self, partner_id: str) -> None:
        """The tab of one that takes part."""
        from exin_tui.tui.screens.partner import PartnerScreen

        partner = next((one for one in self.shown_partners if one.id == partner_id), None)
        if partner is None or (isinstance(self.screen, PartnerScreen) and self.screen.partner is partner):
            return
        self.go_overview()
        self.push_screen(PartnerScreen(partner))

    def go_partners(self, key: str = "") -> None:
        """How each of them is; ``key`` says which one to begin with."""
        from exin_tui.tui.screens.partners import PartnersScreen

        if key:  # a tab of the header, as the others are
            self.go_overview()
        if not isinstance(self.screen, PartnersScreen):
            self.push_screen(PartnersScreen(key))

    def leave_partner(self, partner: Any) -> None:
        """Down to the board when the partner's tab is open, or one of its exports."""
        from exin_tui.tui.screens.export import ExportScreen
        from exin_tui.tui.screens.partner import PartnerScreen

        shows = [one for one in self.screen_stack if isinstance(one, (PartnerScreen, ExportScreen))]
        if any(one.partner.id == partner.id for one in shows):
            self.go_overview()

    def open_participant(self, code: str, listed: Sequence[str] = (), tab: str = "") -> None:
        """One participant, over what is open; ``listed`` are the codes of the list it was opened from.

        ``tab`` is the one to begin with.
        """
        from exin_tui.tui.screens.participant import ParticipantScreen

        self.push_screen(ParticipantScreen(code, listed, tab))

    def ask_where_to(self) -> None:
        """``g``, then a letter."""
        from exin_tui.tui.screens.go_to import GoTo, places

        where = places(self)

        ways: dict[str, Callable[[], object]] = {
            "overview": self.go_overview,
            "partners": self.go_partners,
            "capacity": self.go_capacity,
            "closed": self.go_closed,
            "standup": self.go_standup,
            "week": self.go_week,
            "outcomes": self.go_outcomes,
            "book": self.go_book,
            "weekly": self.go_weekly,
            "monthly": self.go_monthly,
        }

        def go(value: str | None) -> None:
            if value in ways:
                ways[value]()
            elif value is not None:
                self.go_partner(int(value))

        self.push_screen(GoTo(self.look, where), go)

    def action_view_back(self) -> None:
        """Out of what was opened last."""
        screen = self.screen
        if isinstance(screen, BoardScreen) and screen.went_back():
            return
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def action_view_help(self) -> None:
        """What the keys do, here."""
        from exin_tui.tui.screens.help import HelpScreen

        if isinstance(self.screen, BoardScreen):
            self.push_screen(HelpScreen(self.screen, self.look, self.shown_keymap))

    async def action_view_quit(self) -> None:
        """Nothing is unsaved."""
        self.exit()
