"""`exin partner check` of code that ends its process: never silence, never exit code 0."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exin_tui.cli.run import run
from tests.cli.conftest import own_folders  # noqa: F401
from tests.partners.test_partner_author import change, clean, made  # noqa: F401


@pytest.mark.parametrize(
    ("ending", "expected"),
    [
        ("import os; os._exit(0)", "(exit code 0)"),
        ("import os; os._exit(3)", "(exit code 3)"),
        ("import os; os.kill(os.getpid(), 11)", "(signal 11)"),
    ],
)
def test_code_that_ends_the_process_is_told_and_fails_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str, expected: str
) -> None:
    found = made(tmp_path, "rules")
    change(found.folder / "hooks.py", "left = days_left(participant, today)", ending)
    assert run(["partner", "check", str(found.project), "--lang", "en", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["level"], answer["passed"]) == ("none", False)
    assert [one["where"] for one in answer["findings"]] == ["rule agreement_ends"]
    assert expected in answer["findings"][0]["message"]
