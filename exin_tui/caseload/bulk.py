"""One thing done to several rows at once: checklist items and tasks, in one transaction, with one undo.

What is refused for a row is told of that row; the others are done.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Unpack

from exin_tui.caseload import items, tasks
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.due_rows import TASK
from exin_tui.caseload.together import as_one
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.errors import Missing, StaleVersion


class Bulk(enum.Enum):
    """What can be done to several."""

    DONE = "done"
    NOT_NEEDED = "not_needed"
    DUE = "due"
    RESPONSIBLE = "responsible"
    SNOOZE = "snooze"


@dataclass(frozen=True, slots=True)
class Marked:
    """A row that was marked, as it was seen."""

    kind: str
    """`exin_tui.caseload.due_rows.ITEM` or ``TASK``."""
    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to become of them."""

    what: Bulk
    reason: str = ""
    on: dt.date | None = None
    """The due date (None: the computed one, or none), or the day on which a task shows again."""
    initials: str = ""


@dataclass(frozen=True, slots=True)
class BulkWritten:
    """What became of them."""

    done: tuple[str, ...]
    """Ids."""
    refused: tuple[tuple[str, Refusal], ...] = ()
    """(id, why not)."""


def do_all(
    database: Database, marked: Sequence[Marked], wish: Wish, **acting: Unpack[Acting]
) -> BulkWritten | Refusal:
    """Do ``wish`` to each. When every one is refused for the same reason, that is the answer to all."""

    def each(within: Database) -> BulkWritten | Refusal:
        done: list[str] = []
        refused: list[tuple[str, Refusal]] = []
        for one in marked:
            try:
                answer = do_one(within, one, wish, **acting)
            except (StaleVersion, Missing) as error:
                answer = Refusal(error.code, error.message)
            if isinstance(answer, Refusal):
                refused.append((one.id, answer))
            else:
                done.append(one.id)
        if not done and refused and len({(why.code, why.message) for _, why in refused}) == 1:
            return refused[0][1]
        return BulkWritten(tuple(done), tuple(refused))

    return as_one(database, f"work.{wish.what.value}", acting, each)


ASKED_FOR = frozenset({"contact_missing", "date_missing"})
"""Refusals of rows that are done with something of their own, which is asked for one by one."""


def do_one(database: Database, one: Marked, wish: Wish, **acting: Unpack[Acting]) -> object:
    """Do ``wish`` to one: what its own command answers. Raises `StaleVersion`, `Missing`."""
    at = (database, one.id, one.version)
    of_task = one.kind == TASK
    if wish.what is Bulk.DONE:
        return tasks.done(*at, **acting) if of_task else items.tick(*at, **acting)
    if wish.what is Bulk.NOT_NEEDED:
        does = tasks.not_needed if of_task else items.not_needed
        return does(*at, wish.reason, **acting)
    if wish.what is Bulk.DUE:
        return tasks.set_due(*at, wish.on, **acting) if of_task else items.set_due(*at, wish.on, **acting)
    if wish.what is Bulk.RESPONSIBLE:
        gives = tasks.set_responsible if of_task else items.set_responsible
        return gives(*at, wish.initials, **acting)
    if not of_task:
        return no_snooze()
    return tasks.snooze(*at, wish.on or acting["today"], wish.reason, **acting)


def no_snooze() -> Refusal:
    """An item of a checklist stays in sight (domain, item states)."""
    return Refusal("no_snooze", text("Only tasks are put off. An item can be given another due date."))
