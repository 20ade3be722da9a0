"""What a meeting would mean, said while it is filled in: when, what else is then, who may not be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection

from exin_schema.programme import Programme
from exin_tui.caseload.meeting_add import NewMeeting
from exin_tui.caseload.meeting_choices import Invitable
from exin_tui.caseload.meeting_clashes import Clash
from exin_tui.dates import week_number
from exin_tui.language import text
from exin_tui.programme.consents import refuse_sharing
from exin_tui.programme.holidays import is_day_off
from exin_tui.tui.forms.declared import Notice
from exin_tui.tui.forms.meeting import Around, lines_of


def notices(
    connection: Connection,
    new: NewMeeting,
    ends_at: dt.datetime,
    around: Around,
    today: dt.date,
    found: Iterable[Clash],
) -> Iterator[Notice]:
    """All of it, for a meeting that lasts until ``ends_at`` and clashes with what was ``found``."""
    asked = lines_of(around, new.participant_id or "", new.contacts).values()
    yield from when_notices(new, ends_at, today)
    yield from clash_notices(found)
    yield from consent_notices(connection, new.participant_id, asked, today, around.programme)


def ends_of(new: NewMeeting, programme: Programme) -> dt.datetime:
    """When it ends: as said, or as long as its kind usually lasts."""
    spec = programme.meetings_by_key.get(new.kind)
    return new.ends_at or new.starts_at + dt.timedelta(minutes=spec.minutes if spec else 60)


def when_notices(new: NewMeeting, ends_at: dt.datetime, now_on: dt.date) -> Iterator[Notice]:
    """The day in full, and what is odd about it."""
    day = new.starts_at.date()
    yield Notice(
        text(
            "{on}, {start}–{end}, week {week}",
            on=day, start=f"{new.starts_at:%H:%M}", end=f"{ends_at:%H:%M}", week=week_number(day),
        ),
        "muted",
    )  # fmt: skip
    if day < now_on:
        yield Notice(text("This day is over."), "soon")
    if is_day_off(day):
        yield Notice(text("Offices are closed on that day."), "soon")


def clash_notices(found: Iterable[Clash]) -> Iterator[Notice]:
    """Everything else at the time, and whom or what it takes."""
    for one in found:
        yield Notice(one.sentence(), "overdue")


def consent_notices(
    connection: Connection,
    participant_id: str | None,
    asked: Iterable[Invitable],
    today: dt.date,
    programme: Programme,
) -> Iterator[Notice]:
    """To whom nothing may go out: being asked to the meeting tells them of the participation."""
    from exin_tui.caseload.stored import read_participant

    asked = [one for one in asked if one.line]
    stored = read_participant(connection, participant_id) if participant_id and asked else None
    if stored is None:
        return
    consents, said = stored.case().consents, {}
    for one in asked:
        refused = refuse_sharing(one.line, consents, today, programme, role=one.role_key, person=one.name)
        if refused is not None:
            words = (
                text("A contact is not covered by any consent today.") if one.sensitive else refused.message
            )
            said[words] = Notice(words, "overdue")
    yield from said.values()
