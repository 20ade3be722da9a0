"""The address book and the week from the command line: done, refused, rehearsed, screened, as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from exin_tui.cli.run import run
from exin_tui.storage import keys_slots
from exin_tui.storage.keys_crypto import Cost
from tests.cli.conftest import PASSPHRASE
from tests.cli.test_cli_everyday import FOUNDING, Shell, candidate


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv("EXIN_DATABASE", str(tmp_path / "caseload.db"))
    monkeypatch.setenv("EXIN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(keys_slots, "COST", Cost(memory_kib=64, iterations=1, lanes=1))
    assert run(FOUNDING) == 0
    capsys.readouterr()
    return Shell(capsys)


def test_agencies_are_added_corrected_and_listed(shell: Shell) -> None:
    shell.run("agency", "add", "NAV Sør", "nav", "--phone", "55 55 33 33")
    shell.run("agency", "add", "NAV Sør", "nav", code=1)
    shell.run("agency", "add", "Ukjent", "no_such_line", code=1)
    shell.run("agency", "edit", "nav sør", "--place", "Mortensrud", "--inactive")
    (row,) = shell.json("agency", "list")["rows"]
    assert (row["name"], row["line"], row["phone"], row["place"], row["active"]) == (
        "NAV Sør", "nav", "55 55 33 33", "Mortensrud", False,
    )  # fmt: skip


def test_a_contact_is_attached_moved_and_ended(shell: Shell) -> None:
    code = candidate(shell)
    shell.run("agency", "add", "NAV Sør", "nav")
    shell.run("agency", "add", "Halden fengsel", "prison")
    who = shell.run("contact", "add", "Kari Vik", "--agency", "NAV Sør", "--title", "Saksbehandler").strip()
    shell.run("contact", "attach", code, who, "nav_contact", "--dry-run")
    assert shell.json("contact", "list", "--participant", code)["rows"] == []
    shell.run("contact", "attach", code, who[:8], "nav_contact")
    assert "Kari" not in shell.run("contact", "list", "--participant", code)
    assert "Kari Vik" in shell.run("contact", "list", "--participant", code, "--unscreened")
    assert code in shell.run("contact", "edit", who, "--agency", "Halden fengsel")
    assert "Halden" not in shell.run("contact", "list", "--participant", code)
    assert "Halden" in shell.run("contact", "list")
    shell.run("contact", "detach", code, who)
    shell.run("contact", "detach", code, who, code=1)
    shell.run("contact", "edit", "zzz", "--name", "Ingen", code=1)


def test_a_week_is_listed_and_a_meeting_moved_and_cancelled(shell: Shell) -> None:
    code = candidate(shell)
    made = shell.run(
        "meeting", "add", "visit", "fredag 10:00", "--participant", code, "--place", "Oslo fengsel"
    ).split()[0]
    found = shell.json("meeting", "list", "--week", "2026-12-04")
    assert [(one["id"], one["participant"], one["clashes"]) for one in found["meetings"]] == [
        (made, code, False)
    ]
    assert found["week"] == 49
    assert "Oslo fengsel" not in shell.run("meeting", "list", "--week", "2026-12-04")
    shell.run("meeting", "move", made, "torsdag 12", "--dry-run")
    shell.run("meeting", "move", made, "torsdag 12")
    (one,) = shell.json("meeting", "list", "--week", "2026-12-04")["meetings"]
    assert one["starts_at"] == "2026-12-03T12:00:00+01:00"
    shell.run("meeting", "cancel", made)
    assert shell.json("meeting", "list", "--week", "2026-12-04")["meetings"] == []


def test_a_series_ends_on_a_day(shell: Shell) -> None:
    made = shell.run("meeting", "add", "weekly", "mandag 9", "--repeat", "weekly").split()[0]
    shell.run("meeting", "cancel", made, "--after", "2026-12-06")
    assert len(shell.json("meeting", "list", "--week", "2026-11-30")["meetings"]) == 1
    assert shell.json("meeting", "list", "--week", "2026-12-07")["meetings"] == []
