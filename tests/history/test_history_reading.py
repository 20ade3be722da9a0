"""What the change log answers: who changed what, when, from what to what."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select, text

from exin_schema.tables import change, checklist_item, participant, task, team
from exin_tui.history.erasing import erase, is_erased
from exin_tui.history.reading import ERASED, changes
from exin_tui.history.verifying import verify
from exin_tui.storage.database import Database
from exin_tui.storage.errors import Conflict, Erased
from tests.databases import NOW
from tests.storage.people import UGLY, add_checklist, add_participant

LATER = NOW + dt.timedelta(hours=1)


def test_an_insert_is_the_whole_row_and_an_update_one_row_for_each_column(database: Database) -> None:
    ident = add_participant(database, given_name=UGLY, birth_date=dt.date(2004, 2, 29))
    with database.write(command="participant.edit", now=LATER, actor="AM") as door:
        door.update(participant, ident, 1, {"given_name": "Åse", "closed_on": dt.date(2026, 12, 1)})
    with database.read() as connection:
        log = changes(connection, participant_id=ident)
    assert [(one.verb, one.field) for one in reversed(log)] == [
        ("insert", ""),
        ("update", "given_name"),
        ("update", "closed_on"),
    ]
    inserted = log[-1]
    assert inserted.old is None
    assert inserted.new["given_name"] == UGLY
    assert inserted.new["birth_date"] == "2004-02-29"
    assert "closed_on" not in inserted.new
    assert (inserted.actor, inserted.at, inserted.command) == ("KB", NOW, "participant.add")
    by_field = {one.field: one for one in log}
    assert (by_field["given_name"].old, by_field["given_name"].new) == (UGLY, "Åse")
    assert (by_field["closed_on"].old, by_field["closed_on"].new) == (None, "2026-12-01")
    assert {one.unit for one in log[:2]} == {door.unit}


def test_a_delete_keeps_what_the_row_was(database: Database) -> None:
    ident = add_participant(database, given_name="Åse")
    with database.write(command="x", now=NOW) as door:
        door.delete(participant, ident, 1)
    with database.read() as connection:
        newest = changes(connection, limit=1)[0]
    assert (newest.verb, newest.new, newest.old["given_name"]) == ("delete", None, "Åse")


def test_the_log_is_narrowed_by_what_is_asked(database: Database) -> None:
    one, items = add_checklist(database, count=2, code="SN-1")
    other = add_participant(database, code="SN-2")
    with database.write(command="item.tick", now=LATER, actor="AM") as door:
        door.update(checklist_item, items[0], 1, {"state": "done"})
    with database.read() as connection:
        assert {found.participant_id for found in changes(connection, participant_id=other)} == {other}
        assert len(changes(connection, participant_id=one)) == 5
        assert len(changes(connection, entity="checklist_item")) == 3
        assert len(changes(connection, entity="checklist_item", entity_id=items[1])) == 1
        assert [found.command for found in changes(connection, since=LATER)] == ["item.tick"]
        assert [found.id for found in changes(connection, after=4)] == [6, 5]
        assert [found.id for found in changes(connection, limit=2)] == [6, 5]
        assert len(changes(connection, unit=door.unit)) == 1


def erase_whole(database: Database, ident: str) -> None:
    with database.write(command="participant.erase", now=LATER) as door:
        version = door.connection.execute(
            select(participant.c.version).where(participant.c.id == ident)
        ).scalar_one()
        door.delete(participant, ident, version)
        erase(door, ident)


def test_erasure_leaves_a_marker_and_a_whole_chain(database: Database) -> None:
    ident = add_participant(database, code="SN-1", given_name="Åse")
    other = add_participant(database, code="SN-2", given_name="Kim")
    erase_whole(database, ident)
    with database.read() as connection:
        assert verify(connection).ok
        assert is_erased(connection, ident)
        assert not is_erased(connection, other)
        assert not is_erased(connection, "nobody")
        log = changes(connection, participant_id=ident)
        assert [(one.verb, one.old, one.new) for one in log] == [
            ("delete", ERASED, None),
            ("insert", None, ERASED),
        ]
        assert changes(connection, participant_id=other)[0].new["given_name"] == "Kim"
        assert changes(connection, entity="subject_key")[0].entity_id == ident


def test_nothing_more_is_written_about_somebody_who_was_erased(database: Database) -> None:
    ident = add_participant(database)
    erase_whole(database, ident)
    with pytest.raises(Erased), database.write(command="x", now=LATER) as door:
        door.insert(participant, {"id": ident, "code": "SN-9", "alias": "rogn", "phase": "intake"})
    with pytest.raises((Erased, Conflict)), database.write(command="x", now=LATER) as door:
        door.insert(task, {"participant_id": ident, "title": "ring"})


def test_the_history_is_not_erased_while_the_person_is_on_the_board(database: Database) -> None:
    ident = add_participant(database)
    with pytest.raises(Conflict), database.write(command="x", now=LATER) as door:
        erase(door, ident)
    with database.read() as connection:
        assert changes(connection, participant_id=ident)[0].new["code"] == "SN-014"


def test_an_empty_log_is_whole(database: Database) -> None:
    with database.read() as connection:
        found = verify(connection)
    assert (found.count, found.ok, found.first_bad, found.head) == (0, True, None, "00" * 32)


def test_the_chain_runs_on_from_command_to_command(database: Database) -> None:
    heads = set()
    for number in range(3):
        with database.write(command="x", now=NOW) as door:
            door.insert_many(team, [{"name": f"{number}", "code_prefix": "N"}] * 3)
        with database.read() as connection:
            found = verify(connection)
        assert found.ok
        assert found.count == 3 * (number + 1)
        heads.add(found.head)
    assert len(heads) == 3


TAMPERED = [
    ("UPDATE change SET actor = 'XX' WHERE id = 3", 3),
    ("UPDATE change SET participant_id = NULL WHERE id = 1", 1),
    ("UPDATE change SET old = new WHERE id = 2", 2),
    ("UPDATE change SET at = (SELECT max(at) FROM change) WHERE id = 2", 2),
    ("DELETE FROM change WHERE id = 2", 3),
    ("DELETE FROM change WHERE id = 1", 2),
    ("UPDATE change SET hash = (SELECT hash FROM change c WHERE c.id = 4) WHERE id = 3", 3),
    ("UPDATE change SET id = 9 WHERE id = 3", 4),
    ("UPDATE change SET command = 'x', unit = unit || 'y' WHERE id = 4", 4),
]


@pytest.mark.parametrize(("tampering", "first_bad"), TAMPERED)
def test_tampering_by_somebody_with_the_key_and_without_triggers_is_found(
    database: Database, tampering: str, first_bad: int
) -> None:
    for number in range(5):
        add_participant(database, code=f"SN-{number}", alias="rogn")
        with database.write(command="x", now=LATER) as door:
            assert door.unit
    _without_triggers(database, tampering)
    with database.read() as connection:
        found = verify(connection)
    assert not found.ok
    assert found.first_bad == first_bad


def _without_triggers(database: Database, statement: str) -> None:
    """As somebody would who has the database's key, or is the server's administrator."""
    from exin_tui.storage.guard import PASS

    with database._engine(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            drop = "ALTER TABLE change DISABLE TRIGGER USER"
            connection.execute(text(drop), execution_options=dict(PASS))
        else:
            for name in ("update", "delete", "replace"):
                connection.execute(text(f"DROP TRIGGER change_no_{name}"), execution_options=dict(PASS))
        if "max(at)" in statement:
            statement = statement.replace("(SELECT max(at) FROM change)", ":later")
            connection.execute(
                change.update().where(change.c.id == 2).values(at=LATER), execution_options=dict(PASS)
            )
            return
        connection.execute(text(statement), execution_options=dict(PASS))


def test_a_sealed_value_that_was_moved_does_not_open(database: Database) -> None:
    one = add_participant(database, code="SN-1")
    with database.write(command="x", now=NOW) as door:
        door.insert(task, {"participant_id": one, "title": "a"})
        door.insert(task, {"participant_id": one, "title": "b"})
    _without_triggers(
        database, "UPDATE change SET new = (SELECT new FROM change c WHERE c.id = 2) WHERE id = 3"
    )
    with database.read() as connection, pytest.raises(ValueError, match="sealed"):
        changes(connection, participant_id=one)
