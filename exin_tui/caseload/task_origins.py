"""Where a partner's task comes from, and why it is due on its day: what "why?" tells about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from exin_schema.programme import Programme, TaskSpec
from exin_schema.vocabulary import ChecklistKind, Phase, TaskHolder
from exin_tui.caseload.checklist_rows import anchors
from exin_tui.caseload.models import TaskOrigin
from exin_tui.caseload.phase_models import TransitionView
from exin_tui.caseload.records import WorkRecord
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, join, text
from exin_tui.programme.due import due_by_rule
from exin_tui.programme.values import Case, Why

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

PICKED = ".task.pick"
"""How the command ends that opens one task by hand, or on a partner's wish."""
BY_ITSELF = "exin"
"""Who does what nobody asked for."""


class Told(msgspec.Struct, frozen=True, gc=False):
    """What the participant's tasks are explained by."""

    case: Case
    transitions: Sequence[TransitionView]
    """Newest first."""
    labels: Labels
    today: dt.date
    programme: Programme


def origin_of(record: WorkRecord, told: Told) -> TaskOrigin | None:
    """None for a task that no partner brought."""
    if not record.partner:
        return None
    recorded, step = told.labels.recorded, record.step or ""
    partner = recorded.partners.get(record.partner) or join((record.partner,))
    holder = next((one for one in TaskHolder if one.value == record.holder), TaskHolder.EXIN)
    spec = told.programme.tasks_by_key.get(record.key or "")
    return TaskOrigin(
        partner=partner,
        step=recorded.steps.get(f"{record.partner}.{step}") or join((step,)),
        holder=partner if holder is TaskHolder.PARTNER else holder.label,
        declared=spec.declared if spec is not None else None,
        opened=_opened(record, spec, told),
    )


def why_due_by_partner(record: WorkRecord, told: Told) -> Why | None:
    """The rule of the partner's that gave the day; None where it gave none, or is not known."""
    spec = told.programme.tasks_by_key.get(record.key or "")
    if spec is None or spec.due is None or record.due_override:
        return None
    hangs_on = anchors(ChecklistKind.START, told.case, told.today, told.programme)
    opened_on = _day(record)
    then = _phase_on(opened_on, spec, told)[1] if opened_on is not None else None
    for since in (then, told.case.phase_since, None):
        counted_from = msgspec.structs.replace(hangs_on, phase_since=since, created_on=opened_on)
        due = due_by_rule(spec.due, counted_from, told.programme, spec.declared)
        if due.on == record.due_on:
            return due.why
    if record.due_on is None or spec.declared is None:
        return None
    # What it hung on has changed since it was done: the rule still holds, the sum does not.
    return Why(text("It has a due rule of the partner's."), spec.declared)


def _opened(record: WorkRecord, spec: TaskSpec | None, told: Told) -> Sayable | None:
    day, command = _day(record), record.opened_command or ""
    if day is None:
        return None
    if command.endswith(PICKED):
        if record.opened_by == BY_ITSELF:
            return text("by a rule of the partner's, {day}", day=day)
        return text("picked by {who}, {day}", who=record.opened_by or "", day=day)
    phase = _phase_on(day, spec, told)[0]
    if spec is None or phase not in spec.phases:
        return text("by the phase, {day}", day=day)
    return text("by phase {number} {phase}, {day}", number=phase.number, phase=phase, day=day)


def _day(record: WorkRecord) -> dt.date | None:
    return record.opened_at.astimezone(OSLO).date() if record.opened_at is not None else None


def _phase_on(day: dt.date, spec: TaskSpec | None, told: Told) -> tuple[Phase, dt.date | None]:
    """The phase in which the participant was on ``day``, and since when.

    Of several moves on one day the first into a phase that opens the task.
    """
    moves = [one for one in told.transitions if one.on <= day]
    opening = spec.phases if spec is not None else ()
    that_day = [one for one in moves if one.on == day and one.to_phase in opening]
    then = that_day[-1] if that_day else next(iter(moves), None)
    if then is not None:
        return then.to_phase, then.on
    first = told.transitions[-1] if told.transitions else None
    if first is None or first.from_phase is None:
        return told.case.phase, told.case.phase_since
    return first.from_phase, told.case.enrolled_on
