"""Meetings: when they are in Oslo, whose they are, and how they are found again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from exin_schema.tables import caseworker, meeting, participant
from exin_tui.importing.columns import Kind
from tests.importing.lists import NOW, Desk, counts, lines, places, workbook


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """SN-001 and SN-002 are MH's; TO works here too."""
    team = [["Initialer", "Rolle"], ["MH", "miljøterapeut"], ["TO", "miljøterapeut"]]
    people = [["Kode", "Ansv", "Fase"], ["SN-001", "MH", 1], ["SN-002", "MH", 1]]
    assert lines(desk.take(workbook(Team=team, Deltakere=people))) == []
    return desk


def meetings(desk: Desk) -> list[dict[str, Any]]:
    with desk.database.read() as connection:
        return [
            dict(row) for row in connection.execute(select(meeting).order_by(meeting.c.starts_at)).mappings()
        ]


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("cells", "starts_at", "ends_at"),
    [
        ("01.12.2026;09:30;10:15;", utc(2026, 12, 1, 8, 30), utc(2026, 12, 1, 9, 15)),
        ("01.07.2026;09:30;10:15;", utc(2026, 7, 1, 7, 30), utc(2026, 7, 1, 8, 15)),
        ("01.12.2026;9.30;;", utc(2026, 12, 1, 8, 30), utc(2026, 12, 1, 9, 30)),
        ("01.12.2026;kl 9;;45", utc(2026, 12, 1, 8), utc(2026, 12, 1, 8, 45)),
        (";01.12.2026 09:30;;", utc(2026, 12, 1, 8, 30), utc(2026, 12, 1, 9, 30)),
        ("01.12.2026 09:30;;;", utc(2026, 12, 1, 8, 30), utc(2026, 12, 1, 9, 30)),
        ("01.12.2026;22:00;24:00;", utc(2026, 12, 1, 21), utc(2026, 12, 1, 23)),
        ("01.12.2026;22:00;02.12.2026 01:00;", utc(2026, 12, 1, 21), utc(2026, 12, 2)),
        ("25.10.2026;02:30;;", utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30)),
        ("01.12.2026;;;", utc(2026, 11, 30, 23), utc(2026, 12, 1, 23)),
        ("28.03.2027;;;", utc(2027, 3, 27, 23), utc(2027, 3, 28, 22)),
    ],
)
def test_a_meeting_is_when_oslos_clocks_say(
    busy: Desk, cells: str, starts_at: dt.datetime, ends_at: dt.datetime
) -> None:
    report = busy.take(f"Møtetype;Deltaker;Dato;Start;Slutt;Minutter\nBesøk;SN-001;{cells}\n")
    assert lines(report) == []
    (row,) = meetings(busy)
    assert (row["starts_at"], row["ends_at"]) == (starts_at, ends_at)


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ("28.03.2027;02:30;;", "D", "there is no 02:30"),
        ("01.12.2026;10:00;09:00;", "E", "ends before it starts"),
        ("01.12.2026;10:00;11:00;30", "F", "do not agree"),
        (";10:00;;", "D", "The day is missing"),
        ("02.12.2026;01.12.2026 10:00;;", "D", "another day"),
        ("01.12.2026;;11:00;", "E", "an end but no start"),
        ("01.12.2026;10:00;01.12.2027 11:00;", "E", "would last 365 days"),
        ("31.02.2026;25:00;;", "C", "There is no such day"),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_its_cell(
    busy: Desk, cells: str, column: str, why: str
) -> None:
    report = busy.take(f"Møtetype;Deltaker;Dato;Start;Slutt;Minutter\nBesøk;SN-001;{cells}\n")
    assert places(report)[0] == ("liste.csv", 2, column)
    assert why in lines(report)[0]


def test_every_bad_cell_of_a_row_is_listed(busy: Desk) -> None:
    report = busy.take("Møtetype;Deltaker;Dato;Start;Ansv\nTur;SN-999;31.02.2026;25:00;XX\n")
    assert [column for _, _, column in places(report)] == ["A", "B", "C", "D", "E"]


def test_an_hour_that_comes_twice_is_said_to_be_the_first(busy: Desk) -> None:
    report = busy.take("Møtetype;Deltaker;Dato;Start\nBesøk;SN-001;25.10.2026;02:30\n")
    assert [note.code for note in report.notes] == ["clock_change"]


def test_real_dates_and_times_of_excel_are_taken(busy: Desk) -> None:
    report = busy.take(
        workbook(
            Møter=[
                ["Type", "Deltaker", "Dato", "Kl"],
                ["Besøk", "SN-001", dt.date(2026, 12, 1), dt.time(9, 30)],
            ]
        )
    )
    assert lines(report) == []
    assert meetings(busy)[0]["starts_at"] == utc(2026, 12, 1, 8, 30)


def test_a_meeting_is_the_caseworkers_unless_the_list_says_another(busy: Desk) -> None:
    busy.take("Type;Deltaker;Dato;Kl;Ansv\nBesøk;SN-001;01.12.2026;9;\nBesøk;SN-002;02.12.2026;9;TO\n")
    with busy.database.read() as connection:
        initials = {row.id: row.initials for row in connection.execute(select(caseworker))}
    assert [initials[row["caseworker_id"]] for row in meetings(busy)] == ["MH", "TO"]


def test_the_same_meetings_again_change_nothing(busy: Desk) -> None:
    listed = (
        "Ref;Type;Deltaker;Dato;Kl;Slutt;Sted;Video;Forberedes;Utfall\n"
        "M-1;Besøk;SN-001;01.12.2026;9;10;Halden;nei;Papirer;\n;Stand-up;;01.12.2026;08:30;;;;;\n"
        ";Besøk;SN-002;20.11.2026;9;;;;;holdt\n;NAV-møte;SN-002;02.12.2026;;;;ja;;avlyst\n"
    )
    report = busy.take(listed)
    assert lines(report) == []
    assert counts(report, Kind.MEETINGS) == (4, 0, 0)
    before = busy.database.last_change()
    assert counts(busy.take(listed), Kind.MEETINGS) == (0, 0, 4)
    assert busy.database.last_change() == before


def test_a_meeting_that_moved_is_found_by_its_reference(busy: Desk) -> None:
    busy.take("Ref;Type;Deltaker;Dato;Kl\nM-1;Besøk;SN-001;01.12.2026;9\n")
    (before,) = meetings(busy)
    report = busy.take("Ref;Type;Deltaker;Dato;Kl\nM-1;Besøk;SN-001;02.12.2026;10\n")
    assert counts(report, Kind.MEETINGS) == (0, 1, 0)
    (after,) = meetings(busy)
    assert after["starts_at"] == utc(2026, 12, 2, 9)
    assert (after["uid"], after["sequence"]) == (before["uid"], before["sequence"] + 1)


def test_without_a_reference_a_meeting_is_found_by_participant_start_and_kind(busy: Desk) -> None:
    busy.take("Type;Deltaker;Dato;Kl;Sted\nBesøk;SN-001;01.12.2026;9;Halden\n")
    report = busy.take("Ref;Type;Deltaker;Dato;Kl;Sted\nM-1;Besøk;sn-001;01.12.2026;09:00;Oslo\n")
    assert counts(report, Kind.MEETINGS) == (0, 1, 0)
    (row,) = meetings(busy)
    assert (row["place"], row["ref"]) == ("Oslo", "M-1")


def test_an_own_length_is_kept_when_the_list_says_none(busy: Desk) -> None:
    busy.take("Type;Deltaker;Dato;Kl;Minutter\nBesøk;SN-001;01.12.2026;9;15\n")
    assert counts(busy.take("Type;Deltaker;Dato;Kl\nBesøk;SN-001;01.12.2026;9\n"), Kind.MEETINGS) == (0, 0, 1)


def test_a_cancelled_meeting_is_off_the_list_and_can_come_back(busy: Desk) -> None:
    listed = "Type;Deltaker;Dato;Kl;Utfall\nBesøk;SN-001;01.12.2026;9;{}\n"
    busy.take(listed.format("avlyst"))
    (row,) = meetings(busy)
    assert (row["status"], row["cancelled_at"]) == ("cancelled", NOW.astimezone(dt.UTC))
    busy.take(listed.format("-"))
    (row,) = meetings(busy)
    assert (row["status"], row["outcome"], row["cancelled_at"]) == ("planned", None, None)


def test_a_meeting_of_one_participant_needs_the_participant(busy: Desk) -> None:
    report = busy.take(
        "Type;Deltaker;Dato;Kl\nBesøk;;01.12.2026;9\nStand-up;;01.12.2026;9\nSamarbeidsmøte;;01.12.2026;9\n"
    )
    assert places(report) == [("liste.csv", 2, "B")]


def test_the_same_meeting_twice_in_a_list_is_refused(busy: Desk) -> None:
    report = busy.take(
        "Ref;Type;Deltaker;Dato;Kl\n;Besøk;SN-001;01.12.2026;9\n;Besøk;SN-001;01.12.2026;09:00\n"
    )
    assert "The same meeting stands in liste.csv, row 2" in lines(report)[0]


def test_a_reference_does_not_move_a_meeting_to_somebody_else(busy: Desk) -> None:
    listed = "Ref;Type;Deltaker;Dato;Kl\nM-1;Besøk;{};01.12.2026;9\n"
    busy.take(listed.format("SN-001"))
    assert "somebody else's meeting" in lines(busy.take(listed.format("SN-002")))[0]


def test_only_a_meeting_of_another_kind_has_a_title(busy: Desk) -> None:
    report = busy.take(
        "Type;Tittel;Deltaker;Dato;Kl\nBesøk;X;SN-001;01.12.2026;9\nAnnet;Trening;SN-001;02.12.2026;9\n"
    )
    assert [row["title"] for row in meetings(busy)] == ["", "Trening"]
    assert [note.code for note in report.notes] == ["title"]


def test_a_participant_of_the_same_workbook_can_be_met(busy: Desk) -> None:
    report = busy.take(
        workbook(
            Møter=[["Type", "Deltaker", "Dato", "Kl"], ["Besøk", "SN-003", "01.12.2026", "9"]],
            Deltakere=[["Kode", "Ansv", "Fase"], ["SN-003", "TO", 1]],
        )
    )
    assert lines(report) == []
    with busy.database.read() as connection:
        who = connection.execute(select(participant.c.id).where(participant.c.code == "SN-003")).scalar_one()
    assert meetings(busy)[0]["participant_id"] == who


def test_a_bad_participant_row_does_not_make_its_meetings_bad(busy: Desk) -> None:
    report = busy.take(
        workbook(
            Deltakere=[["Kode", "Født", "Fase"], ["SN-003", "31.02.2026", 1]],
            Møter=[["Type", "Deltaker", "Dato", "Kl"], ["Besøk", "SN-003", "01.12.2026", "9"]],
        )
    )
    assert places(report) == [("Deltakere", 2, "B")]
