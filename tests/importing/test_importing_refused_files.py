"""Files that are no list are refused whole, with a sentence that says what to do."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from exin_tui.importing import file_content, limits
from exin_tui.importing.problems import ImportRefused
from tests.importing.lists import Desk, raw_row, raw_sheet, raw_workbook, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LIST = {"Deltakere": [["Kode", "Fornavn", "Fase"], ["SN-001", "Åse", 2]]}


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def refusal(desk: Desk, data: bytes, name: str) -> ImportRefused:
    with pytest.raises(ImportRefused) as refused:
        desk.take(data, name)
    assert desk.database.last_change() == 0
    return refused.value


@pytest.mark.parametrize(
    ("data", "name", "code", "words"),
    [
        (OLE, "liste.xls", "xls", "Save it as .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "liste.xlsx", "password", "protected by a password"),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
            "liste.ods",
            "ods",
            "Save it as .xlsx",
        ),
        (zipped(xl__workbook_dot_bin=b"x"), "liste.xlsb", "xlsb", "Save it as .xlsx"),
        (zipped(word__document_dot_xml=b"x"), "brev.docx", "not_a_list", "not a list"),
        (b"Kode;Fase\nSN-001;2\n", "liste.xlsx", "not_xlsx", "is not one"),
        (b"%PDF-1.7 x", "liste.pdf", "not_a_list", "is PDF, not a list"),
        (b"<html><table><tr><td>Kode", "liste.xls", "not_a_list", "HTML"),
        (b"", "liste.csv", "empty", "is empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "liste.csv", "empty", "is empty"),
        (workbook(**LIST)[:900], "liste.xlsx", "damaged", "damaged or incomplete"),
        (b"anything", "~$liste.xlsx", "lock_file", "beside an open workbook"),
        (workbook(Deltakere=[]), "liste.xlsx", "empty", "is empty"),
        (
            workbook(Kaffe=[["Hvem", "Når"], ["MH", "i dag"]]),
            "liste.xlsx",
            "no_headings",
            "No list was found",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_a_file_that_is_no_list_is_refused(desk: Desk, data: bytes, name: str, code: str, words: str) -> None:
    refused = refusal(desk, data, name)
    assert refused.code == code
    assert words in str(refused)


def test_a_workbook_is_a_workbook_whatever_it_is_called(desk: Desk) -> None:
    assert desk.take(workbook(**LIST), "liste.csv").problems == ()


def test_a_missing_file_a_folder_and_a_pipe_are_refused(desk: Desk) -> None:
    os.mkfifo(desk.folder / "rør")
    for name, code in [
        ("borte.xlsx", "missing"),
        ("", "directory"),
        ("rør", "not_a_file"),
        ("a\x00b", "missing"),
    ]:
        with pytest.raises(ImportRefused) as refused:
            file_content.read_bytes(desk.folder / name)
        assert refused.value.code == code


def test_a_file_that_excel_holds_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> object:
        raise PermissionError

    path = desk.file(b"x")
    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(ImportRefused, match="Close it in Excel"):
        file_content.read_bytes(path)


def test_a_file_past_the_limit_is_refused_without_being_read(desk: Desk) -> None:
    path = desk.folder / "stor.csv"
    with path.open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    with pytest.raises(ImportRefused) as refused:
        file_content.read_bytes(path)
    assert refused.value.code == "too_large"


def test_a_zip_bomb_is_refused_before_it_is_unpacked(desk: Desk) -> None:
    parts = {f"xl__{number}_dot_xml": bytes(8 * 1024 * 1024) for number in range(17)}
    assert refusal(desk, zipped(**parts), "bombe.xlsx").code == "too_large"


def test_a_workbook_of_too_many_parts_is_refused(desk: Desk) -> None:
    parts = {f"xl__{number}_dot_xml": b"" for number in range(limits.PARTS + 1)}
    assert refusal(desk, zipped(**parts), "bombe.xlsx").code == "too_large"


def test_an_entity_bomb_is_refused(desk: Desk) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    data = raw_workbook(f"<sheetData>{raw_row(1, 'Kode')}</sheetData>", before=bomb)
    assert refusal(desk, data, "bombe.xlsx").code == "damaged"


def test_more_rows_than_any_team_has_are_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exin_tui.importing.delimited.ROWS", 20)
    rows = "".join(f"SN-{number};2\n" for number in range(40))
    assert refusal(desk, f"Kode;Fase\n{rows}".encode(), "liste.csv").code == "too_many_rows"


def test_a_row_number_beyond_the_spreadsheet_does_not_keep_the_program_busy(desk: Desk) -> None:
    data = raw_sheet(raw_row(1, "Kode", "Fornavn"), raw_row(99_999_999_999, "x"))
    assert refusal(desk, data, "liste.xlsx").code in {"too_many_rows", "damaged"}


def test_a_list_that_is_only_on_hidden_sheets_is_refused(desk: Desk) -> None:
    from openpyxl import Workbook

    from tests.importing.lists import saved

    book = Workbook()
    book.worksheets[0].title = "Kaffe"
    hidden = book.create_sheet("Deltakere")
    hidden.append(["Kode", "Fase"])
    hidden.sheet_state = "hidden"
    assert refusal(desk, saved(book), "liste.xlsx").code == "only_hidden"


def test_a_refusal_says_the_file_and_not_its_folder(desk: Desk) -> None:
    refused = refusal(desk, OLE, "liste.xls")
    assert str(desk.folder) not in str(refused)
