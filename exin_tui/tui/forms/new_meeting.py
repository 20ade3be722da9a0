"""A new meeting in few keys: the usual one needs its day and Enter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exin_schema.vocabulary import Phase
from exin_tui.caseload.meeting_add import add, would_clash
from exin_tui.caseload.meeting_choices import MeetingChoices
from exin_tui.caseload.models import ParticipantRow, Person
from exin_tui.language import text
from exin_tui.programme.holidays import next_workday, previous_workday
from exin_tui.programme.rules import RuleId
from exin_tui.programme.values import Refusal
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Filled, Form, Notice
from exin_tui.tui.forms.meeting import Around, fields_of, wished
from exin_tui.tui.forms.meeting_notices import ends_of, notices
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_schema.programme import Programme
    from exin_tui.storage.database import Database

USUALLY_AT = dt.time(10)
_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a new meeting begins with."""

    kind: str = ""
    on: dt.date | None = None
    participant_id: str = ""
    at: dt.time | None = None


def new_meeting_form(
    proposed: Proposed,
    people: Sequence[Person],
    choices: MeetingChoices,
    programme: Programme,
    look: Callable[[], Look],
) -> Form:
    """The sheet."""
    around = Around(people, choices, programme, look)
    usual = choices.usual
    kind = proposed.kind or _usual_kind(proposed, choices, programme)
    at = proposed.at or (usual.at if usual is not None and usual.kind == kind else USUALLY_AT)
    first = {
        "kind": kind,
        "participant": proposed.participant_id,
        "on": proposed.on.isoformat() if proposed.on else "",
        "at": f"{at:%H:%M}",
    }

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        new = wished(filled, around)
        return new if isinstance(new, Refusal) else add(database, new, **moment.acting)

    def preview(connection: Connection, filled: Filled) -> list[Notice]:
        new = wished(filled, around)
        if isinstance(new, Refusal):
            return []
        ends_at = ends_of(new, programme)
        found = would_clash(connection, new, ends_at)
        return list(notices(connection, new, ends_at, around, filled.today, found))

    return Form(
        title=look().say(text("New meeting")),
        fields=fields_of(around, first),
        save=save,
        preview=preview,
        submit=text("agree it"),
        start="on",
    )


def _usual_kind(proposed: Proposed, choices: MeetingChoices, programme: Programme) -> str:
    """What the participant was met for last; a meeting of the team's own without one; else a visit."""
    known = programme.meetings_by_key
    if not proposed.participant_id:
        return next((one.key for one in programme.meetings if one.team), "")
    if choices.usual is not None and choices.usual.kind in known:
        return choices.usual.kind
    return "visit" if "visit" in known else next((one.key for one in programme.meetings if not one.team), "")


def proposed_for(row: ParticipantRow, programme: Programme, today: dt.date) -> Proposed:
    """What the row's loudest alert asks for, if it is a meeting that is suggested around a release.

    Its day is a proposal of this project: a week before the release, the first workday after it, and never
    before the next workday.
    """
    alert, release = row.headline, row.release.on
    soonest = next_workday(today + dt.timedelta(days=1))
    if alert is None or alert.code != RuleId.SUGGESTED_MEETINGS:
        return Proposed(participant_id=row.person.id)
    spec = next((one for one in programme.suggested if one.alert.label == alert.label), None)
    if spec is None:
        return Proposed(participant_id=row.person.id)
    day = soonest
    if release is not None:
        after = Phase.POST_RELEASE in spec.phases
        day = next_workday(release + dt.timedelta(days=1)) if after else previous_workday(release - _WEEK)
    return Proposed(spec.meeting, max(day, soonest), row.person.id, USUALLY_AT)
