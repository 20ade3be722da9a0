"""One participant in a database of their own, and what the command tests ask of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme
from exin_schema.tables import agency, checklist, checklist_item, contact, participant
from exin_schema.vocabulary import ChecklistKind, Phase, ProbationState, SecurityLevel
from exin_tui.caseload import team
from exin_tui.caseload.acting import Acting, Signed
from exin_tui.caseload.register import register
from exin_tui.caseload.registration import ConsentGiven, Custody, Registered, Registration
from exin_tui.storage.database import Database

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 8, 15, tzinfo=dt.UTC)
PROGRAMME: Programme = load_programme()
SIGNED = Signed(now=NOW, actor="KN")
ACTING = Acting(now=NOW, actor="KN", today=TODAY, programme=PROGRAMME)
RELEASE_ON = dt.date(2026, 12, 17)
ENROLLED_ON = dt.date(2026, 3, 2)


def acting_on(today: dt.date) -> Acting:
    """The same person on another day."""
    return Acting(now=NOW, actor="KN", today=today, programme=PROGRAMME)


def custody(**values: Any) -> Custody:
    """A sentence at low security with a decided release date."""
    return Custody(
        **{
            "level": SecurityLevel.LOWER,
            "place": "Halden fengsel",
            "started_on": dt.date(2025, 9, 1),
            "full_term_on": dt.date(2027, 7, 29),
            "two_thirds_on": RELEASE_ON,
            "probation": ProbationState.APPLIED,
            "decided_on": RELEASE_ON,
            **values,
        }
    )


def consents(*lines: str, **values: Any) -> tuple[ConsentGiven, ...]:
    """Whole-line consents given at enrolment."""
    return tuple(ConsentGiven(line, ENROLLED_ON, **values) for line in lines)


def entered(**values: Any) -> Registration:
    """Somebody in phase 3, three weeks before the release, with the mandatory consents."""
    return Registration(
        **{
            "given_name": "Ailo",
            "family_name": "Fjellvang",
            "phase": Phase.PRE_RELEASE,
            "phase_since": dt.date(2026, 10, 13),
            "enrolled_on": ENROLLED_ON,
            "caseworker": "KN",
            "custody": custody(),
            "consents": consents("prison", "nav", "lawyer"),
            **values,
        }
    )


@dataclass(frozen=True)
class Written:
    """A participant that was registered, and their rows."""

    database: Database
    registered: Registered

    @property
    def id(self) -> str:
        """The participant's id."""
        return self.registered.id

    def row(self) -> Mapping[str, Any]:
        """The participant as stored."""
        with self.database.read() as connection:
            return dict(
                connection.execute(select(participant).where(participant.c.id == self.id)).mappings().one()
            )

    def item(self, kind: ChecklistKind, key: str) -> Mapping[str, Any]:
        """One checklist item as stored, with its list's ``in_force_on``."""
        statement = (
            select(checklist_item, checklist.c.in_force_on)
            .join(checklist, checklist.c.id == checklist_item.c.checklist_id)
            .where(checklist_item.c.participant_id == self.id, checklist_item.c.key == key)
            .where(checklist.c.kind == kind.value)
        )
        with self.database.read() as connection:
            return dict(connection.execute(statement).mappings().one())

    def items(self) -> list[Mapping[str, Any]]:
        """Every item, with its list's kind and ``in_force_on``."""
        statement = (
            select(checklist_item, checklist.c.in_force_on, checklist.c.kind)
            .join(checklist, checklist.c.id == checklist_item.c.checklist_id)
            .where(checklist_item.c.participant_id == self.id)
            .order_by(checklist.c.kind, checklist_item.c.position)
        )
        with self.database.read() as connection:
            return [dict(row) for row in connection.execute(statement).mappings()]

    def at(self, kind: ChecklistKind, key: str) -> tuple[str, int]:
        """(id, version) of an item: what a command takes."""
        row = self.item(kind, key)
        return row["id"], row["version"]


def team_of_two(database: Database) -> None:
    """KN and AB of Søndre Nordstrand."""
    team.set_team(database, "Søndre Nordstrand", "SN", **SIGNED)
    for initials in ("KN", "AB"):
        team.set_colleague(database, team.Colleague(initials), **SIGNED)


def written(database: Database, registration: Registration | None = None) -> Written:
    """Somebody registered in a team of two."""
    team_of_two(database)
    answer = register(database, registration or entered(), **ACTING)
    assert isinstance(answer, Registered)
    return Written(database, answer)


def add_contact(database: Database) -> str:
    """A contact officer at Halden; their id."""
    with database.write(command="contact.add", now=NOW, actor="KN") as door:
        at = door.insert(agency, {"name": "Halden fengsel", "kind": "prison"})
        return door.insert(contact, {"agency_id": at, "name": "Tuva Vestlid", "role": "Kontaktbetjent"})
