"""Asks partners' rules and computed columns about the caseload, and gives their answers a source."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exin_tui.partners import answers
from exin_tui.partners.calling import Failure, PartnerManager
from exin_tui.partners.discovery import Partner
from exin_tui.partners.holding import rule_source
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.participant import Participant
from exin_tui.programme.values import Alert, Why


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
    name: answers.Words
    cells: Mapping[str, answers.Computed] | None
    """By participant; None when it could not be computed: the column shows "?"."""
    whys: Mapping[str, Why]
    """The whole answer behind each cell."""


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
    ids = manager.run(partner, "exin_rules", lambda: [rule.id for rule in rules], str)
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
        for alert in rule.evaluate(participant, today):
            if not isinstance(alert, answers.Alert):
                raise TypeError(type(alert).__name__)
            yield _Said(participant.ref, _with_source(_manifest(partner), rule.id, alert))


def _with_source(manifest: Manifest, rule_id: str, alert: answers.Alert) -> Alert:
    if max(len(alert.label.nb), len(alert.label.en)) > answers.LABEL_LENGTH:
        raise ValueError("label")
    why = Why(alert.message, rule_source(manifest, rule_id), alert.computed, alert.inputs)
    return Alert(manifest.key(rule_id), alert.severity, alert.label, alert.message, why)


def _manifest(partner: Partner) -> Manifest:
    if partner.manifest is None:
        raise LookupError(partner.id)
    return partner.manifest


def columns(
    manager: PartnerManager, partner_id: str, context: InsideContext, today: dt.date
) -> tuple[ColumnOfAnswers, ...]:
    """The computed columns of one partner's table."""
    found = []
    for answered in manager.call("exin_columns", answers.ComputedColumn, only=partner_id):
        manifest = _manifest(answered.partner)
        for column in answered.values:
            ask = functools.partial(_cells, manifest, column, context, today)
            given = manager.run(answered.partner, f"column {column.id}", ask, _Cell)
            found.append(
                ColumnOfAnswers(
                    manifest.key(column.id),
                    column.name,
                    None if given is None else {cell.participant: cell.computed for cell in given},
                    {cell.participant: cell.why for cell in given or ()},
                )
            )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Cell:
    participant: str
    computed: answers.Computed
    why: Why


def _cells(
    manifest: Manifest, column: answers.ComputedColumn, context: InsideContext, today: dt.date
) -> Iterator[_Cell]:
    for participant in context.participants:
        computed = _computed(column, participant, today)
        if computed is not None:
            source = rule_source(manifest, computed.rule)
            yield _Cell(
                participant.ref, computed, Why(computed.because, source, computed.computed, computed.inputs)
            )


def _computed(
    column: answers.ComputedColumn, participant: Participant, today: dt.date
) -> answers.Computed | None:
    computed = column.compute(participant, today)
    if computed is not None and not isinstance(computed, answers.Computed):
        raise TypeError(type(computed).__name__)
    return computed
