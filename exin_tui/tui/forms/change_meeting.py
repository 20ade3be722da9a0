"""A meeting that is agreed, to be changed: one of its own, one instance of a series, or the whole series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from exin_tui.caseload.meeting_add import NewMeeting, would_clash
from exin_tui.caseload.meeting_choices import MeetingChoices
from exin_tui.caseload.meeting_edit import change
from exin_tui.caseload.meeting_views import MeetingView
from exin_tui.caseload.models import Person
from exin_tui.clock import OSLO
from exin_tui.language import join, text
from exin_tui.programme.values import Refusal
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Filled, Form, Notice, Seen
from exin_tui.tui.forms.meeting import Around, fields_of, flag, wished
from exin_tui.tui.forms.meeting_notices import ends_of, notices
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from exin_schema.programme import Programme
    from exin_tui.storage.database import Database


def change_meeting_form(
    view: MeetingView,
    choices: MeetingChoices,
    programme: Programme,
    look: Callable[[], Look],
    now: Callable[[], MeetingView | None],
    *,
    whole_series: bool,
) -> Form:
    """The sheet. ``view`` is the meeting or the instance that the reader stands on, ``now`` reads it anew."""
    people: Sequence[Person] = () if view.person is None else (view.person,)
    around = Around(people, _with_who_comes(choices, view), programme, look)
    first = values_of(view)
    instance = None if whole_series else view.instance

    def seen() -> Seen | None:
        found = now()
        return None if found is None else Seen(found.version, values_of(found))

    def asked(filled: Filled) -> NewMeeting | Refusal:
        new = wished(filled, around, first)
        if isinstance(new, Refusal):
            return new
        ends_at = new.ends_at or ends_of(new, programme)
        if view.all_day:
            ends_at = new.starts_at + (view.ends_at - view.starts_at)
        if whole_series:
            by = new.starts_at.replace(tzinfo=None) - view.starts_at.replace(tzinfo=None)
            begins = _later(view.first_at, by)
            return replace(new, starts_at=begins, ends_at=_later(begins, ends_at - new.starts_at))
        return replace(new, ends_at=ends_at)

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        new = asked(filled)
        if isinstance(new, Refusal):
            return new
        return change(database, view.id, filled.version, new, instance=instance, **moment.acting)

    def preview(connection: Connection, filled: Filled) -> list[Notice]:
        new = wished(filled, around, first)
        if isinstance(new, Refusal):
            return []
        ends_at = ends_of(new, programme)
        itself = tuple(each for each in (view.id, view.series_id) if each)
        found = () if view.all_day else would_clash(connection, new, ends_at, leaving_out=itself)
        return list(notices(connection, new, ends_at, around, filled.today, found))

    label = look().say(view.label)
    title = text("Change: {meeting}, the whole series", meeting=label) if whole_series else (
        text("Change: {meeting}", meeting=label)
    )  # fmt: skip
    return Form(
        title=look().say(title),
        about=() if view.person is None else (join((view.person.code, view.person.alias), " "),),
        fields=fields_of(around, first, anew=False, all_day=view.all_day),
        save=save,
        preview=preview,
        seen=seen,
    )


def values_of(view: MeetingView) -> dict[str, str]:
    """The fields as they stand."""
    theirs = view.caseworker if view.caseworker != view.whose else ""
    return {
        "kind": view.kind,
        "title": view.title,
        "participant": view.person.id if view.person is not None else "",
        "on": view.starts_at.date().isoformat(),
        "at": f"{view.starts_at:%H:%M}",
        "end": f"{view.ends_at:%H:%M}",
        "place": view.place,
        "video": flag(view.video),
        "contacts": " ".join(one.id for one in view.contacts),
        "team": " ".join(view.team),
        "caseworker": theirs,
        "driver": view.driver,
        "car": view.car,
        "prepare": view.prepare,
    }


def _with_who_comes(choices: MeetingChoices, view: MeetingView) -> MeetingChoices:
    """Whoever is asked can stay asked, though they no longer are the participant's contact."""
    whose = view.person.id if view.person is not None else ""
    known = {one.id for one in choices.invitable(whose)}
    more = tuple(one for one in view.contacts if one.id not in known)
    team = (*choices.team, *(one for one in view.team if one not in choices.team))
    if not whose:
        return replace(choices, team=team, book=(*choices.book, *more))
    return replace(
        choices, team=team, contacts={**choices.contacts, whose: [*choices.invitable(whose), *more]}
    )


def _later(moment: dt.datetime, by: dt.timedelta) -> dt.datetime:
    """On the wall clock, in Oslo."""
    return (moment.replace(tzinfo=None) + by).replace(tzinfo=OSLO)
