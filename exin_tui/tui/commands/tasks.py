"""Commands of tasks: of the participant at hand, of the task under the cursor, and of what is due."""

from __future__ import annotations

from exin_tui.language import text
from exin_tui.tui.commands.declaration import Command, Where


class NewTask(Command):
    """As one line: who, what, when."""

    id = "task.new"
    title = text("new task")
    help = text("a new task, in one line")
    keys = ("n",)
    where = Where.PERSON
    footer = 5
    compact = False


class NewTeamTask(Command):
    """The same line, with the team chosen."""

    id = "task.new_team"
    title = text("new task for the team")
    help = text("a new task for the team")
    keys = ("ctrl+n",)
    where = Where.PERSON


class TaskDone(Command):
    """Ticks, and takes the tick away again."""

    id = "task.done"
    title = text("done")
    help = text("done; again: not done after all")
    keys = ("x",)
    where = Where.TASK
    on_row = True
    footer = 1


class TaskNotNeeded(Command):
    """With a reason."""

    id = "task.not_needed"
    title = text("not needed")
    help = text("not needed, with the reason")
    keys = ("i",)
    where = Where.TASK
    on_row = True
    footer = 2


class TaskDue(Command):
    """Another day."""

    id = "task.due"
    title = text("due date")
    help = text("another due date")
    keys = ("d",)
    where = Where.TASK
    on_row = True
    footer = 3


class TaskResponsible(Command):
    """Who in the team."""

    id = "task.responsible"
    title = text("responsible")
    help = text("who is responsible")
    keys = ("a",)
    where = Where.TASK
    on_row = True
    footer = 4


class TaskSnooze(Command):
    """Out of sight for a while; the due date stays."""

    id = "task.snooze"
    title = text("put off")
    help = text("put off until a later day, with the reason")
    keys = ("z",)
    where = Where.TASK
    on_row = True


class TaskEdit(Command):
    """Its words and its note."""

    id = "task.edit"
    title = text("words and note")
    help = text("the task's words, and its note")
    keys = ("e", "enter")
    where = Where.TASK
    on_row = True


class TaskMark(Command):
    """The next action is about all that are marked."""

    id = "task.mark"
    title = text("mark")
    help = text("mark: the next action is about all marked")
    keys = ("space",)
    where = Where.TASK
    on_row = True


class DueDone(Command):
    """Tick what is due; a date item asks its date, a contact item its contact."""

    id = "due.done"
    title = text("done")
    help = text("done")
    keys = ("x",)
    where = Where.DUE
    footer = 2


class DueNotNeeded(Command):
    """With a reason."""

    id = "due.not_needed"
    title = text("not needed")
    help = text("not needed, with the reason")
    keys = ("i",)
    where = Where.DUE


class DueDue(Command):
    """Another day."""

    id = "due.due"
    title = text("due date")
    help = text("another due date")
    keys = ("d",)
    where = Where.DUE
    footer = 2


class DueResponsible(Command):
    """Who in the team."""

    id = "due.responsible"
    title = text("responsible")
    help = text("who is responsible")
    keys = ("a",)
    where = Where.DUE
    footer = 2


class DueSnooze(Command):
    """Tasks only: an item stays in sight."""

    id = "due.snooze"
    title = text("put off")
    help = text("put a task off until a later day, with the reason")
    keys = ("z",)
    where = Where.DUE
    footer = 2


class DueMark(Command):
    """The next action is about all that are marked."""

    id = "due.mark"
    title = text("mark")
    help = text("mark: the next action is about all marked")
    keys = ("space",)
    where = Where.DUE
    footer = 2
