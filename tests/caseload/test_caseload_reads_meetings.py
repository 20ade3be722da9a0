from __future__ import annotations

import datetime as dt

import pytest

from exin_tui.clock import OSLO
from tests.caseload.board import NOW, Board, at, day


def shown(board: Board) -> list[str]:
    return [f"{meeting.starts_at:%m-%d %H:%M}" for meeting in board.overview().meetings]


def test_meetings_are_shown_from_today_to_the_same_weekday_of_next_week(board: Board) -> None:
    for offset, hour in ((-1, 23), (0, 0), (7, 23), (8, 0)):
        board.meeting(None, at(offset, hour), "weekly")
    assert shown(board) == ["11-27 00:00", "12-04 23:00"]


def test_cancelled_and_moved_meetings_are_not_shown(board: Board) -> None:
    board.meeting(None, at(1, 9), "weekly", status="cancelled")
    board.meeting(None, at(1, 10), "weekly", outcome="moved")
    board.meeting(None, at(1, 11), "weekly", outcome="cancelled")
    board.meeting(None, at(1, 12), "weekly", outcome="held")
    assert shown(board) == ["11-28 12:00"]


def test_a_weekly_meeting_that_began_in_summer_stays_at_nine_in_winter(board: Board) -> None:
    began = dt.datetime(2026, 8, 3, 9, tzinfo=OSLO)
    board.meeting(None, began, "weekly", rrule="FREQ=WEEKLY;BYDAY=MO")
    assert shown(board) == ["11-30 09:00"]
    [meeting] = board.overview().meetings
    assert meeting.starts_at.utcoffset() == dt.timedelta(hours=1)
    assert meeting.ends_at - meeting.starts_at == dt.timedelta(hours=1)


def test_one_instance_of_a_series_is_cancelled_and_another_moved(board: Board) -> None:
    series = board.meeting(None, at(-2, 9), "daily", rrule="FREQ=DAILY;COUNT=6")
    board.meeting(None, at(1, 9), "daily", series_id=series, recurrence_id=at(1, 9), status="cancelled")
    board.meeting(None, at(2, 14), "daily", series_id=series, recurrence_id=at(2, 9))
    assert shown(board) == ["11-27 09:00", "11-29 14:00", "11-30 09:00"]


def test_an_instance_that_was_moved_into_the_past_is_not_shown_where_it_was(board: Board) -> None:
    series = board.meeting(None, at(-1, 9), "daily", rrule="FREQ=DAILY;COUNT=3")
    board.meeting(None, at(-1, 15), "daily", series_id=series, recurrence_id=at(1, 9))
    assert shown(board) == ["11-27 09:00"]


def test_days_left_out_of_a_series_are_left_out(board: Board) -> None:
    left_out = f"{at(1, 9).astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    board.meeting(None, at(0, 9), "daily", rrule="FREQ=DAILY;COUNT=3", exdates=left_out)
    assert shown(board) == ["11-27 09:00", "11-29 09:00"]


def test_the_next_meeting_may_be_weeks_ahead(board: Board) -> None:
    who = board.participant("SN-001")
    board.meeting(who, at(-7 * 10, 9), "visit", rrule="FREQ=MONTHLY;BYDAY=2FR")
    row = board.row("SN-001")
    assert row.next_meeting is not None
    assert row.next_meeting.starts_at.date() == dt.date(2026, 12, 11)
    assert board.overview().meetings == ()


def test_a_whole_day_is_still_to_come_until_it_is_over(board: Board) -> None:
    who = board.participant("SN-001")
    whole = board.meeting(who, at(0, 0), "other", ends_at=at(1, 0), all_day_on=day(0), title="Løslates")
    row = board.row("SN-001", now=NOW.replace(hour=23))
    assert row.next_meeting is not None
    assert (row.next_meeting.id, row.next_meeting.all_day) == (whole, True)


def test_only_a_meeting_of_kind_other_carries_a_title_and_it_is_not_the_label(board: Board) -> None:
    board.meeting(None, at(1, 9), "other", title="Samtale med mor")
    board.meeting(None, at(1, 10), "visit", title="Halden")
    assert [(one.title, one.label.say("nb").lower()) for one in board.overview().meetings] == [
        ("Samtale med mor", "annet"),
        ("", "besøk"),
    ]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=HOURLY", "nonsense", "FREQ=WEEKLY;BYDAY=XX", "FREQ="]
)
def test_a_rule_that_cannot_be_followed_leaves_the_meeting_itself(board: Board, rule: str) -> None:
    board.meeting(None, at(1, 9), "weekly", rrule=rule)
    assert shown(board) == ["11-28 09:00"]
