"""From stored rows to what the rules need to know of one participant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from exin_schema.programme import Programme
from exin_schema.vocabulary import ChecklistKind, MeetingOutcome, MeetingStatus, Phase
from exin_tui.caseload.models import Person
from exin_tui.caseload.records import CLARIFICATION_LEFT, ConsentRecord, MeetingRecord, ParticipantRecord
from exin_tui.clock import OSLO
from exin_tui.programme.values import Case, Consent, Episode, Release, Suggested

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


def takes_place(record: MeetingRecord) -> bool:
    """Neither cancelled nor moved."""
    return record.status is MeetingStatus.PLANNED and record.outcome not in _GONE


_GONE = (MeetingOutcome.CANCELLED, MeetingOutcome.MOVED)


def release_kinds(programme: Programme) -> tuple[str, ...]:
    """The kinds of meeting that are suggested around a release."""
    return tuple(sorted({spec.meeting for spec in programme.suggested}))


def agreed_by_participant(
    records: Iterable[MeetingRecord], kinds: Sequence[str]
) -> dict[str, list[tuple[str, dt.date]]]:
    """For when meetings of ``kinds`` were agreed, by participant; cancelled and moved ones do not count."""
    found: dict[str, list[tuple[str, dt.date]]] = {}
    for record in records:
        if record.participant_id is not None and record.kind in kinds and takes_place(record):
            day = record.starts_at.astimezone(OSLO).date()
            found.setdefault(record.participant_id, []).append((record.kind, day))
    return found


def suggested_meetings(
    record: ParticipantRecord,
    episode: Episode | None,
    release: Release,
    agreed: Agreed,
    programme: Programme,
) -> tuple[Suggested, ...]:
    """The meetings that are suggested in the participant's phase, and for when each is agreed.

    Only meetings of the newest imprisonment count. One up to the release day answers what is suggested before
    the release, a later one what is suggested after it.
    """
    since = episode.started_on if episode and episode.started_on else dt.date.min
    return tuple(
        Suggested(
            spec.key,
            _agreed_on(spec.meeting, agreed, since, release.on, after=Phase.POST_RELEASE in spec.phases),
            _marked_not_needed(record, spec.key),
        )
        for spec in programme.suggested
        if record.phase in spec.phases
    )


def _agreed_on(
    kind: str, agreed: Agreed, since: dt.date, release_on: dt.date | None, *, after: bool
) -> dt.date | None:
    days = sorted(day for of_kind, day in agreed if of_kind == kind and day >= since)
    if release_on is not None:
        days = [day for day in days if (day > release_on) is after]
    return days[-1] if days else None


def _marked_not_needed(record: ParticipantRecord, key: str) -> bool:
    needed = {
        "release_group": record.release_group_needed,
        "transfer_meeting": record.transfer_meeting_needed,
        "first_group": record.first_group_needed,
    }
    return needed.get(key) is False


def case_of(
    record: ParticipantRecord,
    episode: Episode | None,
    release: Release,
    consents: Mapping[str, Sequence[Consent]],
    agreed: Mapping[str, Agreed],
    overload: tuple[int, int] | None,
    critical_overdue: Sequence[tuple[ChecklistKind, str, dt.date]],
    programme: Programme,
) -> Case:
    """What the rules need to know of the participant."""
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
        suggested=suggested_meetings(record, episode, release, agreed.get(record.id, ()), programme),
        discuss_by=record.discuss_by,
        overload_of_caseworker=overload,
        critical_overdue=critical_overdue,
        clarification_left=record.talks_held == CLARIFICATION_LEFT,
    )
