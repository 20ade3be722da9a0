"""Intake, custody and handing over from the command line."""

from __future__ import annotations

import pytest

from tests.cli.test_cli_everyday import DRAFT, Shell, candidate
from tests.cli.test_cli_everyday import shell as shell  # noqa: PLC0414 - the fixture

LONG = ["--full-term", "2028-09-01", "--two-thirds", "2027-11-01"]


def enrolled(shell: Shell) -> str:
    code = candidate(shell)
    shell.run("participant", "edit", code, "--born", "2004-05-05")
    shell.run("participant", "release", code, "--sentence", *LONG)
    for kind in ("information", "talk_1", "talk_2", "clarification"):
        shell.run("participant", "talk", code, kind, "--held")
    for key in ("drugs", "mental_health", "motivation", "district"):
        shell.run("participant", "criterion", code, key, "yes")
    for line in ("nav", "prison", "lawyer"):
        shell.run("consent", "give", code, line)
    assert shell.json("participant", "enrol", code)["result"]["items"] == 16
    return code


def test_an_intake_is_driven_to_the_enrolment(shell: Shell) -> None:
    code = candidate(shell)
    before = shell.json("participant", "intake", code)
    assert [one["held"] for one in before["talks"]] == [False] * 4
    assert "consents_unsigned" in before["against"]
    shell.run("participant", "enrol", code, code=1)
    shell.run("participant", "criterion", code, "age", "yes", code=1)
    shell.run("participant", "talk", code, "talk_1", "--held", "--on", "2026-12-24", code=1)
    shell.run("participant", "talk", code, "party", code=2)
    printed = shell.run("participant", "intake", code, "--lang", "en")
    assert printed.count("sensitive item") == 2
    assert "drug" not in printed + str(before)
    assert "drugs: No serious" in shell.run("participant", "intake", code, "--unscreened", "--lang", "en")


def test_a_criterion_that_betrays_drugs_is_not_named_in_a_refusal(shell: Shell) -> None:
    code = candidate(shell)
    shell.run("participant", "criterion", code, "drugs", "no")
    shell.run("participant", "enrol", code, "--lang", "en", code=1)
    assert "sensitive item" in shell.err
    assert "drug" not in shell.err


def test_enrolled_moved_released_and_imprisoned_again(shell: Shell) -> None:
    code = enrolled(shell)
    assert shell.json("participant", "intake", code)["enrolled_on"] == "2026-11-27"
    shell.run("phase", "move", code, "2", *DRAFT)
    told = shell.json("participant", "release", code, "--decided", "2027-01-08", "--dry-run")
    assert (told["done"], told["result"]["after"]["on"]) == (False, "2027-01-08")
    shell.run("participant", "release", code, "--decided", "2027-01-08")
    shell.run("participant", "release", code, "--applied", "--refused", code=2)
    shell.run("participant", "transfer", code, "--place", "Halden fengsel", "--level", "lower")
    shell.run("participant", "transfer", code, "--level", "ek", code=1)
    shell.run("phase", "propose", code, "3", "--limits", "ingen")
    shell.run("phase", "withdraw", code)
    shell.run("phase", "withdraw", code, code=1)
    shell.run("phase", "move", code, "3", *DRAFT)
    shell.run("participant", "suggested", code, "transfer_meeting")
    shell.run("participant", "suggested", code, "party", code=1)
    shell.run("phase", "move", code, "2", *DRAFT)
    shell.run("phase", "move", code, "4", "--released-on", "2026-11-27")
    shell.run("phase", "discuss", code, *DRAFT)
    shell.run("phase", "discuss", code, *DRAFT, code=1)
    assert shell.json("participant", "imprison", code, "remand", *DRAFT)["result"]["phase"] == "in_prison"
    shell.run("participant", "imprison", code, "remand", *DRAFT, code=1)


def test_an_intake_ends_by_a_decision_and_is_found_among_the_ended(shell: Shell) -> None:
    code = candidate(shell)
    assert shell.json("participant", "closed")["closed"] == []
    shell.run("participant", "decline", code, "declined_by_person", *DRAFT)
    (ended,) = shell.json("participant", "closed")["closed"]
    assert (ended["code"], ended["reason"]) == (code, "ended_in_intake")
    assert code in shell.run("participant", "closed")
    assert code in shell.run("participant", "show", code)
    shell.run("participant", "reopen", code, *DRAFT)
    assert shell.json("participant", "closed")["closed"] == []


def test_a_caseworker_hands_over_and_leaves(shell: Shell) -> None:
    code = candidate(shell)
    shell.run("participant", "reassign", "XX", code=1)
    shell.run("participant", "reassign", "KN", "--leaves", code=1)
    assert code in shell.err
    assert shell.json("participant", "reassign", "KN", "--dry-run")["result"]["given"] == []


@pytest.mark.parametrize("name", ["talk", "release", "imprison", "transfer", "reassign", "decline"])
def test_every_command_has_its_help_in_both_languages(shell: Shell, name: str) -> None:
    norwegian = shell.run("participant", name, "--help")
    assert norwegian != shell.run("participant", name, "--help", "--lang", "en")
