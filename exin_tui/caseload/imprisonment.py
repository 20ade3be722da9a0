"""Taken into custody, for the first time or again: a new imprisonment, with checklists of its own.

Nobody loses the programme by it: they go back to phase 2 and carry on, and everything earlier is kept.
"""

from __future__ import annotations

import datetime as dt
from typing import Unpack

from exin_schema.tables import custody_episode
from exin_schema.tables.columns import new_id
from exin_schema.vocabulary import Phase
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import participant_now, short, take, too_long
from exin_tui.caseload.discussion import Discussion
from exin_tui.caseload.due_dates import rederive
from exin_tui.caseload.own_tasks import EARLIER_PLAN
from exin_tui.caseload.registration import Custody
from exin_tui.caseload.release_news import release_alerts
from exin_tui.caseload.stored import Row, Stored
from exin_tui.caseload.task_making import open_task
from exin_tui.caseload.transition import PhaseMoved, Wish, make, refuse
from exin_tui.language import Text, text
from exin_tui.programme.custody import in_custody
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Episode, Refusal, Why
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_PHASES_OUTSIDE = frozenset({Phase.POST_RELEASE, Phase.REINTEGRATION, Phase.CLOSING})


def imprison(
    database: Database,
    participant_id: str,
    expected_version: int,
    custody: Custody,
    discussion: Discussion | None = None,
    *,
    reason: str = "",
    **acting: Unpack[Acting],
) -> PhaseMoved | Refusal:
    """Record a new imprisonment; from phases 4, 5 and 6 the participant goes back to phase 2 with it.

    In phase 2 both checklists begin afresh, and the earlier plan is gone through: what still holds, what can
    go on inside, why did it not work [A]. A candidate stays in intake. Refused: somebody who is in custody
    already, a day before the last release or ahead of today, and what refuses the move. Consents given for an
    earlier prison stay do not come back.
    """
    today, programme = acting["today"], acting["programme"]
    with database.write(command="custody.imprison", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        wish = Wish(Phase.IN_PRISON, discussion or Discussion(), None, short(reason))
        row = _row(stored, custody, today)
        moves = stored.case().phase in _PHASES_OUTSIDE
        expected = _with(stored, row)
        refusal = (
            _wrong(stored, custody, row, today, acting)
            or too_long(row["place"], row["unit"])
            or (refuse(door, expected, wish, today, programme) if moves else None)
        )
        if refusal is not None:
            return refusal
        _end_what_was_open(door, stored, row["started_on"])
        door.insert(custody_episode, row)
        if moves:
            open_task(door, stored.id, EARLIER_PLAN)
            return make(door, participant_now(door, stored.id), wish, today, programme)
        moved = rederive(door, [stored.id], today=today, programme=programme)
        after = participant_now(door, stored.id)
        return PhaseMoved(
            stored.id,
            after.participant["version"],
            after.case().phase,
            row["started_on"],
            moved=moved,
            alerts=release_alerts(after.case(), today, programme),
        )


def _wrong(stored: Stored, custody: Custody, row: Row, today: dt.date, acting: Acting) -> Refusal | None:
    case = stored.case()
    started_on: dt.date = row["started_on"]
    if in_custody(case.episode, today):
        message = text("Already in custody. Record the release or the transfer instead.")
        return Refusal("already_in_custody", message, _why(message, acting))
    if not custody.level.in_custody:
        message = text("Serving at home or in an institution counts as out: no new imprisonment begins.")
        return Refusal("level_out", message, _why(message, acting))
    if started_on > today:
        return Refusal("custody_ahead", text("{on} has not come yet. Check the year.", on=started_on))
    last = _last_day(case.episode)
    if last is not None and started_on < last:
        message = text("{on} is before the last imprisonment ended, {last}.", on=started_on, last=last)
        return Refusal("custody_overlaps", message, _why(message, acting))
    return wrong_terms(row)


def _last_day(episode: Episode | None) -> dt.date | None:
    """The end of an imprisonment, or as much as is known of when it was."""
    return (episode.released_on or episode.ended_on or episode.started_on) if episode else None


def wrong_terms(row: Row) -> Refusal | None:
    """The dates of a sentence are in order: nobody is released before it begins, or after full term."""
    started_on, full_term_on = row["started_on"], row["full_term_on"]
    for name in ("two_thirds_on", "full_term_on", "probation_on", "decided_on"):
        day = row[name]
        if day is not None and started_on is not None and day < started_on:
            return Refusal(
                "before_imprisonment",
                text("{on} is before the imprisonment began, {begun}.", on=day, begun=started_on),
            )
        if day is not None and full_term_on is not None and day > full_term_on:
            return Refusal(
                "after_full_term",
                text("{on} is after full term, {last}. Correct one of them.", on=day, last=full_term_on),
            )
    return None


def _why(message: Text, acting: Acting) -> Why:
    return Why(message, acting["programme"].rule(RuleId.CUSTODY))


def _row(stored: Stored, custody: Custody, today: dt.date) -> Row:
    newest = stored.newest_episode
    return {
        "id": new_id(),
        "participant_id": stored.id,
        "number": 1 if newest is None else int(newest["number"]) + 1,
        "kind": custody.kind.value,
        "level": custody.level.value,
        "place": short(custody.place),
        "unit": short(custody.unit),
        "started_on": custody.started_on or today,
        "ended_on": None,
        "full_term_on": custody.full_term_on,
        "two_thirds_on": custody.two_thirds_on,
        "probation": custody.probation.value,
        "probation_on": custody.probation_on,
        "decided_on": custody.decided_on,
        "released_on": None,
    }


def _with(stored: Stored, row: Row) -> Stored:
    """The participant as they will be with the new imprisonment: what the rules are asked about."""
    return Stored(
        stored.participant, [*stored.episodes, row], stored.consents, stored.checklists, stored.items
    )


def _end_what_was_open(door: Door, stored: Stored, on: dt.date) -> None:
    """An imprisonment that was served outside (EK, § 12) ends where the next one begins."""
    newest = stored.newest_episode
    if newest is not None and newest["ended_on"] is None:
        ended = newest["released_on"] or on
        door.update(custody_episode, newest["id"], newest["version"], {"ended_on": ended})
