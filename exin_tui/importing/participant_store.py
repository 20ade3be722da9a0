"""Participants of a list against those in the database: read in batches, written through the door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import caseworker, consent, custody_episode, participant, phase_transition
from exin_tui.caseload.register import open_tasks_of_new, prepare, write_rows
from exin_tui.caseload.roster import Roster
from exin_tui.importing.known import Known
from exin_tui.importing.participant_plan import ParticipantPlan, StoredParticipant
from exin_tui.storage.door import Door


def read_participants(connection: Connection, ids: Sequence[str]) -> dict[str, StoredParticipant]:
    """Those with these ids, by id: four statements, however many they are."""
    if not ids:
        return {}
    rows = _mappings(connection, select(participant).where(participant.c.id.in_(ids)))
    team = connection.execute(select(caseworker.c.id, caseworker.c.initials))
    staff = {row.id: row.initials for row in team}
    newest: dict[str, Mapping[str, Any]] = {}
    episodes = select(custody_episode).where(custody_episode.c.participant_id.in_(ids))
    for episode in _mappings(connection, episodes.order_by(custody_episode.c.number)):
        newest[episode["participant_id"]] = episode
    consents: dict[str, list[Mapping[str, Any]]] = {}
    given = (
        select(consent).where(consent.c.participant_id.in_(ids)).order_by(consent.c.given_on, consent.c.id)
    )
    for each in _mappings(connection, given):
        consents.setdefault(each["participant_id"], []).append(each)
    return {
        row["id"]: StoredParticipant(
            row,
            staff.get(row["caseworker_id"], ""),
            newest.get(row["id"]),
            tuple(consents.get(row["id"], ())),
        )
        for row in rows
    }


def _mappings(connection: Connection, statement: Any) -> list[Mapping[str, Any]]:
    return [
        {str(name): value for name, value in row.items()} for row in connection.execute(statement).mappings()
    ]


def register_new(
    door: Door,
    plans: Sequence[ParticipantPlan],
    roster: Roster,
    known: Known,
    *,
    today: dt.date,
    programme: Programme,
) -> list[tuple[ParticipantPlan, str, str]]:
    """Register everybody who is new in ``plans``; each with the code and alias they got."""
    roster.caseworkers.update(known.staff_ids)
    prepared = [
        (
            plan,
            prepare(
                plan.registration, roster, today=today, now=door.now, actor=door.actor, programme=programme
            ),
        )
        for plan in plans
        if plan.registration is not None
    ]
    write_rows(door, [rows for _, rows in prepared])
    open_tasks_of_new(door, [rows for _, rows in prepared], today=today, programme=programme)
    answers: list[tuple[ParticipantPlan, str, str]] = []
    for plan, rows in prepared:
        registered = rows.registered
        plan.identity = registered.id
        known.add_participant(registered.code, registered.id, registered.alias)
        answers.append((plan, registered.code, registered.alias))
    return answers


def update_known(door: Door, plan: ParticipantPlan, known: Known) -> bool:
    """Write what changed for somebody known; true when due dates may hang on it."""
    stored = plan.stored
    if stored is None:
        return False
    identity = str(stored.row["id"])
    changes = dict(plan.changes)
    if "caseworker" in changes:
        changes["caseworker_id"] = known.staff_id(str(changes.pop("caseworker")))
    if changes:
        door.update(participant, identity, int(stored.row["version"]), changes)
    if plan.phase is not None:
        door.insert(
            phase_transition,
            {
                "participant_id": identity,
                "from_phase": stored.row["phase"],
                "to_phase": plan.phase.value,
                "on": changes["phase_since"],
                "at": door.now,
            },
        )
    _write_custody(door, plan, stored, identity)
    for given in plan.consents:
        dates = {"given_on": given.given_on, "expires_on": given.expires_on}
        door.insert(consent, {"participant_id": identity, "line": given.line, **dates})
    for row, consent_changes in plan.consent_changes:
        door.update(consent, row["id"], row["version"], consent_changes)
    anchors = {"phase", "phase_since", "enrolled_on"}
    custody = plan.custody is not None or bool(plan.custody_changes)
    return custody or bool(plan.consents or plan.consent_changes) or bool(anchors & changes.keys())


def _write_custody(door: Door, plan: ParticipantPlan, stored: StoredParticipant, identity: str) -> None:
    episode = stored.episode
    if plan.custody_changes and episode is not None:
        door.update(custody_episode, episode["id"], episode["version"], plan.custody_changes)
    custody = plan.custody
    if custody is not None:
        door.insert(
            custody_episode,
            {
                "participant_id": identity,
                "number": int(episode["number"]) + 1 if episode else 1,
                "kind": custody.kind.value,
                "level": custody.level.value,
                "place": custody.place,
                "unit": custody.unit,
                "started_on": custody.started_on,
                "ended_on": custody.released_on,
                "full_term_on": custody.full_term_on,
                "two_thirds_on": custody.two_thirds_on,
                "probation": custody.probation.value,
                "probation_on": custody.probation_on,
                "decided_on": custody.decided_on,
                "released_on": custody.released_on,
            },
        )
