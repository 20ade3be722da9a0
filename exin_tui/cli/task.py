"""``exin task``: add, finish, put off, move, leave out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select

from exin_tui.cli.commands import argument, group, option, within
from exin_tui.cli.days import DAY
from exin_tui.cli.invocation import Refused
from exin_tui.cli.working import CODE, DATE, INITIALS, REASON, Work, at_work, changes_something
from exin_tui.language import Label, text

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

LINE = Label("LINJE", "LINE")
TASK = Label("OPPGAVE", "TASK")


@group("task", words=text("Tasks of a participant, and of the team."))
def command() -> None:
    """Hold the commands below."""


@within(
    command,
    "add",
    words=text("Add a task as one line, such as “KN ring advokat fredag”. Prints its id."),
)
@argument(
    "line",
    words=text("Initials first, a date last; both may be left out."),
    takes=LINE,
    nargs=-1,
    required=True,
)
@option("--participant", words=text("For this participant; otherwise the team's own."), takes=CODE)
@changes_something
def add(line: tuple[str, ...], participant: str | None, as_json: bool, dry_run: bool) -> None:
    """Add."""
    from exin_tui.caseload.task_line import add_line
    from exin_tui.caseload.tasks import TaskWritten
    from exin_tui.cli.speaking import show

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        whose = None if participant is None else work.participant(participant)[1]
        answer = add_line(work.database, " ".join(line), participant_id=whose, **work.acting)
        work.settle(answer, text("Task added."))
        if isinstance(answer, TaskWritten) and not as_json and not dry_run:
            show(answer.id)


@within(command, "done", words=text("A task is finished."))
@argument("task", words=text("The task's id, or its first letters."), takes=TASK)
@changes_something
def done(task: str, as_json: bool, dry_run: bool) -> None:
    """Finish."""
    from exin_tui.caseload.tasks import done as finish

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        work.settle(finish(*_task(work, task), **work.acting), text("Task finished."))


@within(
    command, "snooze", words=text("Put a task off until a later day, for a reason; it stays due when it is.")
)
@argument("task", words=text("The task's id, or its first letters."), takes=TASK)
@option("--until", type=DAY, required=True, words=text("The day on which it shows again."), takes=DATE)
@option("--reason", required=True, words=text("Why it is put off."), takes=REASON)
@changes_something
def snooze(task: str, until: dt.date, reason: str, as_json: bool, dry_run: bool) -> None:
    """Put off."""
    from exin_tui.caseload.tasks import snooze as put_off

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = put_off(*_task(work, task), until, reason, **work.acting)
        work.settle(answer, text("Task put off until {until}.", until=until))


@within(command, "reopen", words=text("A task is open again, and no longer put off."))
@argument("task", words=text("The task's id, or its first letters."), takes=TASK)
@changes_something
def reopen(task: str, as_json: bool, dry_run: bool) -> None:
    """Open again."""
    from exin_tui.caseload.tasks import reopen as open_again

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        work.settle(open_again(*_task(work, task), **work.acting), text("The task is open again."))


@within(command, "not-needed", words=text("A task is not needed, for a reason."))
@argument("task", words=text("The task's id, or its first letters."), takes=TASK)
@option("--reason", required=True, words=text("Why it is not needed."), takes=REASON)
@changes_something
def not_needed(task: str, reason: str, as_json: bool, dry_run: bool) -> None:
    """Leave out."""
    from exin_tui.caseload.tasks import not_needed as leave_out

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        work.settle(leave_out(*_task(work, task), reason, **work.acting), text("The task is not needed."))


@within(command, "due", words=text("Another due date; without --on none."))
@argument("task", words=text("The task's id, or its first letters."), takes=TASK)
@option("--on", "on", type=DAY, words=text("The day; left out, the task has no due date."), takes=DATE)
@changes_something
def due(task: str, on: dt.date | None, as_json: bool, dry_run: bool) -> None:
    """Move."""
    from exin_tui.caseload.tasks import set_due

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        work.settle(set_due(*_task(work, task), on, **work.acting), text("The task has another due date."))


@within(command, "responsible", words=text("Who answers for a task; empty: the participant's caseworker."))
@argument("task", words=text("The task's id, or its first letters."), takes=TASK)
@argument("initials", words=text("Somebody in the team, or an empty word."), takes=INITIALS)
@changes_something
def responsible(task: str, initials: str, as_json: bool, dry_run: bool) -> None:
    """Give."""
    from exin_tui.caseload.tasks import set_responsible

    with at_work(as_json=as_json, dry_run=dry_run) as work:
        answer = set_responsible(*_task(work, task), initials, **work.acting)
        work.settle(answer, text("Somebody else answers for the task."))


def _task(work: Work, typed: str) -> tuple[Database, str, int]:
    """The one task whose id begins like that. Raises `Refused` for none and for several."""
    from exin_schema.tables import task

    wanted = typed.strip().lower()
    if not wanted.isalnum():
        raise Refused(text("There is no task {id}.", id=typed))
    with work.database.read() as connection:
        rows = connection.execute(
            select(task.c.id, task.c.version).where(task.c.id.startswith(wanted)).limit(2)
        ).all()
    if len(rows) != 1:
        raise Refused(
            text("Several tasks begin with {id}. Give more of it.", id=typed)
            if rows
            else text("There is no task {id}.", id=typed)
        )
    return work.database, rows[0].id, rows[0].version
