"""``exin calendar invite``, ``uninvite`` and ``owed``."""

from __future__ import annotations

from pathlib import Path

import pytest

from exin_tui.cli.run import run

TODAY = ["--today", "2026-11-27"]
WHO = "SN-019"


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "team.db"
    assert run(["demo", "--save", str(path), *TODAY]) == 0
    monkeypatch.setenv("EXIN_DATABASE", str(path))
    capsys.readouterr()
    return path


def test_looking_writes_nothing_and_shows_no_name(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert team.exists()
    assert run(["calendar", "invite", WHO, "--dry-run", *TODAY]) == 0
    said = capsys.readouterr()
    assert f"Møte {WHO}, 30.11.2026 12:00" in said.err
    assert "kalles inn" in said.out
    assert "@" not in said.out + said.err
    assert run(["calendar", "invite", WHO, "--dry-run", "--unscreened", *TODAY]) == 0
    assert "@etat.example" in capsys.readouterr().out
    assert list(tmp_path.glob("*.ics")) == []


def test_an_invitation_its_change_and_its_end(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert team.exists()
    file = str(tmp_path / "i.ics")
    invite = ["calendar", "invite", WHO, "-o", file, "--yes", *TODAY]
    assert run(invite) == 1
    assert "hvilken e-postadresse" in capsys.readouterr().err
    assert run([*invite, "--from", "kn@kommune.example", "--with", "place"]) == 0
    content = Path(file).read_text("utf-8")
    assert "METHOD:REQUEST" in content
    assert "LOCATION:NAV" in content
    capsys.readouterr()
    assert run(["calendar", "owed", *TODAY]) == 0
    assert "Ingenting gjenstår" in capsys.readouterr().err
    moved = ["meeting", "outcome", WHO, "moved", "--start", "2026-12-01 12:00", *TODAY]
    assert run(moved) == 0
    assert "Gjenstår for 2 som ble kalt inn: ny innkalling." in capsys.readouterr().err
    assert run(["calendar", "owed", *TODAY]) == 0
    assert f"{WHO}" in capsys.readouterr().out
    assert run([*invite, "--force"]) == 0
    assert "SEQUENCE:1" in Path(file).read_text("utf-8")
    assert run(["calendar", "uninvite", WHO, "-o", file, "--yes", "--force", *TODAY]) == 0
    assert "METHOD:CANCEL" in Path(file).read_text("utf-8")
    assert run(["calendar", "uninvite", WHO, "-o", file, "--yes", "--force", *TODAY]) == 1


def test_without_a_yes_nothing_is_written(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io

    assert team.exists()
    file = tmp_path / "i.ics"
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    assert run(["calendar", "invite", WHO, "-o", str(file), "--from", "kn@k.example", *TODAY]) == 1
    assert "Ingenting ble gjort" in capsys.readouterr().err
    assert not file.exists()


def test_one_of_them_by_number_and_numbers_that_are_none(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert team.exists()
    file = tmp_path / "i.ics"
    command = ["calendar", "invite", WHO, "-o", str(file), "--yes", "--from", "kn@k.example", *TODAY]
    assert run([*command, "--only", "9"]) == 2
    assert run([*command, "--only", "2"]) == 0
    assert file.read_text("utf-8").count("ATTENDEE") == 1
    assert run(["calendar", "invite", WHO, *TODAY]) == 2
    capsys.readouterr()
    assert run(["calendar", "invite", "SN-999", "--dry-run", *TODAY]) == 1
    assert "SN-999" in capsys.readouterr().err


def test_a_title_that_names_is_refused(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert team.exists()
    command = ["calendar", "invite", WHO, "--dry-run", *TODAY]
    assert run([*command, "--title", "Ring 01 23 45 67"]) == 1
    assert "Tittelen har et navn" in capsys.readouterr().err
    assert run([*command, "--title", "Samarbeid"]) == 0
    assert "Samarbeid, 30.11.2026" in capsys.readouterr().err
    assert run([*command, "--with", "partner"]) == 2
