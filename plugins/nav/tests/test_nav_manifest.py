"""The NAV manifest says what the cooperation procedure and the rule table say."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import Certainty
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.reading import read_manifest

FILE = Path(__file__).parents[1] / "exin_nav" / "partner.toml"


def nav() -> Manifest:
    reading = read_manifest(FILE, load_programme())
    assert [problem.say("en") for problem in reading.problems] == []
    assert reading.manifest is not None
    return reading.manifest


def test_the_procedure_has_its_tasks_by_step_and_holder() -> None:
    procedure = [task for task in nav().tasks if not task.source or task.id == "nav_in_prison"]
    assert Counter((task.step, task.holder.value) for task in procedure) == {
        ("start", "exin"): 4,
        ("start", "joint"): 3,
        ("start", "partner"): 5,
        ("case_work", "exin"): 4,
        ("case_work", "joint"): 4,
        ("case_work", "partner"): 4,
        ("moving", "exin"): 1,
        ("moving", "joint"): 1,
        ("moving", "partner"): 1,
        ("closing", "exin"): 1,
        ("closing", "joint"): 1,
        ("closing", "partner"): 1,
    }


def test_tasks_as_needed_are_offered() -> None:
    offered = {task.id for task in nav().tasks if task.offered}
    assert offered >= {
        "off_site_health", "off_site_contact", "contact_nav_in_prison", "health_clarifier",
        "connect_case_officer", "connect_case_officers", "start_measures", "follow_case", "attend_group",
        "attend_closing",
    }  # fmt: skip
    assert not offered & {"registered", "digital_authority", "map_needs", "contact_point", "closing_meeting"}


def test_words_that_betray_health_or_drugs_are_sensitive() -> None:
    sensitive = {task.id for task in nav().tasks if task.sensitive}
    assert sensitive == {"off_site_health", "health_clarifier", "connect_case_officers"}
    assert [role.id for role in nav().roles if role.sensitive] == ["health_clarifier"]
    assert {fact.id for fact in nav().facts if fact.sensitive} == {"health_help", "mapped_debt"}


def test_every_row_of_the_rule_table_is_there_with_its_certainty() -> None:
    rules = {rule.id: rule.certainty.value for rule in nav().rules}
    assert rules == {
        "stop_benefits": "P", "uforetrygd": "A", "aap": "A", "inst2": "P", "benefit_check": "P",
        "meldekort": "P", "registered_address": "P", "child_support": "P", "kvp_window": "P",
        "kvp_terms": "P", "aev_short": "P", "ip": "A", "ip_by_release": "P", "responsible_office": "A",
        "office_after_move": "X", "no_temporary_housing": "P", "reentry_guarantee": "P",
        "youth_housing_queue": "P",
    }  # fmt: skip
    assert {rule.verified for rule in nav().rules} == {dt.date(2026, 9, 14)}


def test_what_is_unconfirmed_is_an_item_to_settle_and_has_no_date() -> None:
    unconfirmed = {rule.id for rule in nav().rules if rule.certainty is Certainty.UNCONFIRMED}
    items = {item.id: item for item in nav().items}
    assert unconfirmed <= items.keys()
    assert all(item.due is None for item in items.values())


def test_nav_has_its_seven_roles() -> None:
    assert len(nav().roles) == 7
