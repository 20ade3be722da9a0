"""The intake: four conversations, the criteria, and the decision. Source: the guide and its evaluation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection, Table, select

from exin_schema.programme import Programme
from exin_schema.tables import checklist, checklist_item, intake_criterion, intake_talk, participant
from exin_schema.tables.columns import new_id
from exin_schema.vocabulary import (
    ChecklistKind,
    ClosingReason,
    IntakeOutcome,
    IntakeTalkKind,
    Judgement,
    Phase,
)
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import participant_now, short, take
from exin_tui.caseload.checklist_rows import kinds_for, lists_for
from exin_tui.caseload.closing import Closed, begin_closing
from exin_tui.caseload.discussion import Discussion
from exin_tui.caseload.due_dates import Moved, rederive
from exin_tui.caseload.participant_edit import ParticipantWritten
from exin_tui.caseload.stored import Stored
from exin_tui.caseload.told import to_tell
from exin_tui.caseload.transition import Wish, refuse
from exin_tui.language import text
from exin_tui.programme.intake import AGE, SENTENCE_LEFT, check
from exin_tui.programme.values import Refusal, Why
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

_JUDGEMENTS = {each.value: each for each in Judgement}
_DECLINED = frozenset({IntakeOutcome.DECLINED_BY_PERSON, IntakeOutcome.DECLINED_BY_EXIN})


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What an enrolment left behind."""

    id: str
    version: int
    items: int
    """In the start checklist, which is in force from today."""
    warnings: tuple[Why, ...]
    """What the team should know: criteria judged case by case or unknown."""
    talks_left: tuple[IntakeTalkKind, ...]
    """Conversations that are not noted as held; nothing hangs on it."""
    moved: tuple[Moved, ...] = ()


def record_talk(
    database: Database,
    participant_id: str,
    expected_version: int,
    kind: IntakeTalkKind,
    on: dt.date | None,
    *,
    held: bool,
    **acting: Unpack[Acting],
) -> ParticipantWritten | Refusal:
    """One of the four conversations: agreed for a day, or held on it."""
    if held and (on is None or on > acting["today"]):
        return Refusal("talk_ahead", text("A talk that was held has a day, and not one that lies ahead."))
    with database.write(command="intake.talk", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        _put(door, intake_talk, stored.id, "kind", kind.value, {"on": on, "held": held})
        return ParticipantWritten(participant_id, expected_version)


def answer_criterion(
    database: Database,
    participant_id: str,
    expected_version: int,
    key: str,
    answer: Judgement,
    **acting: Unpack[Acting],
) -> ParticipantWritten | Refusal:
    """Yes, no, or judged case by case; nothing more is written. Two criteria are worked out by the rules."""
    if key in {SENTENCE_LEFT, AGE}:
        return Refusal(
            "worked_out", text("This criterion is worked out from the sentence or the date of birth.")
        )
    if key not in {criterion.key for criterion in acting["programme"].criteria if criterion.active}:
        return Refusal("unknown_criterion", text("The programme has no criterion {key}.", key=key))
    with database.write(command="intake.criterion", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        _put(door, intake_criterion, stored.id, "key", key, {"answer": answer.value})
        return ParticipantWritten(participant_id, expected_version)


def enrol(
    database: Database, participant_id: str, expected_version: int, **acting: Unpack[Acting]
) -> Enrolled | Refusal:
    """Take the candidate in: the start checklist is in force from today.

    Refused without the mandatory consents, and when a criterion is answered with no. Somebody who was
    released out of the intake is enrolled afterwards, in the phase they are in.
    """
    today, programme = acting["today"], acting["programme"]
    with database.write(command="intake.enrol", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        case = stored.case()
        if case.enrolled_on is not None:
            return Refusal("already_enrolled", text("Enrolled already, on {on}.", on=case.enrolled_on))
        given = answers(door.connection, stored.id)
        found = check(given, case.episode, case.birth_date, case.consents, today, programme)
        if found.refusals:
            return found.refusals[0]
        values = {"enrolled_on": today, "intake_outcome": IntakeOutcome.ENROLLED.value}
        version = door.update(participant, stored.id, expected_version, values)
        _open_lists(door, participant_now(door, stored.id), today, programme)
        moved = rederive(door, [stored.id], today=today, programme=programme)
        items = _start_items(participant_now(door, stored.id))
        return Enrolled(
            stored.id, version, items, found.warnings, talks_left(door.connection, stored.id), moved
        )


def decline(
    database: Database,
    participant_id: str,
    expected_version: int,
    by: IntakeOutcome,
    discussion: Discussion | None = None,
    *,
    reason: str = "",
    told: bool = False,
    **acting: Unpack[Acting],
) -> Closed | Refusal:
    """No ground for cooperation was found, by the person or by EX/IN: one event, "ended in intake".

    It is completed at once where nobody has consented to be told, or with ``told``.
    """
    today, programme = acting["today"], acting["programme"]
    with database.write(command="intake.decline", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version)
        if isinstance(stored, Refusal):
            return stored
        case = stored.case()
        if by not in _DECLINED:
            return Refusal("who_declined", text("Say who declined: the person, or EX/IN."))
        if case.phase is not Phase.INTAKE or case.enrolled_on is not None:
            return Refusal("intake_over", text("The intake is over. Close the follow-up instead."))
        wish = Wish(Phase.CLOSING, discussion or Discussion(), None, short(reason))
        refusal = refuse(door, stored, wish, today, programme)
        if refusal is not None:
            return refusal
        why = ClosingReason.ENDED_IN_INTAKE
        nobody = not to_tell(case.consents, today, programme)
        return begin_closing(door, stored, wish, why, today, programme, told=told or nobody, outcome=by)


def answers(connection: Connection, participant_id: str) -> dict[str, Judgement]:
    """The criteria that were answered by hand, by key."""
    rows = connection.execute(
        select(intake_criterion.c.key, intake_criterion.c.answer).where(
            intake_criterion.c.participant_id == participant_id
        )
    )
    return {row.key: _JUDGEMENTS[row.answer] for row in rows}


def talks_left(connection: Connection, participant_id: str) -> tuple[IntakeTalkKind, ...]:
    """The conversations that are not noted as held, in their order."""
    held = set(
        connection.execute(
            select(intake_talk.c.kind).where(
                intake_talk.c.participant_id == participant_id, intake_talk.c.held.is_(True)
            )
        ).scalars()
    )
    return tuple(kind for kind in IntakeTalkKind if kind.value not in held)


def _put(
    door: Door, table: Table, participant_id: str, column: str, key: str, values: dict[str, object]
) -> None:
    """The row of this key, made or changed."""
    found = door.connection.execute(
        select(table).where(table.c.participant_id == participant_id, table.c[column] == key)
    ).mappings()
    row = found.one_or_none()
    if row is None:
        door.insert(table, {"participant_id": participant_id, column: key, **values})
    else:
        door.update(table, row["id"], row["version"], values)


def _open_lists(door: Door, stored: Stored, today: dt.date, programme: Programme) -> None:
    """The lists that come with the enrolment, also for somebody who was released before it."""
    case = stored.case()
    there = {row["kind"] for row in stored.checklists if row["episode_id"] == _newest(stored)}
    kinds = [kind for kind in kinds_for(case) if kind.value not in there]
    lists = lists_for(
        stored.id, case, kinds=kinds, done=frozenset(), today=today, programme=programme, make_id=new_id
    )
    door.insert_many(checklist, lists.checklists)
    door.insert_many(checklist_item, lists.items)


def _newest(stored: Stored) -> str | None:
    newest = stored.newest_episode
    return None if newest is None else str(newest["id"])


def _start_items(stored: Stored) -> int:
    start, wanted = ChecklistKind.START.value, _newest(stored)
    lists = [row for row in stored.checklists if row["kind"] == start and row["episode_id"] == wanted]
    return sum(len(stored.items.get(row["id"], [])) for row in lists)
