"""More participants than 36: drawn in the same proportions, with caseworkers enough for all of them."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from dataclasses import dataclass, replace

from exin_schema.vocabulary import ChecklistKind, Phase, Role, SecurityLevel
from exin_tui.demo.agencies import PRISONS
from exin_tui.demo.names import STAFF, Names
from exin_tui.demo.sketch import Open, Sketch, ToDo

_PER_CASEWORKER = 11
_SHARES = {
    Phase.INTAKE: 4, Phase.IN_PRISON: 9, Phase.PRE_RELEASE: 6,
    Phase.POST_RELEASE: 7, Phase.REINTEGRATION: 8, Phase.CLOSING: 2,
}  # fmt: skip
_SLIPPERY = ("occupation", "new_address", "leisure", "nav_authority", "release_conditions")


@dataclass(frozen=True, slots=True)
class Colleague:
    """One of the team."""

    initials: str
    name: str
    role: Role = Role.CASEWORKER
    overload_reason: str = ""
    overload_by: str = ""


def colleagues(participants: int, names: Names) -> tuple[Colleague, ...]:
    """The four of the 36, and one more for every eleven participants above that."""
    four = (
        Colleague("KN", STAFF["KN"]),
        Colleague("AB", STAFF["AB"]),
        Colleague(
            "MH", STAFF["MH"], overload_reason="Følger to ekstra til ny miljøterapeut er på plass",
            overload_by="TL",
        ),
        Colleague("TL", STAFF["TL"], Role.TEAM_LEADER),
    )  # fmt: skip
    more = -(-max(participants - 36, 0) // _PER_CASEWORKER)
    free = (initials for initials in _initials() if initials not in STAFF)
    return four + tuple(Colleague(next(free), " ".join(names.draw())) for _ in range(more))


def _initials() -> Iterator[str]:
    letters = string.ascii_uppercase
    yield from (a + b for a in letters for b in letters)
    yield from (a + b + c for a in letters for b in letters for c in letters)


def more_sketches(
    count: int, first_number: int, caseworkers: tuple[Colleague, ...], rng: random.Random
) -> Iterator[Sketch]:
    """``count`` further participants, dealt so that nobody gets more than six in phases 3 and 4."""
    phases = rng.choices(list(_SHARES), weights=list(_SHARES.values()), k=count)
    phases.sort(key=lambda phase: not phase.demanding)
    sketches = [
        _draw(phase, caseworkers[index % len(caseworkers)].initials, rng)
        for index, phase in enumerate(phases)
    ]
    rng.shuffle(sketches)
    for number, sketch in enumerate(sketches, start=first_number):
        yield replace(sketch, number=number)


def _draw(phase: Phase, caseworker: str, rng: random.Random) -> Sketch:
    release, since, enrolled = _days(phase, rng)
    opens, todos = _loose_ends(phase, release, rng)
    return Sketch(
        number=0,
        phase=phase,
        caseworker=caseworker,
        release=release,
        since=since,
        enrolled=enrolled,
        contact=_last_contact(phase, rng),
        level=rng.choice((SecurityLevel.HIGH, SecurityLevel.HIGH, SecurityLevel.LOWER)),
        place=rng.choice(PRISONS[:4]),
        inside=rng.randint(60, 500),
        opens=opens,
        todos=todos,
        protected=rng.random() < 0.02,
        missing=("probation",) if phase is Phase.PRE_RELEASE and rng.random() < 0.1 else (),
        lists_kept=False,
        talks=rng.randint(0, 3) if phase is Phase.INTAKE else 4,
    )


def _days(phase: Phase, rng: random.Random) -> tuple[int | None, int, int | None]:
    """(days to the release, days since the phase began, days since the enrolment)."""
    if phase is Phase.INTAKE:
        return (None if rng.random() < 0.4 else rng.randint(190, 500)), rng.randint(2, 40), None
    if phase is Phase.IN_PRISON:
        since = rng.randint(30, 200)
        return (None if rng.random() < 0.08 else rng.randint(95, 700)), since, since + rng.randint(5, 20)
    if phase is Phase.PRE_RELEASE:
        return rng.randint(5, 85), rng.randint(1, 30), rng.randint(200, 400)
    if phase is Phase.POST_RELEASE:
        out = rng.randint(2, 110)
        return -out, out, out + rng.randint(150, 400)
    since = rng.randint(20, 200)
    out = since + rng.randint(60, 160)
    return -out, since, out + rng.randint(200, 400)


def _last_contact(phase: Phase, rng: random.Random) -> int:
    usual = {Phase.POST_RELEASE: 6, Phase.REINTEGRATION: 26}.get(phase, 13)
    return rng.randint(0, usual) if rng.random() < 0.93 else rng.randint(usual + 3, usual + 25)


def _loose_ends(
    phase: Phase, release: int | None, rng: random.Random
) -> tuple[tuple[Open, ...], tuple[ToDo, ...]]:
    """Now and then something that is due, or overdue."""
    opens: tuple[Open, ...] = ()
    todos: tuple[ToDo, ...] = ()
    if phase is Phase.PRE_RELEASE and release is not None and rng.random() < 0.35:
        opens = (Open(ChecklistKind.RELEASE, rng.choice(_SLIPPERY), rng.randint(-3, 7)),)
    elif phase is Phase.IN_PRISON and rng.random() < 0.1:
        opens = (Open(ChecklistKind.START, "activity_inside", rng.randint(-5, 7)),)
    elif phase is not Phase.INTAKE and rng.random() < 0.15:
        todos = (ToDo("Ring: avtale ny samtale", rng.randint(-3, 7)),)
    return opens, todos
