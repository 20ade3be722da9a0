"""Prints what a Python reader makes of a file: READER FILE FIRST BEFORE (Unix seconds).

Run in an environment of its own: the product depends on none of them.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")


def one(start: Any, end: Any, title: str, *, cancelled: bool) -> dict[str, object]:
    if isinstance(start, dt.datetime):
        moments = {"start": start.timestamp(), "end": end.timestamp(), "day": None, "last": None}
    else:
        moments = {"start": 0, "end": 0, "day": start.isoformat(), "last": end.isoformat()}
    return {**moments, "title": title, "cancelled": cancelled}


def with_icalevents(content: bytes, first: dt.datetime, before: dt.datetime) -> list[dict[str, object]]:
    from icalevents.icalevents import events

    found = []
    for event in events(string_content=content, start=first, end=before):
        days = event.all_day
        start, end = (event.start.date(), event.end.date()) if days else (event.start, event.end)
        found.append(one(start, end, event.summary, cancelled=event.status == "CANCELLED"))
    return found


def with_ical(content: bytes, first: dt.datetime, before: dt.datetime) -> list[dict[str, object]]:
    from ical.calendar_stream import IcsCalendarStream

    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    return [
        one(
            event.dtstart,
            event.dtend,
            event.summary,
            cancelled=getattr(event.status, "value", "") == "CANCELLED",
        )
        for event in calendar.timeline_tz(OSLO).overlapping(first, before)
    ]


def with_vobject(content: bytes, first: dt.datetime, before: dt.datetime) -> list[dict[str, object]]:
    import vobject

    events = list(vobject.readOne(content.decode()).vevent_list)
    moved = {(one.uid.value, one.recurrence_id.value) for one in events if hasattr(one, "recurrence_id")}
    found = []
    for event in events:
        cancelled = event.status.value == "CANCELLED"
        start, end, title = event.dtstart.value, event.dtend.value, event.summary.value
        if hasattr(event, "recurrence_id") or not hasattr(event, "rrule"):
            found.append(one(start, end, title, cancelled=cancelled))
            continue
        for instance in event.getrruleset(addRDate=True):
            if instance >= before:
                break
            if instance >= first and (event.uid.value, instance) not in moved:
                found.append(one(instance, instance + (end - start), title, cancelled=cancelled))
    return found


def main() -> None:
    reader, file, first, before = sys.argv[1:]
    since, until = (dt.datetime.fromtimestamp(int(word), OSLO) for word in (first, before))
    read = {"icalevents": with_icalevents, "ical": with_ical, "vobject": with_vobject}[reader]
    print(json.dumps(read(Path(file).read_bytes(), since, until)))


if __name__ == "__main__":
    main()
