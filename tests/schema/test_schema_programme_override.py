"""A team changes the programme with a file, and every fault of the file is explained."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from exin_schema.programme import ItemSpec, Programme
from exin_schema.programme_file import check_override, load_programme
from exin_schema.programme_origin import Origin, provenance
from exin_schema.programme_problems import Problem, ProgrammeError
from exin_schema.vocabulary import ChecklistKind, Phase, Role

Write = Callable[[str], Path]


@pytest.fixture
def team_file(tmp_path: Path) -> Write:
    def write(text: str) -> Path:
        path = tmp_path / "team.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def item(programme: Programme, kind: ChecklistKind, key: str) -> ItemSpec:
    found = programme.item(kind, key)
    assert found is not None
    return found


def only(problems: tuple[Problem, ...]) -> Problem:
    assert len(problems) == 1, [problem.say("en") for problem in problems]
    return problems[0]


def test_an_empty_file_changes_nothing(team_file: Write) -> None:
    assert load_programme(team_file("")) == load_programme()


def test_a_team_rewords_retires_and_adds_items(team_file: Write) -> None:
    programme = load_programme(
        team_file("""
[items.release.housing]
name = { nb = "Bolig på plass", en = "Housing in place" }

[items.start.tog_contact]
retired = true

[items.release.tax_card]
section = "measures"
name = { nb = "Skattekort", en = "Tax card" }
critical = true
due = { anchor = "release_date", days = -10, roll = "previous_workday" }
alert = { nb = "Skattekort mangler", en = "Tax card missing" }
""")
    )
    housing = item(programme, ChecklistKind.RELEASE, "housing")
    assert housing.name.nb == "Bolig på plass"
    assert housing.critical, "what the file does not mention stays as it is"
    assert item(programme, ChecklistKind.START, "tog_contact").retired
    measures = programme.checklist(ChecklistKind.RELEASE).sections[1]
    assert [each.key for each in measures.items][-1] == "tax_card"
    assert measures.items[-1].due is not None
    assert measures.items[-1].due.roll == "previous_workday"
    assert len(programme.checklist(ChecklistKind.START).items) == 16


def test_a_team_adds_consent_lines_of_its_own(team_file: Write) -> None:
    programme = load_programme(
        team_file("""
[consents.dps]
name = { nb = "DPS", en = "DPS" }
roles = [{ nb = "Behandler", en = "Therapist" }]

[roles.therapist]
name = { nb = "Behandler", en = "Therapist" }
line = "dps"
sensitive = true
""")
    )
    assert len(programme.consents) == 12
    assert programme.consents[-1].own
    assert not programme.consents_by_key["nav"].own
    assert programme.roles_by_key["therapist"].line == "dps"


def test_a_team_changes_figures_and_the_source_says_so(team_file: Write) -> None:
    programme = load_programme(
        team_file("""
[limits]
team_leader = [5, 3]
[offsets]
due_soon = 5
[window_high]
opens_months = 3
[contact_gaps]
post_release = 5
in_prison = 21
""")
    )
    assert programme.limits.of(Role.TEAM_LEADER) == (5, 3)
    assert programme.limits.of(Role.CASEWORKER) == (12, 6)
    assert programme.offsets.due_soon == 5
    assert programme.offsets.start_checklist_due == 28
    assert programme.window_high.opens_months == 3
    assert programme.contact_gap(Phase.POST_RELEASE) == 5
    assert programme.contact_gap(Phase.IN_PRISON) == 21
    assert programme.contact_gap(Phase.PRE_RELEASE) == 14
    assert programme.rule("due_soon").source.en == "the team's file, team.toml"
    assert not programme.rule("due_soon").ours
    assert programme.rule("capacity") == load_programme().rule("capacity")


def test_a_team_switches_the_reminder_of_a_phase_off(team_file: Write) -> None:
    programme = load_programme(team_file("[contact_gaps]\nreintegration = 0\n"))
    assert programme.contact_gap(Phase.REINTEGRATION) is None
    assert programme.contact_gap(Phase.POST_RELEASE) == 7


def test_a_team_switches_a_project_criterion_off(team_file: Write) -> None:
    programme = load_programme(team_file("[criteria.age]\nactive = false\n"))
    assert [criterion.key for criterion in programme.criteria if not criterion.active] == ["age"]


def test_a_criterion_of_the_guide_cannot_be_switched_off(team_file: Write) -> None:
    problem = only(check_override(team_file("[criteria.motivation]\nactive = false\n")))
    assert problem.key == "criteria.motivation.active"
    assert "active = false only for age, district" in problem.instead.en


def test_every_fault_is_named_at_once_with_its_line(team_file: Write) -> None:
    problems = check_override(
        team_file("""[limits]
caseworker = "tolv"
team_leder = [5, 2]

[items.release.housing]
critcal = true

[offsets]
due_soon = -1
""")
    )
    assert [(problem.key, problem.line) for problem in problems] == [
        ("items.release.housing.critcal", 6),
        ("limits.caseworker", 2),
        ("limits.team_leder", 3),
        ("offsets.due_soon", 9),
    ]


@pytest.mark.parametrize(
    ("text", "key", "instead"),
    [
        ("ofsets = 3", "ofsets", "Did you mean offsets?"),
        ("[offsets]\ndue_son = 3", "offsets.due_son", "Did you mean offsets.due_soon?"),
        ("[items.releas.housing]\nretired = true", "items.releas", "Did you mean items.release?"),
        ("[phases.prison]\nname = 3", "phases.prison", "Did you mean phases.in_prison?"),
        ("[items.start.tog_contact]\nretired = 1", "items.start.tog_contact.retired", "true or false"),
        ("[offsets]\ndue_soon = 'fem'", "offsets.due_soon", "a whole number, such as 14"),
        ("[limits]\ncaseworker = [12]", "limits.caseworker", "such as [12, 6]"),
        ("[limits]\ncaseworker = [6, 12]", "limits.caseworker", "[12, 6]"),
        ("[consents.dps]\nmandatory = false", "consents.dps", "name = {"),
        ("[consents.dps]\nname = 'DPS'", "consents.dps.name", "both languages"),
        ("[consents.dps]\nname = { nb = '', en = 'x' }", "consents.dps.name", "both languages"),
        ("[consents.'DPS!']\nname = { nb = 'x', en = 'x' }", "consents.DPS!", "small letters"),
        ("[items.release.x]\nname = { nb = 'x', en = 'x' }", "items.release.x", "one of release, measures"),
        (
            "[items.release.housing]\nalert = { nb = 'Bolig er ikke avklart', en = 'x' }",
            "items.release.housing.alert",
            "at most 19 characters",
        ),
        (
            "[items.release.housing]\ndue = { anchor = 'relase_date' }",
            "items.release.housing.due.anchor",
            "Did you mean release_date?",
        ),
        (
            "[items.release.consent_minimum]\nrequires = ['prison', 'navv']",
            "items.release.consent_minimum.requires",
            "Did you mean nav?",
        ),
        ("[items.release.housing]\nkind = 'tikk'", "items.release.housing.kind", '"tick"'),
        ("[roles.x]\nname = { nb = 'x', en = 'x' }\nline = 'navv'", "roles.x.line", "Did you mean nav?"),
        ("[window_high]\nshould_months = 5", "window_high", "opens_months"),
        ("[contact_gaps]\npostrelease = 5", "contact_gaps.postrelease", "post_release"),
        ("limits = 3", "limits", "[limits]"),
        ("unplanned_release = 'sove'", "unplanned_release", "a list"),
        ("[suggested.first_group]\nmeeting = 'grup'", "suggested.first_group.meeting", "There is"),
        ("[suggested.first_grup]\nmeeting = 'visit'", "suggested.first_grup", "first_group"),
    ],
)
def test_a_fault_says_where_and_what_to_write_instead(
    team_file: Write, text: str, key: str, instead: str
) -> None:
    problem = check_override(team_file(text))[0]
    assert problem.key == key
    assert problem.line is not None
    assert instead in problem.say("en")
    assert problem.say("nb") != problem.say("en")
    assert problem.say("nb").startswith("team.toml, linje ")


def test_what_is_no_toml_is_said_with_its_line(team_file: Write) -> None:
    problem = only(check_override(team_file("[limits]\ncaseworker = [12\n\n[offsets]\n")))
    assert problem.line is not None
    assert "valid TOML" in problem.what.en


@pytest.mark.parametrize(("content", "what"), [(b"\xff\xfe\x00", "not UTF-8"), (None, "cannot be read")])
def test_a_file_that_cannot_be_read_is_a_problem_too(
    tmp_path: Path, content: bytes | None, what: str
) -> None:
    path = tmp_path / "team.toml"
    if content is not None:
        path.write_bytes(content)
    assert what in only(check_override(path)).what.en


def test_a_faulty_file_is_not_used(team_file: Write) -> None:
    path = team_file("[offsets]\ndue_soon = 'fem'\n")
    with pytest.raises(ProgrammeError, match=r"offsets\.due_soon") as raised:
        load_programme(path)
    assert raised.value.problems == check_override(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "team.toml"
    path.write_bytes(b"\xef\xbb\xbf[offsets]\ndue_soon = 5\n")
    assert load_programme(path).offsets.due_soon == 5


def origins(path: Path | None = None) -> dict[str, Origin]:
    return {held.key: held.origin for held in provenance(path)}


@pytest.mark.parametrize(
    ("key", "origin"),
    [
        ("limits.caseworker", Origin.GUIDE),
        ("limits.team_leader", Origin.OURS),
        ("items.release.housing", Origin.GUIDE),
        ("offsets.start_checklist_due", Origin.OURS),
        ("offsets.release_checklist_in_force_months", Origin.GUIDE),
        ("offsets.rule_stale_months", Origin.OURS),
        ("window_high.opens_months", Origin.GUIDE),
        ("contact_gaps.post_release", Origin.OURS),
    ],
)
def test_every_value_says_where_it_is_from(key: str, origin: Origin) -> None:
    assert origins()[key] is origin


def test_the_teams_own_values_are_told_from_the_rest(team_file: Write) -> None:
    path = team_file("""
[items.start.tog_contact]
retired = true
[consents.dps]
name = { nb = "DPS", en = "DPS" }
[contact_gaps]
post_release = 5
""")
    changed = {held.key: held for held in provenance(path) if held.origin is Origin.TEAM}
    assert set(changed) == {"items.start.tog_contact", "consents.dps", "contact_gaps.post_release"}
    assert changed["items.start.tog_contact"].retired
    assert changed["contact_gaps.post_release"].value.en == "5"
