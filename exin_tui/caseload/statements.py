"""The SQL behind the dashboard, built once. Their number does not grow with the caseload.

Predicates of partial indexes are written with literals: SQLite uses such an index only where the statement
says the same words as the index, and a bound value says nothing before it is run.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    String,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    null,
    or_,
    select,
    true,
    union_all,
)

from exin_schema.tables import (
    activity,
    application,
    caseworker,
    change,
    checklist,
    checklist_item,
    consent,
    custody_episode,
    intake_talk,
    meeting,
    participant,
    task,
    team,
)
from exin_schema.tables.checklists import OPEN_STATES
from exin_schema.vocabulary import IntakeTalkKind


def is_one_of(column: ColumnElement[str], *values: str) -> ColumnElement[bool]:
    """``column IN ('…', '…')`` with literals, as the partial indexes have it."""
    return column.in_([literal_column(f"'{value}'") for value in values])


def _is(column: ColumnElement[str], value: str) -> ColumnElement[bool]:
    return column == literal_column(f"'{value}'", String)


open_item = and_(is_one_of(checklist_item.c.state, *OPEN_STATES), checklist_item.c.active.is_(True))
open_task = _is(task.c.state, "open")
live_meeting = _is(meeting.c.status, "planned")
waiting_application = is_one_of(application.c.state, "sent", "in_process")
real_contact = and_(activity.c.reached.is_(True), activity.c.with_participant.is_(True))

last_change = select(func.max(change.c.id)).scalar_subquery()

_header = select(
    select(team.c.name).order_by(team.c.name).limit(1).scalar_subquery().label("team"),
    last_change.label("last_change"),
).subquery("header")

#: The team, and those who work in it; one row without a caseworker while there is none.
TEAM = (
    select(
        _header.c.team,
        _header.c.last_change,
        caseworker.c.id,
        caseworker.c.initials,
        caseworker.c.name,
        caseworker.c.role,
        caseworker.c.capacity,
        caseworker.c.demanding_capacity,
        caseworker.c.active,
        caseworker.c.overload_reason,
        caseworker.c.overload_by,
    )
    .select_from(_header.outerjoin(caseworker, true()))
    .order_by(caseworker.c.initials)
)


def _newest_number() -> ColumnElement[int]:
    episodes = custody_episode.alias()
    return (
        select(func.max(episodes.c.number))
        .where(episodes.c.participant_id == participant.c.id)
        .correlate(participant)
        .scalar_subquery()
    )


last_contact = (
    select(func.max(activity.c.on))
    .where(real_contact, activity.c.participant_id == participant.c.id, activity.c.on <= bindparam("today"))
    .scalar_subquery()
)
waiting_since = (
    select(func.min(application.c.sent_on))
    .where(waiting_application, application.c.participant_id == participant.c.id)
    .scalar_subquery()
)
#: Clarification counts ten, the other talks one: see `exin_tui.caseload.records.CLARIFICATION_LEFT`.
talks_held = (
    select(func.sum(case((_is(intake_talk.c.kind, IntakeTalkKind.CLARIFICATION), 10), else_=1)))
    .where(intake_talk.c.participant_id == participant.c.id, intake_talk.c.held.is_(True))
    .scalar_subquery()
)
participant_columns = (
    participant.c.id,
    participant.c.version,
    participant.c.code,
    participant.c.alias,
    participant.c.given_name,
    participant.c.family_name,
    participant.c.protected_address,
    participant.c.caseworker_id,
    participant.c.phase,
    participant.c.phase_since,
    participant.c.enrolled_on,
    participant.c.referred_on,
    participant.c.closed_on,
    participant.c.birth_date,
    participant.c.release_group_needed,
    participant.c.transfer_meeting_needed,
    participant.c.first_group_needed,
    participant.c.discuss_by,
    last_contact,
    waiting_since,
    talks_held,
    custody_episode.c.id,
    custody_episode.c.number,
    custody_episode.c.kind,
    custody_episode.c.level,
    custody_episode.c.started_on,
    custody_episode.c.ended_on,
    custody_episode.c.full_term_on,
    custody_episode.c.two_thirds_on,
    custody_episode.c.probation,
    custody_episode.c.probation_on,
    custody_episode.c.decided_on,
    custody_episode.c.released_on,
    custody_episode.c.place,
)
with_newest_episode = participant.outerjoin(
    custody_episode,
    and_(
        custody_episode.c.participant_id == participant.c.id,
        custody_episode.c.number == _newest_number(),
    ),
)

PARTICIPANTS = (
    select(*participant_columns).select_from(with_newest_episode).where(participant.c.closed_on.is_(None))
)


_closed = select(participant.c.id).where(participant.c.closed_on.is_not(None))

#: Counted from an index that has nothing else: checklist and state of every item that still counts.
_counts = (
    select(
        checklist_item.c.checklist_id,
        func.count().label("total"),
        func.sum(case((is_one_of(checklist_item.c.state, *OPEN_STATES), 1), else_=0)).label("open"),
    )
    .where(checklist_item.c.active.is_(True))
    .group_by(checklist_item.c.checklist_id)
    .subquery()
)
PROGRESS = (
    select(
        checklist.c.participant_id,
        checklist.c.episode_id,
        checklist.c.kind,
        checklist.c.in_force_on,
        func.coalesce(_counts.c.total, 0),
        func.coalesce(_counts.c.open, 0),
    )
    .select_from(checklist.outerjoin(_counts, _counts.c.checklist_id == checklist.c.id))
    .where(checklist.c.in_force_on <= bindparam("today"), checklist.c.participant_id.not_in(_closed))
)

consent_columns = (
    consent.c.participant_id,
    consent.c.line,
    consent.c.given_on,
    consent.c.expires_on,
    consent.c.withdrawn_on,
    consent.c.role,
    consent.c.person,
    consent.c.topics,
    consent.c.id,
)
CONSENTS = select(*consent_columns).where(consent.c.participant_id.not_in(_closed))

_no_text = literal_column("''", String)
DUE = union_all(
    select(
        checklist.c.kind,
        checklist_item.c.id,
        checklist_item.c.version,
        checklist_item.c.participant_id,
        checklist_item.c.key,
        _no_text,
        checklist_item.c.due_on,
        checklist_item.c.responsible_id,
    )
    .select_from(checklist_item.join(checklist, checklist.c.id == checklist_item.c.checklist_id))
    .where(open_item, checklist_item.c.due_on <= bindparam("until")),
    select(
        _no_text,
        task.c.id,
        task.c.version,
        task.c.participant_id,
        func.coalesce(task.c.key, _no_text),
        task.c.title,
        task.c.due_on,
        task.c.responsible_id,
    ).where(
        open_task,
        task.c.due_on <= bindparam("until"),
        or_(task.c.snoozed_until.is_(None), task.c.snoozed_until <= bindparam("today")),
    ),
)

meeting_columns = (
    meeting.c.id,
    meeting.c.version,
    meeting.c.participant_id,
    meeting.c.series_id,
    meeting.c.recurrence_id,
    meeting.c.kind,
    meeting.c.title,
    meeting.c.starts_at,
    meeting.c.ends_at,
    meeting.c.all_day_on,
    meeting.c.rrule,
    meeting.c.exdates,
    meeting.c.status,
    meeting.c.outcome,
    meeting.c.place,
    caseworker.c.initials,
)
_of_meetings = select(*meeting_columns).select_from(
    meeting.outerjoin(caseworker, caseworker.c.id == meeting.c.caseworker_id)
)


def meetings_where(*conditions: ColumnElement[bool]) -> CompoundSelect[Any]:
    """Coming meetings, series, their changed and cancelled instances, and past ones around a release."""
    of_interest = or_(
        meeting.c.rrule.is_not(null()),
        meeting.c.series_id.is_not(null()),
        meeting.c.kind.in_(bindparam("release_kinds", expanding=True)),
    )
    since: BindParameter[dt.datetime] = bindparam("since")
    return union_all(
        _of_meetings.where(live_meeting, meeting.c.starts_at >= since, *conditions),
        _of_meetings.where(live_meeting, meeting.c.starts_at < since, of_interest, *conditions),
        _of_meetings.where(
            _is(meeting.c.status, "cancelled"), meeting.c.series_id.is_not(null()), *conditions
        ),
    )


MEETINGS = meetings_where(true())
