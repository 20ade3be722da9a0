"""The days of the demo: plausible on any day, be it a Sunday, 29 February or Christmas Eve."""

from __future__ import annotations

import datetime as dt

from exin_tui.clock import OSLO
from exin_tui.demo.sketch import FRIDAY, HOLIDAY
from exin_tui.programme.holidays import is_day_off, is_public_holiday, previous_workday

_DAY = dt.timedelta(days=1)
_SOONEST, _LATEST = 2, 27


def release_day(wish: int | str, today: dt.date) -> dt.date:
    """The release that a sketch wishes for: ``FRIDAY``, ``HOLIDAY``, or so many days from today.

    Past releases stay where they are; coming ones fall on a workday after which NAV is open.
    """
    if wish == FRIDAY:
        return _friday(today)
    if wish == HOLIDAY:
        return _before_a_holiday(today)
    day = today + dt.timedelta(days=int(wish))
    return day if day < today else _ordinary(day, today)


def workdays(today: dt.date, span: int = 7) -> tuple[dt.date, ...]:
    """The days with open offices among the ``span`` days after today."""
    ahead = (today + dt.timedelta(days=number) for number in range(1, span + 1))
    return tuple(day for day in ahead if not is_day_off(day))


def at(day: dt.date, clock: str) -> dt.datetime:
    """``clock`` (``09:15``) on ``day`` in Oslo."""
    return dt.datetime.combine(day, dt.time.fromisoformat(clock), OSLO)


def _friday(today: dt.date) -> dt.date:
    """A Friday with open offices, from tomorrow on: within a week but for Easter and Christmas."""
    day = today + _DAY
    while day.weekday() != 4 or is_day_off(day):
        day += _DAY
    return day


def _before_a_holiday(today: dt.date) -> dt.date:
    """The last workday before a public holiday of the next four weeks; without one an ordinary day."""
    for number in range(_SOONEST, _LATEST + 2):
        day = today + dt.timedelta(days=number)
        before = previous_workday(day)
        if is_public_holiday(day + _DAY) and before >= today + dt.timedelta(days=_SOONEST):
            return before
    return _ordinary(today + dt.timedelta(days=_LATEST), today)


def _ordinary(day: dt.date, today: dt.date) -> dt.date:
    """``day`` or the last one before it that is followed by a workday and is one, but never today."""
    while is_day_off(day) or is_day_off(day + _DAY):
        day -= _DAY
    return max(day, today + _DAY)
