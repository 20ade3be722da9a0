"""Calendar files as others send them."""

from __future__ import annotations

from collections.abc import Sequence

WEST = """BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""

NAMED = WEST.replace("W. Europe Standard Time", "(UTC+01:00) Amsterdam, Oslo")
"""As Outlook names it for people."""
CUSTOM = """BEGIN:VTIMEZONE
TZID:Egendefinert 1
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:-0500
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE"""
"""A zone that only the file itself knows."""


def sent(*events: Sequence[str], method: str = "REQUEST", zones: str = "") -> bytes:
    """A file with ``events``, each the lines of its ``VEVENT``."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody//NONSGML//EN", f"METHOD:{method}"]
    lines += zones.split("\n") if zones else []
    for event in events:
        lines += ["BEGIN:VEVENT", *event, "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def an_event(
    *more: str,
    uid: str = "040000008200E00074C5B7101A82E008",
    start: str = "DTSTART:20261120T090000Z",
    end: str = "DTEND:20261120T100000Z",
    sequence: int = 0,
    title: str = "Samarbeidsmøte",
) -> list[str]:
    """The lines of an event."""
    lines = [f"UID:{uid}", "DTSTAMP:20261019T060000Z", f"SEQUENCE:{sequence}", start, end]
    return [*lines, f"SUMMARY:{title}", "LOCATION:Møterom 4", *more]
