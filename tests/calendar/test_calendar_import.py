"""Meetings that others send: taken in once, followed when they change, and nothing hostile with them."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from exin_schema.tables import meeting
from exin_tui.calendar.incoming import MOST_INSTANCES, read_incoming
from exin_tui.calendar.outline import LONGEST_LINE, MOST_BYTES, MOST_EVENTS, CalendarRefused
from exin_tui.calendar.take_in import Action, Taken, import_calendar
from exin_tui.history.undo import undo_last
from exin_tui.storage.database import Database
from tests.calendar.calendar_team import NOW, agreed, exported, oslo, somebody
from tests.calendar.ics_text import CUSTOM, NAMED, WEST, an_event, sent
from tests.calendar.team_year import make_year, write_year


def _import(database: Database, folder: Path, content: bytes, **more: Any) -> Taken:
    path = folder / "sent.ics"
    path.write_bytes(content)
    return import_calendar(database, path, now=NOW, **more)


def _actions(taken: Taken) -> list[Action]:
    return [line.action for line in taken.lines]


def _rows(database: Database) -> list[Any]:
    with database.read() as connection:
        return list(connection.execute(select(meeting).order_by(meeting.c.starts_at)))


def _last_change(database: Database) -> int:
    return database.last_change()


def test_a_meeting_is_taken_in_and_the_same_file_changes_nothing(database: Database, tmp_path: Path) -> None:
    content = sent(an_event("DESCRIPTION:Gjeld og rus", "ATTENDEE:mailto:jonas@example.org"))
    assert _actions(_import(database, tmp_path, content)) == [Action.NEW]
    before = _last_change(database)
    assert _actions(_import(database, tmp_path, content)) == [Action.UNCHANGED]
    assert _last_change(database) == before
    (row,) = _rows(database)
    assert (row.starts_at, row.ends_at) == (oslo("2026-11-20", "10:00"), oslo("2026-11-20", "11:00"))
    assert (row.title, row.place, row.kind, row.imported) == ("Samarbeidsmøte", "Møterom 4", "other", True)
    assert "Gjeld" not in str(row)


def test_a_trial_shows_and_writes_nothing(database: Database, tmp_path: Path) -> None:
    taken = _import(database, tmp_path, sent(an_event()), dry_run=True)
    assert (_actions(taken), taken.changes, _rows(database)) == ([Action.NEW], 1, [])


def test_a_newer_version_updates_and_an_older_one_is_ignored(database: Database, tmp_path: Path) -> None:
    _import(database, tmp_path, sent(an_event(sequence=1)))
    later = an_event(start="DTSTART:20261121T090000Z", end="DTEND:20261121T100000Z", sequence=2)
    assert _actions(_import(database, tmp_path, sent(later))) == [Action.CHANGED]
    assert _actions(_import(database, tmp_path, sent(an_event(sequence=1)))) == [Action.OLDER]
    (row,) = _rows(database)
    assert (row.starts_at, row.sequence) == (oslo("2026-11-21", "10:00"), 2)


def test_a_cancelled_meeting_is_cancelled_and_may_come_back(database: Database, tmp_path: Path) -> None:
    _import(database, tmp_path, sent(an_event()))
    gone = sent(an_event("STATUS:CANCELLED", sequence=1), method="CANCEL")
    assert _actions(_import(database, tmp_path, gone)) == [Action.CANCELLED]
    assert _rows(database)[0].status == "cancelled"
    assert _actions(_import(database, tmp_path, gone)) == [Action.UNCHANGED]
    assert _actions(_import(database, tmp_path, sent(an_event(sequence=2)))) == [Action.CHANGED]
    assert (_rows(database)[0].status, _rows(database)[0].outcome) == ("planned", None)


def test_a_meeting_that_is_cancelled_before_it_was_here_is_not_taken(
    database: Database, tmp_path: Path
) -> None:
    taken = _import(database, tmp_path, sent(an_event("STATUS:CANCELLED")))
    assert (_actions(taken), _rows(database)) == ([Action.UNCHANGED], [])


def test_a_series_with_a_moved_and_a_cancelled_instance(database: Database, tmp_path: Path) -> None:
    zone = "DTSTART;TZID=W. Europe Standard Time:20261102T090000"
    series = an_event(
        "RRULE:FREQ=WEEKLY;BYDAY=MO",
        "EXDATE;TZID=W. Europe Standard Time:20261109T090000",
        start=zone,
        end="DTEND;TZID=W. Europe Standard Time:20261102T100000",
    )
    moved = an_event(
        "RECURRENCE-ID;TZID=W. Europe Standard Time:20261116T090000",
        start="DTSTART;TZID=W. Europe Standard Time:20261117T130000",
        end="DTEND;TZID=W. Europe Standard Time:20261117T140000",
    )
    content = sent(series, moved, zones=WEST)
    assert _actions(_import(database, tmp_path, content)) == [Action.NEW, Action.NEW]
    assert _actions(_import(database, tmp_path, content)) == [Action.UNCHANGED, Action.UNCHANGED]
    master, instance = _rows(database)
    assert (master.rrule, master.starts_at) == ("FREQ=WEEKLY;BYDAY=MO", oslo("2026-11-02"))
    assert master.exdates == "2026-11-09T08:00:00Z"
    assert (instance.series_id, instance.recurrence_id) == (master.id, oslo("2026-11-16"))


def test_an_instance_that_came_first_joins_its_series(database: Database, tmp_path: Path) -> None:
    moved = an_event("RECURRENCE-ID:20261127T090000Z", start="DTSTART:20261128T090000Z", end="DURATION:PT1H")
    _import(database, tmp_path, sent(moved))
    series = an_event(
        "RRULE:FREQ=WEEKLY",
        start="DTSTART;TZID=Europe/Berlin:20261120T100000",
        end="DTEND;TZID=Europe/Berlin:20261120T110000",
    )
    _import(database, tmp_path, sent(series))
    master, instance = _rows(database)
    assert instance.series_id == master.id


def test_a_series_in_another_zone_keeps_its_instants(database: Database, tmp_path: Path) -> None:
    series = an_event(
        "RRULE:FREQ=WEEKLY;COUNT=3",
        start="DTSTART;TZID=America/New_York:20261022T090000",
        end="DTEND;TZID=America/New_York:20261022T100000",
    )
    content = sent(series)
    _import(database, tmp_path, content)
    starts = [row.starts_at for row in _rows(database)]
    assert starts == [oslo("2026-10-22", "15:00"), oslo("2026-10-29", "14:00"), oslo("2026-11-05", "15:00")]
    before = _last_change(database)
    assert set(_actions(_import(database, tmp_path, content))) == {Action.UNCHANGED}
    assert _last_change(database) == before
    shorter = [*series[:-1], "RRULE:FREQ=WEEKLY;COUNT=2"]
    assert Action.CANCELLED in _actions(_import(database, tmp_path, sent(shorter)))
    assert [row.status for row in _rows(database)] == ["planned", "planned", "cancelled"]


@pytest.mark.parametrize(
    ("start", "end", "begins", "ends"),
    [
        ("DTSTART:20261120T090000Z", "DTEND:20261120T093000Z", "10:00", "10:30"),
        ("DTSTART:20261120T090000", "DURATION:PT45M", "09:00", "09:45"),
        ("DTSTART;TZID=Asia/Tokyo:20261120T180000", "DURATION:PT1H", "10:00", "11:00"),
        ("DTSTART;TZID=W. Europe Standard Time:20261120T090000", "X-NO-END:1", "09:00", "09:00"),
        ("DTSTART;TZID=Romance Standard Time:20261120T090000", "DURATION:PT1H", "09:00", "10:00"),
        ("DTSTART;TZID=Pacific Standard Time:20261120T000000", "DURATION:PT1H", "09:00", "10:00"),
        ('DTSTART;TZID="(UTC+01:00) Amsterdam, Oslo":20261120T090000', "DURATION:PT1H", "09:00", "10:00"),
        ("DTSTART;TZID=Egendefinert 1:20261120T040000", "DURATION:PT1H", "10:00", "11:00"),
        ("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Oslo:20261120T090000", "X-NO:1", "09:00", "09:00"),
        ("DTSTART;TZID=europe/oslo:20261120T090000", "DURATION:PT1H", "09:00", "10:00"),
        (
            "DTSTART;TZID=Europe/London:20261120T080000",
            "DTEND;TZID=Europe/Oslo:20261120T100000",
            "09:00",
            "10:00",
        ),
    ],
)
def test_foreign_zones_floating_times_and_durations(
    database: Database, tmp_path: Path, start: str, end: str, begins: str, ends: str
) -> None:
    _import(database, tmp_path, sent(an_event(start=start, end=end), zones=f"{WEST}\n{NAMED}\n{CUSTOM}"))
    (row,) = _rows(database)
    assert (row.starts_at, row.ends_at) == (oslo("2026-11-20", begins), oslo("2026-11-20", ends))


@pytest.mark.parametrize("end", ["DTEND;VALUE=DATE:20261123", "DURATION:P3D"])
def test_whole_days_begin_and_end_at_midnight_in_oslo(database: Database, tmp_path: Path, end: str) -> None:
    _import(database, tmp_path, sent(an_event(start="DTSTART;VALUE=DATE:20261120", end=end)))
    (row,) = _rows(database)
    assert row.all_day_on == dt.date(2026, 11, 20)
    assert (row.starts_at, row.ends_at) == (oslo("2026-11-20", "00:00"), oslo("2026-11-23", "00:00"))


def test_attached_to_a_participant_by_choice(database: Database, tmp_path: Path) -> None:
    one, _ = somebody(database, "SN-001"), somebody(database, "SN-002")
    _import(database, tmp_path, sent(an_event()), participant_code="sn-001", kind="nav_meeting")
    (row,) = _rows(database)
    assert (row.participant_id, row.kind, row.title) == (one, "nav_meeting", "")
    other = _import(database, tmp_path, sent(an_event(sequence=1)), participant_code="SN-002")
    assert _actions(other) == [Action.NOT_TAKEN]
    with pytest.raises(CalendarRefused):
        _import(database, tmp_path, sent(an_event()), participant_code="SN-999")


def test_an_import_is_taken_back_as_a_whole(database: Database, tmp_path: Path) -> None:
    _import(database, tmp_path, sent(an_event(), an_event(uid="another")))
    undo_last(database, "KN", NOW)
    assert _rows(database) == []


def test_our_own_export_comes_back_and_changes_nothing(database: Database, tmp_path: Path) -> None:
    make_year(database)
    file = write_year(database, tmp_path)
    before = _last_change(database)
    taken = import_calendar(database, file, now=NOW)
    assert set(_actions(taken)) == {Action.UNCHANGED}
    assert _last_change(database) == before


def test_what_is_ours_takes_only_another_time_from_a_file(database: Database, tmp_path: Path) -> None:
    agreed(database, oslo("2026-11-20"), uid="ours", participant_id=somebody(database))
    assert _actions(_import(database, tmp_path, sent(an_event(uid="ours", sequence=1)))) == [Action.CHANGED]
    (row,) = _rows(database)
    assert (row.starts_at, row.title, row.place) == (
        oslo("2026-11-20", "10:00"), "Gjeldsrådgiver", "Ullersmo fengsel",
    )  # fmt: skip


def test_an_imported_meeting_exports_a_higher_number_each_time(database: Database, tmp_path: Path) -> None:
    def number() -> int:
        content = exported(database, tmp_path / "out.ics").decode()
        return int(content.split("SEQUENCE:")[1].split("\r\n")[0])

    _import(database, tmp_path, sent(an_event()))
    first = number()
    moved = an_event(start="DTSTART:20261121T090000Z", end="DTEND:20261121T100000Z")
    assert _actions(_import(database, tmp_path, sent(moved))) == [Action.CHANGED]
    assert number() > first


def test_words_are_cleaned_and_cut(database: Database, tmp_path: Path) -> None:
    nasty = "Møte\x1b]52;c;AAAA\x07 \u202e[/b]\\nlinje " + "x" * 9_000
    _import(database, tmp_path, sent(an_event(title=nasty)))
    (row,) = _rows(database)
    assert row.title.startswith("Møte [/b] linje xxx")
    assert len(row.title) == 200


def test_a_title_that_looks_like_a_path_is_a_title_and_a_uid_is_cleaned(
    database: Database, tmp_path: Path
) -> None:
    _import(database, tmp_path, sent(an_event(title="/etc/passwd", uid="a\u202eb\x00c\x1b[2Jd")))
    (row,) = _rows(database)
    assert (row.title, row.uid) == ("/etc/passwd", "abcd")


def test_dates_beside_the_rule_become_meetings_of_their_own(database: Database, tmp_path: Path) -> None:
    _import(database, tmp_path, sent(an_event("RDATE:20261127T090000Z,20261204T090000Z")))
    days = [row.starts_at for row in _rows(database)]
    assert days == [oslo("2026-11-20", "10:00"), oslo("2026-11-27", "10:00"), oslo("2026-12-04", "10:00")]


def test_an_endless_count_in_a_foreign_zone_is_capped(database: Database, tmp_path: Path) -> None:
    start, rule = "DTSTART;TZID=America/New_York:20261020T090000", "RRULE:FREQ=DAILY;COUNT=999999999"
    _import(database, tmp_path, sent(an_event(rule, start=start, end="DURATION:PT1H")))
    assert len(_rows(database)) == MOST_INSTANCES


def test_a_guessed_time_zone_prints_nothing(
    database: Database, tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    start = "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Oslo:20261120T090000"
    _import(database, tmp_path, sent(an_event(start=start, end="DURATION:PT1H")))
    assert list(recwarn) == []


def test_a_file_from_windows_is_read_as_it_was_meant(database: Database, tmp_path: Path) -> None:
    _import(database, tmp_path, sent(an_event(title="Ærlig møte på Øya")).decode().encode("cp1252"))
    assert _rows(database)[0].title == "Ærlig møte på Øya"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Hei",
        b"/etc/passwd",
        sent(),
        sent(an_event())[:-20],
        sent(an_event(), method="REPLY"),
        sent(an_event("RRULE:FREQ=SECONDLY")),
        sent(an_event("RRULE:FREQ=DAILY;BYHOUR=1,2,3;FREQ=MINUTELY")),
        sent(*[an_event(uid=f"u{number}") for number in range(MOST_EVENTS + 1)]),
        sent(an_event(), zones=WEST.replace("FREQ=YEARLY", "FREQ=DAILY")),
        sent(an_event("RDATE:" + "20261120T090000Z," * (LONGEST_LINE // 16))),
        b"BEGIN:VCALENDAR\r\n" * 100_000,
        sent(an_event(*["BEGIN:VALARM"] * 50, *["END:VALARM"] * 50)),
        b"x" * (MOST_BYTES + 1),
    ],
    ids=lambda content: repr(content[-30:]),
)
def test_a_file_that_is_no_honest_calendar_is_refused_with_a_sentence(
    database: Database, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(CalendarRefused) as refused:
        _import(database, tmp_path, content)
    assert refused.value.message.say("nb").endswith(".")
    assert _rows(database) == []


@pytest.mark.parametrize(
    "event",
    [
        an_event("RRULE:FREQ=DAILY;BYHOUR=1,2,3"),
        an_event("RRULE:FREQ=DAILY;INTERVAL=0"),
        an_event("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"),
        an_event("RRULE:FREQ=WEEKLY", "EXRULE:FREQ=MONTHLY"),
        an_event("RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY"),
        an_event(uid=""),
        an_event(uid="x" * 300),
        an_event(sequence=-1),
        an_event(start="DTSTART:16010101T000000Z"),
        an_event(start="X-START:1"),
        an_event(start="DTSTART;TZID=Nowhere/Special:20261120T090000"),
        an_event(end="DTEND:20261119T090000Z"),
        an_event(end="DTEND:20280101T090000Z"),
        an_event("RECURRENCE-ID;RANGE=THISANDFUTURE:20261120T090000Z"),
        an_event("RDATE;VALUE=PERIOD:20261127T090000Z/PT1H"),
        an_event("RRULE:FREQ=DAILY;INTERVAL=-1"),
        an_event("DTSTART:20261121T090000Z"),
        an_event(end="DURATION:-PT1H"),
        an_event(start="DTSTART;TZID=../../../etc/passwd:20261120T090000"),
        an_event(*(f"RDATE:202611{day:02}T09{minute:02}00Z" for day in range(1, 29) for minute in range(20))),
    ],
)
def test_one_bad_event_is_named_and_the_others_are_taken(
    database: Database, tmp_path: Path, event: list[str]
) -> None:
    taken = _import(database, tmp_path, sent(event, an_event(uid="good")))
    assert sorted(action.value for action in _actions(taken)) == ["new", "not_taken"]
    (why,) = [line.why for line in taken.lines if line.why]
    assert why.say("nb").endswith(".")
    assert [row.uid for row in _rows(database)] == ["good"]


def test_a_file_that_cannot_be_opened_is_refused(database: Database, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.ics"):
        with pytest.raises(CalendarRefused):
            import_calendar(database, path, now=NOW)


def _seeds(folder: Path, database: Database) -> list[bytes]:
    make_year(database)
    zone = ";TZID=W. Europe Standard Time:2026110"
    series = an_event(
        "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=9", start=f"DTSTART{zone}2T090000", end=f"DTEND{zone}2T100000"
    )
    apart = an_event("RRULE:FREQ=MONTHLY;UNTIL=20270501T000000Z", "RDATE:20261201T090000Z", uid="apart")
    day = an_event(uid="day", start="DTSTART;VALUE=DATE:20261120", end="DURATION:P1D")
    theirs = sent(series, apart, day, zones=WEST)
    return [write_year(database, folder).read_bytes(), theirs, theirs, theirs]


def _mutated(seed: bytes, rng: random.Random) -> bytes:
    content = bytearray(seed)
    for _ in range(rng.randint(1, 6)):
        place = rng.randrange(len(content))
        length = rng.randint(1, 12)
        kind = rng.randrange(6)
        if kind == 0:
            content[place] = rng.randrange(256)
        elif kind == 1:
            del content[place : place + length]
        elif kind == 2:
            content[place:place] = rng.choice(_PIECES)
        elif kind == 3:
            content[place:place] = content[place : place + length * 20]
        elif kind == 4:
            lines = bytes(content).split(b"\r\n")
            rng.shuffle(lines[1:-2]) if rng.random() < 0.1 else lines.insert(
                rng.randrange(len(lines)), rng.choice(lines)
            )
            content = bytearray(b"\r\n".join(lines))
        else:
            digits = [index for index, byte in enumerate(content) if 48 <= byte <= 57]
            content[rng.choice(digits)] = 48 + rng.randrange(10)
    return bytes(content)


_PIECES = (
    b"\0", b"\x1b[2J", b"\r\n", b"\r\n ", b";", b":", b",", b"\\", b'"', b"=", b"\xff\xfe", "\u202e".encode(),
    b"\r\nRRULE:FREQ=DAILY;INTERVAL=999999999999", b"\r\nDTSTART:99991231T235959Z", b"\r\nSEQUENCE:x",
    b"\r\nDTSTART;TZID=/x:20261025T023000", b"\r\nDURATION:P9999999999D", b"\r\nRRULE:FREQ=YEARLY;UNTIL=x",
    b"\r\nRDATE;VALUE=PERIOD:20261120T090000Z/PT1H", b"\r\nBEGIN:VEVENT", b"\r\nEND:VEVENT", b"\r\nUID:",
    b"\r\nRRULE:FREQ=WEEKLY;BYDAY=99MO", b"\r\nTZOFFSETTO:+9999", b"\r\nEXDATE:20261102", b"T", b"-", b"Z",
)  # fmt: skip


def test_three_thousand_mutated_files_are_taken_or_refused(database: Database, tmp_path: Path) -> None:
    seeds = _seeds(tmp_path, database)
    rng = random.Random(5)  # noqa: S311 — the same files each time
    refused = taken = 0
    for _ in range(3_000):
        content = _mutated(rng.choice(seeds), rng)
        try:
            found = read_incoming(content, now=NOW)
        except CalendarRefused:
            refused += 1
        else:
            taken += 1
            assert all(one.uid and one.ends_at >= one.starts_at for one in found.events)
    assert refused > 100
    assert taken > 1_000


def test_mutated_files_are_written_without_an_error(database: Database, tmp_path: Path) -> None:
    seeds = _seeds(tmp_path, database)
    rng = random.Random(6)  # noqa: S311 — the same files each time
    for _ in range(60):
        try:
            _import(database, tmp_path, _mutated(rng.choice(seeds), rng))
        except CalendarRefused:
            continue
    exported(database, tmp_path / "out.ics")
