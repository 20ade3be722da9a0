"""A team's changes to the programme: add, retire and reword items, own consent lines, figures, criteria.

The file has a table for each thing that is changed; what it does not mention stays as it is::

    [items.release.housing]        # reword
    name = { nb = "Bolig på plass", en = "Housing in place" }

    [items.release.tax_card]       # add
    section = "measures"
    name = { nb = "Skattekort", en = "Tax card" }

    [items.start.tog_contact]      # retire: it stays on the participants that have it
    retired = true

    [consents.dps]                 # a line of the team's own
    name = { nb = "DPS", en = "DPS" }

    [criteria.age]
    active = false

    [limits]
    team_leader = [5, 3]

    [offsets]
    due_soon = 5

    [contact_gaps]                 # days by phase; 0: the board says nothing
    post_release = 5
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import msgspec

from exin_schema.programme import (
    ChecklistSpec,
    ConsentLine,
    ContactGap,
    ContactRole,
    Criterion,
    ItemSpec,
    Limits,
    MeetingKind,
    Offsets,
    PhaseSpec,
    Programme,
    RuleSource,
    SectionSpec,
    SuggestedMeeting,
    Window,
    Words,
)
from exin_schema.programme_expected import expected, fields_of
from exin_schema.programme_problems import Findings
from exin_schema.programme_reading import fault, needs_name, new_key, read, table_of
from exin_schema.vocabulary import Label, Phase

_Struct = TypeVar("_Struct", bound=msgspec.Struct)
_OWN = frozenset({"key", "partner", "own"})

RULE_OF_FIGURE = {
    "limits.caseworker": "capacity",
    "limits.team_leader": "capacity.team_leader",
    "offsets.start_checklist_due": "start_checklist.due",
    "offsets.release_checklist_in_force_months": "release_checklist",
    "offsets.critical_before_release": "release_checklist.critical",
    "offsets.due_soon": "due_soon",
    "offsets.consent_expiring": "consent.expiring",
    "offsets.discuss_unplanned": "discuss_unplanned",
    "offsets.minimum_sentence_left_months": "intake.sentence_left",
    "offsets.release_figure": "release_in",
    "offsets.application_waiting": "application_waiting",
    "offsets.rule_stale_months": "rule.stale",
    "window_high": "phase3_window",
    "window_lower": "phase3_window",
    "contact_gaps": "no_contact",
}
"""Which rule a figure belongs to: when the team changes the figure, the rule's source is the team's file."""


def apply(programme: Programme, changes: Mapping[str, Any], findings: Findings) -> Programme:
    """``programme`` with ``changes`` made; what is faulty is noted in ``findings`` and left out."""
    for name in changes:
        if name not in _TABLES:
            findings.unknown(name, _TABLES)
    for name, change in _TABLES.items():
        if name in changes:
            programme = change(programme, changes[name], findings)
    touched = {rule for key, rule in RULE_OF_FIGURE.items() if _mentions(changes, key)}
    rules = tuple(_from_team(rule, findings.file) if rule.id in touched else rule for rule in programme.rules)
    return msgspec.structs.replace(programme, rules=rules)


def _mentions(changes: Mapping[str, Any], dotted: str) -> bool:
    table, _, key = dotted.partition(".")
    found = changes.get(table)
    return isinstance(found, dict) and bool(found) and (not key or key in found)


def _from_team(rule: RuleSource, file: str) -> RuleSource:
    source = Words(f"teamets fil, {file}", f"the team's file, {file}")
    return msgspec.structs.replace(rule, source=source, ours=False)


def _keyed(
    known: tuple[_Struct, ...],
    kind: type[_Struct],
    raw: object,
    at: str,
    findings: Findings,
    *,
    add: bool = True,
    given: Mapping[str, Any] | None = None,
) -> tuple[_Struct, ...]:
    """The list ``known`` with its entries changed by key, and new ones at the end."""
    kinds = fields_of(kind, without=_OWN)
    changed = {str(entry.key): entry for entry in known}  # type: ignore[attr-defined]
    for key, table in table_of(raw, at, findings).items():
        here = f"{at}.{key}"
        if key in changed:
            changed[key] = msgspec.structs.replace(changed[key], **read(table, kinds, here, findings))
        elif not add:
            findings.unknown(here, changed)
        elif new_key(key, at, findings) and needs_name(table, here, findings):
            values = read(table, kinds, here, findings)
            if "name" in values:
                changed[key] = kind(key=key, **values, **(given or {}))
    return tuple(changed.values())


def _items(programme: Programme, raw: object, findings: Findings) -> Programme:
    lists = {spec.kind.value: spec for spec in programme.checklists}
    for kind, table in table_of(raw, "items", findings).items():
        if kind not in lists:
            findings.unknown(f"items.{kind}", lists)
            continue
        for key, change in table_of(table, f"items.{kind}", findings).items():
            lists[kind] = _item(lists[kind], key, change, findings)
    changed = msgspec.structs.replace(programme, checklists=tuple(lists.values()))
    for spec in changed.checklists:
        for item in spec.items:
            _known_lines(changed, item.requires, f"items.{spec.kind}.{item.key}.requires", findings)
    return changed


def _item(spec: ChecklistSpec, key: str, change: object, findings: Findings) -> ChecklistSpec:
    at = f"items.{spec.kind}.{key}"
    values = read(change, fields_of(ItemSpec, without=_OWN) | {"section": str}, at, findings)
    into = values.pop("section", "")
    sections = {section.key: section for section in spec.sections}
    home = next((s.key for s in spec.sections if any(item.key == key for item in s.items)), None)
    if home is None:
        if not new_key(key, f"items.{spec.kind}", findings) or not needs_name(change, at, findings):
            return spec
        if into not in sections:
            known = ", ".join(sections)
            takes = Label(f'section = "…", en av {known}', f'section = "…", one of {known}')
            fault(findings, at, "Et nytt punkt trenger en del.", "A new item needs a section.", takes)
            return spec
        if "name" not in values:
            return spec
        item, home = ItemSpec(key=key, **values), into
    else:
        item = next(item for item in sections[home].items if item.key == key)
        item = msgspec.structs.replace(item, **values)
    return msgspec.structs.replace(
        spec, sections=tuple(_placed(section, item, home) for section in spec.sections)
    )


def _placed(section: SectionSpec, item: ItemSpec, home: str) -> SectionSpec:
    """``section`` with ``item`` in its old place, or last when it is new there."""
    if section.key != home:
        return section
    known = any(other.key == item.key for other in section.items)
    items = tuple(item if other.key == item.key else other for other in section.items)
    return msgspec.structs.replace(section, items=items if known else (*items, item))


def _consents(programme: Programme, raw: object, findings: Findings) -> Programme:
    lines = _keyed(programme.consents, ConsentLine, raw, "consents", findings, given={"own": True})
    return msgspec.structs.replace(programme, consents=lines)


def _criteria(programme: Programme, raw: object, findings: Findings) -> Programme:
    criteria = _keyed(programme.criteria, Criterion, raw, "criteria", findings)
    guide = {criterion.key for criterion in programme.criteria if not criterion.project}
    for criterion in criteria:
        if criterion.key in guide and not criterion.active:
            project = ", ".join(known.key for known in programme.criteria if known.project)
            takes = Label(f"active = false bare for {project}", f"active = false only for {project}")
            fault(
                findings,
                f"criteria.{criterion.key}.active",
                "Veilederens kriterier kan ikke slås av.",
                "The guide's criteria cannot be switched off.",
                takes,
            )
    return msgspec.structs.replace(programme, criteria=criteria)


def _meetings(programme: Programme, raw: object, findings: Findings) -> Programme:
    meetings = _keyed(programme.meetings, MeetingKind, raw, "meetings", findings)
    return msgspec.structs.replace(programme, meetings=meetings)


def _suggested(programme: Programme, raw: object, findings: Findings) -> Programme:
    suggested = _keyed(programme.suggested, SuggestedMeeting, raw, "suggested", findings, add=False)
    for meeting in suggested:
        if meeting.meeting not in programme.meetings_by_key:
            findings.unknown_value(
                f"suggested.{meeting.key}.meeting", meeting.meeting, programme.meetings_by_key
            )
    return msgspec.structs.replace(programme, suggested=suggested)


def _roles(programme: Programme, raw: object, findings: Findings) -> Programme:
    roles = _keyed(programme.roles, ContactRole, raw, "roles", findings)
    for role in roles:
        _known_lines(programme, (role.line,) if role.line else (), f"roles.{role.key}.line", findings)
    return msgspec.structs.replace(programme, roles=roles)


def _phases(programme: Programme, raw: object, findings: Findings) -> Programme:
    phases = _keyed(programme.phases, PhaseSpec, raw, "phases", findings, add=False)
    return msgspec.structs.replace(programme, phases=phases)


def _known_lines(programme: Programme, lines: tuple[str, ...], at: str, findings: Findings) -> None:
    for line in lines:
        if line not in programme.consents_by_key:
            findings.unknown_value(at, line, programme.consents_by_key)


def _limits(programme: Programme, raw: object, findings: Findings) -> Programme:
    limits = msgspec.structs.replace(programme.limits, **read(raw, fields_of(Limits), "limits", findings))
    for name in ("caseworker", "team_leader"):
        everyone, demanding = getattr(limits, name)
        if not 0 <= demanding <= everyone:
            takes = Label(
                "[12, 6]: først alle, så de i fase 3 og 4", "[12, 6]: all first, then phases 3 and 4"
            )
            at = f"limits.{name}"
            fault(findings, at, "Tallene går ikke i hop.", "The numbers do not fit together.", takes)
    return msgspec.structs.replace(programme, limits=limits)


def _offsets(programme: Programme, raw: object, findings: Findings) -> Programme:
    values = read(raw, fields_of(Offsets), "offsets", findings)
    return msgspec.structs.replace(programme, offsets=msgspec.structs.replace(programme.offsets, **values))


def _window(name: str) -> Callable[[Programme, object, Findings], Programme]:
    def change(programme: Programme, raw: object, findings: Findings) -> Programme:
        values = read(raw, fields_of(Window), name, findings)
        window: Window = msgspec.structs.replace(getattr(programme, name), **values)
        if window.opens_months < window.should_months:
            takes = Label("opens_months minst like stor som should_months", "opens_months ≥ should_months")
            nb = "Vinduet åpner etter at fasen burde ha begynt."
            fault(findings, name, nb, "The window opens after the phase should have begun.", takes)
        return msgspec.structs.replace(programme, **{name: window})

    return change


def _contact_gaps(programme: Programme, raw: object, findings: Findings) -> Programme:
    phases = {phase.value: phase for phase in Phase}
    days = read(raw, dict.fromkeys(phases, int), "contact_gaps", findings)
    changed = programme.gaps_by_phase | {phases[name]: number for name, number in days.items()}
    gaps = tuple(ContactGap((phase,), number) for phase, number in changed.items() if number > 0)
    return msgspec.structs.replace(programme, contact_gaps=gaps)


def _unplanned(programme: Programme, raw: object, findings: Findings) -> Programme:
    name = "unplanned_release"
    try:
        words = msgspec.convert(raw, tuple[Words, ...])
    except msgspec.ValidationError:
        fault(
            findings,
            name,
            "Verdien kan ikke brukes.",
            "The value cannot be used.",
            expected(tuple[Words, ...]),
        )
        return programme
    return msgspec.structs.replace(programme, unplanned_release=words)


_TABLES: dict[str, Callable[[Programme, object, Findings], Programme]] = {
    # Consent lines and meeting kinds before what points at them.
    "consents": _consents,
    "meetings": _meetings,
    "items": _items,
    "criteria": _criteria,
    "suggested": _suggested,
    "roles": _roles,
    "phases": _phases,
    "limits": _limits,
    "offsets": _offsets,
    "window_high": _window("window_high"),
    "window_lower": _window("window_lower"),
    "contact_gaps": _contact_gaps,
    "unplanned_release": _unplanned,
}
