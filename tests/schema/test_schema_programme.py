"""The programme as data is complete, and word for word the guide's."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from exin_schema.programme import Programme, Words
from exin_schema.programme_file import load_programme
from exin_schema.vocabulary import Certainty, ChecklistKind, ItemKind, Phase, Role
from exin_tui.programme.rules import RuleId

PROGRAMME = load_programme()


def keys(kind: ChecklistKind) -> list[list[str]]:
    return [[item.key for item in section.items] for section in PROGRAMME.checklist(kind).sections]


def test_the_six_phases_stand_in_the_guides_order_with_the_guides_names() -> None:
    assert [phase.key for phase in PROGRAMME.phases] == list(Phase)
    assert [phase.name.nb for phase in PROGRAMME.phases] == [
        "Inntak",
        "Under soning",
        "Før løslatelse",
        "Etter løslatelse",
        "Reintegrering",
        "Utfasing",
    ]
    assert all(phase.work for phase in PROGRAMME.phases)
    assert [bool(phase.partners) for phase in PROGRAMME.phases] == [False, True, True, True, True, False]


def test_the_start_checklist_has_seven_points_six_contacts_inside_and_three_outside() -> None:
    spec = PROGRAMME.checklist(ChecklistKind.START)
    assert spec.name.nb == "Prosedyre for oppstart"
    assert [section.name.nb for section in spec.sections] == [
        "Sjekkliste for soningsforløp",
        "Nødvendige ressurspersoner ved soningssted",
        "Nødvendige ressurspersoner utenfor soningssted",
    ]
    assert keys(ChecklistKind.START) == [
        [
            "sentence_end_date",
            "probation_application",
            "two_thirds_date",
            "transfer_plans",
            "sentence_conditions",
            "leave_conditions",
            "activity_inside",
        ],
        [
            "kontaktbetjent",
            "reentry_coordinator",
            "social_consultant",
            "nav_consultant",
            "tog_contact",
            "substance_use_adviser",
        ],
        ["lawyer", "gp", "family"],
    ]


def test_the_release_checklist_has_seven_points_seven_measures_and_five_contacts() -> None:
    spec = PROGRAMME.checklist(ChecklistKind.RELEASE)
    assert spec.name.nb == "Prosedyre for løslatelse"
    assert [section.name.nb for section in spec.sections] == [
        "Sjekkliste ved løslatelse",
        "Nødvendige tiltak",
        "Nødvendige kontaktpersoner",
    ]
    assert keys(ChecklistKind.RELEASE) == [
        [
            "contact_information",
            "new_address",
            "release_conditions",
            "bank_and_id",
            "bank_id",
            "consent_minimum",
            "nav_authority",
        ],
        [
            "social_benefits",
            "housing",
            "occupation",
            "leisure",
            "debt_advice",
            "dps",
            "nav_service_message",
        ],
        ["prison_contact", "probation_contact", "nav_contact", "gp", "family"],
    ]


@pytest.mark.parametrize(
    ("kind", "key", "nb", "en"),
    [
        ("start", "sentence_end_date", "Dato for end-tid", "Date of full-term release (endt tid)"),
        ("start", "two_thirds_date", "Dato for 2/3 løslatelse", "Date of 2/3 release"),
        ("start", "transfer_plans", "Søknad/planer om overflytting", "Application / plans for transfer"),
        ("start", "activity_inside", "Skole, arbeid eller lignende", "School, work or the like"),
        ("start", "kontaktbetjent", "Kontaktbetjent", "Contact officer"),
        ("start", "tog_contact", "Kontaktperson TOG", "TOG contact"),
        ("start", "family", "Familie", "Family"),
        ("release", "bank_id", "Kodebrikke/Bank-ID i orden", "Code device / BankID in order"),
        (
            "release",
            "consent_minimum",
            "Samtykkeskjema (minimum: Kriminalomsorgen, NAV, Friomsorgen)",
            "Consent form (minimum: kriminalomsorgen, NAV, friomsorgen)",
        ),
        ("release", "social_benefits", "Sosiale ytelser avklart", "Social benefits settled"),
        ("release", "debt_advice", "Gjeldsrådgivning forespurt", "Debt advice asked for"),
        (
            "release",
            "nav_service_message",
            "Tjenestemelding sendt til lokalt NAV-kontor",
            "Service message sent to local NAV office",
        ),
        ("release", "family", "Familie (eventuelt)", "Family (if any)"),
    ],
)
def test_items_are_worded_as_the_forms_are(kind: str, key: str, nb: str, en: str) -> None:
    spec = next(spec for spec in PROGRAMME.checklists if spec.kind.value == kind)
    item = next(item for item in spec.items if item.key == key)
    assert (item.name.nb, item.name.en) == (nb, en)


def test_what_betrays_health_drugs_or_debt_is_sensitive_and_nothing_else() -> None:
    sensitive = [item.key for spec in PROGRAMME.checklists for item in spec.items if item.sensitive]
    assert sensitive == ["substance_use_adviser", "debt_advice", "dps"]


def test_four_items_of_the_release_checklist_are_critical() -> None:
    critical = {item.key for spec in PROGRAMME.checklists for item in spec.items if item.critical}
    assert critical == {"housing", "social_benefits", "bank_id", "consent_minimum"}


def test_only_the_first_and_third_point_take_a_date_and_contacts_make_the_others_done() -> None:
    kinds = {(spec.kind, item.key): item.kind for spec in PROGRAMME.checklists for item in spec.items}
    dates = [key for (_, key), kind in kinds.items() if kind is ItemKind.DATE]
    contacts = [key for (_, key), kind in kinds.items() if kind is ItemKind.CONTACT]
    assert dates == ["sentence_end_date", "two_thirds_date"]
    assert len(contacts) == 6 + 3 + 5
    assert all(PROGRAMME.roles_by_key[key] for key in contacts)
    minimum = PROGRAMME.item(ChecklistKind.RELEASE, "consent_minimum")
    assert minimum is not None
    assert minimum.kind is ItemKind.CONSENTS
    assert minimum.requires == ("prison", "nav", "probation")


def test_the_same_key_in_both_lists_means_two_items() -> None:
    inside = PROGRAMME.item(ChecklistKind.START, "family")
    at_release = PROGRAMME.item(ChecklistKind.RELEASE, "family")
    assert inside is not None
    assert at_release is not None
    assert (inside.optional, at_release.optional) == (False, True)
    assert PROGRAMME.item(ChecklistKind.START, "housing") is None


def test_the_consent_form_has_eleven_lines_with_their_roles() -> None:
    lines = {line.key: (line.name.nb, [role.nb for role in line.roles]) for line in PROGRAMME.consents}
    assert lines == {
        "prison": ("Kriminalomsorgen", ["Tilbakeføringskoordinator", "Kontaktbetjent", "Andre"]),
        "probation": ("Friomsorgen", ["Kontaktperson", "Overgangsbolig"]),
        "innsats_ung": ("Innsats Ung", ["Leder", "Ruskonsulent", "Andre"]),
        "nav": ("NAV", ["Kommunal saksbehandler", "Statlig saksbehandler", "Andre"]),
        "police": ("Politi", ["Leder Forebyggende", "Politikontakt", "Andre"]),
        "voluntary": ("Frivillige organisasjoner", ["Nettverk etter soning (RK)", "Wayback", "Andre"]),
        "lawyer": ("Advokat", []),
        "gp": ("Fastlege", []),
        "school": ("Skole (GVO)", []),
        "employer": ("Arbeidsplass", []),
        "family": ("Familie/Nettverk", ["Mor", "Far", "Søsken", "Andre"]),
    }
    assert list(lines) == [
        "prison", "probation", "innsats_ung", "nav", "police", "voluntary",
        "lawyer", "gp", "school", "employer", "family",
    ]  # fmt: skip


def test_andre_tjenester_heads_four_lines() -> None:
    headed = [
        line.key for line in PROGRAMME.consents if line.heading and line.heading.nb == "Andre tjenester"
    ]
    assert headed == ["lawyer", "gp", "school", "employer"]


def test_prison_nav_and_lawyer_are_mandatory_and_prison_nav_and_probation_the_minimum_at_release() -> None:
    assert [line.key for line in PROGRAMME.consents if line.mandatory] == ["prison", "nav", "lawyer"]
    assert [line.key for line in PROGRAMME.consents if line.at_release] == ["prison", "probation", "nav"]


def test_two_of_the_six_criteria_can_be_switched_off() -> None:
    assert [(criterion.key, criterion.project) for criterion in PROGRAMME.criteria] == [
        ("sentence_left", False),
        ("drugs", False),
        ("mental_health", False),
        ("motivation", False),
        ("age", True),
        ("district", True),
    ]


def test_the_figures_are_the_guides_and_ours() -> None:
    assert PROGRAMME.limits.of(Role.CASEWORKER) == (12, 6)
    assert PROGRAMME.limits.of(Role.TEAM_LEADER) == (4, 2)
    assert (PROGRAMME.window_high.opens_months, PROGRAMME.window_high.should_months) == (2, 1)
    assert (PROGRAMME.window_lower.opens_months, PROGRAMME.window_lower.should_months) == (3, 2)
    assert [PROGRAMME.contact_gap(phase) for phase in Phase] == [None, 14, 14, 7, 30, None]
    offsets = PROGRAMME.offsets
    assert (offsets.start_checklist_due, offsets.critical_before_release, offsets.due_soon) == (28, 14, 7)
    assert (offsets.release_checklist_in_force_months, offsets.minimum_sentence_left_months) == (3, 6)
    assert offsets.discuss_unplanned == 7


@pytest.mark.parametrize(
    "rule",
    [
        "start_checklist.due",
        "release_checklist.due",
        "release_checklist.critical",
        "no_contact",
        "friday_release",
        "discuss_unplanned",
        "due_soon",
        "capacity.team_leader",
    ],
)
def test_what_the_guide_does_not_say_is_marked_as_ours(rule: str) -> None:
    assert PROGRAMME.rule(rule).ours
    assert PROGRAMME.rule(rule).source.nb == "prosjektets standard, ikke veilederen"
    assert PROGRAMME.rule(rule).source.en == "this project's default, not the guide's"


@pytest.mark.parametrize("rule", ["capacity", "phase3_window", "consent.mandatory", "release_checklist"])
def test_what_the_guide_says_is_not_marked_as_ours(rule: str) -> None:
    assert not PROGRAMME.rule(rule).ours


def test_every_rule_that_the_code_names_has_a_source_and_no_source_is_left_over() -> None:
    assert {rule.id for rule in PROGRAMME.rules} == {rule.value for rule in RuleId}
    assert len(PROGRAMME.rules) == len(RuleId)


def test_every_rule_was_verified_and_none_is_unconfirmed() -> None:
    assert {rule.verified for rule in PROGRAMME.rules} == {dt.date(2026, 9, 14)}
    assert all(rule.certainty is Certainty.PRACTICE for rule in PROGRAMME.rules)


def words(value: object) -> Iterator[Words]:
    if isinstance(value, Words):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from words(part)
    elif isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(value):
            yield from words(getattr(value, field.name))


def test_everything_is_said_in_both_languages() -> None:
    said = list(words(PROGRAMME))
    assert len(said) > 150
    assert all(each.nb.strip() and each.en.strip() for each in said)


@pytest.mark.parametrize("table", ["phases", "consents", "criteria", "meetings", "roles", "suggested"])
def test_keys_are_unique(table: str) -> None:
    entries: tuple[Any, ...] = getattr(PROGRAMME, table)
    assert len({entry.key for entry in entries}) == len(entries)


def test_every_role_belongs_to_a_consent_line() -> None:
    assert all(role.line in PROGRAMME.consents_by_key for role in PROGRAMME.roles)


def test_the_prisons_own_people_belong_to_the_prisons_line_and_its_nav_consultant_to_nav() -> None:
    lines = {role.key: role.line for role in PROGRAMME.roles}
    assert lines["social_consultant"] == "prison"
    assert lines["substance_use_adviser"] == "prison"
    assert lines["nav_consultant"] == "nav"


def test_suggested_meetings_are_answered_by_known_kinds_and_fit_the_column() -> None:
    assert [meeting.key for meeting in PROGRAMME.suggested] == [
        "release_group",
        "transfer_meeting",
        "first_group",
    ]
    for meeting in PROGRAMME.suggested:
        assert meeting.meeting in PROGRAMME.meetings_by_key
        assert max(len(meeting.alert.nb), len(meeting.alert.en)) <= 19


def test_the_same_day_list_asks_five_things() -> None:
    assert [line.en for line in PROGRAMME.unplanned_release] == [
        "Where to sleep?",
        "Money",
        "Phone",
        "Who picks up?",
        "Who must be told?",
    ]


def test_every_rule_has_a_name_that_a_reader_understands() -> None:
    for rule in PROGRAMME.rules:
        assert rule.name is not None, rule.id
        assert rule.name.nb != rule.name.en
        assert rule.id not in {rule.name.nb, rule.name.en}


def test_the_default_is_read_once() -> None:
    assert load_programme() is load_programme()
    assert isinstance(PROGRAMME, Programme)


def test_reading_the_programme_imports_nothing_heavy() -> None:
    code = (
        "import sys; from exin_schema.programme_file import load_programme; load_programme();"
        "heavy = {'sqlalchemy', 'alembic', 'textual', 'difflib', 'exin_tui'} & set(sys.modules);"
        "print(sorted(heavy))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
