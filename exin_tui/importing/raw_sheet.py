"""What openpyxl's streaming reader does not tell: merged cells, and formulas that were never worked out.

Both would otherwise read as empty cells, and a caseworker's initials merged over five rows would count for
the first row only.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element, iterparse  # size is limited, DTDs are refused beforehand

from exin_tui.importing.cells import column_index
from exin_tui.importing.limits import COLUMNS, ROWS

_WORTH_PARSING = re.compile(rb"<(?:\w+:)?(?:f|mergeCell)[\s>/]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s>/]")
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
_CHUNK = 1 << 18
_OVERLAP = 32


@dataclass(frozen=True, slots=True)
class Unseen:
    """Per row (from 1) and column (from 0)."""

    unworked: frozenset[tuple[int, int]] = frozenset()
    """Formulas without a stored result."""
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column."""
    rows: int = 0
    """How many rows the sheet has, empty ones too."""


def has_document_type(archive: zipfile.ZipFile, part: str) -> bool:
    """The part declares a DTD, which no spreadsheet program writes: the way in for entity bombs."""
    with archive.open(part) as source:
        start = source.read(4096).replace(b"\x00", b"")
    return b"<!DOCTYPE" in start or b"<!ENTITY" in start


def unseen_cells(archive: zipfile.ZipFile, part: str) -> Unseen:
    """Read the sheet ``part`` for merges and unworked formulas; quick when it has neither."""
    rows, worth_parsing = _scan(archive, part)
    if not worth_parsing:
        return Unseen(rows=rows)
    unworked: set[tuple[int, int]] = set()
    merged: list[tuple[int, int, int, int]] = []
    with archive.open(part) as source:
        for _, element in iterparse(source):  # noqa: S314 - no DTD, limited size
            tag = element.tag.rpartition("}")[2]
            if tag == "c":
                place = _unworked(element)
                if place and len(unworked) < ROWS * COLUMNS:
                    unworked.add(place)
            elif tag == "mergeCell" and len(merged) < ROWS:
                area = _area(element.get("ref", ""))
                if area:
                    merged.append(area)
            if tag == "row":
                element.clear()
    return Unseen(frozenset(unworked), tuple(merged), rows)


def _scan(archive: zipfile.ZipFile, part: str) -> tuple[int, bool]:
    """How many rows there are, and whether there is a formula or a merge."""
    rows, worth_parsing, tail = 0, False, b""
    with archive.open(part) as source:
        while chunk := source.read(_CHUNK):
            seen = tail + chunk
            rows += len(_ROW.findall(seen)) - len(_ROW.findall(tail))
            worth_parsing = worth_parsing or _WORTH_PARSING.search(seen) is not None
            tail = chunk[-_OVERLAP:]
    return rows, worth_parsing


def _unworked(cell: Element) -> tuple[int, int] | None:
    children = {child.tag.rpartition("}")[2]: child for child in cell}
    if "f" not in children or "is" in children:
        return None
    result = children.get("v")
    if result is not None and (result.text or cell.get("t") == "str"):
        return None
    area = _area(cell.get("r", ""))
    return (area[0], area[1]) if area else None


def _area(reference: str) -> tuple[int, int, int, int] | None:
    match = _RANGE.fullmatch(reference.upper())
    if match is None:
        return None
    column, row, last_column, last_row = match.groups()
    first = int(row), column_index(column)
    last = (int(last_row), column_index(last_column)) if last_row else first
    return min(first[0], last[0]), min(first[1], last[1]), max(first[0], last[0]), max(first[1], last[1])
