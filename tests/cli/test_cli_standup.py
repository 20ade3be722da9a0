"""The stand-up and the reviews without a screen: order, summary, weekly, monthly. Nobody is named."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from exin_schema.programme_file import load_programme
from exin_tui.caseload import standup_steps
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.overview import load_overview
from exin_tui.caseload.standup_end import end
from exin_tui.cli.run import run
from exin_tui.clock import Clock
from exin_tui.storage.opening import open_database
from tests.cli.conftest import PASSPHRASE
from tests.demo.invented import TODAY

DAY = ["--today", "2026-11-27"]
PROGRAMME = load_programme()


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The invented team's database, which ``EXIN_DATABASE`` names; the names in it."""
    path = tmp_path / "caseload.db"
    assert run([*DAY, "demo", "--save", str(path)]) == 0
    monkeypatch.setenv("EXIN_DATABASE", str(path))
    capsys.readouterr()
    assert run([*DAY, "overview", "--json", "--unscreened"]) == 0
    return [row["name"] for row in json.loads(capsys.readouterr().out)["participants"]]


@pytest.fixture
def held(names: list[str], tmp_path: Path) -> list[str]:
    """A stand-up of KN's that was held: one discussed, one skipped."""
    now = Clock(TODAY).now()
    acting = Acting(now=now, actor="KN", today=TODAY, programme=PROGRAMME)
    with open_database(tmp_path / "caseload.db", unlock=lambda: PASSPHRASE) as database:
        with database.read() as connection:
            overview = load_overview(
                connection, today=TODAY, programme=PROGRAMME, labels=Labels.of(PROGRAMME), now=now
            )
        mine = [row.person.id for row in overview.rows if row.caseworker == "KN"]
        begun = standup_steps.begin(database, mine, whose="KN", **acting)
        assert isinstance(begun, standup_steps.Stepped)
        first = standup_steps.discussed(database, begun.id, 1, now=now, actor="KN")
        assert isinstance(first, standup_steps.Stepped)
        second = standup_steps.skip(database, begun.id, first.version, "på permisjon", now=now, actor="KN")
        assert isinstance(second, standup_steps.Stepped)
        end(database, begun.id, second.version, **acting)
    return names


def test_without_a_terminal_the_order_is_printed_with_its_reasons(
    names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*DAY, "standup"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 36
    assert lines[0].split()[:2] == ["1", "SN-007"]
    assert "2 over frist" in lines[0]
    assert [name for name in names if any(name in line for line in lines)] == []
    assert run([*DAY, "standup", "--caseworker", "KN"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 11


def test_following_needs_a_terminal_and_initials_must_be_somebodys(
    names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert names
    assert run([*DAY, "standup", "--follow"]) == 2
    assert "terminal" in capsys.readouterr().err
    for arguments in (["--caseworker", "QQ"], ["--weekly", "QQ"], ["summary", "--caseworker", "QQ"]):
        assert run([*DAY, "standup", *arguments]) == 1
        assert "QQ" in capsys.readouterr().err


def test_before_the_first_one_there_is_no_summary(
    names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert names
    assert run([*DAY, "standup", "summary"]) == 1
    assert capsys.readouterr().err.strip().endswith("Det er ikke holdt noen stand-up ennå.")
    assert run([*DAY, "standup", "summary", "--date", "2026-11-26"]) == 1
    assert "to. 26. nov. 2026" in capsys.readouterr().err


def test_the_summary_is_printed_written_once_and_given_as_data(
    held: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*DAY, "standup", "summary", "--date", "2026-11-27"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("# Stand-up – Fredag 27. november 2026\n")
    assert "på permisjon" in printed
    assert "## Ikke nådd (9)" in printed
    target = tmp_path / "summary.md"
    assert run([*DAY, "standup", "summary", "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8") == printed
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert run([*DAY, "standup", "summary", "-o", str(target), "--lang", "en"]) == 1
    assert target.read_text(encoding="utf-8") == printed
    capsys.readouterr()
    assert run([*DAY, "standup", "summary", "--caseworker", "KN", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [one["state"] for one in data["participants"]] == ["discussed", "skipped", *["waiting"] * 9]
    assert data["caseworker"] == "KN"
    assert [name for name in held if name in printed or name in json.dumps(data, ensure_ascii=False)] == []
    assert run([*DAY, "standup", "summary", "--caseworker", "AB"]) == 1


@pytest.mark.parametrize(
    ("arguments", "sought"),
    [
        (["--weekly", "KN"], ("Kontakt i uken: fase 3", "SN-007", "Tas opp med teamet")),
        (["--monthly"], ("november 2026", "Overganger mellom faser", "◆SN-004", "SN-014", "på plass")),
    ],
)
def test_the_reviews_are_printed_without_a_name(
    names: list[str], arguments: list[str], sought: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*DAY, "standup", *arguments]) == 0
    printed = capsys.readouterr().out
    for words in sought:
        assert words in printed
    assert [name for name in names if name in printed] == []
    assert max(len(line) for line in printed.splitlines()) <= 116
