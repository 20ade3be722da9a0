"""What can be done about a participant's contacts: attach, correct, another role, end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_tui.caseload.models import ContactView
from exin_tui.language import text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import Line
from exin_tui.tui.look import Look
from exin_tui.tui.screens.book_reading import BookReading
from exin_tui.tui.screens.open_person import OpenPerson
from exin_tui.tui.widgets.tab_rows import contact_id, roles_told_apart
from exin_tui.tui.widgets.why_lines import named

if TYPE_CHECKING:
    from exin_tui.tui.screens.book_reading import Book


class ContactActions(BookReading, OpenPerson):
    """A screen from which it is done."""

    @property
    def contact_here(self) -> ContactView | None:
        """The contact under the cursor, while their tab is on."""
        theirs, row_id = self.view.contacts if self.view is not None else (), self.row_at(Where.CONTACT)
        return next((one for one in theirs if contact_id(one) == row_id), None)

    def _version_now(self) -> int | None:
        return self.view.row.version if self.view is not None else None

    def _tie_now(self, one: ContactView) -> Callable[[], int | None]:
        def version() -> int | None:
            theirs = self.view.contacts if self.view is not None else ()
            found = next((each for each in theirs if each.attached_id == one.attached_id), None)
            return found.attached_version if found is not None else None

        return version

    def action_contact_attach(self) -> None:
        """Somebody of the address book, or somebody new."""
        app, view = self.exin, self.view
        if view is None:
            return

        def opened(book: Book) -> None:
            from exin_tui.tui.forms.contact import attach_form

            form = attach_form(view, book, app.programme, app.labels, lambda: app.look, self._version_now)
            self.fill_in(form, text("Saved: a contact."))

        self.with_book(opened)

    def action_contact_edit(self) -> None:
        """Correct the contact, for everybody who has them."""
        here, app = self.contact_here, self.exin
        if here is None:
            return
        contact_id = here.id

        def opened(book: Book) -> None:
            from exin_tui.caseload.address_book import contact_of
            from exin_tui.tui.forms.contact import contact_form

            found = contact_of(book, contact_id)
            if found is not None:
                form = contact_form(found, book, app.labels, lambda: app.look, self.watched_contact(found))
                self.fill_in(form, text("Saved: the contact."))

        self.with_book(opened)

    def action_contact_role(self) -> None:
        """What they are to the participant."""
        here, app = self.contact_here, self.exin
        if here is not None:
            from exin_tui.tui.forms.contact import role_form

            form = role_form(here, app.programme, lambda: app.look, self._tie_now(here))
            self.fill_in(form, text("Saved: the contact's role."))

    def action_contact_detach(self) -> None:
        """No longer the participant's contact."""
        here = self.contact_here
        if here is not None:
            from exin_tui.tui.forms.contact import detach_form

            self.fill_in(detach_form(here, self.look, self._tie_now(here)), text("The contact has ended."))

    def show_contact(self) -> None:
        """All of the contact, and the consent that opens it."""
        here, view, labels = self.contact_here, self.view, self.exin.labels
        if here is None or view is None:
            return
        from exin_tui.tui.forms.contact import consent_notice
        from exin_tui.tui.screens.meeting_sheet import FactSheet

        person = view.row.person

        def role(look: Look) -> str:
            told = roles_told_apart(view.contacts, look, view)
            return next((words for one, words in zip(view.contacts, told, strict=True) if one == here), "")

        def body(look: Look, width: int) -> list[Line]:
            screening = look.screening
            hides = screening.hides(person)
            agency = "" if hides and (here.sensitive or here.line == "prison") else here.agency
            facts = (
                (text("Role"), role(look)),
                (text("Name"), screening.contact(here.name, person)),
                (text("Agency"), agency or "–"),
                (text("Phone"), screening.contact(here.phone, person)),
                (text("E-mail"), screening.contact(here.email, person)),
            )
            lines: list[Line] = []
            for name, value in facts:
                if value:
                    lines += named(name, value, look, width)
            if here.line and not (hides and here.sensitive):
                notice = consent_notice(here.line, view, labels)
                lines += named(text("Consent"), look.say(notice.words), look, width)
            return lines

        self.app.push_screen(FactSheet(role, body, self.look))
