"""Where each value of the programme is from: the guide, this project, or the team's file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme, team_changes
from exin_schema.programme_override import RULE_OF_FIGURE
from exin_schema.vocabulary import Label, Term


class Origin(Term):
    """Where a value is from."""

    GUIDE = "guide", "veilederen", "the guide"
    OURS = "ours", "prosjektets standard, ikke veilederen", "this project's default, not the guide's"
    TEAM = "team", "teamets fil", "the team's file"


class Held(msgspec.Struct, frozen=True):
    """One value that holds, and where it is from."""

    key: str
    """Dotted, as it would stand in a team's file."""
    value: Label
    origin: Origin
    retired: bool = False


def provenance(override: Path | None = None) -> tuple[Held, ...]:
    """Every value of the programme that holds, in the file's order, with where it is from.

    Raises `exin_schema.programme_problems.ProgrammeError` when the team's file has faults.
    """
    programme = load_programme(override)
    changes: Mapping[str, Any] = team_changes(override) if override is not None else {}
    return tuple(
        msgspec.structs.replace(held, origin=Origin.TEAM) if _in_file(held.key, changes) else held
        for held in _held(programme)
    )


def _in_file(key: str, changes: Mapping[str, Any]) -> bool:
    found: Any = changes
    for part in key.split("."):
        if not isinstance(found, dict) or part not in found:
            return False
        found = found[part]
    return True


def _held(programme: Programme) -> Iterator[Held]:
    for phase in programme.phases:
        yield Held(f"phases.{phase.key}", phase.name.label, Origin.GUIDE)
    for spec in programme.checklists:
        for item in spec.items:
            yield Held(f"items.{spec.kind}.{item.key}", item.name.label, Origin.GUIDE, item.retired)
    for line in programme.consents:
        yield Held(f"consents.{line.key}", line.name.label, Origin.GUIDE)
    for criterion in programme.criteria:
        yield Held(
            f"criteria.{criterion.key}", criterion.name.label, Origin.GUIDE, retired=not criterion.active
        )
    for meeting in programme.meetings:
        yield Held(f"meetings.{meeting.key}", meeting.name.label, Origin.GUIDE)
    for suggested in programme.suggested:
        yield Held(f"suggested.{suggested.key}", suggested.name.label, Origin.GUIDE)
    for role in programme.roles:
        yield Held(f"roles.{role.key}", role.name.label, Origin.GUIDE)
    for key, value in _figures(programme):
        yield Held(key, Label(value, value), _origin_of_figure(key, programme))


def _figures(programme: Programme) -> Iterator[tuple[str, str]]:
    """(key, value) of every number."""
    for name, (everyone, demanding) in msgspec.structs.asdict(programme.limits).items():
        yield f"limits.{name}", f"{everyone}, {demanding}"
    for table in ("offsets", "window_high", "window_lower"):
        for name, number in msgspec.structs.asdict(getattr(programme, table)).items():
            yield f"{table}.{name}", str(number)
    for phase, days in programme.gaps_by_phase.items():
        yield f"contact_gaps.{phase}", str(days)


def _origin_of_figure(key: str, programme: Programme) -> Origin:
    rule = RULE_OF_FIGURE.get(key) or RULE_OF_FIGURE[key.partition(".")[0]]
    return Origin.OURS if programme.rule(rule).ours else Origin.GUIDE
