"""What the board says by itself about a participant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_schema.programme import Programme
from exin_schema.vocabulary import Severity
from exin_tui.programme.alerts_of_consent import consent_alerts
from exin_tui.programme.alerts_of_follow_up import follow_up_alerts
from exin_tui.programme.alerts_of_release import release_alerts
from exin_tui.programme.release import best_release
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Case, Release

_ORDER: dict[str, int] = {
    rule: place
    for place, rule in enumerate(
        (
            RuleId.RELEASE_CRITICAL,
            RuleId.OVERDUE,
            RuleId.RELEASE_PASSED,
            RuleId.DISCUSS_UNPLANNED,
            RuleId.PHASE3_WINDOW,
            RuleId.CONSENT_AT_RELEASE,
            RuleId.CONSENT_MANDATORY,
            RuleId.NO_CONTACT,
            RuleId.SUGGESTED_MEETINGS,
            RuleId.FRIDAY_RELEASE,
            RuleId.CONSENT_EXPIRING,
            RuleId.APPLICATION_WAITING,
            RuleId.INTAKE_TALKS,
            RuleId.CAPACITY,
        )
    )
}
"""Which alert goes first among equally loud ones."""
_RANK = {severity: severity.rank for severity in Severity}


def alerts(
    case: Case, today: dt.date, programme: Programme, *, release: Release | None = None
) -> tuple[Alert, ...]:
    """The alerts of ``case`` today, loudest first. A closed follow-up has none.

    Labels have at most 19 characters, and neither label nor message says anything about health, drugs, debt
    or the offence: both are shown while the screen is screened. ``release`` spares working out the best
    standing date twice.
    """
    if case.closed_on is not None and case.closed_on <= today:
        return ()
    best = best_release(case.episode, today, programme) if release is None else release
    found = list(_all(case, best, today, programme))
    if len(found) > 1:
        found.sort(key=loudness)
    return tuple(found)


def loudness(alert: Alert) -> tuple[int, int]:
    """Smaller is louder; a partner's alerts come after the programme's own of the same severity."""
    return _RANK[alert.severity], _ORDER.get(alert.code, len(_ORDER))


def _all(case: Case, release: Release, today: dt.date, programme: Programme) -> Iterator[Alert]:
    yield from release_alerts(case, release, today, programme)
    yield from consent_alerts(case, release, today, programme)
    yield from follow_up_alerts(case, today, programme)
