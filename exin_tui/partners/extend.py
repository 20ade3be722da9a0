"""The programme with what active partners add: items, roles, meeting kinds, tasks; and the tasks' words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

import msgspec

from exin_schema.programme import (
    ChecklistSpec,
    ContactRole,
    ItemSpec,
    MeetingKind,
    Programme,
    SectionSpec,
    TaskSpec,
)
from exin_schema.vocabulary import ChecklistKind
from exin_tui.language import Sayable
from exin_tui.partners.discovery import Partner, active
from exin_tui.partners.holding import declared_source
from exin_tui.partners.manifest import Manifest, RoleDecl, TaskDecl

_Keyed = TypeVar("_Keyed", ContactRole, MeetingKind, TaskSpec)

SECTION = "partner."
"""What the key of a partner's section in a checklist begins with."""


def extend(programme: Programme, partners: Iterable[Partner]) -> Programme:
    """``programme`` with the active partners' items, each partner's in a section after the programme's own.

    Their roles, meeting kinds, and the tasks that phases open come with them.

    The programme's own items, roles and kinds stay as they are, and extending again changes nothing. Raises
    nothing for a partner that is not active: it adds nothing.
    """
    manifests = [manifest for _, manifest in active(partners)]
    return msgspec.structs.replace(
        programme,
        checklists=tuple(_with_items(checklist, manifests) for checklist in programme.checklists),
        roles=_joined(programme.roles, _roles(manifests)),
        meetings=_joined(programme.meetings, _meetings(manifests)),
        tasks=_joined(programme.tasks, _tasks(manifests)),
    )


def retract(programme: Programme, partner_ids: Collection[str]) -> Programme:
    """``programme`` without what those partners added to it."""
    begins = tuple(f"{one}." for one in partner_ids)
    return msgspec.structs.replace(
        programme,
        checklists=tuple(
            msgspec.structs.replace(
                checklist,
                sections=tuple(
                    section
                    for section in checklist.sections
                    if section.key.removeprefix(SECTION) not in partner_ids
                ),
            )
            for checklist in programme.checklists
        ),
        roles=tuple(role for role in programme.roles if not role.key.startswith(begins)),
        meetings=tuple(kind for kind in programme.meetings if not kind.key.startswith(begins)),
        tasks=tuple(task for task in programme.tasks if not task.key.startswith(begins)),
    )


def task_titles(partners: Iterable[Partner]) -> Mapping[str, Sayable]:
    """The words of every task that the active partners name, by the key under which it is stored."""
    return {
        manifest.key(task.id): task.name.label for _, manifest in active(partners) for task in manifest.tasks
    }


def sensitive_tasks(partners: Iterable[Partner]) -> frozenset[str]:
    """The keys of the tasks whose words betray health, drugs or debt."""
    return frozenset(
        manifest.key(task.id) for _, manifest in active(partners) for task in manifest.tasks if task.sensitive
    )


def claimed_roles(manifest: Manifest) -> tuple[str, ...]:
    """The keys under which contacts of the partner's roles are stored, the programme's own among them."""
    return tuple(role.same_as or manifest.key(role.id) for role in manifest.roles)


def claimed_meetings(manifest: Manifest) -> tuple[str, ...]:
    """The kinds under which meetings of the partner's are stored, the programme's own among them."""
    return tuple(kind.same_as or manifest.key(kind.id) for kind in manifest.meetings)


def _with_items(checklist: ChecklistSpec, manifests: Iterable[Manifest]) -> ChecklistSpec:
    sections = {section.key: section for section in checklist.sections}
    for manifest in manifests:
        items = _items(manifest, checklist.kind)
        if items:
            key = SECTION + manifest.id
            sections[key] = SectionSpec(key, manifest.name, items)
    return msgspec.structs.replace(checklist, sections=tuple(sections.values()))


def _items(manifest: Manifest, kind: ChecklistKind) -> tuple[ItemSpec, ...]:
    return tuple(
        ItemSpec(
            key=manifest.key(item.id),
            name=item.name,
            kind=item.kind,
            sensitive=item.sensitive,
            critical=item.critical,
            optional=item.optional,
            due=item.due,
            topic=item.topic,
            partner=manifest.id,
            declared=declared_source(manifest, item),
        )
        for item in manifest.items
        if item.checklist is kind
    )


def _roles(manifests: Iterable[Manifest]) -> Iterable[ContactRole]:
    for manifest in manifests:
        for role in manifest.roles:
            if not role.same_as:
                yield ContactRole(
                    manifest.key(role.id), role.name, line=_line(role, manifest), sensitive=role.sensitive
                )


def _line(role: RoleDecl, manifest: Manifest) -> str:
    return role.line or next(iter(manifest.consent), "")


def _meetings(manifests: Iterable[Manifest]) -> Iterable[MeetingKind]:
    for manifest in manifests:
        for meeting in manifest.meetings:
            if not meeting.same_as:
                yield MeetingKind(
                    manifest.key(meeting.id), meeting.name, minutes=meeting.minutes, contact=meeting.contact
                )


def _tasks(manifests: Iterable[Manifest]) -> Iterable[TaskSpec]:
    return (task_spec(manifest, task) for manifest in manifests for task in manifest.tasks)


def task_spec(manifest: Manifest, task: TaskDecl) -> TaskSpec:
    """A task of the manifest as the caseload opens it; an offered one has no phase, and is picked by hand."""
    phases = () if task.offered else task.phases
    return TaskSpec(
        manifest.key(task.id),
        manifest.id,
        task.step,
        task.holder,
        phases,
        task.due,
        declared_source(manifest, task),
    )


def _joined(own: tuple[_Keyed, ...], added: Iterable[_Keyed]) -> tuple[_Keyed, ...]:
    by_key = {one.key: one for one in own}
    by_key.update((one.key, one) for one in added)
    return tuple(by_key.values())
