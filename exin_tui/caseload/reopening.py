"""The door stays open: somebody whose follow-up ended comes back, with everything that was kept."""

from __future__ import annotations

from typing import Unpack

from exin_schema.tables import participant
from exin_schema.vocabulary import ClosingReason, Phase
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import participant_now, short, take
from exin_tui.caseload.discussion import Discussion
from exin_tui.caseload.overload import keep_reason, over_with_one_more
from exin_tui.caseload.transition import PhaseMoved, Wish, make, refuse
from exin_tui.language import text
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database


def reopen(
    database: Database,
    participant_id: str,
    expected_version: int,
    to: Phase = Phase.INTAKE,
    discussion: Discussion | None = None,
    *,
    reason: str = "",
    **acting: Unpack[Acting],
) -> PhaseMoved | Refusal:
    """Follow somebody up again, in phase ``to``; history, checklists and codes are kept.

    The consents that ended do not come back: the board asks for them. An intake that was ended by a decision
    is open again. Refused: a follow-up that has not ended, what the rules of the transition refuse, and (with
    a ``reason`` overridable) a caseworker who would pass a limit.
    """
    today, programme, why = acting["today"], acting["programme"], short(reason)
    wish = Wish(to, discussion or Discussion(), None, why)
    with database.write(command="participant.reopen", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version, closed_too=True)
        if isinstance(stored, Refusal):
            return stored
        row = stored.participant
        if row["closed_on"] is None:
            return Refusal("not_closed", text("The follow-up has not ended."))
        refusal = refuse(door, stored, wish, today, programme)
        if refusal is not None:
            return refusal
        full = over_with_one_more(door.connection, row["caseworker_id"], to, programme)
        if full is not None and not why:
            return full
        if full is not None:
            keep_reason(door, row["caseworker_id"], why)
        opened: dict[str, object] = {"closed_on": None}
        if row["closing_reason"] == ClosingReason.ENDED_IN_INTAKE.value:
            opened["intake_outcome"] = None
        door.update(participant, participant_id, expected_version, opened)
        return make(door, participant_now(door, participant_id), wish, today, programme)
