"""The people around the participant."""

from __future__ import annotations

from exin_tui.caseload.models import ParticipantView
from exin_tui.language import text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.participant_tabs.tab import Tab
from exin_tui.tui.screens.contact_actions import ContactActions
from exin_tui.tui.widgets.line_list import Rows
from exin_tui.tui.widgets.tab_rows import contact_rows, said_row


class ContactsTab(Tab[ContactActions]):
    """With the consent that opens each."""

    id = "contacts"
    title = text("Contacts")
    where = Where.CONTACT

    def number(self, view: ParticipantView) -> str:
        """How many there are."""
        return str(len(view.contacts))

    def rows(self, at: ContactActions, view: ParticipantView) -> Rows:
        """One for each role."""
        return contact_rows(view.contacts, at.look, view) or said_row(
            at.say(text("No contacts are entered."))
        )

    def tell_row(self, at: ContactActions) -> bool:
        """All of the contact."""
        at.show_contact()
        return True
