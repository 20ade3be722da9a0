"""Partners' facts in lists from the command line: the template has them, enabled partners take them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from exin_tui.cli.run import run

PARTNER = """\
id = "probation"
api = 1
name = { nb = "Friomsorgen", en = "Probation service" }
facts = [
  { id = "duty_until", type = "date", sensitive = true, name = { nb = "Møteplikt til", en = "Due until" } },
  { id = "office", type = "text", length = 20, place = true, name = { nb = "Kontor", en = "Office" } },
]
"""
LIST = "Kode;Fase;Møteplikt til;NAV-kontor;Friomsorgen: Kontor\nSN-001;2;{until};NAV Grorud;Åse [/b]\n"


@pytest.fixture
def board(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new team, and a probation service in a folder of partners, not enabled; a folder for lists."""
    partner = tmp_path / "partners" / "probation"
    partner.mkdir(parents=True, mode=0o755)
    (partner / "partner.toml").write_text(PARTNER, encoding="utf-8")
    (partner / "partner.toml").chmod(0o644)
    config = tmp_path / "XDG_CONFIG_HOME" / "exin-tui"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'partner_dirs = ["{partner.parent}"]\n', encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("EXIN_DATABASE", str(tmp_path / "caseload.db"))
    assert run(["init", "--initials", "KN", "--name", "Kari", "--team", "Bydelen", "--prefix", "SN"]) == 0
    capsys.readouterr()
    return tmp_path


def listed(board: Path, until: str = "31.12.2026") -> list[str]:
    file = board / "liste.csv"
    file.write_text(LIST.format(until=until), encoding="utf-8")
    return ["import", str(file)]


def headings(file: Path, sheet: str = "Deltakere") -> list[Any]:
    return [cell.value for cell in load_workbook(file)[sheet][1]]


def test_a_partner_that_is_not_enabled_stops_the_import_until_it_is(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(listed(board)) == 3
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[0] for line in said] == [
        "liste.csv, rad 1, kolonne C «Møteplikt til»",
        "liste.csv, rad 1, kolonne E «Friomsorgen",
    ]
    assert all(
        "Friomsorgen, som ikke er slått på. Kjør «exin partner enable probation»" in line for line in said
    )
    assert run(["partner", "enable", "probation", "--yes"]) == 0
    capsys.readouterr()
    assert run(listed(board)) == 0
    assert "1" in capsys.readouterr().out
    assert run(listed(board)) == 0
    assert "Ingenting var endret" in capsys.readouterr().err


def test_no_partners_leaves_their_columns_out_and_says_how(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--no-partners=nav", *listed(board)]) == 3
    assert (
        "kolonne D «NAV-kontor»: Dette hører til NAV, som er utelatt med --no-partners."
        in capsys.readouterr().out
    )


def test_what_stands_in_a_partners_column_is_not_printed(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["partner", "enable", "probation", "--yes"]) == 0
    capsys.readouterr()
    assert run(listed(board, until="innlagt på avrusning")) == 3
    captured = capsys.readouterr()
    assert captured.out.startswith("liste.csv, rad 2, kolonne C «Møteplikt til»: ")
    assert "avrusning" not in captured.out + captured.err


def test_a_text_file_of_records_is_named_with_its_kind(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people, leaves = board / "liste.csv", board / "permisjoner.csv"
    people.write_text("Kode;Fase\nSN-001;2\n", encoding="utf-8")
    leaves.write_text("Kode;Fra;Til\nSN-001;01.12.2026 09:00;02.12.2026 12:00\n", encoding="utf-8")
    assert run(["import", str(people)]) == 0
    assert run(["import", str(leaves), "--kind", "leaves"]) == 2
    assert "prison.leave" in capsys.readouterr().err
    assert run(["import", str(leaves), "--kind", "prison.leave"]) == 0
    printed = capsys.readouterr()
    assert "Permisjon" in printed.out
    assert "Det åpnes ingen oppgave for registreringene i en liste" in printed.err
    assert run(["import", str(leaves), "--kind", "prison.leave"]) == 0
    printed = capsys.readouterr()
    assert "Ingenting var endret" in printed.err
    assert "ingen oppgave" not in printed.err


@pytest.mark.parametrize(("language", "sheet", "heading"), [
    ("nb", "Deltakere", "Møteplikt til"), ("en", "Participants", "Due until"),
])  # fmt: skip
def test_the_template_has_the_enabled_partners_columns_and_is_read_back(
    board: Path, language: str, sheet: str, heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = board / "mal.xlsx"
    write = ["--lang", language, "import", "--template", str(file), "--force"]
    assert run(write) == 0
    before = headings(file, sheet)
    assert heading not in before
    assert {"nb": "NAV-kontor", "en": "NAV office"}[language] in before
    assert run(["partner", "enable", "probation", "--yes"]) == 0
    assert run(write) == 0
    assert set(headings(file, sheet)) - set(before) == {heading, {"nb": "Kontor", "en": "Office"}[language]}
    filled = {"Kode": "SN-001", "Code": "SN-001", "Fase": "2", "Phase": "2", heading: "31.12.2026"}
    book = load_workbook(file)
    for index, name in enumerate(headings(file, sheet), start=1):
        if name in filled:
            book[sheet].cell(2, index, filled[name])
    book.save(file)
    assert run(["import", str(file)]) == 0
    capsys.readouterr()
    assert run(["import", str(file)]) == 0
    assert "Ingenting var endret" in capsys.readouterr().err


def test_a_template_before_there_is_a_database_has_the_partners_of_a_new_team(
    board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXIN_DATABASE", str(board / "none.db"))
    file = board / "mal.xlsx"
    assert run(["import", "--template", str(file)]) == 0
    assert "NAV-kontor" in headings(file)
    assert "Møteplikt til" not in headings(file)


def test_without_partners_the_template_asks_for_no_passphrase(
    board: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EXIN_PASSPHRASE")
    file = board / "mal.xlsx"
    assert run(["--no-partners", "import", "--template", str(file)]) == 0
    assert "NAV-kontor" not in headings(file)
