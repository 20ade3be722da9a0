"""The whole answer about a task: where it stands, why it is due, who touched it last, what was written."""

from __future__ import annotations

from exin_schema.vocabulary import TaskHolder, TaskState
from exin_tui.caseload.models import TaskOrigin, TaskView
from exin_tui.dates import long_date, short_date
from exin_tui.language import Sayable, text
from exin_tui.tui.ink import BLANK, Line, Span, wrap
from exin_tui.tui.look import MARKS, Look
from exin_tui.tui.widgets.when import due_in
from exin_tui.tui.widgets.why_lines import changed, declared_by, more_lines, named, paragraph, source_lines


def task_lines(task: TaskView, title: str, look: Look, width: int, *, caseworker: str = "") -> list[Line]:
    """In ``width`` cells; what was typed is screened."""
    lines: list[Line] = [(Span(piece, "text bold"),) for piece in wrap(title, width)]
    lines += [_status(task, look), BLANK]
    why = task.why
    if why is None:
        lines += paragraph(look.say(text("It has no due date.")), width)
    else:
        lines += [*paragraph(look.say(why.because), width), BLANK, *source_lines(why, look, width)]
    lines.append(BLANK)
    if task.origin is not None:
        lines += [*_origin(task, task.origin, look, width), BLANK]
    lines += named(text("Responsible"), task.responsible or caseworker or "–", look, width)
    if task.changed_at is not None:
        lines += named(text("Last changed"), changed(task.changed_at, task.changed_by, look), look, width)
    for name, value in _more(task, look):
        lines += named(name, value, look, width)
    return [*lines, *(more_lines(why, look, width) if why is not None else ())]


def _origin(task: TaskView, origin: TaskOrigin, look: Look, width: int) -> list[Line]:
    """Why it is there at all: whose it is, the step, who holds it, what opened it."""
    declared, said = origin.declared, list[tuple[Sayable, str]]()
    if declared is None:
        said.append((text("Partner"), look.say(origin.partner)))
    elif task.why is None or task.why.rule != declared:  # otherwise the rule of its date says whose it is
        said.append((text("Task"), declared_by(declared, look)))
    said += [
        (text("Step"), look.say(origin.step)),
        (text("Held by"), look.say(origin.holder)),
    ]
    if origin.opened is not None:
        said.append((text("Opened"), look.say(origin.opened)))
    return [line for name, value in said if value for line in named(name, value, look, width)]


def _status(task: TaskView, look: Look) -> Line:
    state = TaskState.of(task.state)
    if state is not TaskState.OPEN:
        symbol = "✓ " if state is TaskState.DONE else "– "
        return (Span(symbol, "muted"), Span(look.say(state), "muted"))
    symbol, ink = MARKS[task.mark]
    if task.due_on is None:
        return (Span(f"{symbol} ", ink), Span(look.say(state)))
    days = due_in((task.due_on - look.today).days, look.language)
    return (
        Span(f"{symbol} ", ink),
        Span(days),
        Span(f" · {short_date(task.due_on, look.language)}", "muted"),
    )


def _more(task: TaskView, look: Look) -> list[tuple[Sayable, str]]:
    """Who holds one that no partner brought, until when it is put off, and what people have written."""
    found: list[tuple[Sayable, str]] = []
    holder = next((one for one in TaskHolder if one.value == task.holder), TaskHolder.EXIN)
    if task.origin is None and holder is not TaskHolder.EXIN:
        found.append((text("Held by"), look.say(holder)))
    if task.open and task.snoozed_until is not None and task.snoozed_until > look.today:
        found.append((text("Put off until"), long_date(task.snoozed_until, look.language)))
        if task.snooze_reason:
            found.append((text("Reason"), look.screening.private(task.snooze_reason)))
    for name, value in ((text("Reason"), task.reason), (text("Note"), task.note)):
        if value:
            found.append((name, look.screening.private(value)))
    return found
