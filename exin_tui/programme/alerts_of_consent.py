"""Alerts about consents: missing, or about to expire."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from exin_schema.programme import ConsentLine, Programme
from exin_schema.vocabulary import Phase, Severity
from exin_tui.dates import add_months
from exin_tui.language import Sayable, join, text
from exin_tui.programme.consents import active, last_day
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Case, Consent, Release, Why

_AROUND_RELEASE = frozenset({Phase.PRE_RELEASE, Phase.POST_RELEASE})
_SHORT = 3
_FEW = 10
"""A line's name as short as NAV's, and days of one digit, fit in the 19 characters of a label."""


def consent_alerts(case: Case, release: Release, today: dt.date, programme: Programme) -> Iterator[Alert]:
    """Those of ``case`` today.

    The mandatory lines are asked for from enrolment on, the minimum at release in phases 3 and 4 and from 3
    months before the release. In phase 5 the prison's is no longer asked for (ours: some consents hold only
    for one prison stay). A closing phase asks for none: consents end with it.
    """
    if case.phase is Phase.CLOSING:
        return
    held = _held(case.consents, today)
    asked: set[str] = set()
    if _release_minimum_asked(case, release, today, programme):
        lines = [line for line in programme.consents if line.at_release]
        asked.update(line.key for line in lines)
        yield from _missing(RuleId.CONSENT_AT_RELEASE, lines, held, programme)
    if case.enrolled_on is not None or case.phase is not Phase.INTAKE:
        rest = [line for line in _mandatory(case, programme) if line.key not in asked]
        yield from _missing(RuleId.CONSENT_MANDATORY, rest, held, programme)
    yield from _expiring(held, today, programme)


def _held(consents: Iterable[Consent], today: dt.date) -> dict[str, dt.date]:
    """The last day of each line that holds today."""
    held: dict[str, dt.date] = {}
    for consent in consents:
        if active(consent, today):
            held[consent.line] = max(last_day(consent), held.get(consent.line, dt.date.min))
    return held


def _mandatory(case: Case, programme: Programme) -> Iterator[ConsentLine]:
    outside = case.phase is Phase.REINTEGRATION
    return (line for line in programme.consents if line.mandatory and not (line.inside and outside))


def _release_minimum_asked(case: Case, release: Release, today: dt.date, programme: Programme) -> bool:
    if case.phase in _AROUND_RELEASE:
        return True
    if case.phase is not Phase.IN_PRISON or release.on is None:
        return False
    return today >= add_months(release.on, -programme.offsets.release_checklist_in_force_months)


def _missing(
    rule: RuleId, lines: Iterable[ConsentLine], held: dict[str, dt.date], programme: Programme
) -> Iterator[Alert]:
    missing = [line for line in lines if line.key not in held]
    if missing:
        message = text("Consent is missing: {lines}.", lines=_names(missing))
        why = Why(message, programme.rule(rule))
        yield Alert(rule, Severity.ALERT, text("Consent missing"), message, why)


def _expiring(held: dict[str, dt.date], today: dt.date, programme: Programme) -> Iterator[Alert]:
    """One alert for all lines that run out within the time ahead; the first of them gives the label."""
    until = today + dt.timedelta(days=programme.offsets.consent_expiring)
    soon = sorted((end, key) for key, end in held.items() if end <= until)
    if not soon:
        return
    lines = [programme.consents_by_key.get(key) for _, key in soon]
    core = any(line is not None and _may_be_named(line) for line in lines)
    end = soon[0][0]
    message = text("Consent ends {on}: {lines}.", on=end, lines=_names(lines))
    why = Why(message, programme.rule(RuleId.CONSENT_EXPIRING))
    severity = Severity.WARNING if core else Severity.NOTE
    yield Alert(RuleId.CONSENT_EXPIRING, severity, _label(lines[0], (end - today).days), message, why)


def _label(line: ConsentLine | None, left: int) -> Sayable:
    if left == 0:
        return text("Consent ends today")
    if line is not None and _may_be_named(line) and left < _FEW:
        name = line.name
        if max(len(name.nb), len(name.en)) <= _SHORT:
            return text("{line} consent: {days} d", line=name, days=left)
    return text("Consent: {days} d left", days=left)


def _may_be_named(line: ConsentLine) -> bool:
    """Every participant has the mandatory lines: naming one says nothing about the person."""
    return (line.mandatory or line.at_release) and not line.own


def _names(lines: Iterable[ConsentLine | None]) -> Sayable:
    listed = list(lines)
    named: list[object] = [line.name for line in listed if line is not None and _may_be_named(line)]
    others = len(listed) - len(named)
    if others:
        named.append(text("one other line") if others == 1 else text("{number} other lines", number=others))
    return join(named)
