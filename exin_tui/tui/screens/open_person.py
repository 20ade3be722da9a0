"""A screen on which one participant is open: all that was read about them, and the list that is shown."""

from __future__ import annotations

from typing import Any

from exin_tui.caseload.models import ParticipantRow, ParticipantView, Person
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.screens.about_person import AboutPerson
from exin_tui.tui.widgets.line_list import LineList
from exin_tui.tui.widgets.row_list import RowList


class OpenPerson(AboutPerson):
    """What the actions of the participant's tabs, and the tabs themselves, need of the screen."""

    view: ParticipantView | None = None
    """As it was read last; None before that."""
    tab: str
    """The id of the tab that is on."""
    rows: LineList
    """What the tabs draw their lines into."""

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

    def list_at(self, where: Where) -> RowList[Any] | None:  # noqa: ARG002 - the tabs know
        """The list under the cursor while the commands of ``where`` apply; None while others do."""
        return None

    def row_at(self, where: Where) -> str:
        """In the list that is shown."""
        rows = self.list_at(where)
        return rows.row_id if rows is not None else ""
