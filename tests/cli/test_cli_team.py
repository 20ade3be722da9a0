"""A team's own database from the command line: made, opened, refused, its keys and its log."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from exin_tui.cli.run import run
from tests.cli.conftest import PASSPHRASE

LIST = "Kode;Fornavn;Etternavn;Fødselsdato;Fase\nSN-001;Åse [/b];Ødegård;{born};2\n"
FOUNDING = ["init", "--initials", "KN", "--name", "Kari [/b] Nordmann", "--team", "Bydelen", "--prefix", "SN"]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new team's database, which ``EXIN_DATABASE`` names."""
    path = tmp_path / "caseload.db"
    monkeypatch.setenv("EXIN_DATABASE", str(path))
    assert run(FOUNDING) == 0
    capsys.readouterr()
    return path


def test_init_makes_a_private_database_and_shows_the_recovery_code_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "team.db"
    assert run([*FOUNDING, "--database", str(path)]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.strip().split("-")) == 7
    assert str(path) in captured.err
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("team*")} == {0o600}


def test_init_without_a_place_uses_the_users_data_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(FOUNDING) == 0
    assert (tmp_path / "XDG_DATA_HOME" / "exin-tui" / "caseload.db").exists()
    capsys.readouterr()
    assert run(["overview"]) == 0
    assert "Bydelen" in capsys.readouterr().out


def test_init_never_touches_what_is_there(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = database.read_bytes()
    assert run(FOUNDING) == 1
    assert database.read_bytes() == before
    assert str(database) in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "value"), [("--prefix", "12"), ("--initials", "FIRE BOKSTAVER"), ("--team", " ")]
)
def test_init_refuses_before_anything_is_made(
    tmp_path: Path, option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = list(FOUNDING)
    arguments[arguments.index(option) + 1] = value
    assert run([*arguments, "--database", str(tmp_path / "team.db")]) == 1
    assert not list(tmp_path.glob("team*"))
    assert capsys.readouterr().err.startswith("Feil: ")


def test_init_says_what_is_missing_when_nobody_can_be_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", "--initials", "KN", "--database", str(tmp_path / "team.db")]) == 2
    assert "--team mangler" in capsys.readouterr().err


def test_without_a_passphrase_and_without_a_terminal_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("EXIN_PASSPHRASE")
    assert run([*FOUNDING, "--database", str(tmp_path / "team.db")]) == 1
    assert "EXIN_PASSPHRASE" in capsys.readouterr().err
    assert not list(tmp_path.glob("team*"))


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_wrong_passphrase_is_one_sentence_and_harms_nothing(
    database: Path, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in database.parent.glob("caseload.*")}
    monkeypatch.setenv("EXIN_PASSPHRASE", "feil")
    assert run(["overview", "--lang", language]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize(
    "arguments",
    [["overview"], ["key", "list"], ["log", "verify"], ["calendar", "export", "-o", "x.ics"], []],
)
def test_no_database_at_all_says_how_to_make_one(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--database", str(tmp_path / "none.db")]) == 1
    assert "exin init" in capsys.readouterr().err


def test_a_file_that_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Kjære deg", encoding="utf-8")
    assert run(["overview", "--database", str(path)]) == 1
    assert path.read_text(encoding="utf-8") == "Kjære deg"
    assert capsys.readouterr().err.startswith("Feil: ")


def test_a_colleague_gets_a_key_and_loses_it_again(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = "en helt annen lang frase"
    colleagues = database.parent / "colleagues.csv"
    colleagues.write_text("Initialer;Navn;Rolle\nAB;Ada;miljøterapeut\n", encoding="utf-8")
    assert run(["import", str(colleagues), "--kind", "team"]) == 0
    monkeypatch.setenv("EXIN_NEW_PASSPHRASE", theirs)
    assert run(["key", "add", "AB"]) == 0
    capsys.readouterr()
    assert run(["key", "list"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:3]] == ["AB", "KN"]

    monkeypatch.setenv("EXIN_PASSPHRASE", theirs)
    assert run(["overview"]) == 0
    monkeypatch.setenv("EXIN_PASSPHRASE", PASSPHRASE)
    assert run(["key", "remove", "AB"]) == 1, "it asks first"
    assert run(["key", "remove", "AB", "--yes"]) == 0
    monkeypatch.setenv("EXIN_PASSPHRASE", theirs)
    assert run(["overview"]) == 1
    assert database.exists()


def test_changing_ones_passphrase(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert database.exists()
    monkeypatch.setenv("EXIN_NEW_PASSPHRASE", "den nye lange frasen min")
    assert run(["key", "change"]) == 0
    assert run(["overview"]) == 1
    monkeypatch.setenv("EXIN_PASSPHRASE", "den nye lange frasen min")
    assert run(["key", "rotate"]) == 0
    assert run(["overview"]) == 0


def test_the_recovery_code_sets_a_new_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import io

    path = str(tmp_path / "team.db")
    assert run([*FOUNDING, "--database", path]) == 0
    code = capsys.readouterr().out
    monkeypatch.delenv("EXIN_PASSPHRASE")
    monkeypatch.setenv("EXIN_NEW_PASSPHRASE", "husket igjen etter ferien")
    monkeypatch.setattr("sys.stdin", io.StringIO(code))
    assert run(["key", "recover", "KN", "--database", path]) == 0
    monkeypatch.setenv("EXIN_PASSPHRASE", "husket igjen etter ferien")
    assert run(["overview", "--database", path]) == 0


def test_the_log_verifies_and_shows_no_values(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert database.exists()
    assert run(["log", "verify"]) == 0
    count, head = capsys.readouterr().out.split()
    assert int(count) >= 2
    assert len(head) == 64
    assert run(["log", "show"]) == 0
    said = capsys.readouterr().out
    assert "team.set" in said
    assert "Kari" not in said


def test_the_meetings_become_a_calendar_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    team, file = str(tmp_path / "team.db"), tmp_path / "meetings.ics"
    assert run(["demo", "--save", team]) == 0
    export = ["calendar", "export", "-o", str(file), "--database", team]
    assert run(export) == 0
    assert b"SUMMARY:M\xc3\xb8te SN-" in file.read_bytes()
    before = file.read_bytes()
    assert run(export) == 1
    assert file.read_bytes() == before
    assert "--force" in capsys.readouterr().err
    assert run([*export, "--force", "--lang", "en"]) == 0
    assert b"SUMMARY:Meeting SN-" in file.read_bytes()


def test_the_meetings_go_through_a_pipe_and_are_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    team = str(tmp_path / "team.db")
    assert run(["demo", "--save", team]) == 0
    capfdbinary.readouterr()
    monkeypatch.chdir(tmp_path)
    assert run(["calendar", "export", "-o", "-", "--database", team]) == 0
    whole = capfdbinary.readouterr().out
    assert whole.startswith(b"BEGIN:VCALENDAR\r\n")
    assert whole.endswith(b"END:VCALENDAR\r\n")
    assert not (tmp_path / "-").exists()
    assert run(["log", "show", "--kind", "disclosure", "--last", "1", "--database", team]) == 0
    assert b"ics" in capfdbinary.readouterr().out


def test_a_calendar_cannot_end_before_it_begins(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert database.exists()
    arguments = ["calendar", "export", "-o", "x.ics", "--from", "2026-12-01", "--to", "2026-11-30"]
    assert run(arguments) == 2
    assert "--to er før --from." in capsys.readouterr().err


def test_dates_are_understood_as_people_type_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--today", "27.11.2026", "--participants", "1"]) == 0
    assert capsys.readouterr().out.startswith("Fredag 27. november 2026")
    assert run(["demo", "--today", "31.02.2026"]) == 2
    assert tmp_path.exists()


def test_the_demo_is_never_written_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "theirs.db"
    path.write_bytes(b"theirs")
    assert run(["demo", "--save", str(path)]) == 1
    assert path.read_bytes() == b"theirs"
    assert capsys.readouterr().out == ""


def test_the_template_is_written_and_read_back_empty(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert database.exists()
    file = tmp_path / "liste.xlsx"
    assert run(["import", "--template", str(file)]) == 0
    assert run(["import", "--template", str(file)]) == 1
    capsys.readouterr()
    assert run(["import", str(file)]) == 0


def test_the_template_is_written_over_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "liste.xlsx"
    file.write_bytes(b"old")
    assert run(["import", "--template", str(file)]) == 1
    assert "--force" in capsys.readouterr().err
    assert run(["import", "--template", str(file), "--force"]) == 0
    assert file.read_bytes()[:2] == b"PK"
    assert run(["import", str(file), "--force"]) == 2


def test_a_bad_cell_is_told_with_its_place_and_exit_code_3(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert database.exists()
    file = tmp_path / "deltakere.csv"
    file.write_text(LIST.format(born="31.02.2004"), encoding="utf-8")
    assert run(["import", str(file), "--kind", "participants"]) == 3
    captured = capsys.readouterr()
    assert captured.out.count("\n") == 1
    assert "31.02.2004" in captured.out
    assert run(["overview", "--json"]) == 0
    assert '"participants": []' in capsys.readouterr().out


def test_a_list_is_taken_in_once(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert database.exists()
    file = tmp_path / "deltakere.csv"
    file.write_text(LIST.format(born="28.02.2004"), encoding="utf-8")
    assert run(["import", str(file), "--kind", "participants", "--dry-run"]) == 0
    assert "prøve" in capsys.readouterr().err
    assert run(["import", str(file), "--kind", "participants"]) == 0
    capsys.readouterr()
    assert run(["import", str(file), "--kind", "participants"]) == 0
    assert "Ingenting var endret." in capsys.readouterr().err


def test_a_teams_own_programme_is_shown_and_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["programme", "show", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "the guide" in said
    wrong = tmp_path / "ours.toml"
    wrong.write_text("[offsets]\ndue_soom = 3\n", encoding="utf-8")
    assert run(["programme", "check", str(wrong), "--lang", "en"]) == 1
    captured = capsys.readouterr()
    assert "due_soon" in captured.out
    assert run(["programme", "check", "--lang", "en"]) == 0


def test_keys_lists_the_dashboards_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["keys", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "view.privacy" in said
    assert "item.done" in said


def test_themes_are_those_of_the_screens(capsys: pytest.CaptureFixture[str]) -> None:
    from exin_tui.tui.themes import TOKENS

    assert run(["themes"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(TOKENS)


def test_the_three_partners_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    import json

    assert run(["partner", "list", "--json", "--lang", "en"]) == 0
    found = {row["id"]: row["state"] for row in json.loads(capsys.readouterr().out)}
    assert found == {"nav": "active", "prison": "active", "school": "active"}
