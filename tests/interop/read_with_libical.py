"""Prints what libical (Evolution, GNOME Calendar) makes of a file: FILE FIRST BEFORE (Unix seconds).

Run with the system's Python, which has its bindings (Debian: python3-gi, gir1.2-ical-3.0).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import gi

gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib  # noqa: E402

UTC = ICalGLib.Timezone.get_utc_timezone()


def seconds(moment: Any, like: Any = None) -> int:
    """A moment of a series is in the zone of its start."""
    if like is not None and not moment.is_utc():
        moment.set_timezone(like.get_timezone())
    return int(moment.as_timet_with_zone(moment.get_timezone() or UTC))


def properties(event: Any, kind: Any) -> list[Any]:
    found, one = [], event.get_first_property(kind)
    while one is not None:
        found.append(one)
        one = event.get_next_property(kind)
    return found


def events_of(content: str) -> list[Any]:
    kind = ICalGLib.ComponentKind.VEVENT_COMPONENT
    calendar = ICalGLib.Component.new_from_string(content)
    found, one = [], calendar.get_first_component(kind)
    while one is not None:
        found.append(one)
        one = calendar.get_next_component(kind)
    return found


def instance_of(event: Any) -> int | None:
    moment = event.get_recurrenceid()
    if moment is None or moment.is_null_time():
        return None
    return seconds(moment, event.get_dtstart())


def main() -> None:
    file, first, before = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    events = events_of(Path(file).read_text("utf-8"))
    moved = {(event.get_uid(), instance_of(event)) for event in events if instance_of(event) is not None}
    found: list[dict[str, object]] = []
    for event in events:
        start, end = event.get_dtstart(), event.get_dtend()
        said = {
            "title": event.get_summary(),
            "cancelled": event.get_status() == ICalGLib.PropertyStatus.CANCELLED,
        }
        if start.is_date():
            days = [f"{day.get_year():04}-{day.get_month():02}-{day.get_day():02}" for day in (start, end)]
            found.append({"start": 0, "end": 0, "day": days[0], "last": days[1], **said})
            continue
        lasts = seconds(end) - seconds(start)
        rules = properties(event, ICalGLib.PropertyKind.RRULE_PROPERTY)
        moments = [seconds(start)]
        if rules and instance_of(event) is None:
            dates = properties(event, ICalGLib.PropertyKind.EXDATE_PROPERTY)
            gone = {seconds(one.get_exdate(), start) for one in dates}
            gone |= {moment for uid, moment in moved if uid == event.get_uid() and moment is not None}
            moments = []
            rule = ICalGLib.RecurIterator.new(rules[0].get_rrule(), start)
            following = rule.next()
            while following is not None and not following.is_null_time() and seconds(following) < before:
                if seconds(following) >= first and seconds(following) not in gone:
                    moments.append(seconds(following))
                following = rule.next()
        found += [
            {"start": moment, "end": moment + lasts, "day": None, "last": None, **said} for moment in moments
        ]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
