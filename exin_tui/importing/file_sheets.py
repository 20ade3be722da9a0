"""From a path to the lists in the file, in the order in which they are taken in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from exin_schema.programme import Programme
from exin_tui.importing.added_columns import NOTHING_ADDED, Added
from exin_tui.importing.added_headings import with_added
from exin_tui.importing.added_lists import HELP_SHEETS, added_layouts, refused_sheets
from exin_tui.importing.cells import Sheet
from exin_tui.importing.columns import AnyKind, Kind, Layouts
from exin_tui.importing.contact_columns import contact_layout
from exin_tui.importing.delimited import read_delimited
from exin_tui.importing.file_content import Content, content_of, read_bytes
from exin_tui.importing.headings import Headed, HeadingBook
from exin_tui.importing.meeting_columns import meeting_layout
from exin_tui.importing.participant_columns import participant_layout
from exin_tui.importing.problems import CellProblem, ImportRefused, Note, Place, shorten
from exin_tui.importing.read_words import plain_words
from exin_tui.importing.team_columns import TEAM
from exin_tui.language import join, text


@dataclass(slots=True)
class FileSheets:
    """What a file holds."""

    lists: list[Headed] = field(default_factory=list)
    """Team first, then participants, contacts and meetings."""
    order: list[str] = field(default_factory=list)
    """The sheets' names in the order of the file."""
    problems: list[CellProblem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def layouts(programme: Programme, added: Added = NOTHING_ADDED) -> Layouts:
    """What each kind of list can hold, in the order in which they are taken in.

    With the words of ``programme``, and the columns and lists that others bring.
    """
    core: Layouts = {
        Kind.TEAM: TEAM,
        Kind.PARTICIPANTS: with_added(participant_layout(programme), added),
        Kind.CONTACTS: contact_layout(programme),
        Kind.MEETINGS: meeting_layout(programme),
    }
    return {**core, **added_layouts(core, added)}


def open_lists(
    path: Path, kind: AnyKind | None, programme: Programme, added: Added = NOTHING_ADDED
) -> FileSheets:
    """Open ``path`` and find the lists in it. Raises `ImportRefused` when there is none."""
    data = read_bytes(path)
    content = content_of(data, path)
    known = layouts(programme, added)
    book = HeadingBook(known)
    core: Layouts = {each: layout for each, layout in known.items() if isinstance(each, Kind)}
    refused = refused_sheets(core, added) if kind is None else {}
    if content is Content.WORKBOOK:
        from exin_tui.importing.workbooks import read_workbook

        sheets = read_workbook(data, path.name)
    else:
        sheets = [read_delimited(data, shorten(path.name), lambda cells: book.recognised(cells, kind))]
    found = FileSheets(order=[sheet.name for sheet in sheets])
    for sheet in sheets:
        if not sheet.hidden and plain_words(sheet.name) in refused:
            found.problems.append(CellProblem(Place(sheet.name), "", refused[plain_words(sheet.name)]))
        else:
            _look(found, sheet, kind, book)
    if not found.lists and not found.problems:
        raise _nothing(found, path, book)
    rank = list(known)
    found.lists.sort(key=lambda headed: rank.index(headed.kind))
    return found


def _look(found: FileSheets, sheet: Sheet, kind: AnyKind | None, book: HeadingBook) -> None:
    if plain_words(sheet.name) in HELP_SHEETS:
        return
    if sheet.hidden:
        message = text("This sheet is hidden and is left out. Show it in Excel to import it.")
        found.notes.append(Note("hidden_sheet", Place(sheet.name), "", message))
        return
    answer = book.find(sheet, kind)
    if answer is None:
        message = text("This sheet is no list that is known here, and is left out.")
        found.notes.append(Note("ignored_sheet", Place(sheet.name), "", message))
        return
    found.problems.extend(answer.problems)
    found.notes.extend(answer.notes)
    if answer.headed is not None:
        found.lists.append(answer.headed)


def _nothing(found: FileSheets, path: Path, book: HeadingBook) -> ImportRefused:
    name = shorten(path.name)
    if any(note.code == "hidden_sheet" for note in found.notes):
        return ImportRefused(
            "only_hidden", text("The sheets of {file} are hidden. Show them in Excel and save.", file=name)
        )
    if any(note.code == "empty_sheet" for note in found.notes):
        return ImportRefused("empty", text("{file} is empty.", file=name))
    headings = [column.heading for column in book.layouts[Kind.PARTICIPANTS].columns[:7]]
    return ImportRefused(
        "no_headings",
        text(
            "No list was found in {file}. The first row needs headings, for participants such as: "
            "{headings}. `exin import --template list.xlsx` writes a workbook with all of them.",
            file=name,
            headings=join(tuple(headings)),
        ),
    )
