"""The weekly review of one caseworker: every follow-up, and what is to be raised with the team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec
from sqlalchemy import Connection, select

from exin_schema.programme import Programme
from exin_schema.tables import activity, phase_transition, standup, standup_entry
from exin_schema.vocabulary import Phase, Severity
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.meeting_outcomes import outcomes_to_log
from exin_tui.caseload.models import Overview, ParticipantRow
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, text
from exin_tui.programme.rules import RuleId
from exin_tui.reports.pace import Pace, pace

UNLOGGED_DAYS = 28
"""How far back meetings without an outcome are looked for."""


class Unlogged(msgspec.Struct, frozen=True, gc=False):
    """A meeting that is over, and nobody has said what became of it."""

    label: Sayable
    starts_at: dt.datetime
    """In Oslo."""


class Question(msgspec.Struct, frozen=True, gc=False):
    """One of the three questions of the drøft."""

    label: Sayable
    answered: bool


class PhaseProposal(msgspec.Struct, frozen=True, gc=False):
    """A move that is proposed, and how far the drøft has come."""

    to: Phase
    questions: tuple[Question, ...]


class FollowUp(msgspec.Struct, frozen=True, gc=False):
    """One participant in the weekly review."""

    row: ParticipantRow
    pace: Pace
    gap: int | None
    """Days without contact after which the board says so; None in this phase."""
    silent: int | None
    """Days since the last contact; None: none has been logged."""
    unlogged: tuple[Unlogged, ...]
    proposal: PhaseProposal | None
    to_raise: tuple[Sayable, ...]
    """With the team."""


class Weekly(msgspec.Struct, frozen=True, gc=False):
    """All of one caseworker's, or (without initials) everybody's."""

    today: dt.date
    caseworker: str
    rows: tuple[FollowUp, ...]

    @property
    def to_raise(self) -> tuple[FollowUp, ...]:
        """Those of whom something is to be raised with the team."""
        return tuple(one for one in self.rows if one.to_raise)

    def pace_in(self, phase: Phase) -> float | None:
        """Contacts a week in ``phase``, on average over those who are in it."""
        found = [one.pace.now for one in self.rows if one.row.phase is phase and one.pace.now is not None]
        return sum(found) / len(found) if found else None


QUESTIONS: tuple[tuple[str, Sayable], ...] = (
    ("possibilities", text("possibilities")),
    ("limits", text("limits")),
    ("special", text("what is special about this follow-up")),
)


def weekly(
    connection: Connection,
    overview: Overview,
    caseworker: str,
    *,
    now: dt.datetime,
    programme: Programme,
    labels: Labels,
) -> Weekly:
    """The review on the overview's day, in its order; ``caseworker`` are initials, empty for everybody."""
    today = overview.today
    rows = [row for row in overview.rows if not caseworker or row.caseworker == caseworker]
    ids = [row.person.id for row in rows]
    contact, failed = _activities(connection, ids)
    phases = _transitions(connection, ids)
    unlogged = _unlogged(connection, set(ids), now, labels)
    asked = _raised(connection, ids, today)
    found = []
    for row in rows:
        who = row.person.id
        made = [one for one in phases.get(who, ()) if not one.proposed]
        since = row.phase_since or (made[-1].on if made else None)
        earlier = [one.on for one in made if since is None or one.on < since]
        days = contact.get(who, ())
        how_often = pace(
            days,
            failed.get(who, ()),
            phase_since=since,
            phase_before_since=earlier[-1] if earlier else None,
            today=today,
        )
        proposal = next((_proposal(one) for one in phases.get(who, ()) if one.proposed), None)
        open_meetings = tuple(unlogged.get(who, ()))
        silent = None if row.last_contact_on is None else (today - row.last_contact_on).days
        raised = tuple(_to_raise(row, how_often, proposal, len(open_meetings), asked=who in asked))
        gap = programme.contact_gap(row.phase)
        found.append(FollowUp(row, how_often, gap, silent, open_meetings, proposal, raised))
    return Weekly(today, caseworker, tuple(found))


def _to_raise(
    row: ParticipantRow, how_often: Pace, proposal: PhaseProposal | None, unlogged: int, *, asked: bool
) -> Iterator[Sayable]:
    if asked:
        yield text("raised in the stand-up")
    for alert in row.alerts:
        if alert.severity is Severity.ALERT or alert.code in {RuleId.NO_CONTACT, RuleId.DISCUSS_UNPLANNED}:
            yield alert.label
    if row.phase is Phase.PRE_RELEASE and how_often.more_often is False:
        yield text("contact is not more frequent than in phase 2")
    if proposal is not None:
        yield text("proposed: phase {number}", number=proposal.to.number)
    if unlogged:
        yield text("meetings without an outcome: {number}", number=unlogged)


def _raised(connection: Connection, ids: Sequence[str], today: dt.date) -> frozenset[str]:
    """Whom a stand-up of the last week said to raise with the team."""
    rows = connection.execute(
        select(standup_entry.c.participant_id)
        .join(standup, standup.c.id == standup_entry.c.standup_id)
        .where(
            standup_entry.c.participant_id.in_(ids),
            standup_entry.c.for_team.is_(True),
            standup.c.held_on > today - dt.timedelta(days=7),
        )
    )
    return frozenset(rows.scalars())


def _activities(
    connection: Connection, ids: Sequence[str]
) -> tuple[dict[str, list[dt.date]], dict[str, list[dt.date]]]:
    """Days with contact, and days with a failed attempt, by participant."""
    contact: dict[str, list[dt.date]] = {}
    failed: dict[str, list[dt.date]] = {}
    rows = connection.execute(
        select(activity.c.participant_id, activity.c.on, activity.c.reached).where(
            activity.c.participant_id.in_(ids), activity.c.with_participant.is_(True)
        )
    )
    for row in rows:
        (contact if row.reached else failed).setdefault(row.participant_id, []).append(row.on)
    return contact, failed


class _Transition(msgspec.Struct, frozen=True, gc=False):
    on: dt.date
    to: str
    proposed: bool
    answers: tuple[str, ...]


def _transitions(connection: Connection, ids: Sequence[str]) -> dict[str, list[_Transition]]:
    rows = connection.execute(
        select(phase_transition)
        .where(phase_transition.c.participant_id.in_(ids))
        .order_by(phase_transition.c.on, phase_transition.c.at)
    ).mappings()
    found: dict[str, list[_Transition]] = {}
    for row in rows:
        answers = tuple(row[column] for column, _ in QUESTIONS)
        one = _Transition(row["on"], row["to_phase"], row["proposed"], answers)
        found.setdefault(row["participant_id"], []).append(one)
    return found


def _proposal(one: _Transition) -> PhaseProposal:
    questions = (
        Question(label, bool(answer)) for (_, label), answer in zip(QUESTIONS, one.answers, strict=True)
    )
    return PhaseProposal(Phase.of(one.to), tuple(questions))


def _unlogged(
    connection: Connection, ids: set[str], now: dt.datetime, labels: Labels
) -> dict[str, list[Unlogged]]:
    found: dict[str, list[Unlogged]] = {}
    for row in outcomes_to_log(connection, since=now - dt.timedelta(days=UNLOGGED_DAYS), now=now):
        if row["participant_id"] in ids:
            one = Unlogged(labels.meeting_kind(row["kind"]), row["starts_at"].astimezone(OSLO))
            found.setdefault(row["participant_id"], []).append(one)
    return found
