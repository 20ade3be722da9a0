"""The SQL behind a participant's screen, built once: six statements, whatever the participant has."""

from __future__ import annotations

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, func, null, or_, select, union_all

from exin_schema.tables import (
    agency,
    caseworker,
    change,
    checklist,
    checklist_item,
    consent,
    contact,
    custody_episode,
    meeting,
    participant,
    participant_contact,
    phase_transition,
    task,
)
from exin_schema.vocabulary import Phase
from exin_tui.caseload.statements import (
    consent_columns,
    is_one_of,
    last_change,
    meetings_where,
    participant_columns,
)

_demanding = tuple(phase.value for phase in Phase if phase.demanding)


def _same_caseworker(*conditions: ColumnElement[bool], among: FromClause) -> ColumnElement[int]:
    return (
        select(func.count())
        .select_from(among)
        .where(among.c.caseworker_id == participant.c.caseworker_id, among.c.closed_on.is_(None), *conditions)
        .correlate(participant)
        .scalar_subquery()
    )


_all = participant.alias()
_in_3_and_4 = participant.alias()

PARTICIPANT = (
    select(
        *participant_columns,
        custody_episode.c.unit,
        participant.c.phone,
        participant.c.phone_verified_on,
        participant.c.address,
        participant.c.district,
        participant.c.soma_reference,
        caseworker.c.initials,
        caseworker.c.role,
        caseworker.c.capacity,
        caseworker.c.demanding_capacity,
        _same_caseworker(among=_all),
        _same_caseworker(is_one_of(_in_3_and_4.c.phase, *_demanding), among=_in_3_and_4),
        last_change,
    )
    .select_from(
        participant.outerjoin(
            custody_episode, custody_episode.c.participant_id == participant.c.id
        ).outerjoin(caseworker, caseworker.c.id == participant.c.caseworker_id)
    )
    .where(participant.c.code == bindparam("code"))
    .order_by(custody_episode.c.number.desc())
)

_responsible = caseworker.alias()

_items = (
    select(
        checklist.c.id,
        checklist.c.episode_id,
        checklist.c.kind,
        checklist.c.in_force_on,
        checklist_item.c.position,
        checklist_item.c.value_on,
        contact.c.name,
        checklist_item.c.confirmed_with,
        checklist_item.c.id,
        checklist_item.c.version,
        checklist_item.c.key,
        checklist_item.c.state,
        checklist_item.c.due_on,
        checklist_item.c.due_override,
        _responsible.c.initials,
        checklist_item.c.reason,
        checklist_item.c.note,
        checklist_item.c.changed_at,
        checklist_item.c.changed_by,
        *(null() for _ in range(9)),
    )
    .select_from(
        checklist.outerjoin(
            checklist_item,
            and_(checklist_item.c.checklist_id == checklist.c.id, checklist_item.c.active.is_(True)),
        )
        .outerjoin(_responsible, _responsible.c.id == checklist_item.c.responsible_id)
        .outerjoin(contact, contact.c.id == checklist_item.c.contact_id)
    )
    .where(checklist.c.participant_id == bindparam("participant"))
)
_logged = change.alias()
_made = (
    select(func.min(_logged.c.id))
    .where(_logged.c.entity == "task", _logged.c.entity_id == task.c.id, _logged.c.verb == "insert")
    .correlate(task)
    .scalar_subquery()
)
_tasks = (
    select(
        *(null() for _ in range(8)),
        task.c.id,
        task.c.version,
        task.c.key,
        task.c.state,
        task.c.due_on,
        task.c.due_override,
        caseworker.c.initials,
        task.c.reason,
        task.c.note,
        task.c.changed_at,
        task.c.changed_by,
        task.c.title,
        task.c.partner,
        task.c.step,
        task.c.holder,
        task.c.snoozed_until,
        task.c.snooze_reason,
        change.c.at,
        change.c.actor,
        change.c.command,
    )
    .select_from(
        task.outerjoin(caseworker, caseworker.c.id == task.c.responsible_id).outerjoin(
            change, change.c.id == _made
        )
    )
    .where(task.c.participant_id == bindparam("participant"))
)
#: Everything that is or was to be done: the lines of the checklists, and tasks.
WORK = union_all(_items, _tasks)

MEETINGS = meetings_where(meeting.c.participant_id == bindparam("participant"))

CONSENTS = (
    select(*consent_columns, consent.c.version, consent.c.document, custody_episode.c.number)
    .select_from(consent.outerjoin(custody_episode, custody_episode.c.id == consent.c.episode_id))
    .where(consent.c.participant_id == bindparam("participant"))
    .order_by(consent.c.given_on, consent.c.id)
)

CONTACTS: Select[tuple[object, ...]] = (
    select(
        contact.c.id,
        contact.c.name,
        participant_contact.c.role,
        agency.c.name,
        contact.c.phone,
        contact.c.email,
        participant_contact.c.id,
        participant_contact.c.version,
        agency.c.kind,
    )
    .select_from(
        participant_contact.join(contact, contact.c.id == participant_contact.c.contact_id).outerjoin(
            agency, agency.c.id == contact.c.agency_id
        )
    )
    .where(
        participant_contact.c.participant_id == bindparam("participant"),
        or_(participant_contact.c.to_on.is_(None), participant_contact.c.to_on >= bindparam("today")),
    )
    .order_by(participant_contact.c.role, contact.c.name, contact.c.id)
)

TRANSITIONS = (
    select(
        phase_transition.c.from_phase,
        phase_transition.c.to_phase,
        phase_transition.c.on,
        phase_transition.c.reason,
        phase_transition.c.possibilities,
        phase_transition.c.limits,
        phase_transition.c.special,
        phase_transition.c.took_part,
        phase_transition.c.unplanned,
    )
    .where(
        phase_transition.c.participant_id == bindparam("participant"),
        phase_transition.c.proposed.is_(False),
    )
    .order_by(phase_transition.c.on.desc(), phase_transition.c.at.desc())
)
