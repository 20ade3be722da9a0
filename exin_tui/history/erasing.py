"""Erasing what the log says of a participant: their key is destroyed, the chain stays whole."""

from __future__ import annotations

from sqlalchemy import Connection, select

from exin_schema.tables import participant, subject_key
from exin_tui.language import text
from exin_tui.storage.door import Door
from exin_tui.storage.errors import Conflict


def erase(door: Door, participant_id: str) -> None:
    """Destroy the participant's key, in the command that deleted their rows, as its last step.

    Raises `Conflict` while the participant's row is still there: a board that shows a person whose history
    nobody can read would be worse than either. Copies of the database made earlier still hold the key.
    """
    still = select(participant.c.id).where(participant.c.id == participant_id)
    if door.connection.execute(still).first() is not None:
        raise Conflict(text("Delete what is kept about the participant before the history is erased."))
    door.destroy_key(participant_id)


def is_erased(connection: Connection, participant_id: str) -> bool:
    """There was such a participant, and their key is gone."""
    found = connection.execute(
        select(subject_key.c.key).where(subject_key.c.participant_id == participant_id)
    ).one_or_none()
    return found is not None and found.key is None
