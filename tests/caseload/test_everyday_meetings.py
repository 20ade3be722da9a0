"""Meetings agreed, clashing, recurring, and what became of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from exin_schema.tables import activity, car, meeting, meeting_attendee
from exin_schema.vocabulary import ActivityKind, MeetingOutcome, Phase
from exin_tui.caseload.labels import Labels
from exin_tui.caseload.meeting_add import MeetingAdded, NewMeeting, Repeat, add
from exin_tui.caseload.meeting_clashes import CAR, PARTICIPANT
from exin_tui.caseload.meeting_outcomes import MovedTo, log_outcome, outcomes_to_log
from exin_tui.caseload.meetings import cancel, move_instance
from exin_tui.caseload.participant import load_participant
from exin_tui.storage.database import Database
from exin_tui.storage.errors import StaleVersion
from tests.caseload.everyday import Someone, done, everything, refused, someone, undone, whole
from tests.caseload.written import ACTING, NOW, PROGRAMME, TODAY, add_contact, entered

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
EARLIER = NOW - 2 * HOUR
HELD, NO_SHOW, MOVED, CANCELLED = (
    MeetingOutcome.HELD, MeetingOutcome.NO_SHOW, MeetingOutcome.MOVED, MeetingOutcome.CANCELLED,
)  # fmt: skip


def visit(one: Someone, starts_at: dt.datetime = EARLIER, **values: Any) -> NewMeeting:
    return NewMeeting(**{"kind": "visit", "starts_at": starts_at, "participant_id": one.id, **values})


def agreed(one: Someone, *args: Any, **values: Any) -> MeetingAdded:
    return done(add(one.database, visit(one, *args, **values), **ACTING))


def stored(database: Database, meeting_id: str) -> Mapping[str, Any]:
    with database.read() as connection:
        return dict(connection.execute(select(meeting).where(meeting.c.id == meeting_id)).mappings().one())


def at(database: Database, meeting_id: str) -> tuple[Database, str, int]:
    return database, meeting_id, int(stored(database, meeting_id)["version"])


def last_contact(one: Someone) -> dt.date | None:
    with one.database.read() as connection:
        labels = Labels.of(PROGRAMME)
        code = one.row["code"]
        view = load_participant(connection, code, today=TODAY, programme=PROGRAMME, labels=labels)
    return view.row.last_contact_on


def test_a_meeting_lasts_as_long_as_its_kind_and_is_the_caseworkers(database: Database) -> None:
    one = someone(database)
    with database.write(command="test", now=NOW) as door:
        door.insert(car, {"name": "Bilen"})
    contact = add_contact(database)
    new = visit(one, NOW + DAY, team=("AB",), contacts=(contact,), driver="AB", car="Bilen", prepare="ID\x07")
    before = everything(database)
    answer = done(add(database, new, **ACTING))
    row = stored(database, answer.id)
    assert (row["ends_at"] - row["starts_at"], row["prepare"], row["title"]) == (HOUR, "ID", "")
    assert row["caseworker_id"] == one.row["caseworker_id"] != row["driver_id"]
    with database.read() as connection:
        assert len(connection.execute(select(meeting_attendee)).all()) == 2
    assert undone(database, before)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"kind": "party"}, "unknown_kind"),
        ({"ends_at": EARLIER - HOUR}, "ends_before"),
        ({"team": ("XX",)}, "unknown_caseworker"),
        ({"car": "Rakett"}, "unknown_car"),
        ({"contacts": ("nobody",)}, "unknown_contact"),
        ({"until": TODAY}, "until_alone"),
        ({"repeat": Repeat.WEEKLY, "until": dt.date(2026, 1, 1)}, "until_before"),
        ({"place": "x" * 201}, "text_long"),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(database: Database, values: dict[str, Any], code: str) -> None:
    one = someone(database)
    assert refused(add(database, visit(one, **values), **ACTING)) == code
    assert one.rows(meeting) == []


def test_what_is_at_the_same_time_is_said_and_what_follows_on_is_not(database: Database) -> None:
    one = someone(database)
    with database.write(command="test", now=NOW) as door:
        door.insert(car, {"name": "Bilen"})
    start = NOW + DAY
    first = agreed(one, start, team=("AB",), car="Bilen")
    again = agreed(one, start + HOUR / 2, caseworker="AB", car="Bilen")
    assert [(each.meeting_id, each.with_whom) for each in again.clashes] == [
        (first.id, ("AB", PARTICIPANT, CAR))
    ]
    assert agreed(one, start + 3 * HOUR).clashes == ()
    assert agreed(one, start - HOUR).clashes == ()


def test_a_series_clashes_on_the_days_on_which_it_is_held(database: Database) -> None:
    one = someone(database)
    start = NOW + DAY
    series = agreed(one, start, repeat=Repeat.WEEKLY, until=(start + 21 * DAY).date())
    assert stored(database, series.id)["rrule"] == "FREQ=WEEKLY;UNTIL=20261219T225959Z"
    week = dt.timedelta(weeks=1)
    done(move_instance(database, series.id, start + week, starts_at=start + week + 5 * HOUR,
                       ends_at=start + week + 6 * HOUR, now=NOW, actor="KN"))  # fmt: skip
    assert agreed(one, start + week).clashes == ()
    assert len(agreed(one, start + week + 5 * HOUR).clashes) == 1
    assert [each.starts_at for each in agreed(one, start + 2 * week).clashes] == [start + 2 * week]
    assert agreed(one, start + 4 * week).clashes == ()


def test_a_meeting_that_was_held_is_contact(database: Database) -> None:
    one = someone(database)
    made = agreed(one)
    assert last_contact(one) is None
    before = everything(database)
    answer = done(log_outcome(*at(database, made.id), HELD, **ACTING))
    assert (stored(database, made.id)["outcome"], answer.sequence, last_contact(one)) == ("held", 0, TODAY)
    [row] = one.rows(activity)
    assert (row["kind"], row["reached"], row["meeting_id"]) == ("visit", True, made.id)
    assert undone(database, before)
    assert whole(database)


@pytest.mark.parametrize(
    ("kind", "phase", "counts"),
    [
        ("responsibility_group", Phase.PRE_RELEASE, "responsibility_group"),
        ("nav_meeting", Phase.PRE_RELEASE, "nav_talk"),
        ("school", Phase.PRE_RELEASE, "guidance_talk"),
        ("school", Phase.REINTEGRATION, "follow_up_talk"),
        ("cooperation", Phase.PRE_RELEASE, None),
    ],
)
def test_what_a_meeting_counts_as(database: Database, kind: str, phase: Phase, counts: str | None) -> None:
    one = someone(database, entered(phase=phase))
    made = agreed(one, kind=kind)
    done(log_outcome(*at(database, made.id), HELD, **ACTING))
    assert [row["kind"] for row in one.rows(activity)] == ([counts] if counts else [])


def test_an_agencies_meeting_can_count_without_being_contact(database: Database) -> None:
    one = someone(database)
    made = agreed(one, kind="cooperation")
    done(log_outcome(*at(database, made.id), HELD, counts_as=ActivityKind.NAV_TALK, **ACTING))
    assert [row["with_participant"] for row in one.rows(activity)] == [False]
    assert last_contact(one) is None


def test_who_did_not_show_up_was_not_reached_and_a_correction_takes_its_place(database: Database) -> None:
    one = someone(database)
    made = agreed(one)
    done(log_outcome(*at(database, made.id), NO_SHOW, **ACTING))
    assert ([row["reached"] for row in one.rows(activity)], last_contact(one)) == ([False], None)
    done(log_outcome(*at(database, made.id), HELD, **ACTING))
    assert ([row["reached"] for row in one.rows(activity)], last_contact(one)) == ([True], TODAY)
    done(log_outcome(*at(database, made.id), CANCELLED, **ACTING))
    assert (one.rows(activity), stored(database, made.id)["status"]) == ([], "cancelled")
    with pytest.raises(StaleVersion):
        log_outcome(database, made.id, 1, HELD, **ACTING)


def test_a_moved_meeting_is_the_same_one_at_another_time_with_a_higher_sequence(database: Database) -> None:
    one = someone(database)
    made = agreed(one)
    later = MovedTo(NOW + DAY, NOW + DAY + HOUR)
    answer = done(log_outcome(*at(database, made.id), MOVED, moved_to=later, **ACTING))
    row = stored(database, made.id)
    assert (answer.sequence, row["starts_at"], row["outcome"], row["status"]) == (
        1,
        NOW + DAY,
        None,
        "planned",
    )
    assert refused(log_outcome(*at(database, made.id), HELD, **ACTING)) == "not_yet"
    wrong = MovedTo(NOW + DAY, NOW)
    assert refused(log_outcome(*at(database, made.id), MOVED, moved_to=wrong, **ACTING)) == "ends_before"
    unknown = done(log_outcome(*at(database, made.id), MOVED, **ACTING))
    assert (unknown.sequence, stored(database, made.id)["outcome"]) == (2, "moved")


def test_one_meeting_of_a_series_was_held_and_the_others_wait(database: Database) -> None:
    one = someone(database)
    start = NOW - 3 * DAY
    series = agreed(one, start, repeat=Repeat.DAILY)

    def waiting() -> list[dt.datetime]:
        with database.read() as connection:
            return [row["instance"] for row in outcomes_to_log(connection, since=NOW - 9 * DAY, now=NOW)]

    assert waiting() == [start, start + DAY, start + 2 * DAY]
    assert refused(log_outcome(*at(database, series.id), HELD, **ACTING)) == "which_instance"
    done(log_outcome(*at(database, series.id), HELD, instance=start + DAY, **ACTING))
    assert waiting() == [start, start + 2 * DAY]
    assert [row["on"] for row in one.rows(activity)] == [TODAY - 2 * DAY]
    nothing = log_outcome(*at(database, series.id), HELD, instance=start + HOUR, **ACTING)
    assert refused(nothing) == "no_instance"


@pytest.mark.parametrize("how", ["cancel", "outcome"])
def test_a_cancelled_series_takes_its_moved_meetings_to_come_with_it(database: Database, how: str) -> None:
    one = someone(database)
    start = NOW - 3 * DAY
    series = agreed(one, start, repeat=Repeat.DAILY)
    held = done(log_outcome(*at(database, series.id), HELD, instance=start, **ACTING))
    ahead = start + 5 * DAY
    moved = done(
        move_instance(
            database, series.id, ahead, starts_at=ahead + HOUR, ends_at=ahead + 2 * HOUR, now=NOW, actor="KN"
        )
    )
    before = everything(database)
    if how == "cancel":
        done(cancel(*at(database, series.id), now=NOW, actor="KN"))
    else:
        done(log_outcome(*at(database, series.id), CANCELLED, **ACTING))
    states = {each: stored(database, each)["status"] for each in (series.id, held.id, moved.id)}
    assert states == {series.id: "cancelled", held.id: "planned", moved.id: "cancelled"}
    assert stored(database, moved.id)["sequence"] == moved.sequence + 1
    assert undone(database, before)
