"""Ending a follow-up: the list of who is to be told comes first, consents end when it is completed.

Source: the guide (phase 6). Begun, the participant is in phase 6 and each agency that has consented has its
task; completed, the consents end, what was still planned is called off, and the participant leaves the board.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Unpack

from sqlalchemy import Connection, func, select

from exin_schema.programme import Programme
from exin_schema.tables import consent, participant, task
from exin_schema.vocabulary import ClosingReason, IntakeOutcome, Phase, TaskState
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import participant_now, short, take
from exin_tui.caseload.discussion import Discussion
from exin_tui.caseload.meetings_off import call_off, to_come
from exin_tui.caseload.overload import forget_what_is_gone
from exin_tui.caseload.own_tasks import CLOSING_MESSAGE, CLOSING_TALK, TELL_CLOSING, TELL_LOST
from exin_tui.caseload.stored import Stored, consent_of, read_participant
from exin_tui.caseload.task_making import finish_tasks, open_task, open_tasks
from exin_tui.caseload.told import ToTell, to_tell
from exin_tui.caseload.transition import Wish, make, proposed_before, refuse
from exin_tui.language import join, text
from exin_tui.programme.consents import last_day
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door


@dataclass(frozen=True, slots=True)
class Closed:
    """How far the closing has come."""

    id: str
    version: int
    told: tuple[ToTell, ...]
    """Who is to be told, or was."""
    closed_on: dt.date | None
    """None: begun, not completed."""
    consents_ended: int = 0
    meetings_called_off: int = 0


@dataclass(frozen=True, slots=True)
class ClosingPreview:
    """What a closing would mean, shown before it is begun."""

    to_tell: tuple[ToTell, ...]
    meetings: int
    """To come, and series; they would be called off."""
    open_tasks: int


def preview(
    connection: Connection, participant_id: str, *, today: dt.date, now: dt.datetime, programme: Programme
) -> ClosingPreview:
    """Who is to be told, from the consents active now, and what is still planned."""
    stored = read_participant(connection, participant_id)
    if stored is None:
        raise LookupError("no such participant")
    is_open = (task.c.participant_id == participant_id) & (task.c.state == TaskState.OPEN.value)
    tasks = connection.execute(select(func.count()).select_from(task).where(is_open)).scalar_one()
    told = to_tell(stored.case().consents, today, programme)
    return ClosingPreview(told, len(to_come(connection, participant_id, now)), int(tasks))


def begin(
    database: Database,
    participant_id: str,
    expected_version: int,
    why: ClosingReason,
    discussion: Discussion | None = None,
    *,
    reason: str = "",
    told: bool = False,
    **acting: Unpack[Acting],
) -> Closed | Refusal:
    """Go to phase 6 and list who is to be told, one task each; with ``told`` complete it at once.

    ``reason`` explains "other", and ends a follow-up in custody. A candidate's intake is ended by a decision
    (`exin_tui.caseload.intake.decline`).
    """
    today, programme = acting["today"], acting["programme"]
    wish = Wish(Phase.CLOSING, discussion or Discussion(), None, short(reason))
    with database.write(command="participant.close", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        wish = proposed_before(door, stored, wish)
        refusal = _wrong(stored, why, wish) or refuse(door, stored, wish, today, programme)
        if refusal is not None:
            return refusal
        return begin_closing(door, stored, wish, why, today, programme, told=told)


def complete(
    database: Database,
    participant_id: str,
    expected_version: int,
    *,
    told: bool = False,
    **acting: Unpack[Acting],
) -> Closed | Refusal:
    """Complete a closing that was begun. With ``told`` everybody who was left has been told.

    Refused while somebody is still to be told: their consent is what they may be told on, and it ends here.
    """
    with database.write(
        command="participant.complete_closing", now=acting["now"], actor=acting["actor"]
    ) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        if stored.case().phase is not Phase.CLOSING:
            return Refusal("not_closing", text("The closing has not begun. Give its reason first."))
        left = open_tasks(door, participant_id, (TELL_CLOSING, TELL_LOST))
        if left and not told:
            known = acting["programme"].consents_by_key
            lines = [str(row["key"]).rpartition(".")[2] for row in left]
            names: list[object] = [known[line].name if line in known else line for line in lines]
            return Refusal(
                "not_told", text("Still to be told: {lines}. Their consent ends here.", lines=join(names))
            )
        return _complete(door, stored, acting["today"], acting["programme"])


def begin_closing(
    door: Door,
    stored: Stored,
    wish: Wish,
    why: ClosingReason,
    today: dt.date,
    programme: Programme,
    *,
    told: bool,
    outcome: IntakeOutcome | None = None,
) -> Closed:
    """Write what `begin` and the end of an intake have in common; nothing was against it."""
    also: dict[str, object] = {"closing_reason": why.value}
    if outcome is not None:
        also["intake_outcome"] = outcome.value
    listed = to_tell(stored.case().consents, today, programme)
    moved = make(door, stored, wish, today, programme, also=also)
    prefix = TELL_LOST if why is ClosingReason.DROP_OUT else TELL_CLOSING
    for each in listed:
        open_task(door, stored.id, prefix + each.line, due_on=today, note=", ".join(each.whom))
    if why is ClosingReason.INDEPENDENCE:
        open_task(door, stored.id, CLOSING_TALK)
    if why is ClosingReason.DROP_OUT:
        open_task(door, stored.id, CLOSING_MESSAGE, due_on=today)
    if told:
        done = _complete(door, participant_now(door, stored.id), today, programme)
        return replace(done, told=listed)
    return Closed(stored.id, moved.version, listed, None)


def _wrong(stored: Stored, why: ClosingReason, wish: Wish) -> Refusal | None:
    case = stored.case()
    if case.phase is Phase.INTAKE and case.enrolled_on is None:
        return Refusal("end_the_intake", text("A candidate's intake is ended by a decision: who declined?"))
    if why is ClosingReason.ENDED_IN_INTAKE:
        return Refusal("not_in_intake", text("The intake is over: choose another reason for the closing."))
    if why is ClosingReason.OTHER and not wish.reason:
        return Refusal("reason_required", text("Write why the follow-up ends."))
    return None


def _complete(door: Door, stored: Stored, today: dt.date, programme: Programme) -> Closed:
    left = open_tasks(door, stored.id, (TELL_CLOSING, TELL_LOST, CLOSING_MESSAGE))
    finish_tasks(door, left)
    told = to_tell(stored.case().consents, today, programme)
    ended = [row for row in stored.consents if last_day(consent_of(row)) >= today]
    for row in ended:
        door.update(consent, row["id"], row["version"], {"withdrawn_on": today})
    meetings = to_come(door.connection, stored.id, door.now)
    call_off(door, meetings)
    version = door.update(
        participant, stored.id, stored.participant["version"], {"closed_on": today, "discuss_by": None}
    )
    forget_what_is_gone(door, stored.participant["caseworker_id"], programme)
    return Closed(stored.id, version, told, today, len(ended), len(meetings))
