"""Which moves between the phases are allowed, and what they must record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.vocabulary import CustodyKind, Phase, SecurityLevel
from exin_tui.programme.custody import in_custody
from exin_tui.programme.transitions import (
    cautions,
    check,
    discuss_by,
    missing_in_record,
    must_record,
    same_day_list,
    unplanned_release,
)
from exin_tui.programme.values import Case, Episode
from tests.programme.cases import DAY, LONG_AGO, PROGRAMME, TODAY, day, participant, remand, sentence

INTAKE, IN_PRISON, PRE_RELEASE, POST_RELEASE, REINTEGRATION, CLOSING = Phase
SOON = sentence(decided_on=TODAY + DAY * 20)
OUT = sentence(released_on=TODAY - DAY * 3)


def codes(case: Case, to: Phase, **more: Any) -> list[str]:
    return [refusal.code for refusal in check(case, to, TODAY, PROGRAMME, **more)]


@pytest.mark.parametrize(
    ("phase", "to", "episode"),
    [
        (INTAKE, IN_PRISON, sentence()),
        (INTAKE, PRE_RELEASE, SOON),
        (IN_PRISON, PRE_RELEASE, SOON),
        (IN_PRISON, INTAKE, SOON),
        (PRE_RELEASE, IN_PRISON, SOON),
        (PRE_RELEASE, INTAKE, SOON),
        (POST_RELEASE, REINTEGRATION, OUT),
        (REINTEGRATION, POST_RELEASE, OUT),
        (POST_RELEASE, INTAKE, OUT),
        (POST_RELEASE, CLOSING, OUT),
        (REINTEGRATION, CLOSING, OUT),
        (INTAKE, CLOSING, None),
        (INTAKE, REINTEGRATION, None),
        (CLOSING, POST_RELEASE, OUT),
        (CLOSING, IN_PRISON, sentence(number=2)),
    ],
)
def test_transitions_are_fluid_back_as_well_as_forth(
    phase: Phase, to: Phase, episode: Episode | None
) -> None:
    assert codes(participant(phase, episode=episode), to) == []


@pytest.mark.parametrize("phase", list(Phase))
def test_nobody_moves_to_where_they_are(phase: Phase) -> None:
    assert codes(participant(phase, episode=SOON), phase) == ["same_phase"]


@pytest.mark.parametrize("phase", [INTAKE, IN_PRISON, PRE_RELEASE])
def test_phase_4_needs_an_actual_release_date(phase: Phase) -> None:
    case = participant(phase, episode=SOON)
    assert "needs_release_date" in codes(case, POST_RELEASE)
    assert codes(case, POST_RELEASE, released_on=TODAY) == []
    recorded = participant(phase, episode=OUT)
    assert codes(recorded, POST_RELEASE) == []


def test_a_planned_or_decided_date_is_no_release() -> None:
    case = participant(PRE_RELEASE, episode=sentence(decided_on=TODAY))
    assert codes(case, POST_RELEASE) == ["in_custody", "needs_release_date"]


@pytest.mark.parametrize(
    ("released_on", "expected"),
    [
        (TODAY, []),
        (TODAY - DAY, []),
        (TODAY + DAY, ["release_ahead", "in_custody"]),
        (day("2024-10-31"), ["release_before_imprisonment"]),
        (day("2024-11-01"), []),
    ],
)
def test_the_release_has_happened_and_not_before_the_imprisonment(
    released_on: dt.date, expected: list[str]
) -> None:
    assert codes(participant(PRE_RELEASE, episode=SOON), POST_RELEASE, released_on=released_on) == expected


@pytest.mark.parametrize("level", [SecurityLevel.ELECTRONIC, SecurityLevel.INSTITUTION])
def test_serving_at_home_or_in_an_institution_is_phase_4_and_not_3(level: SecurityLevel) -> None:
    case = participant(PRE_RELEASE, episode=sentence(level))
    assert codes(case, POST_RELEASE, released_on=TODAY) == []
    assert codes(participant(IN_PRISON, episode=sentence(level)), PRE_RELEASE) == ["not_in_custody"]


def test_a_halfway_house_is_still_prison() -> None:
    case = participant(PRE_RELEASE, episode=sentence(SecurityLevel.HALFWAY))
    assert "in_custody" in codes(case, POST_RELEASE)


@pytest.mark.parametrize("phase", [IN_PRISON, PRE_RELEASE])
def test_nobody_goes_past_phase_4(phase: Phase) -> None:
    assert codes(participant(phase, episode=OUT), REINTEGRATION) == ["phase_4_first"]


@pytest.mark.parametrize("phase", [POST_RELEASE, REINTEGRATION])
@pytest.mark.parametrize("to", [IN_PRISON, PRE_RELEASE])
def test_imprisoned_again_takes_a_new_imprisonment(phase: Phase, to: Phase) -> None:
    assert codes(participant(phase, episode=OUT), to) == ["needs_imprisonment"]
    again = sentence(number=2, started_on=TODAY - DAY, decided_on=TODAY + DAY * 20)
    assert codes(participant(phase, episode=again), to) == []
    assert must_record(phase, to).new_imprisonment


def test_who_was_never_in_custody_has_no_phase_in_prison() -> None:
    assert codes(participant(INTAKE, episode=None), IN_PRISON) == ["not_in_custody"]


@pytest.mark.parametrize("to", [IN_PRISON, PRE_RELEASE])
def test_a_candidate_is_enrolled_before_leaving_the_intake(to: Phase) -> None:
    assert codes(participant(INTAKE, enrolled_on=None, episode=SOON), to) == ["not_enrolled"]


def test_ended_in_intake_is_possible_in_custody_and_without_enrolment() -> None:
    assert codes(participant(INTAKE, enrolled_on=None, episode=SOON), CLOSING) == []


@pytest.mark.parametrize("phase", [IN_PRISON, PRE_RELEASE])
def test_ending_a_follow_up_in_custody_takes_a_reason(phase: Phase) -> None:
    refusals = check(participant(phase, episode=SOON), CLOSING, TODAY, PROGRAMME)
    assert [(refusal.code, refusal.overridable) for refusal in refusals] == [("closing_in_custody", True)]


@pytest.mark.parametrize(
    ("level", "release", "expected"),
    [
        (SecurityLevel.HIGH, "2027-01-27", []),
        (SecurityLevel.HIGH, "2027-01-28", ["phase_3_not_open"]),
        (SecurityLevel.LOWER, "2027-02-27", []),
        (SecurityLevel.LOWER, "2027-02-28", ["phase_3_not_open"]),
    ],
)
def test_phase_3_does_not_begin_before_its_window_opens(
    level: SecurityLevel, release: str, expected: list[str]
) -> None:
    case = participant(episode=sentence(level, two_thirds_on=day(release)))
    assert codes(case, PRE_RELEASE) == expected


def test_the_refusal_says_when_phase_3_opens() -> None:
    case = participant(episode=sentence(two_thirds_on=day("2027-06-30")))
    refusal = check(case, PRE_RELEASE, TODAY, PROGRAMME)[0]
    assert "Fri 30 Apr 2027" in refusal.message.say("en")
    assert refusal.why is not None
    assert refusal.why.rule.id == "phase3_window"


@pytest.mark.parametrize("episode", [remand(), sentence()])
def test_an_unknown_release_date_warns_and_does_not_block_phase_3(episode: Episode) -> None:
    case = participant(episode=episode)
    assert codes(case, PRE_RELEASE) == []
    assert [why.rule.id for why in cautions(case, PRE_RELEASE, TODAY, PROGRAMME)] == ["phase3_window"]
    assert cautions(participant(episode=SOON), PRE_RELEASE, TODAY, PROGRAMME) == ()


@pytest.mark.parametrize(
    ("phase", "episode", "unplanned"),
    [
        (INTAKE, remand(), True),
        (IN_PRISON, remand(), True),
        (IN_PRISON, sentence(), True),
        (PRE_RELEASE, sentence(), False),
        (INTAKE, OUT, False),
        (INTAKE, remand(released_on=TODAY), True),
        (INTAKE, remand(released_on=TODAY - DAY), False),
        (INTAKE, None, False),
        (REINTEGRATION, OUT, False),
    ],
)
def test_out_without_phase_3_is_an_unplanned_release(
    phase: Phase, episode: Episode | None, unplanned: bool
) -> None:
    assert unplanned_release(participant(phase, episode=episode), POST_RELEASE, TODAY) is unplanned
    assert not unplanned_release(participant(phase, episode=episode), CLOSING, TODAY)


@pytest.mark.parametrize(("began", "unplanned"), [(4, True), (3, False), (0, False)])
def test_a_candidate_who_was_released_during_the_intake_was_released_unplanned(
    began: int, unplanned: bool
) -> None:
    released = remand(released_on=TODAY - DAY * 3)
    case = participant(INTAKE, episode=released, phase_since=TODAY - DAY * began)
    assert unplanned_release(case, POST_RELEASE, TODAY) is unplanned
    referred = participant(INTAKE, episode=released, referred_on=TODAY - DAY * began)
    assert unplanned_release(referred, POST_RELEASE, TODAY) is unplanned


@pytest.mark.parametrize("phase", [INTAKE, IN_PRISON])
def test_released_at_twelve_from_remand_is_allowed_at_once(phase: Phase) -> None:
    case = participant(phase, enrolled_on=None if phase is INTAKE else LONG_AGO, episode=remand())
    assert codes(case, POST_RELEASE, released_on=TODAY) == []
    record = must_record(phase, POST_RELEASE)
    assert record.released_on
    assert record.discussion_may_follow
    ids = [why.rule.id for why in cautions(case, POST_RELEASE, TODAY, PROGRAMME)]
    assert ids == ["unplanned_release", "enrolment"][: 2 if phase is INTAKE else 1]


def test_the_discussion_of_an_unplanned_release_is_held_within_seven_days() -> None:
    due = discuss_by(TODAY, PROGRAMME)
    assert due.on == day("2026-12-04")
    assert due.why.rule.ours
    assert len(same_day_list(PROGRAMME)) == 5


@pytest.mark.parametrize("origin", [None, *Phase])
@pytest.mark.parametrize("to", list(Phase))
def test_every_transition_records_the_three_questions_and_who_took_part(
    origin: Phase | None, to: Phase
) -> None:
    record = must_record(origin, to)
    assert [label.nb for _, label in record.discussion] == [
        "mulighetsrom",
        "begrensninger",
        "oppfølgingsspesifikke forhold",
        "hvem deltok",
    ]
    assert record.closing_reason is (to is CLOSING)
    assert record.released_on is (to is POST_RELEASE and origin in {INTAKE, IN_PRISON, PRE_RELEASE})


DISCUSSED = {"possibilities": "bolig", "limits": "ingen", "special": "ingen", "took_part": "MH KN"}


def test_an_empty_question_is_asked_again() -> None:
    record = must_record(IN_PRISON, PRE_RELEASE)
    assert missing_in_record(record, DISCUSSED, PROGRAMME) == ()
    missing = missing_in_record(record, DISCUSSED | {"limits": " ", "took_part": ""}, PROGRAMME)
    assert [refusal.code for refusal in missing] == ["empty_limits", "empty_took_part"]
    assert missing[0].why is not None
    assert missing[0].why.rule.id == "transition_record"
    assert len(missing_in_record(record, {}, PROGRAMME)) == 4


def test_after_an_unplanned_release_the_discussion_may_wait_but_not_be_half_done() -> None:
    record = must_record(IN_PRISON, POST_RELEASE)
    assert missing_in_record(record, {}, PROGRAMME) == ()
    assert len(missing_in_record(record, {"limits": "ingen"}, PROGRAMME)) == 3


def test_the_discussion_of_a_planned_release_does_not_wait() -> None:
    assert not must_record(PRE_RELEASE, POST_RELEASE).discussion_may_follow


DATES = st.dates(TODAY - DAY * 900, TODAY + DAY * 900)
MAYBE = st.none() | DATES
EPISODES = st.none() | st.builds(
    Episode,
    id=st.just("e"),
    number=st.integers(1, 3),
    kind=st.sampled_from(list(CustodyKind)),
    level=st.sampled_from(list(SecurityLevel)),
    started_on=MAYBE,
    ended_on=MAYBE,
    full_term_on=MAYBE,
    two_thirds_on=MAYBE,
    decided_on=MAYBE,
    released_on=MAYBE,
)
CASES = st.builds(Case, phase=st.sampled_from(list(Phase)), enrolled_on=MAYBE, episode=EPISODES)


@given(CASES, st.sampled_from(list(Phase)), MAYBE)
def test_nobody_in_custody_gets_a_phase_outside_and_nobody_outside_one_in_prison(
    case: Case, to: Phase, released_on: dt.date | None
) -> None:
    blocking = [
        refusal
        for refusal in check(case, to, TODAY, PROGRAMME, released_on=released_on)
        if not refusal.overridable
    ]
    if blocking:
        return
    inside = in_custody(case.episode, TODAY, released_on=released_on)
    if to in {POST_RELEASE, REINTEGRATION}:
        assert not inside
    if to in {IN_PRISON, PRE_RELEASE}:
        assert inside


@given(CASES, MAYBE)
def test_nobody_enters_phase_4_from_prison_without_an_actual_release(
    case: Case, released_on: dt.date | None
) -> None:
    if case.phase not in {INTAKE, IN_PRISON, PRE_RELEASE}:
        return
    if not check(case, POST_RELEASE, TODAY, PROGRAMME, released_on=released_on):
        known = released_on or (case.episode.released_on if case.episode else None)
        assert known is not None
        assert known <= TODAY


@given(CASES, st.sampled_from(list(Phase)), MAYBE)
def test_every_refusal_says_why_and_is_said_in_both_languages(
    case: Case, to: Phase, released_on: dt.date | None
) -> None:
    for refusal in check(case, to, TODAY, PROGRAMME, released_on=released_on):
        assert refusal.why is not None
        assert PROGRAMME.rule(refusal.why.rule.id) == refusal.why.rule
        assert refusal.message.say("nb")
        assert refusal.message.say("en")


@given(CASES)
def test_moving_on_does_not_depend_on_a_closed_follow_up(case: Case) -> None:
    closed = msgspec.structs.replace(case, closed_on=TODAY)
    for to in Phase:
        assert check(closed, to, TODAY, PROGRAMME) == check(case, to, TODAY, PROGRAMME)
