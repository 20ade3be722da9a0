"""An invented team to try a partner on: who may be sent and who may not, every value a sentinel."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from exin_schema.programme import Programme
from exin_schema.programme_file import load_programme
from exin_schema.tables import caseworker, consent, partner_fact, partner_record
from exin_schema.vocabulary import CustodyKind, Phase, Role, SecurityLevel, Topic
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.register import register_all
from exin_tui.caseload.registration import ConsentGiven, Custody, Registration
from exin_tui.clock import OSLO
from exin_tui.partners.discovery import Partner, PartnerState
from exin_tui.partners.extend import extend, sensitive_tasks, task_titles
from exin_tui.partners.manifest import FieldDecl, FieldType, Manifest
from exin_tui.partners.values import to_json
from exin_tui.storage.creating import temporary_database
from exin_tui.storage.database import Database

TRIAL_DAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 8, 0, tzinfo=OSLO)
ROLE, PERSON = "Kanarirolle", "Kanari Person"
_AT_ONCE = 100
_PHASES = (Phase.IN_PRISON, Phase.PRE_RELEASE, Phase.POST_RELEASE, Phase.REINTEGRATION)


class Standing(enum.StrEnum):
    """What a participant of the trial has consented to."""

    GIVEN = "given"
    """To everything."""
    JUST_WIDE_ENOUGH = "just_wide_enough"
    """To the scope's topics and no other."""
    ROLE_ONLY = "role_only"
    PERSON_ONLY = "person_only"
    NONE = "none"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    TO_COME = "to_come"
    OTHER_TOPICS = "other_topics"
    OTHER_LINE = "other_line"


OPEN = frozenset({Standing.GIVEN, Standing.JUST_WIDE_ENOUGH})
"""Who may be sent to the partner at large."""


@dataclass(frozen=True, slots=True)
class Canary:
    """One participant of the trial."""

    id: str
    code: str
    standing: Standing
    sentinels: dict[str, str]
    """Words that stand nowhere else, by what they are the value of."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The invented team, with the partner active."""

    database: Database
    partner: Partner
    manifest: Manifest
    programme: Programme
    labels: Labels
    people: tuple[Canary, ...]
    today: dt.date = TRIAL_DAY
    now: dt.datetime = NOW

    def withdraw_all(self) -> None:
        """Everybody withdraws everything, as of today."""
        with self.database.write(command="trial.withdraw", now=self.now) as door:
            for row in door.connection.execute(select(consent.c.id, consent.c.version)).all():
                door.update(consent, row.id, row.version, {"withdrawn_on": self.today})


@contextmanager
def trial_team(partner: Partner, *, participants: int = 20, today: dt.date = TRIAL_DAY) -> Iterator[Trial]:
    """A team of ``participants`` in a temporary database, the standings of their consents in turn.

    Raises LookupError for a partner without a manifest.
    """
    if partner.manifest is None:
        raise LookupError(partner.id)
    manifest, active = partner.manifest, replace(partner, state=PartnerState.ACTIVE)
    programme = extend(load_programme(), [active])
    labels = Labels.of(programme, task_titles([active]), sensitive_tasks([active]))
    with temporary_database(actor="KN") as database:
        with database.write(command="trial.team", now=NOW) as door:
            door.insert(caseworker, {"initials": "KN", "name": "KN", "role": Role.CASEWORKER.value})
        people: list[Canary] = []
        for start in range(0, participants, _AT_ONCE):
            numbers = range(start + 1, min(start + _AT_ONCE, participants) + 1)
            people += _registered(database, manifest, programme, numbers, today)
        yield Trial(database, active, manifest, programme, labels, tuple(people), today)


def _registered(
    database: Database, manifest: Manifest, programme: Programme, numbers: range, today: dt.date
) -> list[Canary]:
    standings = list(Standing)
    chosen = [standings[(number - 1) % len(standings)] for number in numbers]
    entries = [
        _entry(number, standing, manifest, today) for number, standing in zip(numbers, chosen, strict=True)
    ]
    found = []
    with database.write(command="trial.people", now=NOW) as door:
        registered = register_all(door, entries, today=today, programme=programme)
        if not isinstance(registered, tuple):
            raise TypeError(registered)
        facts: list[dict[str, object]] = []
        records: list[dict[str, object]] = []
        for number, standing, entry, made in zip(numbers, chosen, entries, registered, strict=True):
            sentinels = {
                "code": made.code,
                "name": entry.family_name,
                "phone": entry.phone,
                "address": entry.address,
                "district": entry.district,
                "place": entry.custody.place if entry.custody else "",
                "birth_date": str(entry.birth_date),
            }
            whose = {"participant_id": made.id, "partner": manifest.id, "changed_at": NOW}
            for fact in manifest.facts:
                value = _value(fact, number, fact.id, sentinels, today)
                if value is not None:
                    facts.append({**whose, "fact": fact.id, "value": to_json(value)})
            for record in manifest.records:
                names = {field.id: f"{record.id}.{field.id}" for field in record.fields}
                values = {
                    field.id: _value(field, number, names[field.id], sentinels, today)
                    for field in record.fields
                }
                kept = {name: value for name, value in values.items() if value is not None}
                records.append({**whose, "record": record.id, "values": to_json(kept)})
            found.append(Canary(made.id, made.code, standing, sentinels))
        door.insert_many(partner_fact, facts)
        door.insert_many(partner_record, records)
    return found


def _entry(number: int, standing: Standing, manifest: Manifest, today: dt.date) -> Registration:
    phase = _PHASES[number % len(_PHASES)]
    release = today + dt.timedelta(days=5 + number % 200)
    out = phase in {Phase.POST_RELEASE, Phase.REINTEGRATION}
    return Registration(
        code=f"KF-{number:03}",
        given_name="Kanari",
        family_name=f"Etternavn{number}x",
        birth_date=dt.date(2001, 1, 1) + dt.timedelta(days=number),
        phone=f"tlf{number:05}x",
        address=f"Kanariveien{number}x",
        district=f"Kanaribydel{number}x",
        phase=phase,
        caseworker="KN",
        enrolled_on=dt.date(2026, 3, 2),
        custody=Custody(
            kind=CustodyKind.SENTENCE,
            level=SecurityLevel.HIGH,
            place=f"Kanarifengsel{number}x",
            started_on=dt.date(2025, 9, 1),
            decided_on=None if out else release,
            released_on=today - dt.timedelta(days=number % 60) if out else None,
        ),
        consents=tuple(_consents(standing, manifest, today)),
    )


def _consents(standing: Standing, manifest: Manifest, today: dt.date) -> Iterator[ConsentGiven]:
    line = next(iter(manifest.consent), "")
    scope = " ".join(topic.value for topic in manifest.scope.topics)
    others = " ".join(topic.value for topic in Topic if topic not in manifest.scope.topics)
    given = ConsentGiven(line, today - dt.timedelta(days=60))
    more: dict[Standing, dict[str, Any]] = {
        Standing.GIVEN: {},
        Standing.JUST_WIDE_ENOUGH: {"topics": scope},
        Standing.ROLE_ONLY: {"role": ROLE},
        Standing.PERSON_ONLY: {"person": PERSON},
        Standing.WITHDRAWN: {"withdrawn_on": today},
        Standing.EXPIRED: {"expires_on": today - dt.timedelta(days=1)},
        Standing.TO_COME: {"given_on": today + dt.timedelta(days=1)},
        Standing.OTHER_TOPICS: {"topics": others},
        Standing.OTHER_LINE: {"line": "lawyer" if "lawyer" not in manifest.consent else "gp"},
    }
    narrowed = standing is not Standing.OTHER_TOPICS or bool(others)
    if standing in more and line and narrowed:
        yield replace(given, **more[standing])


def _value(
    field: FieldDecl, number: int, name: str, sentinels: dict[str, str], today: dt.date
) -> str | int | bool | dt.date | dt.datetime | None:
    """A value of the field's type; a text is a sentinel where the field is long enough for one."""
    match field.type:
        case FieldType.TEXT:
            word = f"{name}{number}x"
            if len(word) <= field.length:
                sentinels[name] = word
                return word
            return "x"[: field.length]
        case FieldType.CHOICE:
            return field.choices[number % len(field.choices)].id
        case FieldType.INT:
            return max(field.least or 0, min(number, field.most if field.most is not None else number))
        case FieldType.BOOL:
            return number % 2 == 0
        case FieldType.DATE:
            return today + dt.timedelta(days=number % 120)
        case FieldType.DATETIME:
            return NOW + dt.timedelta(days=number % 120)
        case FieldType.CONTACT:
            return None
