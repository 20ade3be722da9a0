"""Reading applications, contact and situation of one participant, when their tab is asked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Connection, select

from exin_schema.tables import activity, agency, application, caseworker, custody_episode, situation
from exin_schema.vocabulary import (
    ActivityKind,
    ApplicationKind,
    ApplicationState,
    Housing,
    Income,
    IndividualPlan,
    SituationMoment,
)
from exin_tui.caseload.case_models import ActivityView, ApplicationView, CaseView, SituationView

SHOWN_ACTIVITIES = 30
"""The newest; the report counts them all."""

APPLICATIONS = (
    select(application, agency.c.name.label("agency"))
    .select_from(application.outerjoin(agency, agency.c.id == application.c.agency_id))
    .order_by(application.c.sent_on.desc(), application.c.id)
)
ACTIVITIES = (
    select(activity, caseworker.c.initials, agency.c.name.label("agency"))
    .select_from(
        activity.outerjoin(caseworker, caseworker.c.id == activity.c.caseworker_id).outerjoin(
            agency, agency.c.id == activity.c.agency_id
        )
    )
    .order_by(activity.c.on.desc(), activity.c.id)
    .limit(SHOWN_ACTIVITIES)
)
AGENCIES = select(agency.c.id, agency.c.name).where(agency.c.active.is_(True)).order_by(agency.c.name)


def load_case_view(connection: Connection, participant_id: str) -> CaseView:
    """All of it, in one snapshot (`Database.read`)."""
    applied = connection.execute(APPLICATIONS.where(application.c.participant_id == participant_id))
    logged = connection.execute(ACTIVITIES.where(activity.c.participant_id == participant_id))
    views = [_application(row) for row in applied.mappings()]
    return CaseView(
        applications=tuple(sorted(views, key=_order)),
        activities=tuple(_activity(row) for row in logged.mappings()),
        situations=load_situations(connection, participant_id),
        agencies=tuple((row.id, row.name) for row in connection.execute(AGENCIES)),
    )


def load_situations(connection: Connection, participant_id: str) -> tuple[SituationView, ...]:
    """What is noted of the newest imprisonment (or without one), at start before at release."""
    newest = connection.execute(
        select(custody_episode.c.id)
        .where(custody_episode.c.participant_id == participant_id)
        .order_by(custody_episode.c.number.desc())
        .limit(1)
    ).scalar()
    belongs = situation.c.episode_id.is_(None) if newest is None else situation.c.episode_id == newest
    rows = connection.execute(
        select(situation).where(situation.c.participant_id == participant_id, belongs)
    ).mappings()
    order = list(SituationMoment)
    return tuple(sorted((_situation(row) for row in rows), key=lambda one: order.index(one.moment)))


def _order(one: ApplicationView) -> tuple[int, int]:
    newest = one.decided_on or one.sent_on or dt.date.min
    stage = 0 if one.state.waiting else 1 if one.state is ApplicationState.DRAFT else 2
    return stage, -newest.toordinal() if stage else newest.toordinal()


def _application(row: Any) -> ApplicationView:
    return ApplicationView(
        id=row["id"],
        version=row["version"],
        kind=ApplicationKind.of(row["kind"]),
        what=row["what"],
        agency_id=row["agency_id"] or "",
        agency=row["agency"] or "",
        state=ApplicationState.of(row["state"]),
        sent_on=row["sent_on"],
        decided_on=row["decided_on"],
        in_writing=row["in_writing"],
        complaint_due_on=row["complaint_due_on"],
        complaint_sent_on=row["complaint_sent_on"],
    )


def _activity(row: Any) -> ActivityView:
    return ActivityView(
        id=row["id"],
        version=row["version"],
        kind=ActivityKind.of(row["kind"]),
        on=row["on"],
        caseworker=row["initials"] or "",
        agency=row["agency"] or "",
        reached=row["reached"],
        with_participant=row["with_participant"],
        of_meeting=row["meeting_id"] is not None,
    )


def _situation(row: Any) -> SituationView:
    return SituationView(
        id=row["id"],
        version=row["version"],
        moment=SituationMoment.of(row["moment"]),
        on=row["on"],
        housing=Housing.of(row["housing"]) if row["housing"] else None,
        income=tuple(Income.of(each) for each in row["income"].split()),
        child_support=row["child_support"],
        children=row["children"],
        individual_plan=IndividualPlan.of(row["individual_plan"]) if row["individual_plan"] else None,
    )
