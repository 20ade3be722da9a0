"""Registering participants: codes, aliases, checklists, and what is refused."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import pytest
from sqlalchemy import func, select

from exin_schema.tables import (
    checklist,
    checklist_item,
    consent,
    custody_episode,
    participant,
    phase_transition,
)
from exin_schema.vocabulary import ChecklistKind, CustodyKind, Phase, ProbationState
from exin_tui.caseload.register import register, register_all
from exin_tui.caseload.registration import Custody, Registered, Registration
from exin_tui.caseload.roster import DEFAULT_PREFIX, read_roster
from exin_tui.history.verifying import verify
from exin_tui.privacy.aliases import WORDS
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from tests.caseload.written import (
    ACTING,
    ENROLLED_ON,
    NOW,
    PROGRAMME,
    RELEASE_ON,
    TODAY,
    consents,
    custody,
    entered,
    team_of_two,
    written,
)

START, RELEASE = ChecklistKind.START, ChecklistKind.RELEASE


def registered(answer: Registered | Refusal) -> Registered:
    assert isinstance(answer, Registered)
    return answer


def count(database: Database, table: object) -> int:
    with database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def test_the_first_gets_001_and_the_next_the_number_after_the_highest(database: Database) -> None:
    team_of_two(database)
    assert registered(register(database, entered(), **ACTING)).code == "SN-001"
    assert registered(register(database, entered(code="SN-036"), **ACTING)).code == "SN-036"
    assert registered(register(database, entered(code="ABC"), **ACTING)).code == "ABC"
    assert registered(register(database, entered(), **ACTING)).code == "SN-037"


def test_without_a_team_there_is_still_a_code(database: Database) -> None:
    answer = registered(register(database, Registration(), **ACTING))
    assert answer.code == f"{DEFAULT_PREFIX}-001"


def test_an_alias_is_a_word_of_the_list_and_says_nothing_of_the_name(database: Database) -> None:
    team_of_two(database)
    names = [registered(register(database, entered(), **ACTING)).alias for _ in range(5)]
    assert set(names) <= set(WORDS)
    assert len(set(names)) == 5  # the same name five times over


def test_closed_participants_keep_their_code_and_alias(database: Database) -> None:
    one = written(database, entered(closed_on=TODAY, alias="Furu"))
    with database.write(command="test", now=NOW) as door:
        roster = read_roster(door.connection, rng=random.Random(1))  # noqa: S311 — the same each time
    assert one.registered.code in roster.codes
    assert "Furu" in roster.aliases
    assert "Furu" not in {roster.next_alias() for _ in WORDS[1:]}
    assert roster.next_alias().endswith(" 2")


@pytest.mark.parametrize(
    ("registration", "code"),
    [
        (entered(code="SN-001"), "code_taken"),
        (entered(code=" \x1b "), "code_empty"),
        (entered(caseworker="XX"), "unknown_caseworker"),
    ],
)
def test_what_is_refused(database: Database, registration: Registration, code: str) -> None:
    written(database)
    answer = register(database, registration, **ACTING)
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert count(database, participant) == 1


def test_many_are_registered_all_or_none(database: Database) -> None:
    team_of_two(database)
    with database.write(command="import", now=NOW) as door:
        answer = register_all(
            door,
            [entered(), *[entered(code="SN-009")] * 2],
            today=TODAY,
            programme=PROGRAMME,
        )
    assert isinstance(answer, Refusal)
    assert count(database, participant) == 0
    with database.write(command="import", now=NOW) as door:
        everybody = register_all(
            door, [entered(), entered(code="SN-009"), entered()], today=TODAY, programme=PROGRAMME
        )
    assert not isinstance(everybody, Refusal)
    assert [each.code for each in everybody] == ["SN-010", "SN-009", "SN-011"]


def test_texts_are_stored_without_what_a_terminal_obeys(database: Database) -> None:
    ugly = {"given_name": "Åse [/b]\x1b[2J", "family_name": "O'Hara‑Øy\u202e"}
    one = written(database, entered(custody=custody(place="Halden\n"), **ugly))
    assert (one.row()["given_name"], one.row()["family_name"]) == ("Åse [/b]", "O'Hara‑Øy")
    with database.read() as connection:
        assert connection.execute(select(custody_episode.c.place)).scalar() == "Halden"


def test_the_first_phase_is_recorded(database: Database) -> None:
    one = written(database)
    with database.read() as connection:
        moves = connection.execute(select(phase_transition)).mappings().all()
    assert [(move["from_phase"], move["to_phase"], move["on"]) for move in moves] == [
        (None, "pre_release", dt.date(2026, 10, 13))
    ]
    assert one.row()["phase"] == Phase.PRE_RELEASE


def test_a_candidate_has_no_checklists_yet(database: Database) -> None:
    written(database, Registration(given_name="Ailo", caseworker="AB", custody=custody()))
    assert count(database, checklist) == 0


def test_both_checklists_with_the_guides_items(database: Database) -> None:
    one = written(database)
    assert Counter(row["kind"] for row in one.items()) == {"start": 16, "release": 19}


def test_due_dates_are_the_rules(database: Database) -> None:
    one = written(database)
    for row in one.items():
        if row["kind"] == "start":
            assert row["in_force_on"] == ENROLLED_ON
            assert row["due_on"] == ENROLLED_ON + dt.timedelta(days=28)
        else:
            critical = row["key"] in {"housing", "social_benefits", "bank_id", "consent_minimum"}
            assert row["due_on"] == RELEASE_ON - dt.timedelta(days=14 if critical else 0)


def test_the_release_list_is_in_force_three_months_before_the_release(database: Database) -> None:
    serving = custody(decided_on=None, two_thirds_on=dt.date(2027, 5, 31), probation=ProbationState.NONE)
    one = written(database, entered(phase=Phase.IN_PRISON, custody=serving))
    assert one.item(RELEASE, "housing")["in_force_on"] == dt.date(2027, 2, 28)


def test_in_remand_the_release_list_waits_and_nothing_is_due(database: Database) -> None:
    remand = Custody(CustodyKind.REMAND, started_on=dt.date(2026, 10, 1), full_term_on=RELEASE_ON)
    one = written(database, entered(phase=Phase.IN_PRISON, custody=remand))
    released = [row for row in one.items() if row["kind"] == "release"]
    assert released
    assert all(row["in_force_on"] is None and row["due_on"] is None for row in released)


def test_whoever_is_entered_in_phase_5_has_no_old_lists_unless_they_are_said_to_be_done(
    database: Database,
) -> None:
    one = written(database, entered(phase=Phase.REINTEGRATION))
    assert one.items() == []
    other = registered(
        register(database, entered(phase=Phase.REINTEGRATION, lists_done=frozenset(ChecklistKind)), **ACTING)
    )
    with database.read() as connection:
        states = connection.execute(
            select(checklist_item.c.key, checklist_item.c.state).where(
                checklist_item.c.participant_id == other.id
            )
        ).all()
    assert len(states) == 35
    assert {row.key for row in states if row.state != "done"} == {"consent_minimum"}  # friomsorgen is missing


def test_a_consent_for_one_imprisonment_belongs_to_it(database: Database) -> None:
    written(database, entered(consents=consents("nav") + consents("prison", expires_on=RELEASE_ON)))
    with database.read() as connection:
        of_line = {row.line: row.episode_id for row in connection.execute(select(consent))}
    assert of_line["nav"] is None
    assert of_line["prison"] is not None


def test_the_log_verifies_after_many(database: Database) -> None:
    team_of_two(database)
    with database.write(command="import", now=NOW) as door:
        register_all(door, [entered() for _ in range(60)], today=TODAY, programme=PROGRAMME)
    assert count(database, checklist_item) == 60 * 35
    with database.read() as connection:
        assert verify(connection).ok
