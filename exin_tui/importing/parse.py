"""From a row of cells to what they mean, with every cell that cannot be taken and everything worth noting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from exin_tui.importing.cells import Fault, Row, Value, is_empty, letter
from exin_tui.importing.columns import Column, Reading
from exin_tui.importing.headings import Headed
from exin_tui.importing.problems import BadCell, CellProblem, Note, Place, shorten
from exin_tui.language import Sayable, text
from exin_tui.privacy.identity_number import holds_identity_number, masked, refusal
from exin_tui.privacy.sanitise import one_line


class Clear:
    """What a dash in a cell means: empty what is stored."""

    def __repr__(self) -> str:
        return "CLEAR"


CLEAR: Final = Clear()
_DASHES = frozenset("-–—−")
_BLANKS = str.maketrans(dict.fromkeys("\t\n\r\x0b\x0c\x85\xa0\u2007\u2009\u202f\u3000\ufeff", " "))


@dataclass(slots=True)
class ParsedRow:
    """One row of a list: what its cells mean, by the column's key. Empty cells are not among them."""

    headed: Headed
    number: int
    values: dict[str, object] = field(default_factory=dict)
    cells: dict[str, Value] = field(default_factory=dict)
    """What stands in the file, of every cell that is not empty, whether it can be taken or not."""
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def filled(self) -> AbstractSet[str]:
        """The columns whose cell is not empty."""
        return self.cells.keys()

    def place(self, key: str = "") -> Place:
        """Where a value stands."""
        return self.headed.place(self.number, key)

    def refuse(self, key: str, message: Sayable, *, show: bool = True) -> None:
        """Add a problem with the cell of ``key``; ``show`` its value or not."""
        self.problems.append(CellProblem(self.place(key), self._shown(key) if show else "", message))

    def warn(self, key: str, message: Sayable, code: str = "warning") -> None:
        """Add a note about the cell of ``key``."""
        self.notes.append(Note(code, self.place(key), self._shown(key), message))

    def _shown(self, key: str) -> str:
        if key not in self.cells or self.headed.layout.column(key).owner:
            return ""
        return shown_value(self.cells[key])


def parsed_rows(headed: Headed, today: dt.date) -> Iterator[ParsedRow]:
    """Every row of the list, in order, each with its own problems and notes."""
    for row in headed.data():
        yield parse_row(headed, row, today)


def parse_row(headed: Headed, row: Row, today: dt.date) -> ParsedRow:
    """The meaning of one row."""
    number, cells = row
    parsed = ParsedRow(headed, number)
    reading = Reading(today, headed.sheet.since_1904)
    for index, cell in enumerate(cells):
        if is_empty(cell):
            continue
        column = headed.columns.get(index)
        if column is not None:
            parsed.cells[column.key] = cell
        if holds_identity_number(cell):
            place = Place(headed.sheet.name, number, letter(index), headed.headings.get(index, ""))
            shown = "" if column is not None and column.owner else masked(cell)
            parsed.problems.append(CellProblem(place, shown, refusal()))
        elif column is not None:
            _read(parsed, column, cell, reading)
    return parsed


def _read(parsed: ParsedRow, column: Column, cell: Value, reading: Reading) -> None:
    if isinstance(cell, Fault):
        parsed.refuse(column.key, cell.message)
        return
    if isinstance(cell, str):
        spaced = cell.translate(_BLANKS)
        cell = one_line(spaced).strip()
        if cell != spaced.strip():
            parsed.warn(column.key, text("Characters that a terminal would obey were taken out."), "cleaned")
        if not cell:
            return
    if isinstance(cell, str) and cell in _DASHES:
        _clear(parsed, column)
        return
    reading.notes.clear()
    try:
        parsed.values[column.key] = column.read(cell, reading)
    except BadCell as bad:
        parsed.refuse(column.key, bad.message)
    for code, message in reading.notes:
        parsed.warn(column.key, message, code)


def _clear(parsed: ParsedRow, column: Column) -> None:
    if column.clearable:
        parsed.values[column.key] = CLEAR
        return
    message = text("A dash empties what is stored, which is not possible here. Leave the cell empty.")
    parsed.refuse(column.key, message)


def shown_value(cell: Value) -> str:
    """A cell as a person knows it: dates the Norwegian way, numbers without Excel's decimals."""
    if isinstance(cell, Fault):
        return cell.shown
    if isinstance(cell, dt.datetime):
        return cell.strftime("%d.%m.%Y %H:%M" if cell.time() != dt.time() else "%d.%m.%Y")
    if isinstance(cell, dt.date):
        return cell.strftime("%d.%m.%Y")
    if isinstance(cell, dt.time):
        return cell.strftime("%H:%M")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell)) if abs(cell) < 1e15 else shorten(cell)
    return shorten(cell)


def given(values: Mapping[str, object], key: str) -> object | None:
    """A value that is neither empty nor cleared."""
    value = values.get(key)
    return None if value is CLEAR else value
