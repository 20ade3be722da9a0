"""What can be changed about the participant at hand: the sheet of letters, and the forms behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_tui.caseload.models import ParticipantRow
from exin_tui.language import text
from exin_tui.tui.commands.catalogue import commands_of
from exin_tui.tui.commands.declaration import Where, main_key
from exin_tui.tui.screens.keeping_actions import KeepingActions
from exin_tui.tui.screens.moving_actions import MovingActions
from exin_tui.tui.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.assignment import WhatIf


class ChangeActions(MovingActions, KeepingActions):
    """A screen from which a participant can be changed."""

    def action_person_change(self) -> None:
        """Ask for the letter."""
        offered = [one for one in commands_of(Where.PERSON) if one.letter and self.possible(one)]
        choices = [
            Choice(
                one.letter,
                self.say(one.help)[:1].upper() + self.say(one.help)[1:],
                one.action(),
                beside=main_key(one, self.exin.shown_keymap) if one.keys else "",
            )
            for one in offered
        ]

        async def chosen(action: str | None) -> None:
            if action is not None:
                await self.app.run_action(action, default_namespace=self)

        person = self.person
        who = self.look.screening.on_a_sheet(person)
        title = self.say(text("Change {who}", who=who))
        self.app.push_screen(Menu(title, self.say(text("close")), choices), chosen)

    def action_person_copy(self) -> None:
        """All that is kept, for the participant."""
        from exin_tui.tui.forms.own_copy import own_copy_form

        row = self.row_now()
        if row is not None:
            done = text("Written, and recorded as given to the participant.")
            self.fill_in(own_copy_form(row, self.exin.labels, self.look), done)

    def action_person_assign(self) -> None:
        """Give the participant to a caseworker, or to nobody."""
        row, programme = self.row_now(), self.exin.programme
        if row is None:
            return
        participant_id = row.person.id

        def read(connection: Connection) -> tuple[WhatIf, ...]:
            from exin_tui.caseload.assignment import what_if

            return what_if(connection, participant_id, programme)

        def opened(loads: tuple[WhatIf, ...]) -> None:
            from exin_tui.tui.forms.assignment import assignment_form

            def now() -> ParticipantRow | None:
                return self.row_of(participant_id)

            self.fill_in(
                assignment_form(row, loads, programme, self.look, now), text("Saved: another caseworker.")
            )

        self.exin.read_with(read, opened)
