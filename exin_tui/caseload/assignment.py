"""Giving a participant to a caseworker, within the limits or knowingly past them.

The limits are the guide's (rule ``capacity``): at most 12 participants at once, of these at most 6 in phases
3 and 4; the team leader has a lower limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection, Table, select

from exin_schema.programme import Programme
from exin_schema.tables import caseworker, participant
from exin_schema.vocabulary import Phase, Role
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.register import unknown_caseworker
from exin_tui.caseload.stored import Row
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.capacity import Load, check, load
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_ROLES = {role.value: role for role in Role}
_PHASES = {phase.value: phase for phase in Phase}


@dataclass(frozen=True, slots=True)
class Assigned:
    """Whose the participant is now."""

    id: str
    version: int
    caseworker: str
    """Initials; empty: nobody's."""


def assign(
    database: Database,
    participant_id: str,
    expected_version: int,
    initials: str,
    *,
    reason: str = "",
    **acting: Unpack[Acting],
) -> Assigned | Refusal:
    """Give the participant to the caseworker with these initials; empty: to nobody.

    Refused when that takes the caseworker past a limit, unless there is a ``reason``, which is shown with the
    overload until it is gone. Raises `StaleVersion` when somebody changed the participant meanwhile.
    """
    wanted, why = initials.strip(), one_line(reason).strip()
    with database.write(command="participant.assign", now=acting["now"], actor=acting["actor"]) as door:
        door.update(
            participant, participant_id, expected_version, {}
        )  # gone or changed: said before any rule
        person = _one(door.connection, participant, participant_id)
        before = person["caseworker_id"]
        after = _colleague(door.connection, wanted) if wanted else None
        if wanted and after is None:
            return unknown_caseworker(wanted)
        if after is not None and after["id"] != before:
            refusal = _over(door.connection, after, person, acting["programme"])
            if refusal is not None and not why:
                return refusal
            if refusal is not None:
                excuse = {"overload_reason": why, "overload_by": acting["actor"]}
                door.update(caseworker, after["id"], after["version"], excuse)
        given_to = None if after is None else after["id"]
        version = door.update(participant, participant_id, expected_version, {"caseworker_id": given_to})
        if before is not None and before != given_to:
            _forget_what_is_gone(door, before, acting["programme"])
        return Assigned(participant_id, version, wanted)


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


def _over(connection: Connection, colleague: Row, person: Row, programme: Programme) -> Refusal | None:
    now = load_of(connection, colleague["id"])
    then = now.with_one_in(_PHASES[person["phase"]])
    limit, demanding_limit = limits_of(colleague, programme)
    return check(
        then.active,
        then.demanding,
        limit,
        demanding_limit,
        caseworker=colleague["initials"],
        programme=programme,
        role=_ROLES[colleague["role"]],
        before=now,
    )


def _forget_what_is_gone(door: Door, caseworker_id: str, programme: Programme) -> None:
    """The reason for an overload is taken off with the overload."""
    colleague = _one(door.connection, caseworker, caseworker_id)
    held = load_of(door.connection, caseworker_id)
    limit, demanding_limit = limits_of(colleague, programme)
    if held.active <= limit and held.demanding <= demanding_limit:
        nothing = {"overload_reason": "", "overload_by": ""}
        door.update(caseworker, caseworker_id, colleague["version"], nothing)


def _colleague(connection: Connection, initials: str) -> Row | None:
    found = connection.execute(
        select(caseworker).where(caseworker.c.initials == initials, caseworker.c.active.is_(True))
    )
    row = found.mappings().one_or_none()
    return None if row is None else dict(row)


def _one(connection: Connection, table: Table, identity: str) -> Row:
    return dict(connection.execute(select(table).where(table.c.id == identity)).mappings().one())
