"""The prison's hooks: rules, computed columns, views, and invented sentence facts for the demo."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from exin_prison import columns, made_up, rules, views
from exin_tui.partners.api import (
    ComputedColumn,
    Event,
    EventKind,
    InsideContext,
    Invented,
    OpenTask,
    Participant,
    Rule,
    ViewModel,
    hookimpl,
)


@hookimpl
def exin_rules() -> Iterable[Rule]:
    """The rules that become alerts."""
    return rules.ALL


@hookimpl
def exin_columns() -> Iterable[ComputedColumn]:
    """The rules that become "earliest possible – computed" dates."""
    return columns.ALL


@hookimpl
def exin_team_view(ctx: InsideContext) -> ViewModel:
    """Everybody inside by next release, as bars on a time axis."""
    return views.team_view(ctx)


@hookimpl
def exin_participant_view(ctx: InsideContext, participant: Participant) -> Iterable[ViewModel]:
    """One sentence with its dates."""
    return views.participant_view(ctx, participant)


@hookimpl
def exin_widget(ctx: InsideContext) -> Callable[[], object]:
    """The sentence calculator. Of the team it is given the day and the language, and of nobody anything."""
    from exin_prison.calculator import Calculator

    return partial(Calculator, ctx.today, ctx.language)


@hookimpl
def exin_on_event(event: Event) -> Iterable[OpenTask]:
    """A transfer opens the handover meeting, a leave that was entered who fetches and brings."""
    if event.kind is EventKind.TRANSFER:
        yield OpenTask(event.ref, "transfer_handover")
    elif event.kind is EventKind.RECORD and event.id == "leave" and event.new:
        yield OpenTask(event.ref, "leave_transport")


@hookimpl
def exin_demo(participants: Sequence[Participant], rng: random.Random, today: dt.date) -> Iterable[Invented]:
    """Sentence facts, transfers, leaves and outings that agree with the custody episode."""
    return made_up.made_up(participants, rng, today)
