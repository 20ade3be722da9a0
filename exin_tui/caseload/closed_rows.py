"""Those whose follow-up has ended: found again, because the door stays open. One statement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from exin_schema.tables import caseworker, participant
from exin_schema.vocabulary import ClosingReason
from exin_tui.caseload.models import Person

_REASONS = {each.value: each for each in ClosingReason}


@dataclass(frozen=True, slots=True)
class ClosedRow:
    """One of them."""

    person: Person
    closed_on: dt.date
    reason: ClosingReason | None
    caseworker: str
    """Initials of who followed them up; empty: nobody."""


def closed_participants(connection: Connection) -> tuple[ClosedRow, ...]:
    """Everybody whose follow-up has ended, the newest first."""
    rows = connection.execute(
        select(
            participant.c.id,
            participant.c.code,
            participant.c.alias,
            participant.c.given_name,
            participant.c.family_name,
            participant.c.protected_address,
            participant.c.closed_on,
            participant.c.closing_reason,
            caseworker.c.initials,
        )
        .select_from(participant.outerjoin(caseworker, caseworker.c.id == participant.c.caseworker_id))
        .where(participant.c.closed_on.is_not(None))
        .order_by(participant.c.closed_on.desc(), participant.c.code)
    )
    return tuple(
        ClosedRow(
            Person(
                row.id, row.code, row.alias, f"{row.given_name} {row.family_name}".strip(),
                bool(row.protected_address),
            ),
            row.closed_on,
            _REASONS.get(row.closing_reason),
            row.initials or "",
        )
        for row in rows
    )  # fmt: skip
