"""Alerts about the follow-up: critical items, contact, applications, the intake, the caseworker's load."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_schema.programme import Programme
from exin_schema.vocabulary import ChecklistKind, ItemKind, Phase, Severity
from exin_tui.language import Sayable, text
from exin_tui.programme.amounts import days
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Case, Why

_LONG = 1000
"""From here on years are said: the column shows three digits."""


def follow_up_alerts(case: Case, today: dt.date, programme: Programme) -> Iterator[Alert]:
    """Those of ``case`` today."""
    for kind, key, due_on in case.critical_overdue:
        yield from _critical(kind, key, due_on, today, programme)
    gap = programme.contact_gap(case.phase)
    if gap is not None:
        yield from _no_contact(case, gap, today, programme)
    if case.waiting_since is not None:
        yield from _waiting(case.waiting_since, today, programme)
    if case.clarification_left and case.phase is Phase.INTAKE:
        message = text("Three of the four conversations are held; the clarification talk is left.")
        why = Why(message, programme.rule(RuleId.INTAKE_TALKS))
        yield Alert(RuleId.INTAKE_TALKS, Severity.NOTE, text("Clarification left"), message, why)
    if case.overload_of_caseworker is not None:
        yield _overload(*case.overload_of_caseworker, programme)


def _critical(
    kind: ChecklistKind, key: str, due_on: dt.date, today: dt.date, programme: Programme
) -> Iterator[Alert]:
    """A critical item is overdue. Consents have an alert of their own, and a sensitive item is not named."""
    item = programme.item(kind, key)
    if due_on >= today or (item is not None and item.kind is ItemKind.CONSENTS):
        return
    label: Sayable = text("Critical item late")
    name: object = text("A critical item")
    if item is not None and not item.sensitive:
        name = item.name
        label = item.alert.label if item.alert is not None else label
    late = days((today - due_on).days)
    message = text("{item}: critical, and {late} overdue.", item=name, late=late)
    rule = RuleId.RELEASE_CRITICAL if kind is ChecklistKind.RELEASE else RuleId.OVERDUE
    yield Alert(rule, Severity.ALERT, label, message, Why(message, programme.rule(rule)))


def _no_contact(case: Case, gap: int, today: dt.date, programme: Programme) -> Iterator[Alert]:
    """No contact for as many days as the phase allows, counted from the last one.

    When none was ever logged, that is said instead of a number, as soon as the follow-up is as old as the
    gap.
    """
    rule = programme.rule(RuleId.NO_CONTACT)
    allowed = text("The board says so after {span} in this phase.", span=days(gap))
    if case.last_contact_on is None:
        since = case.enrolled_on or case.phase_since
        if since is not None and (today - since).days >= gap:
            message = text("No contact has been logged yet.")
            yield Alert(
                RuleId.NO_CONTACT, Severity.NOTE, text("No contact logged"), message, Why(allowed, rule)
            )
        return
    silent = (today - case.last_contact_on).days
    if silent < gap:
        return
    message = text("No contact for {span}: the last was {on}.", span=days(silent), on=case.last_contact_on)
    severity = Severity.ALERT if case.phase is Phase.POST_RELEASE else Severity.WARNING
    label = (
        text("No contact {days} d", days=silent)
        if silent < _LONG
        else text("No contact {years} y", years=silent // 365)
    )
    inputs: tuple[tuple[Sayable, object], ...] = ((text("last contact"), case.last_contact_on),)
    yield Alert(RuleId.NO_CONTACT, severity, label, message, Why(allowed, rule, inputs=inputs))


def _waiting(since: dt.date, today: dt.date, programme: Programme) -> Iterator[Alert]:
    """An application has waited as long as the team lets it before the board says so."""
    waited = (today - since).days
    if waited < programme.offsets.application_waiting:
        return
    message = text("An application has waited {span}, since {on}.", span=days(waited), on=since)
    label = (
        text("Applied {days} d ago", days=waited)
        if waited < _LONG
        else text("Applied {years} y ago", years=waited // 365)
    )
    why = Why(message, programme.rule(RuleId.APPLICATION_WAITING))
    yield Alert(RuleId.APPLICATION_WAITING, Severity.NOTE, label, message, why)


def _overload(participants: int, limit: int, programme: Programme) -> Alert:
    message = text(
        "The caseworker has {number} participants; the limit is {limit}.", number=participants, limit=limit
    )
    label = text("Capacity {number}/{limit}", number=participants, limit=limit)
    why = Why(message, programme.rule(RuleId.CAPACITY))
    return Alert(RuleId.CAPACITY, Severity.NOTE, label, message, why)
