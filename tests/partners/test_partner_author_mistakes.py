"""What `exin partner check` says of mistakes that the program would pass over, or put in its own terms."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from exin_tui.partners.checking import Report, check_partner
from exin_tui.partners.problems import one_of
from tests.cli.conftest import own_folders  # noqa: F401
from tests.partners.test_partner_author import ALL, change, clean, made, said  # noqa: F401

HOOK = "@hookimpl\ndef exin_rules"
EVENT = "@hookimpl\ndef exin_on_event(ctx, event):\n    return [{answer}]\n\n\n"
COMMAND = (
    "@hookimpl\ndef exin_commands():\n    return [Command('who', {title}, lambda ctx: [{answer}])]\n\n\n"
)
DEMO = (
    "@hookimpl\ndef exin_demo(participants, rng, today):\n    return [{answer} for one in participants]\n\n\n"
)
WHO = "Label('Hvem', 'Who')"
FIRST = "next(iter(ctx.participants), None)"


def checked(tmp_path: Path, file: str, old: str, new: str) -> Report:
    found = made(tmp_path, *ALL)
    if new.startswith("@hookimpl"):
        change(
            found.folder / "hooks.py", "(\n    Alert,", "(\n    Alert, Command, Found, Invented, OpenTask,"
        )
    change(found.folder / file, old, new)
    return check_partner(found.project)


@pytest.mark.parametrize(
    ("hook", "expected"),
    [
        (EVENT.format(answer="OpenTask(event.ref, 'lettr')"), "which has: first_contact."),
        (EVENT.format(answer="OpenTask('first_contact', event.ref)"), "Write OpenTask(event.ref, "),
        (COMMAND.format(title=WHO, answer="Found(sentence('a', 'b'), 'somebody')"), "participant.ref)"),
        (COMMAND.format(title=WHO, answer="Found('x', sentence('a', 'b'))"), "Found(sentence(…), "),
        (COMMAND.format(title="'Who'", answer=""), "exin_commands: It answered with str, not Label"),
        (DEMO.format(answer="Invented(one.ref, 'agred_until', today)"), "which has: agreed_until."),
        (DEMO.format(answer="Invented('agreed_until', one.ref, today)"), "Write Invented(participant.ref, "),
        (DEMO.format(answer="Invented(one.ref, 'agreed_until', 'soonish')"), "not fit the type date"),
        (DEMO.format(answer="Invented(one.ref, 'agreed_until', {})"), "it has one value, not several"),
    ],
)
def test_an_answer_that_fits_nothing_is_told(tmp_path: Path, hook: str, expected: str) -> None:
    report = checked(tmp_path, "hooks.py", HOOK, hook + HOOK)
    assert expected in said(report)
    assert not report.passed


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "partner.toml",
            'certainty = "P"',
            'certainty = "X"',
            "is unconfirmed (X), and must not be computed",
        ),
        ("partner.toml", "= 2026-09-14", "= 2999-09-14", "partner.toml:38: agreement_ends cannot have been"),
        (
            "partner.toml",
            'id = "natteravnene"',
            'id = "nav"',
            "partner.toml:2: The id “nav” belongs to exin-tui",
        ),
        ("partner.toml", 'consent = ["voluntary"]', "consent = []", "nothing can ever be sent"),
        ("partner.toml", "api = 1", "api = 2", "partner.toml:3: api: Written for partner API 2"),
        (
            "hooks.py",
            "import datetime as dt",
            "import datetime as dt\nimport click",
            "hooks.py:6: click is not inst",
        ),
        ("hooks.py", "DAYS = 30", "DAYS = (", "'(' was never closed"),
        (
            "hooks.py",
            "return (AgreementEnds(),)",
            "return None",
            "NoneType, not Iterable[Rule]. Return a list",
        ),
        (
            "hooks.py",
            "return (AgreementEnds(),)",
            "return AgreementEnds()",
            "not Iterable[Rule]. Return a list",
        ),
        (
            "hooks.py",
            'participant.facts.get("agreed_until")',
            "participant.phone",
            "OutOfScope in hooks.py, line 29: “phone” is not in the scope. Add it to [scope] fields",
        ),
        ("hooks.py", "participant.facts.get", "participant.fcts.get", "line 29: there is no “fcts”"),
    ],
)
def test_a_mistake_is_told_where_it_stands(
    tmp_path: Path, file: str, old: str, new: str, expected: str
) -> None:
    report = checked(tmp_path, file, old, new)
    assert expected in said(report)
    assert not report.passed


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '[project.entry-points."exin_tui.partners"]\nnatteravnene = "exin_natteravnene"\n',
            "",
            "not be found. Add",
        ),
        ('exin_tui.partners"]', 'exin_tui.partner"]', "The group “exin_tui.partner” is none that exin reads"),
        ('= "exin_natteravnene"', '= "exin_natt:x"', 'Write natteravnene = "exin_natteravnene"'),
        ("[project]", "[project", "pyproject.toml: It cannot be read"),
        (
            'build-backend = "hatchling.build"',
            'build-backend = "setuptools.build_meta"',
            'Add [tool.setuptools.package-data] exin_natteravnene = ["partner.toml"]',
        ),
    ],
)
def test_a_package_that_would_not_be_found_is_told(tmp_path: Path, old: str, new: str, expected: str) -> None:
    found = made(tmp_path)
    change(found.project / "pyproject.toml", old, new)
    for path in (found.project, found.folder):
        assert expected in said(check_partner(path))


def test_setuptools_may_be_told_to_take_the_manifest_along(tmp_path: Path) -> None:
    found = made(tmp_path)
    change(found.project / "pyproject.toml", "hatchling.build", "setuptools.build_meta")
    change(
        found.project / "pyproject.toml",
        "[tool.pytest",
        '[tool.setuptools.package-data]\n"*" = ["*.toml"]\n\n[tool.pytest',
    )
    assert said(check_partner(found.project)) == ""


def test_what_the_project_depends_on_may_be_imported(tmp_path: Path) -> None:
    found = made(tmp_path, "rules")
    change(found.folder / "hooks.py", "import datetime as dt", "import datetime as dt\nimport dateutil")
    assert "dateutil is not installed with it" in said(check_partner(found.project))
    change(
        found.project / "pyproject.toml",
        'requires-python = ">=3.11"',
        'requires-python = ">=3.11"\ndependencies = ["Python_Dateutil>=2"]',
    )
    assert said(check_partner(found.project)) == ""


def test_a_rule_of_today_is_no_rule_of_tomorrow(tmp_path: Path) -> None:
    found = made(tmp_path, "rules")
    assert said(check_partner(found.project, today=dt.date(2026, 9, 14))) == ""
    assert "later than today" in said(check_partner(found.project, today=dt.date(2026, 9, 13)))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('nb = "Ta kontakt", ', 'nb = "Ta kontakt",\n  ', "{ … } stands on one line"),
        ('en = "Make contact" }', 'en = "Make contact", }', "{ … } stands on one line"),
        ("minutes = 45", "minutes = 45\nminutes = 46", ":20: This stands here twice. Leave one of them out."),
        (
            "[[roles]]",
            "[scope]\n[[roles]]",
            ":13: [scope] stands here twice. Write both parts under one heading.",
        ),
        ('type = "date"', 'type = "choice"\nchoices = ["a"]', "Write { id = "),
        (
            'due = { anchor = "release_date", months = -1, roll = "previous_workday" }',
            "due = 1",
            "months = …, days",
        ),
        ('id = "natteravnene"', 'id = "Vol2"', "Write “vol2”"),
        ("minutes = 45", "minutes = 45\ncontact = True", "Write true or false"),
        ("minutes = 45", "minutes = 45\ncontact = ja", "Write true or false"),
        (
            "minutes = 45",
            "minutes: 45",
            ":19: A key and its value are parted by an equals sign. Write key = …",
        ),
        ("minutes = 45", "minutes = 045", "A number does not begin with a 0."),
        ("minutes = 45", "minutes =", "This is not TOML: the value is missing."),
        ('nb = "Ta kontakt"', "nb = “Ta kontakt”", "A text stands in straight quotes."),
        ('nb = "Ta kontakt"', "nb = Ta kontakt", "A text stands in straight quotes."),
        ('nb = "Ta kontakt"', 'nb = "Ta kontakt', 'A text ends on the line on which it begins. Write a " at'),
        ('nb = "Ta kontakt",', 'nb = "Ta kontakt"', "Two parts of { … } have a comma between them."),
        ('"pre_release", "post_release"]', '"pre_release", "post_release"', "A list has no end"),
        ('"pre_release", "post_release"]', '"pre_release" "post_release"]', "A list has no end"),
        ("[[facts]]", "[[facts]", "another number of brackets at its end. Write [[facts]]"),
        ("[scope]", "[scope]]", "another number of brackets at its end. Write [scope]"),
        ("[[tasks]]", '[tasks]\nid = "a"\n\n[[tasks]]', "Head each of them with [[tasks]]."),
        ('name = { nb = "Ta', 'source = 14.09.2026\nname = { nb = "Ta', "a date such as 2026-09-14"),
    ],
)
def test_toml_is_explained_in_words(tmp_path: Path, old: str, new: str, expected: str) -> None:
    found = made(tmp_path)
    change(found.folder / "partner.toml", old, new)
    assert expected in said(check_partner(found.project))


@pytest.mark.parametrize(
    ("wrong", "names", "expected"),
    [
        ("same", ["name", "same_as"], "Write “same_as”."),
        ("Id", ["id", "api"], "Write “id”."),
        ("birthdate", ["birth_date", "code"], "Write “birth_date”."),
        (
            "meeting.where",
            ["code", "meeting.kind", "meeting.ends"],
            "Write one of: meeting.kind, meeting.ends.",
        ),
        ("meeting.end", ["meeting.kind", "meeting.ends"], "Write “meeting.ends”."),
        ("zzz", ["id", "api"], "Write one of: id, api."),
    ],
)
def test_what_was_meant_is_told_and_nothing_else(wrong: str, names: list[str], expected: str) -> None:
    assert one_of(wrong, names).say("en").rstrip(".") == expected.rstrip(".")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            'columns = ["code", "release_date", "agreed_until"]',
            'columns = ["code"]\nsort = ["agreed_until"]',
            "“agreed_until” is not one of the columns. Add it to columns.",
        ),
        ('formats = ["csv", "xlsx", "md", "json"]', "formats = []", 'Write formats = ["csv"]'),
        ('type = "date"', 'type = "date"\nplace = true', "place: Only a text says where. Leave it out."),
        ('type = "date"', 'type = "date"\nleast = 1', "least: Only a whole number has bounds. Leave it out."),
    ],
)
def test_what_is_set_where_it_means_nothing_is_told(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    found = made(tmp_path, "export")
    change(found.folder / "partner.toml", old, new)
    assert expected in said(check_partner(found.project))


@pytest.mark.parametrize(
    ("build", "expected"),
    [
        ("lambda participants: []", "takes other arguments than it is given, as the guide tells."),
        ("lambda ctx, people: {'code': 'x'}", "It answered with one row. Return a list"),
        ("lambda ctx, people: ['x']", "A row is str, not Mapping. Write {"),
        ("lambda ctx, people: [{'code': ctx.words('agred_until', 1)}]", "which has: agreed_until."),
    ],
)
def test_an_export_that_is_built_wrongly_is_told(tmp_path: Path, build: str, expected: str) -> None:
    found = made(tmp_path, *ALL)
    change(found.folder / "partner.toml", 'columns = ["code", "release_date", "agreed_until"]\n', "")
    export = f"@hookimpl\ndef exin_exports():\n    return [Export('overview', {build})]\n\n\n"
    change(found.folder / "hooks.py", "(\n    Alert,", "(\n    Alert, Export,")
    change(found.folder / "hooks.py", HOOK, export + HOOK)
    assert expected in said(check_partner(found.project))


def test_a_hook_that_answers_with_nothing_is_told_with_its_line(tmp_path: Path) -> None:
    found = made(tmp_path, *ALL)
    event = "@hookimpl\ndef exin_on_event(ctx, event):\n    if event.id == 'x':\n        return []\n\n\n"
    change(found.folder / "hooks.py", HOOK, event + HOOK)
    assert "hooks: hooks.py:49: exin_on_event: It answered with NoneType" in said(
        check_partner(found.project)
    )
    assert "at every end of it" in said(check_partner(found.project))


def test_what_notepad_saved_is_read(tmp_path: Path) -> None:
    found = made(tmp_path, "rules")
    for file in (found.folder / "partner.toml", found.folder / "hooks.py", found.project / "pyproject.toml"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert said(check_partner(found.folder)) == ""
