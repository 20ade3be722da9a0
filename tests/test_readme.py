"""What README and the manual say is what runs."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from pathlib import Path

import click
import pytest
import time_machine

from exin_tui.cli.root import root
from exin_tui.cli.run import _global_options_first, run
from exin_tui.clock import OSLO
from exin_tui.configuration import load_configuration

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
MANUAL = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def _blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^ *```{language}\n(.*?)^ *```", text, flags=re.DOTALL | re.MULTILINE)


def _shown() -> list[str]:
    """Every ``exin …`` that README and the manual show."""
    lines = [line.strip() for block in _blocks(README, "sh") for line in block.splitlines()]
    inline = re.findall(r"`(exin(?: [^`]*)?)`", README + MANUAL)
    chained = [part.strip() for line in lines for part in line.split("&&")]
    found = [line.partition("|")[0].strip().removeprefix(".venv/bin/") for line in (*chained, *inline)]
    return sorted({line for line in found if re.match(r"exin(\s|$)", line)})


def test_readme_begins_with_the_two_commands_of_the_promise() -> None:
    assert [block.strip() for block in _blocks(README, "sh")[:2]] == [
        "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/exin demo",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ]


def test_the_picture_is_the_demo_of_that_morning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    picture = re.search(r"^```\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)
    assert picture is not None
    with time_machine.travel(dt.datetime(2026, 11, 27, 8, 0, tzinfo=OSLO)):
        assert run(["demo", "--lang", "nb"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert [line for line in picture[1].splitlines() if line not in printed] == []


def test_ci_takes_the_two_commands_from_readme_and_runs_them() -> None:
    pattern = re.search(r"mapfile -t commands < <\(grep '([^']+)' README.md\)", CI)
    assert pattern is not None
    taken = [line for line in README.splitlines() if re.match(pattern[1], line)]
    assert taken[:2] == [block.strip() for block in _blocks(README, "sh")[:2]]
    for index in range(2):
        assert f'bash -c "${{commands[{index}]}}"' in CI


@pytest.mark.parametrize("line", _shown())
def test_every_command_that_is_shown_parses(line: str) -> None:
    words = _global_options_first(shlex.split(line)[1:])
    context: click.Context | None = None
    command: click.Command = root
    while True:
        if "COMMAND" in words:
            return
        try:
            context = command.make_context(command.name or "exin", list(words), parent=context)
        except click.exceptions.Exit:  # --help, --version
            return
        except click.exceptions.NoArgsIsHelpError:
            return
        if not isinstance(command, click.Group) or not (rest := context._protected_args + context.args):
            return
        name, found, words = command.resolve_command(context, rest)
        assert found is not None, name
        command = found


def test_the_manual_has_every_command() -> None:
    context = click.Context(root)
    for name in root.list_commands(context):
        found = root.get_command(context, name)
        under = found.list_commands(context) if isinstance(found, click.Group) else [""]
        for sub in under:
            assert f"`exin {name} {sub}".rstrip() in MANUAL, (name, sub)


def test_the_configuration_in_the_manual_is_valid_and_complete(tmp_path: Path) -> None:
    (block,) = _blocks((ROOT / "docs" / "configuration.md").read_text(encoding="utf-8"), "toml")
    (tmp_path / "config.toml").write_text(block, encoding="utf-8")
    chosen = load_configuration(tmp_path / "config.toml")
    for name in chosen.__struct_fields__:
        assert re.search(rf"^(\[{name}\]|{name} =)", block, flags=re.MULTILINE), name


@pytest.mark.parametrize(
    "file", ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
)
def test_every_link_to_a_file_leads_somewhere(file: str) -> None:
    source = ROOT / file
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", source.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (source.parent / target).exists(), target
