"""NAV's hooks: what is checked around imprisonment and release, the KVP window, and the views."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence

from exin_nav import benefits, housing, kvp, made_up, plan, transfer, views
from exin_tui.partners.api import (
    Command,
    Export,
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
    return (*benefits.ALL, *kvp.ALL, *plan.ALL, *housing.ALL)


@hookimpl
def exin_team_view(ctx: InsideContext) -> Iterable[ViewModel]:
    """What is due by step, and what is to be looked after."""
    return views.team_view(ctx)


@hookimpl
def exin_participant_view(ctx: InsideContext, participant: Participant) -> Iterable[ViewModel]:
    """One participant's KVP, benefits, housing and applications."""
    return views.participant_view(ctx, participant)


@hookimpl
def exin_exports() -> Iterable[Export]:
    """The transfer note."""
    return (transfer.TRANSFER_NOTE,)


@hookimpl
def exin_commands() -> Iterable[Command]:
    """Whose KVP window is open now."""
    return (kvp.OPEN_NOW,)


@hookimpl
def exin_demo(participants: Sequence[Participant], rng: random.Random, today: dt.date) -> Iterable[Invented]:
    """KVP, benefits and housing that agree with the imprisonment."""
    return made_up.made_up(participants, rng, today)
