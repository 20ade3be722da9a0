"""Contact and activities, for the alerts and the reports; attempts that failed are logged too [E, A]."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import select

from exin_schema.tables import activity, agency
from exin_schema.vocabulary import ActivityKind
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.register import unknown_caseworker
from exin_tui.caseload.stored import read_participant
from exin_tui.caseload.team import find_caseworker
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class ActivityLogged:
    """What was logged."""

    id: str
    on: dt.date
    reached: bool


def log_activity(
    database: Database,
    participant_id: str,
    kind: ActivityKind,
    *,
    on: dt.date | None = None,
    reached: bool = True,
    with_participant: bool = True,
    caseworker: str | None = None,
    agency_id: str | None = None,
    **acting: Unpack[Acting],
) -> ActivityLogged | Refusal:
    """Log a talk, visit, call or message; not ``reached`` is an attempt that failed, and no contact.

    ``with_participant`` False is work with an agency about the participant. ``caseworker`` None is whoever
    acts, where they are a caseworker. Refused: a day that has not come, a follow-up that has ended.
    """
    day = on or acting["today"]
    if day > acting["today"]:
        return Refusal("date_ahead", text("{on} has not come yet. Check the year.", on=day))
    with database.write(command="activity.log", now=acting["now"], actor=acting["actor"]) as door:
        stored = read_participant(door.connection, participant_id)
        if stored is None or stored.participant["closed_on"] is not None:
            return Refusal("closed", text("The follow-up has ended. Reopen it first."))
        whose = find_caseworker(door.connection, caseworker or acting["actor"])
        if caseworker and whose is None:
            return unknown_caseworker(caseworker)
        there = door.connection.execute(select(agency.c.id).where(agency.c.id == agency_id)).scalar()
        if agency_id is not None and there is None:
            return Refusal("unknown_agency", text("This agency is no longer there. Choose another one."))
        identity = door.insert(
            activity,
            {
                "participant_id": participant_id,
                "kind": kind.value,
                "on": day,
                "caseworker_id": whose,
                "agency_id": agency_id,
                "reached": reached,
                "with_participant": with_participant,
            },
        )
        return ActivityLogged(identity, day, reached)


def take_off(database: Database, activity_id: str, expected_version: int, **acting: Unpack[Acting]) -> None:
    """Take off what was logged by mistake; the change log keeps it. Raises `StaleVersion`, `Missing`."""
    with database.write(command="activity.take_off", now=acting["now"], actor=acting["actor"]) as door:
        door.delete(activity, activity_id, expected_version)
