"""The sheet of contacts: agencies, the people who work there, and what they are for which participant.

An agency is found by its name, a contact by agency and name. Who has no agency, such as family, is found by
name among that participant's own: two mothers may be called the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from exin_schema.tables import agency, checklist, checklist_item, contact, participant_contact
from exin_schema.tables.checklists import OPEN_STATES
from exin_schema.vocabulary import ItemKind, ItemState
from exin_tui.importing.columns import Kind
from exin_tui.importing.gone_through import GoneThrough
from exin_tui.importing.parse import CLEAR, ParsedRow, given
from exin_tui.importing.problems import Place
from exin_tui.importing.report import Action
from exin_tui.language import text

_Stored = dict[str, Any]
_Key = tuple[str, str, str]
"""Agency's name, contact's name, and the participant's code for a contact without an agency."""

OTHER_AGENCY = "other"
"""The kind of an agency that no consent line opens."""

_DETAILS = (("title", "role"), ("phone", "phone"), ("email", "email"))
"""Column of the list, column of the table."""


class ContactRows:
    """Takes the rows of a list of contacts."""

    kind = Kind.CONTACTS

    def __init__(self, going: GoneThrough) -> None:
        self._going = going
        self._agencies: dict[str, _Stored] = {
            row["name"]: dict(row) for row in going.connection.execute(select(agency)).mappings()
        }
        self._lines = {role.key: role.line for role in going.programme.roles}
        self._items = {
            item.key
            for checklist in going.programme.checklists
            for item in checklist.items
            if item.kind is ItemKind.CONTACT
        }
        self._said: dict[tuple[_Key, str], tuple[object, Place]] = {}
        self._links_seen: set[tuple[_Key, str, object]] = set()

    def take(self, rows: Sequence[ParsedRow]) -> None:
        """Plan and, when writing, store ``rows``."""
        batch = _Batch(self._going, rows)
        for row in rows:
            self._check(row)
            self._going.settle(self.kind, row, self._take(row, batch))

    def _check(self, row: ParsedRow) -> None:
        values = row.values
        code = values.get("participant")
        if isinstance(code, str) and (unknown := self._going.known.unknown_participant(code)):
            row.refuse("participant", unknown)
        if isinstance(values.get("name"), str):
            self._going.known.named_contacts.add((str(values["name"]), _key(row)[0]))
        if "name" not in row.filled:
            row.refuse("name", text("Write the contact's name."))
        if code is not None and "role" not in row.filled:
            row.refuse("role", text("Write what the contact is for the participant."))
        if "participant" not in row.filled and "agency" not in row.filled:
            row.refuse(
                "participant", text("Write the participant's code, or the agency of a contact of the team's.")
            )
        first, last = given(values, "from_on"), given(values, "to_on")
        if first is not None and last is not None and str(last) < str(first):
            row.refuse("to_on", text("The last day is before the first. One of them is wrong."))
        self._refuse_contradictions(row)

    def _refuse_contradictions(self, row: ParsedRow) -> None:
        """One contact in several rows has one phone number: else each import would change it to and fro."""
        key = _key(row)
        for column in ("agency_kind", "title", "phone", "email"):
            if column not in row.values:
                continue
            about: _Key = (key[0], "", "") if column == "agency_kind" else key
            value, before = self._said.setdefault((about, column), (row.values[column], row.place(column)))
            if value != row.values[column]:
                row.refuse(
                    column,
                    text("{place} says something else of the same contact.", place=before),
                )

    def _take(self, row: ParsedRow, batch: _Batch) -> Action | None:
        if row.problems:
            return None
        key, role = _key(row), row.values.get("role")
        link = (key, str(row.values.get("participant", "")).casefold(), role)
        if link in self._links_seen:
            return Action.UNCHANGED
        self._links_seen.add(link)
        done = [self._take_agency(row), self._take_contact(row, batch, key)]
        if "participant" in row.values:
            done.append(self._take_link(row, batch, key))
        if done[-1] is Action.ADDED:
            return Action.ADDED
        return Action.UPDATED if any(action is not Action.UNCHANGED for action in done) else Action.UNCHANGED

    def _take_agency(self, row: ParsedRow) -> Action:
        name = row.values.get("agency")
        if not isinstance(name, str):
            return Action.UNCHANGED
        stored, door = self._agencies.get(name), self._going.door
        kind = row.values.get("agency_kind")
        if stored is None:
            values = {
                "name": name,
                "kind": kind or self._lines.get(str(row.values.get("role"))) or OTHER_AGENCY,
            }
            identity = door.insert(agency, values) if door else ""
            self._agencies[name] = {**values, "id": identity, "version": 1}
            return Action.ADDED
        if kind is None or kind == stored["kind"]:
            return Action.UNCHANGED
        stored["kind"] = kind
        if door:
            stored["version"] = door.update(agency, stored["id"], stored["version"], {"kind": kind})
        return Action.UPDATED

    def _take_contact(self, row: ParsedRow, batch: _Batch, key: _Key) -> Action:
        stored, door = batch.contacts.get(key), self._going.door
        details: dict[str, object] = {
            column: "" if row.values[heading] is CLEAR else row.values[heading]
            for heading, column in _DETAILS
            if heading in row.values
        }
        if stored is None:
            at = self._agencies[key[0]]["id"] if key[0] else None
            values = {"agency_id": at or None, "name": key[1], **details}
            identity = door.insert(contact, values) if door else ""
            batch.contacts[key] = {**values, "id": identity, "version": 1}
            return Action.ADDED
        changes = {column: value for column, value in details.items() if value != stored.get(column)}
        if not changes:
            return Action.UNCHANGED
        stored |= changes
        if door:
            stored["version"] = door.update(contact, stored["id"], stored["version"], changes)
        return Action.UPDATED

    def _take_link(self, row: ParsedRow, batch: _Batch, key: _Key) -> Action:
        door = self._going.door
        participant_id = self._going.known.participant_id(str(row.values["participant"])) or ""
        contact_id, role = batch.contacts[key]["id"], str(row.values["role"])
        stored = batch.links.get((participant_id, contact_id, role))
        days: dict[str, object] = {
            column: None if row.values[column] is CLEAR else row.values[column]
            for column in ("from_on", "to_on")
            if column in row.values
        }
        if stored is None or not contact_id:
            if door:
                link: dict[str, object] = {
                    "participant_id": participant_id,
                    "contact_id": contact_id,
                    "role": role,
                    **days,
                }
                door.insert(participant_contact, link)
                self._attach(batch, participant_id, contact_id, role)
            return Action.ADDED
        changes: dict[str, object] = {
            column: value for column, value in days.items() if value != stored[column]
        }
        if not changes:
            return Action.UNCHANGED
        if door:
            door.update(participant_contact, stored["id"], stored["version"], changes)
        return Action.UPDATED

    def _attach(self, batch: _Batch, participant_id: str, contact_id: str, role: str) -> None:
        """A checklist item for this contact is done when the contact is attached (the guide)."""
        door = self._going.door
        if door is None or role not in self._items:
            return
        for item in batch.open_items(participant_id, role):
            values = {
                "contact_id": contact_id,
                "state": ItemState.DONE.value,
                "changed_at": door.now,
                "changed_by": door.actor,
            }
            door.update(checklist_item, item["id"], item["version"], values)


class _Batch:
    """What the database has for a batch of rows."""

    def __init__(self, going: GoneThrough, rows: Sequence[ParsedRow]) -> None:
        self._connection = going.connection
        names = {row.values["name"] for row in rows if "name" in row.values}
        codes = {str(row.values["participant"]) for row in rows if "participant" in row.values}
        ids = {identity: code for code in codes if (identity := going.known.participant_id(code))}
        keys = {str(row.values["role"]) for row in rows if "role" in row.values}
        self._open = _open_items(self._connection, ids, keys) if going.door else {}
        self.links: dict[tuple[str, str, str], Mapping[str, Any]] = {}
        wanted = select(participant_contact).where(participant_contact.c.participant_id.in_(ids))
        holders: dict[str, set[str]] = {}
        for link in self._connection.execute(wanted).mappings():
            self.links[link["participant_id"], link["contact_id"], link["role"]] = dict(link)
            holders.setdefault(link["contact_id"], set()).add(ids[link["participant_id"]].casefold())
        named = (
            select(contact, agency.c.name.label("agency_name"))
            .outerjoin(agency, contact.c.agency_id == agency.c.id)
            .where(contact.c.name.in_(names))
        )
        self.contacts: dict[_Key, _Stored] = {}
        for row in self._connection.execute(named).mappings():
            stored = dict(row)
            if stored["agency_id"] is not None:
                self.contacts[stored["agency_name"], stored["name"], ""] = stored
            else:
                for code in holders.get(stored["id"], ()):
                    self.contacts["", stored["name"], code] = stored

    def open_items(self, participant_id: str, key: str) -> list[_Stored]:
        """The participant's items called ``key`` that lack a contact; each is given out once."""
        return self._open.pop((participant_id, key), [])


def _open_items(
    connection: Connection, ids: Iterable[str], keys: Iterable[str]
) -> dict[tuple[str, str], list[_Stored]]:
    """Checklist items that lack this contact, by participant and key: open ones, and those that were done
    because the list had been gone through. Read through the checklists, which have an index for it."""
    item = checklist_item.c
    statement = (
        select(
            checklist.c.participant_id, checklist_item.c.key, checklist_item.c.id, checklist_item.c.version
        )
        .join(checklist_item, checklist_item.c.checklist_id == checklist.c.id)
        .where(
            checklist.c.participant_id.in_(ids),
            item.key.in_(keys),
            item.state.in_(OPEN_STATES) | ((item.state == ItemState.DONE.value) & item.contact_id.is_(None)),
        )
    )
    found: dict[tuple[str, str], list[_Stored]] = {}
    for row in connection.execute(statement).mappings():
        found.setdefault((row["participant_id"], row["key"]), []).append(dict(row))
    return found


def _key(row: ParsedRow) -> _Key:
    at, name = str(row.values.get("agency", "")), str(row.values.get("name", ""))
    return at, name, "" if at else str(row.values.get("participant", "")).casefold()
