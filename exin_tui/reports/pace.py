"""How often there was contact: per week, and in one phase against the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec

_WEEK = 7
SHOWN_WEEKS = 4


class Pace(msgspec.Struct, frozen=True, gc=False):
    """A participant's contact: a talk, visit, meeting held, call or message that was answered."""

    weeks: tuple[int, ...]
    """Contacts in each of the last four weeks of seven days, the oldest first."""
    failed: int
    """Attempts in those weeks that reached nobody."""
    now: float | None
    """Contacts a week in the present phase; None: it has not lasted a week."""
    before: float | None
    """Contacts a week in the phase before; None: unknown."""

    @property
    def more_often(self) -> bool | None:
        """More often than in the phase before; None: nothing to compare."""
        return None if self.now is None or self.before is None else self.now > self.before


def per_week(days: Sequence[dt.date], since: dt.date | None, until: dt.date) -> float | None:
    """Contacts a week from ``since`` until the day before ``until``; None for less than a week."""
    if since is None or (until - since).days < _WEEK:
        return None
    return sum(since <= day < until for day in days) * _WEEK / (until - since).days


def by_week(days: Sequence[dt.date], today: dt.date, weeks: int = SHOWN_WEEKS) -> tuple[int, ...]:
    """Contacts in each of the last ``weeks`` times seven days, ``today`` in the last of them."""
    found = [0] * weeks
    for day in days:
        ago = (today - day).days
        if 0 <= ago < weeks * _WEEK:
            found[weeks - 1 - ago // _WEEK] += 1
    return tuple(found)


def pace(
    days: Sequence[dt.date],
    failed: Sequence[dt.date],
    *,
    phase_since: dt.date | None,
    phase_before_since: dt.date | None,
    today: dt.date,
) -> Pace:
    """From the ``days`` with contact and those with a ``failed`` attempt."""
    tomorrow = today + dt.timedelta(days=1)
    before = None if phase_since is None else per_week(days, phase_before_since, phase_since)
    return Pace(
        by_week(days, today),
        sum(by_week(failed, today)),
        per_week(days, phase_since, tomorrow),
        before,
    )
