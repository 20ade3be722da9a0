"""What the team does with a checklist item: tick, start, confirm, say that it is not needed, move its date.

Each command is one transaction. It answers with what was written or with a `Refusal`. When somebody else
changed the item since the caller read it, the door raises `StaleVersion` and nothing is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import select

from exin_schema.tables import checklist_item, contact, custody_episode, participant_contact
from exin_schema.vocabulary import ItemKind, ItemState
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.custody_dates import CUSTODY_DATES, known_date
from exin_tui.caseload.due_dates import Moved, rederive
from exin_tui.caseload.item_state import (
    Change,
    Item,
    back_to_the_consents,
    computed_due,
    follows_consents,
    item_row,
    missing_lines,
    read,
    state,
    unfinished,
)
from exin_tui.caseload.register import unknown_caseworker
from exin_tui.caseload.stored import Row
from exin_tui.caseload.team import find_caseworker
from exin_tui.language import text
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door


@dataclass(frozen=True, slots=True)
class ItemWritten:
    """What a command left behind."""

    id: str
    version: int
    """What the next command about this item expects."""
    state: ItemState
    due_on: dt.date | None
    moved: tuple[Moved, ...] = ()
    """Due dates that moved because the item's date is one that others hang on."""


_Decide = Callable[[Item], Change | Refusal]


def tick(
    database: Database,
    item_id: str,
    expected_version: int,
    **acting: Unpack[Acting],
) -> ItemWritten | Refusal:
    """Done. Refused for an item that follows the consents, and while its contact or its date is missing."""

    def decide(item: Item) -> Change | Refusal:
        return unfinished(item) or state(ItemState.DONE)

    return _change(database, "item.tick", item_id, expected_version, decide, acting)


def untick(
    database: Database,
    item_id: str,
    expected_version: int,
    **acting: Unpack[Acting],
) -> ItemWritten | Refusal:
    """Not started again; its reason, its confirmation and its contact are taken off.

    An item that follows the consents or the imprisonment's dates goes back to what they say. Refused when
    that is where it stands.
    """

    def decide(item: Item) -> Change | Refusal:
        if item.item_kind is ItemKind.CONSENTS:
            back = back_to_the_consents(item)
            return back if back is not None else follows_consents(item)
        known = _known(item)
        if known is not None:
            return _back_to_custody(item, known)
        return state(ItemState.NOT_STARTED) | {"contact_id": None}

    return _change(database, "item.untick", item_id, expected_version, decide, acting)


def start(
    database: Database,
    item_id: str,
    expected_version: int,
    **acting: Unpack[Acting],
) -> ItemWritten | Refusal:
    """In progress."""

    def decide(item: Item) -> Change | Refusal:
        if item.item_kind is ItemKind.CONSENTS and not missing_lines(item):
            return follows_consents(item)
        known = _known(item)
        if known is not None:
            return _back_to_custody(item, known)
        return state(ItemState.IN_PROGRESS)

    return _change(database, "item.start", item_id, expected_version, decide, acting)


def confirm(
    database: Database,
    item_id: str,
    expected_version: int,
    with_whom: str,
    **acting: Unpack[Acting],
) -> ItemWritten | Refusal:
    """Done, and confirmed with somebody: "make sure, and make double sure" (guide)."""
    whom = one_line(with_whom).strip()

    def decide(item: Item) -> Change | Refusal:
        if not whom:
            return Refusal("confirm_whom", text("Say with whom it was confirmed, such as “NAV, Kari”."))
        return unfinished(item) or state(ItemState.CONFIRMED, confirmed_with=whom)

    return _change(database, "item.confirm", item_id, expected_version, decide, acting)


def not_needed(
    database: Database,
    item_id: str,
    expected_version: int,
    reason: str,
    **acting: Unpack[Acting],
) -> ItemWritten | Refusal:
    """Not needed, for a ``reason``, which is required (guide, item states)."""
    why = one_line(reason).strip()

    def decide(_: Item) -> Change | Refusal:
        if not why:
            return Refusal("reason_required", text("Write why it is not needed."))
        return state(ItemState.NOT_NEEDED, reason=why)

    return _change(database, "item.not_needed", item_id, expected_version, decide, acting)


def set_due(
    database: Database,
    item_id: str,
    expected_version: int,
    due_on: dt.date | None,
    **acting: Unpack[Acting],
) -> ItemWritten | Refusal:
    """Due on a day of the team's own choice, which no longer moves; None goes back to the computed day."""

    def decide(item: Item) -> Change | Refusal:
        if due_on is not None:
            return {"due_on": due_on, "due_override": True}
        return {"due_on": computed_due(item), "due_override": False}

    return _change(database, "item.set_due", item_id, expected_version, decide, acting)


def set_responsible(
    database: Database,
    item_id: str,
    expected_version: int,
    initials: str,
    **acting: Unpack[Acting],
) -> ItemWritten | Refusal:
    """Somebody in the team answers for the item; empty: the participant's caseworker does."""

    def decide(item: Item) -> Change | Refusal:
        if not initials.strip():
            return {"responsible_id": None}
        found = find_caseworker(item.door.connection, initials.strip())
        return unknown_caseworker(initials.strip()) if found is None else {"responsible_id": found}

    return _change(database, "item.set_responsible", item_id, expected_version, decide, acting)


def set_note(
    database: Database,
    item_id: str,
    expected_version: int,
    note: str,
    **acting: Unpack[Acting],
) -> ItemWritten | Refusal:
    """A short note; no case story."""
    return _change(
        database,
        "item.set_note",
        item_id,
        expected_version,
        lambda _: {"note": one_line(note).strip()},
        acting,
    )


def set_value(
    database: Database,
    item_id: str,
    expected_version: int,
    value_on: dt.date | None,
    **acting: Unpack[Acting],
) -> ItemWritten | Refusal:
    """Enter the date of a date item, which makes it done; None takes it off and opens the item again.

    The full-term and the 2/3 date are entered once: they go to the imprisonment that the list belongs to, are
    taken off there too, and due dates move with them.
    """

    def decide(item: Item) -> Change | Refusal:
        if item.item_kind is not ItemKind.DATE:
            return Refusal(
                "no_date_item", text("This item takes no date of its own. Its due date is another.")
            )
        became = ItemState.NOT_STARTED if value_on is None else ItemState.DONE
        return state(became) | {"value_on": value_on}

    return _change(database, "item.set_value", item_id, expected_version, decide, acting)


def attach_contact(
    database: Database,
    item_id: str,
    expected_version: int,
    contact_id: str | None,
    **acting: Unpack[Acting],
) -> ItemWritten | Refusal:
    """Attach the contact that makes a contact item done, and give them the item's role; None detaches."""

    def decide(item: Item) -> Change | Refusal:
        if item.item_kind is not ItemKind.CONTACT or item.spec is None:
            return Refusal("no_contact_item", text("This item takes no contact."))
        if contact_id is None:
            return state(ItemState.NOT_STARTED) | {"contact_id": None}
        known = item.door.connection.execute(select(contact.c.id).where(contact.c.id == contact_id)).scalar()
        if known is None:
            return Refusal("unknown_contact", text("This contact is no longer there. Choose another one."))
        _give_role(item.door, item.stored.id, contact_id, item.spec.contact_role, item.today)
        return state(ItemState.DONE) | {"contact_id": contact_id}

    return _change(database, "item.attach_contact", item_id, expected_version, decide, acting)


def _change(
    database: Database,
    command: str,
    item_id: str,
    expected_version: int,
    decide: _Decide,
    acting: Acting,
) -> ItemWritten | Refusal:
    """Read the item, let ``decide`` check the rules and say what changes, write."""
    now, actor = acting["now"], acting["actor"]
    with database.write(command=command, now=now, actor=actor) as door:
        door.update(checklist_item, item_id, expected_version, {})  # gone or changed: said before any rule
        item = read(door, item_id, acting["today"], acting["programme"])
        change = decide(item)
        if isinstance(change, Refusal):
            return change
        change = {name: value for name, value in change.items() if item.row[name] != value}
        if not change:
            return _written(item.row, ())
        change |= {"changed_at": now, "changed_by": actor}
        door.update(checklist_item, item_id, expected_version, change)
        moved = _enter_in_custody(item, change)
        return _written(item_row(door, item_id), moved)


def _written(row: Row, moved: tuple[Moved, ...]) -> ItemWritten:
    return ItemWritten(row["id"], row["version"], _STATES[row["state"]], row["due_on"], moved)


_STATES = {state.value: state for state in ItemState}


def _known(item: Item) -> dt.date | None:
    return known_date(item.spec, item.stored.case(item.list_row["episode_id"]).episode)


def _back_to_custody(item: Item, known: dt.date) -> Change | Refusal:
    """From "not needed" or "confirmed" to the date that the imprisonment has."""
    if item.row["state"] in {ItemState.NOT_NEEDED.value, ItemState.CONFIRMED.value}:
        return state(ItemState.DONE) | {"value_on": known}
    message = text("The imprisonment has this date, {on}. Change it, or take it off, instead.", on=known)
    return Refusal("follows_custody", message)


def _enter_in_custody(item: Item, change: Change) -> tuple[Moved, ...]:
    """A date that the imprisonment has too is entered there as well; nobody enters things twice."""
    column = CUSTODY_DATES.get(str(item.row["key"]))
    if column is None or "value_on" not in change:
        return ()
    of_list = item.list_row["episode_id"]
    episode = item.stored.newest_episode
    if of_list is not None:
        episode = next((each for each in item.stored.episodes if each["id"] == of_list), None)
    if episode is None or episode[column] == change["value_on"]:
        return ()
    item.door.update(custody_episode, episode["id"], episode["version"], {column: change["value_on"]})
    return rederive(item.door, [item.stored.id], today=item.today, programme=item.programme)


def _give_role(door: Door, participant_id: str, contact_id: str, role: str, today: dt.date) -> None:
    there = door.connection.execute(
        select(participant_contact.c.id).where(
            participant_contact.c.participant_id == participant_id,
            participant_contact.c.contact_id == contact_id,
            participant_contact.c.role == role,
        )
    ).scalar()
    if there is None:
        door.insert(
            participant_contact,
            {"participant_id": participant_id, "contact_id": contact_id, "role": role, "from_on": today},
        )
