"""Registering participants, one or thousands: the person, the phase, custody, consents and checklists.

`prepare` makes the rows and touches nothing; `write_rows` stores any number of them through the door, one
statement a table. `register_all` does both, in the transaction of the caller's door.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exin_schema.programme import Programme
from exin_schema.tables import (
    checklist,
    checklist_item,
    consent,
    custody_episode,
    participant,
    phase_transition,
)
from exin_schema.vocabulary import Phase
from exin_tui.caseload.checklist_rows import Row, kinds_for, lists_for
from exin_tui.caseload.phase_tasks import open_by_phase
from exin_tui.caseload.registration import ConsentGiven, Custody, Registered, Registration
from exin_tui.caseload.roster import Roster, read_roster
from exin_tui.caseload.stored import read_participants
from exin_tui.language import text
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.values import Case, Consent, Episode, Refusal
from exin_tui.storage.database import Database
from exin_tui.storage.door import Door


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one new participant."""

    participant: Row
    episodes: tuple[Row, ...]
    transitions: tuple[Row, ...]
    consents: tuple[Row, ...]
    checklists: tuple[Row, ...]
    items: tuple[Row, ...]

    @property
    def registered(self) -> Registered:
        """Who it is."""
        row = self.participant
        return Registered(str(row["id"]), str(row["code"]), str(row["alias"]), new=True)


def register(
    database: Database,
    registration: Registration,
    *,
    now: dt.datetime,
    today: dt.date,
    actor: str,
    programme: Programme,
) -> Registered | Refusal:
    """Register one participant. Refused: a code that is taken, a caseworker whom nobody knows."""
    with database.write(command="participant.register", now=now, actor=actor) as door:
        answer = register_all(door, [registration], today=today, programme=programme)
        return answer if isinstance(answer, Refusal) else answer[0]


def register_all(
    door: Door,
    registrations: Sequence[Registration],
    *,
    today: dt.date,
    programme: Programme,
    roster: Roster | None = None,
) -> tuple[Registered, ...] | Refusal:
    """Register everybody or, when one of them is refused, nobody. The caller's door is the transaction."""
    team = roster or read_roster(door.connection)
    for registration in registrations:
        refusals = check(registration, team)
        if refusals:
            return refusals[0]
        if registration.code:
            team.codes.add(one_line(registration.code))
    rows = [
        prepare(each, team, today=today, now=door.now, actor=door.actor, programme=programme)
        for each in registrations
    ]
    write_rows(door, rows)
    open_tasks_of_new(door, rows, today=today, programme=programme)
    return tuple(each.registered for each in rows)


def check(registration: Registration, roster: Roster) -> tuple[Refusal, ...]:
    """What stands in the way of a new participant."""
    found: list[Refusal] = []
    code = one_line(registration.code or "").strip()
    if registration.code is not None and not code:
        found.append(Refusal("code_empty", text("The case code is empty. Leave it out to get the next one.")))
    if code and code in roster.codes:
        found.append(Refusal("code_taken", text("{code} is taken. Choose another case code.", code=code)))
    if registration.caseworker and registration.caseworker not in roster.caseworkers:
        found.append(unknown_caseworker(registration.caseworker))
    return tuple(found)


def unknown_caseworker(initials: str) -> Refusal:
    """Nobody who works here has these initials."""
    return Refusal(
        "unknown_caseworker",
        text("Nobody in the team has the initials {initials}. Add the caseworker first.", initials=initials),
    )


def prepare(
    registration: Registration,
    roster: Roster,
    *,
    today: dt.date,
    now: dt.datetime,
    actor: str = "",
    programme: Programme,
) -> Rows:
    """The rows of a new participant. Takes a code and an alias from ``roster`` when none are given.

    Items that are done from the first are signed by ``actor`` at ``now``.
    """
    identity = roster.make_id()
    phase = registration.phase or Phase.INTAKE
    phase_since = registration.phase_since or (today if registration.phase is None else None)
    custody = registration.custody
    episode = _episode(roster.make_id(), custody) if custody else None
    consents = tuple(_consent_row(roster, identity, episode, each) for each in registration.consents)
    case = Case(
        phase=phase,
        phase_since=phase_since,
        enrolled_on=registration.enrolled_on,
        referred_on=registration.referred_on,
        closed_on=registration.closed_on,
        birth_date=registration.birth_date,
        episode=episode,
        consents=tuple(
            Consent(each.line, each.given_on, each.expires_on, each.withdrawn_on, each.role, each.person)
            for each in registration.consents
        ),
    )
    lists = lists_for(
        identity,
        case,
        kinds=kinds_for(case, registration.lists_done),
        done=registration.lists_done,
        today=today,
        programme=programme,
        make_id=roster.make_id,
        now=now,
        actor=actor,
    )
    return Rows(
        participant={
            "id": identity,
            "code": one_line(registration.code).strip() if registration.code else roster.next_code(),
            "alias": registration.alias or roster.next_alias(),
            "caseworker_id": roster.caseworkers.get(registration.caseworker),
            "phase": phase.value,
            "phase_since": phase_since,
            **_entered(registration),
        },
        episodes=(_episode_row(identity, episode, custody),) if episode and custody else (),
        transitions=(_first_transition(roster, identity, phase, phase_since or today, now),),
        consents=consents,
        checklists=lists.checklists,
        items=lists.items,
    )


def write_rows(door: Door, rows: Iterable[Rows]) -> None:
    """Insert everything, one statement a table."""
    people = list(rows)
    door.insert_many(participant, [each.participant for each in people])
    door.insert_many(custody_episode, [row for each in people for row in each.episodes])
    door.insert_many(phase_transition, [row for each in people for row in each.transitions])
    door.insert_many(consent, [row for each in people for row in each.consents])
    door.insert_many(checklist, [row for each in people for row in each.checklists])
    door.insert_many(checklist_item, [row for each in people for row in each.items])


def open_tasks_of_new(door: Door, rows: Iterable[Rows], *, today: dt.date, programme: Programme) -> None:
    """Open what partners name for the phase of each, now that they are stored."""
    if programme.tasks:
        ids = [str(each.participant["id"]) for each in rows]
        open_by_phase(door, read_participants(door.connection, ids), today=today, programme=programme)


_TEXTS = ("given_name", "family_name", "phone", "address", "district", "soma_reference")
_PLAIN = (
    "birth_date",
    "phone_verified_on",
    "referred_by",
    "referred_on",
    "enrolled_on",
    "intake_outcome",
    "closing_reason",
    "closed_on",
    "release_group_needed",
    "transfer_meeting_needed",
    "first_group_needed",
)


def _entered(registration: Registration) -> Row:
    """The columns that are stored as they were entered; texts without what a terminal would obey."""
    row: Row = {name: one_line(getattr(registration, name)).strip() for name in _TEXTS}
    row |= {name: getattr(registration, name) for name in _PLAIN}
    row["protected_address"] = bool(registration.protected_address)
    return row


def _episode(identity: str, custody: Custody) -> Episode:
    return Episode(
        identity,
        1,
        custody.kind,
        custody.level,
        custody.started_on,
        custody.ended_on or custody.released_on,
        custody.full_term_on,
        custody.two_thirds_on,
        custody.probation,
        custody.probation_on,
        custody.decided_on,
        custody.released_on,
    )


def _episode_row(participant_id: str, episode: Episode, custody: Custody) -> Row:
    return {
        "id": episode.id,
        "participant_id": participant_id,
        "number": episode.number,
        "kind": episode.kind,
        "level": episode.level,
        "place": one_line(custody.place).strip(),
        "unit": one_line(custody.unit).strip(),
        "started_on": episode.started_on,
        "ended_on": episode.ended_on,
        "full_term_on": episode.full_term_on,
        "two_thirds_on": episode.two_thirds_on,
        "probation": episode.probation,
        "probation_on": episode.probation_on,
        "decided_on": episode.decided_on,
        "released_on": episode.released_on,
    }


def _consent_row(roster: Roster, participant_id: str, episode: Episode | None, given: ConsentGiven) -> Row:
    return {
        "id": roster.make_id(),
        "participant_id": participant_id,
        "line": given.line,
        "given_on": given.given_on,
        "expires_on": given.expires_on,
        "withdrawn_on": given.withdrawn_on,
        "role": one_line(given.role),
        "person": one_line(given.person),
        "topics": given.topics,
        "episode_id": episode.id if episode and given.expires_on is not None else None,
        "document": one_line(given.document),
    }


def _first_transition(
    roster: Roster, participant_id: str, phase: Phase, on: dt.date, now: dt.datetime
) -> Row:
    return {
        "id": roster.make_id(),
        "participant_id": participant_id,
        "from_phase": None,
        "to_phase": phase.value,
        "on": on,
        "at": now,
    }
