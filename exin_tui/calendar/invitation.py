"""An invitation before it is written: how it is to be put, and who would see what."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import invitation, setting
from exin_tui.calendar.event import Said, Writer
from exin_tui.calendar.guests import Guest, guests
from exin_tui.calendar.meetings import Entry, entry_of
from exin_tui.calendar.stream import Asked, writer_for
from exin_tui.calendar.wanted import Extra, Telling, Wanted
from exin_tui.language import Label, text
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.values import Refusal

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
    writer = invitation_writer(connection, inviting, now)
    said = _said(writer, entry, inviting)
    if isinstance(said, Refusal):
        return said
    organizer = inviting.organizer.strip() or organizer_of(connection, entry.meeting.id, actor)
    people = guests(connection, entry.meeting, today=today, programme=programme)
    return Preview(entry, said, organizer, people)


def organizer_of(connection: Connection, meeting_id: str, actor: str) -> str:
    """Whose address the meeting's invitations name; else the one that ``actor`` used last; else empty."""
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


def invitation_writer(connection: Connection, inviting: Inviting, now: dt.datetime) -> Writer:
    """Writes the meeting in the words that were asked for, without an alarm."""
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
