"""A piece of work under the cursor: a line of a checklist or a task, wherever it stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exin_tui.caseload.due_rows import ITEM, TASK
from exin_tui.caseload.models import DueRow, ItemRow, Person, TaskView
from exin_tui.language import Sayable
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.caseload.bulk import Marked


@dataclass(frozen=True, slots=True)
class Piece:
    """What an action needs to know of it, as it was read."""

    row_id: str
    """Of the row it stands in."""
    kind: str
    id: str
    version: int
    label: Sayable
    sensitive: bool
    person: Person | None
    """None for a task of the team's own."""
    due_on: dt.date | None
    open: bool = True
    responsible: str = ""
    reason: str = ""

    @property
    def task(self) -> bool:
        """A task, and not a line of a checklist."""
        return self.kind == TASK

    def said(self, look: Look, *, whose: bool = False) -> str:
        """Its words, as the screen is shared; ``whose``: with the case code before them."""
        words = look.screening.item(self.label, self.sensitive, self.person)
        return f"{self.person.code}  {words}" if whose and self.person is not None else words

    def marked(self) -> Marked:
        """As the commands take it."""
        from exin_tui.caseload.bulk import Marked

        return Marked(self.kind, self.id, self.version)


def of_item(item: ItemRow, person: Person | None) -> Piece:
    """A line of a checklist."""
    return Piece(
        row_id=item.id,
        kind=ITEM,
        id=item.id,
        version=item.version,
        label=item.label,
        sensitive=item.sensitive,
        person=person,
        due_on=item.due_on,
        open=item.state.open,
        responsible=item.responsible,
        reason=item.reason,
    )


def of_task(task: TaskView, person: Person | None) -> Piece:
    """A task on the participant's tab."""
    return Piece(
        row_id=f"task:{task.id}",
        kind=TASK,
        id=task.id,
        version=task.version,
        label=task.title,
        sensitive=task.sensitive,
        person=person,
        due_on=task.due_on,
        open=task.open,
        responsible=task.responsible,
        reason=task.reason,
    )


def of_due(row: DueRow) -> Piece:
    """A row of the board's pane "due"."""
    return Piece(
        row_id=row.id,
        kind=row.kind,
        id=row.id,
        version=row.version,
        label=row.label,
        sensitive=row.sensitive,
        person=row.person,
        due_on=row.due_on,
        responsible=row.caseworker,
    )
