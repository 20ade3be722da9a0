"""Benchmarks (b) and (c): statements behind the screens, and the overview's query against hand-written SQL.

``python -m benchmarks.queries [participants …]`` prints both for 36, 1 000 and 10 000 participants of 20
checklist items, and the query for 100 000 without items. Times are processor time, the least of several
rounds in which the two sides take turns; only their ratio means anything on another machine.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gc
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, event

from benchmarks.caseload_rows import TODAY, Made, caseload
from benchmarks.hand_written import HAND_WRITTEN
from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme
from exin_tui.caseload.garbage import collected_later
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.meeting_rows import midnight
from exin_tui.caseload.overview import load_overview, read_stored
from exin_tui.caseload.participant import load_participant
from exin_tui.storage.database import Database
from exin_tui.storage.opening import open_with_key

SIZES = ((36, 20), (1_000, 20), (10_000, 20), (100_000, 0))
COUNTED_UP_TO = 10_000
MOST_STATEMENTS = 8
MOST_TIMES = 1.5
RATIO_FROM = 1_000
"""Below it a whole overview takes milliseconds, and building six statements is most of that."""


@contextlib.contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that the program runs inside the block, BEGIN included."""
    with database.read() as connection:
        engine = connection.engine
    statements: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def statements_behind(database: Database, programme: Programme) -> tuple[int, int]:
    """How many statements the dashboard and a participant's screen run."""
    labels = Labels.of(programme)
    with counted(database) as statements:
        with database.read() as connection:
            load_overview(connection, today=TODAY, programme=programme, labels=labels)
        dashboard = len(statements)
        with database.read() as connection:
            load_participant(connection, "BK-000007", today=TODAY, programme=programme, labels=labels)
    return dashboard, len(statements) - dashboard


def ours(database: Database, programme: Programme) -> int:
    """The overview's statements as the program runs them, to typed records; how many rows came."""
    with database.read() as connection, collected_later():
        return sum(len(rows) for rows in read_stored(connection, TODAY, programme))


def by_hand(connection: Any) -> int:
    """The same rows with hand-written SQL through the bare driver, as tuples; how many came."""
    since = midnight(TODAY).astimezone(dt.UTC)
    values = {
        "today": TODAY.isoformat(),
        "until": (TODAY + dt.timedelta(days=7)).isoformat(),
        "since": f"{since:%Y-%m-%dT%H:%M:%S.%fZ}",
    }
    connection.execute("BEGIN")
    with collected_later():
        found = [connection.execute(sql, values).fetchall() for sql in HAND_WRITTEN]
    connection.execute("COMMIT")
    return sum(len(rows) for rows in found)


def least(rounds: int, *sides: Callable[[], int]) -> list[tuple[float, int]]:
    """Seconds of processor time and rows of each side; the sides take turns."""
    best = [(float("inf"), 0)] * len(sides)
    for _ in range(rounds):
        for index, side in enumerate(sides):
            gc.collect()
            began = time.process_time()
            rows = side()
            best[index] = min(best[index], (time.process_time() - began, rows))
    return best


def measure(made: Made, participants: int, programme: Programme) -> bool:
    """Print one size; whether the goals are met."""
    good = True
    with contextlib.closing(open_with_key(made.path, made.key, actor="KN")) as database:
        if participants <= COUNTED_UP_TO:
            dashboard, participant = statements_behind(database, programme)
            good = max(dashboard, participant) <= MOST_STATEMENTS
            print(f"{participants:>7} participants  statements: board {dashboard}, participant {participant}")
        with contextlib.closing(made.bare()) as bare:
            rounds = 15 if participants <= 1_000 else 5
            (core, rows), (hand, same) = least(
                rounds, lambda: ours(database, programme), lambda: by_hand(bare)
            )
        assert rows == same, (rows, same)
        ratio = core / hand
        good &= ratio <= MOST_TIMES or participants < RATIO_FROM
        print(
            f"{participants:>7} participants  query: {1000 * core:8.1f} ms, by hand {1000 * hand:8.1f} ms, "
            f"{rows} rows, ratio {ratio:.2f}"
        )
        if participants <= COUNTED_UP_TO:
            labels = Labels.of(programme)
            [(whole, _)] = least(3, lambda: whole_overview(database, programme, labels))
            print(f"{participants:>7} participants  with the rules: {1000 * whole:8.1f} ms")
    return good


def whole_overview(database: Database, programme: Programme, labels: Labels) -> int:
    """Read, and ask the rules about everybody."""
    with database.read() as connection:
        found = load_overview(connection, today=TODAY, programme=programme, labels=labels)
    return len(found.rows)


def main(arguments: list[str] | None = None) -> int:
    """Print the ratios; 1 when a goal is missed."""
    wanted = [int(one) for one in (sys.argv[1:] if arguments is None else arguments)]
    programme = load_programme()
    good = True
    for participants, items in SIZES:
        if not wanted or participants in wanted:
            with caseload(participants, items, programme) as made:
                good &= measure(made, participants, programme)
    print(
        "goals:", "met" if good else "MISSED", f"(≤ {MOST_STATEMENTS} statements, ≤ {MOST_TIMES} × by hand)"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
