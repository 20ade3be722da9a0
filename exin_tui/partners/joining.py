"""Brings a caseload in line with a partner that was just enabled: its items and tasks for everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import select

from exin_schema.programme import Programme
from exin_schema.tables import participant
from exin_tui.caseload.due_dates import rederive
from exin_tui.partners.discovery import Partner
from exin_tui.partners.extend import extend
from exin_tui.partners.tasks import open_tasks
from exin_tui.storage.database import Database


def join_board(
    database: Database,
    partners: Iterable[Partner],
    *,
    today: dt.date,
    now: dt.datetime,
    programme: Programme,
    actor: str | None = None,
) -> int:
    """Add the active ``partners``' items to the lists in force, and open the tasks of everybody's phase.

    What somebody has or has had is left alone, so doing it again changes nothing. ``programme`` may have the
    partners' items already. Returns how many tasks were opened.
    """
    partners = tuple(partners)
    with database.write(command="partner.join", now=now, actor=actor) as door:
        rederive(door, None, today=today, programme=extend(programme, partners))
        everybody = select(participant.c.id).where(participant.c.closed_on.is_(None))
        ids = list(door.connection.execute(everybody).scalars())
        return open_tasks(door, partners, ids, today=today, programme=programme)
