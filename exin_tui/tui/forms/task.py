"""A task as one line, echoed in full while it is typed; and the words of one that is there."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from exin_tui.caseload.models import Person, TaskView
from exin_tui.caseload.task_line import TaskLine, parse_task_line
from exin_tui.caseload.task_line_going import going_on
from exin_tui.caseload.tasks import LONGEST_TITLE
from exin_tui.dates import long_date
from exin_tui.language import Sayable, text
from exin_tui.privacy.sanitise import one_line
from exin_tui.privacy.screening import Somebody
from exin_tui.privacy.unnamed import unnamed
from exin_tui.programme.values import Refusal
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Option, Seen, Values
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.sheet import Echo

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

LINE, WHOSE, TITLE, NOTE = "line", "whose", "title", "note"
_TEAM = "team"
_PERSON = "person"
_LONGEST_LINE = LONGEST_TITLE + 40
"""Initials and a day stand beside the title."""


def new_task_form(
    person: Person | None, caseworker: str, colleagues: Collection[str], look: Look, *, team: bool = False
) -> Form:
    """The sheet: one line, and whose task it is. ``caseworker`` are the participant's, who answers for it."""

    def said(typed: str, values: Values) -> Echo:
        line = parse_task_line(typed, colleagues, look.today)
        if isinstance(line, Refusal):
            return Echo(line.message, good=False)
        if not line.title:
            return Echo(text("Write what is to be done."), good=False)
        if len(line.title) > LONGEST_TITLE:
            return Echo(text("At most {number} characters.", number=LONGEST_TITLE), good=False)
        of_person = values.get(WHOSE) == _PERSON
        return Echo(_understood(line, caseworker if of_person else "", look))

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.task_line import add_line

        whose = person.id if person is not None and filled[WHOSE] == _PERSON else None
        return add_line(database, filled[LINE], participant_id=whose, **moment.acting)

    options = [Option(_TEAM, text("the team's own"))]
    if person is not None:
        options.insert(0, Option(_PERSON, look.screening.on_a_sheet(person)))
    line = Field(
        id=LINE,
        label=text("Task"),
        echo=said,
        suggest=lambda typed: going_on(typed, colleagues, look.language),
        limit=_LONGEST_LINE,
        required=True,
        hint=text("initials first, a day last, such as “KN ring advokat fredag”; → takes what is suggested"),
    )
    chosen = _TEAM if team or person is None else _PERSON
    whose = Field(id=WHOSE, label=text("For"), kind=Kind.CHOICE, value=chosen, options=options)
    return Form(title=look.say(text("New task")), fields=(line, whose), save=save)


def _understood(line: TaskLine, caseworker: str, look: Look) -> Sayable:
    """Who, what, when."""
    who = line.responsible or caseworker or look.say(text("nobody"))
    if line.due_on is None:
        return text("{who}: {what}, no due date", who=who, what=line.title)
    return text(
        "{who}: {what}, due {day}", who=who, what=line.title, day=long_date(line.due_on, look.language)
    )


def edit_task_form(
    task: TaskView, person: Somebody | None, look: Look, now: Callable[[], TaskView | None]
) -> Form:
    """Its words, where somebody typed them, and its note. Words that name the participant are hidden as a
    note is while screened.
    """

    def values(one: TaskView) -> dict[str, str]:
        return {TITLE: look.say(one.title), NOTE: one.note}

    def seen() -> Seen | None:
        found = now()
        return None if found is None else Seen(found.version, values(found))

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        from exin_tui.caseload.tasks import edit

        return edit(database, task.id, filled.version, filled[TITLE], filled[NOTE], **moment.acting)

    stored = values(task)
    note = Field(
        id=NOTE,
        label=text("Note"),
        value=stored[NOTE],
        limit=LONGEST_TITLE,
        noted=True,
        hint=text("short, and no case story"),
    )
    fields = [note]
    if task.typed:
        words = Field(
            id=TITLE,
            label=text("Task"),
            value=stored[TITLE],
            limit=LONGEST_TITLE,
            required=True,
            noted=unnamed(stored[TITLE], person) != one_line(stored[TITLE]),
        )
        fields.insert(0, words)
    title = look.screening.item(task.title, task.sensitive, person)
    return Form(title=title, fields=tuple(fields), save=save, seen=seen)
