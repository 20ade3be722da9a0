"""Lists as teams have them, made for the tests: by openpyxl, or byte by byte where a library would not."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook

from exin_schema.programme_file import load_programme
from exin_tui.clock import OSLO
from exin_tui.importing.added_columns import NOTHING_ADDED, Added
from exin_tui.importing.columns import AnyKind, Kind
from exin_tui.importing.import_file import import_file
from exin_tui.importing.report import ImportReport
from exin_tui.storage.database import Database

TODAY = dt.date(2026, 11, 27)
NOW = dt.datetime(2026, 11, 27, 8, 15, tzinfo=OSLO)
PROGRAMME = load_programme()

_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))


def with_check_digits(digits: str) -> str:
    """Nine digits and the check digits that follow, worked out another way than the import does."""
    for weights in _WEIGHTS:
        rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        digits += str(0 if rest == 0 else 11 - rest)
    return digits


#: Looks like a national identity number and is nobody's: there is no month 99.
IDENTITY_NUMBER = with_check_digits("019900000")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(**sheets: Sequence[Any]) -> bytes:
    """A workbook with these sheets, row by row."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook's bytes."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def raw_sheet(*rows: str, above: str = "") -> bytes:
    """A workbook of rows made by hand."""
    return raw_workbook(f"{above}<sheetData>{''.join(rows)}</sheetData>")


def raw_workbook(
    sheet_data: str, *, name: str = "Deltakere", properties: str = "", before: str = ""
) -> bytes:
    """A workbook whose only sheet is written by hand; ``before`` stands above the sheet's root element."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}">{properties}<sheets>'
        f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'{before}<worksheet xmlns="{MAIN}">{sheet_data}</worksheet>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return file.getvalue()


def inline(reference: str, value: str) -> str:
    """A cell with a text in it."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def raw_row(number: int, *cells: str) -> str:
    """A row by hand: texts, from column A; what begins with ``<c`` is a cell already."""
    written = [
        cell if cell.startswith("<c") else inline(f"{chr(ord('A') + index)}{number}", cell)
        for index, cell in enumerate(cells)
    ]
    return f'<row r="{number}">{"".join(written)}</row>'


class Desk:
    """A database, a folder, and somebody who imports."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder

    def file(self, data: bytes | str, name: str = "liste.xlsx") -> Path:
        """Save ``data``; text as UTF-8."""
        path = self.folder / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    def take(
        self,
        data: bytes | str,
        name: str = "",
        *,
        kind: AnyKind | None = None,
        dry_run: bool = False,
        added: Added = NOTHING_ADDED,
    ) -> ImportReport:
        """Import ``data``: bytes as a workbook, text as a CSV file."""
        path = self.file(data, name or ("liste.csv" if isinstance(data, str) else "liste.xlsx"))
        return import_file(
            self.database,
            path,
            kind=kind,
            dry_run=dry_run,
            today=TODAY,
            now=NOW,
            actor="KB",
            programme=PROGRAMME,
            added=added,
        )


def lines(report: ImportReport, language: str = "en") -> list[str]:
    """What a person reads of the problems."""
    return [problem.say("nb" if language == "nb" else "en") for problem in report.problems]


def places(report: ImportReport) -> list[tuple[str, int, str]]:
    """Sheet, row and column of each problem."""
    return [(problem.sheet, problem.row, problem.column) for problem in report.problems]


def counts(report: ImportReport, kind: Kind) -> tuple[int, int, int]:
    """Added, updated, unchanged."""
    tally = report.tallies[kind]
    return tally.added, tally.updated, tally.unchanged
