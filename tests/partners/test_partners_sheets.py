"""A table as a file: what each format does with what was typed, and with dates."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence

import pytest

from exin_schema.vocabulary import Label, Language
from exin_tui.partners.manifest import ExportFormat
from exin_tui.partners.sheets import Document, Sheet, as_file, fits, worded

HEAD = Label("felt", "field")


def sheet(cells: Sequence[object]) -> Sheet:
    return Sheet(Label("Liste", "List"), ("field",), (HEAD,), tuple((cell,) for cell in cells))


@pytest.mark.parametrize("begins", ["=", "+", "-", "@"])
def test_no_cell_of_a_csv_begins_as_a_formula_does(begins: str) -> None:
    written = as_file(sheet([f"{begins}1+1"]), ExportFormat.CSV, "nb", plain_csv=True).decode()
    assert list(csv.reader(io.StringIO(written))) == [["Felt"], [f"'{begins}1+1"]]


@pytest.mark.parametrize("sign", list("\\`*_{}[]<>#|!"))
def test_no_sign_of_a_cell_is_markup(sign: str) -> None:
    written = as_file(sheet([f"a{sign}b"]), ExportFormat.MARKDOWN, "nb").decode()
    assert written.splitlines()[-1] == f"| a\\{sign}b |"


@pytest.mark.parametrize(
    ("cell", "language", "said"),
    [
        (dt.datetime(2026, 7, 1, 7, 30, tzinfo=dt.UTC), "nb", "2026-07-01 09:30"),
        (dt.datetime(2026, 12, 1, 23, 30, tzinfo=dt.UTC), "nb", "2026-12-02 00:30"),
        (dt.date(2026, 12, 1), "en", "2026-12-01"),
        (True, "nb", "ja"),
        (False, "en", "no"),
        (None, "nb", ""),
        (7, "nb", "7"),
        (Label("ja\x1b[2J", "yes"), "nb", "ja"),
    ],
)
def test_a_cell_is_read_by_people(cell: object, language: Language, said: str) -> None:
    assert worded(cell, language) == said


def test_json_keeps_numbers_and_answers_and_says_the_rest() -> None:
    written = as_file(sheet([7, True, None, dt.date(2026, 12, 1)]), ExportFormat.JSON, "nb").decode()
    assert [line.strip() for line in written.splitlines() if ":" in line] == [
        '"field": 7', '"field": true', '"field": null', '"field": "2026-12-01"',
    ]  # fmt: skip


def test_a_text_that_was_made_whole_is_written_as_markdown_only() -> None:
    told, packed = Document(HEAD, (), "a\x1b[2J \n\nb\n\n"), Document(HEAD, (), b"PK")
    assert as_file(told, ExportFormat.MARKDOWN, "nb") == b"a\n\nb\n"
    assert [fits(told, kind) for kind in ExportFormat] == [False, False, True, False]
    assert all(fits(packed, kind) for kind in ExportFormat)
    assert as_file(packed, ExportFormat.XLSX, "nb") == b"PK"
