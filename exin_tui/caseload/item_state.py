"""A checklist item as a command finds it, and what must be true of it before it can be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from exin_schema.programme import ItemSpec, Programme
from exin_schema.tables import checklist, checklist_item
from exin_schema.vocabulary import ChecklistKind, ItemKind, ItemState
from exin_tui.caseload.checklist_rows import missing_consents
from exin_tui.caseload.due_dates import stored_anchors
from exin_tui.caseload.stored import KINDS, Row, Stored, read_participant
from exin_tui.language import join, text
from exin_tui.programme.due import due_date
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Refusal, Why
from exin_tui.storage.door import Door

Change = dict[str, object]
"""Columns of the item that a command changes."""


@dataclass(frozen=True, slots=True)
class Item:
    """The item in the command's transaction, with what its rules need."""

    door: Door
    row: Row
    kind: ChecklistKind
    spec: ItemSpec | None
    """None for an item that the programme no longer knows: it can be ticked like any other."""
    stored: Stored
    list_row: Row
    today: dt.date
    programme: Programme

    @property
    def item_kind(self) -> ItemKind:
        """What makes it done."""
        return self.spec.kind if self.spec else ItemKind.TICK


def item_row(door: Door, item_id: str) -> Row:
    """The item as stored."""
    found = door.connection.execute(select(checklist_item).where(checklist_item.c.id == item_id))
    return dict(found.mappings().one())


def read(door: Door, item_id: str, today: dt.date, programme: Programme) -> Item:
    """The item with its list and its participant. It must exist."""
    row = item_row(door, item_id)
    lists = door.connection.execute(select(checklist).where(checklist.c.id == row["checklist_id"]))
    list_row = dict(lists.mappings().one())
    stored = read_participant(door.connection, row["participant_id"])
    if stored is None:
        raise LookupError("an item belongs to a participant")
    kind = KINDS[list_row["kind"]]
    return Item(door, row, kind, programme.item(kind, row["key"]), stored, list_row, today, programme)


def state(became: ItemState, *, reason: str = "", confirmed_with: str = "") -> Change:
    """The new state, with what was said of an earlier one taken off."""
    return {"state": became.value, "reason": reason, "confirmed_with": confirmed_with}


def unfinished(item: Item) -> Refusal | None:
    """What is missing before the item can be done."""
    if item.item_kind is ItemKind.CONSENTS:
        return follows_consents(item) if missing_lines(item) else None
    if item.item_kind is ItemKind.CONTACT and item.row["contact_id"] is None:
        return Refusal("contact_missing", text("Attach a contact: that is what makes this item done."))
    if item.item_kind is ItemKind.DATE and item.row["value_on"] is None:
        return Refusal("date_missing", text("Enter the date: that is what makes this item done."))
    return None


def missing_lines(item: Item) -> tuple[str, ...]:
    """The consent lines that an item of kind ``consents`` still waits for."""
    if item.spec is None:
        return ()
    return missing_consents(item.spec, item.stored.case().consents, item.today, item.programme)


def follows_consents(item: Item) -> Refusal:
    """Nobody ticks it by hand (guide, release checklist)."""
    lines = missing_lines(item)
    why = Why(
        text("It is done when these consents are active, and comes undone when one is withdrawn or expires."),
        item.programme.rule(RuleId.CONSENT_AT_RELEASE),
    )
    if not lines:
        return Refusal("follows_consents", text("This item follows the consents, and they are active."), why)
    known = item.programme.consents_by_key
    names: list[object] = [known[line].name if line in known else line for line in lines]
    message = text("This item follows the consents. Missing: {lines}.", lines=join(names))
    return Refusal("follows_consents", message, why)


def back_to_the_consents(item: Item) -> Change | None:
    """From "not needed" or "confirmed" to what the consents say; None when that is where it stands."""
    if item.row["state"] not in {ItemState.NOT_NEEDED.value, ItemState.CONFIRMED.value}:
        return None
    return state(ItemState.NOT_STARTED if missing_lines(item) else ItemState.DONE)


def computed_due(item: Item) -> dt.date | None:
    """The day that the rules give, whatever was set by hand."""
    if item.spec is None:
        return None
    case = item.stored.case(item.list_row["episode_id"])
    hangs_on = stored_anchors(item.kind, item.list_row["in_force_on"], case, item.today, item.programme)
    return due_date(item.spec, hangs_on, item.programme).on
