"""Agencies and contacts, contact and activities, applications and decisions."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from exin_schema.tables import activity, application, contact, participant_contact
from exin_schema.vocabulary import ActivityKind, ApplicationKind, ApplicationState
from exin_tui.caseload import applications
from exin_tui.caseload.activities import log_activity, take_off
from exin_tui.caseload.contacts import (
    Agency,
    Contact,
    add_agency,
    add_contact,
    attach,
    detach,
    edit_agency,
    edit_contact,
)
from exin_tui.storage.database import Database
from exin_tui.storage.errors import Missing, StaleVersion
from tests.caseload.everyday import Someone, done, everything, one_more, refused, someone, undone, whole
from tests.caseload.written import ACTING, TODAY, acting_on

NAV = Agency("NAV Nordstrand", "nav", "Oslo")
TOMORROW = TODAY + dt.timedelta(days=1)


def known(database: Database) -> tuple[str, str]:
    """(agency, contact) at NAV."""
    office = done(add_agency(database, NAV, **ACTING)).id
    return office, done(add_contact(database, Contact("Kari [b]Nav[/b]", office, "veileder"), **ACTING)).id


def test_an_agency_that_moves_is_moved_for_everybody_who_has_it(database: Database) -> None:
    one = someone(database)
    two = one_more(database)
    office, kari = known(database)
    for each in (one, two):
        done(attach(*each.at, kari, "nav_contact", **ACTING))
    before = everything(database)
    moved = Agency("NAV Nordstrand", "nav", "Lambertseter")
    answer = done(edit_agency(database, office, 1, moved, **ACTING))
    assert answer.participants == ("SN-001", "SN-002")
    assert undone(database, before)


def test_somebody_who_goes_to_another_office_takes_their_participants_along(database: Database) -> None:
    one = someone(database)
    _, kari = known(database)
    done(attach(*one.at, kari, "nav_contact", **ACTING))
    other = done(add_agency(database, Agency("NAV Alna", "nav"), **ACTING)).id
    answer = done(edit_contact(database, kari, 1, Contact("Kari Nav", other), **ACTING))
    assert answer.participants == ("SN-001",)
    with database.read() as connection:
        assert connection.execute(select(contact.c.agency_id)).scalar_one() == other


@pytest.mark.parametrize(
    ("agency", "code"),
    [(Agency(" ", "nav"), "name_missing"), (Agency("X", "moon"), "unknown_line"), (NAV, "name_taken")],
)
def test_an_agency_that_cannot_be_is_refused(database: Database, agency: Agency, code: str) -> None:
    known(database)
    assert refused(add_agency(database, agency, **ACTING)) == code


def test_a_contact_that_cannot_be_is_refused(database: Database) -> None:
    one = someone(database)
    _, kari = known(database)
    assert refused(add_contact(database, Contact(""), **ACTING)) == "name_missing"
    assert refused(add_contact(database, Contact("X", "nowhere"), **ACTING)) == "unknown_agency"
    assert refused(attach(*one.at, "nobody", "gp", **ACTING)) == "unknown_contact"
    assert refused(attach(*one.at, kari, "king", **ACTING)) == "unknown_role"
    with pytest.raises(StaleVersion):
        edit_contact(database, kari, 7, Contact("X"), **ACTING)


def test_a_role_ends_and_begins_again(database: Database) -> None:
    one = someone(database)
    _, kari = known(database)
    first = done(attach(*one.at, kari, "nav_contact", **ACTING))
    ended = done(detach(database, first.id, first.version, **acting_on(TOMORROW)))
    assert [row["to_on"] for row in one.rows(participant_contact)] == [TODAY]
    again = done(attach(*one.at, kari, "nav_contact", **acting_on(TOMORROW)))
    assert (again.id, again.version, ended.version) == (first.id, 3, 2)
    assert [row["to_on"] for row in one.rows(participant_contact)] == [None]


def test_contact_is_logged_and_so_is_an_attempt_that_failed(database: Database) -> None:
    one = someone(database)
    before = everything(database)
    logged = done(log_activity(database, one.id, ActivityKind.CALL, reached=False, **ACTING))
    [row] = one.rows(activity)
    assert (row["kind"], row["on"], row["reached"], row["with_participant"]) == ("call", TODAY, False, True)
    assert row["caseworker_id"] == one.row["caseworker_id"]
    take_off(database, logged.id, 1, **ACTING)
    assert everything(database) == before
    with pytest.raises(Missing):
        take_off(database, logged.id, 1, **ACTING)


def test_contact_that_cannot_be_is_refused(database: Database) -> None:
    one = someone(database)
    call = ActivityKind.CALL
    assert refused(log_activity(database, one.id, call, on=TOMORROW, **ACTING)) == "date_ahead"
    assert refused(log_activity(database, one.id, call, caseworker="XX", **ACTING)) == "unknown_caseworker"
    assert refused(log_activity(database, one.id, call, agency_id="x", **ACTING)) == "unknown_agency"


def sent(one: Someone) -> applications.ApplicationWritten:
    office, _ = known(one.database)
    kind = ApplicationKind.HOUSING
    return done(applications.add(*one.at, kind, "bolig", agency_id=office, sent_on=TODAY, **ACTING))


def test_an_application_goes_from_draft_to_complaint(database: Database) -> None:
    one = someone(database)
    first = done(applications.add(*one.at, ApplicationKind.NAV, "sosialstønad", **ACTING))
    assert refused(applications.in_process(database, first.id, 1, **ACTING)) == "not_sent"
    away = done(applications.send(database, first.id, 1, TODAY, **ACTING))
    begun = done(applications.in_process(database, first.id, away.version, **ACTING))
    before = everything(database)
    no = done(
        applications.decide(
            database, first.id, begun.version, ApplicationState.REFUSED, TODAY, in_writing=False,
            complaint_due_on=TOMORROW, **ACTING,
        )
    )  # fmt: skip
    assert (no.state, no.ask_in_writing) == (ApplicationState.REFUSED, True)
    assert undone(database, before)
    version = one.rows(application)[0]["version"]
    done(
        applications.decide(
            database, first.id, version, ApplicationState.PARTLY, TODAY, in_writing=True, **ACTING
        )
    )
    version = one.rows(application)[0]["version"]
    assert not done(applications.complain(database, first.id, version, TODAY, **ACTING)).ask_in_writing
    assert whole(database)


def test_a_decision_that_cannot_be_is_refused(database: Database) -> None:
    one = someone(database)
    first = sent(one)
    at = (database, first.id, first.version)
    granted, yesterday = ApplicationState.GRANTED, TODAY - dt.timedelta(days=1)
    assert refused(applications.decide(*at, granted, TOMORROW, in_writing=True, **ACTING)) == "date_ahead"
    early = applications.decide(*at, granted, yesterday, in_writing=True, **ACTING)
    assert refused(early) == "decided_before_sent"
    draft = applications.decide(*at, ApplicationState.DRAFT, TODAY, in_writing=True, **ACTING)
    assert refused(draft) == "no_decision"
    assert refused(applications.complain(*at, TODAY, **ACTING)) == "nothing_refused"
    assert refused(applications.add(*one.at, ApplicationKind.NAV, "x" * 201, **ACTING)) == "text_long"
