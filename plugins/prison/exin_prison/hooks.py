"""The prison's hooks: rules, computed columns, views, and invented sentence facts for the demo."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Sequence

from exin_prison import columns, rules, views
from exin_prison.sentence import days_between
from exin_schema.vocabulary import CustodyKind
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
def exin_on_event(event: Event) -> Iterable[OpenTask]:
    """A transfer opens the handover meeting, a leave that was entered who fetches and brings."""
    if event.kind is EventKind.TRANSFER:
        yield OpenTask(event.ref, "transfer_handover")
    elif event.kind is EventKind.RECORD and event.id == "leave" and event.new:
        yield OpenTask(event.ref, "leave_transport")


@hookimpl
def exin_demo(participants: Sequence[Participant], rng: random.Random, today: dt.date) -> Iterator[Invented]:
    """Sentence facts that agree with the custody episode, which the core owns."""
    for participant in participants:
        start, end = participant.custody_from, participant.full_term_date
        if (
            participant.custody_kind is not CustodyKind.SENTENCE
            or start is None
            or end is None
            or start > today
        ):
            continue
        length = days_between(start, end)
        yield Invented(participant.ref, "sentence_start", start)
        yield Invented(participant.ref, "sentence_days", length)
        yield Invented(participant.ref, "remand_days", rng.choice([0, 0, 0, 14, 31, 60]))
        yield Invented(participant.ref, "half_time", start + dt.timedelta(days=length // 2))
