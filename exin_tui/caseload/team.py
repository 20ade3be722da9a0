"""The team and those who work in it: set up, renamed, joined, left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection, select

from exin_schema.tables import caseworker, participant, team
from exin_schema.vocabulary import Role
from exin_tui.caseload.acting import Signed
from exin_tui.language import text
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme import amounts
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database

_PREFIX = re.compile(r"[A-ZÆØÅ]{1,4}")
_LONGEST_INITIALS = 3
"""The dashboard's column for them is three wide."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the team. A capacity of None is the programme's limit for the role."""

    initials: str
    name: str = ""
    role: Role = Role.CASEWORKER
    capacity: int | None = None
    demanding_capacity: int | None = None
    """Of these in phases 3 and 4."""
    active: bool = True


def refused_prefix(prefix: str) -> Refusal | None:
    """Why case codes cannot begin with ``prefix``; None when they can."""
    if _PREFIX.fullmatch(one_line(prefix).strip().upper()):
        return None
    return Refusal(
        "code_prefix", text("The case codes begin with one to four letters, such as SN in SN-014.")
    )


def refused_initials(initials: str) -> Refusal | None:
    """Why nobody can have these ``initials``; None when somebody can."""
    clean = one_line(initials).strip()
    if 1 <= len(clean) <= _LONGEST_INITIALS and " " not in clean:
        return None
    return Refusal("initials", text("Initials are one to three letters, such as KN."))


def set_team(database: Database, name: str, code_prefix: str, **acting: Unpack[Signed]) -> str | Refusal:
    """Name the team and choose the letters of its case codes; the team's id.

    Codes that were given out before keep their letters.
    """
    called, prefix = one_line(name).strip(), one_line(code_prefix).strip().upper()
    if not called:
        return Refusal("team_name", text("Write the team's name, such as the district."))
    if (refused := refused_prefix(prefix)) is not None:
        return refused
    with database.write(command="team.set", now=acting["now"], actor=acting["actor"]) as door:
        row = door.connection.execute(select(team).order_by(team.c.name).limit(1)).mappings().one_or_none()
        values = {"name": called, "code_prefix": prefix}
        if row is None:
            return door.insert(team, values)
        door.update(team, row["id"], row["version"], values)
        return str(row["id"])


def set_colleague(database: Database, colleague: Colleague, **acting: Unpack[Signed]) -> str | Refusal:
    """Add somebody, or change what is known of the one with these initials; their id.

    Refused: no initials, more than three letters, or somebody leaving who still has participants.
    """
    initials = one_line(colleague.initials).strip()
    if (refused := refused_initials(initials)) is not None:
        return refused
    with database.write(command="team.colleague", now=acting["now"], actor=acting["actor"]) as door:
        found = door.connection.execute(select(caseworker).where(caseworker.c.initials == initials))
        row = found.mappings().one_or_none()
        values: dict[str, object] = {
            "initials": initials,
            "name": one_line(colleague.name).strip(),
            "role": colleague.role,
            "capacity": colleague.capacity,
            "demanding_capacity": colleague.demanding_capacity,
            "active": colleague.active,
        }
        if row is None:
            return door.insert(caseworker, values)
        left = participants_of(door.connection, row["id"])
        if left and not colleague.active:
            return Refusal(
                "has_participants",
                text(
                    "{initials} still has {participants}. Hand over to somebody else first.",
                    initials=initials,
                    participants=amounts.participants(left),
                ),
            )
        door.update(caseworker, row["id"], row["version"], values)
        return str(row["id"])


def participants_of(connection: Connection, caseworker_id: str) -> int:
    """How many participants that are not closed a caseworker has."""
    statement = select(participant.c.id).where(
        participant.c.caseworker_id == caseworker_id, participant.c.closed_on.is_(None)
    )
    return len(connection.execute(statement).all())


def initials_in_use(connection: Connection) -> tuple[str, ...]:
    """The initials of everybody who works here now, in order."""
    statement = select(caseworker.c.initials).where(caseworker.c.active.is_(True))
    return tuple(sorted(connection.execute(statement).scalars()))


def find_caseworker(connection: Connection, initials: str) -> str | None:
    """The id of the one who works here under these initials."""
    statement = select(caseworker.c.id).where(
        caseworker.c.initials == initials, caseworker.c.active.is_(True)
    )
    return connection.execute(statement).scalar()
