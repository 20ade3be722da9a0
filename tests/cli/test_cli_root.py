"""``exin`` without its commands: languages, options, what is said of wrong usage and of failures."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir

from exin_tui import __version__
from exin_tui.cli import click_in_norwegian
from exin_tui.cli.root import root
from exin_tui.cli.run import run

PROGRAMMERS_ONLY = (
    "DeprecationWarning",
    "Arguments take exactly",
    "Boolean option",
    "Could not determine name",
    "Name '{name}' defined twice",
    "No options defined",
    "Invalid start character",
    "Unknown color",
    "Unknown standard stream",
    "Windows error",
    "Couldn't detect Bash",
    "Shell completion is not supported",
    "Press any key",
    "{editor}",
    "d",
)
"""Messages that only somebody who writes commands can see."""


def test_the_version_is_the_first_line_of_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0] == f"exin {__version__}"
    assert captured.err == ""


def test_the_module_is_the_program() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "exin_tui", "--version"], capture_output=True, text=True, check=True
    )
    assert answer.stdout.startswith(f"exin {__version__}\n")


def test_help_is_norwegian_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert "Bruk: exin [VALG] KOMMANDO [ARGUMENTER]" in said
    assert "Kommandoer:" in said
    assert "Options" not in said


def test_help_is_complete_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Usage: exin [OPTIONS] COMMAND [ARGUMENTS]" in said
    assert "Make the team's own encrypted database." in said


@pytest.mark.parametrize(
    ("variable", "value", "usage"),
    [("EXIN_LANG", "en", "Usage"), ("LC_ALL", "en_GB.UTF-8", "Usage"), ("LC_ALL", "nn_NO.UTF-8", "Bruk")],
)
def test_the_environment_chooses_the_language(
    variable: str,
    value: str,
    usage: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, value)
    assert run(["--help"]) == 0
    assert capsys.readouterr().out.startswith(f"{usage}:")


@pytest.mark.parametrize("name", list(root.later))
def test_every_command_loads_and_has_help_in_both_languages(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([name, "--help"]) == 0
    norwegian = capsys.readouterr().out
    assert run([name, "--help", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert norwegian.startswith(f"Bruk: exin {name}")
    assert english.startswith(f"Usage: exin {name}")
    described = {line.strip() for line in english.splitlines() if len(line.split()) > 3}
    same = described & {line.strip() for line in norwegian.splitlines()}
    assert not same, same


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["overvieww"], "Det finnes ingen kommando 'overvieww'. Mente du 'overview'?"),
        (["where", "--foo"], "Det finnes ikke noe valg '--foo'."),
        (["where", "one"], "Uventet argument (one)"),
        (["--lang", "sv", "where"], "Ugyldig verdi for '--lang': 'sv' er ikke en av 'nb', 'en'."),
        (["where", "--database"], "Valget '--database' må ha en verdi."),
    ],
)
def test_wrong_usage_is_explained_and_exits_with_2(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert captured.out == ""


def test_every_message_of_click_that_a_user_can_meet_has_its_norwegian() -> None:
    folder = Path(click.__file__).parent
    messages = set[str]()
    for _, _, message, _, _ in extract_from_dir(folder):
        messages.update([message] if isinstance(message, str) else message)
    assert (
        messages - click_in_norwegian.WORDS.keys()
        == {message for message in messages if message == "d" or message.startswith(PROGRAMMERS_ONLY[:-1])}
        - click_in_norwegian.WORDS.keys()
    )


def test_global_options_are_understood_after_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["where", "--database=/srv/team.db", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "/srv/team.db" in said
    assert "configuration" in said


def test_a_password_in_a_database_url_is_not_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["where", "--database", "postgresql+psycopg://kn:hemmelig@db/exin"]) == 0
    assert "postgresql+psycopg://kn@db/exin" in capsys.readouterr().out


def test_a_wrong_configuration_stops_what_needs_it_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "config.toml"
    wrong.write_text("langauge = 'en'", encoding="utf-8")
    assert run(["overview", "--config", str(wrong)]) == 1
    assert "Mente du language?" in capsys.readouterr().err
    assert run(["where", "--config", str(wrong)]) == 0
    assert run(["--help", "--config", str(wrong)]) == 0


def test_a_failure_nobody_foresaw_is_one_sentence_and_a_log_without_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Åse Furuholt")

    monkeypatch.setattr("exin_tui.cli.where.table", broken)
    assert run(["where", "--lang", "en"]) == 1
    captured = capsys.readouterr()
    log = tmp_path / "XDG_STATE_HOME" / "exin-tui" / "log" / "exin.log"
    assert captured.err.count("\n") == 1
    assert str(log) in captured.err
    assert "RuntimeError" in log.read_text(encoding="utf-8")
    assert "Åse" not in log.read_text(encoding="utf-8") + captured.err


def test_ctrl_c_ends_quietly_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("exin_tui.cli.where.table", interrupted)
    assert run(["where"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_failure() -> None:
    script = f"set -o pipefail; {sys.executable} -m exin_tui --help | true"
    answer = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")
