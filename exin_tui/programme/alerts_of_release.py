"""Alerts around a release: phase 3, the day itself, the meetings, the drøft of an unplanned one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from exin_schema.programme import Programme, SuggestedMeeting
from exin_schema.vocabulary import Phase, ReleaseStanding, Severity
from exin_tui.dates import add_months
from exin_tui.language import Text, text
from exin_tui.programme.custody import in_custody
from exin_tui.programme.holidays import is_day_off, is_public_holiday
from exin_tui.programme.phase3 import should_have_begun_on, window
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Case, Release, Why

_INSIDE = frozenset({Phase.IN_PRISON, Phase.PRE_RELEASE})
_DAY = dt.timedelta(days=1)
_FRIDAY, _SATURDAY = 4, 5


def release_alerts(case: Case, release: Release, today: dt.date, programme: Programme) -> Iterator[Alert]:
    """Those of ``case`` today."""
    if case.phase in _INSIDE and release.on is not None and in_custody(case.episode, today):
        if release.on < today:
            yield _passed(release, release.on, programme)
        if case.phase is Phase.IN_PRISON:
            yield from _phase3(case, release, release.on, today, programme)
        yield from _closed_next_day(release, release.on, today, programme)
    for meeting in case.suggested:
        if meeting.agreed_on is None and not meeting.not_needed:
            spec = programme.suggested_by_key.get(meeting.kind)
            if spec is not None and case.phase in spec.phases:
                yield _meeting(spec, release, programme)
    if case.discuss_by is not None:
        yield _discuss(case.discuss_by, today, programme)


def _passed(release: Release, on: dt.date, programme: Programme) -> Alert:
    message = text(
        "The release date, {on}, has passed and no release is recorded. Record the release, or the new date.",
        on=on,
    )
    why = Why(message, programme.rule(RuleId.RELEASE_PASSED), more=(release.why,))
    return Alert(RuleId.RELEASE_PASSED, Severity.ALERT, text("Release date passed"), message, why)


def _phase3(
    case: Case, release: Release, on: dt.date, today: dt.date, programme: Programme
) -> Iterator[Alert]:
    """Phase 3 should have begun: from the near edge of the window on."""
    if case.episode is None or today < should_have_begun_on(on, case.episode.level, programme):
        return
    span = window(release, case.episode.level, programme)
    if span is not None:
        near = span.should_have_begun
        message = text("Phase 3 should have begun {on}: the release is {release}.", on=near.on, release=on)
        yield Alert(RuleId.PHASE3_WINDOW, Severity.ALERT, text("Phase 3 is late"), message, near.why)


def _closed_next_day(release: Release, on: dt.date, today: dt.date, programme: Programme) -> Iterator[Alert]:
    """NAV is closed from the day after the release, or on the day itself.

    Said as long ahead as the release checklist is in force, so that the date can still be moved.
    """
    ahead = programme.offsets.release_checklist_in_force_months
    if on < today or on > add_months(today, ahead):
        return
    words = _words_for_day(on)
    if words is not None:
        label, message = words
        why = Why(message, programme.rule(RuleId.FRIDAY_RELEASE), more=(release.why,))
        yield Alert(RuleId.FRIDAY_RELEASE, Severity.WARNING, label, message, why)


def _words_for_day(on: dt.date) -> tuple[Text, Text] | None:
    if is_day_off(on):
        message = text("The release, {on}, falls on a day on which NAV is closed.", on=on)
        if is_public_holiday(on):
            return text("Released on holiday"), message
        saturday = on.weekday() == _SATURDAY
        return (text("Released Saturday") if saturday else text("Released Sunday")), message
    if not is_day_off(on + _DAY):
        return None
    if on.weekday() == _FRIDAY:
        message = text("The release, {on}, is on a Friday: NAV is closed from the next day.", on=on)
        return text("Released on Friday"), message
    message = text(
        "The release, {on}, is the day before a public holiday: NAV is closed from the next day.", on=on
    )
    return text("Out before holiday"), message


def _meeting(spec: SuggestedMeeting, release: Release, programme: Programme) -> Alert:
    message = text("{meeting}: neither agreed nor marked as not needed.", meeting=spec.name)
    out = release.standing is ReleaseStanding.ACTUAL
    because = text("Suggested after a release.") if out else text("Suggested before a release.")
    why = Why(because, programme.rule(RuleId.SUGGESTED_MEETINGS), more=(release.why,))
    return Alert(RuleId.SUGGESTED_MEETINGS, Severity.WARNING, spec.alert.label, message, why)


def _discuss(by: dt.date, today: dt.date, programme: Programme) -> Alert:
    """The drøft that is held after an unplanned release."""
    left = (by - today).days
    message = text("After the unplanned release the team still owes the discussion, by {by}.", by=by)
    if left < 0:
        severity, label = Severity.ALERT, text("Discussion overdue")
    else:
        severity = Severity.WARNING
        label = text("Discuss today") if left == 0 else text("Discuss in {days} d", days=left)
    why = Why(message, programme.rule(RuleId.DISCUSS_UNPLANNED))
    return Alert(RuleId.DISCUSS_UNPLANNED, severity, label, message, why)
