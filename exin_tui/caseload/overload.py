"""Whether a caseworker would have more than the limits, and the reason that is kept while they have.

The limits are the guide's (rule ``capacity``): at most 12 participants at once, of these at most 6 in phases
3 and 4; the team leader has a lower limit. Checked when a participant is assigned and when one changes phase.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import caseworker, participant
from exin_schema.vocabulary import Phase, Role
from exin_tui.caseload.stored import Row
from exin_tui.programme.capacity import Load, check, load
from exin_tui.programme.values import Refusal
from exin_tui.storage.door import Door

_ROLES = {role.value: role for role in Role}
_PHASES = {phase.value: phase for phase in Phase}


def colleague_by_initials(connection: Connection, initials: str) -> Row | None:
    """The caseworker's row; None when nobody who works here has these initials."""
    found = connection.execute(
        select(caseworker).where(caseworker.c.initials == initials, caseworker.c.active.is_(True))
    )
    row = found.mappings().one_or_none()
    return None if row is None else dict(row)


def colleague_by_id(connection: Connection, caseworker_id: str) -> Row:
    """The row of a caseworker, whether they still work here or not."""
    found = connection.execute(select(caseworker).where(caseworker.c.id == caseworker_id))
    return dict(found.mappings().one())


def load_of(connection: Connection, caseworker_id: str) -> Load:
    """How many participants a caseworker has; closed ones do not count."""
    phases = connection.execute(
        select(participant.c.phase).where(
            participant.c.caseworker_id == caseworker_id, participant.c.closed_on.is_(None)
        )
    ).scalars()
    return load(_PHASES[phase] for phase in phases)


def limits_of(colleague: Row, programme: Programme) -> tuple[int, int]:
    """(participants at once, of these in phases 3 and 4): the caseworker's own, else the programme's."""
    limit, demanding = programme.limits.of(_ROLES[colleague["role"]])
    own, own_demanding = colleague["capacity"], colleague["demanding_capacity"]
    return limit if own is None else own, demanding if own_demanding is None else own_demanding


def over(colleague: Row, before: Load, after: Load, programme: Programme) -> Refusal | None:
    """Why ``after`` takes a reason; None when the caseworker stays within, or nothing that is over grows."""
    limit, demanding_limit = limits_of(colleague, programme)
    return check(
        after.active,
        after.demanding,
        limit,
        demanding_limit,
        caseworker=colleague["initials"],
        programme=programme,
        role=_ROLES[colleague["role"]],
        before=before,
    )


def over_with_one_more(
    connection: Connection, caseworker_id: str | None, phase: Phase, programme: Programme
) -> Refusal | None:
    """Why one more participant in ``phase`` takes a reason."""
    if caseworker_id is None:
        return None
    before = load_of(connection, caseworker_id)
    colleague = colleague_by_id(connection, caseworker_id)
    return over(colleague, before, before.with_one_in(phase), programme)


def over_after_move(
    connection: Connection, caseworker_id: str | None, origin: Phase, to: Phase, programme: Programme
) -> Refusal | None:
    """Why the move of one of their participants from ``origin`` to ``to`` takes a reason."""
    if caseworker_id is None:
        return None
    before = load_of(connection, caseworker_id)
    return over(colleague_by_id(connection, caseworker_id), before, before.moved(origin, to), programme)


def keep_reason(door: Door, caseworker_id: str, reason: str) -> None:
    """Keep why the limit was passed, and who decided it: shown until the overload is gone."""
    colleague = colleague_by_id(door.connection, caseworker_id)
    excuse = {"overload_reason": reason, "overload_by": door.actor}
    door.update(caseworker, caseworker_id, colleague["version"], excuse)


def forget_what_is_gone(door: Door, caseworker_id: str | None, programme: Programme) -> None:
    """The reason for an overload is taken off with the overload."""
    if caseworker_id is None:
        return
    colleague = colleague_by_id(door.connection, caseworker_id)
    held = load_of(door.connection, caseworker_id)
    limit, demanding_limit = limits_of(colleague, programme)
    if held.active <= limit and held.demanding <= demanding_limit:
        nothing = {"overload_reason": "", "overload_by": ""}
        door.update(caseworker, caseworker_id, colleague["version"], nothing)
