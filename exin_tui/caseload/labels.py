"""How a stored key becomes the words that a person reads.

Built from the programme in force, partners' items, roles and meeting kinds included. A key that nobody knows
any more, such as that of a removed partner, is shown as it is stored: what was entered never disappears.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from exin_schema.programme import ConsentLine, ContactRole, Criterion, ItemSpec, MeetingKind, Programme
from exin_schema.vocabulary import ChecklistKind
from exin_tui.caseload.own_tasks import own_sensitive_tasks, own_task_titles
from exin_tui.caseload.recorded import Recorded
from exin_tui.language import Label, Sayable, join


class ItemLabel(NamedTuple):
    """The words of a checklist item, and how it is treated."""

    label: Sayable
    sensitive: bool = False
    """Reads "sensitive item" while screened."""
    critical: bool = False


@dataclass(frozen=True, slots=True)
class Labels:
    """The programme's words by key."""

    items: Mapping[tuple[str, str], ItemSpec]
    sections: Mapping[tuple[str, str], str]
    """The section's key by (checklist, item)."""
    section_names: Mapping[tuple[str, str], Label]
    meetings: Mapping[str, MeetingKind]
    roles: Mapping[str, ContactRole]
    lines: Mapping[str, ConsentLine]
    tasks: Mapping[str, Sayable] = field(default_factory=dict)
    """Titles of the tasks that partners' manifests and the programme name by key."""
    criteria: Mapping[str, Criterion] = field(default_factory=dict)
    """The intake criteria."""
    sensitive_tasks: frozenset[str] = frozenset()
    """The keys of those whose title betrays health, drugs or debt."""
    recorded: Recorded = field(default_factory=Recorded)
    """The words of what partners keep."""

    @classmethod
    def of(
        cls,
        programme: Programme,
        tasks: Mapping[str, Sayable] | None = None,
        sensitive_tasks: frozenset[str] = frozenset(),
        recorded: Recorded | None = None,
    ) -> Labels:
        """The words of ``programme``; ``tasks`` are titles by key, ``recorded`` what partners keep."""
        items: dict[tuple[str, str], ItemSpec] = {}
        sections: dict[tuple[str, str], str] = {}
        names: dict[tuple[str, str], Label] = {}
        for checklist in programme.checklists:
            for section in checklist.sections:
                names[checklist.kind.value, section.key] = section.name.label
                for item in section.items:
                    items[checklist.kind.value, item.key] = item
                    sections[checklist.kind.value, item.key] = section.key
        return cls(
            items=items,
            sections=sections,
            section_names=names,
            meetings={kind.key: kind for kind in programme.meetings},
            roles={role.key: role for role in programme.roles},
            lines={line.key: line for line in programme.consents},
            tasks={**own_task_titles(programme), **(tasks or {})},
            criteria={one.key: one for one in programme.criteria},
            sensitive_tasks=own_sensitive_tasks(programme) | sensitive_tasks,
            recorded=recorded or Recorded(),
        )

    def item(self, kind: ChecklistKind | str, key: str) -> ItemSpec | None:
        """The item ``key`` of a checklist; None when the programme does not know it."""
        return self.items.get((str(kind), key))

    def item_label(self, kind: ChecklistKind | str, key: str) -> ItemLabel:
        """The words of an item. An unknown one is its key, and sensitive: nobody can say that it is not."""
        spec = self.item(kind, key)
        if spec is None:
            return ItemLabel(_raw(key), sensitive=True)
        return ItemLabel(spec.name.label, spec.sensitive, spec.critical)

    def section(self, kind: ChecklistKind | str, key: str) -> str:
        """The key of the section that the item ``key`` stands in; empty when it is unknown."""
        return self.sections.get((str(kind), key), "")

    def meeting_kind(self, key: str, title: str = "") -> Sayable:
        """A kind of meeting; one of kind other goes by its ``title``."""
        if key == "other" and title:
            return _raw(title)
        kind = self.meetings.get(key)
        return kind.name.label if kind else _raw(key)

    def contact_role(self, key: str) -> Sayable:
        """A contact's role for a participant."""
        role = self.roles.get(key)
        return role.name.label if role else _raw(key)

    def role_sensitive(self, key: str) -> bool:
        """The role betrays health, drugs or debt. An unknown one might."""
        role = self.roles.get(key)
        return role is None or role.sensitive

    def role_line(self, key: str) -> str:
        """The consent line that covers a role; empty when it is unknown."""
        role = self.roles.get(key)
        return role.line if role is not None else ""

    def consent_line(self, key: str) -> Label:
        """A line of the consent form."""
        line = self.lines.get(key)
        return line.name.label if line else Label(key, key)

    def consent_role(self, line: str, role: str) -> Sayable:
        """A role of a consent line, stored in the form's own words; the team's own as it was written."""
        known = self.lines.get(line)
        for one in known.roles if known else ():
            if role in {one.nb, one.en}:
                return one.label
        return _raw(role)

    def consent_role_sensitive(self, line: str, role: str) -> bool:
        """The role betrays health, drugs or debt, as a contact's of the same name does.

        One that the form has not may be anything.
        """
        known = self.lines.get(line)
        found = next((one for one in known.roles if role in {one.nb, one.en}), None) if known else None
        if found is None:
            return bool(role)
        return any(one.sensitive and one.name.nb == found.nb for one in self.roles.values())

    def line_sensitive(self, line: str) -> bool:
        """A line of the team's own that only sensitive contact roles are covered by, such as DPS."""
        known = self.lines.get(line)
        covered = [one.sensitive for one in self.roles.values() if one.line == line]
        return known is not None and known.own and bool(covered) and all(covered)

    def task_sensitive(self, key: str | None) -> bool:
        """The task's title betrays something: it reads "sensitive item" while screened."""
        return key in self.sensitive_tasks

    def task_title(self, key: str | None, title: str) -> Sayable:
        """A task's title: what was written, else what its key stands for."""
        if title:
            return _raw(title)
        known = self.tasks.get(key or "")
        return known if known is not None else _raw(key or "")


def _raw(value: str) -> Sayable:
    """Data said as it is, without what a terminal would obey."""
    return join((value,))
