"""The coming meetings as one ``.ics`` file, for the team's own calendars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from icalendar import Calendar

from exin_tui.calendar.event import event
from exin_tui.calendar.meetings import CalendarMeeting, coming_meetings
from exin_tui.calendar.zone import oslo
from exin_tui.language import Language
from exin_tui.privacy.private_file import write_private
from exin_tui.storage.database import Database

PRODID = "-//exin-tui//calendar//NO"
FIELDS = ("code", "starts_at", "ends_at")
"""What a calendar is told of a participant."""


def as_ics(meetings: Iterable[CalendarMeeting], *, language: Language, now: dt.datetime) -> bytes:
    """The file: CRLF, lines folded by octets, ``METHOD:PUBLISH`` (RFC 5546 3.2.1), one time zone.

    Raises ValueError when a stored recurrence rule cannot be read.
    """
    meetings = list(meetings)
    uids = {meeting.id: meeting.uid for meeting in meetings}
    calendar = Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    if any(meeting.rrule is not None or meeting.recurrence_id is not None for meeting in meetings):
        calendar.add_component(oslo())
    for meeting in meetings:
        calendar.add_component(
            event(meeting, series_uid=uids.get(meeting.series_id or ""), language=language, now=now)
        )
    content: bytes = calendar.to_ical()
    return content


def export_calendar(
    database: Database,
    path: Path,
    *,
    since: dt.datetime,
    before: dt.datetime | None,
    now: dt.datetime,
    language: Language,
    replace: bool = False,
) -> int:
    """Write the meetings from ``since`` and before ``before`` to ``path``; how many.

    The file is the owner's alone and appears in one step. What it tells of whom is kept as a disclosure to
    ``calendar``. Raises FileExistsError when the file is there and ``replace`` is not given, OSError when it
    cannot be written, ValueError when a stored recurrence rule cannot be read; nothing is recorded then.
    """
    with database.read() as connection:
        meetings = coming_meetings(connection, since=since, before=before)
    content = as_ics(meetings, language=language, now=now)
    with database.write(command="calendar.export", now=now) as door:
        for participant in sorted({meeting.participant_id for meeting in meetings if meeting.participant_id}):
            door.disclosure(participant_id=participant, recipient="calendar", export="ics", fields=FIELDS)
        write_private(path, content, replace=replace)
    return len(meetings)
