"""Reads what an `InsideContext` has beside the participants: tasks, contacts, applications."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.vocabulary import Label
from exin_tui.caseload.fetch import fetch
from exin_tui.partners import tab_statements as sql
from exin_tui.partners.inside_context import Application, Contact, Task
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.steps import steps_of
from exin_tui.partners.tab_reading import Held
from exin_tui.partners.view_values import ContactName
from exin_tui.programme.due import mark


def tasks_seen(held: Held, manifest: Manifest, today: dt.date, programme: Programme) -> tuple[Task, ...]:
    """The partner's open tasks, in the manifest's words; none for a scope without ``tasks``."""
    if "tasks" not in manifest.scope.fields:
        return ()
    declared = {manifest.key(task.id): task for task in manifest.tasks}
    steps = steps_of(manifest)
    found = []
    for record in held.tasks:
        task, whose = declared.get(record.key or ""), record.participant_id or ""
        found.append(
            Task(
                ref=whose if whose in held.people else "",
                id=task.id if task else "",
                title=task.name.label if task else record.title,
                sensitive=task.sensitive if task else False,
                step=record.step,
                step_name=steps.get(record.step, Label(record.step, record.step)),
                holder=record.holder,
                due_on=record.due_on,
                mark=mark(record.due_on, today, programme),
            )
        )
    return tuple(found)


def contacts_seen(
    connection: Connection, held: Held, manifest: Manifest, today: dt.date
) -> tuple[Contact, ...]:
    """Who has the partner's roles today; nothing is read for a scope without ``contacts``."""
    roles = {role.same_as or manifest.key(role.id): role for role in manifest.roles}
    if not roles or "contacts" not in manifest.scope.fields:
        return ()
    bound = {"roles": list(roles), "today": today, "lines": manifest.consent, "partner": manifest.id}
    rows = fetch(connection, sql.ROLES_HELD, bound, sql.RoleHeld)
    return tuple(
        Contact(
            ref=row.participant_id,
            role=roles[row.role].id,
            role_name=roles[row.role].name.label,
            name=ContactName(held.contacts.get(row.contact_id, "")),
            sensitive=roles[row.role].sensitive,
        )
        for row in rows
        if row.participant_id in held.people
    )


def applications_seen(connection: Connection, held: Held, manifest: Manifest) -> tuple[Application, ...]:
    """Of the kinds that the scope names; nothing is read for a scope without any."""
    kinds = [kind.value for kind in manifest.scope.applications]
    if not kinds:
        return ()
    rows = fetch(connection, sql.APPLICATIONS, {"kinds": kinds}, sql.ApplicationRecord)
    return tuple(
        Application(
            row.participant_id,
            row.kind,
            row.state,
            row.sent_on,
            row.decided_on,
            row.in_writing,
            row.complaint_due_on,
        )
        for row in rows
        if row.participant_id in held.people
    )
