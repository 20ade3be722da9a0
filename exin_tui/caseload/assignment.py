"""Giving a participant to a caseworker, within the limits or knowingly past them, and what it would be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection, Table, select

from exin_schema.programme import Programme
from exin_schema.tables import caseworker, participant
from exin_schema.vocabulary import Phase
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.overload import (
    colleague_by_id,
    colleague_by_initials,
    forget_what_is_gone,
    keep_reason,
    limits_of,
    load_of,
    over,
)
from exin_tui.caseload.register import unknown_caseworker
from exin_tui.caseload.stored import Row
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.capacity import Load
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database

__all__ = ["Assigned", "WhatIf", "assign", "limits_of", "load_of", "what_if", "with_one_more"]

_PHASES = {phase.value: phase for phase in Phase}


@dataclass(frozen=True, slots=True)
class Assigned:
    """Whose the participant is now."""

    id: str
    version: int
    caseworker: str
    """Initials; empty: nobody's."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What a caseworker would have after taking the participant: "this one would be 12/12 and 7/6"."""

    initials: str
    now: Load
    then: Load
    limit: int
    demanding_limit: int
    refusal: Refusal | None
    """Why it takes a reason; None when it stays within the limits."""
    theirs: bool = False
    """The participant is theirs already."""


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
        after = colleague_by_initials(door.connection, wanted) if wanted else None
        if wanted and after is None:
            return unknown_caseworker(wanted)
        if after is not None and after["id"] != before:
            refusal = _with(door.connection, after, person, acting["programme"]).refusal
            if refusal is not None and not why:
                return refusal
            if refusal is not None:
                keep_reason(door, after["id"], why)
        given_to = None if after is None else after["id"]
        version = door.update(participant, participant_id, expected_version, {"caseworker_id": given_to})
        if before is not None and before != given_to:
            forget_what_is_gone(door, before, acting["programme"])
        return Assigned(participant_id, version, wanted)


def what_if(connection: Connection, participant_id: str, programme: Programme) -> tuple[WhatIf, ...]:
    """What everybody who works here would have with the participant, by initials."""
    person = _one(connection, participant, participant_id)
    return tuple(_with(connection, row, person, programme) for row in colleagues(connection))


def with_one_more(connection: Connection, phase: Phase, programme: Programme) -> tuple[WhatIf, ...]:
    """What everybody who works here would have with somebody new in ``phase``, by initials."""
    somebody = {"caseworker_id": None, "closed_on": None, "phase": phase.value}
    return tuple(_with(connection, row, somebody, programme) for row in colleagues(connection))


def after_move(connection: Connection, participant_id: str, to: Phase, programme: Programme) -> WhatIf | None:
    """What the participant's caseworker would have when they went to phase ``to``; None for nobody's."""
    person = _one(connection, participant, participant_id)
    if person["caseworker_id"] is None:
        return None
    theirs = colleague_by_id(connection, person["caseworker_id"])
    now = load_of(connection, theirs["id"])
    then = now.moved(_PHASES[person["phase"]], to)
    limit, demanding_limit = limits_of(theirs, programme)
    refusal = over(theirs, now, then, programme)
    return WhatIf(theirs["initials"], now, then, limit, demanding_limit, refusal, theirs=True)


def colleagues(connection: Connection) -> list[Row]:
    """The rows of everybody who works here, by initials."""
    everybody = connection.execute(
        select(caseworker).where(caseworker.c.active.is_(True)).order_by(caseworker.c.initials)
    ).mappings()
    return [dict(row) for row in everybody.all()]


def _with(connection: Connection, colleague: Row, person: Row, programme: Programme) -> WhatIf:
    now = load_of(connection, colleague["id"])
    theirs = person["caseworker_id"] == colleague["id"]
    closed = person["closed_on"] is not None
    then = now if theirs or closed else now.with_one_in(_PHASES[person["phase"]])
    limit, demanding_limit = limits_of(colleague, programme)
    refusal = over(colleague, now, then, programme)
    return WhatIf(colleague["initials"], now, then, limit, demanding_limit, refusal, theirs)


def _one(connection: Connection, table: Table, identity: str) -> Row:
    return dict(connection.execute(select(table).where(table.c.id == identity)).mappings().one())
