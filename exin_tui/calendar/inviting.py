"""Inviting to one meeting (RFC 5546 REQUEST) and calling it off (CANCEL): by choice, and shown first.

What is sent is a file that somebody attaches to a message of their own: the program sends nothing. Whoever is
on it sees everybody else on it, so it lists those alone who were chosen and may be told.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import invitation, meeting
from exin_schema.vocabulary import MeetingStatus
from exin_tui.calendar.event import Said, Writer
from exin_tui.calendar.guests import Guest, guests, invitations, is_address
from exin_tui.calendar.lines import line
from exin_tui.calendar.meetings import Entry, entry_of
from exin_tui.calendar.owed import told_sum
from exin_tui.calendar.stream import END, Asked, head, writer_for
from exin_tui.calendar.wanted import Extra, Telling, Titles, Wanted
from exin_tui.calendar.zone import VTIMEZONE
from exin_tui.language import Label, say, text
from exin_tui.privacy.private_file import private_file
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.values import Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door

EXPORT = "invitation"
ORGANIZER = "calendar.organizer."
"""A setting for each meeting that was invited to: who invites stays the same until it is called off."""
LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Inviting:
    """How an invitation is to be written."""

    telling: Telling
    """Its alarm is not used: when to be reminded is each guest's own matter."""
    organizer: str = ""
    """The e-mail address that answers go to; empty: the one that was used last."""
    title: str = ""
    """Instead of code or alias; never a name."""
    asked: Asked | None = None
    """Supplies the words of the meeting's kind."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Who would see what."""

    entry: Entry
    said: Said
    organizer: str
    guests: tuple[Guest, ...]

    @property
    def may(self) -> tuple[Guest, ...]:
        """Those who may be invited."""
        return tuple(one for one in self.guests if one.why_not is None)

    @property
    def invited(self) -> tuple[Guest, ...]:
        """Those with an invitation that stands."""
        return tuple(one for one in self.guests if one.invited)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was written."""

    path: Path
    guests: tuple[Guest, ...]
    sequence: int


def preview(
    connection: Connection,
    meeting_id: str,
    inviting: Inviting,
    *,
    actor: str,
    today: dt.date,
    now: dt.datetime,
    programme: Programme,
) -> Preview | Refusal:
    """Who would see what of a meeting, or of the series that it belongs to. Nothing is told by looking.

    Refused: a meeting that is not there, somebody else's, one that is called off or over, a title that names.
    """
    entry = entry_of(connection, meeting_id)
    if entry is None:
        return Refusal("no_meeting", text("This is no longer there: somebody deleted it. Reload."))
    writer = _writer(connection, inviting, now)
    said = _said(writer, entry, inviting)
    if isinstance(said, Refusal):
        return said
    organizer = inviting.organizer.strip() or organizer_of(connection, entry.meeting.id, actor)
    people = guests(connection, entry.meeting, today=today, programme=programme)
    return Preview(entry, said, organizer, people)


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
        _Invite(inviting, chosen, today, now, programme), database, meeting_id, path, actor=actor, force=force
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
        _CallOff(inviting, chosen, today, now, programme),
        database,
        meeting_id,
        path,
        actor=actor,
        force=force,
    )


def organizer_of(connection: Connection, meeting_id: str, actor: str) -> str:
    """Whose address the meeting's invitations name; else the one that ``actor`` used last; else empty."""
    from exin_schema.tables import setting

    own = connection.execute(
        select(setting.c.value).where(setting.c.key == ORGANIZER + meeting_id)
    ).scalar_one_or_none()
    if own is None:
        last = connection.execute(
            select(invitation.c.meeting_id)
            .where(invitation.c.sent_by == actor)
            .order_by(invitation.c.sent_at.desc())
            .limit(1)
        ).scalar_one_or_none()
        own = connection.execute(
            select(setting.c.value).where(setting.c.key == ORGANIZER + (last or ""))
        ).scalar_one_or_none()
    return str(json.loads(own)) if own else ""


@dataclass(frozen=True, slots=True)
class _Invite:
    """One way of sending: to whom, with which number, in which words."""

    inviting: Inviting
    chosen: frozenset[str] | None
    today: dt.date
    now: dt.datetime
    programme: Programme

    command = "meeting.invite"
    method = "REQUEST"

    def look(self, connection: Connection, meeting_id: str, actor: str) -> Preview | Refusal:
        return preview(
            connection,
            meeting_id,
            self.inviting,
            actor=actor,
            today=self.today,
            now=self.now,
            programme=self.programme,
        )

    def refused(self, found: Preview) -> Refusal | None:
        one = found.entry.meeting
        if one.imported:
            return Refusal(
                "theirs", text("The meeting came from somebody else's calendar: they invite to it.")
            )
        if one.cancelled:
            return Refusal("cancelled", text("The meeting is cancelled. Call the invitation off instead."))
        if one.rrule is None and one.ends_at < self.now:
            return Refusal("over", text("The meeting is over."))
        return None

    def to_whom(self, found: Preview) -> tuple[Guest, ...] | Refusal:
        if self.chosen is None:
            return found.may
        for one in found.guests:
            if one.address in self.chosen and one.why_not is not None:
                return Refusal("guest_refused", one.why_not)
        return tuple(one for one in found.may if one.address in self.chosen)

    def counts_up(self, people: Sequence[Guest], rows: Mapping[str, Any], told: int) -> bool:  # noqa: ARG002
        """Whoever was called off takes a higher number only (RFC 5546 2.1.4)."""
        return any(one.called_off for one in people)

    def entry(self, entry: Entry) -> Entry:
        """Instances get the series' number at least: a client that was called off ignores a lower one.

        A cancelled instance is left out: a request has nothing that is cancelled in it (RFC 5546 3.2.2).
        """
        highest = entry.meeting.sequence
        changed = tuple(
            msgspec.structs.replace(one, sequence=max(one.sequence, highest))
            for one in entry.changed
            if not one.cancelled
        )
        gone = tuple(one.recurrence_id for one in entry.changed if one.cancelled and one.recurrence_id)
        return replace(entry, changed=changed, forgotten=gone)

    def row(self, now: dt.datetime, told: int, actor: str) -> dict[str, object]:
        return {"sequence": told, "sent_at": now, "sent_by": actor, "cancelled_at": None}


class _CallOff(_Invite):
    """Only those who were invited, and no more than they know."""

    command = "meeting.uninvite"
    method = "CANCEL"

    def refused(self, found: Preview) -> Refusal | None:
        if not found.invited:
            return Refusal("nobody_invited", text("Nobody has an invitation to this meeting."))
        return None

    def to_whom(self, found: Preview) -> tuple[Guest, ...] | Refusal:
        return tuple(one for one in found.invited if self.chosen is None or one.address in self.chosen)

    def counts_up(self, people: Sequence[Guest], rows: Mapping[str, Any], told: int) -> bool:
        return any(rows[one.address]["sequence"] >= told for one in people)

    def entry(self, entry: Entry) -> Entry:
        return Entry(msgspec.structs.replace(entry.meeting, status=MeetingStatus.CANCELLED))

    def row(self, now: dt.datetime, told: int, actor: str) -> dict[str, object]:
        return {"sequence": told, "cancelled_at": now, "sent_by": actor}


def _send(
    way: _Invite, database: Database, meeting_id: str, path: Path, *, actor: str | None, force: bool
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


def _allowed(way: _Invite, found: Preview) -> tuple[Guest, ...] | Refusal:
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


def _numbered(way: _Invite, door: Door, entry: Entry, people: Sequence[Guest]) -> tuple[Entry, int]:
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
    way: _Invite, door: Door, entry: Entry, people: Sequence[Guest], told: int, organizer: str
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
            cancelled=way.method == "CANCEL",
        )


def _fields(way: _Invite) -> tuple[str, ...]:
    told = way.inviting.telling.fields
    return (
        ("title", *(each for each in told if each not in {"code", "alias"})) if way.inviting.title else told
    )


def _content(
    way: _Invite, connection: Connection, entry: Entry, found: Preview, people: Sequence[Guest]
) -> bytes:
    inviting = way.inviting
    if way.method == "CANCEL":  # no more than they know already
        inviting = replace(inviting, telling=Telling(inviting.telling.language, Titles.GENERIC), title="")
    writer = replace(
        _writer(connection, inviting, way.now),
        more=_people_lines(found.organizer, people, answer=way.method == "REQUEST"),
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


def _writer(connection: Connection, inviting: Inviting, now: dt.datetime) -> Writer:
    telling = replace(inviting.telling, alarm_minutes=0)
    extras = telling.extras | {Extra.DESCRIPTION}  # reads what is withheld, for the title
    kinds = inviting.asked.kind_of if inviting.asked is not None else None
    writer = writer_for(connection, Asked(Wanted(now), replace(telling, extras=extras), kinds), now)
    return replace(writer, telling=telling)


def _said(writer: Writer, entry: Entry, inviting: Inviting) -> Said | Refusal:
    said = writer.said(entry.meeting)
    title = one_line(inviting.title).strip()
    if not title:
        return said
    if len(title) > LONGEST_TITLE:
        return Refusal("long", text("A title has at most {number} characters.", number=LONGEST_TITLE))
    if not writer.withheld.tells_nobody(title, entry.meeting):
        return Refusal(
            "names",
            text("The title has a name, a number or a protected address in it. Call it by something else."),
        )
    return replace(said, title=Label(title, title))
