"""A participant's tasks: what is open before what is over, by due date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from exin_schema.programme import Programme
from exin_schema.vocabulary import TaskState
from exin_tui.caseload.models import TaskView
from exin_tui.caseload.records import WorkRecord
from exin_tui.clock import in_oslo
from exin_tui.programme.due import mark

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels


def task_views(
    records: Iterable[WorkRecord], labels: Labels, today: dt.date, programme: Programme
) -> tuple[TaskView, ...]:
    """The tasks among ``records``, those without a due date last in their group; lines of lists left out."""
    views = [
        _view(record, labels, today, programme)
        for record in records
        if record.checklist_id is None and record.id is not None
    ]
    return tuple(sorted(views, key=_order))


def _order(view: TaskView) -> tuple[bool, bool, dt.date, str]:
    closed = view.state != TaskState.OPEN.value
    return closed, view.due_on is None, view.due_on or dt.date.max, view.id


def _view(record: WorkRecord, labels: Labels, today: dt.date, programme: Programme) -> TaskView:
    is_open = record.state == TaskState.OPEN.value
    return TaskView(
        id=record.id or "",
        version=record.version or 0,
        title=labels.task_title(record.key, record.title or ""),
        partner=record.partner or "",
        step=record.step or "",
        holder=record.holder or "",
        state=record.state or "",
        due_on=record.due_on,
        mark=mark(record.due_on if is_open else None, today, programme),
        responsible=record.responsible or "",
        due_override=bool(record.due_override),
        snoozed_until=record.snoozed_until,
        reason=record.reason or "",
        note=record.note or "",
        changed_at=in_oslo(record.changed_at),
        changed_by=record.changed_by or "",
        sensitive=labels.task_sensitive(record.key),
        snooze_reason=record.snooze_reason or "",
        typed=bool(record.title),
    )
