"""The participant's rights from the command line: a copy of what is kept, and its deletion."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_cli_everyday import Shell, candidate, shell

__all__ = ["shell"]


def test_a_copy_is_written_as_text_or_json_and_never_over_another(shell: Shell, tmp_path: Path) -> None:
    code = candidate(shell)
    path = tmp_path / "kopi.md"
    assert shell.run("participant", "export", code, "-o", str(path)).strip() == str(path)
    assert "gitt til deltakeren" in shell.err
    assert "O'Hara" in path.read_text(encoding="utf-8")
    assert "\x1b" not in path.read_text(encoding="utf-8")
    shell.run("participant", "export", code, "-o", str(path), code=1)
    assert "finnes" in shell.err or "allerede" in shell.err
    shell.run("participant", "export", code, "-o", str(tmp_path / "kopi.docx"), code=1)
    shell.run("participant", "export", code, "-o", str(tmp_path / "copy.json"))
    told = json.loads((tmp_path / "copy.json").read_text(encoding="utf-8"))
    assert told["kept"]["participant"][0]["code"] == code
    assert "utlevering" in shell.run("log", "show", "--kind", "disclosure")


def test_erasing_says_what_remains_and_asks_for_the_code(shell: Shell) -> None:
    code = candidate(shell)
    shell.run("consent", "give", code, "nav")
    rehearsed = shell.json("participant", "erase", code, "--dry-run")
    assert (rehearsed["done"], rehearsed["result"]["code"]) == (False, code)
    shell.run("participant", "erase", code, "--confirm", "SN-999", code=1)
    assert "Ingenting ble slettet" in shell.err
    assert "De vet ennå ikke at det tar slutt: NAV" in shell.err
    shell.run("participant", "show", code)
    shell.run("participant", "erase", code, "--confirm", code)
    assert f"Slettet: {code}." in shell.err
    shell.run("participant", "show", code, code=1)
    shell.run("log", "verify")
