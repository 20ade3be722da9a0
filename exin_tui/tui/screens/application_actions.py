"""What can be done about applications, contact and activities, and the situation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_schema.vocabulary import ApplicationState, SituationMoment
from exin_tui.caseload.case_models import ActivityView, ApplicationView, CaseView, SituationView
from exin_tui.caseload.case_words import SENSITIVE_APPLICATIONS
from exin_tui.caseload.models import ParticipantRow, Person
from exin_tui.language import text
from exin_tui.tui.changes import Moment, Refused, Write
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.screens.case_reading import Now
from exin_tui.tui.screens.contact_logging import ContactLogging
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

APPLICATION, ACTIVITY, SITUATION = "application:", "activity:", "situation:"
"""What the ids of the tab's rows begin with."""
_OF_APPLICATIONS = frozenset({"application_next", "application_decide", "application_complain"})


class ApplicationActions(ContactLogging):
    """A screen from which it is done."""

    case: CaseView | None = None
    """What the tab shows, where there is one."""

    @property
    def case_row(self) -> str:
        """The id under the tab's cursor; empty elsewhere."""
        return self.row_at(Where.APPLICATION)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Each key for the rows that it fits."""
        row = self.case_row
        if action in _OF_APPLICATIONS and not row.startswith(APPLICATION):
            return False
        if action == "application_edit" and not row.startswith((APPLICATION, SITUATION)):
            return False
        if action == "application_take_off" and not row.startswith(ACTIVITY):
            return False
        return super().check_action(action, parameters)

    # ── applications ──────────────────────────────────────────────────────────────────────────────

    @property
    def application(self) -> ApplicationView | None:
        """Under the cursor."""
        return self._application_of(self.case_row.removeprefix(APPLICATION))

    def _application_of(self, wanted: str, case: CaseView | None = None) -> ApplicationView | None:
        found = case or self.case
        return next((one for one in found.applications if one.id == wanted), None) if found else None

    def application_words(self, one: ApplicationView) -> str:
        """To whom, and (with names shown) what."""
        screening, person = self.look.screening, self.person
        kind = screening.item(one.kind, one.kind in SENSITIVE_APPLICATIONS, person)
        return (
            kind
            if screening.hides(person) or not one.what
            else f"{kind}: {screening.private(one.what, person)}"
        )

    def action_application_new(self) -> None:
        """To whom, what, and when it was sent."""
        row = self.row_now()
        if row is None:
            return

        def opened(person: Person, now: Now) -> None:
            from exin_tui.tui.forms.application import new_application_form

            def row_now() -> ParticipantRow | None:
                return self.row_of(person.id)

            form = new_application_form(row, now().agencies, self.look, row_now)
            self.fill_in(form, text("Saved: a new application."))

        self.with_case(opened)

    def action_application_next(self) -> None:
        """Sent, in process, decided."""
        one = self.application
        if one is None:
            return
        if one.state is ApplicationState.DRAFT:
            self._fill("sent_form")
        elif one.state is ApplicationState.SENT:
            self._begin(one)
        else:
            self._fill("decision_form")

    def _begin(self, one: ApplicationView) -> None:
        def write(database: Database, moment: Moment) -> object:
            from exin_tui.caseload.applications import in_process

            return in_process(database, one.id, one.version, **moment.acting)

        self._do(write, self.application_words(one))

    def _do(self, write: Write, title: str) -> None:
        def refused(answer: Refused) -> None:
            self.app.push_screen(RefusalSheet(title, answer, self.look))

        self.exin.change(write, lambda: None, refused)

    def action_application_decide(self) -> None:
        """Granted, refused, partly; in writing or not."""
        self._fill("decision_form")

    def action_application_complain(self) -> None:
        """When the complaint was sent."""
        self._fill("complaint_form")

    def action_application_edit(self) -> None:
        """What the row is about."""
        if self.case_row.startswith(SITUATION):
            self._note(SituationMoment.of(self.case_row.removeprefix(SITUATION)))
        else:
            self._fill("")

    def _fill(self, name: str) -> None:
        """Open a form about the application under the cursor; without a name, the correction of it."""
        one = self.application
        if one is None:
            return
        wanted = one.id

        def opened(_person: Person, now: Now) -> None:
            def current() -> ApplicationView | None:
                return self._application_of(wanted, now())

            from exin_tui.tui.forms import application as forms

            title = self.application_words(one)
            if name:
                form = getattr(forms, name)(one, title, self.look, current)
            else:
                form = forms.edit_application_form(one, now().agencies, title, self.look, current)
            self.fill_in(form, text("Saved."))

        self.with_case(opened)

    # ── contact ───────────────────────────────────────────────────────────────────────────────────

    def action_application_take_off(self) -> None:
        """What was logged by mistake. What a meeting's outcome logged goes with that."""
        one = self._activity()
        if one is None:
            return
        if one.of_meeting:
            self.exin.tell(text("This came with a meeting's outcome. Correct the outcome of the meeting."))
            return

        def write(database: Database, moment: Moment) -> object:
            from exin_tui.caseload.activities import take_off

            take_off(database, one.id, one.version, **moment.acting)
            return None

        self._do(write, self.say(one.kind))

    def _activity(self) -> ActivityView | None:
        wanted = self.case_row.removeprefix(ACTIVITY)
        return next((one for one in self.case.activities if one.id == wanted), None) if self.case else None

    # ── situation ─────────────────────────────────────────────────────────────────────────────────

    def action_person_situation(self) -> None:
        """Ask which of the two."""
        letters = {"s": SituationMoment.START, "r": SituationMoment.RELEASE}
        choices = [
            Choice(letter, self.say(moment)[:1].upper() + self.say(moment)[1:], moment.value)
            for letter, moment in letters.items()
        ]

        def chosen(value: str | None) -> None:
            if value is not None:
                self._note(SituationMoment.of(value))

        who = self.look.screening.on_a_sheet(self.person)
        title = self.say(text("The situation of {who}", who=who))
        self.app.push_screen(Menu(title, self.say(text("close")), choices), chosen)

    def _note(self, moment: SituationMoment) -> None:
        def opened(person: Person, now: Now) -> None:
            from exin_tui.tui.forms.situation import situation_form

            def current() -> SituationView | None:
                return next((one for one in now().situations if one.moment is moment), None)

            form = situation_form(person, moment, current(), self.look, current)
            self.fill_in(form, text("Saved: the situation {when}.", when=moment))

        self.with_case(opened)
