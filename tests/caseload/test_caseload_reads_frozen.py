"""The dashboard's statements compiled ahead read the very same rows, and a start needs no SQLAlchemy."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from benchmarks.caseload_rows import caseload
from exin_schema.programme_file import load_programme
from exin_tui.caseload import overview
from exin_tui.caseload.freeze import compiled
from exin_tui.caseload.frozen import FILE, Bare
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.overview import fetch_stored, load_overview, read_overview
from exin_tui.caseload.records import TeamRecord
from exin_tui.demo import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 8, 15, tzinfo=dt.UTC)
PROGRAMME = load_programme()
LABELS = Labels.of(PROGRAMME)


@pytest.fixture(scope="module")
def demo() -> Database:
    """The invented team of 36, with recurring meetings and everything else."""
    database = temporary_database(actor="KN")
    fill(database, today=TODAY, programme=PROGRAMME, now=NOW)
    return database


def test_the_frozen_statements_are_those_of_the_program() -> None:
    assert FILE.read_text(encoding="utf-8") == compiled() + "\n", (
        "run python -m exin_tui.caseload.freeze and commit the file"
    )


@pytest.mark.parametrize("days", [0, -40, 9, 400])
def test_both_ways_read_the_same_board(demo: Database, days: int) -> None:
    day = TODAY + dt.timedelta(days=days)
    quick = read_overview(demo, today=day, programme=PROGRAMME, labels=LABELS, now=NOW)
    with demo.read() as connection:
        assert quick == load_overview(connection, today=day, programme=PROGRAMME, labels=LABELS, now=NOW)
    assert len(quick.rows) == 36


def test_the_quick_way_is_the_one_that_was_taken(demo: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("the careful way was taken")

    monkeypatch.setattr(overview, "read_stored", refused)
    assert read_overview(demo, today=TODAY, programme=PROGRAMME, labels=LABELS).rows


def test_whatever_goes_wrong_on_the_quick_way_the_careful_one_answers(
    demo: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no bare driver today")

    monkeypatch.setattr(Bare, "__call__", broken)
    assert len(read_overview(demo, today=TODAY, programme=PROGRAMME, labels=LABELS).rows) == 36


def test_the_quick_way_can_only_read(demo: Database) -> None:
    assert demo.quickly(lambda bare: bare.execute("DELETE FROM task")) is None
    assert demo.quickly(lambda bare: bare.execute("SELECT count(*) FROM task").fetchone()[0])


def test_no_meeting_kind_around_a_release_is_no_error(demo: Database) -> None:
    stored = demo.quickly(lambda bare: Bare(bare)("TEAM", {}, TeamRecord))
    assert stored
    bare_programme = type(PROGRAMME)(
        **{name: getattr(PROGRAMME, name) for name in PROGRAMME.__struct_fields__} | {"suggested": ()}
    )
    assert demo.quickly(lambda bare: fetch_stored(Bare(bare), TODAY, bare_programme))


READING = """
import datetime as dt, sys
import exin_tui.cli.dashboard, exin_tui.tui.app
from exin_schema.programme_file import load_programme
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.overview import read_overview
from exin_tui.storage.opening import open_with_key

programme = load_programme()
database = open_with_key(sys.argv[1], bytes.fromhex(sys.argv[2]), actor="KN")
read = read_overview(
    database, today=dt.date(2026, 11, 27), programme=programme, labels=Labels.of(programme)
)
heavy = ("sqlalchemy", "alembic", "icalendar", "openpyxl", "cryptography", "exin_nav")
print(len(read.rows), [name for name in heavy if name in sys.modules])
"""


def test_a_board_is_opened_and_read_without_sqlalchemy() -> None:
    with caseload(12, 20, PROGRAMME) as made:
        done = subprocess.run(
            [sys.executable, "-c", READING, str(made.path), made.key.hex()],
            capture_output=True,
            text=True,
            check=True,
        )
    assert done.stdout.strip() == "12 []"
