"""What partners add joins the programme, and the guide's own stays as it is."""

from __future__ import annotations

from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import ChecklistKind
from exin_tui.caseload.labels import Labels
from exin_tui.partners.discovery import Partner, PartnerState, installed_partners
from exin_tui.partners.extend import claimed_roles, extend, retract, sensitive_tasks, task_titles
from exin_tui.partners.reading import parse_manifest

PROBATION = """\
id = "probation"
api = 1
consent = ["probation"]
name = { nb = "Friomsorgen", en = "Probation service" }
[[roles]]
id = "contact"
name = { nb = "Kontaktperson", en = "Contact person" }
[[roles]]
id = "known"
name = { nb = "Kjent", en = "Known" }
same_as = "probation_contact"
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
phases = ["pre_release"]
sensitive = true
name = { nb = "Første oppmøte fulgt", en = "First reporting accompanied" }
"""


def probation(state: PartnerState = PartnerState.ACTIVE) -> Partner:
    manifest = parse_manifest(PROBATION).manifest
    assert manifest is not None
    return Partner("probation", "here", None, state, manifest)


def test_items_join_their_checklist_in_a_section_after_the_guides_own() -> None:
    programme = load_programme()
    extended = extend(programme, [probation()])
    before, after = programme.checklist(ChecklistKind.RELEASE), extended.checklist(ChecklistKind.RELEASE)
    assert after.sections[: len(before.sections)] == before.sections
    section = after.sections[-1]
    assert section.name.nb == "Friomsorgen"
    assert [item.key for item in section.items] == ["probation.conditions_read"]
    assert section.items[0].partner == "probation"
    assert section.items[0].due is not None
    assert extended.checklist(ChecklistKind.START) == programme.checklist(ChecklistKind.START)


def test_roles_and_meeting_kinds_join_under_the_partners_id() -> None:
    extended = extend(load_programme(), [probation()])
    labels = Labels.of(extended, task_titles([probation()]))
    assert labels.contact_role("probation.contact").say("nb") == "Kontaktperson"
    assert labels.meeting_kind("probation.report").say("en") == "Reporting"
    assert labels.task_title("probation.first_report", "").say("nb") == "Første oppmøte fulgt"
    assert (
        labels.item_label("release", "probation.conditions_read").label.say("en") == "Conditions gone through"
    )
    assert next(role for role in extended.roles if role.key == "probation.contact").line == "probation"


def test_a_role_that_the_programme_has_is_claimed_not_added() -> None:
    programme = load_programme()
    extended = extend(programme, [probation()])
    assert len(extended.roles) == len(programme.roles) + 1
    manifest = probation().manifest
    assert manifest is not None
    assert claimed_roles(manifest) == ("probation.contact", "probation_contact")


def test_extending_twice_changes_nothing_more() -> None:
    once = extend(load_programme(), [probation()])
    assert extend(once, [probation()]) == once


def test_what_a_partner_has_added_can_be_taken_out_again() -> None:
    programme = load_programme()
    assert retract(extend(programme, [probation()]), {"probation"}) == programme
    both = extend(programme, [probation(), *installed_partners()])
    assert retract(both, {"probation"}) == extend(programme, installed_partners())


def test_a_partner_that_is_not_active_adds_nothing() -> None:
    programme = load_programme()
    for state in set(PartnerState) - {PartnerState.ACTIVE}:
        assert extend(programme, [probation(state)]) == programme
        assert task_titles([probation(state)]) == {}


def test_tasks_that_betray_health_are_known_by_key() -> None:
    assert sensitive_tasks([probation()]) == {"probation.first_report"}


def test_the_three_that_ship_leave_the_guides_checklists_at_7_6_3_and_7_7_5() -> None:
    extended = extend(load_programme(), installed_partners())
    for kind, counts in ((ChecklistKind.START, [7, 6, 3]), (ChecklistKind.RELEASE, [7, 7, 5])):
        own = [s for s in extended.checklist(kind).sections if not s.key.startswith("partner.")]
        assert [len(section.items) for section in own] == counts
    added = [item for item in extended.checklist(ChecklistKind.RELEASE).items if item.partner]
    assert {item.partner for item in added} == {"nav"}
    assert all(item.optional for item in added)
