"""The Oslo time zone as every calendar client reads it.

icalendar's own ``add_missing_timezones`` writes an RDATE-only zone with the spring change an hour late, which
vobject, ical.js and libical all misread. Norway has changed its clocks by the same two rules since 1980; the
rules below begin in 1970, before any meeting of ours.
"""

from __future__ import annotations

import datetime as dt

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

TZID = "Europe/Oslo"
_WINTER = dt.timedelta(hours=1)
_SUMMER = dt.timedelta(hours=2)


def oslo() -> Timezone:
    """``VTIMEZONE`` with two rules: the last Sundays of March and October."""
    zone = Timezone()
    zone.add("tzid", TZID)
    summer = TimezoneDaylight()
    summer.add("dtstart", dt.datetime(1970, 3, 29, 2))  # noqa: DTZ001 — local time, as RFC 5545 wants it here
    summer.add("rrule", {"freq": "yearly", "bymonth": 3, "byday": "-1su"})
    summer.add("tzoffsetfrom", _WINTER)
    summer.add("tzoffsetto", _SUMMER)
    summer.add("tzname", "CEST")
    zone.add_component(summer)
    winter = TimezoneStandard()
    winter.add("dtstart", dt.datetime(1970, 10, 25, 3))  # noqa: DTZ001
    winter.add("rrule", {"freq": "yearly", "bymonth": 10, "byday": "-1su"})
    winter.add("tzoffsetfrom", _SUMMER)
    winter.add("tzoffsetto", _WINTER)
    winter.add("tzname", "CET")
    zone.add_component(winter)
    return zone
