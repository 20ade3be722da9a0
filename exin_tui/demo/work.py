"""Tasks, applications, contact and activities, intake talks and situations of the demo."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from exin_schema.programme import Programme
from exin_schema.vocabulary import (
    ActivityKind,
    ApplicationState,
    Housing,
    Income,
    IndividualPlan,
    IntakeTalkKind,
    Judgement,
    Phase,
    SituationMoment,
)
from exin_tui.demo.agencies import Network, Row
from exin_tui.demo.sketch import Sketch

_LATER_TASKS = {
    Phase.IN_PRISON: ("Planlegge neste besøk", "Sjekke skoleplass inne", "Ringe kontaktbetjent"),
    Phase.PRE_RELEASE: ("Avtale hvem som møter ved porten", "Sjekke visninger", "Forberede samtale med NAV"),
    Phase.POST_RELEASE: ("Følge opp søknad", "Gå gjennom ukens avtaler", "Ringe fastlegekontoret"),
    Phase.REINTEGRATION: ("Oppdateringssamtale", "Sjekke at samarbeidet med NAV er intakt"),
    Phase.CLOSING: ("Avsluttende samtale",),
}
_TALKS = (ActivityKind.FOLLOW_UP_TALK, ActivityKind.GUIDANCE_TALK, ActivityKind.CALL, ActivityKind.VISIT)
_OUT = frozenset({Phase.POST_RELEASE, Phase.REINTEGRATION, Phase.CLOSING})


@dataclass(frozen=True, slots=True)
class Desk:
    """What the rows of somebody's work take, the same for everybody."""

    today: dt.date
    programme: Programme
    network: Network
    rng: random.Random
    make_id: Callable[[], str]

    def ahead(self, days: int) -> dt.date:
        """So many days from today."""
        return self.today + dt.timedelta(days=days)


def tasks(desk: Desk, sketch: Sketch, person: Row) -> Iterator[Row]:
    """The tasks of the sketch, and for some one that is due later."""
    for todo in sketch.todos:
        yield _task(desk, person, todo.title, desk.ahead(todo.days), partner=todo.partner, step=todo.step)
    titles = _LATER_TASKS.get(sketch.phase, ())
    if titles and desk.rng.random() < 0.5:
        later = desk.ahead(desk.programme.offsets.due_soon + desk.rng.randint(3, 25))
        yield _task(desk, person, desk.rng.choice(titles), later)


def _task(desk: Desk, person: Row, title: str, due_on: dt.date, **more: object) -> Row:
    return {
        "id": desk.make_id(),
        "participant_id": person["id"],
        "title": title,
        "due_on": due_on,
        "due_override": True,
        **more,
    }


def applications(desk: Desk, sketch: Sketch, person: Row) -> Iterator[Row]:
    """Those that wait, and for people who are out one that was granted."""
    for kind, what, days in sketch.waiting:
        agency = desk.network.agency_ids.get("school" if kind == "school" else "nav")
        yield {
            "id": desk.make_id(),
            "participant_id": person["id"],
            "kind": kind,
            "what": what,
            "agency_id": agency,
            "state": ApplicationState.IN_PROCESS if days > 14 else ApplicationState.SENT,
            "sent_on": desk.ahead(-days),
        }
    if sketch.phase in _OUT:
        yield {
            "id": desk.make_id(),
            "participant_id": person["id"],
            "kind": "nav",
            "what": "Sosialstønad",
            "agency_id": desk.network.agency_ids.get("nav"),
            "state": ApplicationState.GRANTED,
            "sent_on": desk.ahead(-sketch.since - 30),
            "decided_on": desk.ahead(-sketch.since - 9),
            "in_writing": True,
        }


def activities(desk: Desk, sketch: Sketch, person: Row, *, most: int) -> Iterator[Row]:
    """At most ``most`` contacts backwards from the last one; after a long silence, unanswered calls."""
    if sketch.contact is None:
        return
    days = sketch.contact
    gap = {Phase.POST_RELEASE: 4, Phase.PRE_RELEASE: 7, Phase.REINTEGRATION: 18}.get(sketch.phase, 11)
    for _ in range(most):
        yield _activity(desk, person, desk.rng.choice(_TALKS), -days, reached=True)
        days += desk.rng.randint(max(gap - 2, 1), gap + 3)
    if sketch.contact > 14:
        for missed in (sketch.contact - 9, sketch.contact - 13):
            yield _activity(desk, person, ActivityKind.CALL, -missed, reached=False)


def _activity(desk: Desk, person: Row, kind: ActivityKind, days: int, *, reached: bool) -> Row:
    return {
        "id": desk.make_id(),
        "participant_id": person["id"],
        "kind": kind,
        "on": desk.ahead(days),
        "caseworker_id": person["caseworker_id"],
        "reached": reached,
    }


def intake_talks(desk: Desk, sketch: Sketch, person: Row) -> Iterator[Row]:
    """The conversations that were held while the participant is in intake; the next one is agreed."""
    if sketch.phase is not Phase.INTAKE:
        return
    for number, kind in enumerate(IntakeTalkKind):
        held = number < sketch.talks
        if number > sketch.talks:
            return
        day = desk.ahead(-sketch.since + number * max(sketch.since // 5, 1)) if held else desk.ahead(6)
        yield {
            "id": desk.make_id(),
            "participant_id": person["id"],
            "kind": kind,
            "on": day,
            "held": held,
        }


def criteria(desk: Desk, sketch: Sketch, person: Row) -> Iterator[Row]:
    """Answers to the intake criteria of somebody in intake; how much is left of a remand nobody knows."""
    if sketch.phase is not Phase.INTAKE or sketch.talks == 0:
        return
    for criterion in desk.programme.criteria:
        unknown = criterion.key == "sentence_left" and sketch.release is None
        yield {
            "id": desk.make_id(),
            "participant_id": person["id"],
            "key": criterion.key,
            "answer": Judgement.UNKNOWN if unknown else Judgement.YES,
        }


def situations(desk: Desk, sketch: Sketch, person: Row, episode_id: object) -> Iterator[Row]:
    """The situation at start, and for those who are out the one at release."""
    if sketch.enrolled is None:
        return
    yield _situation(desk, person, episode_id, SituationMoment.START, -sketch.enrolled)
    if sketch.phase in _OUT and isinstance(sketch.release, int):
        yield _situation(desk, person, episode_id, SituationMoment.RELEASE, sketch.release)


def _situation(desk: Desk, person: Row, episode_id: object, moment: SituationMoment, days: int) -> Row:
    at_release = moment is SituationMoment.RELEASE
    housing = (
        (Housing.MUNICIPAL, Housing.RENTS, Housing.MUNICIPAL) if at_release else (Housing.NONE, Housing.RENTS)
    )
    income = (
        (Income.SOCIAL_ASSISTANCE, Income.AAP, Income.WORK)
        if at_release
        else (Income.NONE, Income.SOCIAL_ASSISTANCE)
    )
    return {
        "id": desk.make_id(),
        "participant_id": person["id"],
        "episode_id": episode_id,
        "moment": moment,
        "on": desk.ahead(days),
        "housing": desk.rng.choice(housing),
        "income": desk.rng.choice(income).value,
        "child_support": False,
        "children": 0,
        "individual_plan": desk.rng.choice(tuple(IndividualPlan)),
    }
