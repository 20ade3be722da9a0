"""A list as it is read, before anything is made of it: sheets of rows of cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from exin_tui.language import Text


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands in a cell instead of a value: an error, a formula that was never worked out, a merge."""

    shown: str
    message: Text


Value: TypeAlias = str | int | float | dt.date | dt.datetime | dt.time | dt.timedelta | Fault | None
"""What a cell can hold; a bool is an int. None, and text of blanks only, is an empty cell."""

Row: TypeAlias = tuple[int, tuple[Value, ...]]
"""The number as the spreadsheet counts, from 1, and the cells from column A."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of the file. ``rows`` reads it from the start each time it is called, a row at a time.

    Rows come in order, empty ones are left out. ``rows()`` raises `ImportRefused` for a broken or too
    large file.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    size: Callable[[], int]
    """About how many rows there are, quickly: for telling how far it has come."""
    hidden: bool = False
    since_1904: bool = False
    """Serial numbers count days from 1 January 1904 (old workbooks from a Mac)."""
    typed: bool = True
    """Cells have types; in a text file everything is text."""


def is_empty(value: Value) -> bool:
    """Nothing, or blanks only."""
    return value is None or (isinstance(value, str) and not value.strip())


def letter(index: int) -> str:
    """The spreadsheet's name for the column at ``index``, counted from 0: A, B … Z, AA."""
    name = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_index(name: str) -> int:
    """The inverse of `letter`."""
    number = 0
    for character in name.upper():
        number = number * 26 + ord(character) - ord("A") + 1
    return number - 1
