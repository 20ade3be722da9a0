"""The everyday work from the command line: done, refused, rehearsed, answered as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exin_tui.cli.run import run
from exin_tui.storage import keys_slots
from exin_tui.storage.keys_crypto import Cost
from tests.cli.conftest import PASSPHRASE

FOUNDING = ["init", "--initials", "KN", "--team", "Bydelen", "--prefix", "SN"]
DRAFT = ["--possibilities", "hjem", "--limits", "ingen", "--special", "ingenting", "--took-part", "KN"]
DAY = ["--today", "2026-11-27"]


class Shell:
    """Runs commands against one team's database, and reads what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.err = ""

    def run(self, *arguments: str, code: int = 0) -> str:
        assert run([*arguments, *DAY]) == code, self.capsys.readouterr()
        printed = self.capsys.readouterr()
        self.err = printed.err
        return printed.out

    def json(self, *arguments: str, code: int = 0) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.run(*arguments, "--json", code=code))
        assert answer["form"] == 1
        return answer


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv("EXIN_DATABASE", str(tmp_path / "caseload.db"))
    monkeypatch.setenv("EXIN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(keys_slots, "COST", Cost(memory_kib=64, iterations=1, lanes=1))
    assert run(FOUNDING) == 0
    capsys.readouterr()
    return Shell(capsys)


def candidate(shell: Shell) -> str:
    """Somebody in remand; the case code."""
    names = ["--given-name", "Åse [/b]\x1b[2J", "--family-name", "O'Hara‑Øy", "--referred-by", "nav"]
    inside = ["--custody", "remand", "--place", "Oslo fengsel", "--unit", "B2"]
    inside += ["--since", "2026-11-01"]
    return shell.run("participant", "add", *names, *inside, "--caseworker", "KN").strip()


def test_a_candidate_is_added_corrected_assigned_and_shown(shell: Shell) -> None:
    code = candidate(shell)
    assert code == "SN-001"
    shell.run("participant", "edit", code, "--phone", "900 00 001", "--protected")
    shell.run("participant", "assign", code.lower(), "KN")
    said = shell.run("participant", "show", code, "--unscreened")
    assert "Åse [/b] O'Hara‑Øy" in said
    assert "B2" in said
    assert "\x1b" not in said


def test_released_the_same_day_from_remand_and_closed_when_the_partners_are_told(shell: Shell) -> None:
    code = candidate(shell)
    for line in ("nav", "prison", "lawyer"):
        shell.run("consent", "give", code, line)
    before = shell.run("overview", "--json")
    rehearsed = shell.json("phase", "move", code, "4", "--released-on", "2026-11-27", "--dry-run")
    assert (rehearsed["done"], rehearsed["result"]["unplanned"]) == (False, True)
    assert shell.run("overview", "--json") == before
    done = shell.json("phase", "move", code, "post_release", "--released-on", "2026-11-27")
    assert (done["done"], done["result"]["discuss_by"]) == (True, "2026-12-04")
    assert [each["line"] for each in done["result"]["told"]] == ["prison", "nav", "lawyer"]
    assert "Advokat" in shell.run("participant", "close", code, "--because", "drop_out", *DRAFT)
    assert shell.json("participant", "close", code, code=1)["refused"]["code"] == "not_told"
    assert shell.json("participant", "close", code, "--told")["result"]["consents_ended"] == 3
    shell.run("participant", "reopen", code, "--phase", "5", *DRAFT)


def test_what_is_refused_says_why_and_whether_a_reason_helps(shell: Shell) -> None:
    code = candidate(shell)
    assert shell.run("phase", "move", code, "2", *DRAFT, code=1) == ""
    assert "Ikke tatt inn ennå" in shell.err
    shell.run("phase", "move", "SN-999", "2", code=1)
    assert "SN-999" in shell.err
    shell.run("phase", "move", code, "7", code=2)
    for _ in range(11):
        candidate(shell)
    full = ["participant", "add", "--caseworker", "KN"]
    assert shell.json(*full, code=4)["refused"]["overridable"]
    assert shell.run(*full, "--reason", "Ny kollega i januar").strip() == "SN-013"


def test_a_proposal_says_what_the_discussion_still_owes(shell: Shell) -> None:
    code = candidate(shell)
    answer = shell.json("phase", "propose", code, "closing", "--limits", "ingen", "--reason", "Vil ikke")
    assert [each["code"] for each in answer["result"]["missing"]] == [
        "empty_possibilities", "empty_special", "empty_took_part",
    ]  # fmt: skip


def test_a_task_is_added_put_off_and_finished_by_its_first_letters(shell: Shell) -> None:
    code = candidate(shell)
    task = shell.run("task", "add", "KN", "ring", "advokat", "fredag", "--participant", code).strip()
    assert len(task) == 32
    assert shell.run("task", "snooze", task[:8], "--until", "1.12.2026", "--reason", "På ferie") == ""
    shell.run("task", "snooze", task[:8], "--until", "1.12.2020", "--reason", "På ferie", code=1)
    assert shell.json("task", "done", task[:8])["result"]["state"] == "done"
    for wrong in ("zzzz", "", "%"):
        shell.run("task", "done", wrong, code=1)
    shell.run("task", "add", "KN fredag", code=1)


def test_a_consent_is_withdrawn_after_a_look_at_what_follows(shell: Shell) -> None:
    code = candidate(shell)
    shell.run("consent", "give", code, "nav", "--topic", "work", "--expires-on", "2027-01-01")
    shell.run("consent", "give", code, "moon", code=1)
    follows = shell.run("consent", "withdraw", code, "nav", "--dry-run")
    assert follows.splitlines() == [
        "NAV",
        (
            "Ingenting går ut på denne linjen lenger: ingen utlevering, melding eller innkalling, "
            "og ikke noe tall."
        ),
        "Obligatorisk i fase 1, og mangler fra nå av.",
        "Del av minimum ved løslatelse, og mangler fra nå av.",
        "Teamets egne oppgaver og opplysninger er fortsatt synlige for teamet.",
    ]
    assert shell.json("consent", "withdraw", code, "nav")["result"]["status"] == "withdrawn"
    shell.run("consent", "withdraw", code, "nav", code=1)


def test_a_meeting_is_agreed_clashes_and_is_held(shell: Shell) -> None:
    code = candidate(shell)
    first = shell.run("meeting", "add", "visit", "27.11.2026 00:00", "--participant", code).strip()
    again = shell.run("meeting", "add", "visit", "2026-11-27T00:30", "--participant", code)
    assert "KN" in again.splitlines()[0]
    shell.run("meeting", "add", "visit", "i går", code=2)
    shell.run("meeting", "add", "party", "fredag 10:00", code=1)
    moved = shell.json("meeting", "outcome", first[:8], "moved", "--start", "27.11.2026 00.01")
    assert moved["result"]["sequence"] == 1
    held = shell.json("meeting", "outcome", first, "held")
    assert held["result"]["activity_id"]
    weekly = ["meeting", "add", "weekly", "fredag 09:00", "--repeat", "weekly", "--until", "+1m"]
    series = shell.run(*weekly).strip()
    shell.run("meeting", "outcome", series, "held", code=1)
    shell.run("meeting", "outcome", "zzzz", "held", code=1)


def test_a_closing_that_has_not_begun_and_a_follow_up_that_goes_on_are_left_alone(shell: Shell) -> None:
    code = candidate(shell)
    shell.run("participant", "close", code, code=1)
    assert "ikke begynt" in shell.err
    shell.run("participant", "reopen", code, *DRAFT, code=1)


@pytest.mark.parametrize("group", ["participant", "phase", "task", "consent", "meeting"])
def test_every_group_has_its_help_in_both_languages(shell: Shell, group: str) -> None:
    norwegian, english = shell.run(group, "--help"), shell.run(group, "--help", "--lang", "en")
    assert norwegian != english
