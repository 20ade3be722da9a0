"""CSV as Excel, LibreOffice and other systems write it."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from exin_schema.programme_file import load_programme
from exin_schema.tables import participant
from exin_tui.importing.cells import Sheet
from exin_tui.importing.columns import Kind
from exin_tui.importing.delimited import read_delimited
from exin_tui.importing.file_sheets import layouts
from exin_tui.importing.headings import HeadingBook
from exin_tui.importing.problems import ImportRefused
from exin_tui.importing.text_encoding import encoding_of
from tests.importing.lists import Desk, counts, lines, places

HEADINGS = "Kode;Fornavn;Etternavn;Født;Fase"
ASE = "SN-001;Åse;Ødegård;24.03.2003;2"


def names(desk: Desk) -> list[tuple[str, str]]:
    with desk.database.read() as connection:
        found = connection.execute(
            select(participant.c.given_name, participant.c.family_name).order_by(participant.c.code)
        )
        return [(row.given_name, row.family_name) for row in found]


@pytest.mark.parametrize(
    "data",
    [
        f"{HEADINGS}\n{ASE}\n".encode(),
        codecs.BOM_UTF8 + f"{HEADINGS}\r\n{ASE}\r\n".encode(),
        f"{HEADINGS}\r\n{ASE}".encode("cp1252"),
        f"{HEADINGS}\n{ASE}\n".replace(";", "\t").encode("utf-16"),
        codecs.BOM_UTF16_BE + f"{HEADINGS}\n{ASE}\n".replace(";", "\t").encode("utf-16-be"),
        f"{HEADINGS}\n{ASE}\n".encode("utf-16-le"),
        f"{HEADINGS}\n{ASE}\n".replace(";", ",").encode(),
        f"sep=;\n{HEADINGS}\n{ASE}\n".encode("cp1252"),
        '"Kode";"Fornavn";"Etternavn";"Født";"Fase"\n"SN-001";"Åse";"Ødegård";"24.03.2003";"2"\n'.encode(),
        f"{HEADINGS};;\n{ASE};;\n;;;;;;\n\n   \n".encode(),
        f"Deltakerliste høst\n\n{HEADINGS}\n{ASE}\n".encode(),
        "FASE ; kode;  Født (dd.mm.åååå) :;fornavn;Etternavn*\n2;SN-001;24.03.2003;Åse;Ødegård\n".encode(),
    ],
    ids=[
        "utf-8", "utf-8 with mark", "windows-1252", "unicode text", "utf-16 big", "utf-16 without mark",
        "commas", "sep line", "quoted", "empty rows and columns", "title above", "other order and case",
    ],
)  # fmt: skip
def test_one_participant_is_read_from_every_kind_of_text_file(desk: Desk, data: bytes) -> None:
    report = desk.take(data, "liste.csv")
    assert lines(report) == []
    assert counts(report, Kind.PARTICIPANTS) == (1, 0, 0)
    assert names(desk) == [("Åse", "Ødegård")]


def test_a_line_break_inside_quotes_is_a_blank_and_rows_are_counted_as_excel_does(desk: Desk) -> None:
    report = desk.take(f'{HEADINGS};Adresse\n{ASE};"Vei 1\n0123 Oslo"\nSN-002;B;C;31.02.2026;2;\n')
    assert places(report) == [("liste.csv", 3, "D")]
    assert "= 31.02.2026: There is no such day" in lines(report)[0]


def test_quotes_and_semicolons_inside_quotes_belong_to_the_value(desk: Desk) -> None:
    desk.take(f'{HEADINGS}\nSN-001;"Åse ""Å""; jr";Ødegård;;2\n')
    assert names(desk) == [('Åse "Å"; jr', "Ødegård")]


@pytest.mark.parametrize("row", ['SN-001;"Åse;Ødegård;;2', 'SN-001;"Åse" B;Ødegård;;2'])
def test_a_quotation_mark_that_is_not_closed_is_refused_with_its_line(desk: Desk, row: str) -> None:
    with pytest.raises(ImportRefused, match="Line 2: a quotation mark"):
        desk.take(f"{HEADINGS}\n{row}\n")


def test_two_encodings_in_one_file_are_refused(desk: Desk) -> None:
    with pytest.raises(ImportRefused) as refused:
        desk.take(f"{HEADINGS}\n{ASE}\n".encode() + "SN-002;Øy;Berg;;2\n".encode("cp1252"), "liste.csv")
    assert refused.value.code == "mixed_encoding"


def test_a_letter_that_was_lost_is_refused(desk: Desk) -> None:
    assert places(desk.take(f"{HEADINGS}\nSN-001;�se;Berg;;2\n")) == [("liste.csv", 2, "B")]


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("Initialer;Navn;Rolle", Kind.TEAM),
        ("Initials;Name;Role;Capacity", Kind.TEAM),
        ("Navn;Rolle;Etat;Telefon", Kind.CONTACTS),
        ("Kode;Navn;Rolle;Telefon;Etat", Kind.CONTACTS),
        ("Kode;Navn;Fase", Kind.PARTICIPANTS),
    ],
)
def test_what_a_list_is_of_is_told_from_the_headings_that_know_it_best(headings: str, kind: Kind) -> None:
    row = (1, tuple(headings.split(";")))
    found = HeadingBook(layouts(load_programme())).find(Sheet("liste", lambda: iter([row]), lambda: 1))
    assert found is not None
    assert found.headed is not None
    assert found.headed.layout.kind is kind


def test_excels_number_for_a_date_is_not_guessed_at_in_text(desk: Desk) -> None:
    assert "Excel's number for a date" in lines(desk.take(f"{HEADINGS}\nSN-001;A;B;37704;2\n"))[0]


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        (Kind.TEAM, "Initialer;Navn\nMH;Mari\n"),
        (Kind.CONTACTS, "Navn;Instans\nPer;Halden fengsel\n"),
        (Kind.MEETINGS, "Møtetype;Dato;Start\nStand-up;01.12.2026;08:30\n"),
    ],
)
@pytest.mark.parametrize("said", [True, False])
def test_a_text_file_is_of_the_kind_that_is_said_or_that_its_headings_tell(
    desk: Desk, kind: Kind, rows: str, said: bool
) -> None:
    report = desk.take(rows, kind=kind if said else None)
    assert lines(report) == []
    assert counts(report, kind) == (1, 0, 0)


def test_a_file_without_headings_is_refused_with_headings_to_write(desk: Desk) -> None:
    with pytest.raises(ImportRefused, match="Code, Alias, Given name"):
        desk.take("SN-001;Åse;Ødegård\n")


def test_a_file_of_another_kind_than_said_lists_what_is_missing(desk: Desk) -> None:
    report = desk.take("Kode;Fase\nSN-001;2\n", kind=Kind.MEETINGS)
    assert any("A column is missing" in line for line in lines(report))


words = st.text(
    st.characters(codec="cp1252", exclude_characters="\r\n\x00", exclude_categories=["Cc"]), max_size=12
)


@given(
    rows=st.lists(st.lists(words, min_size=3, max_size=3), min_size=1, max_size=5),
    delimiter=st.sampled_from([";", ",", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_table_survives_every_encoding_and_delimiter(
    rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([["Kode", "Fornavn", "Fase"], *rows])
    sheet = read_delimited(
        file.getvalue().encode(encoding), "x", lambda cells: len({"Kode", "Fornavn", "Fase"} & set(cells))
    )
    read = [list(cells) for _, cells in sheet.rows()][1:]
    assert read == [row for row in rows if any(cell.strip(" \t\xa0") for cell in row)]


@given(st.text(st.characters(codec="cp1252"), min_size=1))
def test_what_windows_1252_can_write_is_never_an_error(value: str) -> None:
    data = value.encode("cp1252")
    with contextlib.suppress(ImportRefused):
        assert encoding_of(data) in {"cp1252", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"}
