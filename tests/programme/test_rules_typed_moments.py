"""A day with the time behind it, the way people type it."""

from __future__ import annotations

import datetime as dt

import pytest

from exin_tui.programme.typed_times import TypedMoment, parse_typed_moment
from exin_tui.programme.values import Refusal

TODAY = dt.date(2026, 11, 27)
FRIDAY = dt.date(2026, 12, 4)


@pytest.mark.parametrize(
    ("typed", "on", "at"),
    [
        ("fr", FRIDAY, None),
        ("fr 13", FRIDAY, dt.time(13)),
        ("Friday 10:30", FRIDAY, dt.time(10, 30)),
        ("+7d 1030", FRIDAY, dt.time(10, 30)),
        ("1.12, kl. 9", dt.date(2026, 12, 1), dt.time(9)),
        ("2026-12-01T10:00", dt.date(2026, 12, 1), dt.time(10)),
        ("27. nov. 2026", TODAY, None),
        ("27. nov. 20", TODAY, dt.time(20)),
    ],
)
def test_a_time_behind_a_day_is_understood(typed: str, on: dt.date, at: dt.time | None) -> None:
    assert parse_typed_moment(typed, TODAY) == TypedMoment(on, at)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("fr 25", "no_such_time"), ("tull 9", "not_a_date"), ("9", "not_a_date"), ("", "not_a_date")],
)
def test_what_is_no_day_or_no_time_is_refused_with_the_reason(typed: str, code: str) -> None:
    found = parse_typed_moment(typed, TODAY)
    assert isinstance(found, Refusal)
    assert found.code == code
