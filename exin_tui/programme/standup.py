"""The stand-up's clock and plan: how long is used, how long is left, and who comes next. Pure arithmetic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from exin_schema.vocabulary import EntryState


@dataclass(frozen=True, slots=True)
class Plan:
    """How far a stand-up has come, against the time that it was given."""

    left: int
    """Participants that still wait."""
    seconds_left: int
    """Of the planned time; negative when it is used up."""
    share: int
    """Seconds for each of those who wait; 0 when the time is used up."""

    @property
    def minutes_left(self) -> int:
        """Whole minutes, rounded up: 8 minutes and a second are 9; over time, rounded away from 0."""
        seconds = self.seconds_left
        return -(-seconds // 60) if seconds >= 0 else seconds // 60


def used(seconds: int, since: dt.datetime | None, now: dt.datetime) -> int:
    """Seconds on a clock that has ``seconds`` and runs ``since`` (aware; None: it stands).

    A clock never runs backwards, even where two machines disagree on the time.
    """
    return seconds if since is None else seconds + max(0, int((now - since).total_seconds()))


def credited(seconds: int, since: dt.datetime | None, last_sign: dt.datetime | None, now: dt.datetime) -> int:
    """Seconds on a clock that was cut off: what came after its ``last_sign`` of life does not count."""
    if since is None:
        return seconds
    until = min(now, max(since, last_sign)) if last_sign is not None else since
    return used(seconds, since, until)


def plan(states: Sequence[EntryState], planned_minutes: int, used_seconds: int) -> Plan:
    """How many wait, how much of the planned time is left, and what that is for each of them."""
    left = sum(state is EntryState.WAITING for state in states)
    seconds_left = planned_minutes * 60 - used_seconds
    return Plan(left, seconds_left, max(0, seconds_left) // left if left else 0)


def next_waiting(states: Sequence[EntryState], position: int) -> int:
    """Who is next after ``position``: the nearest behind that waits, else from the beginning.

    Those who were passed over with "next" come up again at the end. The number of entries when nobody waits.
    """
    around = [*range(position + 1, len(states)), *range(min(position, len(states)))]
    return next((place for place in around if states[place] is EntryState.WAITING), len(states))
