"""A stand-up of the pictures: the 36 on Friday 27 November 2026, the first of them in hand."""

from __future__ import annotations

import datetime as dt

from exin_schema.vocabulary import EntryState, Label, ReviewKind, ReviewState
from exin_tui.caseload.standup_news import News
from exin_tui.caseload.standups import Standup, StandupEntry
from exin_tui.clock import OSLO
from tests.tui.builder import TODAY, overview

BEGAN = dt.datetime(2026, 11, 27, 8, 30, tzinfo=OSLO)


def at(said: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-{said.replace(' ', 'T')}:00").replace(tzinfo=OSLO)


DONE = Label("ferdig", "done")
NEWS = (
    News(at("11-26 14:05"), "KN", Label("Bankkonto", "Bank account"), DONE),
    News(at("11-26 15:30"), "KN", Label("Visning", "Viewing"), Label("avlyst", "cancelled")),
    News(at("11-26 15:45"), "AB", Label("DPS avklart", "DPS settled"), DONE, sensitive=True),
    News(at("11-27 08:10"), "AB", Label("Ring Jonas", "Call Jonas"), Label("ny oppgave", "new task")),
)


def standup(
    position: int = 0, discussed: int = 0, skipped: int = 0, state: ReviewState = ReviewState.RUNNING
) -> Standup:
    """So far, ``discussed`` and then ``skipped`` of them."""
    states = [EntryState.DISCUSSED] * discussed + [EntryState.SKIPPED] * skipped
    rows = overview().rows
    states += [EntryState.WAITING] * (len(rows) - len(states))
    entries = tuple(
        StandupEntry(f"entry-{place}", row.person, place, state, "på permisjon", "", 60, for_team=False)
        for place, (row, state) in enumerate(zip(rows, states, strict=True))
    )
    return Standup(
        id="standup", version=3, kind=ReviewKind.DAILY, caseworker="", held_on=TODAY, held_by="KN",
        state=state, started_at=BEGAN, ended_at=None, away=("TL",), planned_minutes=30,
        position=position, seconds=140, clock_since=BEGAN if state is ReviewState.RUNNING else None,
        last_sign=BEGAN, since_change=10,
        since_at=at("11-26 09:00"), began_change=12, ended_change=None, entries=entries,
    )  # fmt: skip
