"""Partners' alerts: asked in a thread once the rows are there, and put among the board's own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual import on, work
from textual.worker import get_current_worker

from exin_tui.caseload.models import Overview, ParticipantView
from exin_tui.tui.messages import PartnersAsked
from exin_tui.tui.reading_app import ReadingApp
from exin_tui.tui.screens.board_screen import BoardScreen

if TYPE_CHECKING:
    from exin_tui.partners.calling import PartnerManager
    from exin_tui.partners.on_board import OnBoard, PartnerRules


class AskingApp(ReadingApp):
    """No Python of a partner is imported before the first rows are painted."""

    def __init__(self, *arguments: Any, partners: Sequence[Any], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.partners = tuple(partners)
        self._rules: PartnerRules | None = None
        self._caller: PartnerManager | None = None
        self._making = threading.Lock()
        self._on_board: OnBoard | None = None
        """What the partners' rules said last; it stands on the next snapshot until they are asked again."""
        self._plain: Overview | None = None

    def with_partners(self, overview: Overview) -> Overview:
        """The snapshot with what the partners' rules said last."""
        self._plain = overview
        if self._on_board is None or self._on_board.today != overview.today:
            return overview
        return self._on_board.on_overview(overview)

    def view_with_partners(self, view: ParticipantView) -> ParticipantView:
        """The participant with what the partners' rules said last."""
        return view if self._on_board is None else self._on_board.on_view(view)

    def partner_manager(self) -> PartnerManager:
        """Calls the partners' Python for the whole board: what failed thrice stays set aside everywhere.

        To be asked for in a thread: the first call imports what calls them.
        """
        from exin_tui.partners.calling import PartnerManager

        with self._making:
            if self._caller is None:
                self._caller = PartnerManager(self.partners)
            return self._caller

    def rows_are_there(self) -> None:
        """The moment to ask the partners: after the paint, which would have to share the processor."""
        if any(one.active and getattr(one.manifest, "python", None) for one in self.partners):
            self.call_after_refresh(self.ask_partners)

    @work(thread=True, exclusive=True, exit_on_error=False, group="partners")
    def ask_partners(self) -> None:
        """Run the partners' rules on the caseload as it is now."""
        from exin_tui.partners.on_board import PartnerRules

        if self._rules is None:
            self._rules = PartnerRules(self.partners, self.partner_manager())
        found = self._rules.ask(self.database, today=self.clock.today(), programme=self.programme)
        if not get_current_worker().is_cancelled:
            self.post_message(PartnersAsked(found))

    @on(PartnersAsked)
    def partners_asked(self, message: PartnersAsked) -> None:
        """Repaint where they said something else than before."""
        known, self._on_board = self._on_board, message.found
        if self._plain is None or (known == message.found or (known is None and message.found.silent)):
            return
        self.overview = self.with_partners(self._plain)
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen) and screen.is_mounted:
                screen.overview_changed()
                screen.read_again()
