"""An .xlsx workbook as sheets, read row by row. Only here does openpyxl read, and only when called."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from exin_tui.importing.cells import Fault, Row, Sheet, Value, is_empty
from exin_tui.importing.delimited import too_many_rows
from exin_tui.importing.file_content import damaged
from exin_tui.importing.limits import COLUMNS, RAW_ROWS, ROWS
from exin_tui.importing.merged_cells import Merges
from exin_tui.importing.problems import ImportRefused, shorten
from exin_tui.importing.raw_sheet import Unseen, has_document_type, unseen_cells
from exin_tui.language import text

if TYPE_CHECKING:
    from openpyxl import Workbook

_BATCH = 200
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read_workbook(data: bytes, name: str) -> list[Sheet]:
    """The workbook's sheets, hidden ones marked so; chart sheets are left out.

    Formulas give the result that Excel stored. Raises `ImportRefused` when the workbook is damaged.
    """
    name = shorten(name)
    with _openpyxl_troubles(name):
        _refuse_document_types(data, name)
        workbook = _load(data)
        sheets: list[Any] = list(workbook.worksheets)
        return [
            Sheet(
                str(sheet.title),
                (rows := _Rows(data, name, sheet)),
                rows.size,
                hidden=sheet.sheet_state != "visible",
                since_1904=workbook.epoch.year == 1904,
            )
            for sheet in sheets
        ]


class _Rows:
    """Reads one sheet from the start, each time it is called."""

    def __init__(self, data: bytes, name: str, sheet: Any) -> None:
        self._data, self._name, self._sheet = data, name, sheet
        self._unseen: Unseen | None = None

    def __call__(self) -> Iterator[Row]:
        with _openpyxl_troubles(self._name):
            self._sheet.reset_dimensions()
            unseen = self._look()
            rows = iter(self._sheet.iter_rows())
        merges = Merges(unseen.merged)
        number = filled = 0
        while batch := self._batch(rows):
            for cells in batch:
                number += 1
                row = _row(cells, number, unseen, merges)
                if row is None:
                    continue
                filled += 1
                if filled > ROWS:
                    raise too_many_rows()
                yield number, row
            if number > RAW_ROWS:
                raise too_many_rows()

    def size(self) -> int:
        """How many rows the sheet's part has."""
        with _openpyxl_troubles(self._name):
            return self._look().rows

    def _batch(self, rows: Iterator[Any]) -> list[Any]:
        with _openpyxl_troubles(self._name):
            return list(itertools.islice(rows, _BATCH))

    def _look(self) -> Unseen:
        if self._unseen is None:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                self._unseen = unseen_cells(archive, str(self._sheet._worksheet_path).lstrip("/"))  # noqa: SLF001
        return self._unseen


def _load(data: bytes) -> Workbook:
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)


class _openpyxl_troubles:  # noqa: N801 - reads as a statement
    """A damaged workbook breaks openpyxl in any way: each becomes one refusal. Its warnings are hidden."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._quiet = warnings.catch_warnings()

    def __enter__(self) -> None:
        self._quiet.__enter__()
        warnings.simplefilter("ignore")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        self._quiet.__exit__(None, None, None)
        if isinstance(error, Exception) and not isinstance(error, ImportRefused):
            raise damaged(self._name) from None


def _refuse_document_types(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if part.lower().endswith((".xml", ".rels")) and has_document_type(archive, part):
                raise damaged(name)


def _row(cells: tuple[Any, ...], number: int, unseen: Unseen, merges: Merges) -> tuple[Value, ...] | None:
    values = [_value(cell) for cell in cells[:COLUMNS]]
    while values and is_empty(values[-1]) and (number, len(values) - 1) not in unseen.unworked:
        values.pop()
    if unseen.unworked:
        for column, value in enumerate(values):
            if value is None and (number, column) in unseen.unworked:
                values[column] = _UNWORKED
    filled = any(not is_empty(value) for value in values)
    merges.mark(number, values)
    return tuple(values) if filled else None


_UNWORKED = Fault(
    "=…",
    text(
        "The formula here was never worked out. Open the workbook in Excel and save it, "
        "or write the value itself."
    ),
)


def _value(cell: Any) -> Value:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        return Fault(
            shorten(value),
            text("The cell shows an error. Correct it in Excel, or write the value itself."),
        )
    if isinstance(value, str):
        return _unescape(value) if "_x" in value else value
    if isinstance(value, (bool, int, float, dt.datetime, dt.date, dt.time, dt.timedelta)):
        return value
    return shorten(value)


def _unescape(value: str) -> str:
    """``_x001B_`` is how a workbook writes a character that XML cannot hold."""
    return _ESCAPED.sub(lambda match: chr(int(match.group(1), 16)), value)
