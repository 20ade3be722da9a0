"""Every rule has a source that can be asked for, and the rules know neither a database nor a clock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import exin_tui.programme
from exin_tui.programme.rules import RuleId, is_stale
from tests.programme.cases import PROGRAMME, day

FOLDER = Path(exin_tui.programme.__file__).parent


@pytest.mark.parametrize(
    ("today", "months", "stale"),
    [
        ("2026-09-14", 12, False), ("2027-09-14", 12, False), ("2027-09-15", 12, True),
        ("2027-03-14", 6, False), ("2027-03-15", 6, True),
    ],
)  # fmt: skip
def test_a_rule_was_verified_long_ago_from_the_day_after_its_months(
    today: str, months: int, stale: bool
) -> None:
    assert is_stale(day("2026-09-14"), day(today), months) is stale


def test_the_guides_programme_lets_twelve_months_pass() -> None:
    assert PROGRAMME.offsets.rule_stale_months == 12


def test_every_rule_is_used_by_the_code() -> None:
    code = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py") if path.name != "rules.py")
    figures = {RuleId.RULE_STALE}
    assert {rule for rule in RuleId if f"RuleId.{rule.name}" not in code} == figures


def test_a_rule_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        PROGRAMME.rule("no_such_rule")


def test_the_rules_import_neither_database_nor_clock_nor_anything_heavy() -> None:
    modules = " ".join(f"exin_tui.programme.{path.stem}" for path in FOLDER.glob("[a-z]*.py"))
    code = (
        "import importlib, sys\n"
        f"for name in '{modules}'.split(): importlib.import_module(name)\n"
        "heavy = {'sqlalchemy', 'sqlcipher3', 'textual', 'holidays', 'dateutil', 'exin_tui.clock'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
