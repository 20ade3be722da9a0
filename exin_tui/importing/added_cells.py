"""How a cell of an added column is read, and the words that explain it: by what the column holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from exin_tui.importing.added_columns import AddedColumn, Holds
from exin_tui.importing.cells import Value
from exin_tui.importing.columns import Form, Reader, Reading, day, one_of, yes_no
from exin_tui.importing.problems import BadCell
from exin_tui.importing.read_date import read_moment
from exin_tui.importing.read_time import in_oslo
from exin_tui.importing.read_words import as_text, choices, read_text
from exin_tui.importing.template_words import YES
from exin_tui.language import Label, Sayable, Text, join, text

FORMS: dict[Holds, Form] = {"date": "date", "int": "number", "bool": "yes_no"}


def reader_of(column: AddedColumn) -> Reader:
    """Reads a cell as what the column holds; for a contact its name, which is looked up later."""
    read = _READERS[column.holds](column)
    if column.holds == "contact":
        return read

    def checked(value: Value, reading: Reading) -> object:
        found = read(value, reading)
        refused = column.fits(found)
        if refused is not None:
            raise BadCell(refused)
        return found

    return checked


def _words(column: AddedColumn) -> Reader:
    def read(value: Value, _: Reading) -> str:
        line = read_text(value)
        if len(line) > column.length:
            raise BadCell(
                text(
                    "{count} characters are too many here. Write at most {length}.",
                    count=len(line),
                    length=column.length,
                )
            )
        return line

    return read


def _whole(column: AddedColumn) -> Reader:
    def read(value: Value, _: Reading) -> int:
        line = as_text(value).replace(" ", "").replace("−", "-")
        if isinstance(value, (bool, dt.date, dt.time, dt.timedelta)) or not _WHOLE.fullmatch(line):
            raise BadCell(_bounds(column))
        number = int(line)
        low = number if column.least is None else column.least
        high = number if column.most is None else column.most
        if not low <= number <= high:
            raise BadCell(_bounds(column))
        return number

    return read


_WHOLE = re.compile(r"-?\d{1,9}", re.ASCII)


def _bounds(column: AddedColumn) -> Text:
    if column.least is not None and column.most is not None:
        return text("Write a whole number from {low} to {high}.", low=column.least, high=column.most)
    if column.least is not None:
        return text("Write a whole number, {low} or more.", low=column.least)
    if column.most is not None:
        return text("Write a whole number, {high} or less.", high=column.most)
    return text("Write a whole number.")


def _moment(_: AddedColumn) -> Reader:
    def read(value: Value, reading: Reading) -> dt.datetime:
        wall = read_moment(value, since_1904=reading.since_1904)
        untold = isinstance(value, dt.datetime) and wall == dt.datetime.combine(value.date(), dt.time())
        if not isinstance(wall, dt.datetime) or untold:
            raise BadCell(text("Write the time of day too, such as 01.12.2026 09:30."))
        try:
            moment, twice = in_oslo(wall.replace(second=0))
        except BadCell:
            raise BadCell(_SKIPPED) from None
        if twice is not None:
            reading.notes.append(("clocks_twice", _TWICE))
        return moment

    return read


_SKIPPED = text("Clocks skip this hour: they go from 02:00 to 03:00 that night. Write another time.")
_TWICE = text("Clocks show this time twice that night. The first one is meant here, in summer time.")
_READERS: dict[Holds, Callable[[AddedColumn], Reader]] = {
    "text": _words,
    "choice": lambda column: one_of(choices(column.choices)),
    "date": lambda _: day,
    "datetime": _moment,
    "int": _whole,
    "bool": lambda _: yes_no,
    "contact": _words,
}


def explained(column: AddedColumn) -> Text:
    """What to write, with whose it is."""
    return text("{partner}: {what}", partner=column.owner.name, what=_what(column))


def _what(column: AddedColumn) -> Sayable:
    match column.holds:
        case "text":
            return text("At most {length} characters.", length=column.length)
        case "choice":
            return text("One of: {choices}.", choices=join([label for _, label in column.choices]))
        case "date":
            return text("A date.")
        case "datetime":
            return text("A date and a time of day in one cell, Oslo's time.")
        case "int":
            what = _bounds(column)
            return what if column.unit is None else text("{what} Unit: {unit}.", what=what, unit=column.unit)
        case "bool":
            return text("Yes or no.")
        case "contact":
            return text(
                "A contact's name, as in the address book or in the sheet of contacts. "
                "Where two have the same name, with the agency: Kari Dal (Halden fengsel)."
            )


def example_of(column: AddedColumn) -> Label | str:
    """A cell that can be taken. None for a contact: there is nobody yet."""
    match column.holds:
        case "text":
            return column.example[: column.length]
        case "choice":
            return column.choices[0][1]
        case "date":
            return "01.12.2026"
        case "datetime":
            return "01.12.2026 09:30"
        case "int":
            return str(column.least if column.least is not None else min(column.most or 1, 1))
        case "bool":
            return YES
        case "contact":
            return ""
