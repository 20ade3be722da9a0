"""One meeting as a ``VEVENT`` that says when, and nothing of who, where or why unless that was asked for.

The fact of participation is confidential: a calendar is read over shoulders, synchronised and printed. A
client's "confidential" class hides nothing in any client that was tried, so nothing is written that would
need hiding: no attendee, and place, kind, note and partner only on request.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exin_tui.calendar.lines import day, escaped, line, local, utc
from exin_tui.calendar.meetings import CalendarMeeting, Entry
from exin_tui.calendar.rule import Rule, rule_of
from exin_tui.calendar.wanted import Extra, Telling, Titles
from exin_tui.calendar.withheld import Withheld
from exin_tui.calendar.zone import TZID
from exin_tui.clock import OSLO
from exin_tui.language import Label, Sayable, say, text

OTHER = "other"


def title(meeting: CalendarMeeting, titles: Titles = Titles.CODE, called: str = "") -> Sayable:
    """``Møte SN-007``; a meeting of the team's own has no code. A cancelled one says so, loudly.

    calcurse shows STATUS:CANCELLED as a live meeting, hence the word.
    """
    words: Sayable
    if called:
        words = Label(called, called)
    elif meeting.code is None:
        words = text("Team meeting")
    elif titles is Titles.GENERIC:
        words = text("Meeting")
    elif titles is Titles.ALIAS:
        words = text("Meeting {code}", code=meeting.alias or "")
    else:
        words = text("Meeting {code}", code=meeting.code)
    return text("CANCELLED: {meeting}", meeting=words) if meeting.cancelled else words


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a meeting besides when, as it leaves: nothing that was not asked for."""

    title: Sayable
    place: str = ""
    kind: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes events as one ``telling`` wants them."""

    telling: Telling
    stamp: dt.datetime | None
    """When the file is made; None: each event is stamped with its own last change, so that a file with one
    event changes only when the meeting does (RFC 5545 3.8.7.2)."""
    kind_of: Callable[[str], Sayable] = lambda key: Label(key, key)
    """The words of a meeting kind's key."""
    withheld: Withheld = field(default_factory=Withheld)
    partners: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Names of the agencies that take part, by the meeting's id."""
    called: str = ""
    """A title for this one, in place of code and alias."""
    more: bytes = b""
    """Whole lines for each event: who invites, and who is invited."""

    def entry(self, entry: Entry) -> bytes:
        """The event, or the series with each of its changed instances."""
        rule = rule_of(entry.meeting)
        written = b"".join(self._event(entry, entry.meeting, rule))
        if rule is None:
            return written
        return written + b"".join(
            piece for one in entry.changed for piece in self._event(entry, one, None, within=entry.meeting)
        )

    def _event(
        self, entry: Entry, one: CalendarMeeting, rule: Rule | None, *, within: CalendarMeeting | None = None
    ) -> Iterator[bytes]:
        """One-off meetings are in UTC. Series are in Oslo time: nine o'clock stays nine o'clock."""
        language = self.telling.language
        yield b"BEGIN:VEVENT\r\n"
        yield line("UID", entry.uid)
        yield line("DTSTAMP", utc(self.stamp or one.changed_at))
        yield line("LAST-MODIFIED", utc(one.changed_at))
        yield line("SEQUENCE", str(one.told_number))
        if within is not None and one.recurrence_id is not None:
            yield _moment("RECURRENCE-ID", one.recurrence_id, within)
        yield from _times(one, rule, zoned=rule is not None or within is not None)
        if rule is not None:
            yield line("RRULE", rule.words)
            for moment in sorted({*rule.left_out, *entry.forgotten}):
                yield _moment("EXDATE", moment, one)
        said = self.said(one)
        yield line("SUMMARY", escaped(say(said.title, language)))
        yield from _more(said)
        yield self.more
        yield line("STATUS", "CANCELLED" if one.cancelled else "CONFIRMED")
        busy = one.all_day_on is None and not one.cancelled
        yield line("TRANSP", "OPAQUE" if busy else "TRANSPARENT")
        if busy and self.telling.alarm_minutes > 0:
            yield b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n"
            yield line("TRIGGER", f"-PT{self.telling.alarm_minutes}M")
            yield line("DESCRIPTION", escaped(say(text("Reminder"), language)))
            yield b"END:VALARM\r\n"
        yield b"END:VEVENT\r\n"

    def said(self, one: CalendarMeeting) -> Said:
        """What is written of ``one``, and what a preview shows."""
        extras, language = self.telling.extras, self.telling.language
        notes = []
        if Extra.PARTNER in extras and (names := self.partners.get(one.id)):
            notes.append(say(text("With {partners}", partners=", ".join(names)), language))
        if Extra.DESCRIPTION in extras:
            called = one.title if one.kind == OTHER else ""
            notes += [said for each in (called, one.prepare) if (said := self.withheld.note(each, one))]
        return Said(
            title(one, self.telling.titles, self.called),
            self.withheld.place(one) if Extra.PLACE in extras else "",
            say(self.kind_of(one.kind), language) if Extra.KIND in extras else "",
            "\n".join(notes),
        )


def _more(said: Said) -> Iterator[bytes]:
    if said.place:
        yield line("LOCATION", escaped(said.place))
    if said.kind:
        yield line("CATEGORIES", escaped(said.kind))
    if said.note:
        yield line("DESCRIPTION", escaped(said.note))


def _times(one: CalendarMeeting, rule: Rule | None, *, zoned: bool) -> Iterator[bytes]:
    starts_at = rule.first if rule is not None else one.starts_at
    ends_at = max(starts_at + (one.ends_at - one.starts_at), starts_at)
    if one.all_day_on is not None:
        last = (one.ends_at.astimezone(OSLO) - dt.timedelta(microseconds=1)).date()
        days = max(last - one.all_day_on, dt.timedelta(0)) + dt.timedelta(days=1)
        first = starts_at.astimezone(OSLO).date() if rule is not None else one.all_day_on
        yield line("DTSTART;VALUE=DATE", day(first))
        yield line("DTEND;VALUE=DATE", day(first + days))
    elif zoned:
        yield line(f"DTSTART;TZID={TZID}", local(starts_at.astimezone(OSLO)))
        yield line(f"DTEND;TZID={TZID}", local(ends_at.astimezone(OSLO)))
    else:
        yield line("DTSTART", utc(starts_at))
        yield line("DTEND", utc(ends_at))


def _moment(name: str, moment: dt.datetime, like: CalendarMeeting) -> bytes:
    """A moment in the form of the series' start: RFC 5545 wants both alike."""
    there = moment.astimezone(OSLO)
    if like.all_day_on is not None:
        return line(f"{name};VALUE=DATE", day(there.date()))
    return line(f"{name};TZID={TZID}", local(there))
