"""A week in columns, one for each weekday: for a wide screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from exin_tui.caseload.week import Week, WeekMeeting
from exin_tui.dates import day_and_month, short_weekday
from exin_tui.tui.ink import BLANK, Line, Span, fit, gap, line_width
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.meetings import ALL_DAY
from exin_tui.tui.widgets.painted import Painted
from exin_tui.tui.widgets.week_rows import row_id

_DAYS = 7
_HEAD = 2


class WeekGrid(Painted, can_focus=True):
    """Up and down go through the week in order of time."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("home", "jump(0)", show=False),
        Binding("end", "jump(-1)", show=False),
    ]
    DEFAULT_CSS = "WeekGrid { height: 1fr; }"

    class Moved(Message):
        """The cursor is on another meeting."""

    def __init__(self, look: Look, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.look, self.week, self.chosen = look, Week(dt.date.min), ""

    def show(self, week: Week, look: Look) -> None:
        """Show the week; the cursor stays on its meeting."""
        self.week, self.look = week, look
        ids = [row_id(one) for one in week.meetings]
        if self.chosen not in ids:
            self.chosen = ids[0] if ids else ""
        self.repaint()

    def action_move(self, step: int) -> None:
        """The meeting before or after."""
        ids = [row_id(one) for one in self.week.meetings]
        if ids:
            place = ids.index(self.chosen) if self.chosen in ids else 0
            self._choose(ids[min(max(place + step, 0), len(ids) - 1)])

    def action_jump(self, place: int) -> None:
        """The first or the last."""
        if self.week.meetings:
            self._choose(row_id(self.week.meetings[place]))

    def _choose(self, chosen: str) -> None:
        self.chosen = chosen
        self.repaint()
        self.post_message(self.Moved())

    def on_focus(self) -> None:
        """The cursor is seen."""
        self.repaint()

    def on_blur(self) -> None:
        """The cursor is quiet."""
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """Seven columns; the one with the cursor scrolls to it."""
        across = max(12, width // _DAYS)
        columns = [self._column(number, across, height) for number in range(_DAYS)]
        found: list[Line] = []
        for y in range(height):
            spans: list[Span] = []
            for column in columns:
                line = column[y] if y < len(column) else BLANK
                spans += [*line, gap(across - line_width(line))]
            found.append(tuple(spans))
        return found

    def _column(self, number: int, across: int, height: int) -> list[Line]:
        if self.week.monday == dt.date.min:
            return []
        day, look = self.week.monday + dt.timedelta(days=number), self.look
        ink = "text bold" if day == look.today else "muted"
        name = f"{short_weekday(day, look.language)} {day_and_month(day, look.language)}"
        head: list[Line] = [(Span(fit(name, across - 1), ink),), (Span("─" * (across - 1), "rule"),)]
        body: list[Line] = []
        top = 0
        for one in self.week.meetings:
            if one.row.starts_at.date() == day:
                here = row_id(one) == self.chosen
                block = self._block(one, across, here=here)
                if here:
                    top = max(0, len(body) + len(block) - (height - _HEAD))
                body += block
        room = height - _HEAD
        shown = body[top : top + room]
        if len(body) > top + room and shown:
            shown[-1] = (Span("…", "muted"),)
        return [*head, *shown]

    def _block(self, one: WeekMeeting, across: int, *, here: bool) -> list[Line]:
        look, row = self.look, one.row
        bar = Span("▌" if here and self.has_focus else " ", "accent")
        mark = Span("▲" if one.clashes else " ", "overdue")
        time = look.say(ALL_DAY) if row.all_day else f"{row.starts_at:%H:%M}"
        room = across - 3
        bold = " bold" if here else ""
        label = look.screening.meeting(row.label, row.title, row.person)
        who = " ".join(dict.fromkeys(part for part in (row.caseworker, *one.team) if part))
        drives = " ".join(part for part in (one.driver, one.car) if part)
        code = row.person.code if row.person is not None else ""
        lines: list[Line] = [
            (bar, mark, Span(fit(f"{time} {code}".rstrip(), room), f"text{bold}")),
            (bar, Span(" "), Span(fit(label, room), f"text{bold}")),
            (bar, Span(" "), Span(fit(" · ".join(part for part in (who, drives) if part), room), "muted")),
        ]
        return [*lines, BLANK]
