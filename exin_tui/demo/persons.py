"""From a sketch to a registration: the dates, the custody episode, the consents."""

from __future__ import annotations

import datetime as dt
import random

from exin_schema.vocabulary import (
    ChecklistKind,
    CustodyKind,
    IntakeOutcome,
    Phase,
    ProbationState,
    ReferralSource,
)
from exin_tui.caseload.registration import ConsentGiven, Custody, Registration
from exin_tui.demo.agencies import phone
from exin_tui.demo.days import release_day
from exin_tui.demo.names import DIFFICULT, Names
from exin_tui.demo.sketch import Sketch

DISTRICT = "Søndre Nordstrand"
_OUT = frozenset({Phase.POST_RELEASE, Phase.REINTEGRATION, Phase.CLOSING})
_REFERRED = (
    ReferralSource.SELF, ReferralSource.PRISON, ReferralSource.PRISON, ReferralSource.NAV,
    ReferralSource.POLICE, ReferralSource.PARTICIPANT,
)  # fmt: skip
_STREETS = ("Eventyrsvingen", "Diktveien", "Fabelstien", "Oppspinnbakken", "Skrønevegen")
_ALWAYS = ("prison", "nav", "lawyer")
_SOMETIMES = (("gp", ""), ("school", ""), ("voluntary", "Wayback"), ("family", "Mor"), ("family", "Søsken"))


def registration(sketch: Sketch, today: dt.date, rng: random.Random, names: Names) -> Registration:
    """Everything about the person that the sketch leaves open, drawn with ``rng``."""
    given, family = DIFFICULT if sketch.difficult_name else names.draw()
    enrolled_on = _ago(today, sketch.enrolled)
    began = max(sketch.enrolled or 0, sketch.since)
    before = rng.randint(2, 14) if sketch.enrolled is None else rng.randint(20, 60)
    referred_on = today - dt.timedelta(days=began + before)
    out = sketch.phase in _OUT
    return Registration(
        code=f"SN-{sketch.number:03d}",
        given_name=given,
        family_name=family,
        birth_date=_birth_date(referred_on, rng),
        phone="" if sketch.phase is Phase.INTAKE else phone(rng),
        phone_verified_on=today - dt.timedelta(days=rng.randint(2, 40)) if out else None,
        address=f"{rng.choice(_STREETS)} {rng.randint(1, 60)}" if out or sketch.protected else "",
        district=DISTRICT,
        protected_address=sketch.protected,
        caseworker=sketch.caseworker,
        phase=sketch.phase,
        phase_since=today - dt.timedelta(days=sketch.since),
        soma_reference=f"SOMA-{rng.randint(10000, 99999)}",
        referred_by=rng.choice(_REFERRED),
        referred_on=referred_on,
        enrolled_on=enrolled_on,
        intake_outcome=IntakeOutcome.ENROLLED if enrolled_on else None,
        release_group_needed=None,
        transfer_meeting_needed=_transfer_needed(sketch),
        first_group_needed=None,
        custody=_custody(sketch, today, referred_on, rng),
        consents=_consents(sketch, today, referred_on, rng),
        lists_done=frozenset(ChecklistKind) if sketch.phase in _LATE and sketch.lists_kept else frozenset(),
    )


_LATE = frozenset({Phase.REINTEGRATION, Phase.CLOSING})


def _transfer_needed(sketch: Sketch) -> bool | None:
    """Agreed for some, marked not needed for the others, so that only one alert is left to be seen."""
    return False if sketch.phase in {Phase.PRE_RELEASE, Phase.POST_RELEASE} and sketch.number != 4 else None


def _ago(today: dt.date, days: int | None) -> dt.date | None:
    return None if days is None else today - dt.timedelta(days=days)


def _birth_date(referred_on: dt.date, rng: random.Random) -> dt.date:
    """18 to 25 at intake."""
    return referred_on - dt.timedelta(days=rng.randint(18 * 366, 25 * 365))


def _custody(sketch: Sketch, today: dt.date, referred_on: dt.date, rng: random.Random) -> Custody:
    unit = f"Avdeling {rng.choice('ABCDE')}"
    inside = today - dt.timedelta(days=sketch.inside)
    latest = referred_on - dt.timedelta(days=rng.randint(3, 30))
    started_on = min(inside, latest)
    if sketch.release is None:
        return Custody(CustodyKind.REMAND, sketch.level, sketch.place, unit, started_on)
    release_on = release_day(sketch.release, today)
    if sketch.enrolled is not None:
        started_on = min(started_on, latest - dt.timedelta(days=60))
    asked = any(each.key == "two_thirds_date" for each in sketch.opens)
    full_term_on = release_on if asked else started_on + (release_on - started_on) * 3 // 2
    decided = sketch.phase is Phase.PRE_RELEASE or sketch.phase in _OUT
    granted = sketch.number % 4 == 0 and decided
    released_on = release_on if sketch.phase in _OUT else None
    return Custody(
        CustodyKind.SENTENCE,
        sketch.level,
        sketch.place,
        unit,
        started_on,
        ended_on=released_on,
        full_term_on=full_term_on,
        two_thirds_on=None if asked else release_on,
        probation=ProbationState.GRANTED
        if granted
        else ProbationState.APPLIED
        if decided
        else ProbationState.NONE,
        probation_on=release_on if decided else None,
        decided_on=release_on if decided and not granted else None,
        released_on=released_on,
    )


def _consents(
    sketch: Sketch, today: dt.date, referred_on: dt.date, rng: random.Random
) -> tuple[ConsentGiven, ...]:
    if sketch.enrolled is None:
        return tuple(_whole(sketch, "prison", today, referred_on, rng) for _ in range(min(1, sketch.talks)))
    lines = [*_ALWAYS]
    if sketch.phase not in {Phase.IN_PRISON, Phase.INTAKE} or sketch.signed_early:
        lines.append("probation")
    lines += [line for line in (*sketch.expires, *sketch.withdrawn) if line not in lines]
    given = [_whole(sketch, line, today, referred_on, rng) for line in lines if line not in sketch.missing]
    given += [
        ConsentGiven(line, _signed(referred_on, rng), role=role, topics=topics, person=person)
        for line, role, person, topics in sketch.narrowed
    ]
    taken = {each.line for each in given}
    given += [
        ConsentGiven(line, _signed(referred_on, rng), role=role)
        for line, role in _SOMETIMES
        if line not in taken and rng.random() < 0.35
    ]
    return tuple(given)


def _whole(
    sketch: Sketch, line: str, today: dt.date, referred_on: dt.date, rng: random.Random
) -> ConsentGiven:
    expires, withdrawn = sketch.expires.get(line), sketch.withdrawn.get(line)
    return ConsentGiven(
        line,
        _signed(referred_on, rng),
        expires_on=None if expires is None else today + dt.timedelta(days=expires),
        withdrawn_on=None if withdrawn is None else today + dt.timedelta(days=withdrawn),
        document=f"Perm {sketch.number}",
    )


def _signed(referred_on: dt.date, rng: random.Random) -> dt.date:
    return referred_on + dt.timedelta(days=rng.randint(3, 15))
