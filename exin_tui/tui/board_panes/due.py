"""What falls due, worst first: items and tasks alike."""

from __future__ import annotations

from collections.abc import Sequence

from exin_tui.caseload import why
from exin_tui.caseload.due_rows import ITEM
from exin_tui.caseload.models import DueRow, Overview
from exin_tui.dates import short_date
from exin_tui.language import text
from exin_tui.tui.board_panes.pane import Pane, Whispered
from exin_tui.tui.commands.declaration import Where
from exin_tui.tui.ink import BLANK, Line, Span
from exin_tui.tui.screens.board_lists import BoardLists
from exin_tui.tui.widgets.due import DueList
from exin_tui.tui.widgets.task_lines import task_lines
from exin_tui.tui.widgets.why_lines import item_lines, why_lines
from exin_tui.tui.widgets.why_panel import Body


class DuePane(Pane[DueRow]):
    """Its rows are work: they are marked, and done several at once."""

    id = "due"
    title = text("Due")
    where = Where.DUE

    def list_of(self, at: BoardLists) -> DueList:
        """Its rows can be marked."""
        return at.due

    def rows(self, shown: Overview) -> Sequence[DueRow]:
        """Everything that is overdue or due soon."""
        return shown.due

    def show(self, at: BoardLists, shown: Overview) -> None:
        """Row by row."""
        at.due.show(shown.due, at.look)

    def end(self, at: BoardLists) -> Line:
        """How many are marked; otherwise the order."""
        return self.end_alone(at) or (Span(at.say(text("worst first")), "muted"),)

    def end_alone(self, at: BoardLists) -> Line:
        """How many are marked."""
        marked = len(at.due.marked)
        return (Span(at.say(text("{number} marked", number=marked)), "accent bold"),) if marked else ()

    def whisper(self, at: BoardLists, row: DueRow) -> Whispered:
        """What, and until when."""
        look = at.look
        label = look.screening.item(row.label, row.sensitive, row.person)
        due = look.say(text("due {day}", day=short_date(row.due_on, look.language)))
        who = look.screening.person(row.person)
        return Whispered(look.say(text("Why due?")), who or row.caseworker, f"{label} · {due}")

    def read(self, at: BoardLists, row: DueRow) -> None:
        """The participant: an item's own answer stands there, and a task's."""
        known = at.items if row.kind == ITEM else at.tasks
        if row.person is not None and row.id not in known:
            at.exin.read_participant(row.person.code)

    def answer(self, at: BoardLists, row: DueRow) -> tuple[str, Body]:
        """The item's or the task's own, once it was read and while it is still the same."""
        return at.look.screening.person(row.person), _body(at, row)


def _body(at: BoardLists, row: DueRow) -> Body:
    look, programme = at.look, at.exin.programme
    label = look.screening.item(row.label, row.sensitive, row.person)
    found = at.items.get(row.id)
    if found is not None and found[0].version == row.version:
        item, checklist = found
        in_force = (checklist.in_force_on, checklist.in_force_why)
        return lambda width: item_lines(item, label, in_force, look, width)
    task = at.tasks.get(row.id)
    if task is not None and task.version == row.version:
        whose = row.caseworker
        return lambda width: task_lines(task, label, look, width, caseworker=whose)
    answer = why.why_due(row, programme)

    def body(width: int) -> list[Line]:
        lines: list[Line] = [(Span(label, "text bold"),)]
        for one in answer.whys:
            lines += [BLANK, *why_lines(one, look, width)]
        return lines

    return body
