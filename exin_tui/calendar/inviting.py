"""Inviting to one meeting (RFC 5546 REQUEST) and calling it off (CANCEL): by choice, and shown first.

What is sent is a file that somebody attaches to a message of their own: the program sends nothing. Whoever is
on it sees everybody else on it, so it lists those alone who were chosen and may be told.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.tables import invitation, meeting
from exin_tui.calendar.guests import Guest, invitations, is_address
from exin_tui.calendar.invitation import ORGANIZER, Inviting, Preview, invitation_writer
from exin_tui.calendar.invitation_ways import CallOff, Invite
from exin_tui.calendar.lines import line
from exin_tui.calendar.meetings import Entry, entry_of
from exin_tui.calendar.owed import told_sum
from exin_tui.calendar.stream import END, head
from exin_tui.calendar.zone import VTIMEZONE
from exin_tui.language import say, text
from exin_tui.privacy.private_file import private_file
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

EXPORT = "invitation"


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written."""

    path: Path
    guests: tuple[Guest, ...]
    sequence: int


def invite(
    database: Database,
    meeting_id: str,
    path: Path,
    inviting: Inviting,
    *,
    chosen: frozenset[str] | None,
    today: dt.date,
    now: dt.datetime,
    programme: Programme,
    actor: str | None = None,
    force: bool = False,
) -> Sent | Refusal:
    """Write the invitation for the ``chosen`` (addresses; None: all who may be told) to ``path``, 0600.

    Consents are read in the transaction that records the disclosures: a withdrawal of a moment ago bites, and
    somebody chosen who may not be told refuses the whole. An update of an earlier invitation is the same file
    anew. Raises FileExistsError unless ``force``, OSError when it cannot be written; nothing is kept then.
    """
    return _send(
        Invite(inviting, chosen, today, now, programme), database, meeting_id, path, actor=actor, force=force
    )


def uninvite(
    database: Database,
    meeting_id: str,
    path: Path,
    inviting: Inviting,
    *,
    chosen: frozenset[str] | None,
    today: dt.date,
    now: dt.datetime,
    programme: Programme,
    actor: str | None = None,
    force: bool = False,
) -> Sent | Refusal:
    """Write the cancellation for those ``chosen`` (None: everybody) of the invited. As `invite` otherwise.

    It tells nothing that they were not told, so it takes no consent: whoever lost theirs must be told too.
    """
    return _send(
        CallOff(inviting, chosen, today, now, programme),
        database,
        meeting_id,
        path,
        actor=actor,
        force=force,
    )


def _send(
    way: Invite, database: Database, meeting_id: str, path: Path, *, actor: str | None, force: bool
) -> Sent | Refusal:
    with private_file(path, replace=force) as made:
        with database.write(command=way.command, now=way.now, actor=actor) as door:
            found = way.look(door.connection, meeting_id, door.actor)
            if isinstance(found, Refusal):
                return found
            people = _allowed(way, found)
            if isinstance(people, Refusal):
                return people
            entry, told = _numbered(way, door, found.entry, people)
            made.file.write(_content(way, door.connection, entry, found, people))
            _record(way, door, entry, people, told, found.organizer)
            door.finish()
            made.keep()
        return Sent(path, people, entry.meeting.sequence)


def _allowed(way: Invite, found: Preview) -> tuple[Guest, ...] | Refusal:
    refusal = way.refused(found)
    if refusal is not None:
        return refusal
    people = way.to_whom(found)
    if isinstance(people, Refusal):
        return people
    people = tuple({one.address: one for one in people}.values())
    if not people:
        return Refusal("nobody", text("There is nobody to send it to. Nothing was written."))
    if not found.organizer:
        return Refusal("organizer", text("Say which e-mail address answers go to."))
    if not is_address(found.organizer):
        return Refusal("organizer", text("{address} is no e-mail address.", address=found.organizer))
    return people


def _numbered(way: Invite, door: Door, entry: Entry, people: Sequence[Guest]) -> tuple[Entry, int]:
    """The entry with the number it is sent with, and the sum that tells whether it changes later."""
    rows = invitations(door.connection, entry.meeting.id)
    told = told_sum(door.connection, entry.meeting.id)
    if way.counts_up(people, rows, told):
        one = entry.meeting
        door.update(meeting, one.id, one.version, {"sequence": one.sequence + 1, "changed_at": door.now})
        found = entry_of(door.connection, one.id)
        entry, told = found or entry, told + 1
    return way.entry(entry), told


def _record(
    way: Invite, door: Door, entry: Entry, people: Sequence[Guest], told: int, organizer: str
) -> None:
    one, rows = entry.meeting, invitations(door.connection, entry.meeting.id)
    door.set_setting(ORGANIZER + one.id, json.dumps(organizer))
    for guest in people:
        values = way.row(door.now, told, door.actor)
        known = rows.get(guest.address)
        if known is not None:
            door.update(invitation, known["id"], known["version"], values)
        else:
            of = {"participant_id": one.participant_id, "meeting_id": one.id}
            door.insert(
                invitation, {**of, "contact_id": guest.contact_id, "address": guest.address, **values}
            )
        door.disclosure(
            participant_id=one.participant_id,
            recipient=guest.agency or say(guest.line or "", "nb") or EXPORT,
            export=EXPORT,
            fields=_fields(way),
            consents=guest.consents,
            cancelled=way.calls_off,
        )


def _fields(way: Invite) -> tuple[str, ...]:
    told = way.inviting.telling.fields
    if not way.inviting.title:
        return told
    return ("title", *(each for each in told if each not in {"code", "alias"}))


def _content(
    way: Invite, connection: Connection, entry: Entry, found: Preview, people: Sequence[Guest]
) -> bytes:
    inviting = way.words()
    writer = replace(
        invitation_writer(connection, inviting, way.now),
        more=_people_lines(found.organizer, people, answer=not way.calls_off),
        called=one_line(inviting.title).strip(),
    )
    written = writer.entry(entry)
    zone = VTIMEZONE if b";TZID=" in written else b""
    return head(inviting.telling.language, method=way.method, named=False) + zone + written + END


def _people_lines(organizer: str, people: Sequence[Guest], *, answer: bool) -> bytes:
    """Nobody is named: an address is what a calendar needs, and names are in the message that carries it."""
    asks = ";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE" if answer else ""
    lines = [line("ORGANIZER", f"mailto:{organizer}")]
    lines += [line(f"ATTENDEE{asks}", f"mailto:{one.address}") for one in people]
    return b"".join(lines)
