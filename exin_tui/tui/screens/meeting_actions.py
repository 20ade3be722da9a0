"""What can be done about meetings: agree one, and change, log, cancel the one under the cursor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_tui.caseload.models import MeetingRow, Person
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, text
from exin_tui.tui.changes import Moment, Refused
from exin_tui.tui.forms.declared import Saved
from exin_tui.tui.screens.about_person import AboutPerson
from exin_tui.tui.widgets.menu import Choice, Menu

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.labels import Labels
    from exin_tui.caseload.meeting_choices import MeetingChoices
    from exin_tui.caseload.meeting_views import MeetingView
    from exin_tui.storage.database import Database
    from exin_tui.tui.forms.new_meeting import Proposed


class MeetingActions(AboutPerson):
    """A screen from which it is done."""

    @property
    def meeting_here(self) -> MeetingRow | None:
        """The meeting under the cursor; None when there is none."""
        return None

    # ── a new one ─────────────────────────────────────────────────────────────────────────────────

    def action_meeting_new(self) -> None:
        """Agree a meeting with the participant at hand, or one of the team's own."""
        from exin_tui.tui.forms.new_meeting import Proposed, proposed_for

        row, person = self.row_now(), self.person
        if row is not None:
            self.agree_meeting(proposed_for(row, self.exin.programme, self.look.today))
        else:
            self.agree_meeting(Proposed(participant_id=person.id if person is not None else ""))

    def agree_meeting(self, proposed: Proposed) -> None:
        """Open the sheet of a new meeting."""
        app = self.exin

        def opened(choices: MeetingChoices) -> None:
            from exin_tui.tui.forms.new_meeting import new_meeting_form

            form = new_meeting_form(proposed, self.people_to_meet(), choices, app.programme, lambda: app.look)
            self.fill_in(form, _agreed)

        self.with_meeting_choices(proposed.participant_id or None, opened)

    def with_meeting_choices(
        self, participant_id: str | None, then: Callable[[MeetingChoices], None]
    ) -> None:
        """Read what a meeting can take, then go on."""
        app = self.exin

        def read(connection: Connection) -> MeetingChoices:
            from exin_tui.caseload.meeting_choices import meeting_choices

            return meeting_choices(connection, app.labels, app.clock.today(), participant_id)

        app.read_with(read, then)

    def people_to_meet(self) -> tuple[Person, ...]:
        """Everybody who is followed up, by case code; and who is at hand."""
        overview, here = self.exin.overview, self.person
        found = {row.person.id: row.person for row in (overview.rows if overview is not None else ())}
        if here is not None:
            found.setdefault(here.id, here)
        return tuple(sorted(found.values(), key=lambda one: one.code))

    # ── the one under the cursor ──────────────────────────────────────────────────────────────────

    def with_meeting(self, then: Callable[[MeetingView], None]) -> None:
        """Read the meeting under the cursor, then go on with what was read."""
        row, app = self.meeting_here, self.exin
        if row is None:
            return

        def done(view: MeetingView | None) -> None:
            if view is None:
                app.tell(text("This meeting is gone: somebody took it back."))
            elif view.version != row.version:
                app.tell(text("Changed by someone else – what you see has been read again."))
                app.refresh_data()
            else:
                then(view)

        app.read_with(reader(app.labels, row.id, row.starts_at), done)

    def watched_meeting(self, view: MeetingView) -> Callable[[], MeetingView | None]:
        """Gives ``view`` as it was read last, and reads it anew each time it is asked."""
        held: list[MeetingView | None] = [view]
        app = self.exin

        def again() -> MeetingView | None:
            def got(found: MeetingView | None) -> None:
                held[0] = found

            app.read_with(reader(app.labels, view.id, view.starts_at), got)
            return held[0]

        return again

    def action_meeting_edit(self) -> None:
        """Change it; of a series ask which."""
        self.with_meeting(self._which_meeting_to_change)

    def _which_meeting_to_change(self, view: MeetingView) -> None:
        if not view.recurs:
            self._change_meeting(view, whole_series=False)
            return
        say = self.say
        one = say(text("Only this one: {on}", on=view.starts_at.date()))
        choices = [Choice("d", one, "one"), Choice("s", say(text("The whole series")), "all")]

        def chosen(answer: str | None) -> None:
            if answer == "all" and view.series_id is not None:
                self._change_meeting_series(view.series_id)
            elif answer is not None:
                self._change_meeting(view, whole_series=answer == "all")

        self.app.push_screen(Menu(say(text("What is changed?")), say(text("cancel")), choices), chosen)

    def _change_meeting_series(self, series_id: str) -> None:
        """From an instance that is a meeting of its own to the series that it came from."""

        def read_it(view: MeetingView | None) -> None:
            if view is not None:
                self._change_meeting(view, whole_series=True)

        self.exin.read_with(reader(self.exin.labels, series_id, None), read_it)

    def _change_meeting(self, view: MeetingView, *, whole_series: bool) -> None:
        app = self.exin

        def opened(choices: MeetingChoices) -> None:
            from exin_tui.tui.forms.change_meeting import change_meeting_form

            form = change_meeting_form(
                view,
                choices,
                app.programme,
                lambda: app.look,
                self.watched_meeting(view),
                whole_series=whole_series,
            )
            self.fill_in(form, text("Meeting changed."))

        self.with_meeting_choices(view.person.id if view.person is not None else None, opened)

    def action_meeting_held(self) -> None:
        """It was held."""
        self.with_meeting(lambda view: self.log_meeting_outcome(view, "held"))

    def action_meeting_no_show(self) -> None:
        """The participant did not show up."""
        self.with_meeting(lambda view: self.log_meeting_outcome(view, "no_show"))

    def action_meeting_moved(self) -> None:
        """It was moved."""
        self.with_meeting(self._moved_meeting)

    def action_meeting_outcome(self) -> None:
        """Ask for the letter."""
        self.with_meeting(self._ask_meeting_outcome)

    def _ask_meeting_outcome(self, view: MeetingView) -> None:
        say, now = self.say, view.outcome.value if view.outcome is not None else ""
        words = (
            ("h", text("Held"), "held"),
            ("i", text("Did not show up"), "no_show"),
            ("v", text("Cancelled"), "cancelled"),
            ("m", text("Moved"), "moved"),
        )
        choices = [Choice(key, say(one), value, on=value == now) for key, one, value in words]

        def chosen(answer: str | None) -> None:
            if answer == "cancelled":
                self._cancel_meeting(view)
            elif answer == "moved":
                self._moved_meeting(view)
            elif answer is not None:
                self.log_meeting_outcome(view, answer)

        title = say(text("What became of it? {meeting}", meeting=view.label))
        self.app.push_screen(Menu(title, say(text("close")), choices), chosen)

    def log_meeting_outcome(self, view: MeetingView, outcome: str) -> None:
        """Log ``outcome`` (a stored word) of the meeting as it was seen."""
        from exin_schema.vocabulary import MeetingOutcome

        became = MeetingOutcome.of(outcome)

        def write(database: Database, moment: Moment) -> object:
            from exin_tui.caseload.meeting_outcomes import log_outcome

            return log_outcome(
                database, view.id, view.version, became, instance=view.instance, **moment.acting
            )

        said = text("Logged: {meeting} {outcome}.", meeting=view.label, outcome=became)
        self._write_meeting(write, lambda: self.exin.tell(said))

    def action_meeting_cancel(self) -> None:
        """Cancel it, once somebody is sure."""
        self.with_meeting(self._cancel_meeting)

    def _cancel_meeting(self, view: MeetingView) -> None:
        from exin_tui.tui.forms.meeting_outcome import cancel_form

        self.fill_in(cancel_form(view, self.look, self.watched_meeting(view)), text("Meeting cancelled."))

    def _moved_meeting(self, view: MeetingView) -> None:
        from exin_tui.tui.forms.meeting_outcome import moved_form

        app = self.exin
        self.fill_in(moved_form(view, lambda: app.look, self.watched_meeting(view)), text("Meeting moved."))

    def action_meeting_reminded(self) -> None:
        """A reminder was sent today, or was not after all."""
        self.with_meeting(self._reminded_meeting)

    def _reminded_meeting(self, view: MeetingView) -> None:
        sent = view.reminder_sent_on is None

        def write(database: Database, moment: Moment) -> object:
            from exin_tui.caseload.meeting_edit import remind

            return remind(database, view.id, view.version, sent=sent, instance=view.instance, **moment.acting)

        said = text("Reminder: sent today.") if sent else text("Reminder: not sent.")
        self._write_meeting(write, lambda: self.exin.tell(said))

    def _write_meeting(self, write: Callable[[Database, Moment], object], done: Callable[[], None]) -> None:
        def refused(answer: Refused) -> None:
            self.exin.tell(answer.message, loud=True)

        self.exin.change(write, done, refused)

    def show_meeting(self) -> None:
        """All of it, on a sheet."""
        from exin_tui.tui.screens.meeting_sheet import MeetingSheet

        def show(view: MeetingView) -> None:
            self.app.push_screen(MeetingSheet(view, self.look))

        self.with_meeting(show)


def reader(
    labels: Labels, meeting_id: str, starts_at: dt.datetime | None
) -> Callable[[Connection], MeetingView | None]:
    """Reads the meeting with a connection."""

    def read(connection: Connection) -> MeetingView | None:
        from exin_tui.caseload.meeting_views import load_meeting

        return load_meeting(connection, meeting_id, labels, starts_at=starts_at)

    return read


def _agreed(saved: Saved) -> Sayable:
    """With its day: "fr" on a Friday is a week ahead, and whoever typed it should see that."""
    starts_at: dt.datetime | None = getattr(saved.answer, "starts_at", None)
    if starts_at is None:
        return text("Meeting agreed.")
    local = starts_at.astimezone(OSLO)
    return text("Meeting agreed: {day} at {time}.", day=local.date(), time=f"{local:%H:%M}")
