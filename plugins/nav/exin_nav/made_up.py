"""Invented facts and records for the demo, which agree with each other and with the imprisonment."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from exin_nav.custody import released
from exin_nav.kvp import State, window
from exin_nav.steps import STEPS
from exin_schema.vocabulary import Phase
from exin_tui.partners.api import Invented, Participant, Plain

_BENEFITS = ["sosialstoenad"] * 5 + ["dagpenger"] * 3 + ["aap", "ufoeretrygd"]
_STOPPED = ["yes"] * 5 + ["no", ""]
_RESTARTED = ["yes"] * 4 + ["waiting", "waiting", "no", ""]
_AREAS = ("Holmlia", "Mortensrud", "Bjørndal", "Bøler", "Lambertseter")
_WAY = {
    Phase.IN_PRISON: (0, 2),
    Phase.PRE_RELEASE: (1, 7),
    Phase.POST_RELEASE: (4, 10),
    Phase.REINTEGRATION: (9, 10),
    Phase.CLOSING: (10, 10),
}
"""How many of the steps towards a home somebody has behind them, by phase."""
_DECISION = list(STEPS).index("decision")


def made_up(participants: Sequence[Participant], rng: random.Random, today: dt.date) -> Iterator[Invented]:
    """KVP by its window, benefits by whether somebody is out, housing step by step."""
    for one in participants:
        for fact, value in _kvp(one, rng, today).items():
            yield Invented(one.ref, fact, value)
        benefit = _benefit(one, rng)
        if benefit:
            yield Invented(one.ref, "benefit", benefit)
        for step in _housing(one, rng, today):
            yield Invented(one.ref, "housing", step)


def _kvp(one: Participant, rng: random.Random, today: dt.date) -> dict[str, Plain]:
    """More is done the nearer the release is; nothing of it for the few with a right to AAP."""
    draws = [rng.random() for _ in range(5)]
    found: dict[str, Plain] = {"aap_right": draws[0] < 0.05}
    made = window(one, today)
    if found["aap_right"] or made is None or made.state is not State.OPEN:
        return found
    if draws[1] < 0.8:
        found["kvp_talk"] = today - dt.timedelta(days=5 + int(draws[1] * 40))
    if draws[2] < 0.8:
        found["aev"] = "done" if draws[2] < 0.6 else "begun"
    found["kvp_content"] = draws[3] < 0.5
    found["kvp"] = "granted" if draws[4] < 0.1 else "applied" if draws[4] < 0.4 else "considered"
    return found


def _benefit(one: Participant, rng: random.Random) -> dict[str, Plain]:
    draw, benefit, stopped, restarted = (
        rng.random(),
        rng.choice(_BENEFITS),
        rng.choice(_STOPPED),
        rng.choice(_RESTARTED),
    )
    if draw > 0.5 or one.level is None:
        return {}
    found: dict[str, Plain] = {"benefit": benefit}
    if stopped:
        found["stopped"] = stopped
    if released(one) and restarted:
        found["restarted"] = restarted
    elif one.phase is Phase.PRE_RELEASE:
        found["restarted"] = "waiting"
    return found


def _housing(one: Participant, rng: random.Random, today: dt.date) -> Iterator[dict[str, Plain]]:
    """One step after the other, the last one some days ago."""
    area, temporary = rng.choice(_AREAS), rng.random() < 0.15
    if one.phase not in _WAY:
        return
    steps = list(STEPS)[: rng.randint(*_WAY[one.phase])]
    ends = one.release_date if released(one) and one.phase is not Phase.POST_RELEASE else None
    last = (ends or today) - dt.timedelta(days=rng.randint(2, 9))
    for place, step in enumerate(steps):
        found: dict[str, Plain] = {
            "step": step,
            "on": last - dt.timedelta(days=9 * (len(steps) - place - 1)),
            "where": area,
        }
        if place >= _DECISION:
            found["offer"] = "temporary" if temporary else "permanent"
        yield found
