"""The participants: columns that make room for one another, and the list."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from dataclasses import replace

from rich.cells import cell_len

from exin_schema.programme import ALERT_LENGTH
from exin_tui.caseload.models import ParticipantRow
from exin_tui.distances import distance
from exin_tui.language import text
from exin_tui.tui.columns import Column, heads, row
from exin_tui.tui.ink import Line, Span
from exin_tui.tui.look import Look
from exin_tui.tui.widgets.row_list import Entry, RowList
from exin_tui.tui.widgets.when import compact_date, moment

NAME_WIDTH = 24
"""A longer name is cut: code and beginning tell people apart."""
SHORT_NAME = 11
"""With less than this of a name, the columns make room for names instead."""
SOON_DAYS = 28
NEAR_DAYS = 84
WIDE = 110
"""From this width of the list on, phases are named and dates have their weekday."""

Cell = Callable[[ParticipantRow, Look], Line]


def _over(one: ParticipantRow, _: Look) -> Line:
    if one.overdue:
        return (Span("▲ ", "overdue"), Span(str(one.overdue), "overdue bold"))
    return (Span("●", "soon"),) if one.due_today or one.due_soon else ()


def _person(one: ParticipantRow, look: Look) -> Line:
    ink = "text bold" if one.overdue else "text"
    revealed = look.screening.revealed == one.person.id
    beside = look.screening.stands_for(one.person)
    return (Span(one.person.code, ink), Span(f" {beside}", "soon bold" if revealed else "text"))


def _phase(one: ParticipantRow, _: Look) -> Line:
    return (Span(str(one.phase.number)),)


def _named_phase(one: ParticipantRow, look: Look) -> Line:
    return (Span(f"{one.phase.number} ", "muted"), Span(look.say(one.phase)))


def _caseworker(one: ParticipantRow, _: Look) -> Line:
    return (Span(one.caseworker or "–", "muted"),)


def _days(one: ParticipantRow, look: Look) -> tuple[str, str]:
    """The words and the ink of the days to the release."""
    if one.out:
        return look.say(text("out")), "muted"
    if one.release.on is None:
        return "", "muted"
    days = (one.release.on - look.today).days
    if days < 0:
        return look.say(text("{days} d", days=days)), "overdue"
    return distance(days, look.language), "text bold" if days <= SOON_DAYS else _near(days)


def _near(days: int) -> str:
    return "text" if days <= NEAR_DAYS else "muted"


def _release(weekday: bool, width: int) -> Cell:
    def cell(one: ParticipantRow, look: Look) -> Line:
        days, ink = _days(one, look)
        if one.release.on is None:
            if one.out:
                return (Span(" " * (width - cell_len(days))), Span(days, ink))
            return (Span(look.screening.unknown, "muted italic"),)
        date = compact_date(one.release.on, look, weekday=weekday)
        quiet = one.out or (one.release.on - look.today).days > NEAR_DAYS
        room = max(1, width - cell_len(date) - cell_len(days))
        return (Span(date, "muted" if quiet else "text"), Span(" " * room), Span(days, ink))

    return cell


def _days_only(one: ParticipantRow, look: Look) -> Line:
    days, ink = _days(one, look)
    return (Span(days, ink),) if days else (Span(look.screening.unknown, "muted italic"),)


def _alert(one: ParticipantRow, look: Look) -> Line:
    return (Span(look.say(one.headline.label)),) if one.headline else ()


def _next_meeting(one: ParticipantRow, look: Look) -> Line:
    if one.next_meeting is None:
        return (Span("–", "muted"),)
    said = moment(one.next_meeting.starts_at, look, all_day=one.next_meeting.all_day)
    today = one.next_meeting.starts_at.date() == look.today
    return (Span(said, "text bold" if today else "text"),)


class Fit(enum.Flag):
    """The optional columns: who answers, when they meet next, and the date beside the days."""

    CASEWORKER = enum.auto()
    NEXT_MEETING = enum.auto()
    DATE = enum.auto()
    ALL = CASEWORKER | NEXT_MEETING | DATE
    NONE = 0


#: Tried from the left until an alert's label fits. Beside the meetings' pane the next meeting goes first.
BESIDE_MEETINGS = (Fit.ALL, Fit.CASEWORKER | Fit.DATE, Fit.DATE, Fit.NONE)
ALONE = (Fit.ALL, Fit.NEXT_MEETING | Fit.DATE, Fit.CASEWORKER | Fit.DATE, Fit.DATE, Fit.NONE)


def person_width(rows: Sequence[ParticipantRow], look: Look) -> int:
    """Cells that code and alias (or name) take."""
    taken = [cell_len(look.screening.person(one.person)) for one in rows]
    return min(max([9, *taken]), 7 + NAME_WIDTH)


def steady_width(cells: int, aliases: int, *, alone: bool) -> int:
    """Cells for aliases and names alike, so that no column moves when names are shown; 0 where too few."""
    columns = columns_for(cells, aliases, alone=alone)
    fixed = sum(column.width + column.after for column in columns) - columns[-1].after
    room = aliases + cells - fixed - ALERT_LENGTH
    return min(room, 7 + NAME_WIDTH) if room >= 7 + SHORT_NAME else 0


def columns_for(cells: int, person: int, *, alone: bool = False) -> tuple[Column[ParticipantRow], ...]:
    """The columns that fit ``cells``, ``person`` of them the participant's; ``alone``: no pane beside."""
    for wish in ALONE if alone else BESIDE_MEETINGS:
        columns = _columns(wish, person, wide=cells >= WIDE)
        fixed = sum(column.width + column.after for column in columns)
        if cells - fixed + columns[-1].after >= ALERT_LENGTH:
            break
    return columns


def _columns(wish: Fit, person: int, *, wide: bool) -> tuple[Column[ParticipantRow], ...]:
    release = 20 if wide else 14
    found = [
        Column("over", text("Over"), 4, _over),
        Column("person", text("Participant"), person, _person),
        Column("phase", text("Phase"), 18, _named_phase)
        if wide
        else Column("phase", text("Phase"), 1, _phase, after=5),
    ]
    if Fit.CASEWORKER in wish:
        found.append(Column("caseworker", text("Resp"), 2, _caseworker, after=3 if not wide else 5))
    if Fit.DATE in wish:
        found.append(Column("release", text("Release"), release, _release(wide, release)))
    else:
        found.append(Column("release", text("Release"), 8, _days_only))
    found.append(Column("alert", text("Alert"), 0, _alert))
    if Fit.NEXT_MEETING in wish:
        found.append(Column("next_meeting", text("Next meeting"), 11, _next_meeting))
    return tuple(found)


class ParticipantList(RowList[ParticipantRow]):
    """Every participant that the filter lets through, most urgent first unless sorted otherwise."""

    def __init__(self, look: Look, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.look = look
        self.alone = False
        self._columns: tuple[int, tuple[Column[ParticipantRow], ...]] | None = None

    def show(self, rows: Sequence[ParticipantRow], look: Look) -> None:
        """Show ``rows`` as ``look`` says."""
        self.look = look
        self.replace([Entry(one.person.id, one) for one in rows])
        self._columns = None

    def columns(self, width: int) -> tuple[Column[ParticipantRow], ...]:
        """The columns at ``width`` cells."""
        if self._columns is None or self._columns[0] != width:
            self._columns = (width, columns_for(width, self._person_cells(width), alone=self.alone))
        return self._columns[1]

    def _person_cells(self, width: int) -> int:
        rows, look = [entry.payload for entry in self.entries], self.look
        screened = replace(look, screening=replace(look.screening, screened=True, revealed=""))
        steady = steady_width(width, person_width(rows, screened), alone=self.alone)
        return steady or person_width(rows, look)

    def heads(self, width: int) -> Line:
        """The line of column heads."""
        return heads(self.columns(width), self.look, width)

    def draw(self, payload: ParticipantRow, width: int) -> Line:
        """One participant."""
        look = self.look
        return row(self.columns(width), payload, look, width)
