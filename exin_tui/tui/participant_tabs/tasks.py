"""The tasks, open and done."""

from __future__ import annotations

from exin_schema.vocabulary import Mark
from exin_tui.caseload.models import ParticipantView
from exin_tui.language import text
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.participant_tabs.about import about
from exin_tui.tui.participant_tabs.tab import Answer, Tab
from exin_tui.tui.screens.open_work import OpenWork
from exin_tui.tui.widgets.line_list import Rows
from exin_tui.tui.widgets.tab_rows import said_row, task_rows
from exin_tui.tui.widgets.task_lines import task_lines


class TasksTab(Tab[OpenWork]):
    """Numbered by those that are open."""

    id = "tasks"
    title = text("Tasks")
    where = Where.TASK

    def number(self, view: ParticipantView) -> str:
        """How many are open."""
        return str(sum(task.open for task in view.tasks))

    def alarm(self, view: ParticipantView) -> bool:
        """An open one is overdue."""
        return any(task.open and task.mark is Mark.OVERDUE for task in view.tasks)

    def rows(self, at: OpenWork, view: ParticipantView) -> Rows:
        """One for each."""
        rows = task_rows(view.tasks, at.look, view.row.person)
        return rows or said_row(at.say(text("No open tasks. n writes one.")))

    def answer(self, at: OpenWork, view: ParticipantView) -> Answer:
        """About the task; without one, about the participant."""
        task, look, row = at.task_now(), at.look, view.row
        if task is None:
            return about(view, at.exin.overview, look)
        words = look.screening.item(task.title, task.sensitive, row.person)
        return "", lambda width: task_lines(task, words, look, width, caseworker=row.caseworker)
