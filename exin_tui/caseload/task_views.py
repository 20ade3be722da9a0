"""A participant's tasks: what is open before what is over, by due date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from exin_schema.vocabulary import Mark, TaskState
from exin_tui.caseload.models import TaskView
from exin_tui.caseload.records import WorkRecord
from exin_tui.caseload.task_origins import Told, origin_of, why_due_by_partner
from exin_tui.caseload.why import set_by_hand
from exin_tui.clock import in_oslo
from exin_tui.language import text
from exin_tui.programme.due import mark
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Why


def task_views(records: Iterable[WorkRecord], told: Told) -> tuple[TaskView, ...]:
    """The tasks among ``records``, those without a due date last in their group; lines of lists left out."""
    views = [
        _view(record, told) for record in records if record.checklist_id is None and record.id is not None
    ]
    return tuple(sorted(views, key=_order))


def _order(view: TaskView) -> tuple[bool, bool, dt.date, str]:
    closed = view.state != TaskState.OPEN.value
    return closed, view.due_on is None, view.due_on or dt.date.max, view.id


def _view(record: WorkRecord, told: Told) -> TaskView:
    is_open, labels = record.state == TaskState.OPEN.value, told.labels
    urgency = mark(record.due_on if is_open else None, told.today, told.programme)
    return TaskView(
        id=record.id or "",
        version=record.version or 0,
        title=labels.task_title(record.key, record.title or ""),
        partner=record.partner or "",
        step=record.step or "",
        holder=record.holder or "",
        state=record.state or "",
        due_on=record.due_on,
        mark=urgency,
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
        why=_why(record, urgency, told),
        origin=origin_of(record, told),
        key=record.key or "",
    )


def _why(record: WorkRecord, urgency: Mark, told: Told) -> Why | None:
    """Why it is due on its day, or on none though it has a rule; None when it has neither."""
    by_rule = why_due_by_partner(record, told)
    if by_rule is not None or record.due_on is None:
        return by_rule
    if record.due_override:
        return set_by_hand(record.due_on, record.changed_by or "", record.changed_at)
    rule = told.programme.rule(RuleId.DUE_SOON if urgency is Mark.SOON else RuleId.OVERDUE)
    return Why(text("Due {on}: {mark}.", on=record.due_on, mark=urgency), rule)
