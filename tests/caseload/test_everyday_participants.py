"""Candidates, corrections, what-if, closing and reopening."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from exin_schema.tables import caseworker, consent, meeting, phase_transition
from exin_schema.vocabulary import ClosingReason, IntakeOutcome, Phase, ReferralSource
from exin_tui.caseload import closing
from exin_tui.caseload.assignment import what_if
from exin_tui.caseload.candidates import add_candidate
from exin_tui.caseload.intake import decline
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.participant_edit import Details, edit, protect_address, suggested_meeting
from exin_tui.caseload.phases import move
from exin_tui.caseload.register import register_all
from exin_tui.caseload.registration import ConsentGiven, Registration
from exin_tui.caseload.reopening import reopen
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.everyday import (
    DISCUSSED,
    Someone,
    done,
    everything,
    one_more,
    refused,
    someone,
    undone,
    whole,
)
from tests.caseload.written import (
    ACTING,
    ENROLLED_ON,
    NOW,
    PROGRAMME,
    TODAY,
    acting_on,
    consents,
    entered,
    team_of_two,
)

OUT = {"custody": None, "phase": Phase.REINTEGRATION, "phase_since": TODAY}


def crowd(database: Database, number: int, phase: Phase = Phase.IN_PRISON) -> None:
    """So many more participants of KN's."""
    with database.write(command="test", now=NOW) as door:
        wanted = [entered(phase=phase) for _ in range(number)]
        assert not isinstance(register_all(door, wanted, today=TODAY, programme=PROGRAMME), Refusal)


def excuse(database: Database) -> str:
    with database.read() as connection:
        found = connection.execute(select(caseworker.c.overload_reason).where(caseworker.c.initials == "KN"))
        return str(found.scalar_one())


def test_a_candidate_begins_in_intake_with_the_referral(database: Database) -> None:
    team_of_two(database)
    candidate = Registration(
        given_name="Åse [/b]\x1b",
        family_name="O'Hara‑Øy",
        referred_by=ReferralSource.NAV,
        referred_on=TODAY,
        caseworker="KN",
    )
    made = done(add_candidate(database, candidate, **ACTING))
    row = Someone(database, made.id).row
    assert (row["phase"], row["referred_by"], row["given_name"]) == ("intake", "nav", "Åse [/b]")
    assert (made.code, row["enrolled_on"]) == ("SN-001", None)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"phase": Phase.IN_PRISON}, "begins_in_intake"),
        ({"caseworker": "XX"}, "unknown_caseworker"),
        ({"birth_date": TODAY + dt.timedelta(days=1)}, "date_ahead"),
        ({"given_name": "x" * 201}, "text_long"),
        ({"code": " "}, "code_empty"),
    ],
)
def test_what_cannot_be_a_candidate_is_refused_and_not_there(
    database: Database, values: dict[str, object], code: str
) -> None:
    team_of_two(database)
    before = everything(database)
    assert refused(add_candidate(database, Registration(**values), **ACTING)) == code  # type: ignore[arg-type]
    assert everything(database) == before


def test_the_thirteenth_candidate_takes_a_reason_that_stays_until_the_overload_is_gone(
    database: Database,
) -> None:
    team_of_two(database)
    crowd(database, 12)
    thirteenth = Registration(caseworker="KN")
    answer = add_candidate(database, thirteenth, **ACTING)
    assert isinstance(answer, Refusal)
    assert answer.overridable
    made = done(add_candidate(database, thirteenth, reason="Ny kollega i januar", **ACTING))
    assert excuse(database) == "Ny kollega i januar"
    one = Someone(database, made.id)
    done(decline(*one.at, IntakeOutcome.DECLINED_BY_PERSON, DISCUSSED, **ACTING))
    assert excuse(database) == ""


def test_what_if_says_what_everybody_would_have(database: Database) -> None:
    team_of_two(database)
    crowd(database, 6, Phase.PRE_RELEASE)
    crowd(database, 5)
    one = one_more(database, entered(caseworker="AB"))
    with database.read() as connection:
        ab, kn = what_if(connection, one.id, PROGRAMME)
    assert (kn.initials, kn.then.active, kn.limit, kn.then.demanding, kn.demanding_limit) == (
        "KN",
        12,
        12,
        7,
        6,
    )
    assert kn.refusal is not None
    assert (ab.theirs, ab.refusal, ab.then) == (True, None, ab.now)


def test_a_correction_changes_what_is_named_and_a_new_number_is_not_verified(database: Database) -> None:
    one = someone(database, entered(phone="900 00 001", phone_verified_on=TODAY))
    answer = done(edit(*one.at, Details(phone="900 00 002", district="Nordstrand\x07"), **ACTING))
    assert answer.changed == ("phone", "district", "phone_verified_on")
    assert (one.row["phone_verified_on"], one.row["district"]) == (None, "Nordstrand")
    verified = done(edit(*one.at, Details(phone="900 00 003", phone_verified_on=TODAY), **ACTING))
    assert (verified.version, one.row["phone_verified_on"]) == (3, TODAY)
    assert refused(edit(*one.at, Details(birth_date=dt.date(2030, 1, 1)), **ACTING)) == "date_ahead"
    with pytest.raises(StaleVersion):
        edit(database, one.id, 1, Details(phone=""), **ACTING)


def test_a_correction_and_a_protected_address_are_undone(database: Database) -> None:
    one = someone(database)
    before = everything(database)
    done(edit(*one.at, Details(given_name="Ny", referred_by=ReferralSource.SELF), **ACTING))
    assert undone(database, before)
    done(protect_address(*one.at, protected=True, **ACTING))
    assert one.row["protected_address"]
    assert undone(database, before)


def test_a_suggested_meeting_is_marked_as_not_needed(database: Database) -> None:
    one = someone(database)
    done(suggested_meeting(*one.at, "transfer_meeting", needed=False, **ACTING))
    assert one.row["transfer_meeting_needed"] is False
    assert refused(suggested_meeting(*one.at, "party", needed=False, **ACTING)) == "unknown_suggestion"


def closing_one(database: Database) -> Someone:
    given = (
        *consents("prison", "nav", "probation"),
        ConsentGiven("family", ENROLLED_ON, role="Mor"),
        ConsentGiven("gp", ENROLLED_ON, withdrawn_on=TODAY),
    )
    return someone(database, entered(**OUT, consents=given))


def test_closing_lists_who_consented_first_and_ends_the_consents_when_they_are_told(
    database: Database,
) -> None:
    one = closing_one(database)
    with database.read() as connection:
        ahead = closing.preview(connection, one.id, today=TODAY, now=NOW, programme=PROGRAMME)
    assert [each.say("nb") for each in ahead.to_tell] == [
        "Kriminalomsorgen", "Friomsorgen", "NAV", "Familie/Nettverk (Mor)",
    ]  # fmt: skip
    begun = done(closing.begin(*one.at, ClosingReason.INDEPENDENCE, DISCUSSED, **ACTING))
    assert (begun.told, begun.closed_on) == (ahead.to_tell, None)
    assert (one.row["phase"], one.row["closing_reason"]) == ("closing", "independence")
    assert all(row["withdrawn_on"] in {None, TODAY} for row in one.rows(consent))
    assert refused(closing.complete(*one.at, **ACTING)) == "not_told"
    over = done(closing.complete(*one.at, told=True, **acting_on(TODAY + dt.timedelta(days=3))))
    assert (over.consents_ended, over.closed_on) == (4, TODAY + dt.timedelta(days=3))
    assert {row["withdrawn_on"] for row in one.rows(consent) if row["line"] != "gp"} == {over.closed_on}
    assert set(one.open_tasks()) == {"exin.closing_talk"}
    assert whole(database)


def test_the_words_of_a_closing_are_said_in_both_languages_and_screened_where_they_betray(
    database: Database,
) -> None:
    one = closing_one(database)
    done(closing.begin(*one.at, ClosingReason.DROP_OUT, DISCUSSED, **ACTING))
    labels = Labels.of(PROGRAMME)
    keys = set(one.open_tasks())
    lines = ("prison", "nav", "probation", "family")
    assert keys == {"exin.closing_message", *(f"exin.tell_lost.{line}" for line in lines)}
    assert all(labels.task_title(key, "").say("nb") != labels.task_title(key, "").say("en") for key in keys)
    assert {key for key in keys if labels.task_sensitive(key)} == {"exin.tell_lost.family"}


def test_a_closing_with_nobody_left_to_tell_is_one_event_and_is_undone_as_one(database: Database) -> None:
    one = closing_one(database)
    with database.write(command="test", now=NOW) as door:
        door.insert(
            meeting,
            {
                "participant_id": one.id, "uid": "u", "kind": "visit", "changed_at": NOW,
                "starts_at": NOW + dt.timedelta(days=2), "ends_at": NOW + dt.timedelta(days=2, hours=1),
            },
        )  # fmt: skip
    before = everything(database)
    why = ClosingReason.OTHER
    answer = done(closing.begin(*one.at, why, DISCUSSED, reason="Flyttet", told=True, **ACTING))
    assert (answer.closed_on, answer.meetings_called_off, one.open_tasks()) == (TODAY, 1, {})
    assert [(row["status"], row["sequence"]) for row in one.rows(meeting)] == [("cancelled", 1)]
    assert undone(database, before)


@pytest.mark.parametrize(
    ("values", "why", "reason", "code"),
    [
        (OUT, ClosingReason.OTHER, "", "reason_required"),
        (OUT, ClosingReason.ENDED_IN_INTAKE, "", "not_in_intake"),
        ({"phase": Phase.INTAKE, "enrolled_on": None}, ClosingReason.OTHER, "x", "end_the_intake"),
        ({}, ClosingReason.INDEPENDENCE, "", "closing_in_custody"),
    ],
)
def test_a_closing_needs_a_reason_that_fits(
    database: Database, values: dict[str, object], why: ClosingReason, reason: str, code: str
) -> None:
    one = someone(database, entered(**values))
    assert refused(closing.begin(*one.at, why, DISCUSSED, reason=reason, **ACTING)) == code


def test_in_custody_a_follow_up_is_ended_only_for_a_reason(database: Database) -> None:
    one = someone(database)
    answer = done(closing.begin(*one.at, ClosingReason.OTHER, DISCUSSED, reason="Ønsker det selv", **ACTING))
    assert answer.closed_on is None
    assert {row["reason"] for row in one.rows(phase_transition)} == {"", "Ønsker det selv"}


def test_somebody_whose_follow_up_ended_comes_back_with_their_history(database: Database) -> None:
    one = closing_one(database)
    done(closing.begin(*one.at, ClosingReason.DROP_OUT, DISCUSSED, told=True, **ACTING))
    done(edit(*one.at, Details(phone="900 00 009"), **ACTING))
    assert refused(reopen(*one.at, Phase.CLOSING, DISCUSSED, **ACTING)) == "same_phase"
    before = everything(database)
    back = done(reopen(*one.at, Phase.REINTEGRATION, DISCUSSED, **ACTING))
    assert back.phase is Phase.REINTEGRATION
    assert (one.row["closed_on"], one.row["closing_reason"]) == (None, None)
    assert len(one.rows(phase_transition)) == 3
    assert undone(database, before)
    assert refused(closing.complete(*one.at, told=True, **ACTING)) == "closed"


def test_a_follow_up_that_has_not_ended_is_not_reopened(database: Database) -> None:
    one = someone(database)
    assert refused(reopen(*one.at, Phase.INTAKE, DISCUSSED, **ACTING)) == "not_closed"


def test_a_closing_is_off_when_the_follow_up_goes_on(database: Database) -> None:
    one = closing_one(database)
    done(closing.begin(*one.at, ClosingReason.INDEPENDENCE, DISCUSSED, **ACTING))
    done(move(*one.at, Phase.REINTEGRATION, DISCUSSED, **ACTING))
    assert (one.row["closing_reason"], set(one.open_tasks())) == (None, {"exin.closing_talk"})
