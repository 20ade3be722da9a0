"""A sheet that others brought: a row is found again by the participant and the list's first column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exin_tui.importing.added_columns import AddedList, NewRow, Row
from exin_tui.importing.added_lists import kind_of
from exin_tui.importing.address_book import AddressBook
from exin_tui.importing.gone_through import GoneThrough
from exin_tui.importing.parse import CLEAR, ParsedRow
from exin_tui.importing.problems import Place
from exin_tui.importing.report import Action
from exin_tui.language import text

_Said = Mapping[str, object]


class ListRows:
    """Takes the rows of one list."""

    def __init__(self, going: GoneThrough, added: AddedList) -> None:
        self._going, self._added = going, added
        self.kind = kind_of(added)
        self._first = added.columns[0]
        self._contacts = {column.key for column in added.columns if column.holds == "contact"}
        self._book: AddressBook | None = None
        self._places: dict[object, Place] = {}
        self._met: set[str] = set()
        """Stored rows that a row of the list was about, and rows that the list added."""

    def take(self, rows: Sequence[ParsedRow]) -> None:
        """Plan and, when writing, store ``rows``; what is stored as it stands is paired first."""
        said = [self._read(row) for row in rows]
        ids = {identity for row in rows if (identity := self._participant(row))}
        stored = self._going.added.row_keeper.stored(self._going.connection, self._added.key, ids)
        actions: dict[int, Action] = {}
        for number, (row, values) in enumerate(zip(rows, said, strict=True)):
            if not row.problems and (same := self._same(stored, row, values)) is not None:
                self._met.add(same.id)
                actions[number] = Action.UNCHANGED
        new: list[NewRow] = []
        changed: list[tuple[Row, _Said]] = []
        for number, (row, values) in enumerate(zip(rows, said, strict=True)):
            if row.problems or number in actions:
                continue
            near = self._near(stored, row, values)
            if len(near) > 1:
                row.refuse(self._first.key, _SEVERAL)
            elif near:
                self._met.add(near[0].id)
                changed.append((near[0], values))
                actions[number] = Action.UPDATED
            else:
                new.append(NewRow(self._participant(row) or "", values))
                actions[number] = Action.ADDED
        self._write(new, changed)
        for number, row in enumerate(rows):
            self._going.settle(self.kind, row, actions.get(number))

    def _read(self, row: ParsedRow) -> dict[str, object]:
        """What the row says of each column; what is wrong with it becomes its problems."""
        code = row.values.get("participant")
        if isinstance(code, str) and (unknown := self._going.known.unknown_participant(code)):
            row.refuse("participant", unknown)
        if "participant" not in row.filled:
            row.refuse("participant", text("Write the participant's code."))
        if self._first.key not in row.filled or row.values.get(self._first.key) is CLEAR:
            message = text("This is needed: the row is found again by it.")
            row.refuse(self._first.key, message)
        said = {key: value for key, value in row.values.items() if key != "participant"}
        for key in self._contacts & said.keys():
            written = said[key]
            if isinstance(written, str):
                said[key] = self._contact(row, key, written)
        said = {key: None if value is CLEAR else value for key, value in said.items()}
        if not row.problems:
            whole = (str(code).casefold(), *sorted((key, repr(value)) for key, value in said.items()))
            first = self._places.setdefault(whole, row.place())
            if first != row.place():
                row.refuse(
                    "participant", text("The same stands in {place} already. Keep one of them.", place=first)
                )
        return said

    def _contact(self, row: ParsedRow, key: str, written: str) -> str:
        if self._book is None:
            self._book = AddressBook.read(self._going.connection, self._going.known)
        unclear = self._book.why_not(written)
        if unclear is None:
            return self._book.contact(written)
        row.refuse(key, unclear)
        return ""

    def _participant(self, row: ParsedRow) -> str | None:
        return self._going.known.participant_id(str(row.values.get("participant", "")))

    def _free(self, stored: Mapping[str, list[Row]], row: ParsedRow) -> list[Row]:
        return [one for one in stored.get(self._participant(row) or "", ()) if one.id not in self._met]

    def _same(self, stored: Mapping[str, list[Row]], row: ParsedRow, said: _Said) -> Row | None:
        free = self._free(stored, row)
        return next(
            (one for one in free if all(one.values.get(key) == value for key, value in said.items())), None
        )

    def _near(self, stored: Mapping[str, list[Row]], row: ParsedRow, said: _Said) -> list[Row]:
        first = self._first.key
        return [one for one in self._free(stored, row) if one.values.get(first) == said[first]]

    def _write(self, new: Sequence[NewRow], changed: Sequence[tuple[Row, _Said]]) -> None:
        door, keeper = self._going.door, self._going.added.row_keeper
        if door is not None:
            self._met.update(keeper.add(door, self._added.key, new))
            keeper.change(door, self._added.key, changed)


_SEVERAL = text(
    "Several are stored that begin like this, and none of them is the same. "
    "Take the row out, and correct them in the program."
)
