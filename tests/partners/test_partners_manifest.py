"""A manifest is read without importing anything, and what is wrong in it is said with line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import ChecklistKind, Phase, TaskHolder
from exin_tui.partners.manifest import API, FieldType
from exin_tui.partners.meaning import RESERVED
from exin_tui.partners.problems import Problem
from exin_tui.partners.reading import LARGEST, parse_manifest, read_manifest
from exin_tui.partners.toml_lines import line_of, lines_of
from exin_tui.programme.rules import RuleId

PROBATION = """\
id = "probation"
api = 1
consent = ["probation"]
name = { nb = "Friomsorgen", en = "Probation service" }

[scope]
fields = ["code", "initials", "phase", "release_date", "release_kind", "caseworker"]
topics = ["sentence", "housing"]

[[roles]]
id = "contact"
name = { nb = "Kontaktperson", en = "Contact person" }

[[meetings]]
id = "report"
name = { nb = "Oppmøte", en = "Reporting" }
minutes = 30

[[items]]
id = "conditions_read"
list = "release"
name = { nb = "Vilkår gjennomgått", en = "Conditions gone through" }
due = { anchor = "release_date", months = -1, roll = "previous_workday" }

[[tasks]]
id = "first_report"
step = "start"
holder = "exin"
phases = ["pre_release", "post_release"]
due = { anchor = "release_date", days = 2 }
name = { nb = "Første oppmøte fulgt", en = "First reporting accompanied" }
source = "forskrift § 3-42"

[[facts]]
id = "duty_until"
type = "date"
name = { nb = "Møteplikt til", en = "Duty to report until" }

[[records]]
id = "appointment"
name = { nb = "Oppmøte", en = "Reporting" }
fields = [
  { id = "on", type = "date", name = { nb = "Dato", en = "Date" } },
  { id = "met", type = "bool", name = { nb = "Møtt", en = "Turned up" } },
]

[[exports]]
id = "overview"
formats = ["csv", "xlsx", "md", "json"]
columns = ["code", "release_date", "duty_until"]

[python]
hooks = "exin_probation.hooks"
"""


def only_problem(source: str) -> Problem:
    reading = parse_manifest(source, programme=load_programme())
    assert reading.manifest is None
    assert len(reading.problems) == 1, [problem.say("en") for problem in reading.problems]
    return reading.problems[0]


def test_the_manifest_of_the_partner_guide_is_read_in_full() -> None:
    reading = parse_manifest(PROBATION, programme=load_programme())
    manifest = reading.manifest
    assert reading.problems == ()
    assert manifest is not None
    assert manifest.items[0].checklist is ChecklistKind.RELEASE
    assert manifest.items[0].due is not None
    assert manifest.items[0].due.months == -1
    assert manifest.tasks[0].phases == (Phase.PRE_RELEASE, Phase.POST_RELEASE)
    assert manifest.tasks[0].holder is TaskHolder.EXIN
    assert manifest.records[0].fields[1].type is FieldType.BOOL
    assert manifest.key("conditions_read") == "probation.conditions_read"


@pytest.mark.parametrize(
    ("written", "instead", "line", "key", "remedy"),
    [
        ("minutes = 30", "minuts = 30", 17, "meetings[1].minuts", "Write “minutes”."),
        ('consent = ["probation"]', 'consent = ["probatoin"]', 3, "consent[1]", "Write “probation”."),
        ('list = "release"', 'list = "relase"', 21, "items[1].list", "Write “release”."),
        ('"release_date", months', '"release", months', 23, "items[1].due.anchor", "release_date"),
        ('"previous_workday"', '"previous workday"', 23, "items[1].due.roll", "Write “previous_workday”."),
        ('"pre_release", "post', '"prerelease", "post', 29, "tasks[1].phases[1]", "Write “pre_release”."),
        ('holder = "exin"', 'holder = "exinn"', 28, "tasks[1].holder", "Write “exin”."),
        ('step = "start"', 'step = "strat"', 27, "tasks[1].step", "Write “start”."),
        ('type = "bool"', 'type = "boolean"', 44, "records[1].fields[2].type", "Write “bool”."),
        ('type = "date"\nname', 'type = "dato"\nname', 36, "facts[1].type", "Write “date”."),
        ('"caseworker"]', '"case_worker"]', 7, "scope.fields[6]", "Write “caseworker”."),
        ('"housing"]', '"house"]', 8, "scope.topics[2]", "Write “housing”."),
        ('"duty_until"]', '"duty_untill"]', 50, "exports[1].columns[3]", "Write “duty_until”."),
        ('columns = ["code",', 'columns = ["birth_date",', 50, "exports[1].columns[1]", "[scope] fields"),
        ('"Kontaktperson", en = "Contact person"', '"Kontaktperson"', 12, "roles[1].name", "en ="),
        ('id = "conditions_read"', 'id = "Conditions-read"', 20, "items[1].id", "Write “conditions_read”."),
        ("months = -1", 'months = "-1"', 23, "items[1].due.months", "whole number"),
        ('phases = ["pre_release", "post_release"]\n', "", 25, "tasks[1]", "offered = true"),
        ("api = 1\n", "", 1, "", "Add api = 1"),
        ('hooks = "exin_probation.hooks"', "", 52, "python", "Add hooks = "),
        ('hooks = "exin_probation.hooks"', 'hooks = "../evil"', 53, "python.hooks", "exin_probation.hooks"),
        ('id = "probation"', 'id = "consent"', 1, "id", "another id"),
        ("months = -1", "months = -12000", 23, "items[1].due.months", "from -360 to 360"),
        ("days = 2 }", "days = 99999999999 }", 30, "tasks[1].due.days", "at most 30 years"),
        ("api = 1", "api = 1\norder = 99999999999999999999", 3, "order", "order = 100"),
        ("api = 1", f'api = 1\ntab = {{ nb = "{"x" * 25}", en = "e" }}', 3, "tab.nb", "24 characters"),
        ('"code", "release_date"', '"code", "code"', 50, "exports[1].columns[2]", "Leave one of them out"),
        ('["csv", "xlsx"', '["csv", "csv"', 49, "exports[1].formats[2]", "number 1 too"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_its_line_and_what_to_write(
    written: str, instead: str, line: int, key: str, remedy: str
) -> None:
    assert written in PROBATION
    problem = only_problem(PROBATION.replace(written, instead, 1))
    assert (problem.line, problem.key) == (line, key)
    assert remedy in problem.say("en")


@pytest.mark.parametrize(
    ("instead", "key", "remedy"),
    [
        ('"int", most = 9999999999999999', "most", "too large"),
        ('"int", least = 3, most = 2', "least", "more than the most"),
        ('"int", examples = ["x"]', "examples[1]", "a whole number"),
        ('"int", most = 3, examples = [9]', "examples[1]", "outside the bounds"),
        ('"bool", examples = [1]', "examples", "Leave them out"),
        (r'"int", unit = { nb = "\u001b[2J", en = "h" }', "unit.nb", "Remove them"),
        ('"text", length = 3, examples = ["abcd"]', "examples[1]", "longer than 3"),
        ('"text", examples = [1]', "examples[1]", "a text in quotes"),
        (r'"text", examples = ["\u001b[2J"]', "examples[1]", "Remove them"),
        ('"date", examples = [99999]', "examples[1]", "days from today"),
    ],
)
def test_a_field_that_cannot_be_is_said_too(instead: str, key: str, remedy: str) -> None:
    problem = only_problem(PROBATION.replace('type = "bool"', f"type = {instead}"))
    assert (problem.line, problem.key) == (44, f"records[1].fields[2].{key}")
    assert remedy in problem.say("en")


def test_what_the_program_has_already_is_not_declared_again() -> None:
    fact = '[[facts]]\nid = "phase"\ntype = "date"\nname = { nb = "a", en = "b" }\n\n[[records]]'
    assert only_problem(PROBATION.replace("[[records]]", fact)).key == "facts[2].id"
    step = '[[steps]]\nid = "start"\nname = { nb = "a", en = "b" }\n\n[[records]]'
    assert "Leave it out" in only_problem(PROBATION.replace("[[records]]", step)).say("en")
    both = only_problem(PROBATION.replace('id = "appointment"', 'id = "duty_until"'))
    assert (both.key, "cannot have the same id" in both.say("en")) == ("records[1].id", True)


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_file() -> None:
    source = PROBATION.replace("minutes = 30", 'minutes = "30"').replace('holder = "exin"', 'holder = "us"')
    source = source.replace("api = 1", 'api = 1\ncolour = "red"')
    problems = parse_manifest(source).problems
    assert [problem.key for problem in problems] == ["colour", "meetings[1].minutes", "tasks[1].holder"]


def test_an_id_that_is_used_twice_names_both_places() -> None:
    twin = '[[facts]]\nid = "duty_until"\ntype = "int"\nname = { nb = "a", en = "b" }\n\n[[records]]'
    problem = only_problem(PROBATION.replace("[[records]]", twin))
    assert problem.key == "facts[2].id"
    assert "number 1" in problem.say("en")


def test_markup_in_a_label_is_text_but_a_control_byte_is_refused() -> None:
    marked = parse_manifest(PROBATION.replace('"Friomsorgen"', '"[/b] Friomsorgen [@click=app.bell]"'))
    assert marked.manifest is not None
    assert marked.manifest.name.nb == "[/b] Friomsorgen [@click=app.bell]"
    problem = only_problem(PROBATION.replace('"Friomsorgen"', r'"Fri\u001b[2Jomsorgen"'))
    assert (problem.line, problem.key) == (4, "name.nb")
    assert "\x1b" not in problem.say("nb")


def test_an_unknown_key_with_an_escape_byte_reaches_no_terminal() -> None:
    problem = only_problem(r'"\u001b]52;c;aGVp\u0007" = 1' + "\n" + PROBATION)
    assert "\x1b" not in problem.say("en")
    assert "\x07" not in problem.say("nb")


@pytest.mark.parametrize(("api", "upgrade"), [(2, "exin-tui"), (0, "partner")])
def test_another_api_is_incompatible_not_wrong(api: int, upgrade: str) -> None:
    reading = parse_manifest(f"future = true\n{PROBATION.replace('api = 1', f'api = {api}')}")
    assert reading.manifest is None
    assert reading.problems == ()
    assert reading.incompatible is not None
    assert upgrade in reading.incompatible.say("en")
    assert reading.id == "probation"
    assert API == 1


def test_an_api_that_is_no_number_is_a_mistake_and_not_another_api() -> None:
    problem = only_problem(PROBATION.replace("api = 1", "api = false"))
    assert (problem.key, "whole number" in problem.say("en")) == ("api", True)


def test_a_choice_needs_answers_and_only_a_choice_has_them() -> None:
    without = only_problem(PROBATION.replace('type = "bool"', 'type = "choice"'))
    assert without.key == "records[1].fields[2]"
    answers = 'type = "bool", choices = [{ id = "a", name = { nb = "a", en = "a" } }]'
    assert only_problem(PROBATION.replace('type = "bool"', answers)).key == "records[1].fields[2].choices"


def test_a_file_that_is_not_toml_says_the_line(tmp_path: Path) -> None:
    file = tmp_path / "partner.toml"
    file.write_text('id = "x"\napi = \n', encoding="utf-8")
    problem = read_manifest(file).problems[0]
    assert problem.line == 2
    assert "TOML" in problem.say("nb")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"a" * 2_000_000, b"x = " + b"[" * 5_000])
def test_no_file_makes_reading_raise(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "partner.toml"
    file.write_bytes(content)
    reading = read_manifest(file)
    assert reading.manifest is None
    assert reading.problems


def test_a_file_that_is_too_large_for_a_manifest_is_not_parsed(tmp_path: Path) -> None:
    file = tmp_path / "partner.toml"
    file.write_text(f"{PROBATION}#{' ' * LARGEST}\n", encoding="utf-8")
    (problem,) = read_manifest(file).problems
    assert "too large" in problem.say("en")


@pytest.mark.parametrize("way", [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_a_file_that_windows_saved_is_read(tmp_path: Path, way: tuple[str, str]) -> None:
    mark, end = way
    file = tmp_path / "partner.toml"
    file.write_bytes((mark + PROBATION.replace("\n", end)).encode())
    assert read_manifest(file).manifest is not None
    file.write_bytes((mark + PROBATION.replace("minutes", "minuts").replace("\n", end)).encode())
    assert [problem.line for problem in read_manifest(file).problems] == [17]


def test_a_loop_of_links_and_a_folder_are_no_manifest(tmp_path: Path) -> None:
    loop, folder = tmp_path / "loop.toml", tmp_path / "folder.toml"
    loop.symlink_to(loop)
    folder.mkdir()
    for file in (loop, folder):
        (problem,) = read_manifest(file).problems
        assert "cannot be read" in problem.say("en")


def test_what_supersedes_a_rule_is_another_rule() -> None:
    rule = 'id = "r"\ncertainty = "P"\nverified = 2026-09-14\nsource = "x"\ntext = { nb = "a", en = "b" }\n'
    problem = only_problem(PROBATION.replace("[python]", f'[[rules]]\n{rule}superseded_by = "r"\n[python]'))
    assert "“r” is not known. Leave it out." in problem.say("en")


def test_no_partner_has_the_name_of_one_of_the_programs_own_rules() -> None:
    assert {rule.value.partition(".")[0] for rule in RuleId if "." in rule.value} == RESERVED


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    assert read_manifest(tmp_path / "partner.toml").problems


def test_lines_are_found_in_every_form_that_toml_has() -> None:
    source = (
        'a.b = 1\n"quoted key" = """\nid = "no"\n"""\n[[t]]\n'
        'x = [\n  { y = 1 }, # id = 2\n  { z = "}" },\n]\n'
        "[t.u]\nv = 'q'\n[[t]]\nx = 2\n[t.u]\nv = 3\n"
    )
    lines = lines_of(source)
    assert lines["a", "b"] == 1
    assert lines["quoted key",] == 2
    assert lines["t", 0, "x", 1, "z"] == 8
    assert lines["t", 0, "u", "v"] == 11
    assert lines["t", 1, "u", "v"] == 15
    assert ("id",) not in lines
    assert line_of(lines, ("t", 1, "nothing", 4)) == 12
