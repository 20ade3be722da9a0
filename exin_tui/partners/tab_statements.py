"""The SQL behind a partner's tab and panel, built once, and the records that its rows become."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, case, exists, func, or_, select

from exin_schema.tables import (
    agency,
    application,
    caseworker,
    change,
    consent,
    contact,
    participant,
    participant_contact,
    partner_fact,
    partner_record,
    task,
)
from exin_schema.vocabulary import ApplicationKind, ApplicationState, TaskHolder
from exin_tui.caseload.statements import consent_columns, open_task

Statement = Select[Any]

_partner: BindParameter[str] = bindparam("partner")
_one: BindParameter[str] = bindparam("participant")


def _of_the_active(statement: Statement, whose: ColumnElement[str]) -> Statement:
    """The rows of active participants only."""
    return statement.join(participant, participant.c.id == whose).where(participant.c.closed_on.is_(None))


_tasks = (
    select(
        task.c.id,
        task.c.version,
        task.c.participant_id,
        task.c.key,
        task.c.title,
        task.c.step,
        task.c.holder,
        task.c.due_on,
        task.c.responsible_id,
    )
    .where(open_task, task.c.partner == _partner)
    .order_by(case((task.c.due_on.is_(None), 1), else_=0), task.c.due_on, task.c.id)
)
TASKS: Statement = _tasks.outerjoin(participant, participant.c.id == task.c.participant_id).where(
    participant.c.closed_on.is_(None)
)
TASKS_OF_ONE: Statement = _tasks.where(task.c.participant_id == _one)

_facts = select(
    partner_fact.c.id,
    partner_fact.c.version,
    partner_fact.c.participant_id,
    partner_fact.c.fact,
    partner_fact.c.value,
).where(partner_fact.c.partner == _partner)
FACTS = _of_the_active(_facts, partner_fact.c.participant_id)
FACTS_OF_ONE: Statement = _facts.where(partner_fact.c.participant_id == _one)

_records = select(
    partner_record.c.id,
    partner_record.c.version,
    partner_record.c.participant_id,
    partner_record.c.record,
    partner_record.c["values"],
).where(partner_record.c.partner == _partner)
RECORDS = _of_the_active(_records, partner_record.c.participant_id)
RECORDS_OF_ONE: Statement = _records.where(partner_record.c.participant_id == _one)

_consents: Statement = select(*consent_columns).where(consent.c.line.in_(bindparam("lines", expanding=True)))
CONSENTS = _of_the_active(_consents, consent.c.participant_id)
CONSENTS_OF_ONE: Statement = _consents.where(consent.c.participant_id == _one)

_lines: BindParameter[str] = bindparam("lines", expanding=True)
#: Who has one of ``roles`` for whom, today, and is employed by no agency of other lines.
ROLES_HELD = _of_the_active(
    select(participant_contact.c.participant_id, participant_contact.c.contact_id, participant_contact.c.role)
    .join(contact, contact.c.id == participant_contact.c.contact_id)
    .outerjoin(agency, agency.c.id == contact.c.agency_id)
    .where(participant_contact.c.role.in_(bindparam("roles", expanding=True)))
    .where(participant_contact.c.to_on.is_(None) | (participant_contact.c.to_on >= bindparam("today")))
    .where(or_(agency.c.kind.is_(None), agency.c.kind.in_(_lines), agency.c.partner == _partner))
    .order_by(participant_contact.c.role, participant_contact.c.contact_id),
    participant_contact.c.participant_id,
)
#: Applications of ``kinds``, whoever decides them; not what was written about them.
APPLICATIONS = _of_the_active(
    select(
        application.c.participant_id,
        application.c.kind,
        application.c.state,
        application.c.sent_on,
        application.c.decided_on,
        application.c.in_writing,
        application.c.complaint_due_on,
    )
    .where(application.c.kind.in_(bindparam("kinds", expanding=True)))
    .order_by(application.c.sent_on, application.c.id),
    application.c.participant_id,
)

CONTACTS: Statement = select(contact.c.id, contact.c.name)
STAFF: Statement = select(caseworker.c.id, caseworker.c.initials)
_theirs = exists().where(
    participant_contact.c.contact_id == contact.c.id,
    participant_contact.c.participant_id == _one,
    or_(participant_contact.c.to_on.is_(None), participant_contact.c.to_on >= bindparam("today")),
)
CHOICES: Statement = (
    select(contact.c.id, contact.c.name, func.coalesce(agency.c.name, "").label("agency"))
    .select_from(contact.outerjoin(agency, agency.c.id == contact.c.agency_id))
    .where(
        contact.c.active.is_(True),
        or_(_theirs, agency.c.kind.in_(_lines), agency.c.partner == _partner),
    )
    .order_by(contact.c.name, contact.c.id)
)
LAST_CHANGE: Statement = select(func.coalesce(func.max(change.c.id), 0))


class TaskRecord(msgspec.Struct, frozen=True, array_like=True):
    """An open task."""

    id: str
    version: int
    participant_id: str | None
    key: str | None
    title: str
    step: str
    holder: TaskHolder
    due_on: dt.date | None
    responsible_id: str | None


class FactRecord(msgspec.Struct, frozen=True, array_like=True):
    """A stored fact; ``value`` is JSON."""

    id: str
    version: int
    participant_id: str
    fact: str
    value: str


class RecordRecord(msgspec.Struct, frozen=True, array_like=True):
    """A stored record; ``values`` is a JSON object."""

    id: str
    version: int
    participant_id: str
    record: str
    values: str


class RoleHeld(msgspec.Struct, frozen=True, array_like=True):
    """A contact has a role for a participant."""

    participant_id: str
    contact_id: str
    role: str


class ApplicationRecord(msgspec.Struct, frozen=True, array_like=True):
    """Where an application stands."""

    participant_id: str
    kind: ApplicationKind
    state: ApplicationState
    sent_on: dt.date | None
    decided_on: dt.date | None
    in_writing: bool | None
    complaint_due_on: dt.date | None


class Named(msgspec.Struct, frozen=True, array_like=True):
    """A contact by name, or a caseworker by initials."""

    id: str
    name: str
