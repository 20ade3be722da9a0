"""What goes through the door is stored, versioned, logged and sealed; what does not go through it is
refused.
"""

from __future__ import annotations

import datetime as dt
import json
import threading

import pytest
from sqlalchemy import select, text

from exin_schema.tables import (
    access,
    change,
    checklist_item,
    disclosure,
    meeting,
    participant,
    setting,
    task,
    team,
)
from exin_schema.vocabulary import ItemState, Phase
from exin_tui.history.reading import changes
from exin_tui.history.verifying import verify
from exin_tui.storage.database import Database
from exin_tui.storage.errors import Conflict, Missing, StaleVersion, StorageError
from exin_tui.storage.guard import UnguardedWrite
from tests.databases import NOW
from tests.storage.people import UGLY, add_checklist, add_participant


def test_an_inserted_row_is_read_back_as_it_was_given(database: Database) -> None:
    ident = add_participant(
        database, given_name=UGLY, birth_date=dt.date(2004, 2, 29), protected_address=True
    )
    with database.read() as connection:
        row = connection.execute(select(participant)).one()
    assert (row.id, row.version) == (ident, 1)
    assert row.given_name == UGLY
    assert row.birth_date == dt.date(2004, 2, 29)
    assert row.protected_address is True
    assert row.phase == Phase.IN_PRISON


def test_columns_that_are_not_named_take_their_default(database: Database) -> None:
    _, items = add_checklist(database, count=1)
    with database.read() as connection:
        row = connection.execute(select(checklist_item).where(checklist_item.c.id == items[0])).one()
    assert (row.state, row.active, row.due_override, row.note, row.due_on) == (
        "not_started",
        True,
        False,
        "",
        None,
    )


def test_a_moment_is_kept_in_utc_and_a_moment_without_zone_is_refused(database: Database) -> None:
    oslo = dt.datetime(2026, 6, 1, 10, 0, 0, 123456, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    values = {"uid": "u", "kind": "visit", "starts_at": oslo, "ends_at": oslo, "changed_at": NOW}
    with database.write(command="meeting.add", now=NOW) as door:
        door.insert(meeting, values)
    with database.read() as connection:
        stored = connection.execute(select(meeting.c.starts_at)).scalar_one()
    assert stored == oslo
    assert stored.utcoffset() == dt.timedelta(0)
    with (
        pytest.raises(ValueError, match="time zone"),
        database.write(command="meeting.add", now=NOW) as door,
    ):
        door.insert(meeting, {**values, "starts_at": oslo.replace(tzinfo=None)})


def test_a_column_that_the_table_does_not_have_is_refused(database: Database) -> None:
    with pytest.raises(KeyError, match="nme"), database.write(command="x", now=NOW) as door:
        door.insert(team, {"nme": "Nord", "code_prefix": "N"})
    ident = add_participant(database)
    for wrong in ("nme", "id", "version"):
        with pytest.raises(KeyError, match=wrong), database.write(command="x", now=NOW) as door:
            door.update(participant, ident, 1, {wrong: "2"})


def test_an_update_counts_the_version_and_logs_each_column_that_differs(database: Database) -> None:
    _, items = add_checklist(database, count=1)
    with database.write(command="item.tick", now=NOW) as door:
        new = {"state": ItemState.DONE, "note": "", "due_on": dt.date(2026, 12, 1)}
        assert door.update(checklist_item, items[0], 1, new) == 2
    with database.read() as connection:
        logged = changes(connection, entity="checklist_item", entity_id=items[0], limit=2)
        row = connection.execute(select(checklist_item).where(checklist_item.c.id == items[0])).one()
    assert row.version == 2
    assert row.due_on == dt.date(2026, 12, 1)
    assert {(one.field, one.old, one.new) for one in logged} == {
        ("state", "not_started", "done"),
        ("due_on", None, "2026-12-01"),
    }
    assert {(one.actor, one.command, one.verb, one.at) for one in logged} == {
        ("KB", "item.tick", "update", NOW)
    }


def test_an_update_that_changes_nothing_writes_and_logs_nothing(database: Database) -> None:
    ident = add_participant(database, alias="bjørk")
    before = database.last_change()
    with database.write(command="x", now=NOW) as door:
        assert door.update(participant, ident, 1, {"alias": "bjørk", "phase": Phase.IN_PRISON}) == 1
    assert database.last_change() == before


def test_somebody_elses_change_is_never_overwritten(database: Database) -> None:
    ident = add_participant(database)
    later = NOW + dt.timedelta(minutes=5)
    with database.write(command="x", now=later, actor="AM") as door:
        door.update(participant, ident, 1, {"alias": "rogn"})
    with pytest.raises(StaleVersion) as stale, database.write(command="x", now=NOW) as door:
        door.update(participant, ident, 1, {"alias": "selje"})
    assert (stale.value.changed_by, stale.value.changed_at) == ("AM", later)
    assert (
        str(stale.value) == "This was changed by AM on Fri 27 Nov 2026 at 09:20. Reload, look, and try again."
    )
    with pytest.raises(StaleVersion), database.write(command="x", now=NOW) as door:
        door.delete(participant, ident, 1)
    with database.read() as connection:
        assert connection.execute(select(participant.c.alias)).scalar_one() == "rogn"


def test_a_row_that_is_gone_is_missing(database: Database) -> None:
    ident = add_participant(database)
    with database.write(command="x", now=NOW) as door:
        door.delete(participant, ident, 1)
    for attempt in ("update", "delete"):
        with pytest.raises(Missing), database.write(command="x", now=NOW) as door:  # noqa: PT012
            if attempt == "update":
                door.update(participant, ident, 1, {"alias": "rogn"})
            else:
                door.delete(participant, ident, 1)


def test_many_rows_are_changed_at_once_each_at_its_own_version(database: Database) -> None:
    _, items = add_checklist(database, count=4)
    with database.write(command="x", now=NOW) as door:
        door.update(checklist_item, items[0], 1, {"note": "first"})
    day = dt.date(2027, 1, 4)
    with database.write(command="due.derive", now=NOW) as door:
        versions = door.update_many(
            checklist_item,
            [
                (items[0], 2, {"due_on": day}),
                (items[1], 1, {"due_on": day, "active": False}),
                (items[2], 1, {"due_on": None}),
                (items[3], 1, {"due_on": day}),
            ],
        )
    assert versions == [3, 2, 1, 2]
    with database.read() as connection:
        rows = connection.execute(
            select(checklist_item.c.version, checklist_item.c.due_on, checklist_item.c.active).order_by(
                checklist_item.c.position
            )
        ).all()
        logged = changes(connection, unit=door.unit)
    assert [tuple(row) for row in rows] == [(3, day, True), (2, day, False), (1, None, True), (2, day, True)]
    assert len(logged) == 4


def test_one_stale_row_among_many_leaves_all_as_they_were(database: Database) -> None:
    _, items = add_checklist(database, count=3)
    with pytest.raises(StaleVersion), database.write(command="x", now=NOW) as door:
        door.update_many(checklist_item, [(items[0], 1, {"note": "a"}), (items[1], 7, {"note": "b"})])
    with database.read() as connection:
        assert set(connection.execute(select(checklist_item.c.note)).scalars()) == {""}
    with pytest.raises(ValueError, match="once"), database.write(command="x", now=NOW) as door:
        door.update_many(checklist_item, [(items[0], 1, {"note": "a"}), (items[0], 1, {"note": "b"})])


def test_a_command_that_fails_half_way_leaves_nothing(database: Database) -> None:
    before = database.last_change()
    with pytest.raises(ZeroDivisionError), database.write(command="x", now=NOW) as door:  # noqa: PT012
        door.insert(team, {"name": "Nord", "code_prefix": "N"})
        raise ZeroDivisionError
    with database.read() as connection:
        assert connection.execute(select(team)).all() == []
    assert database.last_change() == before


def test_a_broken_rule_of_the_tables_is_a_sentence_without_the_value(database: Database) -> None:
    add_participant(database, code="SN-014")
    with pytest.raises(Conflict) as refused:
        add_participant(database, code="SN-014")
    assert "SN-014" not in str(refused.value)
    assert refused.value.__cause__ is None
    with pytest.raises(Conflict), database.write(command="x", now=NOW) as door:
        door.insert(task, {"participant_id": None, "responsible_id": "nobody"})


def test_a_conflict_can_be_caught_inside_the_command(database: Database) -> None:
    add_participant(database, code="SN-014")
    with database.write(command="x", now=NOW) as door, pytest.raises(Conflict):
        door.insert(participant, {"code": "SN-014", "alias": "rogn", "phase": Phase.INTAKE})


def test_a_row_with_children_is_not_deleted(database: Database) -> None:
    ident, _ = add_checklist(database, count=1)
    with pytest.raises(Conflict), database.write(command="x", now=NOW) as door:
        door.delete(participant, ident, 1)


def test_a_row_does_not_move_from_one_participant_to_another(database: Database) -> None:
    one, other = add_participant(database, code="SN-1"), add_participant(database, code="SN-2")
    with database.write(command="x", now=NOW) as door:
        ident = door.insert(task, {"title": "ring"})
        version = door.update(task, ident, 1, {"participant_id": one})
    with pytest.raises(ValueError, match="move"), database.write(command="x", now=NOW) as door:
        door.update(task, ident, version, {"participant_id": other})


def test_values_of_a_participant_are_sealed_in_the_log_and_others_are_not(database: Database) -> None:
    ident = add_participant(database, given_name="Åse")
    with database.write(command="x", now=NOW) as door:
        door.insert(team, {"name": "Nord", "code_prefix": "N"})
        door.insert(task, {"participant_id": ident, "title": "ring Åse"})
        door.insert(task, {"title": "bestill bil"})
    with database.read() as connection:
        rows = connection.execute(select(change).order_by(change.c.id)).all()
    assert [row.participant_id for row in rows] == [ident, None, ident, None]
    assert "Åse".encode() not in rows[0].new + rows[2].new
    assert json.loads(rows[1].new)["name"] == "Nord"
    assert json.loads(rows[3].new)["title"] == "bestill bil"


def test_settings_have_versions_and_are_logged(database: Database) -> None:
    with database.write(command="x", now=NOW) as door:
        assert door.set_setting("team.stand_up", '"08:30"', expected_version=0) == 1
        assert door.set_setting("team.stand_up", '"08:30"') == 1
        assert door.set_setting("team.stand_up", '"09:00"', expected_version=1) == 2
    with pytest.raises(StaleVersion), database.write(command="x", now=NOW) as door:
        door.set_setting("team.stand_up", '"10:00"', expected_version=1)
    with database.read() as connection:
        assert connection.execute(select(setting.c.value)).scalar_one() == '"09:00"'
        logged = changes(connection, entity="setting")
    assert [(one.verb, one.old, one.new) for one in logged] == [
        ("update", '"08:30"', '"09:00"'),
        ("insert", None, '"08:30"'),
    ]


def test_who_looked_and_what_left_is_kept(database: Database) -> None:
    ident = add_participant(database)
    with database.write(command="calendar.export", now=NOW) as door:
        door.access("reveal", ident)
        door.disclosure(
            participant_id=ident,
            recipient="calendar",
            export="ics",
            fields=["code", "starts_at"],
            consents=["a"],
        )
    with database.read() as connection:
        seen = connection.execute(select(access)).one()
        left = connection.execute(select(disclosure)).one()
    assert (seen.actor, seen.what, seen.participant_id, seen.at) == ("KB", "reveal", ident, NOW)
    assert (left.recipient, left.fields, left.consents, left.cancelled) == (
        "calendar",
        "code starts_at",
        "a",
        False,
    )


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO team (id, name, code_prefix) VALUES ('a', 'b', 'c')",
        "  update team set name = 'x'",
        "DELETE FROM team",
        "WITH gone AS (SELECT 1) DELETE FROM team",
        "DROP TABLE team",
        "/* harmless */ DELETE FROM team",
    ],
)
def test_a_statement_that_does_not_come_through_the_door_is_refused(
    database: Database, statement: str
) -> None:
    with database.write(command="x", now=NOW) as door, pytest.raises(UnguardedWrite):
        door.connection.execute(text(statement))
    with database.read() as connection, pytest.raises(UnguardedWrite):
        connection.execute(text(statement))


def test_core_statements_that_do_not_come_through_the_door_are_refused(database: Database) -> None:
    with database.write(command="x", now=NOW) as door:
        with pytest.raises(UnguardedWrite):
            door.connection.execute(team.insert(), {"name": "Nord", "code_prefix": "N"})
        with pytest.raises(UnguardedWrite):
            door.connection.execute(team.insert(), [{"name": "N", "code_prefix": "N"}] * 2)


def test_a_reader_cannot_write_even_with_the_pass(database: Database) -> None:
    from exin_tui.storage.guard import PASS

    with pytest.raises(StorageError) as refused, database.read() as connection:
        connection.execute(team.insert(), {"name": "Nord", "code_prefix": "N"}, execution_options=dict(PASS))
    assert refused.value.code == "read_only"


def test_a_read_is_one_snapshot(database: Database) -> None:
    with database.read() as connection:
        with database.write(command="x", now=NOW) as door:
            door.insert(team, {"name": "Nord", "code_prefix": "N"})
        assert connection.execute(select(team)).all() == []
    with database.read() as connection:
        assert len(connection.execute(select(team)).all()) == 1


def test_a_write_inside_a_write_of_the_same_thread_is_a_mistake(database: Database) -> None:
    with (
        database.write(command="x", now=NOW),
        pytest.raises(RuntimeError, match="inside"),
        database.write(command="y", now=NOW),
    ):
        pass
    with database.write(command="y", now=NOW) as door:
        door.insert(team, {"name": "Nord", "code_prefix": "N"})


def test_the_last_change_is_the_number_of_changes(database: Database) -> None:
    assert database.last_change() == 0
    add_participant(database)
    assert database.last_change() == 1


def test_four_writers_at_once_neither_fail_nor_break_the_chain(database: Database) -> None:
    failed: list[BaseException] = []

    def work(initials: str) -> None:
        try:
            for number in range(12):
                with database.write(command="x", now=NOW, actor=initials) as door:
                    door.insert(task, {"title": f"{initials} {number}"})
        except BaseException as error:  # noqa: BLE001 - whatever it was, the test wants to see it
            failed.append(error)

    threads = [threading.Thread(target=work, args=(initials,)) for initials in ("AA", "BB", "CC", "DD")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with database.read() as connection:
        found = verify(connection)
    assert (found.count, found.ok) == (48, True)


def test_twenty_readers_at_once_wait_for_each_other(database: Database) -> None:
    add_participant(database)
    counted: list[int] = []

    def look() -> None:
        for _ in range(5):
            with database.read() as connection:
                counted.append(len(connection.execute(select(participant)).all()))

    threads = [threading.Thread(target=look) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted == [1] * 100
