"""All that a participant's screen shows, read in one snapshot with six statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_schema.tables.checklists import OPEN_STATES
from exin_schema.vocabulary import TaskState
from exin_tui.caseload import statements_participant as sql
from exin_tui.caseload.capacity_rows import capacity_row, overload
from exin_tui.caseload.cases import (
    agreed_by_participant,
    case_of,
    consents_by_participant,
    person_of,
    release_kinds,
)
from exin_tui.caseload.checklist_views import checklist_views
from exin_tui.caseload.consent_views import consent_views
from exin_tui.caseload.due_rows import NOTHING_DUE, due_rows, tallies
from exin_tui.caseload.fetch import fetch
from exin_tui.caseload.meeting_rows import meeting_rows, midnight
from exin_tui.caseload.models import ChecklistView, ContactView, ParticipantView
from exin_tui.caseload.overview import NEXT_MEETING_DAYS
from exin_tui.caseload.participant_rows import Progress, next_meeting_of, participant_row
from exin_tui.caseload.phase_models import EpisodeView, TransitionView
from exin_tui.caseload.records import (
    CaseworkerRecord,
    ConsentDetailRecord,
    ContactRecord,
    DetailRecord,
    DueRecord,
    MeetingRecord,
    TransitionRecord,
    WorkRecord,
)
from exin_tui.caseload.task_origins import Told
from exin_tui.caseload.task_views import task_views
from exin_tui.language import Text, text
from exin_tui.programme.release import best_release

if TYPE_CHECKING:
    from exin_tui.caseload.labels import Labels


OPEN = frozenset({*OPEN_STATES, TaskState.OPEN.value})
"""The states of items and tasks that are still to be done."""


class UnknownParticipant(LookupError):
    """Nobody has the code that was asked for; ``message`` says so to a person."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
        self.message: Text = text(
            "There is no participant {code}. “exin overview” lists the codes.", code=code
        )


def load_participant(
    connection: Connection,
    code: str,
    *,
    today: dt.date,
    programme: Programme,
    labels: Labels,
    now: dt.datetime | None = None,
) -> ParticipantView:
    """The participant with the case code ``code``, active or closed, on ``today`` (local date).

    Raises `UnknownParticipant`. Read inside one transaction (`Database.read`).
    """
    details = fetch(connection, sql.PARTICIPANT, {"code": code, "today": today}, DetailRecord)
    if not details:
        raise UnknownParticipant(code)
    record = details[0]
    whose = {"participant": record.id}
    start = midnight(today)
    around_release = release_kinds(programme)
    work = fetch(connection, sql.WORK, whose, WorkRecord)
    stored_meetings = fetch(
        connection, sql.MEETINGS, {**whose, "since": start, "release_kinds": around_release}, MeetingRecord
    )
    given = fetch(connection, sql.CONSENTS, whose, ConsentDetailRecord)
    consents = consents_by_participant(given)
    contacts = fetch(connection, sql.CONTACTS, {**whose, "today": today}, ContactRecord)
    moves = tuple(_transition(one) for one in fetch(connection, sql.TRANSITIONS, whose, TransitionRecord))

    person = person_of(record)
    meetings = meeting_rows(
        stored_meetings, {record.id: person}, labels,
        since=start, before=midnight(today + dt.timedelta(days=NEXT_MEETING_DAYS)),
    )  # fmt: skip
    release = best_release(record.episode, today, programme)
    agreed = agreed_by_participant(stored_meetings, around_release)
    due = due_rows(_due(record, work, today), {record.id: person}, {}, {}, labels, today, programme)
    tally = tallies(due).get(record.id, NOTHING_DUE)
    case = case_of(
        record,
        record.episode,
        release,
        consents,
        agreed,
        _overload(record, programme),
        tally.critical_items,
        programme,
    )
    episodes = {one.episode.id: one.episode for one in details if one.episode is not None}
    checklists = checklist_views(work, case, episodes, labels, today, programme)
    row = participant_row(
        record,
        person,
        case,
        release,
        caseworker=record.initials or "",
        tally=tally,
        progress=_progress(checklists, today),
        next_meeting=next_meeting_of(meetings, now).get(record.id),
        today=today,
        programme=programme,
    )
    return ParticipantView(
        today=today,
        row=row,
        birth_date=record.birth_date,
        phone=record.phone,
        phone_verified_on=record.phone_verified_on,
        address=record.address,
        district=record.district,
        soma_reference=record.soma_reference,
        enrolled_on=record.enrolled_on,
        checklists=checklists,
        tasks=task_views(work, Told(case, moves, labels, today, programme)),
        meetings=tuple(meetings),
        contacts=tuple(_contact(one, labels) for one in contacts),
        consents=consent_views(given, consents.get(record.id, ()), labels, today, programme),
        transitions=moves,
        episodes=tuple(_episodes(details, today, programme)),
        last_change=record.last_change or 0,
        closed_on=record.closed_on,
    )


def _overload(record: DetailRecord, programme: Programme) -> tuple[int, int] | None:
    if record.role is None or record.caseworker_id is None:
        return None
    caseworker = CaseworkerRecord(
        id=record.caseworker_id,
        initials=record.initials or "",
        name="",
        role=record.role,
        capacity=record.capacity,
        demanding_capacity=record.demanding_capacity,
        active=True,
        overload_reason="",
        overload_by="",
    )
    return overload(capacity_row(caseworker, record.assigned, record.demanding, programme))


def _due(record: DetailRecord, work: Iterable[WorkRecord], today: dt.date) -> Iterator[DueRecord]:
    """What the dashboard finds of this participant: open items and tasks, snoozed ones once awake."""
    for one in work:
        awake = one.snoozed_until is None or one.snoozed_until <= today
        if one.id is not None and one.due_on is not None and one.state in OPEN and awake:
            kind = one.kind.value if one.kind else ""
            version, key, title = one.version or 0, one.key or "", one.title or ""
            yield DueRecord(kind, one.id, version, record.id, key, title, one.due_on, None)


def _progress(checklists: Sequence[ChecklistView], today: dt.date) -> Progress:
    for view in checklists:
        if view.in_force_on is not None and view.in_force_on <= today:
            return Progress(view.done, len(view.items))
    return Progress(0, 0)


def _contact(record: ContactRecord, labels: Labels) -> ContactView:
    return ContactView(
        id=record.id,
        name=record.name,
        role=record.role,
        role_label=labels.contact_role(record.role),
        agency=record.agency or "",
        phone=record.phone,
        email=record.email,
        sensitive=labels.role_sensitive(record.role),
        attached_id=record.attached_id,
        attached_version=record.attached_version,
        line=record.line or labels.role_line(record.role),
    )


def _transition(record: TransitionRecord) -> TransitionView:
    return TransitionView(
        from_phase=record.from_phase,
        to_phase=record.to_phase,
        on=record.on,
        reason=record.reason,
        possibilities=record.possibilities,
        limits=record.limits,
        special=record.special,
        took_part=record.took_part,
        unplanned=record.unplanned,
    )


def _episodes(details: Iterable[DetailRecord], today: dt.date, programme: Programme) -> Iterable[EpisodeView]:
    for record in details:
        episode = record.episode
        if episode is not None:
            release = best_release(episode, today, programme)
            yield EpisodeView(
                number=episode.number,
                kind=episode.kind,
                place=record.place or "",
                level=episode.level,
                started_on=episode.started_on,
                ended_on=episode.ended_on,
                standing=release.standing,
                release_on=release.on,
                unit=record.unit or "",
            )
