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
    ("today", "stale"), [("2026-09-14", False), ("2027-09-14", False), ("2027-09-15", True)]
)
def test_a_rule_says_when_it_was_last_verified_more_than_twelve_months_ago(today: str, stale: bool) -> None:
    assert is_stale(PROGRAMME.rule("capacity"), day(today), PROGRAMME) is stale


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
