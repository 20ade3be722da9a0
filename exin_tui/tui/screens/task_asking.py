"""The answer about a task on a partner's tab: the participant is read for it, once."""

from __future__ import annotations

from collections.abc import Callable

from exin_tui.caseload.models import ParticipantView, Person, TaskView
from exin_tui.language import text
from exin_tui.tui.screens.board_screen import BoardScreen
from exin_tui.tui.widgets.task_lines import task_lines
from exin_tui.tui.widgets.why_lines import paragraph
from exin_tui.tui.widgets.why_panel import Body


class TaskAsking(BoardScreen):
    """A screen that shows tasks of several participants, and answers about one of them."""

    def __init__(self) -> None:
        super().__init__()
        self._read_for: ParticipantView | None = None
        """Whose task was asked about last."""

    def answer(self) -> None:
        """About the line under the cursor."""
        raise NotImplementedError

    def read_again(self) -> None:
        """What was read for an answer is not the newest any more."""
        self._read_for = None

    def participant_read(self, code: str, view: ParticipantView | None) -> None:  # noqa: ARG002
        """Whoever's task is asked about."""
        if view is not None and view != self._read_for:
            self._read_for = view
            self.answer()

    def answer_about(self, person: Person, is_it: Callable[[TaskView], bool]) -> tuple[str, Body]:
        """Title and lines about the first task of ``person`` that ``is_it``, as soon as they were read."""
        look, read = self.look, self._read_for
        title = look.screening.person(person)
        if read is None or read.row.person.id != person.id:
            self.exin.read_participant(person.code)
            return title, lambda width: paragraph(look.say(text("Reading …")), width, "muted")
        task, caseworker = next(filter(is_it, read.tasks), None), read.row.caseworker
        if task is None:
            gone = look.say(text("This task is not there any more."))
            return title, lambda width: paragraph(gone, width, "muted")
        words = look.screening.item(task.title, task.sensitive, person)
        return title, lambda width: task_lines(task, words, look, width, caseworker=caseworker)
