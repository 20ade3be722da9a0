"""A stored recurrence rule in the form that every client reads alike."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from exin_tui.calendar.lines import day, utc
from exin_tui.calendar.meetings import CalendarMeeting
from exin_tui.clock import OSLO

_PART = re.compile(r"[A-Z]+=[A-Z0-9,+:-]+")
_OFTEN_ENOUGH = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")
_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYYEARDAY"}
    | {"BYWEEKNO"}
)
_LONGEST_INTERVAL = 1_000
_LATE_YEAR = 9980
"""A leap year, twenty years before Python's last."""


class SubDaily(ValueError):
    """A rule that repeats within the day: ``FREQ=SECONDLY`` for a day is 86 400 meetings."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that can be written."""

    words: str
    """``FREQ=WEEKLY;BYDAY=MO``, UNTIL in the form that RFC 5545 wants beside the start."""
    first: dt.datetime
    """The first instance: a start that the rule does not hit is counted by some clients and not by others."""
    left_out: tuple[dt.datetime, ...]


def rule_of(meeting: CalendarMeeting) -> Rule | None:
    """The meeting's rule; None without one, and for one that cannot be read or repeats within the day.

    Such a meeting is written as the single one that the board shows.
    """
    if meeting.rrule is None:
        return None
    try:
        named = parts_of(meeting.rrule)
        found = first_of(named, meeting.starts_at.astimezone(OSLO))
        if "UNTIL" in named:
            named["UNTIL"] = until_of(named["UNTIL"], all_day=meeting.all_day_on is not None)
    except ValueError:
        return None
    words = ";".join(f"{name}={value}" for name, value in named.items())
    return Rule(words, found, _left_out(meeting))


def parts_of(rrule: str) -> dict[str, str]:
    """``FREQ=WEEKLY;BYDAY=MO`` by name, FREQ first. Raises `SubDaily`, and ValueError for what is no rule."""
    parts = rrule.upper().removeprefix("RRULE:").strip().rstrip(";").split(";")
    if not all(_PART.fullmatch(part) for part in parts):
        raise ValueError("not a recurrence rule")
    named = dict(part.split("=", 1) for part in parts)
    if len(named) != len(parts) or "FREQ" not in named:
        raise ValueError("not a recurrence rule")
    if named["FREQ"] in _TOO_OFTEN or named.keys() & {"BYHOUR", "BYMINUTE", "BYSECOND"}:
        raise SubDaily("repeats within the day")
    interval = int(named.get("INTERVAL", "1"))
    if named["FREQ"] not in _OFTEN_ENOUGH or named.keys() - _KNOWN or not 0 < interval <= _LONGEST_INTERVAL:
        raise ValueError("not a recurrence rule")
    return {"FREQ": named["FREQ"], **named}


def first_of(named: dict[str, str], starts_at: dt.datetime) -> dt.datetime:
    """The first instance of a rule; ``starts_at`` is aware, and what comes has its zone.

    Raises ValueError for a rule that cannot be read or never happens. Whether it does is tried on the last
    years that there are: a rule for the 31st of February would be looked for until the year 9999.
    """
    from dateutil.rrule import rrulestr

    start = starts_at.replace(tzinfo=None)
    endless = ";".join(f"{name}={value}" for name, value in named.items() if name not in {"UNTIL", "COUNT"})
    try:
        late = start.replace(year=_LATE_YEAR)
        if next(iter(rrulestr(endless, dtstart=late)), None) is None:
            raise ValueError("a rule that never happens")
        found: dt.datetime = next(iter(rrulestr(endless, dtstart=start)))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, StopIteration):
        raise ValueError("not a recurrence rule") from None
    return found.replace(tzinfo=starts_at.tzinfo)


def _left_out(meeting: CalendarMeeting) -> tuple[dt.datetime, ...]:
    return tuple(dt.datetime.fromisoformat(word).astimezone(dt.UTC) for word in meeting.exdates.split())


def until_of(until: str, *, all_day: bool) -> str:
    """UNTIL in UTC beside a start with a zone, a date beside a date; a bare date holds through that day."""
    if "T" not in until:
        moment = dt.datetime.strptime(until + "235959", "%Y%m%d%H%M%S").replace(tzinfo=OSLO)
    elif until.endswith("Z"):
        moment = dt.datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    else:
        moment = dt.datetime.strptime(until, "%Y%m%dT%H%M%S").replace(tzinfo=OSLO)
    return day(moment.astimezone(OSLO).date()) if all_day else utc(moment)
