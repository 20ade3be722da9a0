"""From when the two checklists are in force."""

from __future__ import annotations

import datetime as dt

from exin_schema.programme import Programme
from exin_schema.vocabulary import ProbationState, ReleaseStanding
from exin_tui.dates import add_months
from exin_tui.language import text
from exin_tui.programme.amounts import months
from exin_tui.programme.release import best_release
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Case, Due, Episode, Why


def start_list_in_force(case: Case, programme: Programme) -> Due:
    """The day on which the start checklist comes in force for the newest imprisonment.

    When the person is enrolled, which takes that cooperation is mutually accepted and consent is signed;
    again with each new custody episode, from the day it began. Nothing before enrolment. Source: the guide
    (rule ``start_checklist``).
    """
    rule = programme.rule(RuleId.START_CHECKLIST)
    if case.enrolled_on is None:
        return Due(None, Why(text("The start checklist comes in force with the enrolment."), rule))
    enrolled = Due(case.enrolled_on, Why(text("Enrolled {on}.", on=case.enrolled_on), rule))
    episode = case.episode
    if episode is None:
        return enrolled
    if episode.started_on is not None and episode.started_on > case.enrolled_on:
        because = text("A new imprisonment began {on}, after the enrolment.", on=episode.started_on)
        return Due(episode.started_on, Why(because, rule))
    if episode.started_on is None and episode.number > 1:
        because = text("It is not recorded when the new imprisonment began.")
        return Due(None, Why(because, rule))
    return enrolled


def release_list_in_force(case: Case | Episode | None, today: dt.date, programme: Programme) -> Due:
    """The day on which the release checklist comes in force: it may lie ahead.

    When a date for release on probation is set, or 3 calendar months before the best standing release date,
    whichever comes first. When a date is set, the list is in force ``today`` at the latest: the day on which
    it was set is not recorded, so the command that sets it keeps the answer. Source: the guide (rule
    ``release_checklist``).
    """
    episode = case.episode if isinstance(case, Case) else case
    rule = programme.rule(RuleId.RELEASE_CHECKLIST)
    release = best_release(episode, today, programme)
    if episode is None or release.on is None:
        because = text("The release date is unknown: the release checklist waits.")
        return Due(None, Why(because, rule, more=(release.why,)))
    ahead = programme.offsets.release_checklist_in_force_months
    computed_on = add_months(release.on, -ahead)
    computed = text(
        "release {release} − {span} = {on}", release=release.on, span=months(ahead), on=computed_on
    )
    if computed_on > today and _probation_date_set(episode, release.standing):
        because = text("A date for release on probation is set: {on}.", on=release.on)
        return Due(today, Why(because, rule, computed, more=(release.why,)))
    because = text("{span} before the release.", span=months(ahead))
    return Due(computed_on, Why(because, rule, computed, more=(release.why,)))


def _probation_date_set(episode: Episode, standing: ReleaseStanding) -> bool:
    """A date for release on probation stands: granted for a date, or decided for one before full term."""
    if standing is ReleaseStanding.GRANTED:
        return True
    if standing is not ReleaseStanding.DECIDED:
        return False
    if episode.probation is ProbationState.GRANTED:
        return True
    decided = episode.decided_on or episode.released_on
    return decided is not None and episode.full_term_on is not None and decided < episode.full_term_on
