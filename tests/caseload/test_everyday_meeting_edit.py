"""A meeting that is agreed is changed: one of its own, one instance of a series, the series; and its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from exin_schema.tables import meeting, meeting_attendee
from exin_schema.vocabulary import MeetingOutcome
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.meeting_add import NewMeeting, Repeat, add
from exin_tui.caseload.meeting_edit import change, end_series, remind
from exin_tui.caseload.meeting_outcomes import log_outcome
from exin_tui.caseload.meeting_views import Departure, MeetingView, load_meeting
from exin_tui.caseload.outcome_rows import outcome_rows
from exin_tui.clock import OSLO
from exin_tui.storage.database import Database
from tests.caseload.everyday import done, everything, refused, someone, undone, whole
from tests.caseload.written import ACTING, NOW, PROGRAMME, TODAY, add_contact

LABELS = Labels.of(PROGRAMME)
MONDAY = dt.datetime.combine(TODAY + dt.timedelta(days=-TODAY.weekday() + 7), dt.time(9), OSLO)
WEEK = dt.timedelta(weeks=1)


def weekly(database: Database, **more: Any) -> str:
    new = NewMeeting("weekly", MONDAY, repeat=Repeat.WEEKLY, **more)
    return done(add(database, new, **ACTING)).id


def view(database: Database, meeting_id: str, starts_at: dt.datetime | None = None) -> MeetingView:
    with database.read() as connection:
        found = load_meeting(connection, meeting_id, LABELS, starts_at=starts_at)
    assert found is not None
    return found


def stored(database: Database) -> list[Mapping[str, Any]]:
    with database.read() as connection:
        return [dict(row) for row in connection.execute(select(meeting)).mappings()]


def test_everything_of_a_meeting_is_changed_and_undone(database: Database) -> None:
    one = someone(database)
    contact = add_contact(database)
    new = NewMeeting("visit", MONDAY, participant_id=one.id, team=("KN",), place="Halden")
    made = done(add(database, new, **ACTING)).id
    done(remind(database, made, 1, **ACTING))
    before = everything(database)
    wished = NewMeeting(
        "visit", MONDAY + WEEK, place="Oslo", team=("AB",), contacts=(contact,), driver="AB", prepare="kake"
    )
    done(change(database, made, 2, wished, **ACTING))
    now = view(database, made)
    assert (now.starts_at, now.place, now.team, now.driver, now.prepare) == (
        MONDAY + WEEK, "Oslo", ("AB",), "AB", "kake",
    )  # fmt: skip
    assert [each.id for each in now.contacts] == [contact]
    assert now.reminder_sent_on is None
    assert undone(database, before)
    assert whole(database)


def test_one_instance_of_a_series_is_changed_and_keeps_who_comes(database: Database) -> None:
    someone(database)
    series = weekly(database, team=("AB",))
    second = MONDAY + WEEK
    moved = second + dt.timedelta(hours=4)
    done(
        change(database, series, 1, NewMeeting("weekly", moved, team=("AB", "KN")), instance=second, **ACTING)
    )
    (own,) = [row for row in stored(database) if row["series_id"] == series]
    assert view(database, own["id"]).team == ("AB", "KN")
    assert view(database, series).team == ("AB",)
    assert view(database, series).departures == (Departure(second, moved),)


def test_a_reminder_for_one_instance_leaves_the_others_and_who_comes(database: Database) -> None:
    someone(database)
    series = weekly(database, team=("AB",))
    done(remind(database, series, 1, instance=MONDAY + WEEK, **ACTING))
    (own,) = [row for row in stored(database) if row["series_id"] == series]
    assert own["reminder_sent_on"] == TODAY
    assert view(database, own["id"]).team == ("AB",)
    assert view(database, series).reminder_sent_on is None
    assert refused(remind(database, series, 1, **ACTING)) == "which_instance"


def test_a_series_moves_with_what_was_changed_of_it(database: Database) -> None:
    someone(database)
    series = weekly(database)
    second = MONDAY + WEEK
    done(
        change(database, series, 1, NewMeeting("weekly", second.replace(hour=15)), instance=second, **ACTING)
    )
    tuesday = MONDAY + dt.timedelta(days=1, hours=1)
    done(change(database, series, 1, NewMeeting("weekly", tuesday), **ACTING))
    assert view(database, series).first_at == tuesday
    assert view(database, series).departures == (Departure(tuesday + WEEK, second.replace(hour=15)),)


def test_a_series_that_names_its_days_keeps_them(database: Database) -> None:
    someone(database)
    new = NewMeeting("daily", MONDAY, repeat=Repeat.WORKDAYS)
    made = done(add(database, new, **ACTING)).id
    later = NewMeeting("daily", MONDAY + dt.timedelta(days=1))
    assert refused(change(database, made, 1, later, **ACTING)) == "names_its_days"
    done(change(database, made, 1, NewMeeting("daily", MONDAY.replace(hour=10)), **ACTING))


def test_a_series_ends_with_the_changed_instances_after_it(database: Database) -> None:
    someone(database)
    series = weekly(database)
    third = MONDAY + 2 * WEEK
    done(change(database, series, 1, NewMeeting("weekly", third.replace(hour=15)), instance=third, **ACTING))
    before = everything(database)
    done(end_series(database, series, 1, (MONDAY + WEEK).date(), **ACTING))
    rows = {row["id"]: row for row in stored(database)}
    assert rows[series]["rrule"].startswith("FREQ=WEEKLY;UNTIL=")
    assert [row["status"] for row in rows.values() if row["series_id"]] == ["cancelled"]
    assert undone(database, before)
    now = view(database, series).version
    assert refused(end_series(database, series, now, TODAY, **ACTING)) == "until_before"


def test_outcomes_are_asked_for_what_is_over_but_not_for_the_teams_rounds(database: Database) -> None:
    one = someone(database)
    hour = dt.timedelta(hours=1)
    done(add(database, NewMeeting("daily", NOW - 3 * hour), **ACTING))
    done(add(database, NewMeeting("cooperation", NOW - 4 * hour), **ACTING))
    made = done(add(database, NewMeeting("visit", NOW - 2 * hour, participant_id=one.id), **ACTING)).id
    done(add(database, NewMeeting("visit", NOW - 30 * 24 * hour, participant_id=one.id), **ACTING))

    def asked() -> list[str]:
        with database.read() as connection:
            return [row.kind for row in outcome_rows(connection, PROGRAMME, LABELS, NOW)]

    assert asked() == ["cooperation", "visit"]
    done(log_outcome(database, made, 1, MeetingOutcome.HELD, **ACTING))
    assert asked() == ["cooperation"]


def test_a_changed_meeting_says_what_else_is_then(database: Database) -> None:
    one = someone(database)
    done(add(database, NewMeeting("visit", MONDAY, participant_id=one.id), **ACTING))
    other = done(add(database, NewMeeting("visit", MONDAY + WEEK, participant_id=one.id), **ACTING)).id
    answer = done(change(database, other, 1, NewMeeting("visit", MONDAY), **ACTING))
    assert len(answer.clashes) == 1
    with database.read() as connection:
        assert connection.execute(select(meeting_attendee)).all() == []
