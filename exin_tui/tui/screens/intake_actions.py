"""What can be done about an intake: conversations, criteria, the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_schema.vocabulary import Judgement, Phase
from exin_tui.language import text
from exin_tui.tui.changes import Moment, Refused, Write
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.screens.keeping_actions import KeepingActions
from exin_tui.tui.screens.refusal import RefusalSheet
from exin_tui.tui.screens.way_reading import WayReading

if TYPE_CHECKING:
    from exin_tui.caseload.models import Person
    from exin_tui.caseload.way import Criterion, Talk, Way
    from exin_tui.storage.database import Database


class IntakeActions(WayReading, KeepingActions):
    """A screen from which it is done."""

    @property
    def intake_row(self) -> str:
        """The row under the cursor while the intake is on."""
        return self.row_at(Where.INTAKE)

    def _talk(self, way: Way) -> Talk | None:
        return next((one for one in way.intake.talks if self.intake_row == f"talk:{one.kind.value}"), None)

    def _criterion(self, way: Way) -> Criterion | None:
        wanted = self.intake_row
        return next((one for one in way.intake.criteria if wanted == f"criterion:{one.key}"), None)

    def action_intake_done(self) -> None:
        """A conversation was held, on the day agreed or today; a criterion is met. Again: not after all."""
        way, person = self.way, self.person
        if way is None or person is None:
            return
        talk, criterion = self._talk(way), self._criterion(way)
        if talk is not None:
            self._hold(way, person, talk)
        elif criterion is not None and criterion.worked_out:
            self.exin.tell(text("This criterion is worked out from the sentence or the date of birth."))
        elif criterion is not None:
            self._answer(way, person, criterion)

    def _hold(self, way: Way, person: Person, talk: Talk) -> None:
        def write(database: Database, moment: Moment) -> object:
            from exin_tui.caseload.intake import record_talk

            on = talk.on if talk.on is not None and (talk.held or talk.on <= moment.today) else moment.today
            return record_talk(
                database, person.id, way.version, talk.kind, on, held=not talk.held, **moment.acting
            )

        self._write(write, self.say(talk.kind))

    def _answer(self, way: Way, person: Person, criterion: Criterion) -> None:
        met = criterion.judgement is Judgement.YES

        def write(database: Database, moment: Moment) -> object:
            from exin_tui.caseload.intake import answer_criterion

            answer = Judgement.UNKNOWN if met else Judgement.YES
            return answer_criterion(database, person.id, way.version, criterion.key, answer, **moment.acting)

        self._write(write, self.say(text("Criteria")))

    def _write(self, write: Write, title: str) -> None:
        def refused(answer: Refused) -> None:
            self.app.push_screen(RefusalSheet(title, answer, self.look))

        self.exin.change(write, lambda: None, refused)

    def action_intake_edit(self) -> None:
        """The day of a conversation; the answer to a criterion."""
        from exin_tui.tui.forms.intake import criterion_form, talk_form

        way, person = self.way, self.person
        if way is None or person is None:
            return
        talk, criterion = self._talk(way), self._criterion(way)
        if talk is not None:
            self.fill_in(talk_form(person, talk, self.way_now, self.look), text("Saved: the conversation."))
        elif criterion is not None and criterion.worked_out:
            self.exin.tell(text("This criterion is worked out from the sentence or the date of birth."))
        elif criterion is not None:
            form = criterion_form(person, criterion, self.way_now, self.look)
            self.fill_in(form, text("Saved: the criterion."))

    def action_intake_enrol(self) -> None:
        """Taken in, when nothing is in the way of it."""
        from exin_tui.tui.forms.intake import enrol_form

        way, person = self.way, self.person
        if way is None or person is None:
            return
        form = enrol_form(person, way.intake, self.way_now, self.look)
        self.fill_in(form, text("Enrolled. The start checklist is in force."))

    def action_intake_end(self) -> None:
        """Declined, by the person or by EX/IN: the same sheet as ends a follow-up."""
        self.action_person_close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Who is enrolled is not enrolled again, and who has ended is left alone."""
        if action.startswith("intake_"):
            row, way = self.row_now(), self.way
            if row is None or way is None or way.closed_on is not None:
                return False
            if action == "intake_enrol":
                return way.intake.enrolled_on is None
            if action == "intake_end":
                return way.intake.enrolled_on is None and row.phase is Phase.INTAKE
            return bool(self.intake_row)
        return super().check_action(action, parameters)
