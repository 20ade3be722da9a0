"""Brings a caseload in line with a partner that was just enabled: its items and tasks for everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from exin_schema.programme import Programme
from exin_tui.caseload.due_dates import rederive
from exin_tui.caseload.phase_tasks import open_by_phase
from exin_tui.caseload.stored import read_participants
from exin_tui.partners.discovery import Partner
from exin_tui.partners.extend import extend
from exin_tui.partners.taking_off import Work, known_work, pass_over
from exin_tui.storage.database import Database


class Joined(NamedTuple):
    """What enabling has put on the lists."""

    opened: int
    """Tasks that are open now."""
    late: Work
    """What was due already, and is marked as not needed."""


def join_board(
    database: Database,
    partners: Iterable[Partner],
    *,
    today: dt.date,
    now: dt.datetime,
    programme: Programme,
    actor: str | None = None,
) -> Joined:
    """Add the active ``partners``' items to the lists in force, and open the tasks of everybody's phase.

    What somebody has or has had is left alone, so doing it again changes nothing. What would be overdue at
    once, such as an item before a release of two years ago, is marked as not needed. ``programme`` may have
    the partners' items already.
    """
    joining = tuple(partners)
    whole, ids = extend(programme, joining), [one.id for one in joining if one.active]
    with database.write(command="partner.join", now=now, actor=actor) as door:
        known = known_work(door.connection, ids)
        opened = open_by_phase(door, read_participants(door.connection), today=today, programme=whole)
        rederive(door, None, today=today, programme=whole)
        passed = [pass_over(door, one, known, today) for one in ids]
    late = Work(sum(one.tasks for one in passed), sum(one.items for one in passed))
    return Joined(opened - late.tasks, late)
