"""Whose a key is: the slot that opened says who works, so it is somebody's of the team and nobody else's."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from pathlib import Path

import pytest

from exin_tui.cli.run import run
from exin_tui.clock import OSLO, Clock
from tests.cli.conftest import PASSPHRASE

FOUNDING = ["init", "--initials", "KN", "--name", "Kari", "--team", "Bydelen", "--prefix", "SN"]
COLLEAGUES = "Initialer;Navn;Rolle\nKN;Kari;miljøterapeut\nAB;Ada;miljøterapeut\n"
THEIRS = "en helt annen lang frase"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """The database of a team of KN and AB, where only KN has a key. The new passphrase is AB's."""
    path, colleagues = tmp_path / "caseload.db", tmp_path / "team.csv"
    monkeypatch.setenv("EXIN_DATABASE", str(path))
    monkeypatch.setenv("EXIN_NEW_PASSPHRASE", THEIRS)
    assert run(FOUNDING) == 0
    (tmp_path / "code").write_text(capsys.readouterr().out, encoding="utf-8")
    colleagues.write_text(COLLEAGUES, encoding="utf-8")
    assert run(["import", str(colleagues), "--kind", "team"]) == 0
    capsys.readouterr()
    return path


def _slots(database: Path) -> list[str]:
    return [slot["initials"] for slot in json.loads(database.with_suffix(".keys").read_text())["slots"]]


def test_nobody_outside_the_team_gets_a_key(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["key", "add", "XX"]) == 1
    said = capsys.readouterr().err
    assert "XX" in said
    assert "AB og KN" in said or "AB, KN" in said
    assert "exin import" in said
    assert _slots(database) == ["KN", ""]


def test_a_key_carries_the_initials_as_the_team_writes_them(database: Path) -> None:
    assert run(["key", "add", "ab"]) == 0
    assert sorted(_slots(database)) == ["", "AB", "KN"]


def test_a_key_made_after_midnight_is_of_the_new_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Clock, "now", lambda _: dt.datetime(2026, 11, 28, 0, 30, tzinfo=OSLO))
    monkeypatch.setenv("EXIN_DATABASE", str(tmp_path / "caseload.db"))
    assert run(FOUNDING) == 0
    capsys.readouterr()
    assert run(["key", "list"]) == 0
    assert capsys.readouterr().out.count("lø. 28. nov. 2026") == 2


def test_two_people_never_share_a_passphrase(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXIN_NEW_PASSPHRASE", PASSPHRASE)
    assert run(["key", "add", "AB"]) == 1
    assert "Velg en annen" in capsys.readouterr().err
    assert _slots(database) == ["KN", ""]


def test_nobody_takes_a_colleagues_passphrase_later(database: Path) -> None:
    before = run(["key", "add", "AB"]), database.with_suffix(".keys").read_bytes()
    assert run(["key", "change"]) == 1
    assert (0, database.with_suffix(".keys").read_bytes()) == before


def test_the_recovery_code_gives_no_key_to_a_stranger(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = (database.parent / "code").read_text(encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(code))
    assert run(["key", "recover", "XX"]) == 1
    assert "AB" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", io.StringIO(code))
    assert run(["key", "recover", "kn"]) == 0
    monkeypatch.setenv("EXIN_PASSPHRASE", THEIRS)
    assert run(["log", "verify"]) == 0


def test_a_wrong_passphrase_names_the_recovery_code(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert database.exists()
    monkeypatch.setenv("EXIN_PASSPHRASE", "feil")
    assert run(["overview"]) == 1
    assert "exin key recover" in capsys.readouterr().err


def test_an_empty_passphrase_in_the_environment_is_none(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert database.exists()
    monkeypatch.setenv("EXIN_PASSPHRASE", "")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run(["overview"]) == 1
    assert "EXIN_PASSPHRASE" in capsys.readouterr().err


@pytest.mark.parametrize(("language", "words"), [("nb", "nyere exin"), ("en", "a newer exin")])
def test_a_keys_file_of_a_newer_exin_says_so(
    database: Path, language: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = database.with_suffix(".keys")
    newer = {**json.loads(keys.read_text()), "format": "exin-keys-9", "more": 1}
    keys.write_text(json.dumps(newer), encoding="utf-8")
    assert run(["overview", "--lang", language]) == 1
    assert words in capsys.readouterr().err


def test_every_change_of_the_keys_is_in_the_log(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["key", "add", "AB"]) == 0
    assert run(["key", "rotate"]) == 0
    assert run(["key", "remove", "ab", "--yes"]) == 0
    monkeypatch.setenv("EXIN_NEW_PASSPHRASE", "den nye lange frasen min")
    assert run(["key", "change"]) == 0
    monkeypatch.setenv("EXIN_PASSPHRASE", os.environ["EXIN_NEW_PASSPHRASE"])
    assert run(["key", "code", "--yes"]) == 0
    capsys.readouterr()
    assert run(["log", "show", "--kind", "access"]) == 0
    said = capsys.readouterr().out.splitlines()[1:]
    told = ["key.code", "key.change", "key.remove AB", "key.rotate", "key.add AB"]
    assert [line.split()[2:] for line in said] == [["KN", "innsyn", *what.split()] for what in told]
    assert database.exists()


def test_whoever_recovers_stands_in_the_log(
    database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO((database.parent / "code").read_text(encoding="utf-8")))
    assert run(["key", "recover", "AB"]) == 0
    capsys.readouterr()
    assert run(["log", "show", "--lang", "en"]) == 0
    assert ["AB", "access", "key.recover", "AB"] in [
        line.split()[2:6] for line in capsys.readouterr().out.splitlines()
    ]


def test_what_was_told_of_whom_stands_in_the_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    team = str(tmp_path / "team.db")
    assert run(["demo", "--save", team]) == 0
    assert run(["calendar", "export", "-o", str(tmp_path / "x.ics"), "--database", team]) == 0
    capsys.readouterr()
    assert run(["log", "show", "--kind", "disclosure", "--lang", "en", "--database", team]) == 0
    first = capsys.readouterr().out.splitlines()[1]
    assert "disclosure" in first
    assert "SN-" in first
    assert run(["log", "show", "--last", "1", "--lang", "en", "--database", team]) == 0
    assert "disclosure" in capsys.readouterr().out
