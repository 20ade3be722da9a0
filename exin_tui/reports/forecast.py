"""Each caseworker's participants in the weeks ahead, laid against the limits: where it will be exceeded.

Computed, not decided: whoever is in phase 2 is counted in phase 3 from the day on which it should begin. The
way out of phase 4 hangs on what is in place, and is not computed: the figures are the highest that follow
from the dates that are known.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from exin_schema.programme import Programme
from exin_schema.vocabulary import Phase, SecurityLevel
from exin_tui.caseload.models import CapacityRow, Overview, ParticipantRow
from exin_tui.dates import week_number
from exin_tui.programme.phase3 import should_have_begun_on

WEEKS = 12
_WEEK = dt.timedelta(days=7)


class Week(msgspec.Struct, frozen=True, gc=False):
    """One week of one caseworker."""

    monday: dt.date
    demanding: int
    """In phases 3 and 4 at the end of the week."""
    active: int
    releases: tuple[str, ...]
    """Codes of those who are released in it."""
    entering: tuple[str, ...]
    """Codes of those whose phase 3 begins in it."""

    @property
    def number(self) -> int:
        """The ISO week."""
        return week_number(self.monday)


class Ahead(msgspec.Struct, frozen=True, gc=False):
    """A caseworker's weeks."""

    capacity: CapacityRow
    weeks: tuple[Week, ...]

    @property
    def highest(self) -> int:
        """The most in phases 3 and 4."""
        return max(week.demanding for week in self.weeks)

    @property
    def over_from(self) -> Week | None:
        """The first week in which there are more in phases 3 and 4 than the limit."""
        limit = self.capacity.demanding_limit
        return next((week for week in self.weeks if week.demanding > limit), None)


def forecast(overview: Overview, programme: Programme, weeks: int = WEEKS) -> tuple[Ahead, ...]:
    """From the week of the overview's day on, for everybody in the team."""
    first = overview.today - dt.timedelta(days=overview.today.weekday())
    found = []
    for one in overview.capacity:
        theirs = [row for row in overview.rows if row.caseworker == one.initials]
        begins = {row.person.id: _phase3_on(row, overview.today, programme) for row in theirs}
        found.append(
            Ahead(one, tuple(_week(first + number * _WEEK, theirs, begins) for number in range(weeks)))
        )
    return tuple(found)


def _week(monday: dt.date, rows: list[ParticipantRow], begins: dict[str, dt.date | None]) -> Week:
    sunday = monday + dt.timedelta(days=6)
    entering, demanding = [], 0
    for row in rows:
        on = begins[row.person.id]
        if row.phase.demanding or (on is not None and on <= sunday):
            demanding += 1
        if on is not None and monday <= on <= sunday:
            entering.append(row.person.code)
    releases = [
        row.person.code
        for row in rows
        if not row.out and row.release.on is not None and monday <= row.release.on <= sunday
    ]
    return Week(monday, demanding, len(rows), tuple(releases), tuple(entering))


def _phase3_on(row: ParticipantRow, today: dt.date, programme: Programme) -> dt.date | None:
    """When phase 3 should begin for who is in phase 2; one that is late begins today at the earliest."""
    if row.phase is not Phase.IN_PRISON or row.release.on is None or row.out:
        return None
    on = should_have_begun_on(row.release.on, row.level or SecurityLevel.HIGH, programme)
    return max(on, today)
