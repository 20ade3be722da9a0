"""Content lines of RFC 5545: text escaped, folded at 75 octets without splitting a character, CRLF.

Written by hand and not with icalendar's objects: those cost 370 µs an event, of which a team of thousands of
meetings would wait for every one; the clients in the tests read what is written here.
"""

from __future__ import annotations

import datetime as dt

from exin_tui.privacy.sanitise import several_lines

OCTETS = 75
"""The longest line, without its end (RFC 5545 3.1)."""
CRLF = b"\r\n"


def line(name: str, value: str) -> bytes:
    """``name:value`` as one content line, folded. ``value`` is already in its own form."""
    raw = f"{name}:{value}".encode()
    if len(raw) <= OCTETS:
        return raw + CRLF
    return _folded(raw)


def escaped(value: str) -> str:
    """A TEXT value (RFC 5545 3.3.11), without control and bidi characters; a line break is ``\\n``."""
    clean = several_lines(value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return clean.replace("\n", "\\n")


def utc(moment: dt.datetime) -> str:
    """``20261127T081500Z``. ``moment`` is aware."""
    moment = moment.astimezone(dt.UTC)
    return (
        f"{moment.year:04}{moment.month:02}{moment.day:02}"
        f"T{moment.hour:02}{moment.minute:02}{moment.second:02}Z"
    )


def local(moment: dt.datetime) -> str:
    """``20261127T091500``: the time of day as it is, for a line that names its zone."""
    return f"{moment:%Y%m%dT%H%M%S}"


def day(date: dt.date) -> str:
    """``20261127``."""
    return f"{date:%Y%m%d}"


def _folded(raw: bytes) -> bytes:
    parts = []
    room = OCTETS
    while len(raw) > room:
        end = room
        while raw[end] & 0xC0 == 0x80:  # inside a character of several octets
            end -= 1
        parts.append(raw[:end])
        raw = raw[end:]
        room = OCTETS - 1  # the space that begins a continuation
    parts.append(raw)
    return b"\r\n ".join(parts) + CRLF
