"""Who has a right to school, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from exin_schema.programme import ALERT_LENGTH
from exin_schema.vocabulary import ConsentStatus, Severity
from exin_school.rights import YouthRight, right_of, youth_right
from exin_tui.partners.api import Participant, Plain

TODAY = dt.date(2026, 11, 27)
BORN_2002 = dt.date(2002, 12, 31)


def somebody(born: dt.date | None = BORN_2002, **facts: Plain) -> Participant:
    fact: Mapping[str, Plain] = facts
    return Participant("ref", ConsentStatus.ACTIVE, {"birth_date": born}, fact, {})


def said(participant: Participant, today: dt.date) -> list[Severity]:
    return [alert.severity for alert in YouthRight().evaluate(participant, today)]


def right(participant: Participant, today: dt.date = TODAY) -> str | None:
    found = right_of(participant, today)
    assert not isinstance(found.value, dt.date)
    return found.value.say("en") if found.value else None


def test_who_turns_24_this_year_has_the_right_until_the_school_year_ends() -> None:
    found = youth_right(somebody())
    assert found is not None
    assert found.until == dt.date(2027, 7, 31)
    assert found.computed is not None
    assert "2026–27" in found.computed.say("nb")


@pytest.mark.parametrize(
    ("today", "severities"),
    [
        (dt.date(2026, 7, 30), []),
        (dt.date(2026, 7, 31), [Severity.WARNING]),
        (dt.date(2027, 4, 29), [Severity.WARNING]),
        (dt.date(2027, 4, 30), [Severity.ALERT]),
        (dt.date(2027, 7, 31), [Severity.ALERT]),
        (dt.date(2027, 8, 1), []),
    ],
)
def test_a_warning_within_12_months_and_an_alert_within_3(today: dt.date, severities: list[Severity]) -> None:
    assert said(somebody(), today) == severities


def test_what_the_school_decided_wins() -> None:
    decided = somebody(youth_right_until=dt.date(2027, 1, 31))
    found = youth_right(decided)
    assert found is not None
    assert (found.until, found.official) == (dt.date(2027, 1, 31), True)
    assert said(decided, TODAY) == [Severity.ALERT]


def test_a_right_that_is_achieved_runs_out_for_nobody() -> None:
    for level in ("upper_completed", "higher"):
        assert said(somebody(level=level), dt.date(2027, 7, 1)) == []
        assert right(somebody(level=level)) == "upper secondary completed"


@pytest.mark.parametrize(
    ("born", "level", "expected"),
    [
        (dt.date(2002, 1, 1), "upper_begun", "youth right"),
        (dt.date(2001, 12, 31), "upper_begun", "adult right"),
        (dt.date(2007, 12, 31), "basic_not_completed", "basic school for adults"),
        (dt.date(2008, 1, 1), "basic_not_completed", "youth right"),
        (None, "basic", None),
    ],
)
def test_which_right_holds(born: dt.date | None, level: str, expected: str | None) -> None:
    assert right(somebody(born, level=level)) == expected


def test_the_date_of_birth_is_never_said() -> None:
    for alert in YouthRight().evaluate(somebody(), TODAY):
        texts = [alert.message.say("nb"), alert.computed.say("nb") if alert.computed else ""]
        texts += [str(value) for _, value in alert.inputs]
        assert not [one for one in texts if "2002" in one]
        assert max(len(alert.label.nb), len(alert.label.en)) <= ALERT_LENGTH


def test_a_right_that_is_achieved_is_over_whatever_was_decided_before() -> None:
    achieved = somebody(level="upper_completed", youth_right_until=dt.date(2027, 1, 31))
    assert said(achieved, TODAY) == []
    assert youth_right(achieved) is None
