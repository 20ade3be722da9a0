"""The meetings that are over and that nobody has said the outcome of: what the board asks for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import caseworker, participant
from exin_tui.caseload.meeting_outcomes import outcomes_to_log
from exin_tui.caseload.models import MeetingRow, Person
from exin_tui.clock import OSLO

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels

ASKED_FOR = dt.timedelta(days=28)
"""How long an outcome is asked for; ours. What is older is history, and can still be logged by its id."""
_OTHER = "other"


def outcome_rows(
    connection: Connection, programme: Programme, labels: Labels, now: dt.datetime
) -> tuple[MeetingRow, ...]:
    """Those of participants who are followed up, and the team's own of kinds that are not its rounds.

    The rounds (stand-up, reviews) are recorded as they are held. Newest last. ``now`` is aware.
    """
    people = {
        row.id: Person(
            row.id,
            row.code,
            row.alias,
            f"{row.given_name} {row.family_name}".strip(),
            row.protected_address,
        )
        for row in connection.execute(select(participant).where(participant.c.closed_on.is_(None)))
    }
    initials = {
        row.id: row.initials for row in connection.execute(select(caseworker.c.id, caseworker.c.initials))
    }
    found = []
    for row in outcomes_to_log(connection, since=now - ASKED_FOR, now=now):
        spec = programme.meetings_by_key.get(row["kind"])
        whose = row["participant_id"]
        if (whose is None and (spec is None or spec.team)) or (whose is not None and whose not in people):
            continue
        if row["all_day_on"] is not None:
            continue
        found.append(
            MeetingRow(
                id=row["id"],
                person=people.get(whose),
                kind=row["kind"],
                label=labels.meeting_kind(row["kind"]),
                starts_at=row["starts_at"].astimezone(OSLO),
                ends_at=row["ends_at"].astimezone(OSLO),
                all_day=False,
                place=row["place"],
                caseworker=initials.get(row["caseworker_id"], ""),
                title=row["title"] if row["kind"] == _OTHER else "",
                version=row["version"],
            )
        )
    return tuple(found)
