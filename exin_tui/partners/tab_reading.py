"""Reads what a partner has on everybody, or on one participant, with eight statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from exin_tui.caseload import statements as caseload_sql
from exin_tui.caseload.cases import consents_by_participant, person_of
from exin_tui.caseload.fetch import fetch
from exin_tui.caseload.models import Person
from exin_tui.caseload.records import ConsentRecord, ParticipantRecord
from exin_tui.partners import tab_statements as sql
from exin_tui.partners.manifest import FieldType, Manifest
from exin_tui.partners.tab_models import ContactChoice
from exin_tui.partners.tasks import read_people
from exin_tui.programme.values import Consent


@dataclass(frozen=True, slots=True)
class Held:
    """All that was read for a partner, by participant."""

    order: Sequence[ParticipantRecord]
    people: Mapping[str, Person]
    initials: Mapping[str | None, str]
    """Of the caseworkers, by id."""
    tasks: Sequence[sql.TaskRecord]
    consents: Mapping[str, Sequence[Consent]]
    """Those to the partner's lines."""
    facts: Mapping[str, Mapping[str, sql.FactRecord]]
    records: Mapping[str, Sequence[sql.RecordRecord]]
    contacts: Mapping[str, str]
    """Names by id."""
    last_change: int

    def caseworker(self, record: ParticipantRecord | None, responsible_id: str | None = None) -> str:
        """Initials of who is responsible, else of the participant's caseworker."""
        assigned = record.caseworker_id if record else None
        return self.initials.get(responsible_id) or self.initials.get(assigned) or ""


def read_all(connection: Connection, manifest: Manifest, today: dt.date) -> Held:
    """What the partner has on everybody active."""
    people = fetch(connection, caseload_sql.PARTICIPANTS, {"today": today}, ParticipantRecord)
    bound = {"partner": manifest.id}
    return _held(
        connection,
        people,
        fetch(connection, sql.TASKS, bound, sql.TaskRecord),
        fetch(connection, sql.CONSENTS, {"lines": manifest.consent}, ConsentRecord),
        fetch(connection, sql.FACTS, bound, sql.FactRecord),
        fetch(connection, sql.RECORDS, bound, sql.RecordRecord),
    )


def read_one(connection: Connection, manifest: Manifest, participant_id: str, today: dt.date) -> Held:
    """What the partner has on one participant; ``order`` is empty when nobody active has the id."""
    people = read_people(connection, [participant_id], today)
    bound = {"partner": manifest.id, "participant": participant_id}
    lines = {"lines": manifest.consent, "participant": participant_id}
    return _held(
        connection,
        people,
        fetch(connection, sql.TASKS_OF_ONE, bound, sql.TaskRecord),
        fetch(connection, sql.CONSENTS_OF_ONE, lines, ConsentRecord),
        fetch(connection, sql.FACTS_OF_ONE, bound, sql.FactRecord),
        fetch(connection, sql.RECORDS_OF_ONE, bound, sql.RecordRecord),
    )


def _held(
    connection: Connection,
    people: Sequence[ParticipantRecord],
    tasks: Sequence[sql.TaskRecord],
    consents: Sequence[ConsentRecord],
    facts: Sequence[sql.FactRecord],
    records: Sequence[sql.RecordRecord],
) -> Held:
    staff = fetch(connection, sql.STAFF, {}, sql.Named)
    names = fetch(connection, sql.CONTACTS, {}, sql.Named)
    by_participant: dict[str, dict[str, sql.FactRecord]] = {}
    for fact in facts:
        by_participant.setdefault(fact.participant_id, {})[fact.fact] = fact
    records_of: dict[str, list[sql.RecordRecord]] = {}
    for record in records:
        records_of.setdefault(record.participant_id, []).append(record)
    return Held(
        order=people,
        people={one.id: person_of(one) for one in people},
        initials={one.id: one.name for one in staff},
        tasks=tasks,
        consents=consents_by_participant(consents),
        facts=by_participant,
        records=records_of,
        contacts={one.id: one.name for one in names},
        last_change=int(connection.execute(sql.LAST_CHANGE).scalar_one()),
    )


def contact_choices(
    connection: Connection, manifest: Manifest, participant_id: str, today: dt.date
) -> tuple[ContactChoice, ...]:
    """Whom a fact of type contact can name: the participant's own contacts, and who works at the partner.

    Nobody, without a statement, for a manifest that has no such field.
    """
    fields = (*manifest.facts, *(field for record in manifest.records for field in record.fields))
    if not any(field.type is FieldType.CONTACT for field in fields):
        return ()
    bound = {"participant": participant_id, "today": today, "lines": manifest.consent, "partner": manifest.id}
    return tuple(
        ContactChoice(row.id, row.name, row.agency) for row in connection.execute(sql.CHOICES, bound)
    )
