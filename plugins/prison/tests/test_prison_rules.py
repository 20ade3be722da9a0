"""The arithmetic of a sentence, and when the prison's rules speak."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_prison import columns, rules
from exin_prison.sentence import Sentence
from exin_schema.programme import ALERT_LENGTH
from exin_schema.vocabulary import (
    ConsentStatus,
    CustodyKind,
    Phase,
    ProbationState,
    ReleaseStanding,
    SecurityLevel,
)
from exin_tui.language import say
from exin_tui.partners.api import Alert, Computed, Participant, Plain

START = dt.date(2026, 1, 1)
TODAY = dt.date(2026, 11, 27)


def somebody(
    facts: Mapping[str, Plain] | None = None,
    records: Mapping[str, tuple[Mapping[str, Plain], ...]] | None = None,
    consent: ConsentStatus = ConsentStatus.ACTIVE,
    **fields: object,
) -> Participant:
    """Serves a sentence at high security."""
    values: dict[str, object] = {
        "phase": Phase.IN_PRISON,
        "custody_kind": CustodyKind.SENTENCE,
        "level": SecurityLevel.HIGH,
        "birth_date": dt.date(1999, 5, 1),
        "release_date": None,
        "release_kind": ReleaseStanding.UNKNOWN,
        "two_thirds_date": None,
        "probation": ProbationState.NONE,
    } | fields
    return Participant("ref", consent, values, facts or {}, records or {})


def serving(days: int, remand: int = 0, **fields: object) -> Participant:
    return somebody({"sentence_days": days, "sentence_start": START, "remand_days": remand}, **fields)


def cell(column: str, participant: Participant) -> Computed | None:
    found = next(one for one in columns.ALL if one.id == column)
    return found.compute(participant, TODAY)


def day_of(column: str, participant: Participant) -> object:
    found = cell(column, participant)
    assert found is not None
    return found.value


@pytest.mark.parametrize(
    ("days", "served"), [(73, None), (74, 60), (90, 60), (91, 61), (365, 244), (366, 244), (1, None)]
)
def test_probation_after_two_thirds_and_60_days_with_14_left(days: int, served: int | None) -> None:
    expected = None if served is None else START + dt.timedelta(days=served)
    assert day_of("probation_earliest", serving(days)) == expected


def test_of_365_days_the_later_of_two_days_is_taken_and_shown() -> None:
    found = cell("probation_earliest", serving(365))
    assert found is not None
    assert found.computed is not None
    assert "243.33" in found.computed.say("en")
    assert "244" in found.computed.say("nb")
    assert not found.official


def test_remand_days_are_taken_off_and_never_lead_before_the_start() -> None:
    assert day_of("probation_earliest", serving(365, remand=44)) == START + dt.timedelta(days=200)
    assert day_of("probation_earliest", serving(365, remand=300)) == START


def test_the_date_that_the_prison_gave_wins() -> None:
    given_date = dt.date(2026, 8, 30)
    found = cell("probation_earliest", serving(365, two_thirds_date=given_date))
    assert found is not None
    assert (found.value, found.official) == (given_date, True)


def test_in_remand_nothing_is_computed() -> None:
    remand = serving(365, custody_kind=CustodyKind.REMAND)
    assert all(one.compute(remand, TODAY) is None for one in columns.ALL)


def test_what_is_missing_is_said() -> None:
    found = cell("probation_earliest", somebody())
    assert found is not None
    assert found.value is None
    assert "mangler" in found.because.say("nb")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (300, dt.date(2026, 5, 1)),  # 4 months is later than 100 days
        (600, START + dt.timedelta(days=200)),  # one third is later than 4 months
        (12 * 365, START + dt.timedelta(days=1460)),
        (12 * 365 + 1, dt.date(2030, 1, 1)),  # over 12 years: 4 years
    ],
)
def test_leave_after_4_months_and_a_third_or_4_years(days: int, expected: dt.date) -> None:
    assert day_of("leave", serving(days)) == expected


def test_lower_security_is_considered_one_year_before_probation() -> None:
    assert day_of("lower_security", serving(900)) == dt.date(2026, 8, 24)
    assert START + dt.timedelta(days=600) == dt.date(2027, 8, 24)


def test_half_time_is_computed_unless_it_is_recorded() -> None:
    assert day_of("half_time", serving(365)) == START + dt.timedelta(days=183)
    recorded = somebody({"sentence_days": 365, "sentence_start": START, "half_time": dt.date(2026, 7, 1)})
    assert day_of("half_time", recorded) == dt.date(2026, 7, 1)


def test_electronic_monitoring_from_6_months_before_the_release() -> None:
    person = serving(365, release_date=dt.date(2027, 8, 31), release_kind=ReleaseStanding.DECIDED)
    assert day_of("electronic_monitoring", person) == dt.date(2027, 2, 28)


def test_duty_to_report_is_normally_three_months_from_a_release_on_probation() -> None:
    person = serving(365, release_date=dt.date(2026, 11, 30), probation=ProbationState.GRANTED)
    assert day_of("meeting_duty", person) == dt.date(2027, 2, 28)
    assert cell("meeting_duty", serving(365, release_date=dt.date(2026, 11, 30))) is None


@given(st.integers(1, 8000), st.integers(0, 400))
def test_probation_is_between_half_and_the_whole_sentence(days: int, remand: int) -> None:
    served = Sentence(days, START, remand)
    needed = served.probation_after
    if needed is None:
        assert days - max(served.two_thirds, 60) < 14
    else:
        assert 60 <= needed <= days - 14
        assert needed * 3 >= days * 2
        assert START <= served.after(needed) <= START + dt.timedelta(days=days)


def said(rule: str, participant: Participant, today: dt.date = TODAY) -> list[Alert]:
    found = next(one for one in rules.ALL if one.id == rule)
    return list(found.evaluate(participant, today))


@pytest.mark.parametrize(
    ("today", "speaks"),
    [(dt.date(2027, 2, 27), False), (dt.date(2027, 2, 28), True), (dt.date(2027, 8, 31), False)],
)
def test_ek_is_said_in_the_last_6_months(today: dt.date, speaks: bool) -> None:
    person = serving(900, release_date=dt.date(2027, 8, 31), release_kind=ReleaseStanding.DECIDED)
    assert bool(said("electronic_monitoring", person, today)) is speaks


@pytest.mark.parametrize(("born", "speaks"), [(dt.date(2001, 11, 27), False), (dt.date(2001, 11, 28), True)])
def test_under_25_is_until_the_birthday(born: dt.date, speaks: bool) -> None:
    assert (
        bool(said("under_25_coordination", serving(365, birth_date=born, phase=Phase.PRE_RELEASE))) is speaks
    )


def test_without_consent_nobody_is_asked_to_coordinate() -> None:
    for status in (ConsentStatus.MISSING, ConsentStatus.WITHDRAWN, ConsentStatus.EXPIRED):
        person = serving(365, birth_date=dt.date(2004, 1, 1), phase=Phase.PRE_RELEASE, consent=status)
        assert said("under_25_coordination", person) == []


@pytest.mark.parametrize(
    ("received", "section_40", "speaks"),
    [
        (dt.date(2026, 11, 20), False, True),
        (dt.date(2026, 11, 19), False, False),
        (dt.date(2026, 11, 25), True, True),
        (dt.date(2026, 11, 24), True, False),
        (dt.date(2026, 11, 28), False, False),
    ],
)
def test_the_deadline_of_a_complaint_is_7_days_or_48_hours(
    received: dt.date, section_40: bool, speaks: bool
) -> None:
    person = somebody(records={"decision": ({"on": received, "section_40": section_40},)})
    assert bool(said("complaint", person)) is speaks


def test_no_label_is_longer_than_the_column_and_no_message_names_anybody() -> None:
    person = serving(
        365, birth_date=dt.date(2004, 1, 1), phase=Phase.PRE_RELEASE,
        release_date=dt.date(2027, 1, 15), release_kind=ReleaseStanding.DECIDED,
        two_thirds_date=dt.date(2027, 1, 15),
    )  # fmt: skip
    alerts = [alert for rule in rules.ALL for alert in rule.evaluate(person, TODAY)]
    assert len(alerts) == 3
    for alert in alerts:
        assert max(len(alert.label.nb), len(alert.label.en)) <= ALERT_LENGTH
        assert alert.message.say("nb") != alert.message.say("en")


@pytest.mark.parametrize(
    ("days", "release", "expected"),
    [
        (120, None, None),  # 4 months are the whole sentence
        (121, None, dt.date(2026, 5, 1)),
        (150, dt.date(2026, 5, 1), None),
        (150, dt.date(2026, 5, 2), dt.date(2026, 5, 1)),
    ],
)
@pytest.mark.parametrize("column", ["leave", "day_release"])
def test_leave_and_frigang_after_the_release_are_no_dates(
    column: str, days: int, release: dt.date | None, expected: dt.date | None
) -> None:
    found = cell(column, serving(days, release_date=release))
    assert found is not None
    assert found.value == expected
    assert (found.because.say("en") == "Only after the release.") is (expected is None)


@pytest.mark.parametrize(
    ("days", "expected"), [(4383, dt.date(2030, 1, 1)), (4500, dt.date(2030, 1, 1)), (4320, 1440)]
)
def test_a_sentence_over_12_years_has_leave_after_4_years_and_no_third(
    days: int, expected: dt.date | int
) -> None:
    on = expected if isinstance(expected, dt.date) else START + dt.timedelta(days=expected)
    assert day_of("leave", serving(days)) == on


def test_arithmetic_is_said_in_each_languages_way_and_with_the_remand_days() -> None:
    found = cell("probation_earliest", serving(365))
    assert found is not None
    assert found.computed is not None
    assert "243,33" in found.computed.say("nb")
    half = cell("half_time", serving(365, remand=31))
    assert half is not None
    assert half.computed is not None
    assert "− 31 i varetekt" in half.computed.say("nb")
    assert half.value == START + dt.timedelta(days=183 - 31)


@pytest.mark.parametrize(("born", "speaks"), [(dt.date(2004, 2, 29), False), (dt.date(2004, 3, 1), True)])
def test_who_was_born_on_a_leap_day_turns_25_on_the_last_of_february(born: dt.date, speaks: bool) -> None:
    person = serving(365, birth_date=born, phase=Phase.PRE_RELEASE)
    assert bool(said("under_25_coordination", person, dt.date(2029, 2, 28))) is speaks


def test_lower_security_has_no_date_before_the_sentence_began() -> None:
    found = cell("lower_security", serving(365))
    assert found is not None
    assert found.value is None
    assert "helt fra starten" in say(found.because, "nb")
