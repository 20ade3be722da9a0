"""What can be done about meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.language import text
from exin_tui.tui.screens.about_person import AboutPerson

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.meeting_choices import MeetingChoices
    from exin_tui.caseload.models import Person
    from exin_tui.tui.forms.new_meeting import Proposed


class MeetingActions(AboutPerson):
    """A screen from which it is done."""

    def action_meeting_new(self) -> None:
        """Agree a meeting with the participant at hand, or one of the team's own."""
        from exin_tui.tui.forms.new_meeting import Proposed, proposed_for

        row, person = self.row_now(), self.person
        if row is not None:
            self.agree(proposed_for(row, self.exin.programme, self.look.today))
        else:
            self.agree(Proposed(participant_id=person.id if person is not None else ""))

    def agree(self, proposed: Proposed) -> None:
        """Open the sheet of a new meeting."""
        app = self.exin

        def read(connection: Connection) -> MeetingChoices:
            from exin_tui.caseload.meeting_choices import meeting_choices

            return meeting_choices(connection, app.labels, app.clock.today(), proposed.participant_id or None)

        def opened(choices: MeetingChoices) -> None:
            from exin_tui.tui.forms.new_meeting import new_meeting_form

            form = new_meeting_form(proposed, self.people(), choices, app.programme, lambda: app.look)
            self.fill_in(form, text("Meeting agreed."))

        app.read_with(read, opened)

    def people(self) -> tuple[Person, ...]:
        """Everybody who is followed up, by case code; and who is at hand."""
        overview, here = self.exin.overview, self.person
        found = {row.person.id: row.person for row in (overview.rows if overview is not None else ())}
        if here is not None:
            found.setdefault(here.id, here)
        return tuple(sorted(found.values(), key=lambda one: one.code))
