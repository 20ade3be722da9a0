"""Overviews that no database holds, for what is worked out from an overview alone."""

from __future__ import annotations

import datetime as dt

from exin_schema.vocabulary import Label, Mark, Phase, ReleaseStanding, Role, SecurityLevel, Severity
from exin_tui.caseload.models import CapacityRow, DueRow, MeetingRow, Overview, ParticipantRow, Person
from exin_tui.programme.due import mark
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Alert, Release, Urgency, Why
from tests.caseload.board import PROGRAMME, TODAY, at, day

WHY = Why(Label("derfor", "therefore"), PROGRAMME.rule(RuleId.RELEASE_DATE))


def person(code: str, name: str = "", alias: str = "Furu") -> Person:
    return Person(id=f"id-{code}", code=code, alias=alias, name=name)


def alert(rule: RuleId) -> Alert:
    words = Label("varsel", "alert")
    return Alert(rule, Severity.WARNING, words, words, WHY)


def row(
    code: str,
    *,
    name: str = "",
    alias: str = "Furu",
    phase: Phase = Phase.IN_PRISON,
    caseworker: str = "KN",
    release: int | None = None,
    out: bool = False,
    overdue: int = 0,
    due_today: int = 0,
    due_soon: int = 0,
    alerts: tuple[RuleId, ...] = (),
    meeting: MeetingRow | None = None,
    rank: int = 0,
) -> ParticipantRow:
    """A participant; ``release`` in days from today."""
    standing = ReleaseStanding.ACTUAL if out else ReleaseStanding.DECIDED
    on = None if release is None else day(release)
    return ParticipantRow(
        person=person(code, name, alias),
        version=1,
        phase=phase,
        phase_since=None,
        caseworker=caseworker,
        release=Release(on, standing if on else ReleaseStanding.UNKNOWN, WHY),
        out=out,
        level=SecurityLevel.HIGH,
        custody=None,
        place="",
        overdue=overdue,
        due_today=due_today,
        due_soon=due_soon,
        done=0,
        total=0,
        alerts=tuple(alert(rule) for rule in alerts),
        next_meeting=meeting,
        last_contact_on=None,
        urgency=Urgency((rank,), (), (WHY,)),
    )


def due(whose: Person | None, days: int, caseworker: str = "KN", key: str = "housing") -> DueRow:
    return DueRow(
        id=f"due-{whose.code if whose else ''}-{days}-{key}",
        version=1,
        kind="item",
        person=whose,
        key=key,
        label=Label(key, key),
        sensitive=False,
        due_on=day(days),
        days=days,
        mark=mark(day(days), TODAY, PROGRAMME) if days <= 7 else Mark.LATER,
        caseworker=caseworker,
    )


def meeting(
    whose: Person | None, offset: int = 0, hour: int = 9, caseworker: str = "KN", *, all_day: bool = False
) -> MeetingRow:
    starts = at(offset, hour)
    return MeetingRow(
        id=f"meeting-{whose.code if whose else ''}-{offset}-{hour}",
        person=whose,
        kind="visit",
        label=Label("besøk", "visit"),
        starts_at=starts,
        ends_at=starts + dt.timedelta(hours=1),
        all_day=all_day,
        place="",
        caseworker=caseworker,
    )


def capacity(initials: str, active: int, demanding: int = 0, reason: str = "", by: str = "") -> CapacityRow:
    return CapacityRow(initials, "", Role.CASEWORKER, active, demanding, 12, 6, reason, by)


def overview(
    *rows: ParticipantRow,
    due: tuple[DueRow, ...] = (),
    meetings: tuple[MeetingRow, ...] = (),
    capacity: tuple[CapacityRow, ...] = (),
) -> Overview:
    return Overview(
        today=TODAY,
        team="Søndre Nordstrand",
        rows=rows,
        due=due,
        meetings=meetings,
        capacity=capacity,
        last_change=1,
        soon_until=day(7),
        release_until=day(28),
    )
