"""What a release date that has changed means: who is to be told, and what the day brings."""

from __future__ import annotations

import datetime as dt

from exin_schema.programme import Programme
from exin_schema.vocabulary import ReleaseStanding, Topic
from exin_tui.caseload.at_hand import participant_now
from exin_tui.caseload.own_tasks import TELL_RELEASE
from exin_tui.caseload.stored import Stored
from exin_tui.caseload.task_making import open_task
from exin_tui.caseload.told import ToTell, to_tell
from exin_tui.programme.alerts import alerts
from exin_tui.programme.release import best_release
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Case, Release
from exin_tui.storage.door import Door

_OF_THE_DAY = frozenset({RuleId.FRIDAY_RELEASE, RuleId.RELEASE_PASSED})


def tell_about_release(
    door: Door,
    stored: Stored,
    before: Release,
    today: dt.date,
    programme: Programme,
    *,
    refused: bool = False,
) -> tuple[ToTell, ...]:
    """Open the task "tell the partners" when the release is another than ``before``; who is to be told.

    Also when probation was ``refused``. Only lines that consented to be told about the sentence are listed,
    and without any of them there is no task: nothing goes out without consent. NAV often hears late [E], so
    that it is due the same day (ours). A release on the planned day is no news.
    """
    after = best_release(participant_now(door, stored.id).case().episode, today, programme)
    if not refused and not _is_news(before, after):
        return ()
    told = to_tell(stored.case().consents, today, programme, topic=Topic.SENTENCE)
    if told:
        note = ", ".join(each.say("nb") for each in told)
        open_task(door, stored.id, TELL_RELEASE, due_on=today, note=note)
    return told


def _is_news(before: Release, after: Release) -> bool:
    if before.on != after.on:
        return True
    return before.standing is not after.standing and after.standing is not ReleaseStanding.ACTUAL


def release_alerts(case: Case, today: dt.date, programme: Programme) -> tuple[Alert, ...]:
    """What the board says of the release day itself: a Friday, the day before a holiday, passed."""
    return tuple(alert for alert in alerts(case, today, programme) if alert.code in _OF_THE_DAY)
