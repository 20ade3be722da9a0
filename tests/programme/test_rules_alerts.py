"""What the board says by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exin_schema.programme import ConsentLine, Words
from exin_schema.vocabulary import ChecklistKind, Phase, SecurityLevel, Severity
from exin_tui.dates import add_months
from exin_tui.language import Language
from exin_tui.programme.alerts import alerts, loudness
from exin_tui.programme.release import best_release
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Case, Consent, Suggested
from tests.programme.cases import (
    ALL_CONSENTS,
    DAY,
    LONG_AGO,
    PROGRAMME,
    TODAY,
    day,
    participant,
    remand,
    sentence,
)

INTAKE, IN_PRISON, PRE_RELEASE, POST_RELEASE, REINTEGRATION, CLOSING = Phase
FAR = sentence(decided_on=day("2027-09-15"))
MONDAY = sentence(decided_on=day("2026-12-07"))
OUT = sentence(released_on=TODAY - DAY * 5)


def found(case: Case, today: dt.date = TODAY) -> dict[str, Alert]:
    return {alert.code: alert for alert in alerts(case, today, PROGRAMME)}


def labels(case: Case, language: Language = "en") -> list[str]:
    return [alert.label.say(language) for alert in alerts(case, TODAY, PROGRAMME)]


@pytest.mark.parametrize(
    ("phase", "episode"),
    [
        (INTAKE, FAR),
        (IN_PRISON, FAR),
        (IN_PRISON, remand()),
        (PRE_RELEASE, MONDAY),
        (POST_RELEASE, OUT),
        (REINTEGRATION, OUT),
        (CLOSING, OUT),
    ],
)
def test_about_a_quiet_follow_up_nothing_is_said(phase: Phase, episode: Any) -> None:
    assert alerts(participant(phase, episode=episode), TODAY, PROGRAMME) == ()


def test_a_closed_follow_up_has_no_alerts() -> None:
    loud = Case(POST_RELEASE, enrolled_on=LONG_AGO, last_contact_on=LONG_AGO)
    assert alerts(loud, TODAY, PROGRAMME)
    closed = msgspec.structs.replace(loud, closed_on=TODAY)
    assert alerts(closed, TODAY, PROGRAMME) == ()


# --- Phase 3 ---


@pytest.mark.parametrize(
    ("level", "release", "late"),
    [
        (SecurityLevel.HIGH, "2026-12-27", True),
        (SecurityLevel.HIGH, "2026-12-28", False),
        (SecurityLevel.LOWER, "2027-01-27", True),
        (SecurityLevel.LOWER, "2027-01-28", False),
        (SecurityLevel.HALFWAY, "2027-01-27", True),
        (SecurityLevel.ELECTRONIC, "2026-12-01", False),
    ],
)
def test_phase_3_should_have_begun_from_the_near_edge_of_its_window_on(
    level: SecurityLevel, release: str, late: bool
) -> None:
    case = participant(episode=sentence(level, two_thirds_on=day(release)))
    assert (RuleId.PHASE3_WINDOW in found(case)) is late


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not IN_PRISON])
def test_only_in_phase_2_can_phase_3_be_late(phase: Phase) -> None:
    assert RuleId.PHASE3_WINDOW not in found(participant(phase, episode=MONDAY))


def test_phase_3_late_says_since_when_and_shows_the_arithmetic() -> None:
    alert = found(participant(episode=sentence(two_thirds_on=day("2026-12-21"))))[RuleId.PHASE3_WINDOW]
    assert alert.severity is Severity.ALERT
    assert "Sat 21 Nov 2026" in alert.message.say("en")
    assert alert.why.computed is not None


# --- The release day ---


@pytest.mark.parametrize(
    ("release", "label"),
    [
        ("2026-12-03", None),
        ("2026-12-04", "Released on Friday"),
        ("2026-12-05", "Released Saturday"),
        ("2026-12-06", "Released Sunday"),
        ("2026-12-07", None),
        ("2026-12-23", None),
        ("2026-12-24", "Out before holiday"),
        ("2026-12-25", "Released on holiday"),
        ("2026-12-31", "Out before holiday"),
        ("2027-01-01", "Released on holiday"),
        # As long ahead as the release checklist is in force.
        ("2027-02-26", "Released on Friday"),
        ("2027-02-27", "Released Saturday"),
        ("2027-02-28", None),
        ("2026-11-20", None),
        ("2027-03-05", None),
    ],
)
def test_a_release_after_which_nav_is_closed(release: str, label: str | None) -> None:
    case = participant(PRE_RELEASE, episode=sentence(decided_on=day(release)))
    said = found(case).get(RuleId.FRIDAY_RELEASE)
    assert (said.label.say("en") if said else None) == label


@pytest.mark.parametrize(
    ("release", "label"),
    [
        ("2027-03-23", None),
        ("2027-03-24", "Out before holiday"),  # the next day is Maundy Thursday
        ("2027-03-29", "Released on holiday"),  # Easter Monday
        ("2027-05-05", "Out before holiday"),  # the next day is Ascension Day
        ("2027-05-16", "Released on holiday"),  # Pentecost is a Sunday
        ("2027-05-18", None),
    ],
)
def test_the_days_that_follow_easter_close_nav_too(release: str, label: str | None) -> None:
    case = participant(PRE_RELEASE, episode=sentence(decided_on=day(release)))
    said = found(case, day("2027-03-01")).get(RuleId.FRIDAY_RELEASE)
    assert (said.label.say("en") if said else None) == label


@pytest.mark.parametrize("phase", [INTAKE, POST_RELEASE, REINTEGRATION])
def test_only_those_who_are_followed_up_inside_are_warned_about_the_day(phase: Phase) -> None:
    case = participant(phase, episode=sentence(decided_on=day("2026-12-04")))
    assert RuleId.FRIDAY_RELEASE not in found(case)


@pytest.mark.parametrize(("offset", "said"), [(-1, True), (0, False), (1, False)])
def test_a_release_date_that_has_passed_without_a_release_is_said(offset: int, said: bool) -> None:
    case = participant(PRE_RELEASE, episode=sentence(two_thirds_on=TODAY + DAY * offset))
    assert (RuleId.RELEASE_PASSED in found(case)) is said


# --- Meetings, the drøft ---


@pytest.mark.parametrize(
    ("phase", "kind", "label"),
    [
        (PRE_RELEASE, "release_group", "No group meeting"),
        (PRE_RELEASE, "transfer_meeting", "No transfer meeting"),
        (PRE_RELEASE, "first_group", None),
        (POST_RELEASE, "first_group", "No group meeting"),
        (POST_RELEASE, "release_group", None),
        (POST_RELEASE, "transfer_meeting", None),
        (IN_PRISON, "release_group", None),
        (REINTEGRATION, "first_group", None),
    ],
)
def test_a_suggested_meeting_is_asked_for_around_the_release(
    phase: Phase, kind: str, label: str | None
) -> None:
    episode = OUT if phase in {POST_RELEASE, REINTEGRATION} else sentence(decided_on=day("2027-01-12"))
    open_meeting = participant(phase, episode=episode, suggested=(Suggested(kind),))
    assert labels(open_meeting) == ([label] if label else [])
    for answered in (Suggested(kind, agreed_on=TODAY), Suggested(kind, not_needed=True)):
        assert labels(participant(phase, episode=episode, suggested=(answered,))) == []


def test_a_suggestion_that_the_programme_does_not_know_is_passed_over() -> None:
    assert labels(participant(PRE_RELEASE, episode=MONDAY, suggested=(Suggested("lunch"),))) == []


@pytest.mark.parametrize(
    ("left", "label", "severity"),
    [
        (-1, "Discussion overdue", Severity.ALERT),
        (0, "Discuss today", Severity.WARNING),
        (7, "Discuss in 7 d", Severity.WARNING),
    ],
)
def test_the_discussion_after_an_unplanned_release_is_not_forgotten(
    left: int, label: str, severity: Severity
) -> None:
    case = participant(POST_RELEASE, episode=OUT, discuss_by=TODAY + DAY * left)
    alert = found(case)[RuleId.DISCUSS_UNPLANNED]
    assert (alert.label.say("en"), alert.severity) == (label, severity)


# --- Contact, applications, intake, capacity ---


@pytest.mark.parametrize(
    ("phase", "days", "said"),
    [
        (IN_PRISON, 13, False),
        (IN_PRISON, 14, True),
        (PRE_RELEASE, 13, False),
        (PRE_RELEASE, 14, True),
        (POST_RELEASE, 6, False),
        (POST_RELEASE, 7, True),
        (REINTEGRATION, 29, False),
        (REINTEGRATION, 30, True),
        (INTAKE, 400, False),
        (CLOSING, 400, False),
    ],
)
def test_no_contact_for_14_7_and_30_days(phase: Phase, days: int, said: bool) -> None:
    episode = OUT if phase in {POST_RELEASE, REINTEGRATION} else FAR
    case = participant(phase, episode=episode, last_contact_on=TODAY - DAY * days)
    assert (RuleId.NO_CONTACT in found(case)) is said
    if said:
        loud = Severity.ALERT if phase is POST_RELEASE else Severity.WARNING
        assert found(case)[RuleId.NO_CONTACT].severity is loud
        assert labels(case) == [f"No contact {days} d"]


def test_contact_that_was_never_logged_is_said_without_a_number() -> None:
    old = participant(episode=FAR, last_contact_on=None)
    assert labels(old) == ["No contact logged"]
    assert found(old)[RuleId.NO_CONTACT].severity is Severity.NOTE
    new = participant(episode=FAR, last_contact_on=None, enrolled_on=TODAY - DAY * 13)
    assert labels(new) == []
    older = participant(episode=FAR, last_contact_on=None, enrolled_on=TODAY - DAY * 14)
    assert labels(older) == ["No contact logged"]


@pytest.mark.parametrize(("days", "said"), [(0, False), (27, False), (28, True), (400, True)])
def test_an_application_that_waits(days: int, said: bool) -> None:
    case = participant(episode=FAR, waiting_since=TODAY - DAY * days)
    assert (RuleId.APPLICATION_WAITING in found(case)) is said


def test_the_clarification_talk_is_left() -> None:
    assert labels(participant(INTAKE, episode=FAR, clarification_left=True)) == ["Clarification left"]
    assert labels(participant(IN_PRISON, episode=FAR, clarification_left=True)) == []


def test_the_caseworkers_overload_is_a_note() -> None:
    case = participant(episode=FAR, overload_of_caseworker=(13, 12))
    assert labels(case) == ["Capacity 13/12"]
    assert found(case)[RuleId.CAPACITY].severity is Severity.NOTE


# --- Critical items ---


def critical(kind: ChecklistKind, key: str, late: int) -> Case:
    return participant(PRE_RELEASE, episode=MONDAY, critical_overdue=((kind, key, TODAY - DAY * late),))


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("housing", "Housing not settled"),
        ("social_benefits", "Benefits unsettled"),
        ("bank_id", "BankID missing"),
        ("dps", "Critical item late"),
        ("gone", "Critical item late"),
    ],
)
def test_a_critical_item_that_is_overdue_is_named_unless_it_is_sensitive(key: str, label: str) -> None:
    case = critical(ChecklistKind.RELEASE, key, 2)
    assert labels(case) == [label]
    message = found(case)[RuleId.RELEASE_CRITICAL].message.say("en")
    assert "2 days overdue" in message
    assert "psychiatric" not in message


def test_what_is_due_today_is_not_overdue_and_consents_have_their_own_alert() -> None:
    assert labels(critical(ChecklistKind.RELEASE, "housing", 0)) == []
    assert labels(critical(ChecklistKind.RELEASE, "consent_minimum", 2)) == []


# --- Consents ---


def without(*lines: str) -> tuple[Consent, ...]:
    return tuple(consent for consent in ALL_CONSENTS if consent.line not in lines)


@pytest.mark.parametrize(
    ("phase", "missing", "rules"),
    [
        (IN_PRISON, "lawyer", {RuleId.CONSENT_MANDATORY}),
        (IN_PRISON, "probation", set()),
        (IN_PRISON, "gp", set()),
        (PRE_RELEASE, "probation", {RuleId.CONSENT_AT_RELEASE}),
        (PRE_RELEASE, "nav", {RuleId.CONSENT_AT_RELEASE}),
        (PRE_RELEASE, "lawyer", {RuleId.CONSENT_MANDATORY}),
        (POST_RELEASE, "probation", {RuleId.CONSENT_AT_RELEASE}),
        (REINTEGRATION, "nav", {RuleId.CONSENT_MANDATORY}),
        (REINTEGRATION, "probation", set()),
        # Some consents hold only for one prison stay.
        (REINTEGRATION, "prison", set()),
        (CLOSING, "nav", set()),
    ],
)
def test_a_consent_that_is_missing(phase: Phase, missing: str, rules: set[RuleId]) -> None:
    episode = OUT if phase in {POST_RELEASE, REINTEGRATION, CLOSING} else FAR
    case = participant(phase, episode=episode, consents=without(missing))
    assert set(found(case)) == rules


@pytest.mark.parametrize(("enrolled_on", "rules"), [(None, set()), (LONG_AGO, {RuleId.CONSENT_MANDATORY})])
def test_the_mandatory_consents_are_asked_for_from_enrolment_on(
    enrolled_on: dt.date | None, rules: set[RuleId]
) -> None:
    case = participant(INTAKE, episode=FAR, consents=(), enrolled_on=enrolled_on)
    assert set(found(case)) == rules


@pytest.mark.parametrize(("release", "said"), [("2027-02-27", True), ("2027-02-28", False)])
def test_in_phase_2_the_minimum_at_release_is_asked_for_three_months_before(release: str, said: bool) -> None:
    case = participant(episode=sentence(two_thirds_on=day(release)), consents=without("probation"))
    assert (RuleId.CONSENT_AT_RELEASE in found(case)) is said


def test_a_line_is_not_missed_twice() -> None:
    case = participant(PRE_RELEASE, episode=MONDAY, consents=())
    at_release, mandatory = (
        found(case)[rule] for rule in (RuleId.CONSENT_AT_RELEASE, RuleId.CONSENT_MANDATORY)
    )
    assert "NAV" in at_release.message.say("en")
    assert mandatory.message.say("en") == "Consent is missing: Lawyer."


def expiring(line: str, left: int) -> tuple[Consent, ...]:
    return (*without(line), Consent(line, LONG_AGO, TODAY + DAY * left))


@pytest.mark.parametrize(
    ("line", "left", "label", "severity"),
    [
        ("nav", 6, "NAV consent: 6 d", Severity.WARNING),
        ("nav", 0, "Consent ends today", Severity.WARNING),
        ("nav", 14, "Consent: 14 d left", Severity.WARNING),
        ("prison", 6, "Consent: 6 d left", Severity.WARNING),
        ("gp", 6, "Consent: 6 d left", Severity.NOTE),
    ],
)
def test_a_consent_that_runs_out(line: str, left: int, label: str, severity: Severity) -> None:
    alert = found(participant(episode=FAR, consents=expiring(line, left)))[RuleId.CONSENT_EXPIRING]
    assert (alert.label.say("en"), alert.severity) == (label, severity)


def test_a_consent_that_runs_out_later_or_is_renewed_is_not_said() -> None:
    assert labels(participant(episode=FAR, consents=expiring("nav", 15))) == []
    renewed = (*expiring("nav", 6), Consent("nav", TODAY))
    assert labels(participant(episode=FAR, consents=renewed)) == []


def test_a_line_that_not_everybody_has_is_never_named() -> None:
    own = ConsentLine("dps", Words("DPS", "DPS"), own=True, mandatory=True)
    programme = msgspec.structs.replace(PROGRAMME, consents=(*PROGRAMME.consents, own))
    for consents in (ALL_CONSENTS, (*ALL_CONSENTS, Consent("dps", LONG_AGO, TODAY + DAY * 3))):
        case = participant(episode=FAR, consents=consents)
        said = alerts(case, TODAY, programme)
        assert said
        assert not any("DPS" in part.say("nb") for alert in said for part in (alert.label, alert.message))
    gp = alerts(participant(episode=FAR, consents=expiring("gp", 3)), TODAY, PROGRAMME)
    assert "Fastlege" not in gp[0].message.say("nb")


# --- All of them ---


def every_kind() -> Iterator[Case]:
    """Cases that together raise every kind of alert, with the widest numbers."""
    for key in ("housing", "social_benefits", "bank_id", "dps"):
        yield critical(ChecklistKind.RELEASE, key, 999)
    yield critical(ChecklistKind.START, "gp", 999)
    for release in ("2026-11-01", "2026-12-04", "2026-12-05", "2026-12-06", "2026-12-24", "2026-12-25"):
        yield participant(episode=sentence(two_thirds_on=day(release)), consents=())
    for left in range(15):
        for line in PROGRAMME.consents:
            yield participant(episode=FAR, consents=expiring(line.key, left))
    for ago in (30, 99, 999, 1000, 9000):
        yield participant(episode=FAR, last_contact_on=TODAY - DAY * ago, waiting_since=TODAY - DAY * ago)
    yield participant(episode=FAR, last_contact_on=None, overload_of_caseworker=(113, 112))
    yield participant(INTAKE, episode=FAR, clarification_left=True)
    for left in (-1, 0, 999):
        yield participant(POST_RELEASE, episode=OUT, discuss_by=TODAY + DAY * left)
    for phase in (PRE_RELEASE, POST_RELEASE):
        suggested = tuple(Suggested(meeting.key) for meeting in PROGRAMME.suggested)
        yield participant(phase, episode=MONDAY, suggested=suggested)


ALL_ALERTS = [alert for case in every_kind() for alert in alerts(case, TODAY, PROGRAMME)]


def test_every_kind_of_alert_is_tried_here() -> None:
    assert {alert.code for alert in ALL_ALERTS} == {
        RuleId.RELEASE_CRITICAL,
        RuleId.OVERDUE,
        RuleId.RELEASE_PASSED,
        RuleId.DISCUSS_UNPLANNED,
        RuleId.PHASE3_WINDOW,
        RuleId.CONSENT_AT_RELEASE,
        RuleId.CONSENT_MANDATORY,
        RuleId.NO_CONTACT,
        RuleId.SUGGESTED_MEETINGS,
        RuleId.FRIDAY_RELEASE,
        RuleId.CONSENT_EXPIRING,
        RuleId.APPLICATION_WAITING,
        RuleId.INTAKE_TALKS,
        RuleId.CAPACITY,
    }


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_label_fits_the_column(language: Language) -> None:
    said = {alert.label.say(language) for alert in ALL_ALERTS}
    assert {label for label in said if len(label) > 19} == set()
    assert all(label == label.strip() and label for label in said)


def test_the_labels_in_norwegian_are_those_of_the_board() -> None:
    said = {alert.label.say("nb") for alert in ALL_ALERTS}
    assert said >= {
        "Bolig ikke avklart",
        "Ansvarsgr. mangler",
        "Samtykke mangler",
        "Fase 3 sent i gang",
        "Ingen kontakt 30 d",
        "Løslates en fredag",
        "Løslates før fridag",
        "NAV-samtykke ut 6 d",
        "Avklaring gjenstår",
    }


def test_every_alert_has_its_rule_and_is_said_differently_in_the_two_languages() -> None:
    for alert in ALL_ALERTS:
        assert alert.why.rule == PROGRAMME.rule(alert.why.rule.id)
        assert alert.message.say("nb") != alert.message.say("en")
        assert alert.label.say("nb") != alert.label.say("en")


def test_the_loudest_comes_first_and_a_critical_item_before_all() -> None:
    case = participant(
        PRE_RELEASE,
        episode=sentence(decided_on=day("2026-12-04")),
        consents=expiring("nav", 3)[:-1],
        last_contact_on=TODAY - DAY * 20,
        critical_overdue=((ChecklistKind.RELEASE, "housing", TODAY - DAY),),
        overload_of_caseworker=(13, 12),
    )
    said = alerts(case, TODAY, PROGRAMME)
    assert [alert.code for alert in said] == [
        RuleId.RELEASE_CRITICAL,
        RuleId.CONSENT_AT_RELEASE,
        RuleId.NO_CONTACT,
        RuleId.FRIDAY_RELEASE,
        RuleId.CAPACITY,
    ]
    assert sorted(said, key=loudness) == list(said)


@given(
    st.sampled_from(list(Phase)),
    st.dates(TODAY - DAY * 400, TODAY + DAY * 900),
    st.sampled_from(list(SecurityLevel)),
)
def test_phase_3_is_late_exactly_from_the_near_edge_until_the_participant_is_out(
    phase: Phase, release: dt.date, level: SecurityLevel
) -> None:
    case = participant(phase, episode=sentence(level, two_thirds_on=release))
    near = add_months(release, -1 if level is SecurityLevel.HIGH else -2)
    late = phase is IN_PRISON and level.in_custody and near <= TODAY
    assert (RuleId.PHASE3_WINDOW in found(case)) is late


@given(st.sampled_from(list(Phase)), st.dates(TODAY - DAY * 400, TODAY + DAY * 900))
def test_a_release_worked_out_before_gives_the_same_alerts(phase: Phase, release: dt.date) -> None:
    case = participant(phase, episode=sentence(two_thirds_on=release), consents=())
    known = best_release(case.episode, TODAY, PROGRAMME)
    assert alerts(case, TODAY, PROGRAMME, release=known) == alerts(case, TODAY, PROGRAMME)
