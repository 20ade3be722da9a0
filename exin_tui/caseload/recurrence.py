"""The instances of a recurring meeting on the days that are asked for.

Rules are expanded in local time, so that a meeting at nine stays at nine when the clocks change. dateutil is
imported only when there is a recurring meeting: most mornings' dashboards need none of it.
"""

from __future__ import annotations

import datetime as dt
import itertools

from exin_tui.clock import OSLO

#: More than two instances a day for seventy years is not a meeting.
MOST_INSTANCES = 50_000
_TOO_OFTEN = ("SECONDLY", "MINUTELY", "HOURLY")


def instances(
    rrule: str, starts_at: dt.datetime, *, since: dt.datetime, before: dt.datetime, exdates: str = ""
) -> tuple[dt.datetime, ...]:
    """When the instances of ``rrule`` (RFC 5545) begin, from ``since`` and before ``before``, in Oslo.

    ``exdates`` are UTC instants separated by spaces. A rule that cannot be read, or that repeats more often
    than daily, gives the first instance alone: a meeting is never lost for its rule.
    """
    first = starts_at.astimezone(OSLO)
    left_out = {dt.datetime.fromisoformat(word).astimezone(dt.UTC) for word in exdates.split()}
    try:
        found = _expanded(rrule, first, before.astimezone(OSLO))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        found = [first]
    return tuple(
        moment for moment in found if since <= moment < before and moment.astimezone(dt.UTC) not in left_out
    )


def _expanded(rrule: str, first: dt.datetime, before: dt.datetime) -> list[dt.datetime]:
    parts = dict(part.split("=", 1) for part in rrule.upper().removeprefix("RRULE:").split(";") if part)
    if parts["FREQ"] in _TOO_OFTEN:
        return [first]
    from dateutil.rrule import rrulestr

    if "UNTIL" in parts:
        parts["UNTIL"] = _local_until(parts["UNTIL"])
    words = ";".join(f"{name}={value}" for name, value in parts.items())
    rule = rrulestr(words, dtstart=first.replace(tzinfo=None))
    end = before.replace(tzinfo=None)
    moments = itertools.takewhile(lambda moment: moment < end, itertools.islice(rule, MOST_INSTANCES))
    return [moment.replace(tzinfo=OSLO) for moment in moments]


def _local_until(until: str) -> str:
    """UNTIL as a local time of day; a bare date holds through that day."""
    if "T" not in until:
        return f"{until}T235959"
    if not until.endswith("Z"):
        return until
    moment = dt.datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
    return moment.astimezone(OSLO).strftime("%Y%m%dT%H%M%S")
