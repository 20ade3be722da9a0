"""How many participants each caseworker has, against the limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from exin_schema.programme import Programme
from exin_schema.vocabulary import Phase, Role
from exin_tui.caseload.models import CapacityRow
from exin_tui.caseload.records import CaseworkerRecord


def capacity_row(
    caseworker: CaseworkerRecord, active: int, demanding: int, programme: Programme
) -> CapacityRow:
    """One caseworker's participants against their own limits, or else the programme's for the role."""
    limit, demanding_limit = programme.limits.of(caseworker.role)
    return CapacityRow(
        initials=caseworker.initials,
        name=caseworker.name,
        role=caseworker.role,
        active=active,
        demanding=demanding,
        limit=limit if caseworker.capacity is None else caseworker.capacity,
        demanding_limit=(
            demanding_limit if caseworker.demanding_capacity is None else caseworker.demanding_capacity
        ),
        reason=caseworker.overload_reason,
        reason_by=caseworker.overload_by,
    )


def capacity_rows(
    caseworkers: Iterable[CaseworkerRecord],
    assigned: Iterable[tuple[str | None, Phase]],
    programme: Programme,
) -> dict[str, CapacityRow]:
    """By caseworker id, caseworkers before team leaders.

    ``assigned`` has (caseworker id, phase) of every active participant. Who left the team is there only as
    long as somebody is assigned to them.
    """
    active: Counter[str] = Counter()
    demanding: Counter[str] = Counter()
    for caseworker_id, phase in assigned:
        if caseworker_id is not None:
            active[caseworker_id] += 1
            demanding[caseworker_id] += phase.demanding
    shown = [one for one in caseworkers if one.active or active[one.id]]
    shown.sort(key=lambda one: (one.role is Role.TEAM_LEADER, one.initials))
    return {one.id: capacity_row(one, active[one.id], demanding[one.id], programme) for one in shown}


def overload(row: CapacityRow | None) -> tuple[int, int] | None:
    """(participants, limit) where a limit is exceeded: of all, or else of those in phases 3 and 4."""
    if row is None or not row.over:
        return None
    if row.active > row.limit:
        return row.active, row.limit
    return row.demanding, row.demanding_limit


def initials_by_id(caseworkers: Iterable[CaseworkerRecord]) -> Mapping[str | None, str]:
    """Initials by caseworker id."""
    return {one.id: one.initials for one in caseworkers}
