"""``exin overview``, ``exin demo``, ``exin participant``: the dashboard's twin for eyes and for programs."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import Any

import pytest

from exin_tui.cli.run import run
from tests.cli.conftest import PASSPHRASE

TODAY = "2026-11-27"


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo's team in a database of its own, which these tests only read."""
    path = tmp_path_factory.mktemp("team") / "team.db"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("EXIN_PASSPHRASE", PASSPHRASE)
        assert run(["demo", "--save", str(path), "--today", TODAY, "--seed", "7"]) == 0
    return str(path)


def _printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run([*arguments, "--today", TODAY]) == 0
    return capsys.readouterr().out


def _read(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(_printed(capsys, *arguments, "--json"))


def test_the_demo_without_a_terminal_prints_the_overview(capsys: pytest.CaptureFixture[str]) -> None:
    said = _printed(capsys, "demo")
    assert said.startswith("Fredag 27. november 2026 · uke 48 · Søndre Nordstrand\n▒ skjermet\n")
    assert "Deltakere 36 · alle · verst først" in said


def test_the_demo_is_the_same_for_the_same_seed(capsys: pytest.CaptureFixture[str]) -> None:
    first, again = (_printed(capsys, "demo", "--seed", "3") for _ in range(2))
    assert first == again
    assert first != _printed(capsys, "demo", "--seed", "4")


def test_the_overview_is_complete_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    said = _printed(capsys, "demo", "--lang", "en")
    assert said.startswith("Friday 27 November 2026 · week 48")
    assert "Participants 36 · all · worst first" in said
    for word in ("Deltakere", "Møter", "over frist", "skjermet"):
        assert word not in said


def test_the_reason_for_an_overload_is_free_text_and_hidden_while_screened(
    team: str, capsys: pytest.CaptureFixture[str]
) -> None:
    open_ = _read(capsys, "overview", "--database", team, "--unscreened")["capacity"]
    reason = next(one["reason"] for one in open_ if one["over"])
    assert "miljøterapeut" in reason
    assert reason not in _printed(capsys, "overview", "--database", team)
    assert reason not in _printed(capsys, "overview", "--database", team, "--json")
    assert reason in _printed(capsys, "overview", "--database", team, "--unscreened")


def test_screened_nobody_is_named_and_no_place_is_told(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    people = _read(capsys, "overview", "--database", team, "--unscreened")
    screened = _printed(capsys, "overview", "--database", team, "--why")
    as_json = _printed(capsys, "overview", "--database", team, "--json", "--why")
    names = {row["name"] for row in people["participants"]}
    places = {row["place"] for row in people["participants"] if row["place"]}
    assert len(names) == 36
    assert places
    for word in names | places:
        assert word not in screened
        assert word not in as_json


def test_unscreened_names_are_said(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    person = _read(capsys, "overview", "--database", team, "--unscreened")["participants"][0]
    assert f"{person['code']} {person['name']}" in _printed(
        capsys, "overview", "--database", team, "--unscreened"
    )


def test_text_and_json_tell_the_same(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    read = _read(capsys, "overview", "--database", team)
    lines = _printed(capsys, "overview", "--database", team).splitlines()
    head = next(index for index, line in enumerate(lines) if line.startswith("Deltakere 36"))
    codes = [line.split("SN-")[1][:3] for line in lines[head + 2 : head + 38]]
    assert [f"SN-{code}" for code in codes] == [row["code"] for row in read["participants"]]
    assert f"▲  {read['figures']['overdue']}  over frist" in "\n".join(lines)


def test_filters_narrow_and_add_up(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    everybody = _read(capsys, "overview", "--database", team)["participants"]
    overdue = _read(capsys, "overview", "--database", team, "--filter", "overdue")["participants"]
    both = _read(capsys, "overview", "--database", team, "--filter", "overdue", "--filter", "fase=3")
    assert [row for row in everybody if row["overdue"]] == overdue
    assert [row for row in overdue if row["phase"] == "pre_release"] == both["participants"]


def test_the_order_can_be_chosen(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    read = _read(capsys, "overview", "--database", team, "--sort", "code")
    codes = [row["code"] for row in read["participants"]]
    assert codes == sorted(codes)


def test_a_filter_that_does_not_exist_is_wrong_usage(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["overview", "--database", team, "--filter", "overdeu"]) == 2
    captured = capsys.readouterr()
    assert "overdue" in captured.err
    assert captured.out == ""


def test_why_answers_with_rule_source_and_certainty(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    read = _read(capsys, "overview", "--database", team, "--why")
    first = next(row for row in read["participants"] if row["alerts"])
    why = first["alerts"][0]["why"]
    assert {"because", "rule", "source", "certainty", "verified", "inputs"} <= why.keys()
    assert first["reasons"]


def test_no_partner_takes_part_when_all_are_left_out(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("participant", "show", "SN-007", "--database", team)
    with_partners = _read(capsys, *arguments)["checklists"][0]["items"]
    without = _read(capsys, *arguments, "--no-partners")["checklists"][0]["items"]
    keys = {item["key"] for item in with_partners if item["key"]}
    assert any(key.startswith("nav.") for key in keys)
    assert all(item["label"] for item in without)


def test_one_participant_screened_and_open(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    screened = _printed(capsys, "participant", "show", "sn-007", "--database", team)
    opened = _read(capsys, "participant", "show", "SN-007", "--database", team, "--unscreened")
    assert screened.startswith("SN-007 ")
    assert "Prosedyre for løslatelse" in screened
    assert "følsomt punkt" in screened
    assert "Gjeldsrådgivning" not in screened
    for secret in (opened["participant"]["name"], opened["phone"], opened["contacts"][0]["name"]):
        assert secret
        assert secret not in screened


def test_a_protected_address_is_printed_nowhere(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    people = _read(capsys, "overview", "--database", team, "--unscreened")["participants"]
    (code,) = [row["code"] for row in people if row["protected_address"]]
    arguments = ("participant", "show", code, "--database", team, "--unscreened")
    read = _read(capsys, *arguments)
    assert read["address"] == "▒ sperret"
    assert all(one["place"] == "▒ sperret" for one in read["meetings"])
    assert "▒ sperret" in _printed(capsys, *arguments)


def test_a_code_that_nobody_has(team: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["participant", "show", "SN-999", "--database", team]) == 1
    captured = capsys.readouterr()
    assert "SN-999" in captured.err
    assert captured.err.count("\n") == 1


def test_a_pipe_gets_no_colour_and_a_terminal_does_unless_it_says_no(team: str) -> None:
    assert "\x1b" not in _in_a_terminal({"NO_COLOR": "1"}, team)
    assert "\x1b[31m" in _in_a_terminal({}, team)


def _in_a_terminal(environment: dict[str, str], team: str) -> str:
    """What ``exin overview`` writes to a terminal of 80 columns."""
    base = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
    base |= {"TERM": "xterm-256color", **environment}
    exin = [sys.executable, "-m", "exin_tui", "--today", TODAY]
    ours, theirs = pty.openpty()
    with subprocess.Popen([*exin, "overview", "--database", team], stdout=theirs, env=base) as process:
        os.close(theirs)
        written = bytearray()
        while True:
            try:
                some = os.read(ours, 65536)
            except OSError:
                break
            if not some:
                break
            written += some
        assert process.wait() == 0
    os.close(ours)
    return written.decode()


def test_head_may_close_the_pipe(team: str) -> None:
    exin = f"{sys.executable} -m exin_tui"
    script = f"set -o pipefail; {exin} overview --database {team} | head -1"
    answer = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.count("\n") == 1
