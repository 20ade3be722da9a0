"""A task typed as one line."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from exin_schema.tables import task
from exin_tui.caseload.task_line import TaskLine, add_line, parse_task_line
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from tests.caseload.everyday import done, refused, someone
from tests.caseload.written import ACTING, TODAY

FRIDAY = dt.date(2026, 12, 4)
"""The first one after today, which is a Friday."""
TEAM = ("KN", "AB")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("KN ring advokat fredag", TaskLine("ring advokat", "KN", FRIDAY)),
        ("ring advokat", TaskLine("ring advokat")),
        ("AB  ring   NAV fr", TaskLine("ring NAV", "AB", FRIDAY)),
        ("NAV ringer tilbake +14d", TaskLine("NAV ringer tilbake", "", TODAY + dt.timedelta(days=14))),
        ("KN søk bolig innen 1.12", TaskLine("søk bolig", "KN", dt.date(2026, 12, 1))),
        ("book car by fr. 27. nov. 2026", TaskLine("book car", "", TODAY)),
        ("kn ring", TaskLine("kn ring")),
        ("ring KN", TaskLine("ring KN")),
        ("fredag ring lege", TaskLine("fredag ring lege")),
        ("hent nøkkel 3", TaskLine("hent nøkkel 3")),
        ("AB møt Åse [/b] i morgen", TaskLine("møt Åse [/b]", "AB", TODAY + dt.timedelta(days=1))),
        ("KN", TaskLine("", "KN")),
        ("", TaskLine("")),
    ],
)
def test_initials_lead_and_a_date_as_typed_trails(typed: str, line: TaskLine) -> None:
    assert parse_task_line(typed, TEAM, TODAY) == line


@pytest.mark.parametrize(
    ("typed", "code"), [("ring 31.2", "no_such_date"), ("ring ma. 27. nov. 2026", "wrong_weekday")]
)
def test_a_day_that_does_not_exist_is_not_taken_for_a_word(typed: str, code: str) -> None:
    assert refused(parse_task_line(typed, TEAM, TODAY)) == code


@given(st.text())
def test_no_word_is_lost(typed: str) -> None:
    line = parse_task_line(typed, TEAM, TODAY)
    if not isinstance(line, Refusal) and line.due_on is None:
        assert [*line.responsible.split(), *line.title.split()] == one_line(typed).split()


def test_a_line_is_a_task_of_the_participant_or_of_the_team(database: Database) -> None:
    one = someone(database)
    written = done(add_line(database, "AB ring advokat fredag", participant_id=one.id, **ACTING))
    assert one.open_tasks()["ring advokat"]["due_on"] == written.due_on == FRIDAY
    done(add_line(database, "vask bilen", **ACTING))
    with database.read() as connection:
        teams = select(task.c.title).where(task.c.participant_id.is_(None))
        assert connection.execute(teams).scalar() == "vask bilen"
    assert refused(add_line(database, "KN fredag", **ACTING)) == "title_missing"
    assert refused(add_line(database, "x" * 300, **ACTING)) == "title_long"
