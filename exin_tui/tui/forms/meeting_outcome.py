"""What became of a meeting, where it takes more than a key: cancelled, or moved to another time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from exin_schema.vocabulary import MeetingOutcome
from exin_tui.caseload.meeting_edit import end_series
from exin_tui.caseload.meeting_outcomes import MovedTo, log_outcome
from exin_tui.caseload.meeting_views import MeetingView
from exin_tui.clock import OSLO
from exin_tui.language import Sayable, join, text
from exin_tui.programme.values import Refusal
from exin_tui.tui.changes import Moment
from exin_tui.tui.forms.declared import Field, Filled, Form, Kind, Option, Seen, Sure
from exin_tui.tui.forms.meeting import echo_moment, has_time, moment_of
from exin_tui.tui.look import Look

if TYPE_CHECKING:
    from exin_tui.storage.database import Database

ONE, AFTER, ALL = "one", "after", "all"
SURE = Sure(text("No, it stands"), text("Yes, cancel it"))


def cancel_form(view: MeetingView, look: Look, now: Callable[[], MeetingView | None]) -> Form:
    """Cancel it; of a series this one, this and all after it, or all of it."""
    which = Field(
        id="which",
        label=text("What is cancelled"),
        kind=Kind.CHOICE,
        value=ONE,
        options=[
            Option(ONE, text("only this one")),
            Option(AFTER, text("this one and all after it")),
            Option(ALL, text("the whole series")),
        ],
    )

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        asked = filled["which"]
        if asked == AFTER and view.starts_at > view.first_at:
            last = view.starts_at.date() - dt.timedelta(days=1)
            return end_series(database, view.id, filled.version, last, **moment.acting)
        instance = view.instance if asked == ONE else None
        cancelled = MeetingOutcome.CANCELLED
        return log_outcome(database, view.id, filled.version, cancelled, instance=instance, **moment.acting)

    return Form(
        title=look.say(text("Cancel: {meeting}", meeting=look.say(view.label))),
        fields=(which,) if view.rrule is not None else (),
        about=(_about(view), text("It stays in the calendars as cancelled.")),
        save=save,
        seen=lambda: _seen(now()),
        submit=text("go on"),
        sure=SURE,
    )


def moved_form(view: MeetingView, look: Callable[[], Look], now: Callable[[], MeetingView | None]) -> Form:
    """The new day and time; none, while it is not agreed yet."""

    lasts = view.ends_at - view.starts_at

    def save(database: Database, moment: Moment, filled: Filled) -> object:
        starts_at = moment_of(filled)
        moved_to = None
        if filled["on"] and starts_at is None:
            return Refusal("when", text("Write the day and when it begins."))
        if starts_at is not None:
            ends = filled.time("end")
            ends_at = starts_at + lasts if ends is None else dt.datetime.combine(starts_at.date(), ends, OSLO)
            moved_to = MovedTo(starts_at, ends_at)
        return log_outcome(
            database, view.id, filled.version, MeetingOutcome.MOVED,
            instance=view.instance, moved_to=moved_to, **moment.acting,
        )  # fmt: skip

    return Form(
        title=look().say(text("Moved: {meeting}", meeting=look().say(view.label))),
        about=(_about(view),),
        fields=(
            Field(
                id="on", label=text("New day"), echo=lambda typed, _values: echo_moment(typed, look()),
                hint=text("fr, 1.12, +7d, fr 13:30; nothing: not agreed yet"),
            ),
            Field(
                id="at", label=text("Begins"), kind=Kind.TIME, value=f"{view.starts_at:%H:%M}",
                applies=lambda values: bool(values.get("on", "").strip())
                and not has_time(values, look().today),
            ),
            Field(
                id="end", label=text("Ends"), kind=Kind.TIME,
                applies=lambda values: bool(values.get("on", "").strip()),
                hint=text("nothing: as long as before"),
            ),
        ),
        save=save,
        seen=lambda: _seen(now()),
    )  # fmt: skip


def _about(view: MeetingView) -> Sayable:
    when = text(
        "{on}, {start}–{end}",
        on=view.starts_at.date(), start=f"{view.starts_at:%H:%M}", end=f"{view.ends_at:%H:%M}",
    )  # fmt: skip
    return when if view.person is None else join((f"{view.person.code} {view.person.alias}", when), ": ")


def _seen(view: MeetingView | None) -> Seen | None:
    return None if view is None else Seen(view.version)
