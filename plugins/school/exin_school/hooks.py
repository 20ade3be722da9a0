"""The school's hooks: the youth right as an alert, and the views, which say who has which right."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence

from exin_school import made_up, views
from exin_school.rights import YouthRight
from exin_tui.partners.api import (
    InsideContext,
    Invented,
    Participant,
    Rule,
    ViewModel,
    hookimpl,
)


@hookimpl
def exin_rules() -> Iterable[Rule]:
    """The rules that become alerts."""
    return (YouthRight(),)


@hookimpl
def exin_team_view(ctx: InsideContext) -> Iterable[ViewModel]:
    """Everybody's right, and what comes next."""
    return views.team_view(ctx)


@hookimpl
def exin_participant_view(ctx: InsideContext, participant: Participant) -> Iterable[ViewModel]:
    """One participant's right, and what holds."""
    return views.participant_view(ctx, participant)


@hookimpl
def exin_demo(participants: Sequence[Participant], rng: random.Random, today: dt.date) -> Iterable[Invented]:
    """What somebody has completed, and what is under way."""
    return made_up.made_up(participants, rng, today)
