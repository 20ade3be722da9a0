"""The situation at start and at release: noted once for each imprisonment, corrected, undone."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_schema.tables import application, situation
from exin_schema.vocabulary import (
    ActivityKind,
    ApplicationKind,
    ApplicationState,
    Housing,
    Income,
    IndividualPlan,
    SituationMoment,
)
from exin_tui.caseload import applications
from exin_tui.caseload.activities import log_activity
from exin_tui.caseload.case_models import CaseView
from exin_tui.caseload.case_view import load_case_view
from exin_tui.caseload.situations import Situation, set_situation, take_off
from exin_tui.history.undo import undo_last
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.everyday import Someone, done, everything, refused, someone, whole
from tests.caseload.written import ACTING, NOW, TODAY

START, RELEASE = SituationMoment.START, SituationMoment.RELEASE
SAID = Situation(
    Housing.NONE,
    (Income.WORK, Income.AAP),
    child_support=False,
    children=1,
    individual_plan=IndividualPlan.NO,
)
DAY = dt.timedelta(days=1)


@pytest.fixture
def one(database: Database) -> Someone:
    return someone(database)


def view(one: Someone) -> CaseView:
    with one.database.read() as connection:
        return load_case_view(connection, one.id)


def test_it_is_noted_read_corrected_and_undone(one: Someone, database: Database) -> None:
    written = done(set_situation(database, one.id, START, 0, SAID, **ACTING))
    before = everything(database)
    (noted,) = view(one).situations
    assert (noted.moment, noted.on, noted.income) == (START, TODAY, (Income.WORK, Income.AAP))
    assert (noted.housing, noted.child_support, noted.children) == (Housing.NONE, False, 1)
    corrected = Situation(Housing.MUNICIPAL, (Income.NONE,))
    done(set_situation(database, one.id, START, written.version, corrected, on=TODAY - DAY, **ACTING))
    (noted,) = view(one).situations
    assert (noted.housing, noted.on, noted.children) == (Housing.MUNICIPAL, TODAY - DAY, None)
    undo_last(database, "KN", NOW)
    assert everything(database) == before
    assert whole(database)


def test_start_and_release_are_two(one: Someone, database: Database) -> None:
    done(set_situation(database, one.id, RELEASE, 0, SAID, **ACTING))
    done(set_situation(database, one.id, START, 0, SAID, **ACTING))
    assert [noted.moment for noted in view(one).situations] == [START, RELEASE]
    assert {row["episode_id"] for row in one.rows(situation)} == {one.episode["id"]}


def test_two_who_note_it_at_once_do_not_overwrite_one_another(one: Someone, database: Database) -> None:
    done(set_situation(database, one.id, START, 0, SAID, **ACTING))
    with pytest.raises(StaleVersion):
        set_situation(database, one.id, START, 0, Situation(Housing.OWNS), **ACTING)
    row = one.rows(situation)[0]
    take_off(database, row["id"], row["version"], **ACTING)
    with pytest.raises(StaleVersion):
        set_situation(database, one.id, START, row["version"], Situation(Housing.OWNS), **ACTING)


@pytest.mark.parametrize(
    ("said", "on", "code"),
    [
        (Situation(income=(Income.NONE, Income.WORK)), None, "income_none"),
        (Situation(children=-1), None, "children"),
        (Situation(children=21), None, "children"),
        (Situation(), TODAY + DAY, "date_ahead"),
    ],
)
def test_what_cannot_be_so_is_refused(
    one: Someone, database: Database, said: Situation, on: dt.date | None, code: str
) -> None:
    assert refused(set_situation(database, one.id, START, 0, said, on=on, **ACTING)) == code
    assert one.rows(situation) == []


def test_an_application_says_how_long_it_has_waited_and_asks_for_the_letter(
    one: Someone, database: Database
) -> None:
    sent = TODAY - 40 * DAY
    new = done(applications.add(*one.at, ApplicationKind.NAV, "KVP", sent_on=sent, **ACTING))
    (shown,) = view(one).applications
    assert (shown.waited(TODAY), shown.ask_in_writing) == (40, False)
    answer = done(
        applications.decide(
            database, new.id, new.version, ApplicationState.REFUSED, TODAY, in_writing=False, **ACTING
        )
    )
    (shown,) = view(one).applications
    assert (shown.waited(TODAY), shown.ask_in_writing, answer.ask_in_writing) == (None, True, True)


def test_an_application_is_corrected_and_sent_by_its_date(one: Someone, database: Database) -> None:
    new = done(applications.add(*one.at, ApplicationKind.NAV, "KVP", **ACTING))
    at = (database, new.id, new.version)
    other = done(applications.edit(*at, ApplicationKind.HOUSING, "Leilighet", sent_on=TODAY, **ACTING))
    assert other.state is ApplicationState.SENT
    row = one.rows(application)[0]
    assert (row["kind"], row["what"], row["sent_on"]) == ("housing", "Leilighet", TODAY)
    at = (database, new.id, other.version)
    assert refused(applications.edit(*at, ApplicationKind.NAV, "x", agency_id="nobody", **ACTING)) == (
        "unknown_agency"
    )


def test_contact_is_read_newest_first_with_the_attempts_that_failed(one: Someone, database: Database) -> None:
    done(log_activity(database, one.id, ActivityKind.CALL, on=TODAY - DAY, **ACTING))
    done(log_activity(database, one.id, ActivityKind.MESSAGE, reached=False, **ACTING))
    read = [(each.kind, each.reached, each.caseworker) for each in view(one).activities]
    assert read == [(ActivityKind.MESSAGE, False, "KN"), (ActivityKind.CALL, True, "KN")]
