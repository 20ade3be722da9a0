"""Who looked at what, and what left the team: the two lists beside the change log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, Join, Table, select

from exin_schema.tables import access, disclosure, participant


@dataclass(frozen=True, slots=True)
class Access:
    """Somebody looked at something, or changed who has a key."""

    at: dt.datetime
    """Aware, in UTC."""
    actor: str
    what: str
    """Such as ``reveal``, or ``key.add AB``."""
    code: str
    """The case code; empty when it was about nobody, or about somebody who is erased."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Something was told of somebody outside the team."""

    at: dt.datetime
    """Aware, in UTC."""
    actor: str
    recipient: str
    export: str
    fields: str
    """Separated by spaces."""
    code: str
    """As for `Access`."""


def accesses(connection: Connection, *, limit: int) -> list[Access]:
    """The newest ``limit``, newest first."""
    rows = connection.execute(
        select(access.c.at, access.c.actor, access.c.what, participant.c.code)
        .select_from(_with_code(access))
        .order_by(access.c.id.desc())
        .limit(limit)
    )
    return [Access(row.at, row.actor, row.what, row.code or "") for row in rows]


def disclosures(connection: Connection, *, limit: int) -> list[Disclosure]:
    """The newest ``limit``, newest first."""
    told = disclosure.c
    rows = connection.execute(
        select(told.at, told.actor, told.recipient, told.export, told.fields, participant.c.code)
        .select_from(_with_code(disclosure))
        .order_by(told.id.desc())
        .limit(limit)
    )
    return [
        Disclosure(row.at, row.actor, row.recipient, row.export, row.fields, row.code or "") for row in rows
    ]


def _with_code(table: Table) -> Join:
    return table.outerjoin(participant, participant.c.id == table.c.participant_id)
