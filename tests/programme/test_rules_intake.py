"""Whether a candidate can be enrolled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pytest

from exin_schema.programme import Programme
from exin_schema.vocabulary import Judgement
from exin_tui.programme.intake import IntakeCheck, age_on, check, sentence_left
from exin_tui.programme.values import Consent, Episode
from tests.programme.cases import ALL_CONSENTS, DAY, PROGRAMME, TODAY, day, remand, sentence

YES = Judgement.YES
ANSWERS = {"drugs": YES, "mental_health": YES, "motivation": YES, "district": YES}
LONG = sentence(full_term_on=day("2029-01-01"))
TWENTY = day("2006-05-01")


def asked(
    episode: Episode | None = LONG,
    birth_date: dt.date | None = TWENTY,
    consents: Sequence[Consent] = ALL_CONSENTS,
    programme: Programme = PROGRAMME,
    answers: Mapping[str, Judgement] | None = None,
) -> IntakeCheck:
    return check(ANSWERS | dict(answers or {}), episode, birth_date, consents, TODAY, programme)


def refused(found: IntakeCheck) -> list[str]:
    return [refusal.code for refusal in found.refusals]


def test_who_meets_every_criterion_and_has_signed_can_be_enrolled() -> None:
    found = asked()
    assert found.refusals == ()
    assert found.warnings == ()
    assert [answer.criterion.key for answer in found.assessed] == [
        "sentence_left",
        "drugs",
        "mental_health",
        "motivation",
        "age",
        "district",
    ]


@pytest.mark.parametrize(
    ("dates", "judgement"),
    [
        ({"full_term_on": "2027-05-27"}, Judgement.YES),
        ({"full_term_on": "2027-05-26"}, Judgement.NO),
        ({"two_thirds_on": "2027-05-27"}, Judgement.YES),
        ({"two_thirds_on": "2027-05-26"}, Judgement.NO),
        ({"two_thirds_on": "2027-05-26", "full_term_on": "2027-11-01"}, Judgement.CASE_BY_CASE),
        ({"two_thirds_on": "2027-01-01", "full_term_on": "2027-05-26"}, Judgement.NO),
        ({}, Judgement.UNKNOWN),
    ],
)
def test_six_months_are_left_of_the_sentence(dates: dict[str, str], judgement: Judgement) -> None:
    episode = msgspec.structs.replace(sentence(), **{name: day(date) for name, date in dates.items()})
    assert sentence_left(episode, TODAY, PROGRAMME)[0] is judgement


def test_too_little_left_stops_the_enrolment_and_says_how_it_was_worked_out() -> None:
    found = asked(sentence(full_term_on=day("2027-05-26")))
    assert refused(found) == ["criterion_sentence_left"]
    why = found.refusals[0].why
    assert why is not None
    assert why.computed is not None
    assert why.computed.say("en") == "Fri 27 Nov 2026 + 6 months = Thu 27 May 2027"


@pytest.mark.parametrize("episode", [remand(), remand(full_term_on=day("2026-12-01")), None, sentence()])
def test_what_is_unknown_warns_and_never_blocks(episode: Any) -> None:
    found = asked(episode)
    assert found.refusals == ()
    assert [why.rule.id for why in found.warnings] == ["intake.sentence_left"]


@pytest.mark.parametrize("key", ["drugs", "mental_health", "motivation", "district"])
@pytest.mark.parametrize(
    ("answer", "stops", "warns"),
    [
        (Judgement.YES, False, False),
        (Judgement.NO, True, False),
        (Judgement.CASE_BY_CASE, False, True),
        (Judgement.UNKNOWN, False, True),
    ],
)
def test_a_no_stops_the_enrolment_and_everything_but_a_yes_warns(
    key: str, answer: Judgement, stops: bool, warns: bool
) -> None:
    found = asked(answers={key: answer})
    assert refused(found) == ([f"criterion_{key}"] if stops else [])
    assert bool(found.warnings) is warns


@pytest.mark.parametrize(
    ("born", "stops"),
    [
        ("2008-11-27", False),
        ("2008-11-28", True),
        ("2000-11-28", False),
        ("2000-11-27", True),
    ],
)
def test_eighteen_to_twenty_five_at_intake(born: str, stops: bool) -> None:
    assert refused(asked(birth_date=day(born))) == (["criterion_age"] if stops else [])


def test_an_unknown_date_of_birth_warns() -> None:
    found = asked(birth_date=None)
    assert found.refusals == ()
    assert [why.rule.id for why in found.warnings] == ["intake.project"]


def test_a_criterion_that_is_switched_off_is_not_asked() -> None:
    criteria = tuple(
        msgspec.structs.replace(criterion, active=not criterion.project) for criterion in PROGRAMME.criteria
    )
    off = msgspec.structs.replace(PROGRAMME, criteria=criteria)
    found = asked(birth_date=day("1980-01-01"), programme=off, answers={"district": Judgement.NO})
    assert found.refusals == ()
    assert len(found.assessed) == 4


def test_enrolment_takes_the_mandatory_consents() -> None:
    found = asked(consents=[consent for consent in ALL_CONSENTS if consent.line not in {"nav", "lawyer"}])
    assert refused(found) == ["consents_unsigned"]
    assert "NAV, Lawyer" in found.refusals[0].message.say("en")
    assert not found.refusals[0].overridable


@pytest.mark.parametrize(
    ("when", "age"),
    [("2026-02-27", 17), ("2026-02-28", 18), ("2028-02-28", 19), ("2028-02-29", 20)],
)
def test_who_is_born_on_29_february_is_a_year_older_on_the_months_last_day(when: str, age: int) -> None:
    assert age_on(day("2008-02-29"), day(when)) == age


def test_one_day_is_not_enough_to_be_a_year_older() -> None:
    assert age_on(TODAY, TODAY + DAY * 364) == 0
    assert age_on(TODAY, TODAY + DAY * 365) == 1
