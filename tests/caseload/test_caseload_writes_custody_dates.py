"""The board does not ask for a date that it knows: the start checklist follows the custody."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from exin_schema.tables import checklist_item, custody_episode
from exin_schema.vocabulary import ChecklistKind, ItemState, Phase
from exin_tui.caseload import items
from exin_tui.caseload.due_dates import rederive, refresh
from exin_tui.caseload.items import ItemWritten
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from tests.caseload.written import (
    ACTING,
    NOW,
    PROGRAMME,
    RELEASE_ON,
    TODAY,
    Written,
    custody,
    entered,
    written,
)

START = ChecklistKind.START
FULL_TERM = dt.date(2027, 7, 29)
BOTH = pytest.mark.parametrize(
    ("key", "column", "on"),
    [("sentence_end_date", "full_term_on", FULL_TERM), ("two_thirds_date", "two_thirds_on", RELEASE_ON)],
)


def standing(one: Written, key: str) -> tuple[str, dt.date | None, str]:
    row = one.item(START, key)
    return row["state"], row["value_on"], row["changed_by"]


def change_custody(one: Written, **values: Any) -> None:
    with one.database.write(command="custody.edit", now=NOW, actor="AB") as door:
        row = door.connection.execute(
            custody_episode.select().where(custody_episode.c.participant_id == one.id)
        ).one()
        door.update(custody_episode, row.id, row.version, values)
        rederive(door, [one.id], today=TODAY, programme=PROGRAMME)


@BOTH
def test_a_date_of_the_custody_is_done_from_the_first_and_signed(
    database: Database, key: str, column: str, on: dt.date
) -> None:
    one = written(database, entered(custody=custody(**{column: on})))
    assert standing(one, key) == ("done", on, "KN")
    assert one.item(START, key)["changed_at"] == NOW
    assert refresh(database, **ACTING) == ()


@BOTH
def test_a_date_that_is_not_known_is_asked_for(
    database: Database, key: str, column: str, on: dt.date
) -> None:
    with_the_other = entered(custody=custody(**{column: None}, decided_on=on))
    assert standing(written(database, with_the_other), key) == ("not_started", None, "")


@BOTH
def test_the_item_comes_along_when_the_date_is_known_changes_and_is_taken_off(
    database: Database, key: str, column: str, on: dt.date
) -> None:
    one = written(database, entered(custody=custody(**{column: None})))
    change_custody(one, **{column: on})
    assert standing(one, key) == ("done", on, "AB")
    later = on + dt.timedelta(days=3)
    change_custody(one, **{column: later})
    assert standing(one, key) == ("done", later, "AB")
    change_custody(one, **{column: None})
    assert standing(one, key) == ("not_started", None, "AB")


def test_what_a_person_says_is_not_needed_stays(database: Database) -> None:
    one = written(database)
    at = one.at(START, "two_thirds_date")
    assert isinstance(items.not_needed(database, *at, "Soner hele dommen", **ACTING), ItemWritten)
    change_custody(one, two_thirds_on=RELEASE_ON + dt.timedelta(days=9))
    change_custody(one, two_thirds_on=None)
    assert standing(one, "two_thirds_date")[0] == "not_needed"


def test_not_needed_that_is_taken_back_is_done_with_the_date(database: Database) -> None:
    one = written(database)
    items.not_needed(database, *one.at(START, "two_thirds_date"), "Tvil", **ACTING)
    items.untick(database, *one.at(START, "two_thirds_date"), **ACTING)
    assert standing(one, "two_thirds_date") == ("done", RELEASE_ON, "KN")
    assert one.item(START, "two_thirds_date")["reason"] == ""


def test_a_confirmed_date_stays_confirmed_until_it_is_another(database: Database) -> None:
    one = written(database)
    items.confirm(database, *one.at(START, "two_thirds_date"), "Kontaktbetjent", **ACTING)
    change_custody(one, place="Ullersmo")
    assert standing(one, "two_thirds_date")[0] == "confirmed"
    change_custody(one, two_thirds_on=RELEASE_ON + dt.timedelta(days=1))
    assert standing(one, "two_thirds_date")[0] == "done"
    assert one.item(START, "two_thirds_date")["confirmed_with"] == ""


@pytest.mark.parametrize("command", [items.untick, items.start])
def test_nobody_opens_an_item_whose_date_is_known(database: Database, command: Any) -> None:
    one = written(database)
    answer = command(database, *one.at(START, "two_thirds_date"), **ACTING)
    assert isinstance(answer, Refusal)
    assert answer.code == "follows_custody"


def test_a_date_taken_off_the_item_is_taken_off_the_custody_and_stays_off(database: Database) -> None:
    one = written(database)
    answer = items.set_value(database, *one.at(START, "two_thirds_date"), None, **ACTING)
    assert isinstance(answer, ItemWritten)
    assert answer.state is ItemState.NOT_STARTED
    with database.read() as connection:
        assert connection.execute(custody_episode.select()).one().two_thirds_on is None
    refresh(database, **ACTING)
    assert standing(one, "two_thirds_date")[:2] == ("not_started", None)


def test_a_list_gone_through_without_a_date_stays_done(database: Database) -> None:
    nothing_known = custody(full_term_on=None, two_thirds_on=None)
    planned = entered(phase=Phase.PRE_RELEASE, custody=nothing_known, lists_done=frozenset({START}))
    one = written(database, planned)
    refresh(database, **ACTING)
    of_start = [row for row in one.items() if row["kind"] == START.value]
    assert {(row["state"], row["changed_by"], row["changed_at"]) for row in of_start} == {("done", "KN", NOW)}


def test_items_that_an_older_version_left_open_are_done_on_the_next_day(database: Database) -> None:
    one = written(database)
    with database.write(command="test", now=NOW, actor="AB") as door:
        identity, version = one.at(START, "sentence_end_date")
        door.update(checklist_item, identity, version, {"state": "not_started", "value_on": None})
    (moved,) = refresh(database, **ACTING)
    assert (moved.key, moved.done) == ("sentence_end_date", True)
    assert standing(one, "sentence_end_date")[:2] == ("done", FULL_TERM)
