"""The flow between phases in a period: moves forth, and the way back counted too."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, select

from exin_schema.tables import phase_transition
from exin_schema.vocabulary import Phase


class Move(msgspec.Struct, frozen=True, gc=False):
    """How many went from one phase to another."""

    origin: Phase | None
    """None: came in."""
    to: Phase
    number: int

    @property
    def back(self) -> bool:
        """To an earlier phase: after a relapse, an arrest, or back in prison."""
        return self.origin is not None and self.to.number < self.origin.number


def flow_of(moves: Iterable[tuple[Phase | None, Phase]]) -> tuple[Move, ...]:
    """Counted, in the order of the phases."""
    counted = Counter(moves)
    order = sorted(counted, key=lambda move: (move[0].number if move[0] else 0, move[1].number))
    return tuple(Move(origin, to, counted[origin, to]) for origin, to in order)


def flow(connection: Connection, since: dt.date, until: dt.date) -> tuple[Move, ...]:
    """The moves made from ``since`` to ``until``, both included; proposals do not count."""
    rows = connection.execute(
        select(phase_transition.c.from_phase, phase_transition.c.to_phase).where(
            phase_transition.c.on.between(since, until), phase_transition.c.proposed.is_(False)
        )
    )
    return flow_of(
        (Phase.of(row.from_phase) if row.from_phase else None, Phase.of(row.to_phase)) for row in rows
    )
