"""How each partner is, from the command line: with the version, without a database; and in the list."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from exin_tui import __version__
from exin_tui.cli.run import run
from tests.cli.conftest import PASSPHRASE

NAMED = 'id = "{id}"\napi = 1\nname = {{ nb = "Friomsorgen", en = "Probation" }}\n'
WAYS = {
    "probation": (NAMED + 'label = "x"\n', "failed", "partner.toml:4: label: “label” is not known"),
    "police": ('id = "police\n', "failed", "partner.toml:1: A text ends on the line on which it begins."),
    "health": (
        NAMED.replace("api = 1", "api = 9"),
        "incompatible",
        "Written for partner API 9; this program",
    ),
    "housing": (NAMED, "disabled", "Not enabled. Run: exin partner enable housing"),
    "nav": (NAMED, "failed", "The id nav belongs to exin-tui"),
}
"""What stands in a folder, the state that it leads to, and how its reason begins."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The configured folder of partners, one of each kind in it."""
    monkeypatch.setenv("EXIN_LANG", "en")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = tmp_path / "partners"
    for own, (source, _, _) in WAYS.items():
        (found / own).mkdir(parents=True, mode=0o755)
        (found / own / "partner.toml").write_text(source.format(id=own), encoding="utf-8")
        (found / own / "partner.toml").chmod(0o644)
    config = tmp_path / "XDG_CONFIG_HOME" / "exin-tui"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'partner_dirs = ["{found}"]\n', encoding="utf-8")
    return found


def lines(capsys: pytest.CaptureFixture[str], *asked: str) -> list[str]:
    """What is printed behind the version, which is the first line whatever else is so."""
    capsys.readouterr()
    assert run(["--version", *asked]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    version, *rest = captured.out.splitlines()
    assert version == f"exin {__version__}"
    return rest


@pytest.mark.parametrize("own", WAYS)
def test_the_version_says_of_each_partner_its_state_and_why(
    folder: Path, capsys: pytest.CaptureFixture[str], own: str
) -> None:
    _, state, reason = WAYS[own]
    begins = f"{own}: {state} ({folder / own}). {reason}"
    assert [line for line in lines(capsys) if line.startswith(begins)]


@pytest.mark.usefixtures("folder")
def test_with_the_version_those_that_ship_are_there_and_whose_answer_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = lines(capsys)
    assert found[:3] == [f"{own}: active (exin-tui {__version__})" for own in ("prison", "nav", "school")]
    assert found[-1].endswith("exin partner list")
    assert len(found) == len(WAYS) + 4
    assert f"nav: aktiv (exin-tui {__version__})" in lines(capsys, "--lang", "nb")


@pytest.mark.usefixtures("folder")
def test_the_version_opens_no_database_and_asks_for_no_passphrase(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("EXIN_PASSPHRASE")
    broken = tmp_path / "caseload.db"
    broken.write_bytes(b"no database")
    monkeypatch.setenv("EXIN_DATABASE", str(broken))
    assert "prison: active" in lines(capsys)[0]


@pytest.mark.usefixtures("folder")
def test_with_the_version_partners_are_left_out_wherever_that_is_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = "Left out with --no-partners."
    assert all(said in line for line in lines(capsys, "--no-partners")[:-1])
    assert sum(said in line for line in lines(capsys, "--no-partners=school")) == 1


@pytest.mark.parametrize(
    "source", ["partner_dirs = 3\n", "not toml\n", 'programme = "/nowhere/programme.toml"\n']
)
@pytest.mark.usefixtures("folder")
def test_the_version_is_said_whatever_the_configuration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], source: str
) -> None:
    (tmp_path / "XDG_CONFIG_HOME" / "exin-tui" / "config.toml").write_text(source, encoding="utf-8")
    found = lines(capsys)
    assert "prison: active" in found[0]
    wrong = [line for line in found if "config.toml" in line]
    assert bool(wrong) is not source.startswith("programme")


def test_the_version_is_said_when_the_partners_cannot_even_be_looked_for(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("exin_tui.partners.discovery.offers", fails)
    assert lines(capsys, "--lang", "en") == ["The partners cannot be read: MemoryError."]


def test_no_code_of_a_partner_runs_for_the_version(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    python = folder / "housing"
    (python / "partner.toml").write_text(
        NAMED.format(id="housing") + 'python.hooks = "housing.hooks"\n', encoding="utf-8"
    )
    ran = folder / "ran"
    (python / "__init__.py").write_text(f"open({str(ran)!r}, 'w')\n", encoding="utf-8")
    assert [line for line in lines(capsys) if line.startswith("housing: disabled")]
    assert not ran.exists()


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    capsys.readouterr()
    assert run(["partner", "list", "--json"]) == 0
    return {row["origin"] or row["id"]: row for row in json.loads(capsys.readouterr().out)}


@pytest.fixture
def team(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demo's team, which has enabled housing."""
    path = tmp_path / "caseload.db"
    monkeypatch.setenv("EXIN_NEW_PASSPHRASE", PASSPHRASE)
    assert run(["demo", "--participants", "3", "--save", str(path)]) == 0
    monkeypatch.setenv("EXIN_DATABASE", str(path))
    assert run(["partner", "enable", "housing", "--yes"]) == 0
    return folder


def test_one_that_is_enabled_and_not_found_is_listed_though_nothing_is_kept_for_it(
    team: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (team / "housing" / "partner.toml").unlink()
    assert listed(capsys)["housing"] == {
        "id": "housing", "name": "housing", "state": "not_installed", "origin": None, "advice": None,
        "problems": [],
        "reason": "It is enabled, and not found on this machine. Install it, or name its folder in "
        "partner_dirs. To do without it: exin partner disable housing",
    }  # fmt: skip
    assert run(["partner", "show", "housing"]) == 0
    assert "housing · housing · not installed" in capsys.readouterr().out
    assert run(["partner", "disable", "housing"]) == 0
    assert "housing" not in listed(capsys)


def test_the_list_says_what_to_do_about_a_broken_file(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = listed(capsys)[str(team / "probation")]
    assert broken["name"] == "Probation"
    assert broken["advice"].endswith(f"exin partner check {team / 'probation'}")
    for asked in (["partner", "list"], ["partner", "show", "probation"]):
        assert run(asked) == 0
        assert f"exin partner check {team / 'probation'}" in capsys.readouterr().out


def test_every_command_that_opens_the_board_tells_who_is_missed(
    team: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["overview"]) == 0
    assert "Partner housing" not in capsys.readouterr().err
    (team / "housing" / "partner.toml").write_text(
        NAMED.format(id="housing") + '[scope]\nfields = ["phone"]\n', encoding="utf-8"
    )
    assert run(["overview"]) == 0
    assert (
        "Partner housing: It asks for more than was approved (scope.fields: phone)" in capsys.readouterr().err
    )
    (team / "housing" / "partner.toml").unlink()
    assert run(["overview"]) == 0
    assert "Partner housing: It is enabled, and not found on this machine." in capsys.readouterr().err
