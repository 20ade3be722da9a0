"""Applications, contact and situation in words, for the screen and for the command line."""

from __future__ import annotations

import datetime as dt

from exin_schema.vocabulary import ApplicationKind, ApplicationState
from exin_tui.caseload.case_models import ActivityView, ApplicationView, SituationView
from exin_tui.language import Sayable, join, text

SENSITIVE_APPLICATIONS = frozenset({ApplicationKind.TREATMENT})
"""To whom these go betrays health: a "sensitive item" on a shared screen."""


def application_news(one: ApplicationView, today: dt.date) -> Sayable | None:
    """What is to be known of it today: the complaint, the letter that lacks, how long it has waited."""
    waited = one.waited(today)
    if waited is not None:
        return text("{days} d of waiting", days=waited)
    if one.complaint_sent_on is not None:
        return text("complaint sent {on}", on=one.complaint_sent_on)
    if one.ask_in_writing:
        return text("ask for it in writing")
    if one.complaint_due_on is not None:
        return text("complain by {on}", on=one.complaint_due_on)
    if one.state is ApplicationState.DRAFT:
        return None
    return text("in writing") if one.in_writing else None


def application_day(one: ApplicationView) -> dt.date | None:
    """The day of its state: decided, else sent."""
    return one.decided_on or one.sent_on


def activity_words(one: ActivityView) -> Sayable:
    """The kind, and whether it was an attempt that failed or work without the participant."""
    if not one.reached:
        return text("{what}: no contact", what=one.kind)
    if not one.with_participant:
        return text("{what}, without the participant", what=one.kind)
    return one.kind


def situation_parts(one: SituationView) -> list[tuple[Sayable, Sayable]]:
    """(what, how it is) of what is known."""
    found: list[tuple[Sayable, Sayable]] = []
    if one.housing is not None:
        found.append((text("Housing"), one.housing))
    if one.income:
        found.append((text("Income"), join(one.income)))
    if one.child_support is not None:
        found.append((text("Child support"), text("paid") if one.child_support else text("not paid")))
    if one.children is not None:
        found.append((text("Children"), join((one.children,))))
    if one.individual_plan is not None:
        found.append((text("Individual plan"), one.individual_plan))
    return found
