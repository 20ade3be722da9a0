"""Reads what stands around the participants of a partner, in a number of statements that does not grow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, or_, select

from exin_schema.programme import ItemSpec, Programme
from exin_schema.tables import (
    agency,
    checklist,
    checklist_item,
    contact,
    meeting_attendee,
    participant,
    participant_contact,
)
from exin_schema.vocabulary import ChecklistKind, ItemKind, ItemState, TaskHolder
from exin_tui.caseload import statements as sql
from exin_tui.caseload.fetch import fetch
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.meeting_rows import meeting_rows, midnight
from exin_tui.caseload.records import MeetingRecord
from exin_tui.language import Sayable, join
from exin_tui.partners.around import AROUND, NOTHING, Around, ContactRow, ListRow, MeetingRow, TaskRow
from exin_tui.partners.extend import claimed_meetings, claimed_roles
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.steps import steps_of
from exin_tui.partners.tab_reading import Held
from exin_tui.partners.tab_statements import TaskRecord

AHEAD = dt.timedelta(days=90)
"""How far a series of meetings is told ahead; a single meeting is told whenever it is."""


def read_around(
    connection: Connection, manifest: Manifest, held: Held, today: dt.date, programme: Programme
) -> Mapping[str, Around]:
    """By participant; empty for what the scope does not ask for."""
    asked = [name for name in AROUND if name in manifest.scope.fields]
    found: dict[str, dict[str, tuple[object, ...]]] = {}
    if asked:
        asking = _Asking(connection, manifest, held, today, programme)
        for name in asked:
            for whose, one in asking.lists[name]():
                lists = found.setdefault(whose, {})
                lists[name] = (*lists.get(name, ()), one)
    return {whose: replace(NOTHING, **lists) for whose, lists in found.items()}  # type: ignore[arg-type]


class _Asking:
    """What the statements need, and which one answers which field of the scope."""

    def __init__(
        self, connection: Connection, manifest: Manifest, held: Held, today: dt.date, programme: Programme
    ) -> None:
        labels = Labels.of(programme, _titles(manifest))
        self.lists: Mapping[str, Callable[[], Iterable[tuple[str, object]]]] = {
            "contacts": lambda: _contacts(connection, manifest, programme, labels, today),
            "meetings": lambda: _meetings(connection, manifest, held, labels, today),
            "tasks": lambda: _tasks(manifest, held, labels),
            "release_list": lambda: _release_list(connection, manifest, held, programme),
        }


def _titles(manifest: Manifest) -> Mapping[str, Sayable]:
    return {manifest.key(task.id): task.name.label for task in manifest.tasks}


def _contacts(
    connection: Connection, manifest: Manifest, programme: Programme, labels: Labels, today: dt.date
) -> Iterable[tuple[str, ContactRow]]:
    """Current contacts at the partner: in a role of the partner's or of its consent lines, and employed by
    no agency of other lines. A social consultant whom NAV employs is no contact at the
    prison. No agency where the address is protected: a prison's name says where somebody is.
    """
    columns = (
        participant_contact.c.participant_id,
        participant_contact.c.role,
        contact.c.name,
        agency.c.name.label("agency"),
        agency.c.kind,
        agency.c.partner,
        contact.c.phone,
        contact.c.email,
        participant.c.protected_address,
    )
    current = or_(participant_contact.c.to_on.is_(None), participant_contact.c.to_on >= today)
    statement = (
        select(*columns)
        .select_from(
            participant_contact.join(contact, contact.c.id == participant_contact.c.contact_id)
            .outerjoin(agency, agency.c.id == contact.c.agency_id)
            .join(participant, participant.c.id == participant_contact.c.participant_id)
        )
        .where(current, participant.c.closed_on.is_(None))
        .order_by(participant_contact.c.role, contact.c.name, contact.c.id)
    )
    claimed = set(claimed_roles(manifest))
    for row in connection.execute(statement):
        role = programme.roles_by_key.get(row.role)
        theirs = row.role in claimed or (role is not None and role.line in manifest.consent)
        employed = row.kind is None or row.kind in manifest.consent or row.partner == manifest.id
        if theirs and employed:
            said, sensitive = labels.contact_role(row.role), labels.role_sensitive(row.role)
            where = "" if row.protected_address else row.agency or ""
            yield row.participant_id, ContactRow(said, row.name, where, row.phone, row.email, sensitive)


def _meetings(
    connection: Connection, manifest: Manifest, held: Held, labels: Labels, today: dt.date
) -> Iterable[tuple[str, MeetingRow]]:
    since = midnight(today)
    bound = {"since": since, "release_kinds": ["-"]}
    records = fetch(connection, sql.MEETINGS, bound, MeetingRecord)
    with_them, kinds = _attended(connection, manifest), set(claimed_meetings(manifest))
    theirs = [one for one in records if one.kind in kinds or {one.id, one.series_id} & with_them]
    for row in meeting_rows(theirs, held.people, labels, since=since, before=since + AHEAD):
        if row.person is not None:
            place = "" if row.person.protected else row.place
            yield row.person.id, MeetingRow(row.label, row.starts_at, row.ends_at, place)


def _attended(connection: Connection, manifest: Manifest) -> set[str | None]:
    """The meetings to which somebody from the partner comes."""
    statement = (
        select(meeting_attendee.c.meeting_id)
        .select_from(
            meeting_attendee.join(contact, contact.c.id == meeting_attendee.c.contact_id).join(
                agency, agency.c.id == contact.c.agency_id
            )
        )
        .where(or_(agency.c.kind.in_(manifest.consent), agency.c.partner == manifest.id))
    )
    return set(connection.execute(statement).scalars())


def _tasks(manifest: Manifest, held: Held, labels: Labels) -> Iterable[tuple[str, TaskRow]]:
    """Open tasks by step, due first."""
    steps, declared = steps_of(manifest), {manifest.key(one.id): one for one in manifest.tasks}
    order = list(steps)
    far = dt.date.max

    def due_first(one: TaskRecord) -> tuple[int, dt.date, str, str]:
        place = order.index(one.step) if one.step in steps else len(order)
        return place, one.due_on or far, one.key or "", one.id

    for one in sorted(held.tasks, key=due_first):
        known = declared.get(one.key or "")
        if one.participant_id is not None:
            yield (
                one.participant_id,
                TaskRow(
                    known.id if known else "",
                    steps.get(one.step) or join((one.step,)),
                    labels.task_title(one.key, one.title),
                    manifest.name.label if one.holder is TaskHolder.PARTNER else one.holder.label,
                    one.due_on,
                    # what was typed, or has a key that nobody knows any more, may betray anything
                    known.sensitive if known else True,
                ),
            )


def _release_list(
    connection: Connection, manifest: Manifest, held: Held, programme: Programme
) -> Iterable[tuple[str, ListRow]]:
    """The release checklist of the newest imprisonment, in its order."""
    newest = {record.id: record.episode.id if record.episode else None for record in held.order}
    theirs = {
        spec.key: spec
        for spec in programme.checklist(ChecklistKind.RELEASE).items
        if _concerns(spec, manifest, programme)
    }
    statement = (
        select(
            checklist.c.participant_id,
            checklist.c.episode_id,
            checklist_item.c.key,
            checklist_item.c.state,
            checklist_item.c.due_on,
        )
        .select_from(checklist_item.join(checklist, checklist.c.id == checklist_item.c.checklist_id))
        .where(checklist.c.kind == ChecklistKind.RELEASE.value, checklist_item.c.active.is_(True))
        .order_by(checklist.c.participant_id, checklist_item.c.position)
    )
    for row in connection.execute(statement):
        spec = theirs.get(row.key)
        if spec is not None and row.participant_id in newest and row.episode_id == newest[row.participant_id]:
            yield (
                row.participant_id,
                ListRow(spec.name.label, _STATES[row.state], row.due_on, spec.sensitive, spec.topic),
            )


_STATES = {state.value: state for state in ItemState}


def _concerns(spec: ItemSpec, manifest: Manifest, programme: Programme) -> bool:
    """A tick, or a contact at the partner; not what another partner added, nor consents to others."""
    if spec.partner not in {"", manifest.id}:
        return False
    if spec.kind is ItemKind.CONTACT:
        role = programme.roles_by_key.get(spec.contact_role)
        return role is not None and role.line in manifest.consent
    return spec.kind is not ItemKind.CONSENTS
