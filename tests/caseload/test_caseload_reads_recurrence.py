from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some

from exin_tui.caseload.recurrence import instances
from exin_tui.clock import OSLO


def oslo(month: int, day: int, hour: int = 9) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=OSLO)


def days(rule: str, first: dt.datetime, since: dt.datetime, before: dt.datetime) -> list[str]:
    return [f"{moment:%m-%d %H:%M%z}" for moment in instances(rule, first, since=since, before=before)]


def test_nine_o_clock_stays_nine_o_clock_over_the_last_sunday_of_october() -> None:
    assert days("FREQ=DAILY", oslo(10, 20), oslo(10, 24, 0), oslo(10, 27, 0)) == [
        "10-24 09:00+0200",
        "10-25 09:00+0100",
        "10-26 09:00+0100",
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;UNTIL=20261109T080000Z", ["11-02", "11-09"]),
        ("FREQ=WEEKLY;UNTIL=20261109T075959Z", ["11-02"]),
        ("FREQ=WEEKLY;UNTIL=20261109", ["11-02", "11-09"]),
        ("FREQ=WEEKLY;UNTIL=20261109T090000", ["11-02", "11-09"]),
        ("FREQ=WEEKLY;COUNT=3", ["11-02", "11-09", "11-16"]),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2", ["11-02", "11-16"]),
        ("freq=monthly;byday=-1mo;count=2", ["11-30"]),
    ],
)
def test_a_series_ends_where_its_rule_says(rule: str, expected: list[str]) -> None:
    found = instances(rule, oslo(11, 2), since=oslo(11, 1), before=oslo(12, 1))
    assert [f"{moment:%m-%d}" for moment in found] == expected


def test_a_series_from_long_ago_is_followed_to_this_week() -> None:
    first = dt.datetime(1990, 1, 1, 9, tzinfo=OSLO)
    assert len(instances("FREQ=DAILY", first, since=oslo(11, 23), before=oslo(11, 30))) == 7


@given(some.text(max_size=60))
def test_no_text_in_the_place_of_a_rule_raises(rule: str) -> None:
    instances(rule, oslo(11, 2), since=oslo(11, 1), before=oslo(11, 8))


@given(
    some.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
    some.integers(1, 5),
    some.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31)),
)
def test_every_instance_lies_in_the_span_and_at_the_time_of_the_first(
    frequency: str, interval: int, day: dt.date
) -> None:
    first = dt.datetime.combine(day, dt.time(13, 30), OSLO)
    since, before = oslo(3, 1), oslo(4, 15)
    for moment in instances(f"FREQ={frequency};INTERVAL={interval}", first, since=since, before=before):
        assert since <= moment < before
        assert (moment.hour, moment.minute) == (13, 30)


def test_dateutil_is_not_imported_to_paint_a_dashboard() -> None:
    code = "import sys, exin_tui.caseload.overview; sys.exit('dateutil' in ' '.join(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
