"""A calendar written entry by entry, so that the hundred-thousandth costs no more memory than the first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from exin_schema.tables import agency, contact, meeting_attendee
from exin_tui.calendar.deleted import deleted_meetings
from exin_tui.calendar.event import Writer
from exin_tui.calendar.lines import escaped, line
from exin_tui.calendar.meetings import Entry, count, entries
from exin_tui.calendar.wanted import Extra, Telling, Wanted
from exin_tui.calendar.withheld import Withheld
from exin_tui.calendar.zone import VTIMEZONE
from exin_tui.language import Language, Sayable, say, text

PRODID = "-//exin-tui//calendar//NO"
REFRESH = "PT6H"
"""How often a client that subscribes should look again (RFC 7986 5.7)."""
END = b"END:VCALENDAR\r\n"
PROGRESS_FROM = 1_000
"""Meetings from which on progress is told."""

Progress = Callable[[int, int], None]
"""Called with how many are done, and how many there may be."""
KindWords = Callable[[str], Sayable]


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as it is written, and whose it is."""

    uid: str
    content: bytes
    """Its ``VEVENT`` or ``VEVENT``s."""
    participant_id: str | None
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export was asked for."""

    wanted: Wanted
    telling: Telling
    kind_of: KindWords | None = None
    """The words of a meeting kind's key; None: the key."""


def told(
    connection: Connection,
    asked: Asked,
    *,
    now: dt.datetime,
    stamped: bool,
    progress: Progress | None = None,
) -> Iterator[Told]:
    """Each entry in the form of ``asked``; ``stamped``: DTSTAMP says ``now``, else when it last changed."""
    writer = writer_for(connection, asked, now if stamped else None)
    whole = count(connection, asked.wanted, now=now) if progress is not None else 0
    for done, entry in enumerate(everything(connection, asked.wanted, now), 1):
        if progress is not None and whole >= PROGRESS_FROM and done % 100 == 0:
            progress(min(done, whole), whole)
        yield Told(entry.uid, writer.entry(entry), entry.meeting.participant_id, entry.meeting.cancelled)
    if progress is not None and whole >= PROGRESS_FROM:
        progress(whole, whole)


def head(language: Language, *, method: str | None, named: bool = True) -> bytes:
    """What stands before the events. ``method`` None: an item of a collection, which may have none (RFC 4791
    4.1), nor a name. ``named`` False: a message about one meeting, which is no calendar to subscribe to.
    """
    lines = [
        b"BEGIN:VCALENDAR\r\n",
        line("VERSION", "2.0"),
        line("PRODID", PRODID),
        line("CALSCALE", "GREGORIAN"),
    ]
    if method is not None:
        lines.append(line("METHOD", method))
    if method is not None and named:
        name = escaped(say(text("Meetings"), language))
        lines += [
            line("NAME", name),
            line("X-WR-CALNAME", name),
            line("X-WR-TIMEZONE", "Europe/Oslo"),
            line("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
            line("X-PUBLISHED-TTL", REFRESH),
        ]
    return b"".join(lines)


def item(one: Told, language: Language) -> bytes:
    """One entry as a calendar of its own: what a folder and a collection hold."""
    zone = VTIMEZONE if b";TZID=" in one.content else b""
    return head(language, method=None) + zone + one.content + END


def everything(connection: Connection, wanted: Wanted, now: dt.datetime) -> Iterator[Entry]:
    """What ``wanted`` asks for, and what was deleted lately."""
    yield from entries(connection, wanted, now=now)
    yield from deleted_meetings(connection, wanted, now=now)


def writer_for(connection: Connection, asked: Asked, stamp: dt.datetime | None) -> Writer:
    """Writes as ``asked``; ``stamp``: when the file is made, None: when each was changed last."""
    extras = asked.telling.extras
    writer = Writer(asked.telling, stamp)
    return Writer(
        asked.telling,
        stamp,
        kind_of=asked.kind_of or writer.kind_of,
        withheld=Withheld.read(connection) if extras & {Extra.PLACE, Extra.DESCRIPTION} else writer.withheld,
        partners=_partners(connection) if Extra.PARTNER in extras else {},
    )


def _partners(connection: Connection) -> dict[str, list[str]]:
    """The agencies whose people take part, by meeting."""
    wanted = (
        select(meeting_attendee.c.meeting_id, agency.c.name)
        .join(contact, contact.c.id == meeting_attendee.c.contact_id)
        .join(agency, agency.c.id == contact.c.agency_id)
        .order_by(agency.c.name)
    )
    found: dict[str, list[str]] = {}
    for row in connection.execute(wanted):
        names = found.setdefault(row.meeting_id, [])
        if row.name not in names:
            names.append(row.name)
    return found
