"""One thing done to several rows: one transaction, one undo, and what was refused stays as it was."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import func, select

from exin_schema.tables import change, checklist_item, contact, task
from exin_tui.caseload import items, tasks
from exin_tui.caseload.bulk import Bulk, BulkWritten, Marked, Wish, do_all
from exin_tui.caseload.contacts import Contact
from exin_tui.caseload.item_contact import attach_new_contact
from exin_tui.caseload.own_tasks import EARLIER_PLAN
from exin_tui.history.undo import undo_last
from exin_tui.storage.database import Database
from tests.caseload.everyday import Someone, done, everything, one_more, refused, someone, whole
from tests.caseload.written import ACTING, NOW, TODAY, consents, entered


def marked(one: Someone) -> dict[str, Marked]:
    """Items by key and tasks by title."""
    found = {row["key"]: Marked("item", row["id"], row["version"]) for row in one.rows(checklist_item)}
    return found | {row["title"]: Marked("task", row["id"], row["version"]) for row in one.rows(task)}


@pytest.fixture
def one(database: Database) -> Someone:
    somebody = someone(database)
    done(tasks.add(database, "Ring advokat", participant_id=somebody.id, **ACTING))
    return somebody


def test_items_and_tasks_are_done_at_once_and_undone_at_once(one: Someone, database: Database) -> None:
    before, rows = everything(database), marked(one)
    answer = done(do_all(database, [rows["housing"], rows["Ring advokat"]], Wish(Bulk.DONE), **ACTING))
    assert answer.done == (rows["housing"].id, rows["Ring advokat"].id)
    states = {row["key"]: row["state"] for row in one.rows(checklist_item)}
    assert (states["housing"], one.rows(task)[0]["state"]) == ("done", "done")
    undo_last(database, "KN", NOW)
    assert everything(database) == before
    assert whole(database)


def test_what_is_refused_is_told_of_its_row_and_the_others_are_done(one: Someone, database: Database) -> None:
    rows = marked(one)
    answer = done(do_all(database, [rows["prison_contact"], rows["housing"]], Wish(Bulk.DONE), **ACTING))
    assert answer.done == (rows["housing"].id,)
    assert [(row, why.code) for row, why in answer.refused] == [
        (rows["prison_contact"].id, "contact_missing")
    ]


def test_each_row_is_told_its_own_reason_when_they_differ(one: Someone, database: Database) -> None:
    """One sentence for all would name the consents that only the first one waits for."""
    other = one_more(database, entered(given_name="Inga", consents=consents("prison")))
    rows = [marked(each)["consent_minimum"] for each in (one, other)]
    answer = done(do_all(database, rows, Wish(Bulk.DONE), **ACTING))
    assert answer.done == ()
    assert len({why.message.say("en") for _, why in answer.refused}) == 2


def test_a_row_that_somebody_changed_meanwhile_is_left_alone(one: Someone, database: Database) -> None:
    rows = marked(one)
    done(items.set_note(database, rows["housing"].id, rows["housing"].version, "ringt", **ACTING))
    answer = done(do_all(database, [rows["housing"], rows["Ring advokat"]], Wish(Bulk.DONE), **ACTING))
    assert [(row, why.code) for row, why in answer.refused] == [(rows["housing"].id, "stale_version")]


def test_a_reason_that_is_missing_is_refused_once_and_nothing_is_written(
    one: Someone, database: Database
) -> None:
    rows = marked(one)
    with database.read() as connection:
        before = connection.execute(select(func.count()).select_from(change)).scalar()
    wish = Wish(Bulk.NOT_NEEDED, reason="  ")
    assert (
        refused(do_all(database, [rows["housing"], rows["Ring advokat"]], wish, **ACTING))
        == "reason_required"
    )
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(change)).scalar() == before


@pytest.mark.parametrize(
    ("wish", "column", "value"),
    [
        (Wish(Bulk.NOT_NEEDED, reason="flyttet"), "reason", "flyttet"),
        (Wish(Bulk.DUE, on=TODAY + dt.timedelta(days=3)), "due_on", TODAY + dt.timedelta(days=3)),
    ],
)
def test_one_reason_and_one_date_hold_for_all(
    one: Someone, database: Database, wish: Wish, column: str, value: object
) -> None:
    rows = marked(one)
    done(do_all(database, [rows["housing"], rows["Ring advokat"]], wish, **ACTING))
    housing = next(row for row in one.rows(checklist_item) if row["key"] == "housing")
    assert (housing[column], one.rows(task)[0][column]) == (value, value)


def test_responsible_is_given_to_all_and_an_unknown_colleague_to_none(
    one: Someone, database: Database
) -> None:
    rows = [marked(one)["housing"], marked(one)["Ring advokat"]]
    assert (
        refused(do_all(database, rows, Wish(Bulk.RESPONSIBLE, initials="XX"), **ACTING))
        == "unknown_caseworker"
    )
    done(do_all(database, rows, Wish(Bulk.RESPONSIBLE, initials="AB"), **ACTING))
    assert one.rows(task)[0]["responsible_id"] is not None


def test_only_tasks_are_put_off(one: Someone, database: Database) -> None:
    rows = marked(one)
    wish = Wish(Bulk.SNOOZE, reason="ferie", on=TODAY + dt.timedelta(days=7))
    answer = done(do_all(database, [rows["housing"], rows["Ring advokat"]], wish, **ACTING))
    assert isinstance(answer, BulkWritten)
    assert [why.code for _, why in answer.refused] == ["no_snooze"]
    assert one.rows(task)[0]["snooze_reason"] == "ferie"


def test_a_new_contact_and_the_item_are_one_change(one: Someone, database: Database) -> None:
    before, row = everything(database), marked(one)["prison_contact"]
    answer = done(attach_new_contact(database, row.id, row.version, Contact("Nina Ås"), **ACTING))
    assert answer.state.value == "done"
    undo_last(database, "KN", NOW)
    assert everything(database) == before


def test_a_new_contact_for_an_item_that_takes_none_is_not_kept(one: Someone, database: Database) -> None:
    row = marked(one)["housing"]
    assert refused(attach_new_contact(database, row.id, row.version, Contact("Nina Ås"), **ACTING)) == (
        "no_contact_item"
    )
    with database.read() as connection:
        assert connection.execute(select(contact).where(contact.c.name == "Nina Ås")).first() is None


def test_a_typed_task_gets_other_words_and_the_programmes_own_keeps_its_own(
    one: Someone, database: Database
) -> None:
    row = one.rows(task)[0]
    done(tasks.edit(database, row["id"], row["version"], " Ring \x1badvokaten ", "før fire", **ACTING))
    row = one.rows(task)[0]
    assert (row["title"], row["note"]) == ("Ring advokaten", "før fire")
    assert refused(tasks.edit(database, row["id"], row["version"], " ", "", **ACTING)) == "title_missing"
    assert (
        refused(tasks.edit(database, row["id"], row["version"], "Ring", "a" * 201, **ACTING)) == "title_long"
    )


def test_a_task_that_the_programme_made_takes_a_note_and_keeps_its_words(
    one: Someone, database: Database
) -> None:
    with database.write(command="test", now=NOW) as door:
        identity = door.insert(task, {"participant_id": one.id, "key": EARLIER_PLAN})
    done(tasks.edit(database, identity, 1, "something else", "gått gjennom", **ACTING))
    row = next(row for row in one.rows(task) if row["id"] == identity)
    assert (row["title"], row["note"]) == ("", "gått gjennom")
