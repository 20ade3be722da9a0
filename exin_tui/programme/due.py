"""When checklist items and tasks fall due, and how urgent that is on a day."""

from __future__ import annotations

import datetime as dt

from exin_schema.programme import DueRule, ItemSpec, Programme, RuleSource
from exin_schema.vocabulary import ChecklistKind, Mark
from exin_tui.dates import add_months
from exin_tui.language import Label, Sayable, join, text
from exin_tui.programme.amounts import days, months
from exin_tui.programme.holidays import next_workday, previous_workday
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Anchors, Due, Why

_ANCHOR_NAMES: dict[str, Label] = {
    "release_date": Label("løslatelse", "release"),
    "in_force": Label("i kraft", "in force"),
    "enrolled": Label("tatt inn", "enrolled"),
    "phase_start": Label("fasen begynte", "phase began"),
    "created": Label("opprettet", "created"),
}


def due_date(item: ItemSpec, anchors: Anchors, programme: Programme) -> Due:
    """The day on which ``item`` falls due, or None when what it hangs on is not known.

    An item with a due rule of its own takes that. Otherwise the start checklist is due 28 days after it came
    in force, the release checklist on the release date, and its critical items 14 days before it. These two
    offsets are this project's defaults, not the guide's, and a team can change them. A due date may lie in
    the past.
    """
    if item.due is not None:
        return due_by_rule(item.due, anchors, programme, item.declared)
    if anchors.kind is ChecklistKind.START:
        span = programme.offsets.start_checklist_due
        because = text("Due {span} after the start checklist came in force.", span=days(span))
        return _due(DueRule("in_force", days=span), anchors, programme.rule(RuleId.START_DUE), because)
    if item.critical:
        rule = DueRule("release_date", days=-programme.offsets.critical_before_release)
        because = text(
            "Due {span} before the release, since it is a critical item.",
            span=days(programme.offsets.critical_before_release),
        )
        return _due(rule, anchors, programme.rule(RuleId.RELEASE_CRITICAL), because)
    because = text("Due on the release date, as the rest of the release checklist.")
    return _due(DueRule("release_date"), anchors, programme.rule(RuleId.RELEASE_DUE), because)


def due_by_rule(
    rule: DueRule, anchors: Anchors, programme: Programme, declared: RuleSource | None = None
) -> Due:
    """The day that a due rule of an item's or a task's own gives: anchor, months, days, then the roll.

    It rests on what a partner has ``declared``, and otherwise on this project's default.
    """
    if declared is None:
        source, because = programme.rule(RuleId.ITEM_OWN_DUE), text("It has a due rule of its own.")
    else:
        source, because = declared, text("It has a due rule of the partner's.")
    return _due(rule, anchors, source, because)


def mark(due_on: dt.date | None, today: dt.date, programme: Programme) -> Mark:
    """How urgent a due date is today.

    Overdue: due before today. Soon: within 7 days (configurable), today not counted.
    """
    if due_on is None:
        return Mark.NONE
    left = (due_on - today).days
    if left < 0:
        return Mark.OVERDUE
    if left == 0:
        return Mark.TODAY
    return Mark.SOON if left <= programme.offsets.due_soon else Mark.LATER


def _due(rule: DueRule, anchors: Anchors, source: RuleSource, because: Sayable) -> Due:
    anchor = anchor_day(rule.anchor, anchors)
    name = _ANCHOR_NAMES[rule.anchor]
    if anchor is None:
        unknown = text("No due date: it hangs on a day that is not known ({anchor}).", anchor=name)
        return Due(None, Why(unknown, source, more=_more(rule, anchors)))
    plain = add_months(anchor, rule.months) + dt.timedelta(days=rule.days)
    on = _roll(plain, rule.roll)
    return Due(on, Why(because, source, _arithmetic(rule, name, anchor, on), more=_more(rule, anchors)))


def anchor_day(anchor: str, anchors: Anchors) -> dt.date | None:
    """The day that ``anchor`` stands for. Raises KeyError for a name that is no anchor."""
    return {
        "release_date": anchors.release.on,
        "in_force": anchors.in_force_on,
        "enrolled": anchors.enrolled_on,
        "phase_start": anchors.phase_since,
        "created": anchors.created_on,
    }[anchor]


def _more(rule: DueRule, anchors: Anchors) -> tuple[Why, ...]:
    return (anchors.release.why,) if rule.anchor == "release_date" else ()


def _roll(day: dt.date, roll: str | None) -> dt.date:
    if roll == "previous_workday":
        return previous_workday(day)
    return next_workday(day) if roll == "next_workday" else day


def _arithmetic(rule: DueRule, name: Label, anchor: dt.date, on: dt.date) -> Sayable:
    """``release Wed 9 Dec 2026 − 14 days = Wed 25 Nov 2026``."""
    parts: list[object] = [name, anchor]
    for number, amount in ((rule.months, months), (rule.days, days)):
        if number:
            parts += ["−" if number < 0 else "+", amount(abs(number))]
    if rule.roll is not None:
        parts.append(
            text("(the workday before)") if rule.roll == "previous_workday" else text("(the workday after)")
        )
    if len(parts) > 2:
        parts += ["=", on]
    return join(parts, " ")
