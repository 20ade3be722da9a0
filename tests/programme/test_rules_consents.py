"""What has been consented to on a day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.vocabulary import ConsentStatus, Topic
from exin_tui.programme.consents import (
    active,
    covers,
    last_day,
    missing_mandatory,
    refuse_sharing,
    status,
)
from exin_tui.programme.values import Consent
from tests.programme.cases import ALL_CONSENTS, DAY, LONG_AGO, PROGRAMME, TODAY

DATES = st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1))
MAYBE = st.none() | DATES
CONSENTS = st.builds(Consent, line=st.just("nav"), given_on=DATES, expires_on=MAYBE, withdrawn_on=MAYBE)


def nav(
    given: dt.date = LONG_AGO,
    *,
    expires: dt.date | None = None,
    withdrawn: dt.date | None = None,
    role: str = "",
    person: str = "",
    topics: str = "",
) -> Consent:
    return Consent("nav", given, expires, withdrawn, role, person, topics)


@pytest.mark.parametrize(
    ("consent", "holds"),
    [
        (nav(TODAY), True),
        (nav(TODAY + DAY), False),
        (nav(expires=TODAY), True),
        (nav(expires=TODAY - DAY), False),
        (nav(withdrawn=TODAY), False),
        (nav(withdrawn=TODAY + DAY), True),
        (nav(withdrawn=TODAY - DAY, expires=TODAY + DAY), False),
        (nav(withdrawn=TODAY + DAY, expires=TODAY - DAY), False),
    ],
)
def test_a_consent_holds_through_its_last_day_and_not_on_the_day_it_is_withdrawn(
    consent: Consent, holds: bool
) -> None:
    assert active(consent, TODAY) is holds


@given(CONSENTS, DATES)
def test_a_consent_holds_exactly_from_the_day_it_is_given_through_its_last_day(
    consent: Consent, when: dt.date
) -> None:
    assert active(consent, when) is (consent.given_on <= when <= last_day(consent))


@given(CONSENTS, DATES, DATES, DATES)
def test_a_consent_holds_without_gaps(consent: Consent, one: dt.date, two: dt.date, three: dt.date) -> None:
    first, between, last = sorted((one, two, three))
    if active(consent, first) and active(consent, last):
        assert active(consent, between)


@given(CONSENTS, DATES)
def test_the_status_holds_exactly_when_the_consent_is_active(consent: Consent, when: dt.date) -> None:
    holding = status("nav", [consent], when, PROGRAMME) in {ConsentStatus.ACTIVE, ConsentStatus.EXPIRING}
    assert holding is active(consent, when)


@pytest.mark.parametrize(
    ("consents", "expected"),
    [
        ([], ConsentStatus.MISSING),
        ([nav()], ConsentStatus.ACTIVE),
        ([nav(TODAY + DAY)], ConsentStatus.MISSING),
        ([nav(expires=TODAY + DAY * 15)], ConsentStatus.ACTIVE),
        ([nav(expires=TODAY + DAY * 14)], ConsentStatus.EXPIRING),
        ([nav(expires=TODAY)], ConsentStatus.EXPIRING),
        ([nav(withdrawn=TODAY + DAY * 15)], ConsentStatus.EXPIRING),
        ([nav(withdrawn=TODAY + DAY * 16)], ConsentStatus.ACTIVE),
        ([nav(expires=TODAY - DAY)], ConsentStatus.EXPIRED),
        ([nav(withdrawn=TODAY)], ConsentStatus.WITHDRAWN),
        ([nav(expires=TODAY - DAY, withdrawn=TODAY + DAY * 9)], ConsentStatus.EXPIRED),
        # A consent that goes on outweighs one that runs out, and one that holds outweighs one withdrawn.
        ([nav(expires=TODAY), nav()], ConsentStatus.ACTIVE),
        ([nav(withdrawn=TODAY), nav(TODAY)], ConsentStatus.ACTIVE),
        # What ended last is what is said.
        ([nav(expires=TODAY - DAY * 90), nav(withdrawn=TODAY)], ConsentStatus.WITHDRAWN),
        ([nav(withdrawn=TODAY - DAY * 90), nav(expires=TODAY - DAY)], ConsentStatus.EXPIRED),
        ([Consent("prison", LONG_AGO)], ConsentStatus.MISSING),
    ],
)
def test_what_a_line_is_worth_today(consents: list[Consent], expected: ConsentStatus) -> None:
    assert status("nav", consents, TODAY, PROGRAMME) is expected


def test_consent_for_mother_opens_nothing_to_father() -> None:
    mother = Consent("family", LONG_AGO, role="Mor")
    assert status("family", [mother], TODAY, PROGRAMME, role="Mor") is ConsentStatus.ACTIVE
    assert status("family", [mother], TODAY, PROGRAMME, role="Far") is ConsentStatus.MISSING
    assert refuse_sharing("family", [mother], TODAY, PROGRAMME, role="Mor") is None
    assert refuse_sharing("family", [mother], TODAY, PROGRAMME, role="Far") is not None


def test_consent_for_the_municipal_case_officer_opens_nothing_to_the_state_one_or_to_nav_at_large() -> None:
    municipal = nav(role="Kommunal saksbehandler")
    assert refuse_sharing("nav", [municipal], TODAY, PROGRAMME, role="Kommunal saksbehandler") is None
    assert refuse_sharing("nav", [municipal], TODAY, PROGRAMME, role="Statlig saksbehandler") is not None
    assert refuse_sharing("nav", [municipal], TODAY, PROGRAMME) is not None


def test_a_narrowed_consent_counts_as_the_line_being_signed_for() -> None:
    assert status("nav", [nav(role="Kommunal saksbehandler")], TODAY, PROGRAMME) is ConsentStatus.ACTIVE


def test_a_consent_for_a_named_person_opens_only_for_that_person() -> None:
    named = nav(role="Kommunal saksbehandler", person="Åse Ødegård")
    role = "Kommunal saksbehandler"
    assert covers(named, role=role, person=" åse ødegård ")
    assert not covers(named, role=role, person="Kari Nes")
    assert not covers(named, role=role)
    assert not covers(named, person="Åse Ødegård")


@pytest.mark.parametrize(
    ("given_topics", "asked", "opens"),
    [
        ("housing work", (Topic.HOUSING,), True),
        ("housing work", (Topic.HOUSING, Topic.WORK), True),
        ("housing work", (Topic.HOUSING, Topic.HEALTH), False),
        ("housing", (), True),
        ("", (Topic.HEALTH,), True),
    ],
)
def test_a_consent_opens_only_its_topics_and_one_without_topics_is_not_narrowed(
    given_topics: str, asked: tuple[Topic, ...], opens: bool
) -> None:
    refusal = refuse_sharing("nav", [nav(topics=given_topics)], TODAY, PROGRAMME, topics=asked)
    assert (refusal is None) is opens


@given(
    st.sampled_from(["", "Mor", "Far"]),
    st.sampled_from(["", "Kari Nes"]),
    st.sampled_from(["", "housing", "housing health"]),
    CONSENTS,
    DATES,
)
def test_nothing_goes_out_on_a_consent_that_does_not_hold(
    role: str, person: str, topics: str, consent: Consent, when: dt.date
) -> None:
    asked = topics.split()
    refusal = refuse_sharing("nav", [consent], when, PROGRAMME, role=role, person=person, topics=asked)
    assert (refusal is None) is active(consent, when)
    assert refuse_sharing("prison", [consent], when, PROGRAMME, role=role) is not None


def test_the_refusal_names_the_line_and_the_rule() -> None:
    refusal = refuse_sharing("probation", [], TODAY, PROGRAMME)
    assert refusal is not None
    assert "Friomsorgen" in refusal.message.say("en")
    assert refusal.why is not None
    assert refusal.why.rule.id == "consent"
    assert not refusal.overridable


def without(*lines: str) -> list[Consent]:
    return [consent for consent in ALL_CONSENTS if consent.line not in lines]


def test_mandatory_are_prison_nav_and_lawyer() -> None:
    assert [line.key for line in missing_mandatory([], TODAY, PROGRAMME)] == ["prison", "nav", "lawyer"]
    assert missing_mandatory(ALL_CONSENTS, TODAY, PROGRAMME) == ()
    assert [line.key for line in missing_mandatory(without("lawyer", "gp"), TODAY, PROGRAMME)] == ["lawyer"]


def test_the_minimum_at_release_is_prison_nav_and_probation() -> None:
    assert {line.key for line in PROGRAMME.consents if line.at_release} == {"prison", "nav", "probation"}
