"""Agencies and the people at them. Prisons and public services exist; the people and numbers do not.

Telephone numbers begin with 01, a series that the Norwegian numbering plan keeps unused; addresses end in
``.example``, which is reserved.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from exin_tui.demo.names import Names

Row = dict[str, object]

PRISONS = (
    "Oslo fengsel", "Halden fengsel", "Romerike fengsel", "Indre Østfold fengsel", "Oslo overgangsbolig",
)  # fmt: skip
_PRISON_ROLES = (
    ("kontaktbetjent", "Kontaktbetjent"),
    ("reentry_coordinator", "Tilbakeføringskoordinator"),
    ("social_consultant", "Sosialkonsulent"),
    ("nav_consultant", "NAV-konsulent"),
    ("tog_contact", "Kontaktperson TOG"),
    ("substance_use_adviser", "Ruskonsulent"),
    ("prison_contact", "Kontaktperson"),
)
_OUTSIDE: tuple[tuple[str, str, str | None, tuple[tuple[str, str], ...]], ...] = (
    ("NAV Søndre Nordstrand", "nav", "nav", (
        ("nav_contact", "Kontaktperson EX/IN"), ("nav_contact", "Kommunal saksbehandler"),
        ("nav_contact", "Statlig saksbehandler"),
    )),
    ("Friomsorgen", "probation", None, (
        ("probation_contact", "Kontaktperson"), ("probation_contact", "Kontaktperson"),
    )),
    ("Advokatkontoret Lyngåsen", "lawyer", None, (("lawyer", "Advokat"), ("lawyer", "Advokat"))),
    ("Advokatene Tindvik", "lawyer", None, (("lawyer", "Advokat"),)),
    ("Legekontoret Granskogen", "gp", None, (("gp", "Fastlege"), ("gp", "Fastlege"))),
    ("Legene ved Tjernet", "gp", None, (("gp", "Fastlege"),)),
    ("Wayback", "voluntary", None, (("voluntary", "Mentor"),)),
    ("Nettverk etter soning", "voluntary", None, (("voluntary", "Koordinator"),)),
    ("Oslo voksenopplæring", "school", "school", (("school", "Rådgiver"),)),
    ("Innsats Ung", "innsats_ung", None, (("innsats_ung", "Leder"),)),
    ("Politiet, forebyggende", "police", None, (("police_contact", "Politikontakt"),)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Network:
    """The rows of agencies and contacts, and who can take which role."""

    agencies: tuple[Row, ...]
    contacts: tuple[Row, ...]
    by_role: dict[tuple[str, str], tuple[str, ...]]
    """Contact ids by (role, prison); outside the prisons the second is empty."""
    by_line: dict[tuple[str, str], tuple[str, ...]]
    """Contact ids by (consent line, prison), for roles that partners add."""
    agency_ids: dict[str, str]
    """Agency ids by consent line: the first of each."""

    def candidates(self, role: str, line: str, prison: str) -> tuple[str, ...]:
        """The contacts that can take ``role``, covered by ``line``, for somebody at ``prison``."""
        for found in (self.by_role, self.by_line):
            key = role if found is self.by_role else line
            for place in (prison, ""):
                if (key, place) in found:
                    return found[key, place]
        return ()


def phone(rng: random.Random) -> str:
    """A number that nobody can have."""
    return f"01 {rng.randrange(100):02d} {rng.randrange(100):02d} {rng.randrange(100):02d}"


def network(rng: random.Random, names: Names, make_id: Callable[[], str]) -> Network:
    """Five prisons and eleven agencies outside, with their people."""
    agencies: list[Row] = []
    contacts: list[Row] = []
    by_role: dict[tuple[str, str], tuple[str, ...]] = {}
    by_line: dict[tuple[str, str], tuple[str, ...]] = {}
    first: dict[str, str] = {}

    def add(
        name: str, kind: str, partner: str | None, people: tuple[tuple[str, str], ...], at_prison: str
    ) -> None:
        agency_id = make_id()
        first.setdefault(kind, agency_id)
        agencies.append(
            {
                "id": agency_id,
                "name": name,
                "kind": kind,
                "partner": partner,
                "place": at_prison,
                "phone": phone(rng),
            }
        )
        for role, title in people:
            contact_id = make_id()
            given, family = names.draw()
            contacts.append(
                {
                    "id": contact_id,
                    "agency_id": agency_id,
                    "name": f"{given} {family}",
                    "role": title,
                    "phone": phone(rng),
                    "email": f"kontakt{len(contacts) + 1}@etat.example",
                }
            )
            by_role[role, at_prison] = (*by_role.get((role, at_prison), ()), contact_id)
            by_line[kind, at_prison] = (*by_line.get((kind, at_prison), ()), contact_id)

    for prison in PRISONS:
        add(prison, "prison", "prison", _PRISON_ROLES, prison)
    for name, kind, partner, people in _OUTSIDE:
        add(name, kind, partner, people, "")
    return Network(tuple(agencies), tuple(contacts), by_role, by_line, first)
