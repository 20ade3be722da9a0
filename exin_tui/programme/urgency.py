"""Who stands first in the list, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exin_schema.programme import Programme
from exin_schema.vocabulary import Language, ReleaseStanding, Severity
from exin_tui.language import Sayable, Text, text
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Release, Urgency, Why

_NEWLY_RELEASED = 90
"""Days: "the first months are hectic" (the guide)."""
_REASONS = 4
"""No more than fit on one line."""
_ORDER = text(
    "Overdue first, then urgent alerts, what is due today, warnings, what is due soon;"
    " among equals the nearest release."
)
_NOTHING = text("nothing is due")
_OVERDUE_ALERTS = frozenset({RuleId.RELEASE_CRITICAL, RuleId.OVERDUE})


def urgency(
    *,
    overdue: int,
    critical_overdue: Sequence[Sayable] = (),
    due_today: int = 0,
    due_soon: int = 0,
    release: Release,
    today: dt.date,
    alerts: Sequence[Alert] = (),
    next_meeting_start: dt.datetime | None = None,
    next_meeting: Sayable | None = None,
    programme: Programme | None = None,
) -> Urgency:
    """Where a participant stands among the others (smaller key first), and the reasons for the whisper.

    The order is ours: what is overdue, critical items before others and many before few; then an urgent
    alert, what is due today, a warning, what is due soon, the rest. Among equals whoever is released first,
    then the newly released, later releases, everybody else who is out, and last those whose release date is
    unknown. ``next_meeting_start`` is in Oslo, and said when it is today or tomorrow; ``next_meeting`` is
    what it is called.
    """
    loudest = alerts[0] if alerts else None
    critical = len(critical_overdue)
    key = (
        _tier(overdue, due_today, due_soon, loudest),
        -critical,
        -overdue,
        *_release_rank(release, today, programme),
        -due_today,
        -due_soon,
    )
    reasons = list(_reasons(overdue, critical, due_today, due_soon, release, today, alerts, programme))[
        : _REASONS - 1
    ]
    meeting = _meeting(next_meeting_start, next_meeting, today)
    if meeting is not None:
        reasons.append(meeting)
    if not reasons:
        unknown = release.standing is ReleaseStanding.UNKNOWN
        reasons.append(text("release date unknown") if unknown else _NOTHING)
    whys = _whys(critical_overdue, overdue, due_soon, release, today, alerts, programme)
    return Urgency(key, tuple(reasons), tuple(whys))


def louder(urgency: Urgency, alert: Alert) -> Urgency:
    """``urgency`` with one more alert, from a partner: who has it stands as high as for one of our own."""
    if alert.severity is Severity.NOTE:
        return urgency
    tier = 1 if alert.severity is Severity.ALERT else 3
    reasons = tuple(reason for reason in urgency.reasons if reason != _NOTHING)
    after = 1 if urgency.key[0] == 0 else 0
    reasons = (*reasons[:after], _InSentence(alert.label), *reasons[after:])[:_REASONS]
    return Urgency((min(urgency.key[0], tier), *urgency.key[1:]), reasons, urgency.why)


def _tier(overdue: int, due_today: int, due_soon: int, loudest: Alert | None) -> int:
    """0 for what is most urgent, 5 for the quiet ones."""
    if overdue:
        return 0
    if loudest is not None and loudest.severity is Severity.ALERT:
        return 1
    if due_today:
        return 2
    if loudest is not None and loudest.severity is Severity.WARNING:
        return 3
    return 4 if due_soon else 5


def _release_rank(release: Release, today: dt.date, programme: Programme | None) -> tuple[int, int]:
    if release.on is None:
        return 4, 0
    left = (release.on - today).days
    if release.standing is ReleaseStanding.ACTUAL:
        return (1, -left) if -left <= _NEWLY_RELEASED else (3, 0)
    return (0, left) if left <= _near(programme) else (2, left)


def _near(programme: Programme | None) -> int:
    """Days: the span of the figure "out within 4 weeks"."""
    return 28 if programme is None else programme.offsets.release_figure


def _reasons(
    overdue: int,
    critical: int,
    due_today: int,
    due_soon: int,
    release: Release,
    today: dt.date,
    alerts: Sequence[Alert],
    programme: Programme | None,
) -> Iterator[Sayable]:
    if overdue:
        yield _overdue(overdue, critical)
    loudest = next((alert for alert in alerts if alert.code not in _OVERDUE_ALERTS), None)
    if loudest is not None and (
        loudest.severity is Severity.ALERT or (not overdue and loudest.severity is Severity.WARNING)
    ):
        yield _InSentence(loudest.label)
    left = _days_left(release, today, programme)
    if left is not None:
        yield _released_in(left)
    if due_today:
        yield text("{number} due today", number=due_today)
    if due_soon and not overdue:
        yield text("{number} due soon", number=due_soon)


def _days_left(release: Release, today: dt.date, programme: Programme | None) -> int | None:
    """Days to a release within the span of the figure "out within 4 weeks"; None for any other."""
    if release.on is None or release.standing is ReleaseStanding.ACTUAL:
        return None
    left = (release.on - today).days
    return left if 0 <= left <= _near(programme) else None


def _overdue(overdue: int, critical: int) -> Text:
    if not critical:
        return text("{number} overdue", number=overdue)
    if overdue == critical:
        if overdue == 1:
            return text("1 overdue, critical")
        return text("{number} overdue, all critical", number=overdue)
    if critical == 1:
        return text("{number} overdue, one of them critical", number=overdue)
    return text("{number} overdue, {critical} of them critical", number=overdue, critical=critical)


def _released_in(left: int) -> Text:
    if left == 0:
        return text("released today")
    return text("released tomorrow") if left == 1 else text("released in {days} d", days=left)


def _meeting(start: dt.datetime | None, name: Sayable | None, today: dt.date) -> Text | None:
    if start is None or not 0 <= (start.date() - today).days <= 1:
        return None
    what: Sayable = text("meeting") if name is None else _InSentence(name)
    time = f"{start:%H:%M}"
    if start.date() == today:
        return text("{meeting} today {time}", meeting=what, time=time)
    return text("{meeting} tomorrow {time}", meeting=what, time=time)


@dataclass(frozen=True, slots=True)
class _InSentence:
    """A label inside a sentence: its capital falls, but for abbreviations such as NAV."""

    label: Sayable

    def say(self, language: Language, /) -> str:
        said = self.label.say(language)
        return said if said[1:2].isupper() else said[:1].lower() + said[1:]


def _whys(
    critical_overdue: Sequence[Sayable],
    overdue: int,
    due_soon: int,
    release: Release,
    today: dt.date,
    alerts: Sequence[Alert],
    programme: Programme | None,
) -> Iterator[Why]:
    """The whole answer: what is due, every alert, the release, and the order itself."""
    if programme is None:
        yield from (alert.why for alert in alerts)
        yield release.why
        return
    if overdue:
        inputs: tuple[tuple[Sayable, object], ...] = tuple(
            (text("critical"), label) for label in critical_overdue
        )
        yield Why(_overdue(overdue, len(critical_overdue)), programme.rule(RuleId.OVERDUE), inputs=inputs)
    elif due_soon:
        yield Why(text("{number} due soon", number=due_soon), programme.rule(RuleId.DUE_SOON))
    yield from (alert.why for alert in alerts)
    left = _days_left(release, today, programme)
    if left is None:
        yield release.why
    else:
        yield Why(_released_in(left), programme.rule(RuleId.RELEASE_IN), more=(release.why,))
    yield Why(_ORDER, programme.rule(RuleId.URGENCY))
