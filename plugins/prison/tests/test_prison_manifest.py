"""The prison manifest adds what the core does not own, and every row of its rule table."""

from __future__ import annotations

from pathlib import Path

from exin_schema.programme_file import load_programme
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.reading import read_manifest

FILE = Path(__file__).parents[1] / "exin_prison" / "partner.toml"


def prison() -> Manifest:
    reading = read_manifest(FILE, load_programme())
    assert [problem.say("en") for problem in reading.problems] == []
    assert reading.manifest is not None
    return reading.manifest


def test_every_row_of_the_rule_table_is_there_with_its_certainty() -> None:
    assert {rule.id: rule.certainty.value for rule in prison().rules} == {
        "phase3_window": "P", "unplanned_release": "P", "release_checklist": "P", "probation_earliest": "A",
        "half_time": "A", "lower_security": "A", "electronic_monitoring": "A", "day_release": "A",
        "leave": "A", "under_25_coordination": "A", "complaint": "A", "meeting_duty": "A",
        "friday_release": "P",
    }  # fmt: skip


def test_the_tasks_of_the_prison_are_there() -> None:
    tasks = {task.id: task for task in prison().tasks}
    assert list(tasks) == [
        "contact_officer_named", "visit_agreed", "probation_followed_up", "transfer_handover",
        "leave_transport", "gate",
    ]  # fmt: skip
    assert tasks["transfer_handover"].offered
    assert tasks["leave_transport"].offered
    gate = tasks["gate"].due
    assert gate is not None
    assert (gate.anchor, gate.months, gate.days) == ("release_date", 0, 0)


def test_the_prison_adds_no_meeting_kind_that_the_programme_has_and_no_release_date() -> None:
    claimed = {meeting.same_as for meeting in prison().meetings}
    assert claimed == {"visit", "leave", "escorted_outing", "gate_pick_up"}
    assert not {"release_date", "two_thirds", "full_term"} & {fact.id for fact in prison().facts}


def test_the_five_roles_are_the_programmes_where_it_has_them() -> None:
    assert {role.id: role.same_as for role in prison().roles} == {
        "contact_officer": "kontaktbetjent",
        "reentry_coordinator": "reentry_coordinator",
        "youth_team": "",
        "social_consultant": "social_consultant",
        "substance_use_adviser": "substance_use_adviser",
    }


def test_the_prisons_of_region_oest_are_there_to_start_from() -> None:
    assert [agency.name.removesuffix(" fengsel") for agency in prison().agencies] == [
        "Oslo", "Halden", "Indre Østfold", "Romerike",
    ]  # fmt: skip


def test_a_text_that_says_where_is_marked_as_a_place() -> None:
    places = {(record.id, field.id) for record in prison().records for field in record.fields if field.place}
    assert places == {("outing", "where"), ("transfer", "to")}
