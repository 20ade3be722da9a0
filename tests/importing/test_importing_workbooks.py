"""Workbooks as they come: formulas, errors, merges, old date systems, control bytes."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from sqlalchemy import select

from exin_schema.tables import participant
from exin_tui.importing.columns import Kind
from tests.importing.lists import (
    IDENTITY_NUMBER,
    Desk,
    counts,
    lines,
    places,
    raw_row,
    raw_sheet,
    saved,
    workbook,
)

HEADINGS = ["Kode", "Fornavn", "Etternavn", "Født", "Fase"]


def stored(desk: Desk) -> list[tuple[str, str, dt.date | None]]:
    columns = participant.c
    with desk.database.read() as connection:
        found = connection.execute(
            select(columns.code, columns.given_name, columns.birth_date).order_by(columns.code)
        )
        return [(row.code, row.given_name, row.birth_date) for row in found]


def test_real_dates_numbers_and_texts_are_all_taken(desk: Desk) -> None:
    born = dt.date(2003, 3, 24)
    rows = [
        ["SN-001", "A", "B", born, 2],
        ["SN-002", "A2", "B", 37704, "Under soning"],
        ["SN-003", "A3", "B", "24.03.2003", 2.0],
        [4, "A4", "B", dt.datetime(2003, 3, 24), "2"],  # noqa: DTZ001 - as Excel has it
    ]
    report = desk.take(workbook(Ark1=[HEADINGS, *rows]))
    assert lines(report) == []
    assert [(code, day) for code, _, day in stored(desk)] == [
        ("4", born), ("SN-001", born), ("SN-002", born), ("SN-003", born),
    ]  # fmt: skip


def test_a_workbook_from_1904_keeps_its_dates(desk: Desk) -> None:
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    sheet.append(["SN-001", "A", "B", dt.date(2003, 3, 24), 2])
    sheet.append(["SN-002", "C", "D", 37704 - 1462, 2])
    assert lines(desk.take(saved(book))) == []
    assert {day for _, _, day in stored(desk)} == {dt.date(2003, 3, 24)}


def test_every_bad_cell_is_listed_and_nothing_is_written(desk: Desk) -> None:
    rows = [
        HEADINGS,
        ["SN-001", "Åse [/b]", "Ødegård", "31.02.2026", 2],
        ["SN-002", "Kari", "Berg", "24.03.2003", 9],
        ["SN-003", "Per", "Dal", "i fjor", "tre"],
        ["SN-004", "Ola", "Eng", "24.03.2003", 2],
    ]
    report = desk.take(workbook(Deltakere=rows))
    assert places(report) == [
        ("Deltakere", 2, "D"), ("Deltakere", 3, "E"), ("Deltakere", 4, "D"), ("Deltakere", 4, "E"),
    ]  # fmt: skip
    assert lines(report)[0] == (
        "Deltakere, row 2, column D “Født” = 31.02.2026: There is no such day: February 2026 has 28 days."
    )
    assert report.refused
    assert not report.written
    assert report.tallies == {}
    assert desk.database.last_change() == 0


def test_a_formula_counts_by_its_stored_result(desk: Desk) -> None:
    code = '<c r="A2" t="str"><f>"SN-"&amp;"001"</f><v>SN-001</v></c>'
    phase = '<c r="B2"><f>1+1</f><v>2</v></c>'
    report = desk.take(raw_sheet(raw_row(1, "Kode", "Fase"), raw_row(2, code, phase)))
    assert lines(report) == []
    assert [code for code, _, _ in stored(desk)] == ["SN-001"]


def test_a_formula_that_was_never_worked_out_is_refused(desk: Desk) -> None:
    report = desk.take(workbook(Deltakere=[HEADINGS, ["SN-001", "A", "B", "=TODAY()-9000", 2]]))
    assert places(report) == [("Deltakere", 2, "D")]
    assert "never worked out" in lines(report)[0]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_in_a_cell_is_refused(desk: Desk, error: str) -> None:
    phase = f'<c r="B2" t="e"><f>X()</f><v>{error}</v></c>'
    report = desk.take(raw_sheet(raw_row(1, "Kode", "Fase"), raw_row(2, "SN-001", phase)))
    why = "The cell shows an error. Correct it in Excel, or write the value itself."
    assert lines(report) == [f"Deltakere, row 2, column B “Fase” = {error}: {why}"]


def test_cells_merged_over_several_rows_are_refused_since_the_others_are_empty(desk: Desk) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Deltakere"
    for row in (HEADINGS, ["SN-001", "A", "B", None, 2], ["SN-002", "C", "D", None, None]):
        sheet.append(row)
    sheet.merge_cells("E2:E3")
    report = desk.take(saved(book))
    assert places(report) == [("Deltakere", 3, "E")]
    assert "The cells E2:E3 are merged" in lines(report)[0]


def test_a_merged_title_above_and_an_empty_merge_do_no_harm(desk: Desk) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Deltakere høsten 2026"])
    sheet.append(HEADINGS)
    sheet.append(["SN-001", "A", "B", None, 2])
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("G3:H4")
    assert counts(desk.take(saved(book)), Kind.PARTICIPANTS) == (1, 0, 0)


def test_an_escape_byte_is_taken_out_and_said(desk: Desk) -> None:
    name = "Å_x001B_[2Jse\u202e"  # XML cannot hold an ESC byte: this is how Excel writes it
    report = desk.take(raw_sheet(raw_row(1, "Kode", "Fornavn", "Fase"), raw_row(2, "SN-001", name, "2")))
    assert lines(report) == []
    assert [(note.code, note.place.letter) for note in report.notes] == [("cleaned", "B"), ("warning", "C")]
    assert "\x1b" not in report.notes[0].say("nb")
    assert stored(desk)[0][1] == "Åse"


def test_a_name_may_be_anything(desk: Desk) -> None:
    name = "Åse [/b] O'Hara‑Øy 🙂 \";-- " + "x" * 170
    desk.take(workbook(Deltakere=[HEADINGS, ["SN-001", name, "=B", None, 2]]))
    desk.take(workbook(Deltakere=[HEADINGS, ["SN-002", name, "B", None, 2]]))
    assert [given for _, given, _ in stored(desk)] == [name]


def test_what_is_left_out_is_said(desk: Desk) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([*HEADINGS, "Skostørrelse"])
    sheet.append(["SN-001", "A", "B", None, 2, 43])
    book.create_sheet("Kaffeliste").append(["Hvem", "Når"])
    hidden = book.create_sheet("Møter")
    hidden.append(["Møtetype", "Dato"])
    hidden.sheet_state = "hidden"
    report = desk.take(saved(book))
    assert {note.code: note.place.sheet for note in report.notes if note.code != "warning"} == {
        "ignored_column": "Sheet", "ignored_sheet": "Kaffeliste", "hidden_sheet": "Møter",
    }  # fmt: skip
    assert report.notes[0].place.letter == "F"


def test_two_headings_that_mean_the_same_are_refused(desk: Desk) -> None:
    report = desk.take(workbook(Deltakere=[["Kode", "Telefon", "Mobil", "Fase"], ["SN-001", "1", "2", 2]]))
    assert places(report) == [("Deltakere", 1, "C")]
    assert "This means the same as column B “Telefon”" in lines(report)[0]
    assert desk.database.last_change() == 0


def test_a_missing_column_is_named(desk: Desk) -> None:
    report = desk.take(workbook(Møter=[["Dato", "Start"], ["01.12.2026", "09:00"]]))
    assert any(
        "A column is missing. Add one with the heading Meeting kind." in line for line in lines(report)
    )


def test_a_national_identity_number_is_refused_in_any_column_and_never_shown(desk: Desk) -> None:
    rows = [
        [*HEADINGS, "Notat"],
        ["SN-001", IDENTITY_NUMBER, "B", None, 2, f"fnr {IDENTITY_NUMBER[:6]} {IDENTITY_NUMBER[6:]}"],
    ]
    report = desk.take(workbook(Deltakere=rows))
    assert places(report) == [("Deltakere", 2, "B"), ("Deltakere", 2, "F")]
    assert all("•••" in line and "national identity number" in line for line in lines(report))
    everything = "".join(lines(report, "nb") + [note.say("nb") for note in report.notes])
    assert IDENTITY_NUMBER not in everything
    assert IDENTITY_NUMBER[6:] not in everything


def test_a_sheet_that_claims_to_be_smaller_than_it_is_is_read_whole(desk: Desk) -> None:
    rows = [raw_row(number, f"SN-{number}", "2") for number in range(2, 12)]
    data = raw_sheet(raw_row(1, "Kode", "Fase"), *rows, above='<dimension ref="A1:A1"/>')
    assert counts(desk.take(data), Kind.PARTICIPANTS) == (10, 0, 0)


def test_a_sheet_with_a_row_at_the_very_end_is_read(desk: Desk) -> None:
    report = desk.take(raw_sheet(raw_row(1, "Kode", "Fase"), raw_row(1_048_576, "SN-001", "2")))
    assert counts(report, Kind.PARTICIPANTS) == (1, 0, 0)
