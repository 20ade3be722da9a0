"""The release date applied for, granted, refused, decided, changed: what moves, and who is to be told."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_schema.tables import checklist_item
from exin_schema.vocabulary import CustodyKind, Phase, ReleaseStanding, Topic
from exin_tui.caseload.items import set_due
from exin_tui.caseload.phases import move
from exin_tui.caseload.registration import ConsentGiven
from exin_tui.caseload.release_dates import (
    apply_for_probation,
    decide,
    enter_sentence,
    grant_probation,
    refuse_probation,
)
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.everyday import DISCUSSED, Someone, done, everything, refused, someone, undone, whole
from tests.caseload.written import ACTING, ENROLLED_ON, RELEASE_ON, TODAY, consents, custody, entered

LATER = RELEASE_ON + dt.timedelta(days=14)
REMAND = custody(kind=CustodyKind.REMAND, full_term_on=None, two_thirds_on=None, decided_on=None)


def due(one: Someone, key: str) -> dt.date | None:
    """The due date of an item of the release checklist (or the only one with that key)."""
    found = [row for row in one.rows(checklist_item) if row["key"] == key]
    return found[-1]["due_on"]  # type: ignore[no-any-return]


def test_a_date_moved_by_two_weeks_moves_what_hangs_on_it_and_says_so(database: Database) -> None:
    one = someone(database)
    housing = next(row for row in one.rows(checklist_item) if row["key"] == "housing")
    by_hand = dt.date(2026, 12, 1)
    done(set_due(database, housing["id"], housing["version"], by_hand, **ACTING))
    before = everything(database)
    answer = done(decide(*one.custody, LATER, **ACTING))
    assert (answer.before.on, answer.after.on, answer.after.standing) == (
        RELEASE_ON, LATER, ReleaseStanding.DECIDED,
    )  # fmt: skip
    moved = {each.key: (each.before, each.after) for each in answer.moved}
    assert moved["occupation"] == (RELEASE_ON, LATER)
    critical = dt.timedelta(days=14)
    assert moved["bank_id"] == (RELEASE_ON - critical, LATER - critical)
    assert ("housing" in moved, due(one, "housing")) == (False, by_hand)
    task = one.open_tasks()["exin.tell_release"]
    assert (task["note"], task["due_on"]) == ("Kriminalomsorgen, NAV, Advokat", TODAY)
    assert undone(database, before)
    assert whole(database)


def test_only_those_who_may_know_about_the_sentence_are_told(database: Database) -> None:
    given = (
        *consents("nav"),
        ConsentGiven("gp", ENROLLED_ON, topics=Topic.HEALTH.value),
        ConsentGiven("prison", ENROLLED_ON, topics="sentence work"),
        ConsentGiven("lawyer", ENROLLED_ON, withdrawn_on=TODAY),
    )
    one = someone(database, entered(consents=given))
    assert [each.line for each in done(decide(*one.custody, LATER, **ACTING)).told] == ["prison", "nav"]


def test_without_a_consent_nobody_is_told_and_there_is_no_task(database: Database) -> None:
    one = someone(database, entered(consents=()))
    assert done(decide(*one.custody, LATER, **ACTING)).told == ()
    assert one.open_tasks() == {}


def test_a_second_change_renews_the_task_that_is_open(database: Database) -> None:
    one = someone(database)
    done(decide(*one.custody, LATER, **ACTING))
    done(decide(*one.custody, LATER + dt.timedelta(days=1), **ACTING))
    assert set(one.open_tasks()) == {"exin.tell_release"}


def test_a_friday_is_warned_of(database: Database) -> None:
    one = someone(database)
    answer = done(decide(*one.custody, dt.date(2026, 12, 18), **ACTING))
    assert [alert.code for alert in answer.alerts] == ["friday_release"]


def test_what_is_applied_for_changes_nothing_and_what_is_granted_does(database: Database) -> None:
    one = someone(database, entered(custody=custody(decided_on=None)))
    applied = done(apply_for_probation(*one.custody, LATER, **ACTING))
    assert (applied.before.on, applied.after.on, applied.told) == (RELEASE_ON, RELEASE_ON, ())
    granted = done(grant_probation(*one.custody, LATER, **ACTING))
    assert (granted.after.on, granted.after.standing) == (LATER, ReleaseStanding.GRANTED)
    assert granted.told


def test_a_refusal_takes_the_two_thirds_date_away_and_the_partners_are_told_once(database: Database) -> None:
    one = someone(database, entered(custody=custody(decided_on=None)))
    answer = done(refuse_probation(*one.custody, **ACTING))
    assert (answer.after.on, answer.after.standing) == (dt.date(2027, 7, 29), ReleaseStanding.FULL_TERM)
    assert answer.told
    assert done(refuse_probation(*one.custody, **ACTING)).told == ()


def test_remand_has_no_release_date_until_the_sentence_is_entered(database: Database) -> None:
    one = someone(database, entered(phase=Phase.IN_PRISON, custody=REMAND))
    assert refused(decide(*one.custody, LATER, **ACTING)) == "remand_has_no_date"
    assert due(one, "occupation") is None
    full, two_thirds = dt.date(2028, 1, 1), dt.date(2027, 6, 1)
    answer = done(enter_sentence(*one.custody, full_term_on=full, two_thirds_on=two_thirds, **ACTING))
    assert (answer.before.on, answer.after.on, due(one, "occupation")) == (None, two_thirds, two_thirds)
    dates = {
        row["key"]: (row["value_on"], row["state"]) for row in one.rows(checklist_item) if row["value_on"]
    }
    assert dates == {"sentence_end_date": (full, "done"), "two_thirds_date": (two_thirds, "done")}


@pytest.mark.parametrize(
    ("on", "code"), [(dt.date(2025, 8, 31), "before_imprisonment"), (dt.date(2027, 7, 30), "after_full_term")]
)
def test_a_date_outside_the_sentence_is_refused(database: Database, on: dt.date, code: str) -> None:
    one = someone(database)
    assert refused(decide(*one.custody, on, **ACTING)) == code


def test_an_imprisonment_that_is_over_keeps_its_date_and_an_old_view_is_told(database: Database) -> None:
    one = someone(database)
    first = one.custody
    done(decide(*first, LATER, **ACTING))
    with pytest.raises(StaleVersion):
        decide(*first, RELEASE_ON, **ACTING)
    done(move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=TODAY, **ACTING))
    assert refused(decide(*one.custody, LATER, **ACTING)) == "custody_over"
