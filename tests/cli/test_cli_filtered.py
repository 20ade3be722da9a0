"""A filter narrows the lists; the figures stay the whole board's, as on the dashboard."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exin_tui.cli.run import run


def test_a_filter_leaves_the_figures_as_they_are_and_says_itself_in_words_for_machines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    team = str(tmp_path / "team.db")
    assert run(["demo", "--save", team, "--today", "2026-11-27"]) == 0
    asked = ["overview", "--database", team, "--today", "2026-11-27"]
    capsys.readouterr()
    assert run([*asked, "--json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert run([*asked, "--json", "--filter", "over frist", "--filter", "fase=3"]) == 0
    narrowed = json.loads(capsys.readouterr().out)
    assert narrowed["figures"] == whole["figures"]
    assert len(narrowed["participants"]) < len(whole["participants"])
    assert (narrowed["filter_words"], narrowed["sort"]) == (["overdue", "phase=3"], "urgency")
    assert run(asked) == 0
    figures = capsys.readouterr().out.splitlines()[3:7]
    assert run([*asked, "--filter", "overdue"]) == 0
    assert capsys.readouterr().out.splitlines()[3:7] == figures
