"""plugins/README.md, executed: every command and every file of the guide, from nothing to a sent export."""

from __future__ import annotations

import dataclasses
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest

from exin_schema.programme import DueRule
from exin_schema.programme_file import load_programme
from exin_tui.partners import answers, manifest
from exin_tui.partners.asking import Command, Found, OpenTask
from exin_tui.partners.hookspecs import PartnerHooks
from exin_tui.partners.invented import Invented
from exin_tui.partners.reading import parse_manifest
from exin_tui.partners.scope import FIELDS

GUIDE = (Path(__file__).parent.parent.parent / "plugins" / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<language>\w+)\n(?P<body>.*?)^```", re.DOTALL | re.MULTILINE)
TODAY = "2026-11-27"
KINDS = ("toml", "text")
PARTS = [
    one for one in vars(manifest).values()
    if isinstance(one, type) and issubclass(one, msgspec.Struct) and one.__module__ == manifest.__name__
]  # fmt: skip


@dataclass
class Newcomer:
    """Somebody who follows the guide in an empty folder, with packages of their own."""

    home: Path
    said: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith(("EXIN_", "XDG_"))},
            **{
                f"XDG_{name}_HOME": str(self.home / ".config")
                for name in ("CONFIG", "DATA", "STATE", "CACHE")
            },
            "EXIN_PASSPHRASE": "korrekt hest batteri stift",
            "EXIN_NEW_PASSPHRASE": "korrekt hest batteri stift",
            "EXIN_LANG": "en",
            "EXIN_ME": "KN",
            "PYTHONPATH": str(self.home / "packages"),
            "PYTHONWARNINGS": "ignore",
        }

    def run(self, line: str) -> None:
        words = shlex.split(line, comments=True)
        match words:
            case ["exin", *rest]:
                command = [sys.executable, "-m", "exin_tui", "--today", TODAY, *rest]
            case ["python", *rest]:
                command = [sys.executable, *rest, "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
            case ["pip", "install", "-e", project]:
                self.install(self.home / project)
                return
            case _:
                raise AssertionError(f"the guide shows a command that nobody tested: {line}")
        ran = subprocess.run(
            command, cwd=self.home, env=self.environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, (line, ran.stdout, ran.stderr)
        self.said[line] = ran.stdout + ran.stderr

    def install(self, project: Path) -> None:
        """As pip does it, without asking an index for the build tool."""
        target = str(self.home / "packages")
        options = ["--no-build-isolation", "--no-deps", "--no-index", "--quiet", "--target", target]
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", *options, str(project)]
        ran = subprocess.run(pip, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr

    def write(self, file: str, body: str) -> None:
        path = self.home / file
        assert path.is_file(), f"{file} is not what `exin partner new` wrote"
        path.write_text(body, encoding="utf-8")


def file_before(start: int) -> str:
    """The file that the prose names last before a block."""
    return str(re.findall(r"`(exin-[\w/-]+\.\w+)`", GUIDE[:start])[-1])


def test_the_guide_takes_a_newcomer_from_nothing_to_a_sent_export(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    tmp_path.chmod(0o700)
    newcomer = Newcomer(tmp_path)
    for block in BLOCK.finditer(GUIDE):
        if block["language"] == "sh":
            for line in block["body"].splitlines():
                newcomer.run(line)
        elif block["language"] != "text":
            newcomer.write(file_before(block.start()), block["body"])
    said = newcomer.said
    assert said["exin partner check exin-probation"] == "probation: gold\n"
    assert said["exin partner check exin-voluntary"] == "voluntary: gold\n"
    enabled = said["exin --database trial.db partner enable probation --yes"]
    assert "Fields that it sees of everybody: case code, initials, phase" in enabled
    assert "Data only" in enabled
    assert "Tasks opened: 0" not in enabled
    assert re.search(
        r"^probation +Probation service +active", said["exin --database trial.db partner list"], re.MULTILINE
    )
    assert "Left out: " in said["exin --database trial.db partner export probation overview --dry-run"]
    assert (tmp_path / "probation.csv").read_text(encoding="utf-8-sig").startswith("Case code;Release date;")
    assert "No agreement, out in" in said["exin --database trial.db overview --why"]
    table = said["exin --database trial.db partner view voluntary --why"]
    assert re.search(r"^Who +Consent +Agreement by$", table, re.MULTILINE)
    assert "at the latest – computed" in table
    assert said["exin partner check exin-mentor"] == "mentor: gold\n"
    assert said["exin partner check exin-hours"] == "hours: gold\n"
    assert "end within 30 days" in said["exin --database trial.db partner view mentor"]


def test_the_guide_names_every_hook_field_and_fixture() -> None:
    for hook in [name for name in vars(PartnerHooks) if name.startswith("exin_")]:
        assert f"`{hook}(" in GUIDE, hook
    for name in FIELDS:
        assert f"`{name}`" in GUIDE, name
    from exin_tui.partners import testing

    for name, made in vars(testing).items():
        if type(made).__name__ == "FixtureFunctionDefinition" and name not in {"trial", "partner"}:
            assert f"`{name}`" in GUIDE, name


def test_what_the_guide_shows_of_a_manifest_is_right() -> None:
    blocks = {
        kind: [one["body"] for one in BLOCK.finditer(GUIDE) if one["language"] == kind] for kind in KINDS
    }
    assert len(blocks["text"]) == 1
    for part in blocks["text"]:
        reading = parse_manifest(blocks["toml"][0] + part, "partner.toml", load_programme())
        assert [one.say("en") for one in reading.problems] == []
        assert reading.manifest is not None


@pytest.mark.parametrize("kind", [*PARTS, DueRule])
def test_the_guide_names_every_key_of_a_manifest(kind: type[msgspec.Struct]) -> None:
    table = GUIDE.partition("## What a manifest may say")[2].partition("\n## ")[0]
    for one in msgspec.structs.fields(kind):
        name = one.encode_name
        assert re.search(rf"`\[*{name}(\]+| = [^`]*)?`", table), name


@pytest.mark.parametrize(
    "answer",
    [
        answers.Alert,
        answers.ComputedColumn,
        answers.Computed,
        answers.Export,
        Command,
        Found,
        OpenTask,
        Invented,
    ],
)
def test_the_guide_has_the_arguments_of_every_answer(answer: type) -> None:
    shown = re.search(rf"`{answer.__name__}\(([^`]*)\)`", GUIDE)
    assert shown is not None
    names = [part.split("=")[0].strip() for part in re.split(r",(?![^(]*\))", shown.group(1))]
    assert names == [one.name for one in dataclasses.fields(answer)]
