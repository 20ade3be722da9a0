"""``exin calendar``: files and folders out, others' files in."""

from __future__ import annotations

from pathlib import Path

import pytest

from exin_tui.cli.run import run
from exin_tui.clock import Clock
from tests.calendar.ics_text import an_event, sent
from tests.mornings import in_the_morning

TODAY = ["--today", "2026-10-19"]


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "team.db"
    assert run(["demo", "--save", str(path), *TODAY]) == 0
    monkeypatch.setenv("EXIN_DATABASE", str(path))
    capsys.readouterr()
    return path


def test_titles_and_extras_are_chosen(team: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Clock, "now", in_the_morning)
    assert team.exists()
    file = tmp_path / "m.ics"
    chosen = ["--participant", "sn-007", "--titles", "generic", "--with", "kind,place", "--alarm", "0"]
    assert run(["calendar", "export", "-o", str(file), *chosen, *TODAY]) == 0
    content = file.read_bytes().decode()
    assert "SUMMARY:Møte\r\n" in content
    assert "CATEGORIES:Ansvarsgruppemøte" in content
    assert "VALARM" not in content
    assert "SN-" not in content


@pytest.mark.parametrize(
    "wrong",
    [
        ["--caseworker", "XX"],
        ["--participant", "SN-999"],
        ["--partner", "nab"],
        ["--kind", "vist"],
        ["--with", "place,names"],
    ],
)
def test_a_misspelt_limit_is_no_empty_calendar(
    team: Path, tmp_path: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert team.exists()
    file = tmp_path / "m.ics"
    assert run(["calendar", "export", "-o", str(file), *wrong]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not file.exists()


def test_a_folder_is_written_and_told(team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert team.exists()
    assert run(["calendar", "export", "--folder", str(tmp_path / "vdir"), *TODAY]) == 0
    assert " skrevet, 0 som før, 0 fjernet." in capsys.readouterr().err
    assert run(["calendar", "export", "--folder", str(tmp_path / "vdir"), *TODAY]) == 0
    assert ": 0 skrevet, " in capsys.readouterr().err


@pytest.mark.parametrize("more", [[], ["-o", "m.ics", "--folder", "vdir"]])
def test_either_a_file_or_a_folder(more: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["calendar", "export", *more]) == 2
    assert "--folder" in capsys.readouterr().err


def test_others_meetings_are_shown_first_and_then_taken(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert team.exists()
    file = tmp_path / "sent.ics"
    file.write_bytes(sent(an_event(), an_event("RRULE:FREQ=DAILY;BYHOUR=1", uid="bad")))
    arguments = ["calendar", "import", str(file), "--participant", "SN-007", *TODAY]
    assert run([*arguments, "--dry-run"]) == 0
    captured = capsys.readouterr()
    assert "20.11.2026 10:00" in captured.out
    assert "Det gjentas innenfor dagen." in captured.out
    assert "prøve" in captured.err
    assert run(arguments) == 0
    assert "avlyst: 1." in capsys.readouterr().err
    assert run(arguments) == 0
    assert "Ingenting var endret." in capsys.readouterr().err


def test_a_file_of_which_nothing_can_be_taken_has_exit_code_3(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert team.exists()
    file = tmp_path / "sent.ics"
    for content in (sent(an_event(uid="")), sent(an_event("RRULE:FREQ=SECONDLY"))):
        file.write_bytes(content)
        assert run(["calendar", "import", str(file)]) == 3
        assert capsys.readouterr().err.startswith("Feil: ")
    assert run(["calendar", "import", str(tmp_path / "none.ics")]) == 1
