"""Brings a caseload in line with a partner that was just enabled: its items and tasks for everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from exin_schema.programme import Programme
from exin_tui.caseload.due_dates import rederive
from exin_tui.caseload.phase_tasks import open_by_phase
from exin_tui.caseload.stored import read_participants
from exin_tui.partners.discovery import Partner
from exin_tui.partners.extend import extend
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
    whole = extend(programme, partners)
    with database.write(command="partner.join", now=now, actor=actor) as door:
        opened = open_by_phase(door, read_participants(door.connection), today=today, programme=whole)
        rederive(door, None, today=today, programme=whole)
    return opened
