"""What stands in the way of an import, and what is worth saying about it: by cell, or for the whole file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from exin_schema.vocabulary import Language
from exin_tui.language import Sayable, Text, say, text
from exin_tui.privacy.identity_number import holds_identity_number, masked, refusal
from exin_tui.privacy.sanitise import one_line

_ELEVEN = re.compile(r"(?<![\d+])\d{6}\s?\d{5}(?!\d)")
"""What may be meant as an identity number, its check digits right or not."""
SHOWN = 60
"""Characters of a value that are shown."""


class ImportRefused(Exception):
    """The file as a whole cannot be imported; nothing was written.

    ``code`` is for scripts, ``message`` says what to do.
    """

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(code)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return self.message.say("en")


class BadCell(Exception):
    """Raised by what reads one cell: why its value cannot be taken, and what to write instead."""

    def __init__(self, message: Sayable) -> None:
        super().__init__(message.say("en"))
        self.message = message


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file: sheet, row as the spreadsheet counts, column letter and heading.

    Row 0 means the sheet as a whole; a letter may be missing where no one column is meant.
    """

    sheet: str
    row: int = 0
    letter: str = ""
    heading: str = ""

    def say(self, language: Language, /) -> str:
        """``Deltakere, rad 12, kolonne F «Fødselsdato»``."""
        parts = [one_line(self.sheet)]
        if self.row:
            parts.append(say(text("row {number}", number=self.row), language))
        if self.letter:
            parts.append(say(text("column {letter}", letter=self.letter), language))
        place = ", ".join(part for part in parts if part)
        if not self.heading:
            return place
        quoted = "«{}»" if language == "nb" else "“{}”"
        return f"{place} {quoted.format(shorten(self.heading))}"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A cell that cannot be imported. While there is one, nothing of the file is written."""

    place: Place
    value: str
    """As it stands in the file, sanitised and cut; masked when it may be a national identity number."""
    message: Sayable

    @property
    def sheet(self) -> str:
        """The sheet's name; for a text file the file's."""
        return self.place.sheet

    @property
    def row(self) -> int:
        """As the spreadsheet counts, the heading row included; 0 for the sheet as a whole."""
        return self.place.row

    @property
    def column(self) -> str:
        """The column's letter."""
        return self.place.letter

    @property
    def heading(self) -> str:
        """The column's heading as it stands in the file."""
        return self.place.heading

    def say(self, language: Language, /) -> str:
        """The whole line: where, what stands there, and what is wrong."""
        return _line(self.place, self.value, self.message, language)


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing that stops nothing: cleaned, left out, or against what the rules expect."""

    code: str
    """``cleaned``, ``ignored_column``, ``ignored_sheet``, ``time_left_out``, ``warning`` …"""
    place: Place
    value: str
    message: Sayable

    def say(self, language: Language, /) -> str:
        """The whole line, as a problem's."""
        return _line(self.place, self.value, self.message, language)


def _line(place: Place, value: str, message: Sayable, language: Language) -> str:
    shown = f" = {value}" if value else ""
    line = f"{place.say(language)}{shown}: {say(message, language)}"
    if "•" * 11 in value and message != refusal():
        line += f" {say(text('Never a national identity number here.'), language)}"
    return line


def shorten(value: object) -> str:
    """A value as it can be shown: one line, safe for a terminal, at most 60 characters, never an
    identity number."""
    if holds_identity_number(value):
        return masked(value)
    line = _ELEVEN.sub("•" * 11, one_line(str(value)[: SHOWN * 4]).strip())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
