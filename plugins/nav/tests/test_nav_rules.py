"""The KVP window, and what is checked about benefits, plan and housing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from exin_nav import benefits, housing, kvp, plan
from exin_nav.kvp import State, window
from exin_schema.programme import ALERT_LENGTH
from exin_schema.vocabulary import ConsentStatus, Phase, ReleaseStanding, SecurityLevel, Severity
from exin_tui.partners.api import Alert, Participant, Plain

TODAY = dt.date(2026, 11, 27)
Records = Mapping[str, tuple[Mapping[str, Plain], ...]]


def somebody(
    facts: Mapping[str, Plain] | None = None, records: Records | None = None, **fields: object
) -> Participant:
    """Inside since January, released in May."""
    values: dict[str, object] = {
        "phase": Phase.IN_PRISON,
        "level": SecurityLevel.HIGH,
        "custody_from": dt.date(2026, 1, 10),
        "release_date": dt.date(2027, 5, 27),
        "release_kind": ReleaseStanding.TWO_THIRDS,
    } | fields
    return Participant("ref", ConsentStatus.ACTIVE, values, facts or {}, records or {})


def state(participant: Participant, today: dt.date = TODAY) -> State | None:
    found = window(participant, today)
    return found.state if found else None


def said(rule: str, participant: Participant, today: dt.date = TODAY) -> list[Alert]:
    everything = (*benefits.ALL, *kvp.ALL, *plan.ALL, *housing.ALL)
    found = next(one for one in everything if one.id == rule)
    return list(found.evaluate(participant, today))


@pytest.mark.parametrize(
    ("today", "expected"), [(dt.date(2026, 11, 26), State.OPENS), (dt.date(2026, 11, 27), State.OPEN)]
)
def test_the_window_opens_6_calendar_months_before_the_release(today: dt.date, expected: State) -> None:
    assert state(somebody(), today) is expected


def test_a_stay_shorter_than_6_months_has_it_open_at_once() -> None:
    short = somebody(custody_from=dt.date(2026, 11, 1), release_date=dt.date(2027, 4, 30))
    assert state(short, dt.date(2026, 11, 1)) is State.OPEN
    exactly = somebody(custody_from=dt.date(2026, 11, 1), release_date=dt.date(2027, 5, 1))
    assert state(exactly, dt.date(2026, 10, 31)) is State.OPENS


@pytest.mark.parametrize(
    "level", [SecurityLevel.DAY_RELEASE, SecurityLevel.HALFWAY, SecurityLevel.ELECTRONIC]
)
def test_at_frigang_halfway_house_and_ek_it_is_settled_with_nav_and_no_date_is_computed(
    level: SecurityLevel,
) -> None:
    found = window(somebody(level=level), TODAY)
    assert found is not None
    assert (found.state, found.opens) == (State.SETTLE, None)


def test_not_with_a_right_to_aap_and_unknown_without_a_release_date() -> None:
    assert state(somebody({"aap_right": True})) is State.NOT
    assert state(somebody({"kvp": "refused"})) is State.NOT
    assert state(somebody(release_date=None)) is State.UNKNOWN
    assert state(somebody(release_kind=ReleaseStanding.ACTUAL)) is None


def test_who_is_not_imprisoned_has_no_window_and_what_is_granted_says_so() -> None:
    assert state(somebody(level=None, release_date=None)) is None
    assert state(somebody(level=SecurityLevel.OUT)) is None
    assert state(somebody({"kvp": "granted"})) is State.GRANTED


@pytest.mark.parametrize(
    ("release", "today", "expected"),
    [
        (dt.date(2027, 8, 31), dt.date(2027, 2, 27), State.OPENS),
        (dt.date(2027, 8, 31), dt.date(2027, 2, 28), State.OPEN),
        (dt.date(2028, 8, 29), dt.date(2028, 2, 28), State.OPENS),
        (dt.date(2028, 8, 31), dt.date(2028, 2, 29), State.OPEN),
    ],
)
def test_6_months_back_to_a_month_without_that_day_is_its_last(
    release: dt.date, today: dt.date, expected: State
) -> None:
    assert state(somebody(release_date=release), today) is expected


def test_almost_says_what_is_missing_of_what_can_be_done_inside() -> None:
    found = window(somebody({"kvp_talk": TODAY, "aev": "begun", "individual_plan": "not_wanted"}), TODAY)
    assert found is not None
    assert [label.nb for label in found.missing] == ["AEV", "programinnhold"]
    alert = said("kvp_window", somebody({"aev": "done"}))[0]
    assert "første samtale, programinnhold, individuell plan" in alert.message.say("nb")


def test_nothing_is_said_of_a_window_when_kvp_is_granted() -> None:
    assert said("kvp_window", somebody({"kvp": "granted"})) == []
    found = window(somebody({"aap_right": True}), TODAY)
    assert found is not None
    assert found.rule == "kvp_terms"


@pytest.mark.parametrize(("release", "speaks"), [(dt.date(2026, 4, 9), True), (dt.date(2026, 4, 10), False)])
def test_aev_is_begun_inside_when_the_stay_is_shorter_than_3_months(release: dt.date, speaks: bool) -> None:
    person = somebody(release_date=release)
    assert bool(said("aev_short", person, dt.date(2026, 2, 1))) is speaks
    assert said("aev_short", somebody({"aev": "begun"}, release_date=release)) == []


def board(benefit: str, stopped: str = "yes", restarted: str = "waiting") -> Records:
    return {"benefit": ({"benefit": benefit, "stopped": stopped, "restarted": restarted},)}


def test_a_benefit_that_was_not_stopped_or_not_restarted_is_a_warning() -> None:
    assert [one.label.en for one in said("benefit_check", somebody(records=board("dagpenger", "no")))] == [
        "Benefit not stopped"
    ]
    out = somebody(records=board("sosialstoenad", "yes", "no"), release_kind=ReleaseStanding.ACTUAL)
    assert [one.label.en for one in said("benefit_check", out)] == ["Benefit not started"]
    assert said("benefit_check", somebody(records=board("dagpenger"))) == []


def labels(rule: str, participant: Participant, today: dt.date = TODAY) -> list[str]:
    return [alert.label.en for alert in said(rule, participant, today)]


@pytest.mark.parametrize(
    ("today", "expected"), [(dt.date(2026, 11, 30), []), (dt.date(2026, 12, 1), ["Benefit not stopped"])]
)
def test_uforetrygd_is_late_only_after_the_month_that_follows_imprisonment(
    today: dt.date, expected: list[str]
) -> None:
    paid = somebody(records=board("ufoeretrygd", "no"), custody_from=dt.date(2026, 10, 31))
    assert labels("benefit_check", paid, today) == expected


def test_aap_on_frigang_is_left_to_its_own_rule() -> None:
    on_frigang = somebody(records=board("aap", "no"), level=SecurityLevel.DAY_RELEASE)
    assert said("benefit_check", on_frigang) == []
    assert labels("benefit_check", somebody(records=board("aap", "no"))) == ["Benefit not stopped"]


def test_what_nobody_recorded_is_to_be_checked_once_for_all() -> None:
    unknown: Records = {"benefit": ({"benefit": "dagpenger"}, {"benefit": "sosialstoenad"})}
    inside, out = somebody(records=unknown), somebody(records=unknown, release_kind=ReleaseStanding.ACTUAL)
    assert labels("benefit_check", inside) == ["Check the benefits"]
    assert "igjen" in said("benefit_check", out)[0].message.say("nb")
    at_home = somebody(records=unknown, level=SecurityLevel.ELECTRONIC)
    assert said("benefit_check", at_home) == []


def test_rent_and_electricity_may_be_kept() -> None:
    assert said("benefit_check", somebody(records=board("sosialstoenad", "kept"))) == []


@pytest.mark.parametrize("benefit", ["aap", "ufoeretrygd"])
def test_no_alert_says_a_benefit_that_is_given_for_illness(benefit: str) -> None:
    for who in (
        somebody(records=board(benefit, "no"), custody_from=dt.date(2026, 11, 1)),
        somebody(records=board(benefit, "no")),
        somebody(records=board(benefit, "no"), level=SecurityLevel.DAY_RELEASE),
        somebody(records=board(benefit, "yes", "no"), release_kind=ReleaseStanding.ACTUAL),
    ):
        for rule in ("benefit_check", "uforetrygd", "aap"):
            for alert in said(rule, who):
                words = f"{alert.label.say('nb')} {alert.message.say('nb')} {alert.message.say('en')}"
                assert not {"AAP", "uføretrygd", "Uføretrygd", "Disability"} & set(words.split())


@pytest.mark.parametrize(
    ("imprisoned", "stops"),
    [(dt.date(2026, 11, 1), dt.date(2027, 1, 1)), (dt.date(2026, 10, 31), dt.date(2026, 12, 1))],
)
def test_disability_benefit_is_paid_that_month_and_the_next(imprisoned: dt.date, stops: dt.date) -> None:
    person = somebody(records=board("ufoeretrygd"), custody_from=imprisoned)
    assert said("uforetrygd", person, stops) == []
    last = said("uforetrygd", person, stops - dt.timedelta(days=1))
    assert len(last) == 1
    assert last[0].inputs[0][1] == imprisoned


def test_aap_in_prison_is_a_warning_until_it_is_recorded_as_stopped() -> None:
    assert said("aap", somebody(records=board("aap", "no")))[0].severity is Severity.WARNING
    assert said("aap", somebody(records=board("aap", "yes"))) == []
    frigang = said("aap", somebody(records=board("aap", "no"), level=SecurityLevel.DAY_RELEASE))
    assert "ekstern arbeidsgiver" in frigang[0].message.say("nb")
    assert said("aap", somebody(records=board("aap", "no"), level=SecurityLevel.INSTITUTION)) == []


def test_meldekort_at_imprisonment_and_before_release() -> None:
    assert said("meldekort", somebody(records=board("aap", "no")))
    assert said("meldekort", somebody(records=board("aap", "yes"))) == []
    assert said("meldekort", somebody(records=board("aap", "yes"), phase=Phase.PRE_RELEASE))
    assert said("meldekort", somebody(records=board("sosialstoenad", "no"), phase=Phase.PRE_RELEASE)) == []
    out = {"phase": Phase.POST_RELEASE, "release_kind": ReleaseStanding.ACTUAL}
    assert said("meldekort", somebody(records=board("dagpenger", "yes", "waiting"), **out))
    assert said("meldekort", somebody(records=board("dagpenger", "yes", "yes"), **out)) == []


def test_who_has_no_active_case_is_found_by_hand() -> None:
    assert said("inst2", somebody({"active_case": False}))
    assert said("inst2", somebody(records=board("ufoeretrygd")))
    assert said("inst2", somebody(records=board("alderspensjon")))
    assert said("inst2", somebody({"active_case": True})) == []
    assert said("inst2", somebody()) == []


def test_a_wanted_plan_is_to_be_ready_by_release() -> None:
    assert said("ip_by_release", somebody({"individual_plan": "under_way"}, phase=Phase.PRE_RELEASE))
    for plan_state in ("ready", "not_wanted"):
        assert said("ip_by_release", somebody({"individual_plan": plan_state}, phase=Phase.PRE_RELEASE)) == []


def test_nobody_is_to_be_released_to_temporary_housing() -> None:
    temporary: Records = {"housing": ({"offer": "temporary"},)}
    both: Records = {"housing": ({"offer": "temporary"}, {"offer": "permanent"})}
    assert said("no_temporary_housing", somebody(records=temporary, phase=Phase.PRE_RELEASE))
    assert said("no_temporary_housing", somebody(records=both, phase=Phase.PRE_RELEASE)) == []


def test_the_long_housing_queue_is_said_while_no_step_is_recorded() -> None:
    assert said("youth_housing_queue", somebody())
    assert said("youth_housing_queue", somebody(), dt.date(2026, 11, 26)) == []
    assert said("youth_housing_queue", somebody(records={"housing": ({"step": "searched"},)})) == []


def test_no_label_is_longer_than_the_column() -> None:
    person = somebody(
        {"individual_plan": "wanted", "active_case": False},
        {**board("aap", "no"), "housing": ({"offer": "temporary"},)},
        phase=Phase.PRE_RELEASE,
    )
    for rule in (*benefits.ALL, *kvp.ALL, *plan.ALL, *housing.ALL):
        for alert in rule.evaluate(person, TODAY):
            assert max(len(alert.label.nb), len(alert.label.en)) <= ALERT_LENGTH
