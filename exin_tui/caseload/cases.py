"""From stored rows to what the rules need to know of one participant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from exin_tui.caseload.models import Person
from exin_tui.caseload.records import ConsentRecord, MeetingRecord, ParticipantRecord
from exin_tui.clock import OSLO
from exin_tui.programme.values import Case, Consent, Episode, Release, Suggested

#: The meetings that are suggested around a release, and which kind of meeting each is.
RESPONSIBILITY_GROUP = "responsibility_group"
TRANSFER = "transfer_meeting"
RELEASE_KINDS = (RESPONSIBILITY_GROUP, TRANSFER)

#: (kind, local day) of a participant's meetings of these kinds, past and coming.
Agreed = Sequence[tuple[str, dt.date]]


def person_of(record: ParticipantRecord) -> Person:
    """Who the row is about."""
    name = f"{record.given_name} {record.family_name}".strip()
    return Person(record.id, record.code, record.alias, name, record.protected)


def consents_by_participant(records: Iterable[ConsentRecord]) -> dict[str, list[Consent]]:
    """The consents of each participant."""
    found: dict[str, list[Consent]] = {}
    for record in records:
        found.setdefault(record.participant_id, []).append(
            Consent(
                record.line,
                record.given_on,
                record.expires_on,
                record.withdrawn_on,
                record.role,
                record.person,
                record.topics,
                record.id,
            )
        )
    return found


def agreed_by_participant(records: Iterable[MeetingRecord]) -> dict[str, list[tuple[str, dt.date]]]:
    """When the meetings around a release are or were agreed for, by participant."""
    found: dict[str, list[tuple[str, dt.date]]] = {}
    for record in records:
        if record.participant_id is not None and record.kind in RELEASE_KINDS:
            day = record.starts_at.astimezone(OSLO).date()
            found.setdefault(record.participant_id, []).append((record.kind, day))
    return found


def suggested_meetings(
    record: ParticipantRecord, episode: Episode | None, release: Release, agreed: Agreed
) -> tuple[Suggested, ...]:
    """The three meetings around a release: group meeting before it, transfer meeting, first group outside.

    Only meetings of the newest imprisonment count. A responsibility-group meeting up to the release day is
    the one before it, a later one is the first outside.
    """
    if episode is None or release.on is None:
        return ()
    since = episode.started_on or dt.date.min
    groups = sorted(day for kind, day in agreed if kind == RESPONSIBILITY_GROUP and day >= since)
    transfers = sorted(day for kind, day in agreed if kind == TRANSFER and day >= since)
    before = [day for day in groups if day <= release.on]
    after = [day for day in groups if day > release.on]
    return (
        Suggested("release_group", before[-1] if before else None, record.release_group_needed is False),
        Suggested(
            "transfer_meeting", transfers[-1] if transfers else None, record.transfer_meeting_needed is False
        ),
        Suggested("first_group", after[0] if after else None, record.first_group_needed is False),
    )


def case_of(
    record: ParticipantRecord,
    release: Release,
    consents: Mapping[str, Sequence[Consent]],
    agreed: Mapping[str, Agreed],
    overload: tuple[int, int] | None,
) -> Case:
    """What the rules need to know of the participant."""
    episode = record.episode
    return Case(
        phase=record.phase,
        phase_since=record.phase_since,
        enrolled_on=record.enrolled_on,
        referred_on=record.referred_on,
        closed_on=record.closed_on,
        birth_date=record.birth_date,
        episode=episode,
        consents=consents.get(record.id, ()),
        last_contact_on=record.last_contact_on,
        waiting_since=record.waiting_since,
        suggested=suggested_meetings(record, episode, release, agreed.get(record.id, ())),
        discuss_by=record.discuss_by,
        overload_of_caseworker=overload,
    )
