"""Consents given, withdrawn and renewed, and what follows from it."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_schema.tables import checklist_item, consent, meeting, meeting_attendee, participant_contact
from exin_schema.vocabulary import ConsentStatus, Phase
from exin_tui.caseload.consent_follows import what_follows
from exin_tui.caseload.consents import give, renew, withdraw
from exin_tui.caseload.phases import move
from exin_tui.caseload.registration import ConsentGiven
from exin_tui.history.undo import undo_last
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.everyday import DISCUSSED, Someone, done, everything, refused, someone, undone, whole
from tests.caseload.written import (
    ACTING,
    ENROLLED_ON,
    NOW,
    PROGRAMME,
    TODAY,
    acting_on,
    add_contact,
    consents,
    entered,
)

YESTERDAY = TODAY - dt.timedelta(days=1)
MINIMUM = consents("prison", "nav", "lawyer", "probation")


def minimum(one: Someone) -> str:
    """The state of the item that follows the consents."""
    return next(str(row["state"]) for row in one.rows(checklist_item) if row["key"] == "consent_minimum")


def of(one: Someone, line: str) -> tuple[Database, str, int]:
    """What commands about the consent for a line take first."""
    row = next(row for row in one.rows(consent) if row["line"] == line)
    return one.database, row["id"], row["version"]


def test_the_minimum_at_release_follows_the_consents_both_ways(database: Database) -> None:
    one = someone(database)
    assert minimum(one) == "not_started"
    given = done(give(*one.at, ConsentGiven("probation", TODAY, document="SOMA 12"), **ACTING))
    assert (minimum(one), [each.done for each in given.moved]) == ("done", [True])
    taken = done(withdraw(database, given.id, given.version, **ACTING))
    assert (minimum(one), taken.status, [each.done for each in taken.moved]) == (
        "not_started", ConsentStatus.WITHDRAWN, [False],
    )  # fmt: skip
    undo_last(database, "KN", NOW)
    assert minimum(one) == "done"
    assert whole(database)


def test_a_consent_and_the_item_that_followed_it_are_undone_as_one(database: Database) -> None:
    one = someone(database)
    before = everything(database)
    done(give(*one.at, ConsentGiven("probation", TODAY), **ACTING))
    assert minimum(one) == "done"
    assert undone(database, before)


def test_a_consent_is_as_narrow_as_the_form_has_it(database: Database) -> None:
    one = someone(database)
    wish = ConsentGiven("family", YESTERDAY, None, None, "Mor", "Liv [b]Berg[/b]\x1b", "housing  work")
    done(give(*one.at, wish, **ACTING))
    row = next(row for row in one.rows(consent) if row["line"] == "family")
    assert (row["role"], row["person"], row["topics"]) == ("Mor", "Liv [b]Berg[/b]", "housing work")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (ConsentGiven("dps", TODAY), "unknown_line"),
        (ConsentGiven("nav", TODAY, topics="gossip"), "unknown_topic"),
        (ConsentGiven("nav", TODAY + dt.timedelta(days=1)), "date_ahead"),
        (ConsentGiven("nav", TODAY, expires_on=YESTERDAY), "expired"),
        (ConsentGiven("nav", TODAY, role="x" * 201), "text_long"),
    ],
)
def test_a_consent_that_cannot_be_is_refused(database: Database, given: ConsentGiven, code: str) -> None:
    one = someone(database)
    before = everything(database)
    assert refused(give(*one.at, given, **ACTING)) == code
    assert everything(database) == before


def test_a_consent_for_this_stay_ends_with_the_release(database: Database) -> None:
    one = someone(database)
    done(give(*one.at, ConsentGiven("police", TODAY), for_this_stay=True, **ACTING))
    done(move(*one.at, Phase.POST_RELEASE, DISCUSSED, released_on=TODAY, **ACTING))
    assert next(row["expires_on"] for row in one.rows(consent) if row["line"] == "police") == TODAY
    wish = ConsentGiven("police", TODAY)
    assert refused(give(*one.at, wish, for_this_stay=True, **ACTING)) == "no_stay"


def test_a_withdrawal_takes_the_same_consent_with_it_and_no_other(database: Database) -> None:
    given = (
        *consents("nav"),
        *consents("nav", document="again"),
        ConsentGiven("nav", ENROLLED_ON, role="Statlig saksbehandler"),
    )
    one = someone(database, entered(consents=given))
    whole_line = next(row for row in one.rows(consent) if row["role"] == "")
    answer = done(withdraw(database, whole_line["id"], whole_line["version"], **ACTING))
    assert {(row["role"], row["withdrawn_on"]) for row in one.rows(consent)} == {
        ("", TODAY), ("Statlig saksbehandler", None),
    }  # fmt: skip
    assert answer.status is ConsentStatus.ACTIVE  # the line is still signed for, by one role
    assert refused(withdraw(database, whole_line["id"], answer.version, **ACTING)) == "not_in_force"
    with pytest.raises(StaleVersion):
        withdraw(database, whole_line["id"], whole_line["version"], **ACTING)


def test_an_expired_consent_is_renewed_as_it_was(database: Database) -> None:
    one = someone(database, entered(consents=consents("nav", expires_on=YESTERDAY, role="Andre")))
    before = everything(database)
    later = TODAY + dt.timedelta(days=200)
    answer = done(renew(*of(one, "nav"), expires_on=later, document="SOMA 14", **ACTING))
    assert answer.status is ConsentStatus.ACTIVE
    assert sorted((row["given_on"], row["expires_on"], row["role"]) for row in one.rows(consent)) == [
        (ENROLLED_ON, YESTERDAY, "Andre"), (TODAY, later, "Andre"),
    ]  # fmt: skip
    assert undone(database, before)
    assert refused(renew(*of(one, "nav"), expires_on=YESTERDAY, **ACTING)) == "expired"


def test_what_follows_from_a_withdrawal_is_shown_before_it_is_done(database: Database) -> None:
    one = someone(database, entered(consents=MINIMUM))
    officer = add_contact(database)
    with database.write(command="test", now=NOW) as door:
        door.insert(
            participant_contact, {"participant_id": one.id, "contact_id": officer, "role": "kontaktbetjent"}
        )
        starts = NOW + dt.timedelta(days=3)
        when = {"starts_at": starts, "ends_at": starts, "uid": "u", "kind": "visit", "changed_at": NOW}
        at = door.insert(meeting, {"participant_id": one.id, **when})
        door.insert(meeting_attendee, {"participant_id": one.id, "meeting_id": at, "contact_id": officer})
    before = everything(database)
    _, prison, _ = of(one, "prison")
    with database.read() as connection:
        follows = what_follows(connection, prison, today=TODAY, now=NOW, programme=PROGRAMME)
    assert (follows.status, follows.mandatory, follows.at_release) == (ConsentStatus.WITHDRAWN, True, True)
    assert [each.en for each in follows.undone] == [
        "Consent form (minimum: kriminalomsorgen, NAV, friomsorgen)"
    ]
    assert (follows.contacts, follows.meetings) == (("Tuva Vestlid",), (starts,))
    assert everything(database) == before
    with database.read() as connection:
        lawyer = what_follows(connection, of(one, "lawyer")[1], today=TODAY, now=NOW, programme=PROGRAMME)
    assert (lawyer.mandatory, lawyer.at_release, lawyer.undone, lawyer.contacts) == (True, False, (), ())


def test_a_consent_counts_from_the_next_morning_on_as_expired(database: Database) -> None:
    one = someone(database, entered(consents=(*MINIMUM[:3], ConsentGiven("probation", ENROLLED_ON, TODAY))))
    assert minimum(one) == "done"
    tomorrow = acting_on(TODAY + dt.timedelta(days=1))
    done(give(*one.at, ConsentGiven("gp", TODAY), **tomorrow))
    assert minimum(one) == "not_started"
