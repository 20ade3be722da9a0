"""A participant as a command takes them in hand: at the version that was seen, and still followed up."""

from __future__ import annotations

from exin_schema.tables import participant
from exin_tui.caseload.stored import Stored, read_participant
from exin_tui.language import text
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.values import Refusal
from exin_tui.storage.door import Door

LONGEST_TEXT = 200
"""Characters: every text is short and says what it is for."""


def take(
    door: Door, participant_id: str, expected_version: int, *, closed_too: bool = False
) -> Stored | Refusal:
    """The participant with all that the rules need, read in the command's own transaction.

    Raises `StaleVersion` when somebody changed the participant since ``expected_version`` was read, and
    `Missing` when they are gone: both are said before any rule. Refused: a follow-up that has ended.
    """
    door.update(participant, participant_id, expected_version, {})
    stored = read_participant(door.connection, participant_id)
    if stored is None:
        raise LookupError("the door has just seen the participant")
    if stored.participant["closed_on"] is not None and not closed_too:
        return Refusal("closed", text("The follow-up has ended. Reopen it first."))
    return stored


def participant_now(door: Door, participant_id: str) -> Stored:
    """The participant as this command has left them so far."""
    stored = read_participant(door.connection, participant_id)
    if stored is None:
        raise LookupError("the participant is part of this transaction")
    return stored


def short(value: str) -> str:
    """What was typed, as it is stored."""
    return one_line(value).strip()


def too_long(*values: str) -> Refusal | None:
    """Texts stay short: coordination, no case story."""
    if all(len(value) <= LONGEST_TEXT for value in values):
        return None
    return Refusal(
        "text_long",
        text("Keep it to {number} characters: coordination, no case story.", number=LONGEST_TEXT),
    )
