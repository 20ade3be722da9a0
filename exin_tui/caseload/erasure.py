"""Everything about a participant deleted, and the key to their history destroyed.

The participant may at any time have what is kept about them deleted. Source: the guide's consent form. What
remains is said before it is done (`what_remains`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import ColumnElement, Connection, Table, func, select

from exin_schema.programme import Programme
from exin_schema.tables import (
    change,
    checklist_item,
    contact,
    disclosure,
    invitation,
    meeting,
    meeting_attendee,
    participant,
    participant_contact,
)
from exin_tui.caseload.acting import Acting
from exin_tui.caseload.at_hand import take
from exin_tui.caseload.own_copy import tables_about
from exin_tui.caseload.stored import read_participant
from exin_tui.caseload.told import ToTell, to_tell
from exin_tui.history.erasing import erase
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door


@dataclass(frozen=True, slots=True)
class Remains:
    """What would be deleted, and what would not."""

    rows: int
    """Rows of the caseload that go."""
    private_contacts: int
    """Named persons without an agency whom nobody else has as a contact: they go too."""
    changes: int
    """Lines of the change log that stay, unreadable: who, when, which command."""
    disclosures: int
    """Records of what was told to others that stay: to whom, which fields."""
    to_tell: tuple[ToTell, ...]
    """Who has a consent today, and does not know that it ends."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was deleted."""

    code: str
    rows: int


def what_remains(
    connection: Connection, participant_id: str, *, today: dt.date, programme: Programme
) -> Remains:
    """What erasing would mean. Raises LookupError when there is no such participant."""
    stored = read_participant(connection, participant_id)
    if stored is None:
        raise LookupError("no such participant")
    counted = sum(
        int(connection.execute(select(func.count()).where(_owner(table) == participant_id)).scalar_one())
        for table in tables_about()
    )

    def lines(table: Table) -> int:
        wanted = select(func.count()).where(table.c.participant_id == participant_id)
        return int(connection.execute(wanted).scalar_one())

    return Remains(
        rows=counted,
        private_contacts=len(_only_theirs(connection, participant_id)),
        changes=lines(change),
        disclosures=lines(disclosure),
        to_tell=to_tell(stored.case().consents, today, programme),
    )


def erase_participant(
    database: Database, participant_id: str, expected_version: int, **acting: Unpack[Acting]
) -> Erasure | Refusal:
    """Delete every row of the participant's, and destroy the key of what the log says of them.

    It cannot be undone. Copies of the database made earlier still hold it. Raises `StaleVersion`.
    """
    with database.write(command="participant.erase", now=acting["now"], actor=acting["actor"]) as door:
        stored = take(door, participant_id, expected_version, closed_too=True)
        if isinstance(stored, Refusal):
            return stored
        code = str(stored.participant["code"])
        alone = _only_theirs(door.connection, participant_id)
        gone: Counter[str] = Counter()
        _delete_attached(door, participant_id, gone)
        for table in _children_first():
            _delete(door, table, _owner(table) == participant_id, gone)
        _delete(door, contact, contact.c.id.in_(alone), gone)
        erase(door, participant_id)
        return Erasure(code, gone.total())


def _owner(table: Table) -> ColumnElement[str]:
    return table.c.id if table is participant else table.c.participant_id


def _children_first() -> list[Table]:
    """Rows that others refer to go last."""
    from exin_schema.tables import metadata

    about = {table.name for table in tables_about()}
    return [table for table in reversed(metadata.sorted_tables) if table.name in about]


def _delete_attached(door: Door, participant_id: str, gone: Counter[str]) -> None:
    """Who attends the participant's meetings, invitations to them, and single instances of series."""
    theirs = select(meeting.c.id).where(meeting.c.participant_id == participant_id).scalar_subquery()
    for table in (invitation, meeting_attendee):
        _delete(door, table, table.c.meeting_id.in_(theirs), gone)
    for one in door.connection.execute(
        select(meeting.c.id).where(meeting.c.participant_id == participant_id)
    ):
        _delete(door, meeting, meeting.c.series_id == one.id, gone)


def _delete(door: Door, table: Table, condition: ColumnElement[bool], gone: Counter[str]) -> None:
    wanted = select(table.c.id, table.c.version).where(condition)
    for row in door.connection.execute(wanted).all():
        door.delete(table, row.id, row.version)
        gone[str(table.name)] += 1


def _only_theirs(connection: Connection, participant_id: str) -> list[str]:
    """Contacts without an agency, such as family, that no other participant and no team meeting has."""
    mine = select(participant_contact.c.contact_id).where(
        participant_contact.c.participant_id == participant_id
    )
    others = [
        select(table.c.contact_id).where(
            table.c.contact_id.is_not(None), table.c.participant_id.is_distinct_from(participant_id)
        )
        for table in (participant_contact, checklist_item, meeting_attendee, invitation)
    ]
    wanted = select(contact.c.id).where(
        contact.c.agency_id.is_(None),
        contact.c.id.in_(mine),
        *(contact.c.id.not_in(each) for each in others),
    )
    return list(connection.execute(wanted).scalars().all())
