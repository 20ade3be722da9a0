"""A screen with a participant at hand: the row under the board's cursor, or the one that is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_tui.caseload.models import ParticipantRow, ParticipantView, Person
from exin_tui.language import Sayable, text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.forms.declared import Form, Saved
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.screens.outcome import tell_outcome

if TYPE_CHECKING:
    from sqlalchemy import Connection


class AboutPerson(BoardScreen):
    """What every sheet about a participant needs."""

    @property
    def person(self) -> Person | None:
        """Who is at hand; None when nobody is."""
        raise NotImplementedError

    def row_of(self, participant_id: str) -> ParticipantRow | None:
        """A participant's row as it was read last; None when they are not on the board any more."""
        overview = self.exin.overview
        rows = overview.rows if overview is not None else ()
        return next((row for row in rows if row.person.id == participant_id), None)

    def row_now(self) -> ParticipantRow | None:
        """The row of who is at hand."""
        person = self.person
        return None if person is None else self.row_of(person.id)

    def row_at(self, where: Where) -> str:  # noqa: ARG002 - a screen with tabs says which
        """The id of the row under the cursor while the commands of ``where`` apply; empty otherwise."""
        return ""

    def with_view(self, then: Callable[[ParticipantView], None], person: Person | None = None) -> None:
        """Read ``person``, else the participant at hand, anew, then go on with what was read."""
        person, app = person or self.person, self.exin
        if person is None:
            return

        def read(connection: Connection) -> ParticipantView | None:
            from exin_tui.caseload.participant import load_participant

            try:
                return load_participant(
                    connection, person.code,
                    today=app.clock.today(), programme=app.programme, labels=app.labels,
                )  # fmt: skip
            except LookupError:
                return None

        def done(view: ParticipantView | None) -> None:
            if view is None:
                app.tell(text("{code} is not among the participants any more.", code=person.code))
            else:
                then(view)

        app.read_with(read, done)

    def fill_in(
        self,
        form: Form,
        done: Sayable | Callable[[Saved], Sayable] | None = None,
        then: Callable[[Saved], None] | None = None,
    ) -> None:
        """Open ``form``; then say ``done`` and what follows from the answer, and go on with ``then``."""
        from exin_tui.tui.forms.sheet import FormSheet

        def closed(saved: Saved | None) -> None:
            if saved is None:
                return
            if done is not None:
                tell_outcome(self.exin, done if isinstance(done, Sayable) else done(saved), saved.answer)
            if then is not None:
                then(saved)

        self.app.push_screen(FormSheet(form, self.look), closed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing about a participant without one."""
        if action.startswith("person_") and self.person is None:
            return False
        return super().check_action(action, parameters)
