"""What a newcomer is given to begin with, and what `exin partner check` says at each mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exin_tui.cli.run import run
from exin_tui.partners import checking_strain
from exin_tui.partners.checking import Level, Report, check_partner
from exin_tui.partners.contexts import Outgoing, inside, outbound
from exin_tui.partners.new import Made, new_partner, partner_id
from tests.cli.conftest import own_folders  # noqa: F401

ROOT = Path(__file__).parent.parent.parent
ALL = ("rules", "view", "export")
MORE = """
import pytest
from test_natteravnene import partner_folder


def test_the_scope_is_all_that_is_seen(synthetic_participants, scoped_ctx, frozen_today):
    assert scoped_ctx.participants == synthetic_participants
    assert scoped_ctx.today == frozen_today
    assert not [one for one in synthetic_participants if hasattr(one, "phone")]


def test_the_view_has_a_line_for_everybody_and_names_nobody(render_view, consent_matrix):
    assert len(render_view()) == len(consent_matrix)
    assert not any("Kanari" in cell for line in render_view() for cell in line)
    assert all("Kanari" in line[0] for line in render_view(screened=False))


def test_without_columns_their_fixture_says_so(computed_columns):
    with pytest.raises(pytest.fail.Exception, match="no columns"):
        computed_columns()


def test_a_role_opens_what_is_narrowed_to_it(export_rows):
    assert len(export_rows("overview", role="Kanarirolle")) > len(export_rows("overview"))
"""


@pytest.fixture(autouse=True)
def clean(request: pytest.FixtureRequest) -> Iterator[None]:
    request.getfixturevalue("own_folders")
    before = set(sys.modules)
    yield
    for name in set(sys.modules) - before:
        if name.startswith("exin_natt"):
            del sys.modules[name]


def made(folder: Path, *parts: str) -> Made:
    found = new_partner("Natteravnene", folder, parts)
    assert isinstance(found, Made)
    return found


def change(file: Path, old: str, new: str) -> None:
    source = file.read_text(encoding="utf-8")
    assert old in source
    file.write_text(source.replace(old, new), encoding="utf-8")


def said(report: Report) -> str:
    return "\n".join(finding.say("en") for finding in report.findings)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Friomsorgen Øst", "friomsorgen_ost"),
        ("Café [/b] 3", "cafe_b"),
        ("NAV", "nav"),
        ("···", ""),
        ("x" * 90, "x" * 40),
    ],
)
def test_an_id_is_made_of_a_name(name: str, expected: str) -> None:
    assert partner_id(name) == expected


@pytest.mark.parametrize("parts", [(), ALL])
def test_a_new_partner_is_gold_and_its_own_test_passes(tmp_path: Path, parts: tuple[str, ...]) -> None:
    found = made(tmp_path, *parts)
    report = check_partner(found.project)
    assert report.level is Level.GOLD, said(report)
    if parts:
        (found.project / "tests" / "test_more.py").write_text(MORE, encoding="utf-8")
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            "-p",
            "no:asyncio",
        ],
        cwd=found.project,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("partner", ["nav", "prison", "school"])
def test_the_three_that_ship_are_gold(partner: str) -> None:
    report = check_partner(ROOT / "plugins" / partner)
    assert report.level is Level.GOLD, said(report)


@pytest.mark.parametrize(
    ("file", "old", "new", "level", "expected"),
    [
        ("partner.toml", "api = 1", "api = 9", Level.NONE, "Written for partner API 9"),
        ("partner.toml", 'step = "start"', 'step = "strat"', Level.NONE, "Write “start”"),
        ("partner.toml", ', en = "Make contact"', "", Level.NONE, "“en” is missing"),
        ("partner.toml", ".hooks", ".hocks", Level.NONE, "There is no module exin_natteravnene.hocks"),
        (
            "hooks.py",
            "def exin_rules",
            "def exin_rule",
            Level.NONE,
            "There is no hook exin_rule. Write “exin_rules”",
        ),
        ("hooks.py", "@hookimpl\ndef exin_rules", "def exin_rules", Level.NONE, "write @hookimpl above it"),
        (
            "hooks.py",
            "import datetime as dt",
            "import datetime as dt\nimport textual",
            Level.NONE,
            "textual is not",
        ),
        (
            "hooks.py",
            "import datetime as dt",
            "import datetime as dt\nfrom exin_tui.storage.database import Database",
            Level.NONE,
            "exin_tui.storage.database is not for partners",
        ),
        ("hooks.py", "DAYS = 30", "DAYS = 30 / 0", Level.NONE, "ZeroDivisionError"),
        ("hooks.py", "DAYS = 30", "raise SystemExit(3)", Level.NONE, "SystemExit"),
        ("hooks.py", "DAYS = 30", "DAYS = (", Level.NONE, "cannot be read as Python"),
        ("hooks.py", "return (AgreementEnds(),)", "return (7,)", Level.BRONZE, "int, not Rule"),
        (
            "hooks.py",
            'id = "agreement_ends"',
            'id = "ends"',
            Level.BRONZE,
            "It names a rule that is not in the manifest",
        ),
        (
            "hooks.py",
            'Label("avtale går ut",',
            'Label("avtalen går ut nå straks",',
            Level.BRONZE,
            "longer than 19 characters",
        ),
        (
            "hooks.py",
            'participant.facts.get("agreed_until")',
            "participant.phone",
            Level.BRONZE,
            "OutOfScope",
        ),
        (
            "partner.toml",
            'nb = "Ta kontakt"',
            'nb = "Make contact"',
            Level.SILVER,
            "the same in both languages",
        ),
    ],
)
def test_each_mistake_is_named_with_its_place(
    tmp_path: Path, file: str, old: str, new: str, level: Level, expected: str
) -> None:
    found = made(tmp_path, *ALL)
    change(found.folder / file, old, new)
    report = check_partner(found.project)
    assert report.level is level, said(report)
    assert expected in said(report)
    assert report.passed == (level is Level.SILVER)


def test_a_rule_that_says_a_name_is_found(tmp_path: Path) -> None:
    found = made(tmp_path, *ALL)
    change(found.folder / "partner.toml", '"caseworker"]', '"caseworker", "name"]')
    change(found.folder / "hooks.py", '"Avtalen går ut om {days} d."', '"{who} {days}"')
    change(
        found.folder / "hooks.py",
        "days=left),\n            )",
        "days=left, who=participant.name),\n            )",
    )
    change(found.folder / "hooks.py", '"The agreement ends in {days} d."', '"{who} {days}"')
    report = check_partner(found.project)
    assert report.level is Level.BRONZE
    assert "name is said, on a screen that others see" in said(report)


@pytest.mark.parametrize(
    ("field", "shown", "leaks"),
    [
        ("name", "Label(one.name, one.name)", True),
        ("birth_date", "one.birth_date", True),
        ("place", "one.place", False),
        ("place", "Sensitive(Label(one.place, one.place))", False),
    ],
)
def test_a_view_that_shows_what_is_personal_as_something_else_is_found(
    tmp_path: Path, field: str, shown: str, leaks: bool
) -> None:
    """A bare string is hidden by the program; a label made of it, or a date of birth, is not."""
    found = made(tmp_path, "view")
    change(found.folder / "partner.toml", '"caseworker"]', f'"caseworker", "{field}"]')
    change(found.folder / "hooks.py", "Row((one, until,", f"Row((one, {shown},")
    change(found.folder / "hooks.py", "    Until,\n", "    Sensitive,\n    Until,\n")
    report = check_partner(found.project)
    assert (f"exin_team_view: {field} is said, on a screen that others see" in said(report)) is leaks
    assert report.level is (Level.BRONZE if leaks else Level.GOLD), said(report)


def test_an_export_of_somebody_without_consent_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canary would notice if the platform itself let somebody out."""
    found = made(tmp_path, "export")

    def leaking(connection, manifest, **more):  # type: ignore[no-untyped-def]
        context = outbound(connection, manifest, **more)
        whole = inside(connection, manifest, today=more["today"], programme=more["programme"])
        known = {one.participant.field("code"): one for one in context.disclosed}
        if not known:
            return context
        first = next(iter(known.values()))
        leaked = tuple(
            known.get(one.field("code"), replace(first, participant=one)) for one in whole.participants
        )
        return Outgoing(leaked, (), context.today)

    monkeypatch.setattr("exin_tui.partners.exporting.outbound", leaking)
    report = check_partner(found.project)
    assert report.level is Level.BRONZE
    assert "canary: overview.csv: code of somebody without consent (consent narrowed to a role, " in said(
        report
    )
    assert "canary: overview.xlsx" in said(report)
    assert "canary: overview.csv: Others were sent than have a consent that covers it." in said(report)


def test_a_partner_that_takes_long_is_no_gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking_strain, "SLOW", 0.0)
    report = check_partner(made(tmp_path, *ALL).project)
    assert (report.level, report.passed) == (Level.SILVER, True)
    assert "It took" in said(report)


def test_an_import_that_never_ends_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exin_tui.partners.checking_code._GIVEN_UP", 1.0)
    found = made(tmp_path, "rules")
    change(found.folder / "hooks.py", "DAYS = 30", "import time\ntime.sleep(60)\nDAYS = 30")
    assert "did not answer within 1 seconds" in said(check_partner(found.project))


def test_new_prints_the_next_two_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["partner", "new", "Natteravnene", "--into", str(tmp_path), "--with", "rules, export"]) == 0
    project = tmp_path / "exin-natteravnene"
    assert capsys.readouterr().out.splitlines() == [
        f"exin partner check {project}",
        f"pip install -e {project} && exin partner enable natteravnene",
    ]
    before = sorted(path.name for path in project.rglob("*"))
    assert run(["partner", "new", "Natteravnene", "--into", str(tmp_path)]) == 1
    assert sorted(path.name for path in project.rglob("*")) == before
    assert run(["partner", "new", "···", "--into", str(tmp_path)]) == 1
    assert run(["partner", "new", "x", "--into", str(tmp_path), "--with", "gadget"]) == 2
    assert run(["partner", "new", "x", "--into", str(tmp_path), "--with", "view", "--data-only"]) == 2


def test_check_speaks_to_people_and_to_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = made(tmp_path)
    assert run(["partner", "check", str(found.project), "--lang", "en"]) == 0
    assert capsys.readouterr().out == "natteravnene: gold\n"
    change(found.folder / "partner.toml", 'holder = "exin"', 'holder = "us"')
    assert run(["partner", "check", str(found.project), "--lang", "en", "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["level"], answer["passed"]) == ("none", False)
    assert answer["findings"][0]["line"] > 1
    assert "holder" in answer["findings"][0]["message"]
    assert run(["partner", "check", str(tmp_path / "nothing")]) == 1
    (tmp_path / "empty").mkdir()
    assert run(["partner", "check", str(tmp_path / "empty"), "--lang", "en"]) == 1
    assert "There is no partner.toml" in capsys.readouterr().out


LETTER = """


@hookimpl
def exin_exports():
    return (Export("letter", lambda ctx, people: "brev"),)
"""


@pytest.mark.parametrize(
    ("built", "formats", "level", "message"),
    [
        (False, '["md"]', Level.BRONZE, "gives no export of this name"),
        (True, '["md", "csv"]', Level.BRONZE, "export: letter.csv"),
        (True, '["md"]', Level.GOLD, ""),
    ],
)
def test_an_export_that_cannot_be_built_is_found(
    tmp_path: Path, *, built: bool, formats: str, level: Level, message: str
) -> None:
    found = made(tmp_path, "rules", "export")
    manifest, hooks = found.folder / "partner.toml", found.folder / "hooks.py"
    declared = f'\n[[exports]]\nid = "letter"\nformats = {formats}\n'
    manifest.write_text(manifest.read_text(encoding="utf-8") + declared, encoding="utf-8")
    if built:
        change(hooks, "import Alert,", "import Alert, Export,")
        hooks.write_text(hooks.read_text(encoding="utf-8") + LETTER, encoding="utf-8")
    report = check_partner(found.project)
    assert report.level is level
    assert message in said(report)
