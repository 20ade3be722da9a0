"""Taking the last command back, whatever it was, unless somebody would be harmed by it."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Table, select

from exin_schema.tables import checklist, checklist_item, meeting, participant, setting, task
from exin_tui.history.erasing import erase
from exin_tui.history.reading import changes
from exin_tui.history.undo import undo_last, undo_unit
from exin_tui.history.verifying import verify
from exin_tui.storage.database import Database
from exin_tui.storage.errors import CannotUndo, StaleVersion
from tests.databases import NOW
from tests.storage.people import UGLY, add_checklist, add_participant

LATER = NOW + dt.timedelta(minutes=3)


def rows(database: Database, table: Table) -> list[dict[str, object]]:
    """Every row but its version, which only ever counts up."""
    with database.read() as connection:
        found = connection.execute(select(table).order_by(table.c.id)).mappings()
        return [{name: value for name, value in row.items() if name != "version"} for row in found]


def test_an_update_is_taken_back_column_by_column(database: Database) -> None:
    ident = add_participant(database, given_name=UGLY, birth_date=dt.date(2004, 2, 29))
    before = rows(database, participant)
    with database.write(command="participant.edit", now=NOW) as door:
        version = door.update(
            participant, ident, 1, {"given_name": "", "birth_date": None, "phase": "pre_release"}
        )
        door.update(participant, ident, version, {"given_name": "Åse", "protected_address": True})
    undone = undo_last(database, "KB", LATER)
    assert (undone.command, undone.unit, undone.rows) == ("participant.edit", door.unit, 1)
    assert rows(database, participant) == before
    with database.read() as connection:
        assert verify(connection).ok
        assert {one.command for one in changes(connection, since=LATER)} == {f"undo:{door.unit}"}


def test_a_deletion_with_children_is_taken_back_in_the_right_order(database: Database) -> None:
    ident, items = add_checklist(database, count=3, birth_date=dt.date(2004, 2, 29))
    tables = [participant, checklist, checklist_item]
    before = [rows(database, table) for table in tables]
    with database.write(command="participant.delete", now=NOW) as door:
        for item in items:
            door.delete(checklist_item, item, 1)
        found = door.connection.execute(select(checklist.c.id)).scalar_one()
        door.delete(checklist, found, 1)
        door.delete(participant, ident, 1)
    assert [rows(database, table) for table in tables] == [[], [], []]
    undo_last(database, "KB", LATER)
    assert [rows(database, table) for table in tables] == before


def test_an_insertion_is_taken_back_and_again_the_one_before_it(database: Database) -> None:
    add_checklist(database, count=2)
    assert undo_last(database, "KB", LATER).command == "checklist.open"
    assert rows(database, checklist) == []
    assert undo_last(database, "KB", LATER).command == "participant.add"
    assert rows(database, participant) == []
    with pytest.raises(CannotUndo, match="nothing to undo"):
        undo_last(database, "KB", LATER)


def test_moments_and_settings_come_back_as_they_were(database: Database) -> None:
    moment = dt.datetime(2026, 12, 1, 9, 30, 0, 250_000, tzinfo=dt.UTC)
    with database.write(command="x", now=NOW) as door:
        ident = door.insert(
            meeting, {"uid": "u", "kind": "visit", "starts_at": moment, "ends_at": moment, "changed_at": NOW}
        )
        door.set_setting("stand_up", '"08:30"')
    before = rows(database, meeting)
    with database.write(command="y", now=NOW) as door:
        door.update(meeting, ident, 1, {"starts_at": moment + dt.timedelta(days=1)})
        door.set_setting("stand_up", '"09:00"')
        door.set_setting("new", "1")
    undo_last(database, "KB", LATER)
    assert rows(database, meeting) == before
    with database.read() as connection:
        assert connection.execute(select(setting.c.key, setting.c.value)).all() == [("stand_up", '"08:30"')]


def test_only_ones_own_commands_are_taken_back(database: Database) -> None:
    ident = add_participant(database)
    with database.write(command="x", now=NOW, actor="AM") as door:
        door.insert(task, {"participant_id": ident, "title": "ring"})
    with pytest.raises(CannotUndo, match="depends on it"):
        undo_last(database, "KB", LATER)
    assert len(rows(database, participant)) == 1
    assert undo_last(database, "AM", LATER).command == "x"
    assert undo_last(database, "KB", LATER).command == "participant.add"


def test_what_somebody_changed_since_is_not_taken_back(database: Database) -> None:
    _, items = add_checklist(database, count=2)
    with database.write(command="item.tick", now=NOW) as door:
        door.update_many(checklist_item, [(item, 1, {"state": "done"}) for item in items])
    with database.write(command="item.note", now=NOW, actor="AM") as other:
        other.update(checklist_item, items[1], 2, {"note": "ringt"})
    with pytest.raises(CannotUndo) as refused:
        undo_last(database, "KB", LATER)
    assert "AM has changed the same thing since" in str(refused.value)
    assert {row["state"] for row in rows(database, checklist_item)} == {"done"}
    undo_unit(database, other.unit, LATER, actor="KB")
    with pytest.raises(CannotUndo, match="has changed"):
        undo_unit(database, door.unit, LATER)


def test_a_command_is_taken_back_once(database: Database) -> None:
    ident = add_participant(database)
    with database.write(command="x", now=NOW) as door:
        door.update(participant, ident, 1, {"alias": "rogn"})
    undo_unit(database, door.unit, LATER)
    with pytest.raises(CannotUndo, match="already undone"):
        undo_unit(database, door.unit, LATER)
    with pytest.raises(CannotUndo, match="nothing to undo"):
        undo_unit(database, "no such unit", LATER)


def test_undoing_an_undo_brings_the_change_back(database: Database) -> None:
    ident = add_participant(database)
    with database.write(command="x", now=NOW) as door:
        door.update(participant, ident, 1, {"alias": "rogn"})
    undo_unit(database, door.unit, LATER)
    with database.read() as connection:
        unit = changes(connection, limit=1)[0].unit
    undo_unit(database, unit, LATER)
    assert rows(database, participant)[0]["alias"] == "rogn"


def test_an_erasure_is_not_taken_back(database: Database) -> None:
    ident = add_participant(database)
    with database.write(command="participant.erase", now=NOW) as door:
        door.delete(participant, ident, 1)
        erase(door, ident)
    with pytest.raises(CannotUndo, match="erased"):
        undo_last(database, "KB", LATER)
    with database.read() as connection:
        assert connection.execute(select(participant)).all() == []


def test_a_view_from_before_is_stale_after_an_undo(database: Database) -> None:
    ident = add_participant(database)
    with database.write(command="x", now=NOW) as door:
        door.delete(participant, ident, 1)
    undo_last(database, "KB", LATER)
    with pytest.raises(StaleVersion), database.write(command="y", now=LATER) as door:
        door.update(participant, ident, 1, {"alias": "selje"})


def test_one_steps_back_through_several_changes_of_the_same_row_and_forth_again(database: Database) -> None:
    ident = add_participant(database, alias="furu")
    units = []
    for version, alias in enumerate(("rogn", "osp", "alm"), start=1):
        with database.write(command="x", now=NOW) as door:
            door.update(participant, ident, version, {"alias": alias})
        units.append(door.unit)
    undone = []
    for unit, alias in zip(reversed(units), ("osp", "rogn", "furu"), strict=True):
        undone.append(undo_last(database, "KB", LATER))
        assert (undone[-1].unit, rows(database, participant)[0]["alias"]) == (unit, alias)
    for one, alias in zip(reversed(undone), ("rogn", "osp", "alm"), strict=True):
        undo_unit(database, one.by, LATER)
        assert rows(database, participant)[0]["alias"] == alias
    assert undo_last(database, "KB", LATER).unit == units[-1]
    assert rows(database, participant)[0]["alias"] == "osp"
    with database.read() as connection:
        assert verify(connection).ok


def test_a_colleague_in_between_has_the_last_word(database: Database) -> None:
    ident = add_participant(database, alias="furu")
    with database.write(command="x", now=NOW) as first:
        first.update(participant, ident, 1, {"alias": "rogn"})
    with database.write(command="x", now=NOW, actor="AM") as door:
        door.update(participant, ident, 2, {"alias": "osp"})
    with database.write(command="x", now=NOW) as door:
        door.update(participant, ident, 3, {"alias": "alm"})
    undo_last(database, "KB", LATER)
    with pytest.raises(CannotUndo, match="AM has changed"):
        undo_unit(database, first.unit, LATER)
    assert rows(database, participant)[0]["alias"] == "osp"


def test_a_meeting_counts_up_however_often_it_is_changed_and_taken_back(database: Database) -> None:
    at = {"uid": "u", "kind": "visit", "starts_at": NOW, "ends_at": NOW, "changed_at": NOW}
    with database.write(command="meeting.add", now=NOW) as door:
        ident = door.insert(meeting, at)
    for version, place in enumerate(("Oslo", "Moss"), start=1):
        with database.write(command="x", now=NOW) as door:
            door.update(meeting, ident, version, {"place": place, "sequence": version})
    numbers = [2]
    for place in ("Oslo", ""):
        undo_last(database, "KB", LATER)
        (row,) = rows(database, meeting)
        assert row["place"] == place
        numbers.append(int(str(row["sequence"])))
    assert numbers == sorted(set(numbers))
