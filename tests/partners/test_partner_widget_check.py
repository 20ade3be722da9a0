"""What `exin partner check` says of a partner's own widget: it is asked for, and it is run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from textual.app import App
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from exin_tui.partners.calling import PartnerManager
from exin_tui.partners.checking import Level, Report, check_partner
from exin_tui.partners.checking_runs import everything
from exin_tui.partners.checking_strain import WAYS, _Failing, chaos_findings
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.drawing import makers
from exin_tui.partners.new import Made, new_partner
from exin_tui.partners.outcome import Unfit
from exin_tui.partners.reading import read_manifest
from exin_tui.partners.trial import trial_team
from exin_tui.tui.contained.trying import failure_of


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith("exin_tellere"):
            del sys.modules[name]


def made(folder: Path, *parts: str) -> Made:
    found = new_partner("Tellere", folder, parts or ("widget",))
    assert isinstance(found, Made)
    return found


def change(file: Path, old: str, new: str) -> None:
    source = file.read_text(encoding="utf-8")
    assert old in source
    file.write_text(source.replace(old, new), encoding="utf-8")


def said(report: Report) -> str:
    return "\n".join(finding.say("en") for finding in report.findings)


@pytest.mark.parametrize("parts", [("widget",), ("rules", "view", "export", "widget")])
def test_a_new_partner_with_a_widget_is_gold(tmp_path: Path, parts: tuple[str, ...]) -> None:
    report = check_partner(made(tmp_path, *parts).project, on_stage=failure_of)
    assert report.level is Level.GOLD, said(report)


@pytest.mark.parametrize("answer", [Screen, App, type("Own", (Screen,), {}), str, None, 7, "Calculator"])
def test_only_a_widget_class_or_a_function_makes_a_widget(answer: object) -> None:
    with pytest.raises(Unfit):
        list(makers(answer))


@pytest.mark.parametrize("answer", [Widget, Input, partial(Input, "4")])
def test_a_widget_class_and_a_function_are_taken_as_they_are(answer: object) -> None:
    assert list(makers(answer)) == [answer]


BODY = "yield Input("
LATE = 'self.query_one(Label).update(f"{7 * weeks}")'


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("hooks.py", "from exin_tui", "import textual\nfrom exin_tui", "hooks.py:5: Import textual inside"),
        ("hooks.py", "from exin_tui", "from . import shown\nfrom exin_tui", "imports textual, which is not"),
        ("partner.toml", 'pane = { nb = "Uker", en = "Weeks" }', "", "textual is not for partners"),
        ("hooks.py", "def exin_widget(", "def exin_wigdet(", "There is no hook exin_wigdet"),
        ("hooks.py", "@hookimpl\ndef exin_widget", "def exin_widget", "exin_widget is not marked"),
        ("hooks.py", "return Weeks", "return 7", "exin_widget: It must answer with a widget class"),
        ("hooks.py", "return Weeks", "return lambda: 7", "exin_widget: It must answer with a widget class"),
        ("hooks.py", "return Weeks", "return 1 / 0", "exin_widget: ZeroDivisionError in hooks.py, line"),
        ("hooks.py", BODY, "1 / 0; yield Input(", "exin_widget: ZeroDivisionError in hooks.py, line"),
        ("hooks.py", LATE, "1 / 0", "exin_widget: ZeroDivisionError in hooks.py, line"),
        ("hooks.py", LATE, "raise SystemExit", "exin_widget: SystemExit in hooks.py, line"),
        (
            "hooks.py",
            LATE,
            "import time; time.sleep(9)",
            "exin_widget: It did not answer within 2.0 seconds.",
        ),
        (
            "hooks.py",
            "ctx: InsideContext",
            "ctx, participant",
            "exin_widget has no argument “participant”. Write one of: ctx.",
        ),
    ],
)
def test_each_mistake_is_named(tmp_path: Path, file: str, old: str, new: str, expected: str) -> None:
    found = made(tmp_path)
    (found.folder / "shown.py").write_text("import textual\n", encoding="utf-8")
    change(found.folder / file, old, new)
    report = check_partner(found.project, on_stage=failure_of)
    assert report.level is Level.NONE
    assert expected in said(report)


def test_a_widget_in_a_module_of_its_own_may_import_textual_at_the_top(tmp_path: Path) -> None:
    found = made(tmp_path)
    (found.folder / "shown.py").write_text(
        "from textual.widgets import Static\nclass Shown(Static): pass\n", encoding="utf-8"
    )
    change(found.folder / "hooks.py", "    return Weeks", "    from .shown import Shown\n    return Shown")
    report = check_partner(found.project, on_stage=failure_of)
    assert report.level is Level.GOLD, said(report)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("def exin_widget(", "def exin_commands():\n    return ()\n", "no hook exin_widget that fills it"),
        ("pane = {", "# pane = {", "does not say what its pane is called: pane = { nb = …, en = … }."),
    ],
)  # fmt: skip
def test_a_pane_and_its_hook_belong_together(tmp_path: Path, old: str, new: str, expected: str) -> None:
    found = made(tmp_path)
    file = found.folder / ("partner.toml" if old.startswith("pane") else "hooks.py")
    if old.startswith("pane"):
        (found.folder / "hooks.py").write_text(
            "from exin_tui.partners.api import hookimpl\n@hookimpl\ndef exin_widget():\n    return None\n",
            encoding="utf-8",
        )
        change(file, old, new)
    else:
        source = (found.folder / "hooks.py").read_text(encoding="utf-8")
        file.write_text(source[: source.index(old)] + new, encoding="utf-8")
    report = check_partner(found.project, on_stage=failure_of)
    assert expected in said(report)
    assert report.level is Level.NONE


def test_it_fails_with_all_others_in_the_chaos_and_nobody_falls(tmp_path: Path) -> None:
    folder = made(tmp_path).folder
    manifest = read_manifest(folder / "partner.toml").manifest
    assert manifest is not None
    partner = Partner(manifest.id, str(folder), folder, PartnerState.ACTIVE, manifest)
    with trial_team(partner, participants=4) as trial:
        calm, failing = PartnerManager([partner]), _Failing([partner], WAYS[0])
        for manager in (calm, failing):
            list(everything(trial, manager, trial.people[:1]))
    assert not calm.failures
    assert [one.what for one in failing.failures] == ["exin_widget"]
    assert list(chaos_findings(partner)) == []
