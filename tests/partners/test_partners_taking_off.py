"""A partner's open work goes off the lists with it, and comes back as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import Table, select

from exin_schema.tables import change, checklist_item, task
from exin_tui.partners.answered import approvals_in
from exin_tui.partners.enabling import disable, enable
from exin_tui.partners.joining import join_board
from exin_tui.partners.taking_off import Work, open_work, pass_over
from exin_tui.storage.database import Database
from tests.partners.partners_team import MANIFEST, NOW, TODAY, Team, team

EARLIER, LATER = NOW - dt.timedelta(days=7), NOW + dt.timedelta(days=7)


@pytest.fixture
def board() -> Iterator[Team]:
    with team() as found:
        join_board(found.database, [found.partner], today=TODAY, now=NOW, programme=found.programme)
        yield found


def states(database: Database, table: Table) -> dict[str, tuple[str, str]]:
    with database.read() as connection:
        rows = connection.execute(select(table).where(table.c.key.startswith("probation."))).all()
    return {row.id: (row.state, row.reason) for row in rows}


def put(database: Database, table: Table, identity: str, **values: object) -> None:
    with database.read() as connection:
        version = connection.execute(select(table.c.version).where(table.c.id == identity)).scalar_one()
    with database.write(command="x.edit", now=NOW, actor="MH") as door:
        door.update(table, identity, version, values)


def work(board: Team) -> Work:
    with board.database.read() as connection:
        return open_work(connection, "probation")


def test_it_comes_back_in_the_state_in_which_it_was(board: Team) -> None:
    begun, *others = states(board.database, checklist_item)
    assert others
    put(board.database, checklist_item, begun, state="in_progress")
    before = [states(board.database, table) for table in (task, checklist_item)]
    open_before = work(board)
    assert open_before.tasks > 1

    assert disable(board.database, "probation", now=NOW, and_take_off=True) == open_before
    assert work(board) == (0, 0)
    assert {why for _, why in states(board.database, task).values()} == {"Partneren ble slått av."}

    assert enable(board.database, board.manifest, now=LATER) == open_before
    assert [states(board.database, table) for table in (task, checklist_item)] == before


def test_what_was_done_or_changed_meanwhile_is_left_alone(board: Team) -> None:
    done, earlier, worded, *_ = states(board.database, task)
    off = {"state": "not_needed", "reason": "Partneren ble slått av."}
    put(board.database, task, done, state="done")
    put(board.database, task, earlier, **off, changed_at=EARLIER)
    disable(board.database, "probation", now=NOW, and_take_off=True)
    put(board.database, task, worded, reason="Somebody's own reason")
    enable(board.database, board.manifest, now=LATER)
    now = states(board.database, task)
    assert now[done] == ("done", "")
    assert now[earlier] == ("not_needed", "Partneren ble slått av.")
    assert now[worded] == ("not_needed", "Somebody's own reason")


def test_a_partner_whose_id_differs_in_a_sign_keeps_its_own(board: Team) -> None:
    with board.database.write(command="test", now=NOW) as door:
        row = door.connection.execute(select(task.c.id, task.c.version)).first()
        assert row is not None
        door.update(task, row.id, row.version, {"key": "a_b.plan"})
        other = door.connection.execute(select(task.c.id, task.c.version).where(task.c.id != row.id)).first()
        assert other is not None
        door.update(task, other.id, other.version, {"key": "axb.plan"})
    with board.database.read() as connection:
        assert open_work(connection, "a_b") == (1, 0)


def test_what_is_due_today_is_not_too_late(board: Team) -> None:
    with board.database.write(command="test", now=NOW) as door:
        for number, row in enumerate(door.connection.execute(select(task.c.id, task.c.version)).all()):
            due = TODAY - dt.timedelta(days=number % 2)
            door.update(task, row.id, row.version, {"due_on": due})
        assert pass_over(door, "probation", (), TODAY) == (2, 0)
        assert open_work(door.connection, "probation").tasks == 3


def test_it_is_one_change_and_only_of_the_partners_own(board: Team) -> None:
    with board.database.read() as connection:
        others = select(task).where(task.c.key.not_like("probation.%"))
        before = connection.execute(others).all()
    disable(board.database, "probation", now=NOW, and_take_off=True)
    with board.database.read() as connection:
        assert connection.execute(others).all() == before
        units = connection.execute(
            select(change.c.unit).where(change.c.command == "partner.disable").distinct()
        )
        assert len(units.all()) == 1


def test_what_was_due_before_it_joined_is_not_overdue_from_the_first_day() -> None:
    due = 'due = { anchor = "release_date", months = -1 }\n'
    source = MANIFEST.replace('list = "release"\n', f'list = "release"\n{due}')
    source = source.replace("days = 2 }", "days = -40 }")
    with team(source) as late:
        begin = {"today": TODAY, "now": NOW, "programme": late.programme}
        with late.database.write(command="test", now=NOW) as door:
            for table in (task, checklist_item):
                theirs = select(table).where(table.c.key.startswith("probation."))
                for row in door.connection.execute(theirs).all():
                    door.delete(table, row.id, row.version)
        joined = join_board(late.database, [late.partner], **begin)  # type: ignore[arg-type]
        with late.database.read() as connection:
            for table in (task, checklist_item):
                rows = connection.execute(select(table).where(table.c.key.startswith("probation."))).all()
                overdue = [row for row in rows if row.due_on is not None and row.due_on < TODAY]
                assert overdue
                assert {row.state for row in overdue} == {"not_needed"}
                assert {row.reason for row in overdue} == {"Fristen var ute før partneren ble slått på."}
                assert [row for row in rows if row.state in {"open", "not_started"}]
        assert joined.opened == work(late).tasks > 0
        assert joined.late.tasks > 0
        assert join_board(late.database, [late.partner], **begin) == (0, (0, 0))  # type: ignore[arg-type]


def test_what_became_overdue_after_it_joined_stays(board: Team) -> None:
    before = work(board)
    later = dt.date(2027, 3, 1)
    join_board(board.database, [board.partner], today=later, now=LATER, programme=board.programme)
    assert work(board) == before


def test_without_being_asked_to_it_stays_and_so_it_does_when_it_returns(board: Team) -> None:
    before = states(board.database, task)
    assert disable(board.database, "probation", now=NOW) is None
    assert states(board.database, task) == before
    assert approvals_in(board.database)["probation"].taken_off_at is None
    assert enable(board.database, board.manifest, now=LATER) is None
