"""What else an author is told: the guide, what there is to choose from, a demo with the own partner."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from exin_tui.cli.run import run
from tests.cli.conftest import own_folders  # noqa: F401
from tests.partners.test_partner_author import clean  # noqa: F401
from tests.partners.test_partner_author import made as new
from tests.partners.test_partner_cli import TODAY, board, made  # noqa: F401
from tests.partners.test_partner_guide import GUIDE

OWN_DEMO = """

@hookimpl
def exin_demo(participants, rng, today):
    return [Invented(one.ref, "agreed_until", today) for one in participants]
"""


def test_the_guide_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["partner", "guide"]) == 0
    assert capsys.readouterr().out.rstrip() == GUIDE.rstrip()


def test_a_new_partner_names_the_guide(tmp_path: Path) -> None:
    first = (new(tmp_path).folder / "partner.toml").read_text(encoding="utf-8").splitlines()[0]
    assert "`exin partner guide`" in first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["consent", "give", "SN-002", "volunteer"], "no line volunteer. There are: "),
        (
            ["consent", "give", "SN-002", "nav", "--topic", "wrk"],
            "topic: wrk. There are: economy, education, ",
        ),
        (
            ["partner", "export", "school", "nosuch", "--dry-run"],
            "The partner has no school.nosuch. There are: plan",
        ),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run([*arguments, "--today", TODAY]) == 1
    assert said in capsys.readouterr().err


def test_a_role_that_no_consent_names_is_told_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    for role in ("Rådgiver", "nosuch"):
        assert (
            run(["partner", "export", "school", "plan", "--role", role, "--dry-run", "--today", TODAY]) == 0
        )
    assert "“nosuch”. There are: –" in capsys.readouterr().err
    assert run(["consent", "give", "SN-002", "school", "--role", "Rådgiver", "--today", TODAY]) == 0
    capsys.readouterr()
    for role in ("Rådgiver", "nosuch"):
        assert (
            run(["partner", "export", "school", "plan", "--role", role, "--dry-run", "--today", TODAY]) == 0
        )
    said = capsys.readouterr().err
    assert said.count("No consent is narrowed") == 1
    assert "“nosuch”. There are: Rådgiver." in said


def test_the_demo_takes_a_partner_in_and_asks_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = new(tmp_path, "rules")
    hooks = found.folder / "hooks.py"
    hooks.write_text(
        hooks.read_text(encoding="utf-8").replace("import Alert,", "import Alert, Invented,") + OWN_DEMO
    )
    config = tmp_path / "XDG_CONFIG_HOME" / "exin-tui" / "config.toml"
    config.write_text(f'partner_dirs = ["{found.folder}"]\n', encoding="utf-8")
    found.folder.chmod(0o755)
    save = tmp_path / "own.db"
    assert run(["demo", "--save", str(save), "--partner", "nobody", "--today", TODAY]) == 1
    assert "There is no partner nobody" in capsys.readouterr().err
    assert run(["demo", "--save", str(save), "--partner", "natteravnene", "--today", TODAY]) == 0
    capsys.readouterr()
    assert run(["--database", str(save), "partner", "view", "natteravnene", "--json", "--today", TODAY]) == 0
    assert json.loads(capsys.readouterr().out)["partner"] == "natteravnene"
    assert (
        run(["--database", str(save), "partner", "view", "natteravnene", "--unscreened", "--today", TODAY])
        == 0
    )
    assert "27 Nov" in capsys.readouterr().out
