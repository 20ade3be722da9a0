"""What starting costs: the dashboard's path imports nothing that it does not paint with."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOO_HEAVY = (
    "sqlalchemy.orm",
    "alembic",
    "icalendar",
    "recurring_ical_events",
    "openpyxl",
    "babel",
    "holidays",
)
"""Each of these costs tens or hundreds of milliseconds."""
PARTNERS_CODE = ("pluggy", "exin_nav.hooks", "exin_prison.hooks", "exin_school.hooks")
"""Runs after the first rows are there: their rules are asked then."""


def _loaded(code: str, *, wanted: tuple[str, ...]) -> set[str]:
    """Which of ``wanted`` are imported after ``code`` ran in a process of its own."""
    script = f"""
import sys
{code}
wanted = {wanted!r}
found = [name for name in wanted if any(one == name or one.startswith(name + ".") for one in sys.modules)]
sys.stderr.write("LOADED " + " ".join(found))
"""
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "LOADED" in answer.stderr, answer.stderr
    return set(answer.stderr.rpartition("LOADED")[2].split())


def test_the_first_rows_are_painted_without_anything_heavy() -> None:
    code = """
import asyncio, datetime as dt
from exin_schema.programme_file import load_programme
from exin_tui.cli.board import board_of
from exin_tui.cli.invocation import Invocation
from exin_tui.clock import Clock
from exin_tui.demo import fill
from exin_tui.storage.creating import temporary_database
from exin_tui.tui.app import ExinApp

async def main():
    today = dt.date(2026, 11, 27)
    clock = Clock(today)
    with temporary_database(actor="KN") as database:
        board = board_of(database, Invocation(clock=clock), load_programme())
        fill(database, participants=36, seed=7, today=today, programme=board.programme, now=clock.now())
        app = ExinApp(
            board.database, board.programme, labels=board.labels, partners=board.partners, clock=clock
        )
        app.rows_are_there = lambda: None
        async with app.run_test(size=(120, 40)) as pilot:
            for _ in range(2000):
                if app.overview is not None:
                    break
                await pilot.pause(0.05)
            assert app.overview is not None and app.overview.rows

asyncio.run(main())
"""
    assert _loaded(code, wanted=(*TOO_HEAVY, *PARTNERS_CODE)) == set()


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A small team's database; its passphrase is in the environment."""
    tmp_path.chmod(0o700)
    path = str(tmp_path / "team.db")
    monkeypatch.setenv("EXIN_PASSPHRASE", "korrekt hest batteri stift")
    exin = [sys.executable, "-m", "exin_tui"]
    subprocess.run([*exin, "demo", "--participants", "3", "--save", path], check=True, capture_output=True)
    return path


def test_a_teams_own_board_is_opened_and_read_without_sqlalchemy(team: str) -> None:
    code = f"""
from exin_tui.caseload.overview import read_overview
from exin_tui.cli.board import open_board
from exin_tui.cli.invocation import Invocation
from exin_tui.tui.app import ExinApp

invocation = Invocation(asked_database={team!r})
with open_board(invocation) as board:
    ExinApp(board.database, board.programme, labels=board.labels, partners=board.partners)
    now = invocation.clock.now()
    assert read_overview(
        board.database, today=now.date(), programme=board.programme, labels=board.labels, now=now
    ).rows
"""
    assert _loaded(code, wanted=("sqlalchemy", *TOO_HEAVY, *PARTNERS_CODE)) == set()


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_version_and_help_import_neither_screens_nor_storage(arguments: list[str]) -> None:
    code = f"""
from exin_tui.cli.run import run
assert run({arguments!r}) == 0
"""
    heavy = ("textual", "rich", "sqlalchemy", "sqlcipher3", "cryptography", *TOO_HEAVY, *PARTNERS_CODE)
    assert _loaded(code, wanted=heavy) == set()


def test_the_overview_is_printed_without_textual(team: str) -> None:
    code = f"""
from exin_tui.cli.run import run
assert run(["overview", "--database", {team!r}]) == 0
"""
    assert _loaded(code, wanted=("textual", *TOO_HEAVY)) == set()


def test_importing_the_vocabulary_costs_a_partner_nothing() -> None:
    assert _loaded("import exin_schema.vocabulary", wanted=("sqlalchemy", "textual", "msgspec")) == set()
