"""What is kept about a participant, corrected; how a follow-up ends, and begins again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exin_schema.vocabulary import Phase
from exin_tui.language import text
from exin_tui.tui.screens.with_file import FileNow, WithFile

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_tui.caseload.closing import ClosingPreview
    from exin_tui.caseload.person_file import PersonFile
    from exin_tui.tui.forms.declared import Saved

_RELEASE = frozenset({Phase.PRE_RELEASE, Phase.POST_RELEASE})
"""The phases in which meetings are suggested."""


class KeepingActions(WithFile):
    """The person, the closing, the open door."""

    @property
    def ended(self) -> bool:
        """The follow-up of who is at hand has ended. On the board nobody's has."""
        return False

    def action_person_details(self) -> None:
        """Names, phone, referral."""

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.details import details_form

            self.fill_in(details_form(file, now, self.look), text("Saved: the details."))

        self.with_file(opened)

    def action_person_protect(self) -> None:
        """On a shared screen it is not said whose address is protected, and so not asked either."""
        if self.look.screening.hides(self.person):
            self.exin.tell(text("Show names first: a shared screen does not say whose address is protected."))
            return

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.details import protection_form

            self.fill_in(protection_form(file, now, self.look), text("Saved: the address."))

        self.with_file(opened)

    def action_person_suggested(self) -> None:
        """Needed, or not."""

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.details import suggested_form

            form = suggested_form(file, now, self.exin.programme, self.look)
            self.fill_in(form, text("Saved: the meetings around the release."))

        self.with_file(opened)

    def action_person_close(self) -> None:
        """Who is to be told comes first."""
        app = self.exin

        def opened(file: PersonFile, now: FileNow) -> None:
            def read(connection: Connection) -> ClosingPreview:
                from exin_tui.caseload.closing import preview

                return preview(
                    connection, file.person.id,
                    today=app.clock.today(), now=app.clock.now(), programme=app.programme,
                )  # fmt: skip

            def listed(preview: ClosingPreview) -> None:
                import dataclasses

                from exin_tui.caseload.follows import on_a_shared_screen
                from exin_tui.tui.forms.closing import closing_form

                if self.look.screening.hides(file.person):
                    told = on_a_shared_screen(preview.to_tell, app.labels)
                    preview = dataclasses.replace(preview, to_tell=told)
                form = closing_form(file, preview, now, self.colleagues(), self.look)
                self.fill_in(form, None, lambda saved: self._ended(file, saved))

            app.read_with(read, listed)

        self.with_file(opened)

    def _ended(self, file: PersonFile, saved: Saved) -> None:
        from exin_tui.tui.screens.outcome import tell_outcome

        completed = getattr(saved.answer, "closed_on", None) is not None
        code = file.person.code
        done = (
            text("The follow-up of {code} has ended.", code=code)
            if completed
            else text("The closing of {code} has begun.", code=code)
        )
        tell_outcome(self.exin, done, saved.answer)

    def action_person_reopen(self) -> None:
        """The door stays open."""

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.closing import reopen_form

            form = reopen_form(file, now, self.colleagues(), self.look)
            self.fill_in(form, text("Followed up again."))

        self.with_file(opened)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whose follow-up has ended is corrected or taken up again; nothing else is done."""
        if action == "person_reopen" and not self.ended:
            return False
        if self.ended and action.startswith("person_") and action not in _AFTER_THE_END:
            return False
        if action == "person_suggested":
            row = self.row_now()
            if row is not None and row.phase not in _RELEASE:
                return False
        return super().check_action(action, parameters)


_AFTER_THE_END = frozenset({"person_change", "person_details", "person_protect", "person_reopen"})
