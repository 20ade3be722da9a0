"""Entering somebody in the address book and attaching them to a checklist item, as one."""

from __future__ import annotations

from typing import Unpack

from exin_tui.caseload.acting import Acting
from exin_tui.caseload.contacts import Contact, add_contact
from exin_tui.caseload.items import ItemWritten, attach_contact
from exin_tui.caseload.together import as_one
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database


def attach_new_contact(
    database: Database, item_id: str, expected_version: int, new: Contact, **acting: Unpack[Acting]
) -> ItemWritten | Refusal:
    """A new person in the address book, who makes the contact item done. Refused: as the two commands."""

    def both(within: Database) -> ItemWritten | Refusal:
        added = add_contact(within, new, **acting)
        if isinstance(added, Refusal):
            return added
        return attach_contact(within, item_id, expected_version, added.id, **acting)

    return as_one(database, "item.attach_new_contact", acting, both)
