"""What moves a participant along, back, in or out: from the sheet of letters, on the board as well."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_schema.vocabulary import Phase, ReleaseStanding
from exin_tui.caseload.models import ParticipantRow
from exin_tui.language import text
from exin_tui.tui.screens.with_file import FileNow, WithFile

if TYPE_CHECKING:
    from exin_tui.caseload.person_file import PersonFile


class MovingActions(WithFile):
    """Phases and custody."""

    def action_person_move(self) -> None:
        """To another phase."""

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.moving import move_form

            form = move_form(file, now, self.colleagues(), self.exin.programme, self.look)
            self.fill_in(form, text("Moved."))

        self.with_file(opened)

    def action_person_propose(self) -> None:
        """For the drøft."""

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.moving import propose_form

            self.fill_in(
                propose_form(file, now, self.colleagues(), self.look), text("The proposal is noted.")
            )

        self.with_file(opened)

    def action_person_discuss(self) -> None:
        """What the team said."""

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.moving import discuss_form

            if file.discuss_by is None and file.proposal is None:
                self.exin.tell(text("Nothing is proposed, and no discussion is owed."))
                return
            self.fill_in(
                discuss_form(file, now, self.colleagues(), self.look), text("The discussion is kept.")
            )

        self.with_file(opened)

    def action_person_release(self) -> None:
        """The release date and its standing."""

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.releasing import release_form

            if file.custody is None or file.custody.over:
                self.exin.tell(text("No imprisonment is going on."))
                return
            self.fill_in(release_form(file, file.custody, now, self.look), text("Saved: the release."))

        self.with_file(opened)

    def action_person_unplanned(self) -> None:
        """Told the same day."""

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.releasing import unplanned_form

            form = unplanned_form(file, now, self.exin.programme, self.look)
            self.fill_in(form, text("Released. The list for today is among the tasks."))

        self.with_file(opened)

    def action_person_imprison(self) -> None:
        """Taken into custody."""

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.custody import imprison_form

            form = imprison_form(file, now, self.colleagues(), self.look)
            self.fill_in(form, text("Saved: the imprisonment."))

        self.with_file(opened)

    def action_person_transfer(self) -> None:
        """To another place."""

        def opened(file: PersonFile, now: FileNow) -> None:
            from exin_tui.tui.forms.custody import transfer_form

            if file.custody is None or file.custody.over:
                self.exin.tell(text("No imprisonment is going on."))
                return
            self.fill_in(transfer_form(file, file.custody, now, self.look), text("Saved: the transfer."))

        self.with_file(opened)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can apply: no release of who is out, no imprisonment of who is in."""
        row = self.row_now() if action in _NEEDS else None
        if row is not None and not _NEEDS[action](row):
            return False
        return super().check_action(action, parameters)


def _at_large(row: ParticipantRow) -> bool:
    return not _inside(row)


def _serving(row: ParticipantRow) -> bool:
    return row.custody is not None and row.release.standing is not ReleaseStanding.ACTUAL


def _inside(row: ParticipantRow) -> bool:
    return _serving(row) and row.level is not None and row.level.in_custody


def _unplanned(row: ParticipantRow) -> bool:
    return _inside(row) and row.phase in {Phase.INTAKE, Phase.IN_PRISON}


_NEEDS: dict[str, Callable[[ParticipantRow], bool]] = {
    "person_release": _serving,
    "person_transfer": _serving,
    "person_imprison": _at_large,
    "person_unplanned": _unplanned,
}
"""What must hold of the row for a command to be offered."""
