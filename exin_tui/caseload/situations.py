"""The situation at start and at release, for follow-up and statistics [I]; kept once for each imprisonment.

Housing, income, child support and children, individual plan: as terms of the vocabulary, without a story.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import select

from exin_schema.tables import situation
from exin_schema.vocabulary import Housing, Income, IndividualPlan, SituationMoment
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.stored import Row, read_participant
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door
from exin_tui.storage.errors import StaleVersion

MOST_CHILDREN = 20


@dataclass(frozen=True, slots=True)
class Situation:
    """How somebody lives. None is "not known", which is not the same as none."""

    housing: Housing | None = None
    income: tuple[Income, ...] = ()
    """Empty: not known."""
    child_support: bool | None = None
    """Pays child support (bidrag)."""
    children: int | None = None
    """Under 18, provided for."""
    individual_plan: IndividualPlan | None = None


@dataclass(frozen=True, slots=True)
class SituationWritten:
    """What a command left behind."""

    id: str
    version: int
    moment: SituationMoment
    on: dt.date


def set_situation(
    database: Database,
    participant_id: str,
    moment: SituationMoment,
    expected_version: int,
    said: Situation,
    *,
    on: dt.date | None = None,
    **acting: Unpack[Acting],
) -> SituationWritten | Refusal:
    """Note the situation at ``moment`` of the newest imprisonment, or correct what is noted.

    ``expected_version`` is what the reader saw: 0 when nothing was noted. ``on`` None is today, or the day it
    has. Raises `StaleVersion` when somebody has noted or corrected it since.
    """
    refusal = _wrong(said, on, acting["today"])
    if refusal is not None:
        return refusal
    with database.write(command="situation.set", now=acting["now"], actor=acting["actor"]) as door:
        stored = read_participant(door.connection, participant_id)
        if stored is None or stored.participant["closed_on"] is not None:
            return Refusal("closed", text("The follow-up has ended. Reopen it first."))
        newest = stored.newest_episode
        episode_id = None if newest is None else newest["id"]
        values = _values(said)
        row = _noted(door, participant_id, episode_id, moment)
        if row is None:
            if expected_version:
                raise StaleVersion("", None)
            day = on or acting["today"]
            belongs = {"participant_id": participant_id, "episode_id": episode_id, "moment": moment.value}
            return SituationWritten(door.insert(situation, {**belongs, **values, "on": day}), 1, moment, day)
        day = on or row["on"]
        version = door.update(situation, row["id"], expected_version, {**values, "on": day})
        return SituationWritten(row["id"], version, moment, day)


def take_off(database: Database, situation_id: str, expected_version: int, **acting: Unpack[Acting]) -> None:
    """Take off what was noted by mistake; the change log keeps it. Raises `StaleVersion`, `Missing`."""
    with database.write(command="situation.take_off", now=acting["now"], actor=acting["actor"]) as door:
        door.delete(situation, situation_id, expected_version)


def _noted(door: Door, participant_id: str, episode_id: str | None, moment: SituationMoment) -> Row | None:
    found = door.connection.execute(
        select(situation).where(
            situation.c.participant_id == participant_id,
            situation.c.moment == moment.value,
            situation.c.episode_id.is_(None) if episode_id is None else situation.c.episode_id == episode_id,
        )
    ).mappings()
    row = found.first()
    return None if row is None else dict(row)


def _values(said: Situation) -> dict[str, object]:
    return {
        "housing": said.housing.value if said.housing is not None else None,
        "income": " ".join(each.value for each in Income if each in said.income),
        "child_support": said.child_support,
        "children": said.children,
        "individual_plan": said.individual_plan.value if said.individual_plan is not None else None,
    }


def _wrong(said: Situation, on: dt.date | None, today: dt.date) -> Refusal | None:
    if on is not None and on > today:
        return Refusal("date_ahead", text("{on} has not come yet. Check the year.", on=on))
    if Income.NONE in said.income and len(said.income) > 1:
        return Refusal("income_none", text("Either no income, or the kinds of income there are."))
    if said.children is not None and not 0 <= said.children <= MOST_CHILDREN:
        return Refusal(
            "children", text("The number of children is between 0 and {most}.", most=MOST_CHILDREN)
        )
    return None
