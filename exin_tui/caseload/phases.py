"""What the team does with phases: propose a move, make it, and hold the drøft that is still owed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import select

from exin_schema.tables import participant, phase_transition
from exin_schema.vocabulary import Phase
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import short, take, too_long
from exin_tui.caseload.discussion import Discussion, pending_row
from exin_tui.caseload.participant_edit import ParticipantWritten
from exin_tui.caseload.transition import PhaseMoved, Wish, make, proposed_before, refuse
from exin_tui.language import text
from exin_tui.programme.transitions import cautions, check, missing_in_record, must_record
from exin_tui.programme.values import Refusal, Why
from exin_tui.storage.database import Database


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that was noted."""

    id: str
    """The participant's."""
    version: int
    to: Phase
    missing: tuple[Refusal, ...]
    """What the drøft still has to answer before the move can be made."""
    cautions: tuple[Why, ...] = ()


def propose(
    database: Database,
    participant_id: str,
    expected_version: int,
    to: Phase,
    discussion: Discussion | None = None,
    *,
    reason: str = "",
    **acting: Unpack[Acting],
) -> Proposed | Refusal:
    """Propose a move for the team's drøft, with as much of it as is known. One proposal at a time.

    The rules are those of the move itself: phase 3 is not proposed before its window opens. What only a
    reason is needed for can be proposed.
    """
    said, why = discussion or Discussion(), short(reason)
    today, programme = acting["today"], acting["programme"]
    with database.write(command="phase.propose", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        case = stored.case()
        against = [each for each in check(case, to, today, programme) if not each.overridable]
        wordy = too_long(*said.fields().values(), why)
        against += [wordy] if wordy is not None else []
        if against:
            return against[0]
        values: dict[str, object] = {
            "from_phase": case.phase.value,
            "to_phase": to.value,
            "on": today,
            "at": acting["now"],
            "reason": why,
            "proposed": True,
        }
        row = pending_row(door.connection, participant_id)
        if row is not None and row["to_phase"] == to.value:
            said = said.over({name: row[name] for name in said.fields()})
        values |= said.fields()
        if row is None:
            door.insert(phase_transition, {"participant_id": participant_id, **values})
        else:
            door.update(phase_transition, row["id"], row["version"], values)
        missing = missing_in_record(must_record(case.phase, to), said.fields(), programme)
        return Proposed(participant_id, expected_version, to, missing, cautions(case, to, today, programme))


def withdraw_proposal(
    database: Database, participant_id: str, expected_version: int, **acting: Unpack[Acting]
) -> ParticipantWritten | Refusal:
    """Take the proposal back; the change log keeps what it said."""
    with database.write(command="phase.withdraw_proposal", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        row = pending_row(door.connection, participant_id)
        if row is None:
            return Refusal("no_proposal", text("No move is proposed."))
        door.delete(phase_transition, row["id"], row["version"])
        return ParticipantWritten(participant_id, expected_version)


def move(
    database: Database,
    participant_id: str,
    expected_version: int,
    to: Phase,
    discussion: Discussion | None = None,
    *,
    released_on: dt.date | None = None,
    reason: str = "",
    **acting: Unpack[Acting],
) -> PhaseMoved | Refusal:
    """Move the participant to another phase, back as well as forth.

    Refused with the first thing in the way: a rule, an empty part of the drøft, or (last, and overridable
    with a ``reason``) the caseworker's capacity. Phase 4 takes the actual release date, ``released_on``,
    which ends the imprisonment. From phase 1 or 2 that is an unplanned release: the same-day list becomes
    tasks, and the drøft may follow (`hold_discussion`). Raises `StaleVersion`.
    """
    if to is Phase.CLOSING:
        return Refusal(
            "close_with_reason",
            text("Close the follow-up instead: with a reason, and the list of who is to be told."),
        )
    wish = Wish(to, discussion or Discussion(), released_on, short(reason))
    today, programme = acting["today"], acting["programme"]
    with database.write(command="phase.move", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        wish = proposed_before(door, stored, wish)
        return refuse(door, stored, wish, today, programme) or make(door, stored, wish, today, programme)


def hold_discussion(
    database: Database,
    participant_id: str,
    expected_version: int,
    discussion: Discussion,
    **acting: Unpack[Acting],
) -> ParticipantWritten | Refusal:
    """Record the drøft that an unplanned release left owing, on the transition that it belongs to."""
    with database.write(command="phase.discuss", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        row = (
            door.connection.execute(
                select(phase_transition)
                .where(
                    phase_transition.c.participant_id == participant_id,
                    phase_transition.c.unplanned.is_(True),
                    phase_transition.c.proposed.is_(False),
                )
                .order_by(phase_transition.c.on.desc(), phase_transition.c.at.desc())
                .limit(1)
            )
            .mappings()
            .one_or_none()
        )
        if row is None or stored.participant["discuss_by"] is None:
            return Refusal("nothing_owed", text("No discussion is owed."))
        fields = discussion.fields()
        record = must_record(None, Phase.POST_RELEASE)
        wordy = too_long(*fields.values())
        against = [*missing_in_record(record, fields, acting["programme"]), *([wordy] if wordy else [])]
        if against:
            return against[0]
        door.update(phase_transition, row["id"], row["version"], fields)
        version = door.update(participant, participant_id, expected_version, {"discuss_by": None})
        return ParticipantWritten(participant_id, version, ("discuss_by",))
