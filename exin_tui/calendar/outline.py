"""The lines of a foreign ``.ics`` file that are worth reading, and the refusal of what is no honest calendar.

Only bytes are taken: given a string, icalendar opens a file when the string happens to be a path. Of each
event a dozen properties are kept; notes, attendees, attachments and alarms are dropped unread, and what is
left is small enough that no parser can be kept busy with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from exin_tui.language import Sayable, text

MOST_BYTES = 4 * 1024 * 1024
MOST_EVENTS = 2_000
LONGEST_LINE = 4_096
"""Bytes of one of the lines that are kept, unfolded."""
_MOST_ZONE_PARTS = 400

_NAME = re.compile(rb"[A-Za-z0-9-]{1,64}")
_OF_AN_EVENT = frozenset(
    {
        b"UID", b"DTSTART", b"DTEND", b"DURATION", b"DTSTAMP", b"LAST-MODIFIED", b"SEQUENCE", b"STATUS",
        b"SUMMARY", b"LOCATION", b"RRULE", b"RDATE", b"EXDATE", b"EXRULE", b"RECURRENCE-ID",
    }
)  # fmt: skip
_OF_A_ZONE = frozenset({b"TZID", b"TZOFFSETFROM", b"TZOFFSETTO", b"TZNAME", b"DTSTART", b"RRULE", b"RDATE"})
_OF_A_CALENDAR = frozenset({b"VERSION", b"PRODID", b"METHOD"})
_KEPT = {
    (b"VCALENDAR",): _OF_A_CALENDAR,
    (b"VCALENDAR", b"VEVENT"): _OF_AN_EVENT,
    (b"VCALENDAR", b"VTIMEZONE"): _OF_A_ZONE,
    (b"VCALENDAR", b"VTIMEZONE", b"STANDARD"): _OF_A_ZONE,
    (b"VCALENDAR", b"VTIMEZONE", b"DAYLIGHT"): _OF_A_ZONE,
}
_SUB_DAILY = re.compile(rb"FREQ\s*=\s*(SECONDLY|MINUTELY|HOURLY)", re.IGNORECASE)


class CalendarRefused(Exception):
    """The file as a whole is not taken; ``message`` says why and what to do."""

    def __init__(self, message: Sayable, *, exit_code: int = 3) -> None:
        super().__init__(message.say("en"))
        self.code = "calendar"
        self.message = message
        self.exit_code = exit_code


@dataclass(slots=True)
class _Outline:
    lines: list[bytes] = field(default_factory=list)
    events: int = 0
    zone_parts: int = 0


def worth_reading(content: bytes) -> bytes:
    """The calendar with nothing but what is read of it. Raises `CalendarRefused`."""
    if len(content) > MOST_BYTES:
        raise CalendarRefused(
            text("The file is larger than {number} MB: that is not a few meetings.", number=MOST_BYTES >> 20)
        )
    outline = _Outline()
    path: tuple[bytes, ...] = ()
    closed = False
    for line in _unfolded(_as_utf8(content)):
        name = _NAME.match(line)
        if name is None:
            continue
        word, value = name[0].upper(), line.rpartition(b":")[2].strip().upper()
        if word == b"BEGIN":
            path = (*path, value)
            _begin(outline, path)
        elif word == b"END":
            if not path or path[-1] != value:
                raise _broken()
            if path in _KEPT:
                outline.lines.append(b"END:" + value)
            closed = path == (b"VCALENDAR",)
            path = path[:-1]
        elif word in _KEPT.get(path, ()):
            outline.lines.append(_line(line, path, word))
    if path or not closed:
        raise _broken()
    return b"\r\n".join(outline.lines) + b"\r\n"


def _begin(outline: _Outline, path: tuple[bytes, ...]) -> None:
    if path[0] != b"VCALENDAR" or len(path) > 8:
        raise _broken()
    if path[-1] == b"VEVENT":
        outline.events += 1
        if outline.events > MOST_EVENTS:
            raise CalendarRefused(
                text("The file has more than {number} meetings. Ask for a shorter one.", number=MOST_EVENTS)
            )
    if b"VTIMEZONE" in path:
        outline.zone_parts += 1
        if outline.zone_parts > _MOST_ZONE_PARTS:
            raise _broken()
    if path in _KEPT:
        outline.lines.append(b"BEGIN:" + path[-1])


def _line(line: bytes, path: tuple[bytes, ...], word: bytes) -> bytes:
    if len(line) > LONGEST_LINE:
        if word in {b"SUMMARY", b"LOCATION"}:
            return line[:LONGEST_LINE].decode(errors="ignore").rstrip("\\").encode()
        raise _broken()
    if word in {b"RRULE", b"EXRULE"}:
        if _SUB_DAILY.search(line):
            raise CalendarRefused(
                text("A meeting in the file repeats within the day. Such a rule is not taken.")
            )
        if b"VTIMEZONE" in path and b"FREQ=YEARLY" not in line.upper():
            raise _broken()
    return line


def _unfolded(content: bytes) -> Iterator[bytes]:
    """Content lines, whole: a line that begins with a blank continues the one before (RFC 5545 3.1)."""
    pieces: list[bytes] = []
    for line in content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        if line[:1] in {b" ", b"\t"}:
            pieces.append(line[1:])
            continue
        if pieces:
            yield b"".join(pieces)
        pieces = [line]
    yield b"".join(pieces)


def _as_utf8(content: bytes) -> bytes:
    """UTF-8 without a mark and without NUL; what is not UTF-8 is read as Windows wrote it."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        content = content.decode("utf-16", errors="replace").encode()
    content = content.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").encode()
    return content


def _broken() -> CalendarRefused:
    return CalendarRefused(
        text("This is not a whole calendar file. Save it anew where it came from, and try again.")
    )
