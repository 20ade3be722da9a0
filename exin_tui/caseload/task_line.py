"""A task typed as one line: ``KN ring advokat fredag``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import select

from exin_schema.tables import caseworker
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.tasks import TaskWritten, add
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.typed_dates import parse_typed_date
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database

_LONGEST_DATE = 4
"""Words: ``fr. 27. nov. 2026``."""
_BEFORE_A_DATE = frozenset({"innen", "før", "til", "på", "by", "before", "until"})
_IS_A_DATE_BUT = frozenset({"no_such_date", "wrong_weekday"})
"""Refusals of something that was meant as a date, and not as a word of the task."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """What the line says."""

    title: str
    responsible: str = ""
    """Initials; empty: the participant's caseworker."""
    due_on: dt.date | None = None


def parse_task_line(typed: str, colleagues: Collection[str], today: dt.date) -> TaskLine | Refusal:
    """Leading initials of a colleague, as they are written, and a trailing date as people type it.

    "innen" and the like before the date go with it. What is neither belongs to the title: a word in capitals
    that is nobody's initials, a number, a weekday in the middle. Refused: a trailing day that does not exist.
    """
    words = one_line(typed).split()
    responsible = words.pop(0) if words and words[0] in colleagues else ""
    for number in range(min(_LONGEST_DATE, len(words)), 0, -1):
        found = parse_typed_date(" ".join(words[-number:]), today)
        if isinstance(found, Refusal):
            if found.code in _IS_A_DATE_BUT:
                return found
            continue
        words = words[:-number]
        if words and words[-1].casefold() in _BEFORE_A_DATE:
            words.pop()
        return TaskLine(" ".join(words), responsible, found)
    return TaskLine(" ".join(words), responsible)


def add_line(
    database: Database, typed: str, *, participant_id: str | None = None, **acting: Unpack[Acting]
) -> TaskWritten | Refusal:
    """Add the task that ``typed`` says, for a participant or (without one) for the team."""
    with database.read() as connection:
        active = connection.execute(select(caseworker.c.initials).where(caseworker.c.active.is_(True)))
        colleagues = frozenset(active.scalars())
    line = parse_task_line(typed, colleagues, acting["today"])
    if isinstance(line, Refusal):
        return line
    return add(
        database,
        line.title,
        participant_id=participant_id,
        due_on=line.due_on,
        responsible=line.responsible,
        **acting,
    )
