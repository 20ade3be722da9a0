"""How the participants of the demo came to the phase they are in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from exin_schema.vocabulary import Phase
from exin_tui.caseload.register import Rows
from exin_tui.demo.agencies import Row
from exin_tui.demo.sketch import Sketch

_THREE = ("Motivert, ønsker fast aktivitet", "Få nettverk ute", "Trenger god tid før møter")


def transitions(
    sketch: Sketch, rows: Rows, today: dt.date, now: dt.datetime, make_id: Callable[[], str]
) -> tuple[Row, ...]:
    """Every move up to the present phase, discussed in the team."""
    since = today - dt.timedelta(days=sketch.since)
    begun = rows.participant["referred_on"]
    first = begun if isinstance(begun, dt.date) else since
    phases = list(Phase)[: sketch.phase.number]
    days = [*_spread(first, since, sketch, today, phases[:-1]), since]
    moves: list[Row] = []
    for index, (phase, day) in enumerate(zip(phases, days, strict=True)):
        row: Row = {
            "id": make_id(),
            "participant_id": rows.participant["id"],
            "from_phase": phases[index - 1] if index else None,
            "to_phase": phase,
            "on": day,
            "at": now,
        }
        if index:
            possibilities, limits, special = _THREE
            row |= {
                "possibilities": possibilities,
                "limits": limits,
                "special": special,
                "took_part": " ".join(dict.fromkeys((sketch.caseworker, "TL"))),
            }
        moves.append(row)
    return tuple(moves)


def _spread(
    first: dt.date, last: dt.date, sketch: Sketch, today: dt.date, phases: list[Phase]
) -> list[dt.date]:
    """Days for the earlier phases, in order: 1 at the referral, 2 at the enrolment, 4 at the release."""
    fixed: dict[Phase, dt.date] = {}
    if sketch.enrolled is not None:
        fixed[Phase.IN_PRISON] = today - dt.timedelta(days=sketch.enrolled)
    if isinstance(sketch.release, int) and sketch.release < 0:
        out = today + dt.timedelta(days=sketch.release)
        fixed[Phase.POST_RELEASE] = out
        fixed[Phase.PRE_RELEASE] = out - dt.timedelta(days=45)
    days = []
    day = first
    for index, phase in enumerate(phases):
        even = first + (last - first) * index // max(len(phases), 1)
        day = min(max(fixed.get(phase, even), day), last)
        days.append(day)
    return days
