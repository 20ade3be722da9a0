"""A team's answers about partners, and exports, from the command line."""

from __future__ import annotations

import io
import json
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from exin_tui.cli.run import run
from tests.cli.conftest import PASSPHRASE, own_folders  # noqa: F401
from tests.partners.partners_team import MANIFEST

TODAY = "2026-11-27"
SCOPE = '[scope]\nfields = ["code", "release_date"]\ntopics = ["sentence"]\n\n[[items]]'
EXPORT = (
    '\n[[exports]]\nid = "overview"\nformats = ["csv", "json"]\n'
    'columns = ["code", "release_date", "duty_until"]\n'
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's team, saved once."""
    folder = tmp_path_factory.mktemp("partner_cli")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("EXIN_PASSPHRASE", PASSPHRASE)
        environment.setenv("XDG_CONFIG_HOME", str(folder))
        environment.setenv("XDG_CACHE_HOME", str(folder))
        assert (
            run(["demo", "--save", str(folder / "caseload.db"), "--today", TODAY, "--participants", "12"])
            == 0
        )
    return folder


@pytest.fixture(autouse=True)
def board(
    request: pytest.FixtureRequest, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A copy of the team with a probation service in a folder of its own; the folder of its manifest."""
    request.getfixturevalue("own_folders")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("caseload.db", "caseload.keys"):
        shutil.copy(made / name, tmp_path / name)
    monkeypatch.setenv("EXIN_DATABASE", str(tmp_path / "caseload.db"))
    monkeypatch.setenv("EXIN_LANG", "en")
    monkeypatch.setenv("EXIN_ME", "KN")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    folder = tmp_path / "partners" / "probation"
    folder.mkdir(parents=True, mode=0o755)
    write(folder)
    config = tmp_path / "XDG_CONFIG_HOME" / "exin-tui"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'partner_dirs = ["{folder.parent}"]\n', encoding="utf-8")
    return folder


def write(folder: Path, fields: str = '"code", "release_date"') -> None:
    source = MANIFEST.replace("[[items]]", SCOPE.replace('"code", "release_date"', fields), 1) + EXPORT
    (folder / "partner.toml").write_text(source, encoding="utf-8")
    (folder / "partner.toml").chmod(0o644)


def states(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    capsys.readouterr()
    assert run(["partner", "list", "--json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return {row["id"]: row["state"] for row in rows}


def test_without_a_database_the_states_are_those_of_a_new_team(
    board: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXIN_DATABASE", str(board / "none.db"))
    assert run(["partner", "list"]) == 0
    captured = capsys.readouterr()
    assert "There is no database" in captured.err
    assert "Run: exin partner enable probation" in captured.out


@pytest.mark.parametrize("answer", ["", "\n", "n\n"])
def test_enabling_shows_the_scope_and_asks_and_no_is_the_default(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    assert run(["partner", "enable", "probation"]) == 1
    said = capsys.readouterr().err
    assert "Fields that it sees of everybody: case code, release date" in said
    assert "Topics that a consent must cover: sentence" in said
    assert "Data only" in said
    assert "nothing was done" in said.lower()
    assert states(capsys)["probation"] == "disabled"


def test_a_partner_is_enabled_and_its_tasks_and_items_are_there_and_it_is_switched_off(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["partner", "enable", "probation", "--yes", "--today", TODAY]) == 0
    opened = capsys.readouterr().err
    assert "Tasks opened: 0" not in opened
    assert states(capsys)["probation"] == "active"
    assert run(["overview", "--json", "--today", TODAY, "--filter", "phase=3"]) == 0
    code = json.loads(capsys.readouterr().out)["participants"][0]["code"]
    assert run(["participant", "show", code, "--json", "--today", TODAY]) == 0
    shown = capsys.readouterr().out
    assert "probation.conditions_read" in shown
    assert "Plan made" in shown
    assert run(["partner", "enable", "probation", "--yes"]) == 0
    assert "enabled already" in capsys.readouterr().err
    assert run(["partner", "disable", "probation"]) == 0
    assert states(capsys)["probation"] == "disabled"


def test_its_open_work_goes_off_the_lists_with_it_and_is_back_with_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["partner", "enable", "probation", "--yes", "--today", TODAY]) == 0
    capsys.readouterr()

    def said(*arguments: str) -> str:
        assert run(["partner", *arguments, "--today", TODAY]) == 0
        return capsys.readouterr().err

    kept = said("disable", "probation")
    assert "Still on the lists: tasks" in kept
    assert "exin partner disable probation --take-off" in kept
    assert "disabled already" in said("disable", "probation", "--keep")
    assert "Off the lists: tasks" in said("disable", "probation", "--take-off")
    assert "disabled already" in said("disable", "probation", "--take-off")
    assert "Back on the lists: tasks" in said("enable", "probation", "--yes")


def test_a_wider_scope_needs_the_teams_yes_again_and_says_what_is_new(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["partner", "enable", "probation", "--yes", "--today", TODAY]) == 0
    write(board, fields='"code", "release_date", "phone"')
    assert states(capsys)["probation"] == "needs_approval"
    assert run(["partner", "enable", "probation", "--yes", "--today", TODAY]) == 0
    assert "New since it was approved: scope.fields: phone" in capsys.readouterr().err
    assert states(capsys)["probation"] == "active"


def test_a_partner_that_is_taken_away_is_named_with_what_is_kept_and_comes_back_as_it_was(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["partner", "enable", "probation", "--yes", "--today", TODAY]) == 0
    away = board.with_name("away")
    board.rename(away)
    (board.parent / "away" / "partner.toml").rename(board.parent / "kept.toml")
    assert states(capsys)["probation"] == "not_installed"
    for asked in (["partner", "list"], ["partner", "show", "probation"]):
        assert run(asked) == 0
        assert "Kept for it: facts 0, records 0, tasks" in capsys.readouterr().out
    assert run(["partner", "show", "probation", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["state"] == "not_installed"
    assert run(["partner", "disable", "probation"]) == 0
    assert run(["partner", "enable", "probation", "--yes"]) == 1
    (board.parent / "kept.toml").rename(away / "partner.toml")
    assert states(capsys)["probation"] == "disabled"
    assert run(["partner", "enable", "probation", "--yes", "--today", TODAY]) == 0
    assert "Tasks opened: 0" in capsys.readouterr().err


def test_a_partner_that_ships_is_switched_off_and_on_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["partner", "disable", "nav"]) == 0
    assert states(capsys)["nav"] == "disabled"
    assert run(["partner", "enable", "nav", "--yes", "--today", TODAY]) == 0
    assert states(capsys)["nav"] == "active"


def test_a_broken_partner_cannot_be_enabled_and_says_where_it_is_wrong(
    board: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (board / "partner.toml").write_text('id = "probation"\napi = 1\nlabel = "x"\n', encoding="utf-8")
    assert run(["partner", "enable", "probation", "--yes"]) == 1
    assert "partner.toml:3: label" in capsys.readouterr().err
    assert states(capsys)["nav"] == "active"


@pytest.mark.parametrize("asked", [["partner", "list"], ["overview"]])
def test_an_unknown_partner_cannot_be_left_out(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--no-partners=navv", *asked]) == 1
    assert "There is no partner navv. There are: prison, nav, school" in capsys.readouterr().err
    assert run(["--no-partners=nav", *asked]) == 0


def test_an_unknown_partner_is_refused_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("show", "enable", "disable"):
        assert run(["partner", verb, "police"]) == 1
        assert "There are: prison, nav, school, probation" in capsys.readouterr().err


@pytest.mark.parametrize("partner", ["nav", "prison", "school", "probation"])
def test_a_partner_is_shown_with_its_scope_and_what_it_brings(
    capsys: pytest.CaptureFixture[str], partner: str
) -> None:
    assert run(["partner", "show", partner]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{partner} · ")
    assert "Fields that it sees of everybody: case code" in said
    assert "Exports:" in said
    assert run(["partner", "show", partner, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["manifest"]["id"] == partner


@pytest.mark.parametrize(("today", "loud"), [("2027-09-14", False), ("2027-09-15", True)])
def test_a_rule_that_was_verified_long_ago_is_shown_as_that(
    capsys: pytest.CaptureFixture[str], today: str, loud: bool
) -> None:
    assert run(["partner", "show", "nav", "--today", today]) == 0
    said = capsys.readouterr().out
    assert "· verified Mon 14 Sep 2026" in said
    assert ("verified Mon 14 Sep 2026, more than 12 months ago" in said) is loud


def test_an_export_is_previewed_asked_for_written_and_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["partner", "export", "nav", "service_message", "--today", TODAY]
    file = tmp_path / f"nav-service_message-{TODAY}.csv"
    assert run([*asked, "--dry-run"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Columns: " in captured.err
    assert "Left out: " in captured.err
    assert "consent" in captured.err
    assert run(asked) == 1  # nobody is there to say yes
    assert not file.exists()
    assert run([*asked, "--yes"]) == 0
    written = capsys.readouterr()
    assert written.out == f"{file.name}\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    before = file.read_bytes()
    assert run([*asked, "--yes"]) == 1
    assert "is there already" in capsys.readouterr().err
    assert file.read_bytes() == before
    assert run([*asked, "--yes", "--force", "--rfc4180"]) == 0
    assert file.read_bytes() != before


def test_the_preview_names_nobody_unless_it_was_asked_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["overview", "--json", "--unscreened", "--today", TODAY]) == 0
    names = {row["name"] for row in json.loads(capsys.readouterr().out)["participants"]}
    asked = ["partner", "export", "school", "plan", "--dry-run", "--today", TODAY]
    assert run(asked) == 0
    assert not [name for name in names if name in capsys.readouterr().err]
    assert run([*asked, "--unscreened"]) == 0
    said = capsys.readouterr().err
    assert [name for name in names if name in said]


def test_who_is_left_out_is_in_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["overview", "--json", "--unscreened", "--today", TODAY]) == 0
    names = {row["code"]: row["name"] for row in json.loads(capsys.readouterr().out)["participants"]}
    for kind in ("csv", "md", "json"):
        target = tmp_path / f"plan.{kind}"
        assert run(["partner", "export", "school", "plan", "-o", str(target), "--yes", "--today", TODAY]) == 0
        lines = capsys.readouterr().err.splitlines()
        left_out = [line.split()[2].rstrip(",") for line in lines if line.startswith("Left out: ")]
        assert left_out
        content = target.read_text(encoding="utf-8")
        for code in left_out:
            assert code not in content
            assert names[code] not in content


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nav", "nothing"], "The partner has no nav.nothing"),
        (["police", "list"], "There is no partner police"),
        (["probation", "overview"], "takes no part"),
        (["school", "plan", "-o", "plan.txt"], "This export is made as"),
    ],
)
def test_what_cannot_be_exported_is_refused_with_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["partner", "export", *arguments, "--yes", "--today", TODAY]) == 1
    assert said in capsys.readouterr().err
