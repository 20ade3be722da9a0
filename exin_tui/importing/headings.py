"""Finding the headings in a sheet: their row, which kind of list they make, and what is missing."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exin_tui.importing.cells import Row, Sheet, Value, letter
from exin_tui.importing.columns import AddedKind, AnyKind, Column, Layout, Layouts
from exin_tui.importing.limits import HEADING_ROWS
from exin_tui.importing.problems import CellProblem, Note, Place, shorten
from exin_tui.importing.read_words import plain_words
from exin_tui.language import Sayable, join, text

_BEFORE = re.compile(r"([^:.]+)[:.]")
_IN_PARENTHESES = re.compile(r"[([][^)\]]*[)\]]")


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet whose headings are known."""

    sheet: Sheet
    layout: Layout
    row: int
    """The row of the headings."""
    columns: Mapping[int, Column]
    """What each column is, by its index in the row."""
    headings: Mapping[int, str]
    """As they stand in the file, those of columns that are left out too."""
    by_key: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    """Index and heading by the column's key."""

    @property
    def kind(self) -> AnyKind:
        """What the list is of."""
        return self.layout.kind

    def place(self, row: int, key: str = "") -> Place:
        """Where the column ``key`` stands in ``row``; the row alone when there is no such column."""
        if key not in self.by_key:
            return Place(self.sheet.name, row)
        index, heading = self.by_key[key]
        return Place(self.sheet.name, row, letter(index), heading)

    def data(self) -> Iterator[Row]:
        """The rows below the headings."""
        return (row for row in self.sheet.rows() if row[0] > self.row)


@dataclass(slots=True)
class Found:
    """What looking for headings in one sheet came to."""

    headed: Headed | None = None
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class HeadingBook:
    """Every heading that the import knows, by kind."""

    def __init__(self, layouts: Layouts) -> None:
        self.layouts = layouts
        self._guessed = [kind for kind in layouts if not isinstance(kind, AddedKind)]
        self._by_words = {
            kind: {
                words: column
                for column in layout.columns
                for words in heading_words(column) - layout.refused.keys()
            }
            for kind, layout in layouts.items()
        }

    def recognised(self, cells: Sequence[Value], kind: AnyKind | None = None) -> int:
        """How many different columns of the kind, or of the best of all kinds, these cells head."""
        kinds = [kind] if kind else self._guessed
        return max(self._merit(cells, each)[2] for each in kinds)

    def _match(self, cells: Sequence[Value], kind: AnyKind) -> dict[int, Column]:
        known = self._by_words[kind]
        found: dict[int, Column] = {}
        for index, cell in enumerate(cells):
            column = next((known[words] for words in _ways(_written(cell)) if words in known), None)
            if column:
                found[index] = column
        return found

    def _refused(self, cells: Sequence[Value], kind: AnyKind) -> dict[int, Sayable]:
        """Why a heading may not be there."""
        layout, known = self.layouts[kind], self._by_words[kind]
        found: dict[int, Sayable] = {}
        for index, cell in enumerate(cells):
            ways = _ways(_written(cell))
            if any(words in known for words in ways):
                continue
            before = _BEFORE.match(_written(cell))
            whys = [layout.refused[words] for words in ways if words in layout.refused]
            if before and plain_words(before[1]) in layout.refused_before:
                whys.append(layout.refused_before[plain_words(before[1])])
            found |= {index: whys[0]} if whys else {}
        return found

    def _merit(self, cells: Sequence[Value], kind: AnyKind) -> tuple[int, int, int]:
        """How well the cells head a list of ``kind``: needed columns, the import's own, and all of them.

        Of two kinds that lack nothing the one that knows more of the columns is it, however many it needs.
        """
        matched = {column.key: column for column in self._match(cells, kind).values()}
        own = [column for column in matched.values() if not column.owner]
        missing = len(_missing(self.layouts[kind], set(matched)))
        return -missing, len(own), len(matched) + len(self._refused(cells, kind))

    def find(self, sheet: Sheet, asked: AnyKind | None = None) -> Found | None:
        """The headings of ``sheet``; None when it is a list of nothing that the import knows.

        ``asked`` is what the user said it is; otherwise the sheet's name says it, otherwise the headings do.
        """
        rows = list(itertools.islice(sheet.rows(), HEADING_ROWS))
        named = asked or self.kind_by_name(sheet.name)
        kinds = [named] if named else self._guessed
        best: tuple[tuple[int, int, int], AnyKind, Row] | None = None
        for kind, row in itertools.product(kinds, rows):
            merit = self._merit(row[1], kind)
            if merit[2] and (best is None or merit > best[0]):
                best = merit, kind, row
        if best is None or (named is None and (best[0][2] < 2 or best[0][0] < 0)):
            return self._nothing(sheet, named, rows)
        return self._headed(sheet, best[1], best[2])

    def kind_by_name(self, name: str) -> AnyKind | None:
        """What a sheet of this name holds."""
        words = plain_words(name)
        return next((kind for kind, layout in self.layouts.items() if words in layout.names), None)

    def _nothing(self, sheet: Sheet, named: AnyKind | None, rows: list[Row]) -> Found | None:
        if named is None:
            return None
        layout = self.layouts[named]
        if not rows:
            message = text("The sheet is empty.")
            return Found(notes=[Note("empty_sheet", Place(sheet.name), "", message)])
        return Found(problems=[_no_headings(sheet, layout, rows[0])])

    def _headed(self, sheet: Sheet, kind: AnyKind, row: Row) -> Found:
        layout = self.layouts[kind]
        matched = self._match(row[1], kind)
        found = Found()
        by_key: dict[str, tuple[int, str]] = {}
        for index, column in matched.items():
            heading = shorten(_written(row[1][index]))
            if column.key in by_key:
                first, other = by_key[column.key]
                place = Place(sheet.name, row[0], letter(index), heading)
                found.problems.append(_twice(place, letter(first), other))
                continue
            by_key[column.key] = index, heading
        refused = self._refused(row[1], kind)
        for index, cell in enumerate(row[1]):
            if isinstance(cell, str) and cell.strip() and index not in matched:
                place = Place(sheet.name, row[0], letter(index), shorten(cell))
                if index in refused:
                    found.problems.append(CellProblem(place, "", refused[index]))
                    continue
                found.notes.append(
                    Note("ignored_column", place, "", text("This column is not known and is left out."))
                )
        missing = _missing(layout, set(by_key))
        found.problems.extend(
            CellProblem(
                Place(sheet.name, row[0]),
                "",
                text(
                    "A column is missing. Add one with the heading {headings}.", headings=_or(layout, group)
                ),
            )
            for group in missing
        )
        columns = {index: layout.column(key) for key, (index, _) in by_key.items()}
        headings = {index: shorten(_written(cell)) for index, cell in enumerate(row[1]) if _written(cell)}
        found.headed = Headed(sheet, layout, row[0], columns, headings, by_key)
        return found


def _written(cell: Value) -> str:
    """A heading as it was typed: of “2/3” Excel makes the second of March."""
    if isinstance(cell, dt.date) and (cell.day, cell.month) == (2, 3):
        return "2/3"
    return cell if isinstance(cell, str) else ""


def heading_words(column: Column) -> set[str]:
    """Every heading a column is known by, as `plain_words`."""
    own = () if column.owner else (column.key,)
    return {plain_words(heading) for heading in (*own, column.heading.nb, column.heading.en, *column.also)}


def _ways(heading: str) -> tuple[str, ...]:
    """A heading for looking it up: as it stands, and without a remark in parentheses."""
    if not heading:
        return ()
    return plain_words(heading), plain_words(_IN_PARENTHESES.sub(" ", heading))


def _missing(layout: Layout, keys: set[str]) -> list[tuple[str, ...]]:
    return [group for group in layout.needed if not keys.intersection(group)]


def _or(layout: Layout, group: tuple[str, ...]) -> object:
    return join([layout.column(key).heading for key in group], " / ")


def _twice(place: Place, letter_of_first: str, heading: str) -> CellProblem:
    return CellProblem(
        place,
        "",
        text(
            "This means the same as column {letter} “{heading}”. Keep one of them.",
            letter=letter_of_first,
            heading=heading,
        ),
    )


def _no_headings(sheet: Sheet, layout: Layout, row: Row) -> CellProblem:
    return CellProblem(
        Place(sheet.name, row[0]),
        "",
        text(
            "There are no headings for a list of {kind}. Write in the first row, for example: {headings}.",
            kind=layout.kind,
            headings=join([column.heading for column in layout.columns[:8]]),
        ),
    )
