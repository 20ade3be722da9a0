"""What a partner's Python is given to see: the caseload within its scope, or what may leave the team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import caseworker, participant
from exin_schema.vocabulary import ConsentStatus, Language, ProbationState, Topic
from exin_tui.caseload.models import Person
from exin_tui.caseload.records import ParticipantRecord
from exin_tui.language import Sayable, join, text
from exin_tui.partners.around import AROUND, NOTHING, Around
from exin_tui.partners.around_reading import read_around
from exin_tui.partners.inside_context import InsideContext
from exin_tui.partners.inside_reading import applications_seen, contacts_seen, tasks_seen
from exin_tui.partners.manifest import FieldDecl, FieldType, Manifest
from exin_tui.partners.participant import Participant
from exin_tui.partners.tab_reading import Held, read_all, read_one
from exin_tui.partners.tab_rows import consent_to
from exin_tui.partners.values import Plain, decoded, typed
from exin_tui.privacy.sanitise import one_line
from exin_tui.programme.consents import active as holds
from exin_tui.programme.consents import covers
from exin_tui.programme.release import best_release
from exin_tui.programme.values import Consent

_PLACES = frozenset({"address", "district", "place"})
_NOT_READ_FOR_ROWS = frozenset({"phone", "address", "district"})


@dataclass(frozen=True, slots=True)
class Disclosed:
    """A participant who may be sent, and the consents on which."""

    participant: Participant
    participant_id: str
    code: str
    """For the team's own eyes: in the file only when the export has such a column."""
    consents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A participant who may not be sent. For the team's own eyes: not even the number leaves it."""

    participant_id: str
    code: str
    why: Sayable
    elsewhere: bool = False
    """Of another unit than the one it goes to, or of none that may be told."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """What may leave the team today, and who may not. A partner's code never sees the latter."""

    disclosed: tuple[Disclosed, ...]
    left_out: tuple[LeftOut, ...]
    today: dt.date

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Those who may be sent."""
        return tuple(one.participant for one in self.disclosed)


@dataclass(frozen=True, slots=True)
class Inside:
    """What the partner's code is given, and who stands behind each ``ref``: for the program alone."""

    context: InsideContext
    people: Mapping[str, Person]


def inside(
    connection: Connection,
    manifest: Manifest,
    *,
    today: dt.date,
    programme: Programme,
    language: Language = "nb",
) -> InsideContext:
    """What the partner's code may see today. Rebuilt at each call; nothing in it can be changed."""
    return inside_and_people(
        connection, manifest, today=today, programme=programme, language=language
    ).context


def inside_and_people(
    connection: Connection,
    manifest: Manifest,
    *,
    today: dt.date,
    programme: Programme,
    language: Language = "nb",
    only: str = "",
) -> Inside:
    """The same with who they are; of the participant ``only`` alone, and nobody when there is no such one."""
    held = read_one(connection, manifest, only, today) if only else read_all(connection, manifest, today)
    fields = _Fields.read(connection, manifest, held, today, programme)
    people = []
    for record in sorted(held.order, key=_by_code):
        consent = consent_to(manifest, held.consents.get(record.id, ()), today, programme)
        facts, records = _facts(held, manifest, record.id), _records(held, manifest, record.id)
        people.append(Participant(record.id, consent, fields.of(record), facts, records))
    context = InsideContext(
        participants=tuple(people),
        today=today,
        tasks=tasks_seen(held, manifest, today, programme),
        contacts=contacts_seen(connection, held, manifest, today),
        applications=applications_seen(connection, held, manifest),
        language=language,
    )
    return Inside(context, held.people)


def outbound(
    connection: Connection,
    manifest: Manifest,
    *,
    today: dt.date,
    programme: Programme,
    role: str = "",
    person: str = "",
    only: str = "",
) -> Outgoing:
    """Who and what may go out to the partner today, to ``role`` or ``person`` where the recipient is one.

    About the participant ``only`` where one is named: an agency need not hear of the others.

    A participant goes out when a consent to one of the partner's lines is active today, is not narrowed to
    somebody else, and covers every topic of the scope. A fact or record with a topic of its own goes out when
    one of those consents covers that topic too. Source: the guide's consent form.
    """
    held = read_one(connection, manifest, only, today) if only else read_all(connection, manifest, today)
    fields = _Fields.read(connection, manifest, held, today, programme)
    staff = _names_of_staff(connection)
    disclosed: list[Disclosed] = []
    left_out: list[LeftOut] = []
    for record in sorted(held.order, key=_by_code):
        opening = [
            consent
            for consent in held.consents.get(record.id, ())
            if consent.line in manifest.consent
            and holds(consent, today)
            and covers(consent, role=role, person=person, topics=manifest.scope.topics)
        ]
        if not opening:
            held_out = held.consents.get(record.id, ())
            why = _why_not(manifest, held_out, today, programme, role=role, person=person)
            left_out.append(LeftOut(record.id, record.code, why))
            continue
        open_topics = _topics_of(opening)
        values = fields.of(record, open_topics)
        if "caseworker" in values:
            values["caseworker"] = staff.get(record.caseworker_id) or values["caseworker"]
        seen = Participant(
            # Of this export alone: nobody seen inside is known again by it, and no id of ours goes out.
            str(len(disclosed) + 1),
            consent_to(manifest, opening, today, programme),
            values,
            _facts(held, manifest, record.id, open_topics),
            _records(held, manifest, record.id, open_topics),
        )
        ids = tuple(consent.id for consent in opening)
        disclosed.append(Disclosed(seen, record.id, record.code, ids))
    return Outgoing(tuple(disclosed), tuple(left_out), today)


def _names_of_staff(connection: Connection) -> dict[str | None, str]:
    """Names by id: initials say nothing to who is not a colleague."""
    columns = (caseworker.c.id, caseworker.c.name)
    return {row.id: one_line(row.name) for row in connection.execute(select(*columns))}


def _why_not(
    manifest: Manifest,
    consents: Sequence[Consent],
    today: dt.date,
    programme: Programme,
    *,
    role: str,
    person: str,
) -> Sayable:
    """What the consents lack: given at all, to just this recipient, or for all of the topics."""
    holding = [one for one in consents if one.line in manifest.consent and holds(one, today)]
    if not holding:
        return text("consent: {status}", status=consent_to(manifest, consents, today, programme))
    ended = consent_to(
        manifest, _ended_since(manifest, consents, holding, role=role, person=person), today, programme
    )
    if ended in {ConsentStatus.WITHDRAWN, ConsentStatus.EXPIRED}:
        return text("consent: {status}", status=ended)
    if not any(covers(one, role=role, person=person) for one in holding):
        return text("the consent is narrowed to another role or person")
    return text("the consent does not cover: {topics}", topics=join(list(manifest.scope.topics)))


def _ended_since(
    manifest: Manifest, consents: Sequence[Consent], holding: Sequence[Consent], *, role: str, person: str
) -> list[Consent]:
    """Those that were wide enough, and ended after what still holds was given: they are what is missed."""
    since = max(one.given_on for one in holding)
    return [
        one
        for one in consents
        if one.line in manifest.consent
        and covers(one, role=role, person=person, topics=manifest.scope.topics)
        and (one.withdrawn_on or one.expires_on or dt.date.min) >= since
    ]


def _topics_of(consents: list[Consent]) -> frozenset[str]:
    """The topics that one of ``consents`` covers; a consent that names none covers all."""
    if any(not consent.topics.split() for consent in consents):
        return ALL_TOPICS
    return frozenset(topic for consent in consents for topic in consent.topics.split())


def _by_code(record: ParticipantRecord) -> str:
    return record.code


ALL_TOPICS = frozenset(topic.value for topic in Topic)


def _open(topic: Topic | None, sensitive: bool, open_topics: frozenset[str]) -> bool:
    """What betrays health, drugs or debt and names no topic goes out on a consent for all of them."""
    if topic is None:
        return not sensitive or open_topics == ALL_TOPICS
    return topic.value in open_topics


def _facts(
    held: Held, manifest: Manifest, participant_id: str, open_topics: frozenset[str] = ALL_TOPICS
) -> dict[str, Plain]:
    stored = held.facts.get(participant_id, {})
    found: dict[str, Plain] = {}
    for fact in manifest.facts:
        if fact.id in stored and _open(fact.topic, fact.sensitive, open_topics):
            value = _plain(fact, decoded(stored[fact.id].value), held, participant_id)
            if value is not None:
                found[fact.id] = value
    return found


def _records(
    held: Held, manifest: Manifest, participant_id: str, open_topics: frozenset[str] = ALL_TOPICS
) -> dict[str, tuple[Mapping[str, Plain], ...]]:
    declared = {
        record.id: record for record in manifest.records if _open(record.topic, record.sensitive, open_topics)
    }
    found: dict[str, list[Mapping[str, Plain]]] = {}
    for row in held.records.get(participant_id, ()):
        if row.record in declared:
            values = decoded(row.values)
            stored = values if isinstance(values, dict) else {}
            record = declared[row.record]
            fields = tuple(one for one in record.fields if _open(record.topic, one.sensitive, open_topics))
            found.setdefault(row.record, []).append(dict(_row(fields, stored, held, participant_id)))
    return {kind: tuple(rows) for kind, rows in found.items()}


def _row(
    fields: tuple[FieldDecl, ...], stored: Mapping[str, object], held: Held, participant_id: str
) -> Iterator[tuple[str, Plain]]:
    for field in fields:
        value = _plain(field, stored.get(field.id), held, participant_id)
        if value is not None:
            yield field.id, value


def _plain(field: FieldDecl, stored: object, held: Held, participant_id: str) -> Plain | None:
    """A contact by name, and no place of somebody with a protected address."""
    value = typed(field, stored)
    if field.place and held.people[participant_id].protected:
        return None
    if field.type is FieldType.CONTACT and value is not None:
        return held.contacts.get(str(value)) or None
    return value


@dataclass(frozen=True, slots=True)
class _Fields:
    """Makes the scope's fields of each participant."""

    scope: tuple[str, ...]
    held: Held
    more: Mapping[str, tuple[str, str, str]]
    around: Mapping[str, Around]
    today: dt.date
    programme: Programme

    @classmethod
    def read(
        cls, connection: Connection, manifest: Manifest, held: Held, today: dt.date, programme: Programme
    ) -> _Fields:
        """What rows do not have is read only when the scope asks for it."""
        more: dict[str, tuple[str, str, str]] = {}
        if _NOT_READ_FOR_ROWS & set(manifest.scope.fields):
            columns = (participant.c.id, participant.c.phone, participant.c.address, participant.c.district)
            for row in connection.execute(select(*columns).where(participant.c.closed_on.is_(None))):
                more[row.id] = row.phone, row.address, row.district
        around = read_around(connection, manifest, held, today, programme)
        return cls(manifest.scope.fields, held, more, around, today, programme)

    def of(self, record: ParticipantRecord, open_topics: frozenset[str] = ALL_TOPICS) -> dict[str, object]:
        """The scope's fields, and no other. What betrays health, drugs or debt needs all topics open."""
        around = self.around.get(record.id, NOTHING)
        if open_topics != ALL_TOPICS:
            around = around.within(open_topics)
        values = self._all(record) | {name: getattr(around, name) for name in AROUND}
        if record.protected:
            values |= dict.fromkeys(_PLACES, "")
        return {name: values[name] for name in self.scope}

    def _all(self, record: ParticipantRecord) -> dict[str, object]:
        episode = record.episode
        release = best_release(episode, self.today, self.programme)
        person = self.held.people[record.id]
        phone, address, district = self.more.get(record.id, ("", "", ""))
        return {
            "code": record.code,
            "initials": "".join(word[0] for word in person.name.split()).upper(),
            "name": person.name,
            "birth_date": record.birth_date,
            "phone": phone,
            "address": address,
            "district": district,
            "phase": record.phase,
            "phase_since": record.phase_since,
            "enrolled_on": record.enrolled_on,
            "caseworker": self.held.caseworker(record),
            "custody_kind": record.kind,
            "place": record.place or "",
            "level": record.level,
            "custody_from": record.started_on,
            "release_date": release.on,
            "release_kind": release.standing,
            "full_term_date": record.full_term_on,
            "two_thirds_date": record.two_thirds_on,
            "probation": episode.probation if episode else ProbationState.NONE,
        }
