"""The week's meetings, under a heading for each day that the cursor passes over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len

from exin_tui.caseload.models import MeetingRow
from exin_tui.dates import day_and_month, weekday
from exin_tui.language import Label, text
from exin_tui.tui.ink import Line, Span, clip, fit, gap
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.row_list import Entry, RowList

ALL_DAY = Label("heldag", "day")
"""Short enough for the column of times."""
_INITIALS = 4
_PLACE_COLUMN = 14
_WIDE = 56


def day_heading(day: dt.date, look: Look) -> Line:
    """``I dag``, ``Mandag 30. nov.``."""
    if day == look.today:
        return (Span(look.say(text("Today")), "text bold"),)
    return (Span(f"{weekday(day, look.language).capitalize()} {day_and_month(day, look.language)}", "muted"),)


def meeting_line(one: MeetingRow, look: Look, width: int) -> Line:
    """One meeting in ``width`` cells: time, code, kind, place, caseworker."""
    today = one.starts_at.date() == look.today
    time = look.say(ALL_DAY) if one.all_day else f"{one.starts_at:%H:%M}"
    code = one.person.code if one.person else ""
    room = width - 15 - _INITIALS
    label = look.screening.meeting(one.label, one.title, one.person)
    protected = one.person is not None and one.person.protected
    place = "" if look.screening.hides(one.person) else look.screening.place(one.place, protected, one.person)
    return (
        Span(fit(time, 7), "text" if today else "muted"),
        Span(fit(code, 8)),
        *_label_and_place(label, place, room, wide=width >= _WIDE),
        Span(f"{one.caseworker:>{_INITIALS}}", "muted"),
    )


def _label_and_place(label: str, place: str, room: int, *, wide: bool) -> Line:
    if wide:
        return (Span(fit(label, room - _PLACE_COLUMN)), Span(fit(place, _PLACE_COLUMN), "muted"))
    shown = clip(label, room)
    left = room - cell_len(shown) - 2
    if not place or left < 3:
        return (Span(fit(label, room)),)
    return (Span(shown), gap(2), Span(fit(place, left), "muted"))


class MeetingList(RowList[MeetingRow | dt.date]):
    """Seven days of meetings."""

    def __init__(self, look: Look, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.look = look

    def show(self, rows: Sequence[MeetingRow], look: Look) -> None:
        """Show ``rows`` as ``look`` says."""
        self.look = look
        entries: list[Entry[MeetingRow | dt.date]] = []
        for day, meetings in groupby(rows, key=lambda one: one.starts_at.date()):
            entries.append(Entry("", day))
            entries += [Entry(f"{one.id}@{one.starts_at:%Y%m%d%H%M}", one) for one in meetings]
        self.replace(entries)

    def draw(self, payload: MeetingRow | dt.date, width: int) -> Line:
        """A heading or a meeting."""
        if isinstance(payload, MeetingRow):
            return meeting_line(payload, self.look, width)
        return day_heading(payload, self.look)
