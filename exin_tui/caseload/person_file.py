"""What the sheets about one participant need to know: what can be corrected, custody, what is proposed.

Read when a sheet is opened, also for somebody whose follow-up has ended.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import caseworker
from exin_schema.vocabulary import (
    ClosingReason,
    CustodyKind,
    IntakeOutcome,
    Phase,
    ProbationState,
    ReferralSource,
    SecurityLevel,
)
from exin_tui.caseload.discussion import Proposal, pending_proposal
from exin_tui.caseload.models import Person
from exin_tui.caseload.participant_edit import SUGGESTED
from exin_tui.caseload.stored import Row, read_participant
from exin_tui.caseload.told import ToTell, to_tell
from exin_tui.programme.custody import in_custody
from exin_tui.programme.values import Case

_PHASES = {each.value: each for each in Phase}
_SOURCES = {each.value: each for each in ReferralSource}
_OUTCOMES = {each.value: each for each in IntakeOutcome}
_REASONS = {each.value: each for each in ClosingReason}


@dataclass(frozen=True, slots=True)
class CustodyFile:
    """The newest imprisonment."""

    id: str
    version: int
    kind: CustodyKind
    level: SecurityLevel
    place: str
    unit: str
    started_on: dt.date | None
    full_term_on: dt.date | None
    two_thirds_on: dt.date | None
    probation: ProbationState
    probation_on: dt.date | None
    decided_on: dt.date | None
    over: bool
    """Released, or ended otherwise, up to today."""


@dataclass(frozen=True, slots=True)
class PersonFile:
    """One participant as stored."""

    person: Person
    version: int
    phase: Phase
    caseworker: str
    """Initials; empty: nobody's."""
    given_name: str
    family_name: str
    birth_date: dt.date | None
    phone: str
    phone_verified_on: dt.date | None
    address: str
    district: str
    soma_reference: str
    referred_by: ReferralSource | None
    referred_on: dt.date | None
    enrolled_on: dt.date | None
    intake_outcome: IntakeOutcome | None
    closing_reason: ClosingReason | None
    closed_on: dt.date | None
    discuss_by: dt.date | None
    not_needed: tuple[str, ...]
    """The meetings suggested around a release that are marked so, by key."""
    inside: bool
    """In custody today."""
    custody: CustodyFile | None
    proposal: Proposal | None
    tells: tuple[ToTell, ...]
    """Who may be told today that the follow-up ends."""
    case: Case

    @property
    def enrolled(self) -> bool:
        """Taken in."""
        return self.enrolled_on is not None


def read_person_file(
    connection: Connection, participant_id: str, today: dt.date, programme: Programme
) -> PersonFile | None:
    """The file of the participant with this id on ``today``; None when there is none any more."""
    stored = read_participant(connection, participant_id)
    if stored is None:
        return None
    row, case = stored.participant, stored.case()
    initials = connection.execute(
        select(caseworker.c.initials).where(caseworker.c.id == row["caseworker_id"])
    ).scalar()
    name = f"{row['given_name']} {row['family_name']}".strip()
    return PersonFile(
        person=Person(row["id"], row["code"], row["alias"], name, bool(row["protected_address"])),
        version=int(row["version"]),
        phase=_PHASES[row["phase"]],
        caseworker=initials or "",
        given_name=row["given_name"],
        family_name=row["family_name"],
        birth_date=row["birth_date"],
        phone=row["phone"],
        phone_verified_on=row["phone_verified_on"],
        address=row["address"],
        district=row["district"],
        soma_reference=row["soma_reference"],
        referred_by=_SOURCES.get(row["referred_by"]),
        referred_on=row["referred_on"],
        enrolled_on=row["enrolled_on"],
        intake_outcome=_OUTCOMES.get(row["intake_outcome"]),
        closing_reason=_REASONS.get(row["closing_reason"]),
        closed_on=row["closed_on"],
        discuss_by=row["discuss_by"],
        not_needed=tuple(key for key, column in SUGGESTED.items() if row[column] is False),
        inside=in_custody(case.episode, today),
        custody=_custody(stored.newest_episode, case, today),
        proposal=pending_proposal(connection, participant_id),
        tells=to_tell(case.consents, today, programme),
        case=case,
    )


def _custody(row: Row | None, case: Case, today: dt.date) -> CustodyFile | None:
    episode = case.episode
    if row is None or episode is None:
        return None
    ended = episode.released_on or episode.ended_on
    return CustodyFile(
        id=episode.id,
        version=int(row["version"]),
        kind=episode.kind,
        level=episode.level,
        place=row["place"],
        unit=row["unit"],
        started_on=episode.started_on,
        full_term_on=episode.full_term_on,
        two_thirds_on=episode.two_thirds_on,
        probation=episode.probation,
        probation_on=episode.probation_on,
        decided_on=episode.decided_on,
        over=ended is not None and ended <= today,
    )
