"""What the partners have on who is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.screens.open_person import OpenPerson
from exin_tui.tui.screens.partner_actions import PartnerActions
from exin_tui.tui.screens.partner_panels import PREFIX, PartnerPanels

if TYPE_CHECKING:
    from exin_tui.caseload.models import Person


class OpenPanels(PartnerActions, OpenPerson):
    """A screen with a panel for each."""

    def __init__(self) -> None:
        super().__init__()
        self.panels = PartnerPanels(lambda: self.exin)

    def read_panel(self) -> None:
        """The one that is on."""
        if self.person is not None:
            self.panels.read(self.tab, self.person.id, self.paint)

    @property
    def partner_here(self) -> Any:
        """The partner whose panel is on."""
        shown = self.exin.shown_partners if self.tab.startswith(PREFIX) else ()
        return next((one for one in shown if PREFIX + one.manifest.id == self.tab), None)

    @property
    def person_at_hand(self) -> Person | None:
        """Whose screen it is: said above the exports when nothing of them is sent."""
        return self.person

    @property
    def export_about(self) -> str:
        """From one participant's panel nothing goes out about the others."""
        return self.person.id if self.person is not None else ""

    @property
    def partner_row(self) -> str:
        """In the panel."""
        return self.row_at(Where.FOR_PARTNER)

    @property
    def partner_data(self) -> Any:
        """The panel."""
        return self.panels.panel(self.tab)
