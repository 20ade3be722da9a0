"""``exin partner export --to``: one prison gets its own; neither the name nor the log says which it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exin_tui.cli.run import run
from tests.cli.conftest import own_folders  # noqa: F401
from tests.partners.test_partner_cli import TODAY, board, made  # noqa: F401

ASKED = ["partner", "export", "prison", "participation", "--today", TODAY]


@pytest.fixture
def prisons(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    """How many could go to each, as the preview says."""
    assert run([*ASKED, "--dry-run", "--unscreened"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    line = next(one for one in captured.err.splitlines() if one.startswith("Place of imprisonment: "))
    assert "With --to one of them is sent its own alone; --unscreened says which they are." in captured.err
    parts = line.removeprefix("Place of imprisonment: ").removesuffix(".").split(", ")
    counted = {name: int(count) for name, _, count in (one.rpartition(" ") for one in parts)}
    counted.pop("not recorded", None)
    assert len(counted) > 1
    return counted


def test_one_prison_is_sent_its_own_and_the_file_and_the_log_do_not_say_which(
    prisons: dict[str, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prison, count = next(iter(prisons.items()))
    assert run([*ASKED, "--to", prison.upper(), "--format", "json", "--yes"]) == 0
    captured = capsys.readouterr()
    path = tmp_path / captured.out.strip()
    assert path.name == f"prison-participation-{TODAY}.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert [row["place"] for row in rows] == [prison] * count
    assert f"Written for the prison service, {prison}, and recorded as disclosed: {count}." in captured.err
    assert (
        captured.err.count("belongs to another unit (place of imprisonment)") == sum(prisons.values()) - count
    )
    assert "With --to" not in captured.err
    assert run(["log", "show", "--kind", "disclosure"]) == 0
    said = capsys.readouterr().out
    assert said.count("prison.participation → prison ▒ screened") == count
    assert prison not in said
    assert run(["log", "show", "--kind", "disclosure", "--unscreened"]) == 0
    assert capsys.readouterr().out.count(f"prison.participation → prison {prison}") == count


def test_a_prison_that_nobody_goes_to_is_refused_with_those_there_are(
    prisons: dict[str, int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    before = sorted(tmp_path.iterdir())
    assert run([*ASKED, "--to", "Bastøy", "--unscreened", "--yes"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "nobody goes to “Bastøy”" in captured.err
    assert all(f"{prison} ({count})" in captured.err for prison, count in prisons.items())
    assert sorted(tmp_path.iterdir()) == before


def test_on_a_shared_screen_no_prison_is_named(
    prisons: dict[str, int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*ASKED, "--dry-run"]) == 0
    said = capsys.readouterr().err
    assert f"Place of imprisonment: ▒ screened ({', '.join(str(one) for one in prisons.values())})" in said
    assert run([*ASKED, "--to", "Bastøy", "--yes"]) == 1
    said += capsys.readouterr().err
    assert "With --unscreened it is said which there are." in said
    assert not [prison for prison in prisons if prison in said]


def test_an_empty_unit_does_not_mean_everybody(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*ASKED, "--to", " ", "--dry-run"]) == 1
    assert "Write to which unit after --to" in capsys.readouterr().err


def test_what_is_not_divided_takes_no_unit(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["partner", "export", "school", "plan", "--today", TODAY, "--to", "GVO", "--dry-run"]) == 1
    assert "it has no units to choose from" in capsys.readouterr().err


def test_a_partner_is_shown_with_what_divides_its_exports(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["partner", "show", "nav"]) == 0
    assert capsys.readouterr().out.count("to one unit alone with --to: office") == 3
    assert run(["partner", "show", "nav", "--json"]) == 0
    exports = json.loads(capsys.readouterr().out)["manifest"]["exports"]
    assert [one["per"] for one in exports] == ["office"] * 3
