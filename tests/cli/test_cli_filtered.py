"""A filter narrows the lists; the figures stay the whole board's, as on the dashboard."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from exin_schema.programme_file import load_programme
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.filters import Filter, Quick, Sort
from exin_tui.caseload.saved_filters import save_filter
from exin_tui.cli.run import run
from exin_tui.clock import OSLO
from exin_tui.storage.opening import open_database
from tests.cli.conftest import PASSPHRASE


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


def test_a_saved_filter_is_used_by_its_name_with_its_order_and_narrowed_further(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    team = tmp_path / "team.db"
    assert run(["demo", "--save", str(team), "--today", "2026-11-27"]) == 0
    with open_database(team, unlock=lambda: PASSPHRASE) as database:
        acting = Acting(
            now=dt.datetime(2026, 11, 27, 9, tzinfo=OSLO), today=dt.date(2026, 11, 27), actor=database.actor,
            programme=load_programme(),
        )  # fmt: skip
        save_filter(database, "Sent ute", Filter().quick(Quick.OVERDUE).sorted_by(Sort.CODE), **acting)
    asked = ["overview", "--database", str(team), "--today", "2026-11-27", "--json"]
    capsys.readouterr()
    for words in (["--filter", "@sent ute"], ["--saved", "SENT UTE"]):
        assert run([*asked, *words]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["filter_words"], found["sort"]) == (["overdue"], "code")
    assert run([*asked, "--saved", "sent ute", "--filter", "phase=3", "--sort", "release"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["filter_words"], found["sort"]) == (["overdue", "phase=3"], "release")
    assert run([*asked, "--saved", "tidlig"]) == 2
    assert "Lagret er: Sent ute" in " ".join(capsys.readouterr().err.split())
