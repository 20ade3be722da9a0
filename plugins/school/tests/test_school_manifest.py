"""The school manifest says what the domain says of the school."""

from __future__ import annotations

from pathlib import Path

from exin_schema.programme_file import load_programme
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.reading import read_manifest

FILE = Path(__file__).parents[1] / "exin_school" / "partner.toml"


def school() -> Manifest:
    reading = read_manifest(FILE, load_programme())
    assert [problem.say("en") for problem in reading.problems] == []
    assert reading.manifest is not None
    return reading.manifest


def test_every_row_of_the_rule_table_is_there_with_its_certainty() -> None:
    assert {rule.id: rule.certainty.value for rule in school().rules} == {
        "youth_right": "A", "youth_right_old": "P", "adult_right": "A", "prison_county": "A",
        "oslo_county": "A", "continue_outside": "P", "direct_entry": "P",
    }  # fmt: skip


def test_the_older_wording_says_what_superseded_it() -> None:
    old = next(rule for rule in school().rules if rule.id == "youth_right_old")
    assert old.superseded_by == "youth_right"


def test_the_unconfirmed_intake_deadline_is_data_and_never_computed() -> None:
    apply = school().task("apply")
    assert apply is not None
    assert apply.due is None
    assert school().fact("application_deadline") is not None


def test_special_needs_are_sensitive_and_not_in_the_table() -> None:
    fact = school().fact("special_needs")
    assert fact is not None
    assert fact.sensitive
    assert not fact.table


def test_the_levels_are_the_five_of_the_domain() -> None:
    level = school().fact("level")
    assert level is not None
    assert len(level.choices) == 5
