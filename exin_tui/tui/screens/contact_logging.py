"""Logging contact in two keys: today by one's own hand, or with a form for everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_schema.vocabulary import ActivityKind
from exin_tui.caseload.models import Person
from exin_tui.language import text
from exin_tui.tui.changes import Moment, Refused
from exin_tui.tui.screens.case_reading import CaseReading, Now
from exin_tui.tui.screens.contact_log import LETTERS, OTHER, Logged, logged_by
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from exin_tui.storage.database import Database


class ContactLogging(CaseReading):
    """A screen with a participant at hand."""

    def action_person_log(self) -> None:
        """Ask for the letter."""
        person = self.person
        if person is None:
            return
        choices = [Choice(one.letter, self.say(one.words), one.letter) for one in LETTERS]
        choices.append(Choice("d", self.say(text("another day, or more …")), OTHER))

        def chosen(value: str | None) -> None:
            found = logged_by(value or "")
            if value == OTHER:
                self._ask_contact_form(ActivityKind.CALL, start="on")
            elif found is not None and found.asks:
                self._ask_contact_form(found.kind, start="with")
            elif found is not None:
                self._log(person, found)

        who = self.look.screening.on_a_sheet(person)
        title = self.say(text("Contact with {who}, today", who=who))
        self.app.push_screen(Menu(title, self.say(text("close")), choices), chosen)

    def _log(self, person: Person, what: Logged) -> None:
        def write(database: Database, moment: Moment) -> object:
            from exin_tui.caseload.activities import log_activity

            return log_activity(database, person.id, what.kind, reached=what.reached, **moment.acting)

        def done() -> None:
            self.exin.tell(
                text("{code}: {what}, today. ctrl+z takes it off.", code=person.code, what=what.words)
            )

        def refused(answer: Refused) -> None:
            self.app.push_screen(RefusalSheet(self.look.screening.on_a_sheet(person), answer, self.look))

        self.exin.change(write, done, refused)

    def _ask_contact_form(self, kind: ActivityKind, *, start: str) -> None:
        def opened(person: Person, now: Now) -> None:
            from exin_tui.tui.forms.activity import activity_form

            overview = self.exin.overview
            colleagues = [one.initials for one in overview.capacity] if overview is not None else []
            form = activity_form(person, kind, colleagues, now().agencies, self.look, start=start)
            self.fill_in(form, text("Logged."))

        self.with_case(opened)
