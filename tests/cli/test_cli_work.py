"""Checklist items, contact, applications and the situation from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exin_tui.cli.run import run
from exin_tui.storage import keys_slots
from exin_tui.storage.keys_crypto import Cost
from tests.cli.conftest import PASSPHRASE

TODAY = "2026-11-27"
FOUNDING = ["init", "--initials", "KN", "--team", "Bydelen", "--prefix", "SN"]
DRAFT = ["--possibilities", "hjem", "--limits", "ingen", "--special", "ingenting", "--took-part", "KN"]


class Shell:
    """Runs commands against one team's database, and reads what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.err = ""

    def run(self, *arguments: str, code: int = 0) -> str:
        assert run([*arguments, "--today", TODAY]) == code, self.capsys.readouterr()
        printed = self.capsys.readouterr()
        self.err = printed.err
        return printed.out

    def json(self, *arguments: str, code: int = 0) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.run(*arguments, "--json", code=code))
        return answer

    def item(self, key: str) -> dict[str, Any]:
        shown = self.json("participant", "show", "SN-001", "--unscreened")
        found = [
            item for checklist in shown["checklists"] for item in checklist["items"] if item["key"] == key
        ]
        return dict(found[0])


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A team with one participant who is out, with a release checklist behind them."""
    monkeypatch.setenv("EXIN_DATABASE", str(tmp_path / "caseload.db"))
    monkeypatch.setenv("EXIN_PASSPHRASE", PASSPHRASE)
    monkeypatch.setattr(keys_slots, "COST", Cost(memory_kib=64, iterations=1, lanes=1))
    assert run(FOUNDING) == 0
    sheet = tmp_path / "people.csv"
    sheet.write_text(
        "Fornavn;Etternavn;Fase;Miljøterapeut;Tatt inn dato;Varetekt eller dom;Soningssted;Sikkerhetsnivå;"
        "Fengslet fra;Vedtatt løslatelse\n"
        "Åse;Berg;3;KN;1.6.2026;dom;Halden;lavere;1.9.2025;9.12.2026\n",
        encoding="utf-8",
    )
    capsys.readouterr()
    shell = Shell(capsys)
    shell.run("import", str(sheet), "--kind", "participants")
    return shell


def test_an_item_is_done_confirmed_noted_moved_and_not_needed(shell: Shell) -> None:
    shell.run("item", "done", "SN-001", "housing")
    assert shell.item("housing")["state"] == "done"
    shell.run("item", "undone", "sn-001", "HOUSING")
    shell.run("item", "start", "SN-001", "housing")
    assert shell.item("housing")["state"] == "in_progress"
    shell.run("item", "confirm", "SN-001", "housing", "--with", "NAV, Kari")
    assert (shell.item("housing")["state"], shell.item("housing")["confirmed_with"]) == (
        "confirmed",
        "NAV, Kari",
    )
    shell.run("item", "note", "SN-001", "bank_id", "ringt banken")
    shell.run("item", "due", "SN-001", "bank_id", "--on", "1.12.2026")
    shell.run("item", "responsible", "SN-001", "bank_id", "KN")
    bank = shell.item("bank_id")
    assert (bank["note"], bank["due_on"], bank["responsible"]) == ("ringt banken", "2026-12-01", "KN")
    shell.run("item", "due", "SN-001", "bank_id")
    assert shell.item("bank_id")["due_on"] == "2026-11-25"
    shell.run("item", "not-needed", "SN-001", "leisure", "--reason", "trener allerede")
    assert shell.item("leisure")["reason"] == "trener allerede"


def test_a_rehearsed_item_is_not_done(shell: Shell) -> None:
    answer = shell.json("item", "done", "SN-001", "housing", "--dry-run")
    assert (answer["done"], answer["result"]["state"]) == (False, "done")
    assert shell.item("housing")["state"] == "not_started"


def test_a_date_item_takes_its_date_and_a_contact_item_somebody_of_the_address_book(shell: Shell) -> None:
    assert (
        shell.json("item", "done", "SN-001", "two_thirds_date", code=1)["refused"]["code"] == "date_missing"
    )
    shell.run("item", "done", "SN-001", "two_thirds_date", "--date", "1.10.2026")
    assert shell.item("two_thirds_date")["value_on"] == "2026-10-01"
    shell.run("item", "done", "SN-001", "prison_contact", "--contact", "Nina Ås", code=1)
    assert "adresseboka" in shell.err


def test_an_item_that_is_on_two_lists_or_on_none_is_asked_for(shell: Shell) -> None:
    shell.run("item", "note", "SN-001", "gp", "ny fastlege", code=1)
    assert "--list" in shell.err
    shell.run("item", "note", "SN-001", "gp", "ny fastlege", "--list", "release")
    shell.run("item", "done", "SN-001", "nothing", code=1)
    assert "housing" in shell.err
    shell.run("item", "done", "SN-999", "housing", code=1)
    assert "SN-999" in shell.err


def test_contact_is_logged_and_the_participant_shows_it(shell: Shell) -> None:
    logged = shell.run("activity", "add", "SN-001", "call", "--on", "26.11.2026").strip()
    assert len(logged) == 32
    shell.run("activity", "add", "SN-001", "message", "--failed")
    shown = shell.json("participant", "show", "SN-001")
    assert shown["participant"]["last_contact"] == "2026-11-26"
    assert [(each["kind"], each["reached"]) for each in shown["activities"]] == [
        ("message", False), ("call", True),
    ]  # fmt: skip
    shell.run("activity", "add", "SN-001", "call", "--on", "1.12.2026", code=1)
    shell.run("activity", "add", "SN-001", "call", "--agency", "Ukjent", code=1)
    assert "Ukjent" in shell.err
    shell.run("activity", "add", "SN-001", "nap", code=2)


def test_an_application_goes_its_way_to_the_complaint(shell: Shell) -> None:
    new = shell.run("application", "add", "SN-001", "nav", "KVP", "--sent-on", "1.11.2026").strip()
    shell.run("application", "process", new[:8])
    shell.run("application", "decide", new[:8], "refused", "--on", "20.11.2026")
    shown = shell.json("participant", "show", "SN-001")["applications"]
    assert [(each["kind"], each["state"], each["in_writing"]) for each in shown] == [
        ("nav", "refused", False)
    ]
    said = shell.run("application", "decide", new[:8], "refused", "--on", "20.11.2026")
    assert "skriftlig" in said
    shell.run(
        "application", "decide", new[:8], "refused", "--on", "20.11.2026", "--in-writing",
        "--complain-by", "11.12.2026",
    )  # fmt: skip
    shell.run("application", "complain", new[:8])
    (shown,) = shell.json("participant", "show", "SN-001")["applications"]
    assert (shown["complaint_due_on"], shown["complaint_sent_on"]) == ("2026-12-11", TODAY)
    draft = shell.run("application", "add", "SN-001", "school", "Studiespesialisering").strip()
    assert shell.json("application", "process", draft, code=1)["refused"]["code"] == "not_sent"
    shell.run("application", "send", draft)
    for wrong in ("zz", "%", ""):
        shell.run("application", "send", wrong, code=1)


def test_the_situation_is_noted_and_what_is_not_given_stays(shell: Shell) -> None:
    shell.run("participant", "situation", "SN-001", "start", "--housing", "none", "--income", "aap")
    shell.run("participant", "situation", "SN-001", "start", "--children", "2", "--no-child-support")
    (noted,) = shell.json("participant", "show", "SN-001", "--unscreened")["situations"]
    assert "situations" not in shell.json("participant", "show", "SN-001")
    assert noted == {
        "moment": "start", "on": TODAY, "housing": "none", "income": ["aap"], "child_support": False,
        "children": 2, "individual_plan": None,
    }  # fmt: skip
    shell.run("participant", "situation", "SN-001", "later", code=2)
    said = shell.run("participant", "show", "SN-001")
    assert "ved oppstart" in said


def test_a_task_is_moved_given_left_out_and_opened_again(shell: Shell) -> None:
    task = shell.run("task", "add", "ring", "advokat", "--participant", "SN-001").strip()
    assert shell.json("task", "due", task, "--on", "1.12.2026")["result"]["due_on"] == "2026-12-01"
    assert shell.json("task", "due", task)["result"]["due_on"] is None
    shell.run("task", "responsible", task, "KN")
    assert shell.json("task", "responsible", task, "XX", code=1)["refused"]["code"] == "unknown_caseworker"
    shown = {each["title"]: each for each in shell.json("participant", "show", "SN-001")["tasks"]}
    assert shown["ring advokat"]["responsible"] == "KN"
    assert shell.json("task", "not-needed", task, "--reason", "flyttet")["result"]["state"] == "not_needed"
    assert shell.json("task", "reopen", task)["result"]["state"] == "open"


def test_a_day_is_counted_from_the_day_that_was_asked_for(
    shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    task = shell.run("task", "add", "ring", "advokat", "--participant", "SN-001").strip()
    for typed, expected in (("+14d", "2031-03-17"), ("1.4", "2031-04-01"), ("fredag", "2031-03-07")):
        assert run(["task", "due", task, "--on", typed, "--json", "--today", "2031-03-03"]) == 0
        assert json.loads(capsys.readouterr().out)["result"]["due_on"] == expected
