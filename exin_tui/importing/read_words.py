"""Words from a cell: free text, yes and no, whole numbers, and choices from a closed set."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from exin_tui.importing.cells import Value
from exin_tui.importing.limits import CELL_CHARACTERS
from exin_tui.importing.problems import BadCell
from exin_tui.language import Label, Sayable, join, text

_NOT_WORDS = re.compile(r"[^\w/§]+")
_YES = frozenset({"ja", "j", "x", "yes", "y", "true", "sant", "1", "✓", "✔", "☑", "☒"})
_NO = frozenset({"nei", "n", "no", "false", "usant", "0", "☐"})
_CHOICES_SHOWN = 12


def plain_words(value: str) -> str:
    """``value`` for comparing: case, accents' form, blanks and punctuation do not count.

    >>> plain_words("  2/3‑Tid: ")
    '2/3 tid'
    """
    folded = unicodedata.normalize("NFKC", value).casefold()
    return _NOT_WORDS.sub(" ", folded.replace("_", " ")).strip()


def as_text(value: Value) -> str:
    """A cell as text: a number without Excel's decimals, blanks trimmed and joined."""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return " ".join(str("" if value is None else value).split())


def read_text(value: Value) -> str:
    """A line of text. Raises `BadCell` when it is too long for a list, was not decoded, or became a date."""
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        raise BadCell(
            text(
                "Excel made a date or a time of what was written here. "
                "Format the cell as text and write it again."
            )
        )
    line = as_text(value)
    if len(line) > CELL_CHARACTERS:
        raise BadCell(
            text(
                "{count} characters are too many for a list ({limit} at most). "
                "A case story does not belong here.",
                count=len(line),
                limit=CELL_CHARACTERS,
            )
        )
    if "�" in line:
        raise BadCell(
            text(
                "A letter here was lost before the file was saved (�). Write it again and save as CSV UTF-8."
            )
        )
    return line


def read_yes_no(value: Value) -> bool:
    """Ja/nei, yes/no, x, true/false, 1/0. Raises `BadCell` for anything else."""
    if isinstance(value, bool):
        return value
    word = as_text(value).casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise BadCell(text("Write yes or no."))


def read_whole_number(value: Value, *, low: int, high: int) -> int:
    """A whole number from ``low`` to ``high``. Raises `BadCell` for anything else."""
    line = as_text(value).replace(" ", "")
    number = int(line) if re.fullmatch(r"\d{1,6}", line, re.ASCII) else -1
    if isinstance(value, bool) or not low <= number <= high:
        raise BadCell(text("Write a whole number from {low} to {high}.", low=low, high=high))
    return number


@dataclass(frozen=True, slots=True)
class Choices:
    """A closed set of values and every way of writing them."""

    by_words: Mapping[str, str]
    """The stored value by what may stand in a cell, as `plain_words`."""
    labels: tuple[Sayable, ...]
    """What a person may choose from."""

    def read(self, value: Value) -> str:
        """The stored value. Raises `BadCell`, which names the choices."""
        found = self.by_words.get(plain_words(as_text(value)))
        if found is None:
            raise BadCell(text("Write one of: {choices}.", choices=_listed(self.labels)))
        return found


def choices(terms: Iterable[tuple[str, Label]], also: Mapping[str, Sequence[str]] | None = None) -> Choices:
    """Values with their labels; each may be written as its key or in either language.

    ``also`` are further spellings by value. A spelling that means two values means neither.
    """
    by_words: dict[str, str] = {}
    unclear: set[str] = set()
    labels: list[Sayable] = []
    for key, label in terms:
        labels.append(label)
        for words in {
            plain_words(spelling) for spelling in (key, label.nb, label.en, *(also or {}).get(key, ()))
        }:
            if by_words.setdefault(words, key) != key:
                unclear.add(words)
    return Choices({words: key for words, key in by_words.items() if words not in unclear}, tuple(labels))


def _listed(labels: Sequence[Sayable]) -> Sayable:
    shown: list[object] = list(labels[:_CHOICES_SHOWN])
    return join([*shown, "…"] if len(labels) > _CHOICES_SHOWN else shown)
