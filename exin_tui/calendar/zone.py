"""The Oslo time zone as every calendar client reads it.

icalendar's own ``add_missing_timezones`` writes an RDATE-only zone with the spring change an hour late, which
vobject, ical.js and libical all misread. Norway has changed its clocks by the same two rules since 1980; the
rules below begin in 1970, before any meeting of ours.
"""

from __future__ import annotations

TZID = "Europe/Oslo"

VTIMEZONE = "\r\n".join(
    (
        "BEGIN:VTIMEZONE",
        f"TZID:{TZID}",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    )
).encode()
"""``VTIMEZONE`` with two rules: the last Sundays of March and October."""
