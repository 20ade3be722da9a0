"""A small team with partners, for the tests of partners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme
from exin_schema.tables import agency, caseworker, contact, new_id
from exin_schema.vocabulary import CustodyKind, Phase, Role, SecurityLevel
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.register import register_all
from exin_tui.caseload.registration import ConsentGiven, Custody, Registered, Registration
from exin_tui.clock import OSLO
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.extend import extend, task_titles
from exin_tui.partners.manifest import Manifest
from exin_tui.partners.reading import parse_manifest
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 8, 0, tzinfo=OSLO)

MANIFEST = """\
id = "probation"
api = 1
consent = ["probation", "prison"]
name = { nb = "Friomsorgen", en = "Probation service" }
tab = { nb = "Friomsorg", en = "Probation" }

[[items]]
id = "conditions_read"
list = "release"
name = { nb = "Vilkår gjennomgått", en = "Conditions gone through" }

[[steps]]
id = "reporting"
name = { nb = "Møteplikt", en = "Duty to report" }

[[tasks]]
id = "first_report"
step = "reporting"
holder = "exin"
phases = ["pre_release"]
due = { anchor = "release_date", days = 2 }
name = { nb = "Første oppmøte fulgt", en = "First reporting accompanied" }

[[tasks]]
id = "plan"
step = "start"
holder = "partner"
phases = ["pre_release", "in_prison"]
name = { nb = "Plan laget", en = "Plan made" }

[[tasks]]
id = "treatment"
step = "start"
holder = "joint"
offered = true
sensitive = true
name = { nb = "Behandling avklart", en = "Treatment settled" }

[[facts]]
id = "duty_until"
type = "date"
name = { nb = "Møteplikt til", en = "Duty to report until" }

[[facts]]
id = "officer"
type = "contact"
name = { nb = "Saksansvarlig", en = "Officer in charge" }

[[facts]]
id = "office"
type = "text"
length = 20
place = true
name = { nb = "Kontor", en = "Office" }

[[facts]]
id = "program"
type = "choice"
sensitive = true
name = { nb = "Program", en = "Programme" }
choices = [
  { id = "drugs", name = { nb = "ruskontroll", en = "drug control" } },
  { id = "none", name = { nb = "intet", en = "none" } },
]

[[facts]]
id = "hours"
type = "int"
least = 0
most = 400
unit = { nb = "timer", en = "hours" }
name = { nb = "Samfunnsstraff", en = "Community sentence" }

[[records]]
id = "appointment"
name = { nb = "Oppmøte", en = "Reporting" }
fields = [
  { id = "at", type = "datetime", name = { nb = "Tid", en = "Time" } },
  { id = "met", type = "bool", name = { nb = "Møtt", en = "Turned up" } },
  { id = "note", type = "text", length = 40, name = { nb = "Merknad", en = "Note" } },
]
"""


@dataclass(frozen=True, slots=True)
class Team:
    """The database with its people, and the partner that the tests work with."""

    database: Database
    partner: Partner
    programme: Programme
    labels: Labels
    people: dict[str, Registered]
    contact: str

    @property
    def manifest(self) -> Manifest:
        """The partner's."""
        assert self.partner.manifest is not None
        return self.partner.manifest

    def id(self, code: str) -> str:
        """Of the participant with the case code."""
        return self.people[code].id


def manifest(source: str = MANIFEST) -> Manifest:
    """The manifest, which must be right."""
    reading = parse_manifest(source)
    assert reading.manifest is not None, [problem.say("en") for problem in reading.problems]
    return reading.manifest


def partner_of(read: Manifest) -> Partner:
    """An active partner with the manifest."""
    return Partner(read.id, "here", None, PartnerState.ACTIVE, read)


def consent_on(line: str = "probation", **more: object) -> ConsentGiven:
    """A consent given in October."""
    return ConsentGiven(line=line, given_on=dt.date(2026, 10, 1), **more)  # type: ignore[arg-type]


def sentence(release: dt.date | None = None, **more: object) -> Custody:
    """A sentence at high security."""
    return Custody(
        kind=CustodyKind.SENTENCE,
        level=SecurityLevel.HIGH,
        started_on=dt.date(2025, 9, 1),
        decided_on=release,
        **more,  # type: ignore[arg-type]
    )


def people() -> list[Registration]:
    """Five participants: next released, protected address, remand, out, and one who is closed."""
    enrolled = dt.date(2026, 3, 2)
    return [
        Registration(
            code="SN-001", given_name="Åse [/b]", family_name="O'Hara‑Øy", phase=Phase.PRE_RELEASE,
            caseworker="KN", enrolled_on=enrolled, custody=sentence(dt.date(2026, 12, 9)),
            consents=(consent_on(),),
        ),
        Registration(
            code="SN-002", given_name="Bo", family_name="Lind", phase=Phase.PRE_RELEASE, caseworker="MH",
            enrolled_on=enrolled, protected_address=True, custody=sentence(dt.date(2026, 12, 4)),
            consents=(consent_on(withdrawn_on=dt.date(2026, 11, 1)),),
        ),
        Registration(
            code="SN-003", given_name="Kim", family_name="Ness", phase=Phase.IN_PRISON, caseworker="KN",
            enrolled_on=enrolled, custody=Custody(kind=CustodyKind.REMAND, level=SecurityLevel.HIGH),
            consents=(consent_on(role="Kontaktperson"),),
        ),
        Registration(
            code="SN-004", given_name="Liv", family_name="Moe", phase=Phase.REINTEGRATION, caseworker="KN",
            enrolled_on=enrolled, custody=sentence(released_on=dt.date(2026, 6, 1)),
        ),
        Registration(
            code="SN-005", given_name="Per", family_name="Dahl", phase=Phase.CLOSING, caseworker="KN",
            enrolled_on=enrolled, closed_on=dt.date(2026, 11, 1),
        ),
    ]  # fmt: skip


@contextmanager
def team(source: str = MANIFEST) -> Iterator[Team]:
    """A team of five in a temporary database."""
    partner = partner_of(manifest(source))
    programme = extend(load_programme(), [partner])
    database = temporary_database(actor="KN")
    agency_id, contact_id = new_id(), new_id()
    try:
        with database.write(command="test.setup", now=NOW) as door:
            for initials in ("KN", "MH"):
                door.insert(
                    caseworker, {"initials": initials, "name": initials, "role": Role.CASEWORKER.value}
                )
            door.insert(agency, {"id": agency_id, "name": "Friomsorgen Oslo", "kind": "probation"})
            door.insert(contact, {"id": contact_id, "agency_id": agency_id, "name": "Nora Ek"})
            registered = register_all(door, people(), today=TODAY, programme=programme)
            assert isinstance(registered, tuple), registered
        labels = Labels.of(programme, task_titles([partner]))
        by_code = {one.code: one for one in registered}
        yield Team(database, partner, programme, labels, by_code, contact_id)
    finally:
        database.close()
