"""The meetings of who is open."""

from __future__ import annotations

from exin_tui.caseload.models import MeetingRow
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.screens.meeting_actions import MeetingActions
from exin_tui.tui.screens.open_person import OpenPerson
from exin_tui.tui.widgets.tab_rows import meeting_id


class OpenMeetings(MeetingActions, OpenPerson):
    """A screen that lists them."""

    @property
    def meeting_here(self) -> MeetingRow | None:
        """The meeting under the cursor, while its tab is on."""
        coming, row_id = self.view.meetings if self.view is not None else (), self.row_at(Where.MEETING)
        return next((one for one in coming if meeting_id(one) == row_id), None)
