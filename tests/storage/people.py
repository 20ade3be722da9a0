"""Rows that the storage tests need."""

from __future__ import annotations

from exin_schema.tables import checklist, checklist_item, participant
from exin_schema.vocabulary import ChecklistKind, Phase
from exin_tui.storage.database import Database
from tests.databases import NOW

#: A name as names come: markup, quotes, a control byte, an emoji, and long.
UGLY = "Åse [/b] O'Hara‑Øy \x1b[2J 🙂 \";-- " + "x" * 200


def add_participant(database: Database, **values: object) -> str:
    """One participant; her id."""
    row = {"code": "SN-014", "alias": "bjørk", "phase": Phase.IN_PRISON, **values}
    with database.write(command="participant.add", now=NOW) as door:
        return door.insert(participant, row)


def add_checklist(database: Database, *, count: int, **values: object) -> tuple[str, list[str]]:
    """A participant with a checklist of ``count`` items; her id and theirs."""
    ident = add_participant(database, **values)
    with database.write(command="checklist.open", now=NOW) as door:
        on = door.insert(checklist, {"participant_id": ident, "kind": ChecklistKind.START})
        items = [
            {"participant_id": ident, "checklist_id": on, "key": f"item_{number}", "position": number}
            for number in range(count)
        ]
        return ident, door.insert_many(checklist_item, items)
