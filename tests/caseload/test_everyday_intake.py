"""The four conversations, the criteria, the enrolment, and who declines."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_schema.tables import checklist, checklist_item, intake_criterion, intake_talk
from exin_schema.vocabulary import IntakeOutcome, IntakeTalkKind, Judgement, Phase
from exin_tui.caseload.intake import answer_criterion, decline, enrol, record_talk
from exin_tui.caseload.phases import move
from exin_tui.caseload.reopening import reopen
from exin_tui.storage.database import Database
from tests.caseload.everyday import DISCUSSED, Someone, done, everything, refused, someone, undone, whole
from tests.caseload.written import ACTING, TODAY, consents, custody, entered

MANDATORY = consents("prison", "nav", "lawyer")
LONG = custody(two_thirds_on=dt.date(2027, 6, 1), decided_on=None, full_term_on=dt.date(2028, 1, 1))


def candidate(database: Database, **values: object) -> Someone:
    """In intake, in custody with more than six months left, 22 years old, all consents signed."""
    fits: dict[str, object] = {
        "phase": Phase.INTAKE,
        "phase_since": TODAY,
        "enrolled_on": None,
        "birth_date": dt.date(2004, 5, 5),
        "custody": LONG,
        "consents": MANDATORY,
    }
    return someone(database, entered(**{**fits, **values}))


def test_the_four_talks_are_noted_as_agreed_and_as_held(database: Database) -> None:
    one = candidate(database)
    later = TODAY + dt.timedelta(days=2)
    done(record_talk(*one.at, IntakeTalkKind.TALK_1, later, held=False, **ACTING))
    assert refused(record_talk(*one.at, IntakeTalkKind.TALK_1, later, held=True, **ACTING)) == "talk_ahead"
    assert refused(record_talk(*one.at, IntakeTalkKind.TALK_1, None, held=True, **ACTING)) == "talk_ahead"
    before = everything(database)
    done(record_talk(*one.at, IntakeTalkKind.TALK_1, TODAY, held=True, **ACTING))
    assert [(row["kind"], row["on"], row["held"]) for row in one.rows(intake_talk)] == [
        ("talk_1", TODAY, True)
    ]
    assert undone(database, before)


def test_a_criterion_is_answered_in_one_word(database: Database) -> None:
    one = candidate(database)
    done(answer_criterion(*one.at, "motivation", Judgement.YES, **ACTING))
    done(answer_criterion(*one.at, "motivation", Judgement.CASE_BY_CASE, **ACTING))
    assert [row["answer"] for row in one.rows(intake_criterion)] == ["case_by_case"]
    assert refused(answer_criterion(*one.at, "age", Judgement.YES, **ACTING)) == "worked_out"
    assert refused(answer_criterion(*one.at, "height", Judgement.YES, **ACTING)) == "unknown_criterion"


def test_an_enrolment_opens_the_sixteen_items_of_the_start_checklist(database: Database) -> None:
    one = candidate(database)
    done(record_talk(*one.at, IntakeTalkKind.INFORMATION, TODAY, held=True, **ACTING))
    answer = done(enrol(*one.at, **ACTING))
    assert (answer.items, len(answer.talks_left)) == (16, 3)
    start = next(row for row in one.rows(checklist) if row["kind"] == "start")
    assert start["in_force_on"] == TODAY
    due = {row["due_on"] for row in one.rows(checklist_item) if row["checklist_id"] == start["id"]}
    assert due == {TODAY + dt.timedelta(days=28)}
    assert (one.row["intake_outcome"], one.row["phase"]) == ("enrolled", "intake")
    assert refused(enrol(*one.at, **ACTING)) == "already_enrolled"
    done(move(*one.at, Phase.IN_PRISON, DISCUSSED, **ACTING))
    assert whole(database)


def test_an_enrolment_is_undone_as_one(database: Database) -> None:
    one = candidate(database)
    before = everything(database)
    done(enrol(*one.at, **ACTING))
    assert undone(database, before)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"consents": consents("prison", "nav")}, "consents_unsigned"),
        ({"birth_date": dt.date(1990, 1, 1)}, "criterion_age"),
        ({"custody": custody(full_term_on=dt.date(2027, 1, 1), decided_on=None)}, "criterion_sentence_left"),
    ],
)
def test_nobody_is_enrolled_without_what_it_takes(
    database: Database, values: dict[str, object], code: str
) -> None:
    one = candidate(database, **values)
    before = everything(database)
    assert refused(enrol(*one.at, **ACTING)) == code
    assert everything(database) == before


def test_a_criterion_answered_with_no_stops_the_enrolment_and_unknown_only_warns(database: Database) -> None:
    one = candidate(database)
    done(answer_criterion(*one.at, "motivation", Judgement.NO, **ACTING))
    assert refused(enrol(*one.at, **ACTING)) == "criterion_motivation"
    done(answer_criterion(*one.at, "motivation", Judgement.UNKNOWN, **ACTING))
    assert len(done(enrol(*one.at, **ACTING)).warnings) == 4


def test_somebody_who_declines_is_one_event_and_closed_when_nobody_may_be_told(database: Database) -> None:
    one = candidate(database, consents=(), custody=None)
    before = everything(database)
    assert refused(decline(*one.at, IntakeOutcome.ENROLLED, DISCUSSED, **ACTING)) == "who_declined"
    assert refused(decline(*one.at, IntakeOutcome.DECLINED_BY_EXIN, **ACTING)) == "empty_possibilities"
    answer = done(decline(*one.at, IntakeOutcome.DECLINED_BY_PERSON, DISCUSSED, **ACTING))
    row = one.row
    assert (row["phase"], row["closing_reason"], row["intake_outcome"], answer.closed_on) == (
        "closing", "ended_in_intake", "declined_by_person", TODAY,
    )  # fmt: skip
    assert undone(database, before)


def test_the_partners_of_a_candidate_who_declined_are_told_first(database: Database) -> None:
    one = candidate(database)
    answer = done(decline(*one.at, IntakeOutcome.DECLINED_BY_EXIN, DISCUSSED, **ACTING))
    assert ([each.line for each in answer.told], answer.closed_on) == (["prison", "nav", "lawyer"], None)
    assert refused(decline(*one.at, IntakeOutcome.DECLINED_BY_EXIN, DISCUSSED, **ACTING)) == "intake_over"


def test_an_intake_that_was_declined_is_open_again_after_reopening(database: Database) -> None:
    one = candidate(database)
    done(decline(*one.at, IntakeOutcome.DECLINED_BY_PERSON, DISCUSSED, told=True, **ACTING))
    done(reopen(*one.at, Phase.INTAKE, DISCUSSED, **ACTING))
    assert (one.row["intake_outcome"], one.row["closed_on"]) == (None, None)
    assert refused(enrol(*one.at, **ACTING)) == "consents_unsigned"


def test_whoever_was_released_out_of_the_intake_is_enrolled_afterwards(database: Database) -> None:
    one = candidate(database)
    done(move(*one.at, Phase.POST_RELEASE, released_on=TODAY, **ACTING))
    assert done(enrol(*one.at, **ACTING)).items == 16
    assert (one.row["phase"], one.row["enrolled_on"]) == ("post_release", TODAY)
