"""Tasks, the team, and the words of stored keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from exin_schema.tables import caseworker, task, team
from exin_schema.vocabulary import ChecklistKind, Role, TaskState
from exin_tui.caseload import tasks
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.tasks import TaskWritten
from exin_tui.caseload.team import Colleague, set_colleague, set_team
from exin_tui.language import Label
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.written import ACTING, PROGRAMME, SIGNED, TODAY, team_of_two, written

LABELS = Labels.of(PROGRAMME, {"nav.kvp": Label("KVP vurderes", "KVP considered")})


def refused(answer: object) -> str:
    assert isinstance(answer, Refusal)
    assert answer.message.say("en")
    return answer.code


def done(answer: TaskWritten | Refusal) -> TaskWritten:
    assert isinstance(answer, TaskWritten)
    return answer


def stored(database: Database, task_id: str) -> Mapping[str, Any]:
    with database.read() as connection:
        return dict(connection.execute(select(task).where(task.c.id == task_id)).mappings().one())


def new(database: Database) -> TaskWritten:
    one = written(database)
    due = TODAY + dt.timedelta(days=3)
    return done(
        tasks.add(
            database, "Ring [b]utleier[/b]\x1b", participant_id=one.id, due_on=due, responsible="AB", **ACTING
        )
    )


def test_a_task_is_added_as_a_clean_line(database: Database) -> None:
    row = stored(database, new(database).id)
    assert (row["title"], row["state"], row["changed_by"]) == ("Ring [b]utleier[/b]", "open", "KN")
    assert row["responsible_id"] is not None


def test_a_task_of_the_teams_own_has_no_participant(database: Database) -> None:
    team_of_two(database)
    answer = done(tasks.add(database, "Bestille bil", **ACTING))
    assert stored(database, answer.id)["participant_id"] is None


@pytest.mark.parametrize(
    ("title", "responsible", "code"),
    [("  \x07", "", "title_missing"), ("x" * 201, "", "title_long"), ("Ring", "XX", "unknown_caseworker")],
)
def test_a_task_without_a_line_or_for_nobody_is_refused(
    database: Database, title: str, responsible: str, code: str
) -> None:
    team_of_two(database)
    assert refused(tasks.add(database, title, responsible=responsible, **ACTING)) == code


def test_a_task_is_finished_and_opened_again(database: Database) -> None:
    first = new(database)
    finished = done(tasks.done(database, first.id, first.version, **ACTING))
    assert finished.state is TaskState.DONE
    assert done(tasks.reopen(database, first.id, finished.version, **ACTING)).state is TaskState.OPEN


def test_a_task_is_not_needed_for_a_reason(database: Database) -> None:
    first = new(database)
    assert refused(tasks.not_needed(database, first.id, first.version, " ", **ACTING)) == "reason_required"
    answer = done(tasks.not_needed(database, first.id, first.version, "Løst", **ACTING))
    assert answer.state is TaskState.NOT_NEEDED


def test_a_task_is_put_off_to_a_later_day_for_a_reason_and_keeps_its_due_date(database: Database) -> None:
    first = new(database)
    later = TODAY + dt.timedelta(days=7)
    assert refused(tasks.snooze(database, first.id, first.version, TODAY, "x", **ACTING)) == "snooze_past"
    assert refused(tasks.snooze(database, first.id, first.version, later, "", **ACTING)) == "reason_required"
    answer = done(tasks.snooze(database, first.id, first.version, later, "På ferie", **ACTING))
    assert (answer.due_on, stored(database, first.id)["snoozed_until"]) == (first.due_on, later)


def test_a_task_gets_another_day_and_another_colleague(database: Database) -> None:
    first = new(database)
    moved = done(tasks.set_due(database, first.id, first.version, None, **ACTING))
    assert moved.due_on is None
    assert (
        refused(tasks.set_responsible(database, first.id, moved.version, "XX", **ACTING))
        == "unknown_caseworker"
    )
    done(tasks.set_responsible(database, first.id, moved.version, "", **ACTING))
    assert stored(database, first.id)["responsible_id"] is None


def test_a_task_that_somebody_else_changed_is_left_alone(database: Database) -> None:
    first = new(database)
    tasks.done(database, first.id, first.version, **ACTING)
    with pytest.raises(StaleVersion, match="KN"):
        tasks.set_due(database, first.id, first.version, None, **ACTING)


def test_the_team_is_named_once_and_renamed(database: Database) -> None:
    set_team(database, "Søndre Nordstrand", "sn", **SIGNED)
    set_team(database, "Nordstrand", "NO", **SIGNED)
    with database.read() as connection:
        rows = connection.execute(select(team.c.name, team.c.code_prefix)).all()
    assert [tuple(row) for row in rows] == [("Nordstrand", "NO")]


@pytest.mark.parametrize(
    ("name", "prefix", "code"),
    [
        (" ", "SN", "team_name"),
        ("SN", "", "code_prefix"),
        ("SN", "S-1", "code_prefix"),
        ("SN", "ABCDE", "code_prefix"),
    ],
)
def test_a_team_needs_a_name_and_letters(database: Database, name: str, prefix: str, code: str) -> None:
    assert refused(set_team(database, name, prefix, **SIGNED)) == code


def test_a_colleague_joins_changes_and_leaves_without_participants(database: Database) -> None:
    written(database)
    set_colleague(database, Colleague("TL", "Tone", Role.TEAM_LEADER, capacity=3), **SIGNED)
    with database.read() as connection:
        row = connection.execute(select(caseworker).where(caseworker.c.initials == "TL")).one()
    assert (row.role, row.capacity, row.demanding_capacity) == ("team_leader", 3, None)
    assert refused(set_colleague(database, Colleague("KN", active=False), **SIGNED)) == "has_participants"
    assert isinstance(set_colleague(database, Colleague("AB", active=False), **SIGNED), str)


@pytest.mark.parametrize("initials", ["", " ", "ABCD", "A B"])
def test_initials_are_one_to_three_letters(database: Database, initials: str) -> None:
    assert refused(set_colleague(database, Colleague(initials), **SIGNED)) == "initials"


def test_an_items_words_are_the_forms_and_say_how_it_is_treated() -> None:
    label, sensitive, critical = LABELS.item_label(ChecklistKind.RELEASE, "housing")
    assert (label.say("nb"), sensitive, critical) == ("Bolig avklart", False, True)
    assert LABELS.item_label("start", "substance_use_adviser").sensitive
    assert LABELS.section("start", "kontaktbetjent") == "contacts_inside"
    assert LABELS.section_names["start", "contacts_inside"].nb == "Nødvendige ressurspersoner ved soningssted"


def test_a_key_that_nobody_knows_is_shown_as_it_is_and_treated_with_care() -> None:
    label, sensitive, critical = LABELS.item_label("release", "gone.item\x1b")
    assert (label.say("nb"), sensitive, critical) == ("gone.item", True, False)
    assert LABELS.meeting_kind("gone.kind").say("en") == "gone.kind"
    assert LABELS.contact_role("gone.role").say("en") == "gone.role"
    assert LABELS.role_sensitive("gone.role")
    assert LABELS.consent_line("dps").say("nb") == "dps"
    assert LABELS.section("release", "gone.item") == ""


def test_a_task_goes_by_its_title_else_by_its_key() -> None:
    assert LABELS.task_title("nav.kvp", "").say("en") == "KVP considered"
    assert LABELS.task_title("nav.kvp", "Ring [b]").say("en") == "Ring [b]"
    assert LABELS.task_title("nav.gone", "").say("en") == "nav.gone"
    assert LABELS.task_title(None, "").say("en") == ""


def test_meetings_roles_and_lines_have_their_words() -> None:
    assert LABELS.meeting_kind("visit").say("nb") == "Besøk"
    assert LABELS.meeting_kind("other", "Kaffe").say("nb") == "Kaffe"
    assert LABELS.contact_role("gp").say("nb") == "Fastlege"
    assert LABELS.consent_line("nav").say("en") == "NAV"
