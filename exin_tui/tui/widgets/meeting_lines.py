"""All of a meeting in lines: when, with whom, where, who drives, what to prepare, how it recurs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exin_tui.dates import short_date
from exin_tui.language import Sayable, text
from exin_tui.privacy.alike import numbered
from exin_tui.privacy.screening import SENSITIVE_ITEM
from exin_tui.tui.ink import Line
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.why_lines import named

if TYPE_CHECKING:
    from exin_tui.caseload.meeting_choices import Invitable
    from exin_tui.caseload.meeting_views import MeetingView

_FREQUENCIES: dict[str, Sayable] = {
    "DAILY": text("every day"),
    "WEEKLY": text("every week"),
    "MONTHLY": text("every month"),
    "YEARLY": text("every year"),
}
_WORKDAYS = "BYDAY=MO,TU,WE,TH,FR"
_COLUMN = 18


def meeting_lines(view: MeetingView, look: Look, width: int) -> list[Line]:
    """The lines in ``width`` cells; what is not kept is left out."""
    lines: list[Line] = []
    for name, value in _facts(view, look):
        if value:
            lines += named(name, value, look, width, column=min(_COLUMN, width // 2))
    return lines


def _facts(view: MeetingView, look: Look) -> Iterator[tuple[Sayable, str]]:
    say, screening, person = look.say, look.screening, view.person
    yield text("Meeting"), screening.meeting(view.label, view.title, person)
    yield text("Participant"), screening.person(person)
    day = f"{short_date(view.starts_at.date(), look.language)} {view.starts_at.year}"
    times = say(text("all day")) if view.all_day else f"{view.starts_at:%H:%M}–{view.ends_at:%H:%M}"
    yield text("When"), f"{day}, {times}"
    yield text("Recurs"), say(recurs(view)) if view.recurs else ""
    yield text("Exceptions"), ", ".join(_departures(view, look))
    yield text("State"), say(view.outcome if view.outcome is not None else view.status)
    yield text("Place"), screening.place(view.place, person is not None and person.protected, person)
    yield text("By video"), say(text("yes")) if view.video else ""
    yield text("Responsible"), view.caseworker
    yield text("From the team"), ", ".join(view.team)
    yield text("From the agencies"), ", ".join(guests(view.contacts, look))
    yield text("Drives"), view.driver
    yield text("Car"), view.car
    yield text("To prepare"), screening.private(view.prepare, person)
    sent = view.reminder_sent_on
    yield text("Reminder"), short_date(sent, look.language) if sent else say(text("not sent"))


def guests(contacts: Sequence[Invitable], look: Look) -> tuple[str, ...]:
    """All of them; while names are hidden, those that read alike have a number."""
    said = [invited(one, look) for one in contacts]
    return numbered(said) if look.screening.hides() else tuple(said)


def invited(one: Invitable, look: Look) -> str:
    """A contact by name, role and agency; while names are hidden by what may be said of the two."""
    if look.screening.hides():
        if one.sensitive:
            return SENSITIVE_ITEM.say(look.language)
        agency = "" if one.line == "prison" else one.agency
        return ", ".join(part for part in (look.say(one.role), agency) if part) or look.screening.hidden
    return " · ".join(part for part in (one.name, look.say(one.role), one.agency) if part)


def recurs(view: MeetingView) -> Sayable:
    """How often, and until when."""
    if view.rrule is None:
        return text("changed: one of a series")
    parts = dict(part.split("=", 1) for part in view.rrule.upper().split(";") if "=" in part)
    often = _FREQUENCIES.get(parts.get("FREQ", ""), text("by a rule of its own"))
    if _WORKDAYS in view.rrule.upper():
        often = text("workdays, Monday to Friday")
    if int(parts.get("INTERVAL", "1")) > 1:
        often = text("by a rule of its own")
    until = parts.get("UNTIL", "")[:8]
    if len(until) != 8 or not until.isdigit():
        return often
    return text("{often}, until {last}", often=often, last=dt.date.fromisoformat(until))


def _departures(view: MeetingView, look: Look) -> Iterator[str]:
    for one in view.departures:
        on = short_date(one.instance.date(), look.language)
        if one.becomes is None:
            yield look.say(text("{day} is left out", day=on))
        else:
            then = f"{short_date(one.becomes.date(), look.language)} {one.becomes:%H:%M}"
            yield look.say(text("{day} moved to {then}", day=on, then=then))
