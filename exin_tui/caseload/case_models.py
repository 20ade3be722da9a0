"""The read models of applications, contact and the situation."""

from __future__ import annotations

import datetime as dt

import msgspec

from exin_schema.vocabulary import (
    ActivityKind,
    ApplicationKind,
    ApplicationState,
    Housing,
    Income,
    IndividualPlan,
    SituationMoment,
)


class ApplicationView(msgspec.Struct, frozen=True, gc=False):
    """One application of a participant."""

    id: str
    version: int
    kind: ApplicationKind
    what: str
    agency_id: str
    agency: str
    state: ApplicationState
    sent_on: dt.date | None
    decided_on: dt.date | None
    in_writing: bool | None
    complaint_due_on: dt.date | None
    """Typed from the letter, never computed."""
    complaint_sent_on: dt.date | None

    def waited(self, today: dt.date) -> int | None:
        """Days since it was sent, while there is no decision."""
        return (today - self.sent_on).days if self.state.waiting and self.sent_on is not None else None

    @property
    def ask_in_writing(self) -> bool:
        """Refused, wholly or partly, and not in writing: the complaint waits for the letter [A]."""
        refused = self.state in {ApplicationState.REFUSED, ApplicationState.PARTLY}
        return refused and not self.in_writing


class ActivityView(msgspec.Struct, frozen=True, gc=False):
    """Contact, an attempt that failed, or work with an agency."""

    id: str
    version: int
    kind: ActivityKind
    on: dt.date
    caseworker: str
    agency: str
    reached: bool
    with_participant: bool
    of_meeting: bool
    """Logged with a meeting's outcome: it goes with that."""


class SituationView(msgspec.Struct, frozen=True, gc=False):
    """The situation at start or at release, of the newest imprisonment."""

    id: str
    version: int
    moment: SituationMoment
    on: dt.date
    housing: Housing | None
    income: tuple[Income, ...]
    child_support: bool | None
    children: int | None
    individual_plan: IndividualPlan | None


class CaseView(msgspec.Struct, frozen=True, gc=False):
    """What the tab of applications shows: applications, contact, situation."""

    applications: tuple[ApplicationView, ...]
    """Those without a decision first, then the newest."""
    activities: tuple[ActivityView, ...]
    """The newest first."""
    situations: tuple[SituationView, ...]
    agencies: tuple[tuple[str, str], ...]
    """(id, name) of those to which an application can go."""
