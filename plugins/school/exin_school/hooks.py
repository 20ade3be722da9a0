"""The school's hooks: the youth right as an alert, which right holds as a computed column, and the views."""

from __future__ import annotations

from collections.abc import Iterable

from exin_school import views
from exin_school.rights import RIGHT, UNTIL, YouthRight
from exin_tui.partners.api import ComputedColumn, InsideContext, Participant, Rule, ViewModel, hookimpl


@hookimpl
def exin_rules() -> Iterable[Rule]:
    """The rules that become alerts."""
    return (YouthRight(),)


@hookimpl
def exin_columns() -> Iterable[ComputedColumn]:
    """Which right somebody has, and until when."""
    return RIGHT, UNTIL


@hookimpl
def exin_team_view(ctx: InsideContext) -> Iterable[ViewModel]:
    """Everybody's right, and what comes next."""
    return views.team_view(ctx)


@hookimpl
def exin_participant_view(ctx: InsideContext, participant: Participant) -> Iterable[ViewModel]:
    """One participant's right, and what holds."""
    return views.participant_view(ctx, participant)
