"""One meeting as a ``VEVENT`` that says when, and nothing of who, where or why but the case code.

The fact of participation is confidential: a calendar is read over shoulders, synchronised and printed. There
is no place, no description, no category, no attendee and no alarm text, and a client's "confidential" class
hides nothing in any client that was tried, so nothing is written that would need hiding.
"""

from __future__ import annotations

import datetime as dt

from icalendar import Event, vRecur

from exin_tui.calendar.meetings import CalendarMeeting
from exin_tui.clock import OSLO
from exin_tui.language import Language, Sayable, text


def title(meeting: CalendarMeeting) -> Sayable:
    """``Møte SN-007``; a meeting of the team's own has no code. A cancelled one says so, loudly.

    calcurse shows STATUS:CANCELLED as a live meeting, hence the word.
    """
    words = text("Team meeting") if meeting.code is None else text("Meeting {code}", code=meeting.code)
    return text("CANCELLED: {meeting}", meeting=words) if meeting.cancelled else words


def event(meeting: CalendarMeeting, *, series_uid: str | None, language: Language, now: dt.datetime) -> Event:
    """``meeting`` as written on ``now``; ``series_uid``: the series of which it replaces an instance.

    One-off meetings are in UTC. Recurring ones are in Oslo time, since nine o'clock stays nine o'clock when
    the clocks change. Raises ValueError when the stored recurrence rule cannot be read.
    """
    made = Event()
    made.add("uid", series_uid or meeting.uid)
    made.add("sequence", meeting.sequence)
    made.add("dtstamp", now.astimezone(dt.UTC))
    made.add("last-modified", meeting.changed_at.astimezone(dt.UTC))
    made.add("summary", title(meeting).say(language))
    made.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    zone = OSLO if meeting.rrule is not None or meeting.recurrence_id is not None else dt.UTC
    if meeting.all_day_on is not None:
        last = (meeting.ends_at.astimezone(OSLO) - dt.timedelta(microseconds=1)).date()
        made.add("dtstart", meeting.all_day_on)
        made.add("dtend", max(meeting.all_day_on, last) + dt.timedelta(days=1))
    else:
        made.add("dtstart", meeting.starts_at.astimezone(zone))
        made.add("dtend", meeting.ends_at.astimezone(zone))
    if meeting.recurrence_id is not None:
        made.add("recurrence-id", _moment(meeting.recurrence_id, meeting))
    if meeting.rrule is not None:
        made.add("rrule", _rule(meeting.rrule, all_day=meeting.all_day_on is not None))
        for word in meeting.exdates.split():
            made.add("exdate", _moment(dt.datetime.fromisoformat(word), meeting))
    return made


def _moment(moment: dt.datetime, meeting: CalendarMeeting) -> dt.date:
    """A moment in the form of the meeting's start: RFC 5545 wants both alike."""
    local = moment.astimezone(OSLO)
    return local.date() if meeting.all_day_on is not None else local


def _rule(stored: str, *, all_day: bool) -> vRecur:
    """The stored rule; UNTIL in UTC, as RFC 5545 wants it beside a start with a zone, or a date."""
    rule: vRecur = vRecur.from_ical(stored.upper().removeprefix("RRULE:"))
    untils = []
    for until in rule.get("UNTIL", []):
        if not isinstance(until, dt.datetime):
            until = dt.datetime.combine(until, dt.time(23, 59, 59), OSLO)  # noqa: PLW2901
        elif until.tzinfo is None:
            until = until.replace(tzinfo=OSLO)  # noqa: PLW2901
        untils.append(until.astimezone(OSLO).date() if all_day else until.astimezone(dt.UTC))
    if untils:
        rule["UNTIL"] = untils
    return rule
