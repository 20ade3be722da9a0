"""The life of one participant, from candidate to independence, driven through the commands."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from exin_schema.tables import activity, checklist, checklist_item, consent, custody_episode, phase_transition
from exin_schema.vocabulary import (
    ClosingReason,
    CustodyKind,
    IntakeTalkKind,
    Judgement,
    MeetingOutcome,
    Phase,
    ReferralSource,
    SecurityLevel,
)
from exin_tui.caseload import closing, meeting_add, release_dates, tasks
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.candidates import add_candidate
from exin_tui.caseload.consents import give
from exin_tui.caseload.imprisonment import imprison
from exin_tui.caseload.intake import answer_criterion, enrol, record_talk
from exin_tui.caseload.meeting_outcomes import log_outcome
from exin_tui.caseload.phases import hold_discussion, move, propose
from exin_tui.caseload.registration import ConsentGiven, Custody, Registration
from exin_tui.caseload.transition import PhaseMoved
from exin_tui.storage.database import Database
from tests.caseload.everyday import DISCUSSED, Someone, done, everything, refused, undone, whole
from tests.caseload.written import PROGRAMME, team_of_two

SENTENCE = Custody(
    level=SecurityLevel.HIGH,
    place="Halden fengsel",
    started_on=dt.date(2026, 3, 1),
    full_term_on=dt.date(2028, 9, 1),
    two_thirds_on=dt.date(2027, 11, 1),
)
CANDIDATE = Registration(
    given_name="Ailo",
    birth_date=dt.date(2005, 5, 5),
    caseworker="KN",
    referred_by=ReferralSource.PRISON,
    referred_on=dt.date(2026, 3, 20),
    custody=SENTENCE,
)


class Day:
    """The calendar that the story is told by."""

    def __init__(self) -> None:
        self.today = dt.date(2026, 4, 1)

    def on(self, year: int, month: int, day: int) -> dt.date:
        """Later."""
        self.today = dt.date(year, month, day)
        return self.today

    @property
    def now(self) -> dt.datetime:
        """Noon, UTC."""
        return dt.datetime.combine(self.today, dt.time(12), dt.UTC)

    @property
    def acting(self) -> Acting:
        """KN, on this day."""
        return Acting(now=self.now, actor="KN", today=self.today, programme=PROGRAMME)


def taken_in(database: Database, day: Day) -> Someone:
    """Candidate, four talks, the criteria, the consents, enrolled."""
    team_of_two(database)
    one = Someone(database, done(add_candidate(database, CANDIDATE, **day.acting)).id)
    for kind in IntakeTalkKind:
        done(record_talk(*one.at, kind, day.today, held=True, **day.acting))
    for key in ("drugs", "mental_health", "motivation", "district"):
        done(answer_criterion(*one.at, key, Judgement.YES, **day.acting))
    assert refused(enrol(*one.at, **day.acting)) == "consents_unsigned"
    assert refused(move(*one.at, Phase.IN_PRISON, DISCUSSED, **day.acting)) == "not_enrolled"
    for line in ("prison", "nav", "lawyer"):
        done(give(*one.at, ConsentGiven(line, day.today), **day.acting))
    answer = done(enrol(*one.at, **day.acting))
    assert (answer.items, answer.talks_left) == (16, ())
    return one


def met(one: Someone, day: Day, kind: str) -> None:
    """A meeting that was agreed and held on the day."""
    starts = day.now - dt.timedelta(hours=2)
    new = meeting_add.NewMeeting(kind, starts, participant_id=one.id)
    made = done(meeting_add.add(one.database, new, **day.acting))
    done(log_outcome(one.database, made.id, made.version, MeetingOutcome.HELD, **day.acting))


def prepared(one: Someone, day: Day) -> None:
    """In phase 2 at high security, release decided, phase 3 in its window, the date moved by two weeks."""
    done(move(*one.at, Phase.IN_PRISON, DISCUSSED, **day.acting))
    day.on(2027, 1, 4)
    decided = done(release_dates.decide(*one.custody, dt.date(2027, 6, 4), **day.acting))
    assert [each.line for each in decided.told] == ["prison", "nav", "lawyer"]
    day.on(2027, 4, 3)
    assert refused(propose(*one.at, Phase.PRE_RELEASE, **day.acting)) == "phase_3_not_open"
    day.on(2027, 4, 4)
    done(propose(*one.at, Phase.PRE_RELEASE, DISCUSSED, **day.acting))
    done(move(*one.at, Phase.PRE_RELEASE, **day.acting))
    release = next(row for row in one.rows(checklist) if row["kind"] == "release")
    assert release["in_force_on"] <= day.today
    moved = done(release_dates.decide(*one.custody, dt.date(2027, 6, 18), **day.acting))
    shifted = {each.after - each.before for each in moved.moved if each.after and each.before}
    assert shifted == {dt.timedelta(days=14)}
    day.on(2027, 6, 1)
    warned = done(release_dates.grant_probation(*one.custody, dt.date(2027, 6, 18), **day.acting))
    assert [alert.code for alert in warned.alerts] == ["friday_release"]
    met(one, day, "transfer_meeting")


def out(one: Someone, day: Day) -> PhaseMoved:
    """Released today."""
    return done(move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=day.today, **day.acting))


def taken_again(one: Someone, day: Day, **values: Any) -> None:
    """Arrested today, back to phase 2."""
    custody = Custody(kind=CustodyKind.REMAND, place="Oslo fengsel", started_on=day.today, **values)
    assert done(imprison(*one.at, custody, DISCUSSED, **day.acting)).phase is Phase.IN_PRISON


def test_the_life_of_one_participant(database: Database) -> None:
    day = Day()
    one = taken_in(database, day)
    prepared(one, day)
    day.on(2027, 6, 18)
    assert refused(move(*one.at, Phase.POST_RELEASE, DISCUSSED, **day.acting)) == "in_custody"
    assert not out(one, day).unplanned
    day.on(2027, 6, 22)
    met(one, day, "responsibility_group")
    day.on(2027, 9, 1)
    done(move(*one.at, Phase.REINTEGRATION, DISCUSSED, **day.acting))

    day.on(2027, 10, 1)
    taken_again(one, day)
    full, two_thirds = dt.date(2028, 6, 1), dt.date(2028, 3, 1)
    enter = release_dates.enter_sentence
    done(enter(*one.custody, full_term_on=full, two_thirds_on=two_thirds, **day.acting))
    day.on(2028, 2, 1)
    done(move(*one.at, Phase.PRE_RELEASE, DISCUSSED, **day.acting))
    day.on(2028, 3, 1)
    out(one, day)

    day.on(2028, 4, 1)
    taken_again(one, day)
    done(give(*one.at, ConsentGiven("probation", day.today), **day.acting))
    day.on(2028, 4, 11)
    released = done(move(*one.at, Phase.POST_RELEASE, released_on=day.today, **day.acting))
    assert (released.unplanned, released.discuss_by) == (True, dt.date(2028, 4, 18))
    same_day = [row for key, row in one.open_tasks().items() if key.startswith("exin.same_day.")]
    assert len(same_day) == 5
    for row in same_day:
        done(tasks.done(database, row["id"], row["version"], **day.acting))
    done(hold_discussion(*one.at, DISCUSSED, **day.acting))

    day.on(2028, 9, 1)
    done(move(*one.at, Phase.REINTEGRATION, DISCUSSED, **day.acting))
    day.on(2029, 3, 1)
    begun = done(closing.begin(*one.at, ClosingReason.INDEPENDENCE, DISCUSSED, **day.acting))
    assert [each.line for each in begun.told] == ["prison", "probation", "nav", "lawyer"]
    for key, row in one.open_tasks().items():
        if key.startswith("exin.tell_closing."):
            done(tasks.done(database, row["id"], row["version"], **day.acting))
    before = everything(database)
    ended = done(closing.complete(*one.at, **day.acting))
    assert (ended.closed_on, ended.consents_ended) == (day.today, 4)
    assert {row["withdrawn_on"] for row in one.rows(consent)} == {day.today}
    _kept_everything(one)
    assert whole(database)
    assert undone(database, before, now=day.now)


def _kept_everything(one: Someone) -> None:
    """Three imprisonments with their lists, every transition, and the contact that was held."""
    assert len(one.rows(custody_episode)) == 3
    assert len(one.rows(checklist)) == 6
    assert set(Counter(row["checklist_id"] for row in one.rows(checklist_item)).values()) == {16, 19}
    ways = [row["to_phase"] for row in sorted(one.rows(phase_transition), key=lambda row: row["at"])]
    assert ways == [
        "intake", "in_prison", "pre_release", "post_release", "reintegration", "in_prison", "pre_release",
        "post_release", "in_prison", "post_release", "reintegration", "closing",
    ]  # fmt: skip
    assert [row["kind"] for row in one.rows(activity)] == ["responsibility_group"]
