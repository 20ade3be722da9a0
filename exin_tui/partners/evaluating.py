"""Asks partners' rules and computed columns about the caseload, and gives their answers a source."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from exin_schema.programme import ALERT_LENGTH
from exin_schema.vocabulary import Label, Severity
from exin_tui.language import text
from exin_tui.partners import answers
from exin_tui.partners.calling import Failure, PartnerManager
from exin_tui.partners.discovery import Partner
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.outcome import Unfit
from exin_tui.partners.participant import Participant
from exin_tui.partners.view_words import (
    identifier,
    inputs,
    label,
    not_computed,
    of_kind,
    sentence,
    sentence_or_none,
    source,
    wrong,
)
from exin_tui.programme.values import Alert, Why

COLUMNS = "exin_columns"
MOST_COLUMNS = 40
"""Of one partner: each is asked by itself about everybody."""
_Compute: TypeAlias = "Callable[[Participant, dt.date], answers.Computed | None]"


@dataclass(frozen=True, slots=True)
class PartnerAlerts:
    """What partners' rules say today."""

    by_participant: Mapping[str, tuple[Alert, ...]]
    """Loudest first."""
    not_evaluated: tuple[Failure, ...]
    """Rules that could not be evaluated: shown as that, never as "no alerts"."""


@dataclass(frozen=True, slots=True)
class ColumnOfAnswers:
    """One computed column over the caseload."""

    id: str
    name: Label
    cells: Mapping[str, answers.Computed] | None
    """By participant; None when it could not be computed: the column shows "?"."""
    whys: Mapping[str, Why]
    """The whole answer behind each cell."""
    failure: Failure | None = None
    """Why it could not be computed."""


def alerts(manager: PartnerManager, contexts: Mapping[str, InsideContext], today: dt.date) -> PartnerAlerts:
    """Every rule of every partner about everybody in its context; ``contexts`` are by partner id.

    A rule that fails for one participant has failed: half an answer would look like a whole one.
    """
    found: dict[str, list[Alert]] = {}
    silent: list[Failure] = []
    implementing = {one.id for one in manager.implements("exin_rules")}
    for partner in manager.partners:
        context = contexts.get(partner.id)
        rules = _rules_of(manager, partner) if partner.id in implementing else ()
        if rules is None or (partner.id not in implementing and manager.last_failure(partner.id, "import")):
            silent += _last(manager, partner, "import", "exin_rules")
            continue
        if context is None:
            continue
        for rule_id, rule in rules:
            what = f"rule {rule_id}"
            given = manager.run(partner, what, functools.partial(_ask, partner, rule, context, today), _Said)
            if given is None:
                silent += _last(manager, partner, what)
            for said in given or ():
                found.setdefault(said.participant, []).append(said.alert)
    ordered = {
        who: tuple(sorted(those, key=lambda one: (one.severity.rank, one.code)))
        for who, those in found.items()
    }
    return PartnerAlerts(ordered, tuple(silent))


def _rules_of(manager: PartnerManager, partner: Partner) -> tuple[tuple[str, answers.Rule], ...] | None:
    """The partner's rules with their ids, which are its own code too; None when it does not say them."""
    answered = manager.call("exin_rules", answers.Rule, only=partner.id)  # type: ignore[type-abstract]
    if not answered:
        return None
    rules = answered[0].values
    ids = manager.run(partner, "exin_rules", lambda: [identifier(rule.id) for rule in rules], str)
    return None if ids is None else tuple(zip(ids, rules, strict=True))


def _last(manager: PartnerManager, partner: Partner, *whats: str) -> tuple[Failure, ...]:
    """Why; a rule that was set aside is still one that could not be evaluated."""
    failure = manager.last_failure(partner.id, *whats)
    return (failure,) if failure is not None else ()


@dataclass(frozen=True, slots=True)
class _Said:
    participant: str
    alert: Alert


def _ask(partner: Partner, rule: answers.Rule, context: InsideContext, today: dt.date) -> Iterator[_Said]:
    for participant in context.participants:
        found = rule.evaluate(participant, today)
        if not isinstance(found, Iterable):
            raise wrong(found, "Iterable[Alert]")
        for alert in found:
            yield _Said(participant.ref, _taken(partner.declares, rule.id, of_kind(alert, answers.Alert)))


def _taken(manifest: Manifest, rule_id: str, alert: answers.Alert) -> Alert:
    """The alert out of the partner's hands: what is wrong with it raises here, and not where it is drawn."""
    rule, computed = source(manifest, rule_id), sentence_or_none(alert.computed)
    not_computed(rule, alert)
    message = sentence(alert.message)
    why = Why(message, rule, computed, inputs(alert.inputs))
    severity = of_kind(alert.severity, Severity)
    return Alert(manifest.key(rule_id), severity, label(alert.label, ALERT_LENGTH), message, why)


def columns(
    manager: PartnerManager, partner_id: str, context: InsideContext, today: dt.date
) -> tuple[ColumnOfAnswers, ...]:
    """The computed columns of one partner's table."""
    return columns_if_said(manager, partner_id, context, today) or ()


def columns_if_said(
    manager: PartnerManager, partner_id: str, context: InsideContext, today: dt.date
) -> tuple[ColumnOfAnswers, ...] | None:
    """The same; None when the partner does not say which it has.

    A column that fails for one participant has failed: half an answer would look like a whole one.
    """
    answered = manager.call(COLUMNS, answers.ComputedColumn, only=partner_id)
    if not answered:
        return None
    partner, manifest, found = answered[0].partner, answered[0].partner.declares, []
    named = manager.run(partner, COLUMNS, functools.partial(_named, answered[0].values), _Named)
    if named is None:
        return None
    for column in named:
        what = f"column {column.id}"
        ask = functools.partial(_cells, manifest, column.compute, context, today)
        given = manager.run(partner, what, ask, _Cell)
        found.append(
            ColumnOfAnswers(
                manifest.key(column.id),
                column.name,
                None if given is None else {cell.participant: cell.computed for cell in given},
                {cell.participant: cell.why for cell in given or ()},
                manager.last_failure(partner.id, what) if given is None else None,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Named:
    id: str
    name: Label
    compute: _Compute


def _named(columns: Sequence[answers.ComputedColumn]) -> list[_Named]:
    """Their ids and heads, which are the partner's own code too; no id twice, and not too many."""
    if len(columns) > MOST_COLUMNS:
        raise Unfit(text("It answered with more than {most} values.", most=MOST_COLUMNS))
    found = {}
    for one in columns:
        own = identifier(one.id)
        if own in found:
            raise Unfit(text("It has two columns with the id {id}.", id=own))
        found[own] = _Named(own, label(one.name), one.compute)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Cell:
    participant: str
    computed: answers.Computed
    why: Why


def _cells(manifest: Manifest, compute: _Compute, context: InsideContext, today: dt.date) -> Iterator[_Cell]:
    for participant in context.participants:
        computed = compute(participant, today)
        if computed is not None:
            yield _cell(manifest, participant, of_kind(computed, answers.Computed))


def _cell(manifest: Manifest, participant: Participant, computed: answers.Computed) -> _Cell:
    rule, how = source(manifest, computed.rule), sentence_or_none(computed.computed)
    given = computed.value
    not_computed(rule, given if how is None else how)
    value = given if given is None or isinstance(given, dt.date) else sentence(given)
    because, went_in = sentence(computed.because), inputs(computed.inputs)
    taken = answers.Computed(value, str(computed.rule), because, how, went_in, bool(computed.official))
    return _Cell(participant.ref, taken, Why(because, rule, how, went_in))
