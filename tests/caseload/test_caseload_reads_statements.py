"""What the screens cost: how many statements, and by which indexes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, event

from exin_tui.storage.database import Database
from tests.caseload.board import Board, at, day

MOST = 8
"""Statements behind a screen; BEGIN, and the one that takes the snapshot, counted."""


@contextlib.contextmanager
def noted(database: Database) -> Iterator[list[tuple[str, object]]]:
    """The statements that run inside the block, with their values."""
    with database.read() as connection:
        engine = connection.engine
    statements: list[tuple[str, object]] = []

    def note(_connection: Connection, _cursor: object, statement: str, values: object, *_: object) -> None:
        statements.append((statement, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def fill(board: Board, prefix: str, size: int) -> None:
    for number in range(size):
        who = board.participant(f"{prefix}-{number}")
        episode = board.episode(who, decided_on=day(number))
        board.checklist(who, "start", episode=episode)
        board.item(who, "lawyer", due=number - 2, kind="start")
        board.item(who, "housing", due=number - 3)
        board.task(who, "Ring", due=0)
        board.meeting(who, at(number, 9), rrule="FREQ=WEEKLY" if number % 2 else None)
        board.consent(who, "nav")
        board.contacted(who, number)
        board.application(who, number)
        board.contact(who, "Kari", "gp")
        board.transition(who, None, "intake", -200)


@pytest.mark.parametrize(
    "screen", [Board.overview, lambda board: board.view("A-0")], ids=["dashboard", "participant"]
)
def test_the_number_of_statements_does_not_grow_with_the_caseload(
    board: Board, screen: Callable[[Board], object]
) -> None:
    counts = []
    for prefix, size in (("A", 1), ("B", 12)):
        fill(board, prefix, size)
        with noted(board.database) as statements:
            screen(board)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= MOST


def plans(board: Board, screen: Callable[[Board], object]) -> list[str]:
    """What SQLite does for each statement behind a screen."""
    with noted(board.database) as statements:
        screen(board)
    lines: list[str] = []
    with board.database.read() as connection:
        for statement, values in list(statements):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
            lines += [row[3] for row in plan]
    return lines


@pytest.fixture
def on_sqlite(board: Board) -> Board:
    with board.database.read() as connection:
        if connection.dialect.name != "sqlite":
            pytest.skip("the plans of SQLite are read")
    fill(board, "A", 3)
    return board


@pytest.mark.parametrize(
    "screen", [Board.overview, lambda board: board.view("A-0")], ids=["dashboard", "participant"]
)
def test_checklist_items_are_never_scanned_without_an_index(
    on_sqlite: Board, screen: Callable[[Board], object]
) -> None:
    touching = [line for line in plans(on_sqlite, screen) if "checklist_item" in line.split()]
    assert touching
    assert [line for line in touching if "INDEX" not in line] == []


def test_the_dashboard_reads_open_work_live_meetings_and_contact_by_their_partial_indexes(
    on_sqlite: Board,
) -> None:
    plan = " ".join(plans(on_sqlite, Board.overview))
    for index in (
        "ix_checklist_item_due",
        "ix_checklist_item_progress",
        "ix_task_open",
        "ix_meeting_live",
        "ix_activity_contact",
    ):
        assert index in plan
