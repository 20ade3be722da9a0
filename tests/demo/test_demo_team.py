"""The demo's team has everything that the board is there to notice."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

import pytest
from sqlalchemy import func, select

from exin_schema.tables import (
    activity,
    agency,
    application,
    caseworker,
    consent,
    contact,
    custody_episode,
    meeting,
    participant,
    participant_contact,
    team,
)
from exin_schema.vocabulary import CustodyKind, Mark, Phase, ReleaseStanding, Role
from exin_tui.caseload.models import Overview, ParticipantRow
from exin_tui.demo.names import DIFFICULT
from exin_tui.history.verifying import verify
from exin_tui.programme.holidays import is_public_holiday
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database
from tests.demo.invented import TODAY, invent, overview, rows


@pytest.fixture(scope="module")
def demo() -> Database:
    """The demo of Friday 27 November 2026, read by every test and changed by none."""
    made = temporary_database(actor="demo")
    invent(made)
    return made


@pytest.fixture(scope="module")
def board(demo: Database) -> Overview:
    return overview(demo)


def one(board: Overview, code: str) -> ParticipantRow:
    return next(row for row in board.rows if row.person.code == code)


def labels(row: ParticipantRow) -> set[str]:
    return {alert.code for alert in row.alerts}


def test_the_team_is_sondre_nordstrand_with_three_caseworkers_and_a_leader(demo: Database) -> None:
    assert [tuple(row) for row in rows(demo, select(team.c.name, team.c.code_prefix))] == [
        ("Søndre Nordstrand", "SN")
    ]
    roles = {row.initials: row.role for row in rows(demo, select(caseworker))}
    assert roles == {
        "KN": Role.CASEWORKER,
        "AB": Role.CASEWORKER,
        "MH": Role.CASEWORKER,
        "TL": Role.TEAM_LEADER,
    }


def test_thirty_six_participants_in_all_six_phases(board: Overview) -> None:
    assert Counter(row.phase for row in board.rows) == {
        Phase.INTAKE: 4,
        Phase.IN_PRISON: 9,
        Phase.PRE_RELEASE: 6,
        Phase.POST_RELEASE: 7,
        Phase.REINTEGRATION: 8,
        Phase.CLOSING: 2,
    }


def test_six_are_overdue_three_due_today_and_eight_within_seven_days(board: Overview) -> None:
    assert Counter(row.mark for row in board.due) == {Mark.OVERDUE: 6, Mark.TODAY: 3, Mark.SOON: 8}


def test_one_caseworker_is_over_the_limit_for_a_reason_and_one_is_full(board: Overview) -> None:
    load = {row.initials: row for row in board.capacity}
    assert (load["MH"].active, load["MH"].limit, load["MH"].over) == (13, 12, True)
    assert load["MH"].reason
    assert load["MH"].reason_by == "TL"
    assert (load["KN"].active, load["KN"].demanding) == (11, 6)
    assert (load["AB"].active, load["AB"].demanding) == (9, 4)
    assert (load["TL"].active, load["TL"].limit, load["TL"].demanding_limit) == (3, 4, 2)


def test_five_are_released_within_four_weeks_one_on_a_friday_one_before_a_holiday(board: Overview) -> None:
    coming = sorted(
        row.release.on
        for row in board.rows
        if not row.out and row.release.on and row.release.on <= TODAY + dt.timedelta(days=28)
    )
    assert len(coming) == 5
    assert any(day.weekday() == 4 for day in coming)
    assert any(is_public_holiday(day + dt.timedelta(days=1)) for day in coming)


def test_somebody_is_in_remand_without_a_release_date(board: Overview) -> None:
    remand = [row for row in board.rows if row.custody is CustodyKind.REMAND]
    assert remand
    assert all(row.release.standing is ReleaseStanding.UNKNOWN for row in remand)


def test_phase_3_should_have_begun_for_somebody(board: Overview) -> None:
    assert "phase3_window" in labels(one(board, "SN-031"))


def test_consents_are_missing_expiring_narrowed_and_withdrawn(demo: Database, board: Overview) -> None:
    assert "consent.at_release" in labels(one(board, "SN-012"))
    assert "consent.expiring" in labels(one(board, "SN-002"))
    assert rows(demo, select(consent.c.id).where(consent.c.role != ""))
    assert rows(demo, select(consent.c.id).where(consent.c.topics != ""))
    assert len(rows(demo, select(consent.c.id).where(consent.c.withdrawn_on.is_not(None)))) >= 3


def test_one_participant_has_a_protected_address(demo: Database) -> None:
    assert len(rows(demo, select(participant.c.id).where(participant.c.protected_address.is_(True)))) == 1


def test_applications_wait_and_one_has_waited_long(demo: Database, board: Overview) -> None:
    waiting = rows(demo, select(application.c.id).where(application.c.state.in_(("sent", "in_process"))))
    assert len(waiting) >= 4
    assert "application_waiting" in labels(one(board, "SN-015"))


def test_somebody_has_not_been_reached_for_too_long(demo: Database, board: Overview) -> None:
    assert {"no_contact"} <= labels(one(board, "SN-023")) & labels(one(board, "SN-016"))
    assert rows(demo, select(activity.c.id).where(activity.c.reached.is_(False)))


def test_a_group_meeting_is_missing_after_a_release_and_nowhere_else(board: Overview) -> None:
    assert [row.person.code for row in board.rows if "suggested_meetings" in labels(row)] == ["SN-019"]


def test_somebody_in_intake_has_only_the_clarification_left(board: Overview) -> None:
    assert "intake.talks" in labels(one(board, "SN-034"))


def test_the_first_row_is_the_one_with_critical_items_overdue(board: Overview) -> None:
    assert board.rows[0].person.code == "SN-007"


def test_three_meetings_today_and_the_team_meets_every_morning(board: Overview) -> None:
    today = [row for row in board.meetings if row.starts_at.date() == TODAY]
    assert [f"{row.starts_at:%H:%M}" for row in today if row.person] == ["09:15", "10:00", "13:30"]
    daily = [row.starts_at for row in board.meetings if row.kind == "daily"]
    assert [f"{moment:%a %H:%M}" for moment in daily] == [
        f"{day} 08:30" for day in ("Fri", "Mon", "Tue", "Wed", "Thu", "Fri")
    ]


def test_there_are_meetings_later_than_the_week(demo: Database) -> None:
    after = dt.datetime.combine(TODAY + dt.timedelta(days=8), dt.time(), dt.UTC)
    assert len(rows(demo, select(meeting.c.id).where(meeting.c.starts_at > after))) >= 8


def test_contacts_work_at_agencies_and_have_roles(demo: Database) -> None:
    assert rows(demo, select(func.count()).select_from(agency))[0][0] == 16
    roles = {row[0] for row in rows(demo, select(participant_contact.c.role).distinct())}
    assert {"kontaktbetjent", "reentry_coordinator", "nav_contact", "lawyer", "gp", "family"} <= roles


def test_a_name_that_looks_like_markup_is_among_them(demo: Database) -> None:
    assert rows(demo, select(participant.c.id).where(participant.c.given_name == DIFFICULT[0]))


def test_no_telephone_number_can_be_anybodys_and_nothing_looks_like_an_identity_number(
    demo: Database,
) -> None:
    phones = [row[0] for table in (participant, contact, agency) for row in rows(demo, select(table.c.phone))]
    assert all(re.fullmatch(r"(01 \d\d \d\d \d\d)?", phone) for phone in phones)
    with demo.read() as connection:
        for table in (participant, contact):
            for row in connection.execute(select(table)):
                assert not any(re.fullmatch(r"\d{11}|\d{6} \d{5}", str(value)) for value in row)


def test_every_one_is_18_to_25_at_the_referral(demo: Database) -> None:
    for row in rows(demo, select(participant.c.birth_date, participant.c.referred_on)):
        assert 18 <= (row.referred_on - row.birth_date).days / 365.2425 < 26


def test_dates_of_custody_and_phases_are_in_order(demo: Database) -> None:
    statement = select(participant, custody_episode.c.started_on, custody_episode.c.released_on).join(
        custody_episode, custody_episode.c.participant_id == participant.c.id
    )
    for row in rows(demo, statement):
        assert row.referred_on <= row.phase_since
        if row.enrolled_on and row.phase != Phase.INTAKE:
            assert row.referred_on <= row.enrolled_on <= row.phase_since
        assert row.started_on < (row.released_on or TODAY)
        assert row.started_on <= row.referred_on
        assert row.phase_since <= TODAY


def test_everybody_who_is_out_has_been_released(board: Overview) -> None:
    for row in board.rows:
        late = row.phase in {Phase.POST_RELEASE, Phase.REINTEGRATION, Phase.CLOSING}
        assert row.out is late


def test_the_change_log_verifies(demo: Database) -> None:
    with demo.read() as connection:
        assert verify(connection).ok


def test_on_either_kind_of_database(database: Database) -> None:
    invent(database, participants=12)
    assert len(overview(database).rows) == 12
